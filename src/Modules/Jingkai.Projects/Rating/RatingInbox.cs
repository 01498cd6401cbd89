using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.Inboxes;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Rating.Rounds;
using Jingkai.Rules;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Rating;

/// <summary>What the contest asks of a person: a unit the progress of its projects, another the second look, the project office the talks, leaders the appeals.</summary>
internal sealed class RatingInbox(JingkaiDbContext db) : IInboxSource
{
    public const string Source = "rating";

    public async Task<InboxPart> ReadAsync(string box, int take, CancellationToken cancel)
    {
        if (box != InboxBox.ToDo || db.Actor.MemberId is null) return InboxPart.Empty;
        List<InboxItem> items = [.. await RoundsAsync(cancel), .. await TalksAsync(cancel), .. await AppealsAsync(cancel)];
        return new([.. items.OrderBy(i => i.DueOn ?? DateOnly.MaxValue).ThenBy(i => i.At).Take(take)], items.Count);
    }

    /// <summary>One line a round for what is to be entered, and one for what is to be checked.</summary>
    private async Task<List<InboxItem>> RoundsAsync(CancellationToken cancel)
    {
        var items = new List<InboxItem>();
        if (!db.Actor.May(ProjectsPermissions.Write)) return items;
        foreach (var round in await db.Set<RatingRound>().AsNoTracking().Where(r => r.State == RoundState.Open && r.StartsOn <= db.Today).ToListAsync(cancel))
        {
            var reach = await db.Set<InvestmentProject>().Where(ProjectScope.Of(db, ProjectsPermissions.Write)).Where(p => p.EndedOn == null && p.VoidedAt == null && db.Set<RatingLine>().Any(l => l.RoundId == round.Id && l.ProjectId == p.Id && l.ExcusedAt == null)
                && !db.Set<ProjectNode>().Any(n => n.ProjectId == p.Id && n.Milestone == "completed" && n.ReachedOn <= round.EndsOn)).Select(p => new { p.Id, p.UnitId }).ToListAsync(cancel);
            var entries = (await RoundEntries.OfAsync(db, round, cancel)).ToDictionary(e => e.ProjectId);
            // Whoever may write all over the zone enters what is their own unit's; the rest is for its units.
            var mine = reach.Where(p => !db.SeesAll(ProjectsPermissions.Write) || p.UnitId == db.Actor.UnitId).ToList();
            var (missing, waiting) = (mine.Count(p => !entries.ContainsKey(p.Id)), reach.Count(p => entries.GetValueOrDefault(p.Id) is { ConfirmedAt: null } e && e.ById != db.Actor.MemberId));
            var path = $"ratings/{round.Code}?tab=progress";
            if (missing > 0) items.Add(new(Source, round.Code, new($"{missing}个项目待填报进度：{round.Title}", $"{missing} projects to report: {round.Code}"), path, round.OpenedAt) { DueOn = round.DueOn });
            if (waiting > 0) items.Add(new(Source, $"{round.Code}/check", new($"{waiting}个项目的进度待复核：{round.Title}", $"Progress of {waiting} projects to check: {round.Code}"), path, round.OpenedAt) { DueOn = round.DueOn });
        }

        return items;
    }

    private async Task<List<InboxItem>> TalksAsync(CancellationToken cancel)
    {
        if (!db.Actor.May(ProjectsPermissions.Rate)) return [];
        var due = await (from c in db.Set<Consequence>().AsNoTracking() join p in db.Set<InvestmentProject>() on c.ProjectId equals p.Id where c.State == ConsequenceState.Due select new { c.Code, c.Kind, c.DueOn, c.At, p.Name }).ToListAsync(cancel);
        return due.ConvertAll(c => new InboxItem(Source, c.Code, c.Kind == ConsequenceKinds.Talk ? new($"待约谈：{c.Name}", $"To be talked to: {c.Name}") : new($"待书面说明：{c.Name}", $"To be explained: {c.Name}"), $"consequences/{c.Code}", c.At) { DueOn = c.DueOn });
    }

    private async Task<List<InboxItem>> AppealsAsync(CancellationToken cancel)
    {
        if (!db.Actor.May(ProjectsPermissions.Confirm)) return [];
        var open = await (from a in db.Set<RatingAppeal>().AsNoTracking()
                          join p in db.Set<InvestmentProject>() on a.ProjectId equals p.Id
                          join r in db.Set<RatingRound>() on a.RoundId equals r.Id
                          where a.State == AppealState.Open && a.ById != db.Actor.MemberId
                          select new { a.Id, a.At, p.Name, r.Code }).ToListAsync(cancel);
        return open.ConvertAll(a => new InboxItem(Source, $"{a.Code}/{a.Id:N}", new($"待处理申诉：{a.Name}", $"Appeal to decide: {a.Name}"), $"ratings/{a.Code}?tab=appeals", a.At));
    }
}
