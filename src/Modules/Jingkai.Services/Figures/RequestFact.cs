using Jingkai.Kernel;
using Jingkai.Platform.Cases;
using Jingkai.Platform.Counting;

namespace Jingkai.Services.Figures;

/// <summary>A move that changes what is counted.</summary>
internal sealed record RequestMove(string Verb, string State, DateTime At, string? About);

/// <summary>A clock of the answer: from raising or reopening to the answer.</summary>
internal sealed record AnswerRun(DateTime StartedAt, DateTime? StoppedAt, DateTime? DueAt, IReadOnlyList<ClockPause> Pauses);

/// <summary>A settlement with its way and, when the asker was not satisfied after all, its undoing.</summary>
internal sealed record Settled(DateTime At, string Way, DateTime? UndoneAt)
{
    /// <summary>Whether it stands at an instant.</summary>
    public bool Stands(DateTime end) => At < end && (UndoneAt is not { } undone || undone >= end);
}

/// <summary>A review with what became of a bad one.</summary>
internal sealed record Review(DateTime At, int Grade, DateTime? FollowedUpAt);

/// <summary>A request with all that is counted of it, told from its timeline, so that a past period stays what it was when the case is moved on later.</summary>
internal sealed class RequestFact
{
    public const string Confirmed = "confirmed", Silent = "silence", Decided = "decision";

    public RequestFact(Case row, IReadOnlyList<RequestMove> moves, IReadOnlyList<AnswerRun> runs)
    {
        (Case, Runs) = (row, runs);
        List<Settled> settled = [];
        List<(DateTime At, DateTime? Undone)> closed = [];
        List<Review> reviews = [];
        List<DateTime> returned = [], reopened = [];
        foreach (var m in moves)
        {
            var (over, struck) = (m.State is CaseState.Confirmed or CaseState.Closed, m.State == CaseState.Closed);
            if (over && (settled.Count == 0 || settled[^1].UndoneAt is not null)) settled.Add(new(m.At, m.Verb switch { CaseVerb.Silence => Silent, CaseVerb.Confirm => Confirmed, _ => Decided }, null));
            if (!over && settled.Count > 0 && settled[^1].UndoneAt is null) settled[^1] = settled[^1] with { UndoneAt = m.At };
            if (struck && (closed.Count == 0 || closed[^1].Undone is not null)) closed.Add((m.At, null));
            if (!struck && closed.Count > 0 && closed[^1].Undone is null) closed[^1] = (closed[^1].At, m.At);
            if (m.Verb is CaseVerb.Confirm or CaseVerb.Rate && m.About is [>= '1' and <= '5'] grade) reviews.Add(new(m.At, grade[0] - '0', null));
            if (m.Verb == CaseVerb.FollowUp && reviews.Count > 0) reviews[^1] = reviews[^1] with { FollowedUpAt = m.At };
            if (m.Verb == CaseVerb.Return && m.State == CaseState.Registered) returned.Add(m.At);
            if (m.Verb == CaseVerb.Reopen) reopened.Add(m.At);
            if (m.State is CaseState.Duplicate or CaseState.Withdrawn) DroppedAt ??= m.At;
        }

        (Settlements, Closings, Reviews, Returned, Reopened) = (settled, closed, reviews, returned, reopened);
    }

    public Case Case { get; }

    public IReadOnlyList<AnswerRun> Runs { get; }

    public IReadOnlyList<Settled> Settlements { get; }

    public IReadOnlyList<(DateTime At, DateTime? Undone)> Closings { get; }

    public IReadOnlyList<Review> Reviews { get; }

    public IReadOnlyList<DateTime> Returned { get; }

    public IReadOnlyList<DateTime> Reopened { get; }

    /// <summary>When it ended as a duplicate or was taken back: nothing is to be settled any more.</summary>
    public DateTime? DroppedAt { get; }

    /// <summary>Working days to the first answer, pauses not counted; null before it.</summary>
    public int? DaysToAnswer(Deadline rules) => Case.FirstAnsweredAt is { } answered
        ? rules.Used(LimitUnit.WorkingDays, Tally.Wall(Case.RaisedAt), Tally.Day(answered), [.. Runs.SelectMany(r => r.Pauses)]).Days : null;

    /// <summary>Whether the first answer came in time; null without one, or without a limit.</summary>
    public bool? InTime => Case.FirstAnsweredAt is { } answered && Runs.Where(r => r.StoppedAt <= answered).MaxBy(r => r.StoppedAt) is { DueAt: { } due } ? answered <= due : null;

    /// <summary>Raised and neither settled nor dropped at an instant.</summary>
    public bool OpenAt(DateTime end) => Case.RaisedAt < end && !(DroppedAt < end) && !Settlements.Any(s => s.Stands(end));

    /// <summary>Waits for its answer beyond its time at an instant.</summary>
    public bool OverdueAt(DateTime end) => !(DroppedAt < end) && Runs.Any(r => r.StartedAt < end && !(r.StoppedAt < end) && r.DueAt < end);
}
