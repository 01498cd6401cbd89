using Jingkai.Kernel;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Cases;

/// <summary>The asker says nothing: reminded at each point before the end, and at the end the case is closed, counted apart from what was confirmed.</summary>
internal sealed class CaseSilence(CaseStore store, CaseNews news, CaseMover mover, CaseTimes times, Clocks.Clocks clocks) : IClockSubject
{
    // Nobody loses the right to object unheard.
    private const int FewestReminders = 2;

    public string Kind => CaseTimes.Silence;

    public async Task<ClockTold?> TellAsync(JingkaiDbContext db, ClockSignal signal, CancellationToken cancel)
    {
        // The sweep holds the clock, and whoever moves a case takes its clock after it: waiting here would tie both.
        if (await store.TryTakeAsync(Guid.Parse(signal.Clock.SubjectId), cancel) is not { } board)
            return null;
        var row = board.Case;
        if (row.State != CaseState.Answered || row.WaitClockId != signal.Clock.Id) return new(0, null) { Over = true };
        var unheard = signal.Point >= 100 && row.Reminded < FewestReminders;
        if (signal.Point < 100 || unheard)
        {
            row.Reminded++;
            await news.TellAskerAsync(row, new($"请确认答复：{row.Code} {row.Title}", $"Please confirm the answer: {row.Code} {row.Title}"), null, cancel);
            if (!unheard) return new(1, null);
            // Nobody swept while the reminders were due: the asker has the whole time once more.
            clocks.Finish(signal.Clock);
            await db.SaveChangesAsync(cancel);
            var again = await times.WaitAsync(row, CaseTimes.Silence, board.Kind.Closing.Silence, null, null, cancel);
            return again.IsOk ? new(1, null) : throw new InvalidOperationException($"{row.Code}: {again.Error.Code}");
        }

        var now = times.Now;
        (row.State, row.SettledAt, row.SettledBy, row.EndedAt, row.WaitClockId) = (CaseState.Closed, now, Settlement.Silence, now, null);
        board.SetTurn(true);
        mover.Write(row, new() { Verb = CaseVerb.Silence });
        news.TellResponsible(row, new($"逾期未确认，已销号：{row.Code} {row.Title}", $"Closed without a word of the asker: {row.Code} {row.Title}"), null);
        await news.TellAskerAsync(row, new($"已销号，如不满意可要求重办：{row.Code} {row.Title}", $"Closed; it can be reopened: {row.Code} {row.Title}"), null, cancel);
        await news.PublishAsync(CaseNews.Closed, row, cancel);
        return new(1, null) { Over = true };
    }
}
