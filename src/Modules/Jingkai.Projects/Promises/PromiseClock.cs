using Jingkai.Kernel;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Jingkai.Projects.Domain;

namespace Jingkai.Projects.Promises;

/// <summary>The clock of a promise, the same for both sides. It runs while the promise is open and has a due day, from the day it was promised, unless its project was voided.</summary>
internal sealed class PromiseClock(JingkaiDbContext db, IClocks clocks)
{
    public const string Kind = "project-promise";

    /// <summary>The zone may set other warning points under this code; the days are the promise's own.</summary>
    public const string Limit = "project.promise";

    private const int LongestLabel = 90;

    /// <summary>Lets the clock follow the promise: starts, stops, or counts anew after a change of days or of who answers.</summary>
    public async Task<Result> FollowAsync(ProjectPromise promise, InvestmentProject project, bool changed, CancellationToken cancel)
    {
        var now = promise.ClockId is { } id ? await clocks.HoldAsync(id, cancel) : null;
        var runs = promise is { Result: null, VoidedAt: null, DueOn: not null } && project.VoidedAt is null;
        if (now is { State: not ClockState.Stopped } && !runs) return Of(await clocks.StopAsync(now.Id, cancel));
        if (!runs) return Result.Ok();
        if (now is { State: ClockState.Stopped } && !changed) return Of(await clocks.ReopenAsync(now.Id, cancel));
        if (now is not null && !changed) return Result.Ok();
        var paused = now is { State: ClockState.Paused };
        if (now is { State: not ClockState.Stopped } && await clocks.StopAsync(now.Id, cancel) is { IsOk: false, Error: { } refused }) return refused;
        var started = await StartAsync(promise, project, now?.Id, cancel);
        if (!started.IsOk) return started.Error;
        promise.ClockId = started.Value.Id;
        return paused ? Of(await clocks.PauseAsync(started.Value.Id, "承诺变更前已中止", cancel)) : Result.Ok();
    }

    /// <summary>The last day in time by the clock; null: none, or it stands still.</summary>
    public async Task<DateOnly?> LastAsync(ProjectPromise promise, CancellationToken cancel) =>
        promise.ClockId is { } id && await db.Set<ClockEnds>().FindAsync([db.ZoneId, id], cancel) is { } ends ? ends.State == ClockState.Stopped ? promise.DueOn : ends.DueOn : promise.DueOn;

    private Task<Result<Clock>> StartAsync(ProjectPromise promise, InvestmentProject project, Guid? instead, CancellationToken cancel)
    {
        var due = promise.DueOn!.Value;
        var given = promise.AgreedOn ?? db.Today;
        // Entered after its day, without the day it was given: it is overdue from its due day on.
        var start = given < due ? given : due.AddDays(-1);
        var label = $"{project.Name}：{promise.Text.Replace('\n', ' ')}";
        if (label.Length > LongestLabel) label = label[..LongestLabel] + "…";
        return clocks.StartAsync(new(new(Kind, promise.Id.ToString()), new(label, label), Limit)
        {
            Start = start.ToDateTime(TimeOnly.MinValue), Limit = TimeLimit.Of(Math.Min(due.DayNumber - start.DayNumber, TimeLimit.MostDays), LimitUnit.CalendarDays).Value, Path = $"promises/{promise.Code}",
            Owner = promise.OwnerId, Unit = promise.UnitId ?? (promise.OwnerId is null ? project.UnitId : null), Managed = true, Instead = instead,
        }, cancel);
    }

    private static Result Of(Result<Clock> moved) => moved.IsOk ? Result.Ok() : moved.Error;
}
