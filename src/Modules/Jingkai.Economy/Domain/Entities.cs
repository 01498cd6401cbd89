using Jingkai.Platform.Data;

namespace Jingkai.Economy.Domain;

/// <summary>The economy's own row of an enterprise: what transactions lock, in order of id, before they touch its reports.</summary>
internal sealed class EnterpriseCopy : IZoned
{
    public int ZoneId { get; set; }

    public Guid EnterpriseId { get; set; }

    public string Code { get; set; } = "";

    public string? CreditCode { get; set; }

    public string Name { get; set; } = "";

    public string SortKey { get; set; } = "";

    /// <summary>Grows with every change of the classification after the first.</summary>
    public int Version { get; set; } = 1;
}

/// <summary>A stretch of time in which an enterprise's classification did not change.</summary>
internal sealed class EnterpriseSpan : IZoned
{
    public int ZoneId { get; set; }

    public Guid EnterpriseId { get; set; }

    public DateOnly FromOn { get; set; }

    /// <summary>First day no longer in force.</summary>
    public DateOnly? UntilOn { get; set; }

    public string? Industry { get; set; }

    public Guid? ParkId { get; set; }

    /// <summary>An above-scale listing of industry is in force.</summary>
    public bool AboveScale { get; set; }

    /// <summary>Operates in the zone (在地).</summary>
    public bool Operating { get; set; }
}

/// <summary>How an enterprise's value was collected; it decides who may see it and what it may be used for.</summary>
internal enum Collected
{
    /// <summary>统计调查: protected by the Statistics Law.</summary>
    Survey = 1,

    /// <summary>部门报表.</summary>
    Department = 2,

    /// <summary>企业自报.</summary>
    Declared = 3,

    /// <summary>公开.</summary>
    Public = 4,
}

/// <summary>One measure of one enterprise for one month, as it stands now. Null means not reported, never zero.</summary>
internal sealed class ReportValue : IZoned
{
    public int ZoneId { get; set; }

    public Guid EnterpriseId { get; set; }

    public int Measure { get; set; }

    /// <summary><c>yyyymm</c>; February of a merged measure stands for January and February.</summary>
    public int Month { get; set; }

    public long? MonthE4 { get; set; }

    /// <summary>Comparable value of the same month a year before.</summary>
    public long? MonthPriorE4 { get; set; }

    public long? YtdE4 { get; set; }

    /// <summary>Comparable year-to-date value a year before.</summary>
    public long? YtdPriorE4 { get; set; }

    public int Version { get; set; } = 1;

    public int Collected { get; set; } = (int)Domain.Collected.Department;

    /// <summary>The import or correction that wrote it.</summary>
    public Guid BatchId { get; set; }

    public DateTime RecordedAt { get; set; }
}

/// <summary>A value that was replaced, kept for ever.</summary>
internal sealed class ReportVersion : IZoned
{
    public int ZoneId { get; set; }

    public Guid EnterpriseId { get; set; }

    public int Measure { get; set; }

    public int Month { get; set; }

    public int Version { get; set; }

    public long? MonthE4 { get; set; }

    public long? MonthPriorE4 { get; set; }

    public long? YtdE4 { get; set; }

    public long? YtdPriorE4 { get; set; }

    public Guid BatchId { get; set; }

    public DateTime RecordedAt { get; set; }

    public DateTime ReplacedAt { get; set; }

    public Guid? ReplacedBy { get; set; }

    public string? Reason { get; set; }

    /// <summary>The sign-off that had opened a locked month for the change.</summary>
    public string? SignOff { get; set; }
}

/// <summary>The sum of a subject's reports for one measure and month. "Both" sums run over the enterprises whose value and
/// comparable prior are known, so that growth stands on the same enterprises above and below.</summary>
internal sealed class Rollup : IZoned
{
    public int ZoneId { get; set; }

    public int Measure { get; set; }

    public int Month { get; set; }

    /// <summary><c>zone</c>, <c>industry:36</c>, <c>group:1:装备制造</c> (with the number of the set), <c>park:…</c>.</summary>
    public string Subject { get; set; } = "";

    public long MonthSumE4 { get; set; }

    public long MonthCount { get; set; }

    public long MonthBothE4 { get; set; }

    public long MonthPriorE4 { get; set; }

    public long MonthBothCount { get; set; }

    public long YtdSumE4 { get; set; }

    public long YtdCount { get; set; }

