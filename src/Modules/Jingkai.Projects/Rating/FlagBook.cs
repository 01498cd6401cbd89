using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.RulePacks.Keeping;
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
    /// <summary>Of the latest published round: the flag the project bears now. Whoever was not rated then bears none, whatever came before.</summary>
    public bool Present { get; init; }
}

/// <summary>The flags of published rounds.</summary>
internal sealed class FlagBook(JingkaiDbContext db, PackLibrary library)
{
    private readonly Dictionary<string, RulePack?> packs = new(StringComparer.Ordinal);

    /// <summary>The latest flags of projects by the pack of the latest published round, the newest first.</summary>
    public async Task<ILookup<Guid, GivenFlag>> LatestAsync(IReadOnlyCollection<Guid> projects, int most, CancellationToken cancel)
    {
        var rounds = await db.Set<RatingRound>().AsNoTracking().Where(r => r.State == RoundState.Published).OrderByDescending(r => r.EndsOn).ThenByDescending(r => r.Id).ToListAsync(cancel);
        var flags = new List<(Guid Project, GivenFlag Flag)>();
        if (rounds.Count == 0) return flags.ToLookup(f => f.Project, f => f.Flag);
        var shown = rounds.Where(r => r.Pack == rounds[0].Pack).Take(most).ToDictionary(r => r.Id);
        var ids = shown.Keys.ToList();
        foreach (var chunk in projects.Chunk(1000))
        {
            var lines = await db.Set<RatingLine>().AsNoTracking().Where(l => ids.Contains(l.RoundId) && chunk.Contains(l.ProjectId) && l.Flag != null).Select(l => new { l.ProjectId, l.RoundId, l.Flag }).ToListAsync(cancel);
            foreach (var line in lines.OrderByDescending(l => shown[l.RoundId].EndsOn)) flags.Add((line.ProjectId, await OfAsync(shown[line.RoundId], line.Flag!, cancel) with { Present = line.RoundId == rounds[0].Id }));
        }

        return flags.ToLookup(f => f.Project, f => f.Flag);
    }

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
}
