using Jingkai.Platform.Data;
using Jingkai.Projects.Domain;

namespace Jingkai.Projects.Rating;

/// <summary>Where a round stands.</summary>
internal static class RoundState
{
    /// <summary>填报中: units enter progress, another checks it.</summary>
    public const string Open = "open";

    /// <summary>已冻结: the facts are taken down and judged; the table is still the office's.</summary>
    public const string Frozen = "frozen";

    /// <summary>已公布.</summary>
    public const string Published = "published";

    /// <summary>已作废: opened by mistake; it counts nowhere.</summary>
    public const string Voided = "voided";

    public static IReadOnlyList<string> All { get; } = [Open, Frozen, Published, Voided];
}

/// <summary>How long a round is.</summary>
internal static class Cadence
{
    public const string HalfMonth = "half-month";

    public const string Month = "month";

    public const string Quarter = "quarter";

    public static IReadOnlyList<string> All { get; } = [HalfMonth, Month, Quarter];

    /// <summary>The round of a cadence that a day lies in: the first and the last day.</summary>
    public static (DateOnly Start, DateOnly End)? Around(string? cadence, DateOnly day)
    {
        var first = new DateOnly(day.Year, day.Month, 1);
        var quarter = new DateOnly(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1);
        return cadence switch
        {
            HalfMonth => day.Day <= 15 ? (first, first.AddDays(14)) : (first.AddDays(15), first.AddMonths(1).AddDays(-1)),
            Month => (first, first.AddMonths(1).AddDays(-1)),
            Quarter => (quarter, quarter.AddMonths(3).AddDays(-1)),
            _ => null,
        };
    }
}

/// <summary>评比周期: a round in which the projects on the wall are rated.</summary>
internal sealed class RatingRound : ZoneEntity, IAudited
{
    /// <summary><c>R2026-0012</c>.</summary>
    public string Code { get; set; } = "";

    public string Title { get; set; } = "";

    /// <summary>The rule pack that decides.</summary>
    public string Pack { get; set; } = "";

    /// <summary>One of <see cref="Rating.Cadence"/>.</summary>
    public string Cadence { get; set; } = "";

    /// <summary>Only projects of this kind; null: all on the wall.</summary>
    public string? ProjectKind { get; set; }

    public DateOnly StartsOn { get; set; }

    /// <summary>The evaluation day.</summary>
    public DateOnly EndsOn { get; set; }

    /// <summary>The day by which progress is to be entered.</summary>
    public DateOnly DueOn { get; set; }

    /// <summary>Progress of a project under construction needs a photo.</summary>
    public bool PhotoRequired { get; set; }

    /// <summary>One of <see cref="RoundState"/>.</summary>
    public string State { get; set; } = RoundState.Open;

    public Guid? OpenedById { get; set; }

    public DateTime OpenedAt { get; set; }

    public Guid? FrozenById { get; set; }

    public DateTime? FrozenAt { get; set; }

    /// <summary>The verdicts recorded when it was frozen.</summary>
    public Guid? RunId { get; set; }

    /// <summary>SHA-256 of the text that decided.</summary>
    public string? PackHash { get; set; }

    public Guid? PublishedById { get; set; }

    public DateTime? PublishedAt { get; set; }

    public string? VoidReason { get; set; }

    /// <inheritdoc />
    public string AuditLabel => Code;
}

/// <summary>A project in a round, with what was frozen of it and how it came out.</summary>
internal sealed class RatingLine : ProjectPart
{
    public Guid RoundId { get; set; }

    /// <summary>责任单位 when the round was opened.</summary>
    public Guid? UnitId { get; set; }

    /// <summary>Why it is not rated in this round; null: it is.</summary>
    public string? ExcuseReason { get; set; }

    public Guid? ExcusedById { get; set; }

    public DateTime? ExcusedAt { get; set; }

    /// <summary>All facts known when the round was frozen, as JSON by code.</summary>
    public string? Facts { get; set; }

    /// <summary>The flag that counts; null: not judged, or excused.</summary>
    public string? Flag { get; set; }

    /// <summary>The verdict that counts.</summary>
    public Guid? VerdictId { get; set; }

    /// <summary>The flag before an appeal that was upheld.</summary>
    public string? FlagBefore { get; set; }

    /// <summary>The verdict before an appeal that was upheld.</summary>
    public Guid? VerdictBeforeId { get; set; }
}

