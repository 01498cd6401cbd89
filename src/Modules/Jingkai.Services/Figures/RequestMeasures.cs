using Jingkai.Kernel;
using Jingkai.Platform.Cases;
using Jingkai.Platform.Counting;

namespace Jingkai.Services.Figures;

/// <summary>One thing that was counted.</summary>
/// <param name="Fact">The request.</param>
/// <param name="At">The instant it is counted by.</param>
/// <param name="In">Of a rate, whether it is in the numerator.</param>
/// <param name="Days">Of a median, its value.</param>
/// <param name="State">How it counts, in words.</param>
internal sealed record Hit(RequestFact Fact, DateTime At, bool? In = null, int? Days = null, Text? State = null);

/// <summary>What is counted of requests. Pure: the same facts always give the same hits, in figures, boards and lists.</summary>
internal static class RequestMeasures
{
    public const string Raised = "raised", Answered = "answered", Settled = "settled", Confirmed = "confirmed", Silent = "silent", Closed = "closed", Open = "open", Overdue = "overdue", Returned = "returned",
        Reopened = "reopened", Resolution = "resolution", Confirmation = "confirmation", OnTime = "on-time", Days = "days", Satisfaction = "satisfaction", Bad = "bad", BadMended = "bad-mended";

    /// <summary>All measures.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Raised, Answered, Settled, Confirmed, Silent, Closed, Open, Overdue, Returned, Reopened, Resolution, Confirmation, OnTime, Days, Satisfaction, Bad, BadMended];

    /// <summary>What a measure counts in a span, newest first.</summary>
    /// <param name="measure">One of <see cref="All"/>.</param>
    /// <param name="facts">The requests.</param>
    /// <param name="span">The days.</param>
    /// <param name="now">The present moment: nothing is overdue by an hour that has not come.</param>
    /// <param name="rules">Counts working days; needed for <see cref="Days"/>.</param>
    public static IReadOnlyList<Hit> Of(string measure, IEnumerable<RequestFact> facts, CountSpan span, DateTime now, Deadline rules)
    {
        var (from, until) = Tally.Instants(span);
        var end = until < now ? until : now.AddTicks(1);
        return [.. facts.SelectMany(f => Hits(measure, f, from, until, end, rules)).OrderByDescending(h => h.At).ThenBy(h => h.Fact.Case.Code, StringComparer.Ordinal)];
    }

    /// <summary>What some hits come to.</summary>
    public static Counted Sum(string measure, IReadOnlyList<Hit> hits) => measure switch
    {
        Days => Counted.Median(hits.Select(h => h.Days!.Value)),
        Resolution or Confirmation or OnTime or Satisfaction => Counted.Rate(hits.Count(h => h.In == true), hits.Count),
        _ => new(hits.Count),
    };

    private static IEnumerable<Hit> Hits(string measure, RequestFact f, DateTime from, DateTime until, DateTime end, Deadline rules)
    {
        bool Within(DateTime? at) => at >= from && at < until;
        var row = f.Case;
        // Of several settlements in the span the one that stands at its end counts.
        var settled = f.Settlements.LastOrDefault(s => Within(s.At) && s.Stands(until));
        return measure switch
        {
            Raised => One(Within(row.RaisedAt), row.RaisedAt, StateOf(f)),
            Answered => One(Within(row.FirstAnsweredAt), row.FirstAnsweredAt),
            Settled => One(settled is not null, settled?.At, Way(settled)),
            Confirmed => One(settled?.Way == RequestFact.Confirmed, settled?.At),
            Silent => One(settled?.Way == RequestFact.Silent, settled?.At),
            Closed => f.Closings.LastOrDefault(c => Within(c.At) && !(c.Undone < until)) is { At: var at } && at != default ? One(true, at) : [],
            Open => One(f.OpenAt(until), row.RaisedAt, StateOf(f)),
            Overdue => One(f.OverdueAt(end), row.RaisedAt, StateOf(f)),
            Returned => f.Returned.Where(a => Within(a)).Select(a => new Hit(f, a)),
            Reopened => f.Reopened.Where(a => Within(a)).Select(a => new Hit(f, a)),
            Resolution => Within(row.RaisedAt) && !(f.DroppedAt < until) ? [Share(f, row.RaisedAt, f.Settlements.Any(s => s.Stands(until)), new("已办结", "settled"), new("未办结", "not settled"))] : [],
            Confirmation => settled is null ? [] : [Share(f, settled.At, settled.Way == RequestFact.Confirmed, Way(settled)!.Value, Way(settled)!.Value)],
            OnTime => Within(row.FirstAnsweredAt) && f.InTime is { } inTime ? [Share(f, row.FirstAnsweredAt!.Value, inTime, new("按时", "in time"), new("逾期", "late"))] : [],
            Days => Within(row.FirstAnsweredAt) ? [new(f, row.FirstAnsweredAt!.Value, Days: f.DaysToAnswer(rules))] : [],
            Satisfaction => f.Reviews.Where(r => Within(r.At)).Select(r => Share(f, r.At, r.Grade >= 4, Grade(r), Grade(r))),
            Bad => f.Reviews.Where(r => Within(r.At) && Grades.IsBad(r.Grade)).Select(r => new Hit(f, r.At, State: Grade(r))),
            BadMended => f.Reviews.Where(r => Within(r.At) && Grades.IsBad(r.Grade) && r.FollowedUpAt < until).Select(r => new Hit(f, r.At, State: Grade(r))),
            _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, null),
        };

        IEnumerable<Hit> One(bool counts, DateTime? at, Text? state = null) => counts ? [new(f, at!.Value, State: state)] : [];
    }

    private static Hit Share(RequestFact f, DateTime at, bool inside, Text yes, Text no) => new(f, at, inside, State: inside ? yes : no);

    private static Text? Way(Settled? settled) => settled?.Way switch
    {
        RequestFact.Confirmed => new("企业确认", "confirmed by the enterprise"),
        RequestFact.Silent => new("逾期未确认", "closed by silence"),
        null => null,
        _ => new("办理认定", "by decision"),
    };

    private static Text Grade(Review review) => review.Grade switch
    {
        5 => new("非常满意", "very satisfied"),
        4 => new("满意", "satisfied"),
        3 => new("基本满意", "fairly satisfied"),
        2 => new("不满意", "dissatisfied"),
        _ => new("非常不满意", "very dissatisfied"),
    };

    /// <summary>How the case stands now.</summary>
    public static Text StateOf(RequestFact f) => f.Case.State switch
    {
        CaseState.Registered => new("待分办", "to be assigned"),
        CaseState.Assigned => new("待签收", "to be accepted"),
        CaseState.Accepted or CaseState.InHand => new("办理中", "in hand"),
        CaseState.Held => new("挂起", "on hold"),
        CaseState.Answered => new("已答复", "answered"),
        CaseState.Confirmed => new("办结", "settled"),
        CaseState.Closed => new("销号", "closed"),
        CaseState.Duplicate => new("重复件", "duplicate"),
        CaseState.Withdrawn => new("撤回", "withdrawn"),
        var other => new(other, other),
    };
}
