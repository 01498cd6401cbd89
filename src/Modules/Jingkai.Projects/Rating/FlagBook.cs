using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.RulePacks.Keeping;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Rating.Rounds;
using Jingkai.Rules;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Rating;

/// <summary>A flag a project was given in a published round.</summary>
/// <param name="Round">Code of the round.</param>
/// <param name="On">The round's last day.</param>
/// <param name="Flag">The flag as the rule pack writes it.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Colour">Its colour: red, blue, yellow, green, brown or grey.</param>
internal sealed record GivenFlag(string Round, DateOnly On, string Flag, Text Name, string Colour)
{
    /// <summary>Of the latest published round of its contest: the flag the project bears now. Whoever was not rated then bears none, whatever came before.</summary>
    public bool Present { get; init; }
}

/// <summary>The flag a project bore on a day.</summary>
/// <param name="Code">Code of the project.</param>
/// <param name="Name">Its name.</param>
/// <param name="Flag">The flag.</param>
internal sealed record BorneFlag(string Code, string Name, GivenFlag Flag);

/// <summary>The flags of published rounds.</summary>
internal sealed class FlagBook(JingkaiDbContext db, PackLibrary library)
{
    private readonly Dictionary<string, RulePack?> packs = new(StringComparer.Ordinal);

    /// <summary>The flags of projects, the newest first: of each those of the contest that rated it last, and no other's between them.</summary>
    /// <param name="projects">Which.</param>
    /// <param name="most">The most flags of one project.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<ILookup<Guid, GivenFlag>> LatestAsync(IReadOnlyCollection<Guid> projects, int most, CancellationToken cancel)
    {
        var contests = await ContestsAsync(null, cancel);
        var flags = new List<(Guid Project, GivenFlag Flag)>();
        var shown = contests.Newest(most).ToDictionary(r => r.Id);
        var ids = shown.Keys.ToList();
        foreach (var chunk in ids.Count == 0 ? [] : projects.Chunk(1000))
        {
            var lines = await (from l in db.Set<RatingLine>().AsNoTracking()
                               join p in db.Set<InvestmentProject>() on l.ProjectId equals p.Id
                               where chunk.Contains(l.ProjectId) && ids.Contains(l.RoundId) && l.Flag != null
                               select new { l.ProjectId, p.Kind, l.RoundId, Flag = l.Flag! }).ToListAsync(cancel);
            foreach (var of in lines.GroupBy(l => l.ProjectId))
            {
                var rated = of.Select(l => (Round: shown[l.RoundId], l.Flag, l.Kind)).OrderByDescending(l => l.Round.EndsOn).ThenByDescending(l => l.Round.Id).ToList();
                var present = rated.Find(l => contests.IsLatest(l.Round, l.Kind));
                var pack = (present.Round ?? rated[0].Round).Pack;
                foreach (var line in rated.Where(l => l.Round.Pack == pack).Take(most)) flags.Add((of.Key, await OfAsync(line.Round, line.Flag, cancel) with { Present = line.Round == present.Round }));
            }
        }

        return flags.ToLookup(f => f.Project, f => f.Flag);
    }

    /// <summary>The flag every project bore on a day, by name of project, within the reader's scope; null: no round was published by then.</summary>
    public async Task<IReadOnlyList<BorneFlag>?> OnAsync(DateOnly day, CancellationToken cancel)
    {
        var contests = await ContestsAsync(day, cancel);
        var shown = contests.Newest(1).ToDictionary(r => r.Id);
        if (shown.Count == 0) return null;
        var ids = shown.Keys.ToList();
        var lines = await (from l in db.Set<RatingLine>().AsNoTracking()
                           join p in db.Set<InvestmentProject>() on l.ProjectId equals p.Id
                           where ids.Contains(l.RoundId) && l.Flag != null
                           orderby p.SortKey, p.Id
                           select new { l.ProjectId, p.Code, p.Name, p.Kind, l.RoundId, Flag = l.Flag! }).ToListAsync(cancel);
        var borne = new List<BorneFlag>();
        foreach (var of in lines.GroupBy(l => l.ProjectId))
            if (of.Where(l => contests.IsLatest(shown[l.RoundId], l.Kind)).MaxBy(l => (shown[l.RoundId].EndsOn, l.RoundId)) is { } line) borne.Add(new(line.Code, line.Name, await OfAsync(shown[line.RoundId], line.Flag, cancel)));
        return borne;
    }

    private async Task<Contests> ContestsAsync(DateOnly? until, CancellationToken cancel) =>
        new(await db.Set<RatingRound>().AsNoTracking().Where(r => r.State == RoundState.Published && (until == null || r.EndsOn <= until)).OrderByDescending(r => r.EndsOn).ThenByDescending(r => r.Id).ToListAsync(cancel));

    /// <summary>A flag of a round with its name and colour.</summary>
    public async Task<GivenFlag> OfAsync(RatingRound round, string flag, CancellationToken cancel) => await PackAsync(round, cancel) is { } pack
        ? new(round.Code, round.EndsOn, flag, FlagWords.Of(pack, flag), FlagWords.Colour(pack, flag)) : new(round.Code, round.EndsOn, flag, new(flag, flag), "grey");

    /// <summary>The text that decided a round.</summary>
    public async Task<RulePack?> PackAsync(RatingRound round, CancellationToken cancel)
    {
        var key = $"{round.Pack} {round.PackHash}";
        if (!packs.TryGetValue(key, out var pack)) packs.Add(key, pack = (await library.FindAsync(round.Pack, round.PackHash, cancel)).Try(out var found, out _) ? found.Pack : null);
        return pack;
    }

    /// <summary>Published rounds, the newest first. A contest is a pack, over all kinds of projects or one.</summary>
    private sealed class Contests(IReadOnlyList<RatingRound> rounds)
    {
        /// <summary>The newest rounds of each contest.</summary>
        public IEnumerable<RatingRound> Newest(int most) => rounds.GroupBy(r => (r.Pack, r.ProjectKind)).SelectMany(g => g.Take(most));

        /// <summary>No later round of its pack rated projects of that kind: its flags are borne now.</summary>
        public bool IsLatest(RatingRound round, string kind) => rounds.First(r => r.Pack == round.Pack && (r.ProjectKind is null || r.ProjectKind == kind)).Id == round.Id;
    }
}
