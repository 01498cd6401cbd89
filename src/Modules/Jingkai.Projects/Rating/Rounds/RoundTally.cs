using Jingkai.Platform.Data;
using Jingkai.Projects.Domain;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Rating.Rounds;

/// <summary>How far a round is, within the reader's scope.</summary>
/// <param name="Projects">Projects in it.</param>
/// <param name="Excused">Of these not rated, for a reason.</param>
/// <param name="Entered">Projects whose progress was entered.</param>
/// <param name="Checked">Of these checked by a second person.</param>
/// <param name="Appeals">Appeals that are not decided.</param>
/// <param name="Flags">Projects by flag.</param>
internal sealed record RoundTally(int Projects, int Excused, int Entered, int Checked, int Appeals, IReadOnlyDictionary<string, int> Flags)
{
    /// <summary>The tallies of rounds, in three queries however many they are.</summary>
    public static async Task<IReadOnlyDictionary<Guid, RoundTally>> OfAsync(JingkaiDbContext db, IReadOnlyList<RatingRound> rounds, CancellationToken cancel)
    {
        var ids = rounds.Select(r => r.Id).ToList();
        var lines = (await db.Set<RatingLine>().AsNoTracking().Where(l => ids.Contains(l.RoundId)).GroupBy(l => new { l.RoundId, l.Flag, Excused = l.ExcusedAt != null }).Select(g => new { g.Key.RoundId, g.Key.Flag, g.Key.Excused, Count = g.Count() }).ToListAsync(cancel)).ToLookup(l => l.RoundId);
        var entries = (await (from l in db.Set<RatingLine>().AsNoTracking()
                              join r in db.Set<RatingRound>() on l.RoundId equals r.Id
                              join e in db.Set<ProgressEntry>() on l.ProjectId equals e.ProjectId
                              where ids.Contains(l.RoundId) && e.RefusedAt == null && e.Day >= r.StartsOn && e.Day <= r.EndsOn
                              select new { l.RoundId, l.ProjectId, e.Day, e.Id, Checked = e.ConfirmedAt != null }).ToListAsync(cancel)).ToLookup(e => e.RoundId);
        var appeals = await db.Set<RatingAppeal>().Where(a => ids.Contains(a.RoundId) && a.State == AppealState.Open).GroupBy(a => a.RoundId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        return ids.ToDictionary(id => id, id =>
        {
            // Of each project the latest counts; an older one that was checked does not.
            var latest = entries[id].GroupBy(e => e.ProjectId).Select(g => g.OrderBy(e => e.Day).ThenBy(e => e.Id).Last().Checked).ToList();
            return new RoundTally(lines[id].Sum(l => l.Count), lines[id].Where(l => l.Excused).Sum(l => l.Count), latest.Count, latest.Count(c => c), appeals.GetValueOrDefault(id),
                lines[id].Where(l => l.Flag is not null).GroupBy(l => l.Flag!).ToDictionary(g => g.Key, g => g.Sum(l => l.Count), StringComparer.Ordinal));
        });
    }
}
