using Jingkai.Kernel;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Jingkai.Platform.Inboxes;
using Jingkai.Projects.Domain;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Promises;

/// <summary>Open promises with a due day in the inbox of who answers for them, the unit's members where no one is named; one that waits for a
/// second person waits there.</summary>
internal sealed class PromiseInbox(JingkaiDbContext db) : IInboxSource
{
    public const string Source = "promise";

    private static readonly Text Late = new("已逾期", "Overdue"), Paused = new("已中止", "Paused");

    public async Task<InboxPart> ReadAsync(string box, int take, CancellationToken cancel)
    {
        if (db.Actor.MemberId is not { } me) return InboxPart.Empty;
        var unit = db.Actor.UnitId;
        var all = from p in db.Set<ProjectPromise>().AsNoTracking()
                  join j in db.Set<InvestmentProject>().AsNoTracking() on new { p.ZoneId, Id = p.ProjectId } equals new { j.ZoneId, j.Id }
                  where p.VoidedAt == null && j.VoidedAt == null
                  select new { Promise = p, Project = j };
        var found = box switch
        {
            InboxBox.ToDo => all.Where(x => x.Promise.Result == null && x.Promise.SignOff == null && x.Promise.DueOn != null && (x.Promise.OwnerId == me || (x.Promise.OwnerId == null && x.Promise.UnitId != null && x.Promise.UnitId == unit))),
            InboxBox.Done => all.Where(x => x.Promise.Result != null && (x.Promise.EnteredById == me || x.Promise.JudgedById == me)),
            InboxBox.Started => all.Where(x => x.Promise.ById == me),
            _ => all.Where(x => false),
        };
        var total = await found.CountAsync(cancel);
        if (total == 0 || take == 0) return new([], total);
        var rows = from x in found
                   join k in db.Set<ClockEnds>() on new { x.Promise.ZoneId, Id = x.Promise.ClockId } equals new { k.ZoneId, Id = (Guid?)k.Id } into clocks
                   from k in clocks.DefaultIfEmpty()
                   select new { x.Promise, x.Project.Name, Clock = k };
        var ordered = box == InboxBox.ToDo ? rows.OrderBy(r => r.Clock.DueAt == null).ThenBy(r => r.Clock.DueAt).ThenBy(r => r.Promise.Code) : rows.OrderByDescending(r => r.Promise.JudgedAt ?? r.Promise.At).ThenBy(r => r.Promise.Code);
        return new([.. (await ordered.Take(take).ToListAsync(cancel)).Select(r =>
        {
            var side = PromiseSide.NameOf(r.Promise.Side);
            return new InboxItem(Source, r.Promise.Code, new($"{r.Name}：{r.Promise.Text}（{side.Zh}承诺）", $"{r.Name}: {r.Promise.Text} (promised by the {r.Promise.Side})"), $"promises/{r.Promise.Code}", r.Promise.JudgedAt ?? r.Promise.At)
            {
                DueOn = r.Promise.Result is null ? r.Clock?.DueOn : null,
                State = r.Promise.Result is { } result ? PromiseItems.ResultNamed(result)!.Name : r.Clock?.State == ClockState.Paused ? Paused : box != InboxBox.ToDo && r.Clock?.DueOn < db.Today ? Late : null,
            };
        })], total);
    }
}
