using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Counting;
using Jingkai.Platform.Data;
using Jingkai.Projects.Contracts;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Rating.Facts;
using Jingkai.Projects.Rating.Rounds;
using Jingkai.Rules;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Rating;

/// <summary>Past rounds, through the same services as every round.</summary>
internal sealed class RatingSetup(JingkaiDbContext db, RoundService rounds, RoundFreezer freezer, RoundPublisher publisher, ProjectFactReader facts, TimeProvider clock) : IRatingSetup
{
    public Task<Result<string>> OpenAsync(string pack, string cadence, DateOnly day, CancellationToken cancel) => rounds.OpenAsync(new(pack, cadence, day), cancel);

    public async Task<Result<string>> PublishAsync(string round, CancellationToken cancel) =>
        (await freezer.FreezeAsync(round, cancel)).Try(out _, out var error) ? await publisher.PublishAsync(round, cancel) : error;

    public Task<Result<int>> TalkAsync(string round, string settledBy, DateOnly on, string minutes, string plan, string outcome, CancellationToken cancel) => db.InTransactionAsync<int>(async () =>
    {
        if (!(await rounds.TakeAsync(round, cancel)).Try(out var found, out var error)) return error;
        if (await MemberAsync(settledBy, cancel) is not { } second) return ApiErrors.NotFound;
        var talks = await db.Set<Consequence>().AsTracking().Where(c => c.RoundId == found.Id && c.State == ConsequenceState.Due && c.Kind == ConsequenceKinds.Talk).ToListAsync(cancel);
        foreach (var talk in talks)
        {
            (talk.State, talk.HeldOn, talk.HeldById, talk.Minutes, talk.Plan, talk.PlanDueOn) = (ConsequenceState.Settled, on, db.Actor.MemberId, minutes, plan, on.AddDays(15));
            (talk.SettledOn, talk.SettledById, talk.Outcome) = (on.AddDays(14), second, outcome);
        }

        AuditTrail.Record(db, clock.Now(), "past-talks", nameof(RatingRound), found.Id.ToString(), found.Code, null, new { talks = talks.Count, on });
        using (db.SuppressAudit()) await db.SaveChangesAsync(cancel);
        return talks.Count;
    }, cancel);

    public Task<Result<int>> EnterAsync(string round, string? checker, Func<PastProject, decimal?> percent, CancellationToken cancel) => db.InTransactionAsync<int>(async () =>
    {
        if (!(await rounds.TakeAsync(round, cancel)).Try(out var found, out var error)) return error;
        if (found.State != RoundState.Open) return Errors.NotOpen(found.State);
        var second = checker is null ? null : await MemberAsync(checker, cancel);
        if (checker is not null && second is null) return ApiErrors.NotFound;
        var ids = await db.Set<RatingLine>().Where(l => l.RoundId == found.Id).Select(l => l.ProjectId).ToListAsync(cancel);
        var projects = await db.Set<InvestmentProject>().AsNoTracking().Where(p => ids.Contains(p.Id)).OrderBy(p => p.SortKey).ThenBy(p => p.Id).ToListAsync(cancel);
        var before = (await db.Set<ProgressEntry>().AsNoTracking().Where(e => ids.Contains(e.ProjectId) && e.RefusedAt == null && e.Day < found.StartsOn).ToListAsync(cancel))
            .GroupBy(e => e.ProjectId).ToDictionary(g => g.Key, g => g.OrderBy(e => e.Day).ThenBy(e => e.Id).Last().PercentE4 / 10_000m);
        var known = await facts.ReadAsync([.. projects.Select(p => p.Id)], found.EndsOn, found.StartsOn, cancel);
        var at = Tally.Moment(db, clock);
        var entries = new List<ProgressEntry>();
        foreach (var (project, of) in projects.Zip(known))
        {
            var past = new PastProject(project.Code, project.Name, of.GetValueOrDefault("planned_progress")?.Number, of.GetValueOrDefault("progress")?.Number != 0 || !of.ContainsKey("progress"), before.TryGetValue(project.Id, out var last) ? last : null);
            if (percent(past) is not { } stands) continue;
            entries.Add(new()
            {
                ZoneId = db.ZoneId, ProjectId = project.Id, Day = found.EndsOn, PercentE4 = (int)(stands * 10_000m), ById = db.Actor.MemberId, At = at, ConfirmedById = second, ConfirmedAt = second is null ? null : at,
            });
        }

        await BulkWriter.InsertAsync(db, entries, cancel);
        AuditTrail.Record(db, clock.Now(), "past-progress", nameof(RatingRound), found.Id.ToString(), found.Code, null, new { entries = entries.Count, checker });
        await db.SaveChangesAsync(cancel);
        return entries.Count;
    }, cancel);

    private Task<Guid?> MemberAsync(string userName, CancellationToken cancel) =>
        (from m in db.Set<Member>() join a in db.Users on m.AccountId equals a.Id where a.UserName == userName select (Guid?)m.Id).FirstOrDefaultAsync(cancel);
}