/// <summary>A photo that shows what an entry of progress says.</summary>
internal sealed class ProgressPhoto : ProjectPart
{
    public Guid EntryId { get; set; }

    public Guid AttachmentId { get; set; }
}

/// <summary>Where a consequence stands.</summary>
internal static class ConsequenceState
{
    /// <summary>已发出: told with the publication; nothing more is to be done.</summary>
    public const string Issued = "issued";

    /// <summary>待办: a talk to be held, an explanation to be given.</summary>
    public const string Due = "due";

    /// <summary>已约谈、已说明: with minutes and plan; the plan runs.</summary>
    public const string Held = "held";

    /// <summary>已整改: another person confirmed that the plan was carried out.</summary>
    public const string Settled = "settled";

    /// <summary>待批: a constraint waits for its approver.</summary>
    public const string Proposed = "proposed";

    /// <summary>约束中.</summary>
    public const string InForce = "in-force";

    /// <summary>已解除.</summary>
    public const string Released = "released";

    /// <summary>未批准.</summary>
    public const string Refused = "refused";

    /// <summary>已撤销: an appeal took away what it followed from.</summary>
    public const string Withdrawn = "withdrawn";

    public static IReadOnlyList<string> All { get; } = [Issued, Due, Held, Settled, Proposed, InForce, Released, Refused, Withdrawn];

    /// <summary>States in which something is still to be done or in force.</summary>
    public static IReadOnlyList<string> Running { get; } = [Due, Held, Proposed, InForce];
}

/// <summary>通报表扬、提醒、约谈、要素约束 …: what follows from a flag.</summary>
internal sealed class Consequence : ProjectPart
{
    /// <summary><c>RC2026-0003</c>.</summary>
    public string Code { get; set; } = "";

    public Guid RoundId { get; set; }

    /// <summary>The step of the ladder in the rule pack.</summary>
    public string Step { get; set; } = "";

    /// <summary>One of <see cref="Jingkai.Rules.ConsequenceKinds"/>.</summary>
    public string Kind { get; set; } = "";

    public string TitleZh { get; set; } = "";

    public string TitleEn { get; set; } = "";

    /// <summary>The flag it followed from.</summary>
    public string Flag { get; set; } = "";

    /// <summary>One of <see cref="ConsequenceState"/>.</summary>
    public string State { get; set; } = "";

    public DateTime At { get; set; }

    /// <summary>The last day on which it is to be done.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>What a constraint limits, one a comma.</summary>
    public string? Factors { get; set; }

    /// <summary>Text of the pack that imposed it: its release condition stays what it was.</summary>
    public string PackHash { get; set; } = "";

    public string? ReleaseZh { get; set; }

    public string? ReleaseEn { get; set; }

    /// <summary>Code of the sign-off of a constraint.</summary>
    public string? SignOff { get; set; }

    public Guid? ApprovedById { get; set; }

    public DateOnly? BeginsOn { get; set; }

    public DateOnly? EndedOn { get; set; }

    /// <summary>The round with which its release condition held.</summary>
    public Guid? EndRoundId { get; set; }

    public string? EndReason { get; set; }

    /// <summary>The day of the talk.</summary>
    public DateOnly? HeldOn { get; set; }

    public Guid? HeldById { get; set; }

    public string? Minutes { get; set; }

    /// <summary>整改方案.</summary>
    public string? Plan { get; set; }

    public DateOnly? PlanDueOn { get; set; }

    public DateOnly? SettledOn { get; set; }

    public Guid? SettledById { get; set; }

    public string? Outcome { get; set; }
}

/// <summary>Where an appeal stands.</summary>
internal static class AppealState
{
    public const string Open = "open";

    public const string Upheld = "upheld";

    public const string Rejected = "rejected";

    public static IReadOnlyList<string> All { get; } = [Open, Upheld, Rejected];
}

/// <summary>申诉: an objection to the flag of a published round.</summary>
internal sealed class RatingAppeal : ProjectPart
{
    public Guid RoundId { get; set; }

    public string Reason { get; set; } = "";

    public Guid? ById { get; set; }

    public DateTime At { get; set; }

    public string State { get; set; } = AppealState.Open;

    public Guid? DecidedById { get; set; }

    public DateTime? DecidedAt { get; set; }

    public string? Decision { get; set; }

    /// <summary>Upheld: the project is not rated in that round.</summary>
    public bool Excused { get; set; }

    public string? FlagBefore { get; set; }

    public string? FlagAfter { get; set; }
}
