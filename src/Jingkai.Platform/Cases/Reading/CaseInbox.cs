using Jingkai.Kernel;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Jingkai.Platform.Inboxes;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Cases.Reading;

/// <summary>Cases and parts in the inbox of whose turn it is; of a unit's, whoever of it takes it. Each waits in one place.</summary>
internal sealed class CaseInbox(JingkaiDbContext db, CaseReader reader, TimeProvider time) : IInboxSource
{
    private static readonly IReadOnlyDictionary<string, Text> States = new Dictionary<string, Text>
    {
        [CaseState.Registered] = new("待分办", "To assign"), [CaseState.Assigned] = new("待签收", "To accept"), [CaseState.Accepted] = new("已签收", "Accepted"), [CaseState.InHand] = new("办理中", "In hand"), [CaseState.Held] = new("已挂起", "On hold"),
        [CaseState.Answered] = new("待确认", "To confirm"), [CaseState.Confirmed] = new("待销号", "To close"), [CaseState.Closed] = new("已销号", "Closed"), [CaseState.Duplicate] = new("已并案", "Merged"), [CaseState.Withdrawn] = new("已撤回", "Withdrawn"),
    };

    public async Task<InboxPart> ReadAsync(string box, int take, CancellationToken cancel)
    {
        if (db.Actor.MemberId is not { } me || !db.Actor.May(CasePermissions.Read)) return InboxPart.Empty;
        var all = db.Set<Case>().AsNoTracking();
        var query = box switch
        {
            InboxBox.ToDo => await new CaseQuery(db, time).WaitingAsync(all, withDesk: true, cancel),
            InboxBox.Done => all.Where(c => db.Set<CaseEvent>().Any(e => e.ZoneId == c.ZoneId && e.CaseId == c.Id && e.MemberId == me && e.Verb != CaseVerb.Raise)),
            InboxBox.Started => all.Where(c => c.RaisedById == me),
            _ => all.Where(c => false),
        };
        var (total, parts) = (await query.CountAsync(cancel), box == InboxBox.ToDo ? await PartsAsync(me, take, cancel) : InboxPart.Empty);
        if (take == 0 || total == 0) return parts with { Total = total + parts.Total };
        var rows = box == InboxBox.ToDo
            ? await (from c in query join k in db.Set<ClockEnds>() on c.ClockId equals (Guid?)k.Id into clocks from k in clocks.DefaultIfEmpty() orderby c.UrgedAt == null, k.DueAt == null, k.DueAt, c.RaisedAt, c.Id select c).Take(take).ToListAsync(cancel)
            : await query.OrderByDescending(c => c.EndedAt ?? c.RaisedAt).ThenBy(c => c.Id).Take(take).ToListAsync(cancel);
        var items = (await reader.SummariesAsync(rows, cancel)).Select(c => new InboxItem(CaseTimes.Subject, c.Code, new(c.Title, c.Title), $"cases/{c.Code}", c.RaisedAt)
        {
            From = c.Subject?.Name, State = States[c.State], Urged = box == InboxBox.ToDo && c.Urged, DueOn = box == InboxBox.ToDo && CaseState.Unanswered.Contains(c.State) && c.Due is { } due ? DateOnly.ParseExact(due[..10], "yyyy-MM-dd") : null,
        });
        return new([.. items, .. parts.Items], total + parts.Total);
    }

    private async Task<InboxPart> PartsAsync(Guid me, int take, CancellationToken cancel)
    {
        var unit = db.Actor.May(CasePermissions.Handle) ? db.Actor.UnitId ?? Guid.Empty : Guid.Empty;
        var query = from p in db.Set<CasePart>().AsNoTracking()
                    join c in db.Set<Case>() on p.CaseId equals c.Id
                    where CaseState.Unanswered.Contains(c.State) && ((p.State == PartState.Open && p.UnitId == unit) || (p.State == PartState.Accepted && p.MemberId == me))
                    select new { p, c };
        var total = await query.CountAsync(cancel);
        if (take == 0 || total == 0) return new([], total);
        var rows = await (from x in query join k in db.Set<ClockEnds>() on x.p.ClockId equals (Guid?)k.Id into clocks from k in clocks.DefaultIfEmpty() orderby k.DueAt == null, k.DueAt, x.p.Id select new { x.p, x.c, Due = k == null ? null : k.DueAt }).Take(take).ToListAsync(cancel);
        return new([.. rows.Select(r => new InboxItem("case-part", $"{r.c.Code}-{r.p.Number}", new(r.p.Title, r.p.Title), $"cases/{r.c.Code}", r.c.RaisedAt)
        {
            From = r.c.SubjectName, State = new("协办", "To assist"), DueOn = r.Due is { } due ? DateOnly.FromDateTime(ClockTime.Local(due)) : null,
        })], total);
    }
}
