using Jingkai.Platform.Data;
using Jingkai.Platform.RulePacks.Verdicts;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Rating.Facts;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Rating.Rounds;

/// <summary>The rounds before one, as verdicts count them.</summary>
internal sealed class RoundHistory(JingkaiDbContext db)
{
    private const int Most = 60, Few = 100;

    /// <summary>Published rounds of the pack before a round, the latest first; of projects of one kind also those of all kinds.</summary>
    public static IQueryable<RatingRound> Previous(JingkaiDbContext db, RatingRound round) => db.Set<RatingRound>().AsNoTracking()
        .Where(r => r.Pack == round.Pack && r.State != RoundState.Voided && r.EndsOn < round.StartsOn && (r.ProjectKind == null || round.ProjectKind == null || r.ProjectKind == round.ProjectKind)).OrderByDescending(r => r.EndsOn).ThenByDescending(r => r.Id);

    /// <summary>Flags and facts of each project in the published rounds of the pack before a round, the oldest first. A round a project was not rated in is passed over.</summary>
    public async Task<IReadOnlyDictionary<Guid, List<PastRound>>> BeforeAsync(RatingRound round, IReadOnlyList<Guid> projects, CancellationToken cancel)
    {
        var all = projects.ToDictionary(p => p, _ => new List<PastRound>());
        // Of a few only their own lines are read; of a whole table all of each round, which asks no list of a thousand names.
        IReadOnlyList<Guid>? few = projects.Count <= Few ? projects : null;
        foreach (var earlier in await EarlierAsync(round, cancel))
            foreach (var line in await db.Set<RatingLine>().AsNoTracking().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).Where(l => l.RoundId == earlier && l.Flag != null && (few == null || few.Contains(l.ProjectId))).Select(l => new { l.ProjectId, l.Flag, l.Facts }).ToListAsync(cancel))
                if (all.TryGetValue(line.ProjectId, out var rounds)) rounds.Add(new(line.Flag!, ProjectFacts.Kept(line.Facts)));
        return all;
    }

    /// <summary>The flags alone, the oldest first.</summary>
    public async Task<ILookup<Guid, string>> FlagsBeforeAsync(RatingRound round, CancellationToken cancel)
    {
        var earlier = await EarlierAsync(round, cancel);
        var lines = await db.Set<RatingLine>().AsNoTracking().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).Where(l => earlier.Contains(l.RoundId) && l.Flag != null).Select(l => new { l.ProjectId, l.RoundId, l.Flag }).ToListAsync(cancel);
        return lines.OrderBy(l => earlier.IndexOf(l.RoundId)).ToLookup(l => l.ProjectId, l => l.Flag!);
    }

    private async Task<List<Guid>> EarlierAsync(RatingRound round, CancellationToken cancel)
    {
        var latest = await Previous(db, round).Where(r => r.State == RoundState.Published).Take(Most).Select(r => r.Id).ToListAsync(cancel);
        latest.Reverse();
        return latest;
    }
}
