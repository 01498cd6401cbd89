using Jingkai.Platform.Data;

namespace Jingkai.Economy.Domain;

/// <summary>Where a month of figures stands.</summary>
internal static class MonthState
{
    /// <summary>Values come in and are corrected.</summary>
    public const string Open = "open";

    /// <summary>Frozen as a version; nothing of the month is written.</summary>
    public const string Locked = "locked";

    /// <summary>Open again by exception: corrections carry the code of the sign-off that allowed them.</summary>
    public const string Unlocked = "unlocked";
}

/// <summary>A month of the zone's figures. Its row is what writers and the lock meet at: writers hold it shared until they commit,
/// the lock takes it alone.</summary>
internal sealed class ReportMonth : IZoned, IVersioned, IAudited
{
    public int ZoneId { get; set; }

    /// <summary><c>yyyymm</c>.</summary>
    public int Month { get; set; }

    /// <summary><see cref="MonthState"/>.</summary>
    public string State { get; set; } = MonthState.Open;

    /// <summary>Frozen versions so far; the last is the one in force while the month is locked.</summary>
    public int Frozen { get; set; }

    public DateTime? LockedAt { get; set; }

    /// <summary>Code of the sign-off that locked it last.</summary>
    public string? LockSignOff { get; set; }

    public DateTime? UnlockedAt { get; set; }

    /// <summary>Code of the sign-off that opened it again; kept while it is unlocked.</summary>
    public string? UnlockSignOff { get; set; }

    public int Version { get; set; } = 1;

    public string AuditLabel => MonthKey.Text(Month);
}

/// <summary>A month as it was when it was locked.</summary>
internal sealed class MonthVersion : IZoned
{
    public int ZoneId { get; set; }

    public int Month { get; set; }

    /// <summary>1, 2, 3 … with each lock.</summary>
    public int Number { get; set; }

    public DateTime FrozenAt { get; set; }

    /// <summary>Code of the sign-off behind it.</summary>
    public string SignOff { get; set; } = "";

    /// <summary>When the month was unlocked again; null while this version is in force.</summary>
    public DateTime? UnlockedAt { get; set; }

    /// <summary>How many report values the sums stand on.</summary>
    public long Records { get; set; }

    /// <summary>Duties that were not confirmed and that the reason named.</summary>
    public int Unconfirmed { get; set; }

    /// <summary>SHA-256 over all sums in order of measure and subject, hexadecimal.</summary>
    public string Sha256 { get; set; } = "";
}

/// <summary>One sum of a frozen month: what <see cref="Rollup"/> held, and the digest of the reports behind it.</summary>
internal sealed class FrozenSum : IZoned
{
    public int ZoneId { get; set; }

    public int Month { get; set; }

    public int Number { get; set; }

    public int Measure { get; set; }

    /// <summary>Canonical text of the subject. A group goes by its name alone: a later definition must not take its frozen sum away.</summary>
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

    /// <summary>Reports that were expected of the subject.</summary>
    public long Expected { get; set; }

    /// <summary>SHA-256 over the report values summed, in order of enterprise, hexadecimal.</summary>
    public string Sha256 { get; set; } = "";

    /// <summary>The same as a roll-up that changed when it was frozen, so that figures are composed from either.</summary>
    public Rollup AsRollup(DateTime frozenAt = default) => new()
    {
        ZoneId = ZoneId, Measure = Measure, Month = Month, Subject = Subject,
        MonthSumE4 = MonthSumE4, MonthCount = MonthCount, MonthBothE4 = MonthBothE4, MonthPriorE4 = MonthPriorE4, MonthBothCount = MonthBothCount,
        YtdSumE4 = YtdSumE4, YtdCount = YtdCount, YtdBothE4 = YtdBothE4, YtdPriorE4 = YtdPriorE4, YtdBothCount = YtdBothCount, ChangedAt = frozenAt,
    };

    /// <summary>Canonical text of a roll-up's subject: <c>group:3:装备制造</c> becomes <c>group:装备制造</c>.</summary>
    public static string SubjectOf(string rollup) =>
        rollup.StartsWith("group:", StringComparison.Ordinal) ? "group:" + rollup[(rollup.IndexOf(':', 6) + 1)..] : rollup;
}

/// <summary>A published paper that prints a figure.</summary>
internal sealed class Citation : ZoneEntity, IAudited
{
    /// <summary>Title of the paper.</summary>
    public string Document { get; set; } = "";

    /// <summary>Date of the paper.</summary>
    public DateOnly DatedOn { get; set; }

    /// <summary>The figure and its version, <see cref="Figures.FigureRef"/>.</summary>
    public string Ref { get; set; } = "";

    public string Indicator { get; set; } = "";

    public string Subject { get; set; } = "";

    /// <summary>Canonical period.</summary>
    public string Period { get; set; } = "";

    /// <summary>The value as printed: 401.87亿元.</summary>
    public string Printed { get; set; } = "";

    /// <summary>The figure when it was cited, in ten-thousandths of the indicator's base unit.</summary>
    public long? ValueE4 { get; set; }

    public DateTime RecordedAt { get; set; }

    public Guid? RecordedById { get; set; }

    /// <summary>When it was taken back, being a mistake.</summary>
    public DateTime? VoidedAt { get; set; }

    public string? VoidReason { get; set; }

    public string AuditLabel => $"{Document} {Indicator} {Period}";
}
