using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.Inboxes;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Clocks;

/// <summary>Matters entered by hand in the inbox of who holds them. A clock of any other subject waits where its subject waits, so that nothing
/// waits twice.</summary>
internal sealed class ClockInbox(JingkaiDbContext db, LimitReader limits, TimeProvider time) : IInboxSource
{
    private static readonly Text Paused = new("已中止", "Paused"), Late = new("已超期", "Overdue"), Done = new("已办结", "Done"), Running = new("计时中", "Running");

    public async Task<InboxPart> ReadAsync(string box, int take, CancellationToken cancel)
    {
        if (db.Actor.MemberId is not { } me) return InboxPart.Empty;
        var matters = db.Set<Clock>().AsNoTracking().Where(c => c.SubjectKind == ClockKeeper.Matter);
        var query = box switch
        {
            InboxBox.ToDo => matters.Where(c => c.OwnerId == me && c.State != ClockState.Stopped),
            InboxBox.Done => matters.Where(c => c.State == ClockState.Stopped && db.Set<ClockMove>().Any(m => m.ZoneId == c.ZoneId && m.ClockId == c.Id && m.MemberId == me && m.Verb == ClockVerb.Stop)),
            InboxBox.Started => matters.Where(c => db.Set<ClockMove>().Any(m => m.ZoneId == c.ZoneId && m.ClockId == c.Id && m.MemberId == me && m.Verb == ClockVerb.Start)),
            _ => matters.Where(c => false),
        };
        var total = await query.CountAsync(cancel);
        if (total == 0 || take == 0) return new([], total);
        var ordered = box == InboxBox.ToDo ? query.OrderBy(c => c.DueAt == null).ThenBy(c => c.DueAt).ThenBy(c => c.Id) : query.OrderByDescending(c => c.StoppedAt ?? c.StartedAt).ThenBy(c => c.Id);
        var now = ClockTime.Instant(ClockTime.Now(db, time));
        var names = await limits.NamesAsync(cancel);
        return new([.. (await ordered.Take(take).ToListAsync(cancel)).Select(c => new InboxItem("clock", names.TryGetValue(c.LimitCode, out var name) ? name.Current : c.LimitCode, c.Label, $"clocks/{c.Id}", c.StoppedAt ?? c.StartedAt)
        {
            DueOn = c.State != ClockState.Stopped && c.DueAt is { } due ? DateOnly.FromDateTime(ClockTime.Local(due)) : null,
            State = StateOf(c, now, box),
        })], total);
    }

    private static Text? StateOf(Clock clock, DateTime now, string box) => clock.State switch
    {
        ClockState.Stopped => Done,
        ClockState.Paused => Paused,
        // In 待办 the day it was due says so.
        _ => box == InboxBox.ToDo ? null : clock.DueAt < now ? Late : Running,
    };
}