    public long YtdBothE4 { get; set; }

    public long YtdPriorE4 { get; set; }

    public long YtdBothCount { get; set; }

    /// <summary>When the sum last changed: with it a reference names a sum as it stood.</summary>
    public DateTime ChangedAt { get; set; }
}

/// <summary>How many enterprises a subject's population gained (or lost) in a month; the expected reports of a month are the
/// sum up to it.</summary>
internal sealed class PopulationChange : IZoned
{
    public int ZoneId { get; set; }

    public int Population { get; set; }

    public string Subject { get; set; } = "";

    public int Month { get; set; }

    public long Delta { get; set; }
}

/// <summary>A dated set of leading-industry groups. Redefining makes a new set, which takes over from its day on.</summary>
internal sealed class GroupSet : ZoneEntity, IAudited
{
    /// <summary>1, 2, 3 … in the zone; part of the roll-ups' subject.</summary>
    public int Number { get; set; }

    public DateOnly FromOn { get; set; }

    public DateOnly? UntilOn { get; set; }

    /// <summary>False after another set replaced it.</summary>
    public bool InForce { get; set; }

    /// <summary>The groups as JSON: name, prefixes, plus, minus (ids of enterprises).</summary>
    public string Definition { get; set; } = "[]";

    public string AuditLabel => $"set {Number}";
}

/// <summary>One indicator, subject, period and version as an office delivered it.</summary>
internal sealed class Observation : ZoneEntity
{
    public string Indicator { get; set; } = "";

    public string Subject { get; set; } = "";

    /// <summary>Canonical period.</summary>
    public string Period { get; set; } = "";

    public DateOnly PeriodEnd { get; set; }

    /// <summary>1 for the first delivery, then one more with each revision.</summary>
    public int Number { get; set; } = 1;

    public bool Current { get; set; } = true;

    /// <summary>Ten-thousandths of the indicator's base unit.</summary>
    public long? ValueE4 { get; set; }

    /// <summary>The number and the unit as delivered.</summary>
    public string? Delivered { get; set; }

    public string? DeliveredUnit { get; set; }

    /// <summary>约, 余, 近, 超, 不低于, 力争.</summary>
    public string? Bound { get; set; }

    /// <summary>Ten-thousandths of a per cent.</summary>
    public long? GrowthE4 { get; set; }

    /// <summary>real, comparable or nominal.</summary>
    public string? GrowthBasis { get; set; }

    /// <summary>Ten-thousandths of a percentage point.</summary>
    public long? ChangeE4 { get; set; }

    /// <summary>flash, final or revised.</summary>
    public string Status { get; set; } = "final";

    public string Source { get; set; } = "";

    public DateOnly? PublishedOn { get; set; }

    public string? Wording { get; set; }

    public DateTime RecordedAt { get; set; }

    public DateTime? ReplacedAt { get; set; }

    public Guid BatchId { get; set; }

    /// <summary>The sign-off that had opened a locked month for this version.</summary>
    public string? SignOff { get; set; }
}

/// <summary>A yearly target of an indicator.</summary>
internal sealed class Target : ZoneEntity
{
    public string Indicator { get; set; } = "";

    public string Subject { get; set; } = "";

    public int Year { get; set; }

    public int Number { get; set; } = 1;

    public bool Current { get; set; } = true;

    public long? ValueE4 { get; set; }

    public string? Delivered { get; set; }

    public string? DeliveredUnit { get; set; }

    public string? Bound { get; set; }

    public long? GrowthE4 { get; set; }

    public string? Source { get; set; }

    public DateTime RecordedAt { get; set; }

    public DateTime? ReplacedAt { get; set; }

    public Guid BatchId { get; set; }
}

/// <summary>An indicator the zone itself defined beside the catalogue.</summary>
internal sealed class ZoneIndicator : ZoneEntity, IAudited
{
    public string Code { get; set; } = "";

    public string NameZh { get; set; } = "";

    public string NameEn { get; set; } = "";

    public string Aliases { get; set; } = "";

    public string Unit { get; set; } = "";

    public string Frequency { get; set; } = "M";

    public string Aggregation { get; set; } = "flow_ytd";

    public string GrowthBasis { get; set; } = "nominal";

    public string JanFeb { get; set; } = "single";

    public string Better { get; set; } = "up";

    public string SourceDept { get; set; } = "";

    public string Definition { get; set; } = "";

    public string AuditLabel => Code;
}
