using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Calendars;
using Jingkai.Platform.Data;

namespace Jingkai.Platform.Clocks;

/// <summary>Where a clock stands.</summary>
public static class ClockState
{
    /// <summary>It counts.</summary>
    public const string Running = "running";

    /// <summary>It waits: the time does not count.</summary>
    public const string Paused = "paused";

    /// <summary>What it ran for is done.</summary>
    public const string Stopped = "stopped";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Running, Paused, Stopped];
}

/// <summary>A time limit that runs for one matter. Moments are kept as instants and said on the zone's wall clock.</summary>
public sealed class Clock : ZoneEntity, IAudited
{
    /// <summary>Kind of what it runs for: <c>matter</c>, <c>report-task</c> …</summary>
    public string SubjectKind { get; set; } = "";

    /// <summary>Its id or code there.</summary>
    public string SubjectId { get; set; } = "";

    /// <summary>1, and one more each time the same limit of the same subject starts again.</summary>
    public int Run { get; set; } = 1;

    /// <summary>What people call it, in Chinese.</summary>
    public string LabelZh { get; set; } = "";

    /// <summary>What people call it, in English.</summary>
    public string LabelEn { get; set; } = "";

    /// <summary>Where it opens, below <c>/z/{zone}/</c>; null: on the clock's own page.</summary>
    public string? Path { get; set; }

    /// <summary>Code of the limit of the zone.</summary>
    public string LimitCode { get; set; } = "";

    /// <summary>The limit as it was promised when the clock started.</summary>
    public int Amount { get; set; }

    /// <summary>What it is counted in: <see cref="LimitUnits"/>.</summary>
    public string Unit { get; set; } = "";

    /// <summary>What the law gives beside it.</summary>
    public int? LegalAmount { get; set; }

    /// <summary>What that is counted in.</summary>
    public string? LegalUnit { get; set; }

    /// <summary>Warning points in percent: <c>50,80,100</c>.</summary>
    public string Points { get; set; } = "";

    /// <summary>The event it runs from.</summary>
    public DateTime StartedAt { get; set; }

    /// <summary>Whose turn it is.</summary>
    public Guid? OwnerId { get; set; }

    /// <summary>The unit that answers for it.</summary>
    public Guid? UnitId { get; set; }

    /// <summary>Moved by what it runs for only, not by hand.</summary>
    public bool Managed { get; set; }

    /// <summary><see cref="ClockState"/>.</summary>
    public string State { get; set; } = ClockState.Running;

    /// <summary>When it ends; null while it is paused.</summary>
    public DateTime? DueAt { get; set; }

    /// <summary>When the legal limit ends; null without one, and while it is paused.</summary>
    public DateTime? LegalDueAt { get; set; }

    /// <summary>The holidays of a year it reaches into are not announced: counted by the week, and counted anew with the notice.</summary>
    public bool Provisional { get; set; }

    /// <summary>Grows each time the end moves: a point that lies ahead again is given again.</summary>
    public int Generation { get; set; } = 1;

    /// <summary>The next point to give, null when there is none.</summary>
    public int? NextPoint { get; set; }

    /// <summary>When it is to be given; what the sweep looks for.</summary>
    public DateTime? NextPointAt { get; set; }

    /// <summary>When it stopped.</summary>
    public DateTime? StoppedAt { get; set; }

    /// <inheritdoc />
    public string AuditLabel => LabelZh;

    /// <summary>The promised limit.</summary>
    internal TimeLimit Limit => TimeLimit.Of(Amount, LimitUnits.Find(Unit).Value).Value;

    /// <summary>The legal one.</summary>
    internal TimeLimit? Legal => LegalAmount is { } amount ? TimeLimit.Of(amount, LimitUnits.Find(LegalUnit).Value).Value : null;

    /// <summary>The points in order.</summary>
    internal IReadOnlyList<int> PointList => WarningPoints.Read(Points);

    /// <summary>The name in both languages.</summary>
    internal Text Label => new(LabelZh, LabelEn);
}

/// <summary>A time that does not count.</summary>
public sealed class ClockStandstill : IZoned, IAudited
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>Version 7 UUID.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>The clock.</summary>
    public Guid ClockId { get; set; }

    /// <summary>When it began.</summary>
    public DateTime FromAt { get; set; }

    /// <summary>When it ended; null: it lasts.</summary>
    public DateTime? UntilAt { get; set; }

    /// <summary>Why: 听证, 专家评审, 补正材料 …</summary>
    public string Reason { get; set; } = "";

    /// <summary>Who paused it.</summary>
    public Guid? ById { get; set; }

    /// <summary>Who let it go on.</summary>
    public Guid? EndedById { get; set; }

    /// <inheritdoc />
    public string AuditLabel => Reason;
}

/// <summary>States of an extension.</summary>
public static class ExtensionState
{
    /// <summary>Asked for.</summary>
    public const string Asked = "asked";

