using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Counting;
using Jingkai.Platform.Data;
using Jingkai.Platform.RulePacks.Facts;
using Jingkai.Platform.RulePacks.Keeping;
using Jingkai.Platform.RulePacks.Verdicts;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Rating.Facts;
using Jingkai.Rules;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Rating.Rounds;

/// <summary>Takes down the facts of a round and has them judged. From here on nothing that is entered changes the table.</summary>
internal sealed class RoundFreezer(JingkaiDbContext db, RoundService rounds, PackLibrary library, VerdictBook book, ProjectFactReader facts, RoundHistory history, TimeProvider clock)
{
    private const int MostNamed = 10;

    /// <summary>Freezes a round that is over and complete.</summary>
    /// <returns>Its code; <c>round-not-over</c>, <c>earlier-round-first</c>, <c>appeals-wait</c>, <c>progress-missing</c> with the projects.</returns>
    public Task<Result<string>> FreezeAsync(string code, CancellationToken cancel) => db.InTransactionAsync<string>(async () =>
    {
        if (!(await rounds.TakeAsync(code, cancel)).Try(out var round, out var error)) return error;
        if (round.State != RoundState.Open) return Errors.NotToFreeze(round.State);
        if (db.Today < round.EndsOn) return Errors.NotOver(round.EndsOn);
        var lines = await db.Set<RatingLine>().AsTracking().Where(l => l.RoundId == round.Id).ToListAsync(cancel);
        if (await EarlierAsync(round, cancel) is { } waits) return waits;
        var projects = (await db.Set<InvestmentProject>().AsNoTracking().Where(p => db.Set<RatingLine>().Any(l => l.RoundId == round.Id && l.ProjectId == p.Id)).OrderBy(p => p.SortKey).ThenBy(p => p.Id).ToListAsync(cancel));
        var missing = await MissingAsync(round, lines, projects, cancel);
        if (missing.Count > 0) return Errors.Missing([.. missing.Take(MostNamed)], Math.Max(0, missing.Count - MostNamed));
        if (!(await library.InForceAsync(round.Pack, round.EndsOn, cancel)).Try(out var found, out error)) return error;

        var byProject = lines.Where(l => l.ExcusedAt is null).ToDictionary(l => l.ProjectId);
        var rated = projects.FindAll(p => byProject.ContainsKey(p.Id) && p is { VoidedAt: null, EndedOn: null });
        var known = await facts.ReadAsync([.. rated.Select(p => p.Id)], round.EndsOn, round.StartsOn, cancel);
        var before = await history.BeforeAsync(round, [.. rated.Select(p => p.Id)], cancel);
        var cases = rated.Zip(known, (p, f) => new FrozenCase(new(p.Id, p.Code, p.Name), f, before[p.Id])).ToList();
        var (run, verdicts) = await book.RecordAsync(found.Pack, round.EndsOn, cases, cancel);
        foreach (var (one, recorded) in cases.Zip(verdicts))
        {
            var line = byProject[one.Subject.Id];
            (line.Facts, line.Flag, line.VerdictId) = (ProjectFacts.Keep(one.Facts), recorded.Verdict.Value, recorded.Id);
        }

        (round.State, round.FrozenById, round.FrozenAt, round.RunId, round.PackHash) = (RoundState.Frozen, db.Actor.MemberId, Tally.Moment(db, clock), run.Id, found.Pack.Hash);
        AuditTrail.Record(db, clock.Now(), "frozen", nameof(RatingRound), round.Id.ToString(), round.Code, null, new { run = run.Id, flags = verdicts.CountBy(v => v.Verdict.Value).OrderBy(c => c.Key, StringComparer.Ordinal).ToDictionary() });
        using (db.SuppressAudit()) await db.SaveChangesAsync(cancel);
        return round.Code;
    }, cancel);

    /// <summary>Names of the projects whose progress is missing or not checked.</summary>
    public async Task<List<string>> MissingAsync(RatingRound round, IReadOnlyList<RatingLine> lines, IReadOnlyList<InvestmentProject> projects, CancellationToken cancel)
    {
        var done = await db.Set<ProjectNode>().AsNoTracking().Where(n => n.Milestone == "completed" && n.ReachedOn <= round.EndsOn && db.Set<RatingLine>().Any(l => l.RoundId == round.Id && l.ProjectId == n.ProjectId)).Select(n => n.ProjectId).ToListAsync(cancel);
        var latest = (await RoundEntries.OfAsync(db, round, cancel)).ToDictionary(e => e.ProjectId);
        var free = lines.Where(l => l.ExcusedAt is not null).Select(l => l.ProjectId).Concat(done).ToHashSet();
        return [.. projects.Where(p => p is { VoidedAt: null, EndedOn: null } && !free.Contains(p.Id) && latest.GetValueOrDefault(p.Id)?.ConfirmedAt is null).Select(p => p.Name)];
    }

    private async Task<Error?> EarlierAsync(RatingRound round, CancellationToken cancel)
    {
        if (await RoundHistory.Previous(db, round).FirstOrDefaultAsync(cancel) is not { } previous) return null;
        if (previous.State != RoundState.Published) return Errors.EarlierFirst(previous.Code);
        var waiting = await db.Set<RatingAppeal>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).CountAsync(a => a.RoundId == previous.Id && a.State == AppealState.Open, cancel);
        return waiting > 0 ? Errors.AppealsWait(waiting, previous.Code) : null;
    }
}

/// <summary>The progress that counts in a round: of each project the latest of its days that was not returned.</summary>
internal static class RoundEntries
{
    public static async Task<List<ProgressEntry>> OfAsync(JingkaiDbContext db, RatingRound round, CancellationToken cancel)
    {
        var entries = await db.Set<ProgressEntry>().AsNoTracking().Where(e => e.RefusedAt == null && e.Day >= round.StartsOn && e.Day <= round.EndsOn
            && db.Set<RatingLine>().Any(l => l.RoundId == round.Id && l.ProjectId == e.ProjectId)).ToListAsync(cancel);
        return [.. entries.GroupBy(e => e.ProjectId).Select(g => g.OrderBy(e => e.Day).ThenBy(e => e.Id).Last())];
    }
}
