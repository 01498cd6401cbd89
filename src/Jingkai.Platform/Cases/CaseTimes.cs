using Jingkai.Kernel;
using Jingkai.Platform.Calendars;
using Jingkai.Platform.Cases.Kinds;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;

namespace Jingkai.Platform.Cases;

/// <summary>The clocks of a case: one of its answer, and one at a time of what is waited for beside it.</summary>
internal sealed class CaseTimes(JingkaiDbContext db, IClocks clocks, LimitReader limits, TimeProvider time)
{
    /// <summary>Kind of the clocks that are told to whom they concern.</summary>
    public const string Subject = "case";

    /// <summary>Kind of the clock that runs while the asker says nothing.</summary>
    public const string Silence = "case-silence";

    /// <summary>Kind of the clock of a part.</summary>
    public const string Part = "case-part";

    /// <summary>Code of the limit of a review date.</summary>
    private const string Review = "case.review";

    /// <summary>The present moment, as cases keep it.</summary>
    public DateTime Now => ClockTime.Instant(ClockTime.Now(db, time));

    /// <summary>Starts the clock of the answer, from when it was raised or reopened.</summary>
    public async Task<Result> StartAnswerAsync(Case row, CaseKindDefinition kind, DateTime since, Guid? instead, CancellationToken cancel)
    {
        if (kind.ClassOf(row.Class) is not { } found) return Result.Ok();
        if (!(await StartAsync(Subject, row.Id, row, found.Limit, null, ClockTime.Local(since), row.ResponsibleId, row.ResponsibleUnitId, cancel, instead)).Try(out var clock, out var error)) return error;
        row.ClockId = clock.Id;
        return Result.Ok();
    }

    /// <summary>Stops the clock of the answer and keeps the end that was promised.</summary>
    public async Task StopAnswerAsync(Case row, CancellationToken cancel)
    {
        if (row.ClockId is not { } id || await clocks.HoldAsync(id, cancel) is not { State: not ClockState.Stopped } clock) return;
        if (clock.State == ClockState.Paused) await clocks.ResumeAsync(id, cancel);
        row.AnswerDueAt = clock.DueAt;
        await clocks.StopAsync(id, cancel);
    }

    /// <summary>Starts what is waited for beside the answer.</summary>
    public async Task<Result> WaitAsync(Case row, string subject, KindLimit? limit, Guid? owner, Guid? unit, CancellationToken cancel)
    {
        await StopWaitAsync(row, cancel);
        if (limit is null) return Result.Ok();
        if (!(await StartAsync(subject, row.Id, row, limit, null, null, owner, unit, cancel)).Try(out var clock, out var error)) return error;
        row.WaitClockId = clock.Id;
        return Result.Ok();
    }

    /// <summary>Lets time stand still until a day, and wakes the holder then.</summary>
    public async Task<Result> HoldAsync(Case row, DateOnly until, string reason, CancellationToken cancel)
    {
        if (row.ClockId is { } id && await clocks.HoldAsync(id, cancel) is { State: ClockState.Running } && await clocks.PauseAsync(id, reason, cancel) is { IsOk: false, Error: { } refused }) return refused;
        return await WaitAsync(row, Subject, new(Review, until.DayNumber - db.Today.DayNumber, LimitUnits.CodeOf(LimitUnit.CalendarDays), "100"), row.ResponsibleId, row.ResponsibleUnitId, cancel);
    }

    /// <summary>Time counts again.</summary>
    public async Task ResumeAsync(Case row, CancellationToken cancel)
    {
        await StopWaitAsync(row, cancel);
        if (row.ClockId is { } id && await clocks.HoldAsync(id, cancel) is { State: ClockState.Paused }) await clocks.ResumeAsync(id, cancel);
    }

    /// <summary>What was waited for has come.</summary>
    public async Task StopWaitAsync(Case row, CancellationToken cancel)
    {
        if (row.WaitClockId is { } id && await clocks.HoldAsync(id, cancel) is { State: not ClockState.Stopped }) await clocks.StopAsync(id, cancel);
        row.WaitClockId = null;
    }

    /// <summary>Gives the clock of the answer to who answers for it now.</summary>
    public async Task HandOverAsync(Case row, CancellationToken cancel)
    {
        if (row is { ClockId: { } id, ResponsibleId: { } owner } && await clocks.HoldAsync(id, cancel) is { State: not ClockState.Stopped } clock && clock.OwnerId != owner) await clocks.HandOverAsync(id, owner, null, cancel);
    }

    /// <summary>Ends both clocks.</summary>
    public async Task EndAsync(Case row, CancellationToken cancel)
    {
        await StopAnswerAsync(row, cancel);
        await StopWaitAsync(row, cancel);
    }

    /// <summary>Starts the clock of a part whose turn has come.</summary>
    public async Task<Result> StartPartAsync(Case row, CasePart part, KindLimit? limit, CancellationToken cancel)
    {
        if (limit is null) return Result.Ok();
        if (!(await StartAsync(Part, part.Id, row, limit, part.Title, null, part.MemberId, part.UnitId, cancel)).Try(out var clock, out var error)) return error;
        part.ClockId = clock.Id;
        return Result.Ok();
    }

    /// <summary>A part has a holder.</summary>
    public async Task TakePartAsync(CasePart part, CancellationToken cancel)
    {
        if (part is { ClockId: { } id, MemberId: { } owner } && await clocks.HoldAsync(id, cancel) is { State: not ClockState.Stopped } clock && clock.OwnerId != owner) await clocks.HandOverAsync(id, owner, null, cancel);
    }

    /// <summary>A part is over.</summary>
    public async Task StopPartAsync(CasePart part, CancellationToken cancel)
    {
        if (part.ClockId is { } id && await clocks.HoldAsync(id, cancel) is { State: not ClockState.Stopped }) await clocks.StopAsync(id, cancel);
    }

    private async Task<Result<Clock>> StartAsync(string subject, Guid id, Case row, KindLimit limit, string? title, DateTime? start, Guid? owner, Guid? unit, CancellationToken cancel, Guid? instead = null)
    {
        var at = start ?? ClockTime.Now(db, time);
        // The zone's own limit of the code goes before the amount of the kind.
        var own = await limits.FindAsync(limit.Code, DateOnly.FromDateTime(at), cancel) is null ? TimeLimit.Of(limit.Amount, LimitUnits.Find(limit.Unit).Value).Value : (TimeLimit?)null;
        var words = $"{row.Code} {(title is null ? row.Title : $"{row.Title}（{title}）")}";
        return await clocks.StartAsync(new(new(subject, id.ToString()), new(words, words), limit.Code)
        {
            Start = at, Limit = own, Points = limit.Points, Path = $"cases/{row.Code}", Owner = owner, Unit = unit, Managed = true, Instead = instead,
        }, cancel);
    }
}
