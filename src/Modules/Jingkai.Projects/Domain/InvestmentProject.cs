using Jingkai.Kernel;
using Jingkai.Platform.Data;

namespace Jingkai.Projects.Domain;

/// <summary>投资项目: what somebody promised to build in the zone, from the first talks to full capacity.</summary>
internal sealed class InvestmentProject : ZoneEntity, IAudited
{
    /// <summary>What people call it: <c>P2026-0042</c>.</summary>
    public string Code { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>Other names it goes by, one a line.</summary>
    public string? Aliases { get; set; }

    /// <summary>Name, other names, code, investor and project code as they are searched.</summary>
    public string SearchKey { get; set; } = "";

    /// <summary>Pinyin order of the name.</summary>
    public string SortKey { get; set; } = "";

    /// <summary>Code of a kind of the <see cref="LifeCycle.Ladder"/>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>The stage it has reached, moved only through a gate.</summary>
    public string Stage { get; set; } = "";

    /// <summary>The day on which it reached that stage; null: taken over without a day.</summary>
    public DateOnly? StageOn { get; set; }

    /// <summary>项目代码 of GB/T 40058, 24 characters; null before it is given.</summary>
    public string? NationalCode { get; set; }

    /// <summary>投资方.</summary>
    public string? Investor { get; set; }

    /// <summary>项目公司: the enterprise of the register that carries it out.</summary>
    public Guid? EnterpriseId { get; set; }

    /// <summary>Code of GB/T 4754.</summary>
    public string? IndustryCode { get; set; }

    public Guid? ParkId { get; set; }

    /// <summary>产业链.</summary>
    public string? Chain { get; set; }

    /// <summary>责任单位.</summary>
    public Guid? UnitId { get; set; }

    /// <summary>总投资 in 分.</summary>
    public long? InvestmentFen { get; set; }

    /// <summary>How exactly it is stated: one of <see cref="Bounds"/>; null: exactly.</summary>
    public string? InvestmentBound { get; set; }

    /// <summary>用地 in 1/30 000 m².</summary>
    public long? LandUnits { get; set; }

    /// <inheritdoc cref="InvestmentBound" />
    public string? LandBound { get; set; }

    /// <summary>建设内容.</summary>
    public string? Content { get; set; }

    /// <summary>产能: a peak is an upper limit and is written as such.</summary>
    public string? Capacity { get; set; }

    /// <summary>建设地点.</summary>
    public string? Address { get; set; }

    /// <summary>Ten-millionths of a degree east, CGCS2000.</summary>
    public int? LongitudeE7 { get; set; }

    /// <summary>Ten-millionths of a degree north, CGCS2000.</summary>
    public int? LatitudeE7 { get; set; }

    /// <summary>The system in which the place was entered; null: CGCS2000 itself.</summary>
    public string? EnteredDatum { get; set; }

    /// <summary>上图: since when it stands on the wall.</summary>
    public DateOnly? WallFrom { get; set; }

    /// <summary>First day no longer on the wall.</summary>
    public DateOnly? WallUntil { get; set; }

    /// <summary>终止: the day on which it was given up.</summary>
    public DateOnly? EndedOn { get; set; }

    public string? EndReason { get; set; }

    /// <summary>所属项目: the project it is a part of; such a sub-project is left out of counts, since it is in the whole.</summary>
    public Guid? ParentId { get; set; }

    /// <summary>Where the entry comes from.</summary>
    public string? Source { get; set; }

    /// <summary>Whoever entered it; a stage is confirmed by somebody else.</summary>
    public Guid? ById { get; set; }

    public DateTime? VoidedAt { get; set; }

    public string? VoidedBy { get; set; }

    public string? VoidReason { get; set; }

    /// <inheritdoc />
    public string AuditLabel => Code;

    /// <summary>Follows from the words: called after every change of them.</summary>
    public void Index()
    {
        SortKey = TextNormal.SortKey(Name);
        SearchKey = string.Join('\n', ((string?[])[Name, .. AliasList, Code, Investor, NationalCode]).Where(t => !string.IsNullOrEmpty(t)).Select(TextNormal.SearchKey).Append(TextNormal.Initials(Name)));
    }

    public IReadOnlyList<string> AliasList => Aliases is { Length: > 0 } lines ? lines.Split('\n') : [];
}
