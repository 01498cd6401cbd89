using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Counting;
using Jingkai.Platform.Data;
using Jingkai.Projects.Contracts;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Rating.Consequences;
using Jingkai.Projects.Rating.Facts;
using Jingkai.Projects.Rating.Rounds;
using Jingkai.Rules;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Rating;

/// <summary>Past rounds, through the same services as every round.</summary>
internal sealed class RatingSetup(JingkaiDbContext db, RoundService rounds, RoundFreezer freezer, RoundPublisher publisher, ConsequenceService consequences, ProjectFactReader facts, TimeProvider clock) : IRatingSetup
{
    public Task<Result<string>> OpenAsync(string pack, string cadence, DateOnly day, CancellationToken cancel) => rounds.OpenAsync(new(pack, cadence, day), cancel);

    public async Task<Result<string>> PublishAsync(string round, CancellationToken cancel) =>
        (await freezer.FreezeAsync(round, cancel)).Try(out _, out var error) ? await publisher.PublishAsync(round, cancel) : error;

    public Task<Result<int>> TalkAsync(string round, DateOnly on, string minutes, string plan, DateOnly planDueOn, CancellationToken cancel) =>
        EachTalkAsync(round, ConsequenceState.Due, code => consequences.HoldAsync(code, new(on, minutes, plan, planDueOn), cancel), cancel);

    public Task<Result<int>> SettleAsync(string round, DateOnly on, string outcome, CancellationToken cancel) =>
        EachTalkAsync(round, ConsequenceState.Held, code => consequences.SettleAsync(code, on, outcome, cancel), cancel);

    private async Task<Result<int>> EachTalkAsync(string round, string state, Func<string, Task<Result<string>>> act, CancellationToken cancel)
    {
        if (await RoundService.FindAsync(db, round, cancel) is not { } found) return ApiErrors.NotFound;
        var talks = await db.Set<Consequence>().AsNoTracking().Where(c => c.RoundId == found.Id && c.State == state && c.Kind == ConsequenceKinds.Talk).OrderBy(c => c.Code).Select(c => c.Code).ToListAsync(cancel);
        foreach (var talk in talks)
            if (!(await act(talk)).Try(out _, out var error)) return error;
        return talks.Count;
    }

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
                ZoneId = db.ZoneId, ProjectId = project.Id, Day = found.EndsOn, PercentE4 = (int)(stands * 10_000m), ById = db.Actor.MemberId, At = at, ConfirmedById = second, ConfirmedAt = second is null ? null : at, Accident = false, FundsBelowRule = false,
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