    /// <summary>Granted by a second person.</summary>
    public const string Granted = "granted";

    /// <summary>Returned or withdrawn.</summary>
    public const string Refused = "refused";
}

/// <summary>Time asked for on top, in the unit of the limit; it counts once another has agreed.</summary>
public sealed class ClockExtension : IZoned, IAudited
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>Version 7 UUID: extensions count in order of asking.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>The clock.</summary>
    public Guid ClockId { get; set; }

    /// <summary>How much more.</summary>
    public int Amount { get; set; }

    /// <summary>The legal limit grows too: the law itself gives more time (行政许可法第42条).</summary>
    public bool Legal { get; set; }

    /// <summary>Why.</summary>
    public string Reason { get; set; } = "";

    /// <summary><see cref="ExtensionState"/>.</summary>
    public string State { get; set; } = ExtensionState.Asked;

    /// <summary>Who asked.</summary>
    public Guid AskedById { get; set; }

    /// <summary>When.</summary>
    public DateTime AskedAt { get; set; }

    /// <summary>Code of the sign-off that decides it.</summary>
    public string SignOff { get; set; } = "";

    /// <summary>Who decided.</summary>
    public Guid? DecidedById { get; set; }

    /// <summary>When.</summary>
    public DateTime? DecidedAt { get; set; }

    /// <inheritdoc />
    public string AuditLabel => SignOff;
}

/// <summary>A point that was given. Its key is why none is given twice: the row is written with the notices.</summary>
public sealed class ClockPoint : IZoned
{
    /// <summary>The point at which the legal limit is over, beyond every percentage.</summary>
    public const int Legal = 1000;

    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>The clock.</summary>
    public Guid ClockId { get; set; }

    /// <summary>Percent, or <see cref="Legal"/>.</summary>
    public int Point { get; set; }

    /// <summary>The clock's generation in which it was given.</summary>
    public int Generation { get; set; }

    /// <summary>The moment it stands for.</summary>
    public DateTime At { get; set; }

    /// <summary>When it was given, by the business date of the zone.</summary>
    public DateTime GivenAt { get; set; }

    /// <summary>How many were told; 0 when a later point was reached at the same sweep and told in its place.</summary>
    public int Told { get; set; }
}

/// <summary>What happens to a clock.</summary>
public static class ClockVerb
{
    /// <summary>起算.</summary>
    public const string Start = "start";

    /// <summary>中止.</summary>
    public const string Pause = "pause";

    /// <summary>恢复.</summary>
    public const string Resume = "resume";

    /// <summary>申请延期.</summary>
    public const string Ask = "ask";

    /// <summary>准予延期.</summary>
    public const string Extend = "extend";

    /// <summary>不予延期.</summary>
    public const string Refuse = "refuse";

    /// <summary>移交.</summary>
    public const string HandOver = "hand-over";

    /// <summary>The end was counted anew: days, hours or the limit changed.</summary>
    public const string Recount = "recount";

    /// <summary>办结.</summary>
    public const string Stop = "stop";

    /// <summary>It runs on as if it had not been stopped.</summary>
    public const string Reopen = "reopen";
}

/// <summary>One move of a clock: its paper trail.</summary>
public sealed class ClockMove : IZoned
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>Version 7 UUID: moves sort by time.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>The clock.</summary>
    public Guid ClockId { get; set; }

    /// <summary>When.</summary>
    public DateTime At { get; set; }

    /// <summary>Who; null for the system.</summary>
    public Guid? MemberId { get; set; }

    /// <summary><see cref="ClockVerb"/>.</summary>
    public string Verb { get; set; } = "";

    /// <summary>In words.</summary>
    public string? Note { get; set; }

    /// <summary>To whom it was handed.</summary>
    public Guid? ToId { get; set; }

    /// <summary>When it ends after the move.</summary>
    public DateTime? DueAt { get; set; }
}

/// <summary>Warning points as they are kept and written: percentages from 1 to 100 in order, 100 always among them.</summary>
internal static class WarningPoints
{
    public const string Usual = "50,80,100";

    private const int Most = 10;

    public static IReadOnlyList<int> Read(string text) => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(p => int.Parse(p, CultureInfo.InvariantCulture))];

    /// <summary>Reads what a person typed; the end itself is always a point.</summary>
    public static Result<string> Parse(string? text)
    {
        var clean = TextNormal.HalfWidth(text).Replace("%", "", StringComparison.Ordinal);
        if (string.IsNullOrWhiteSpace(clean)) return Usual;
        var points = new SortedSet<int> { 100 };
        foreach (var part in clean.Split([',', '、', ';', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) || percent is < 1 or > 100) return ClockErrors.BadPoints;
            points.Add(percent);
        }

        return points.Count > Most ? ClockErrors.BadPoints : string.Join(',', points.Select(p => p.ToString(CultureInfo.InvariantCulture)));
    }
}
