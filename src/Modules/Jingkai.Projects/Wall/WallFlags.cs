using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Jingkai.Platform.Maps;
using Jingkai.Projects.Rating;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Wall;

/// <summary>A flag of a published round as the wall shows it.</summary>
/// <param name="Flag">The flag as its rule pack writes it.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Colour">red, blue, yellow, green, brown or grey.</param>
/// <param name="Round">Code of the round.</param>
/// <param name="On">The round's last day.</param>
internal sealed record WallFlag(string Flag, string Name, string Colour, string Round, DateOnly On);

/// <summary>A flag that may be filtered by, and how many projects of the wall bear it now; <see cref="WallFilter.NoFlag"/>: none.</summary>
internal sealed record FlagCount(string Flag, string Name, string Colour, int Projects);

/// <summary>Which flags there are to filter by: those that the packs of published rounds give.</summary>
internal sealed class KnownFlags(JingkaiDbContext db, FlagBook book)
{
    /// <summary>Refuses a flag that no pack of a published round gives. Before the first of them nobody can say which there are, and any finds nothing.</summary>
    public async Task<Error?> RefuseAsync(WallFilter filter, CancellationToken cancel)
    {
        if (filter.Flag is not { } flag || flag == WallFilter.NoFlag) return null;
        var rounds = await db.Set<RatingRound>().AsNoTracking().Where(r => r.State == RoundState.Published).OrderByDescending(r => r.EndsOn).ThenByDescending(r => r.Id).ToListAsync(cancel);
        if (rounds.Count == 0) return null;
        foreach (var round in rounds.DistinctBy(r => (r.Pack, r.PackHash)))
            if (await book.PackAsync(round, cancel) is { } pack && pack.Flags.Any(f => f.Code == flag)) return null;
        // A pack may give what it does not list among its flags.
        return await db.Set<RatingLine>().AnyAsync(l => l.Flag == flag, cancel) ? null : ApiErrors.BadFilter("flag", flag.Length <= 40 ? flag : flag[..40]);
    }
}

/// <summary>Flags as marks: a pennant with the first character of its name, so that colour never stands alone.</summary>
internal static class WallFlags
{
    /// <summary>Rounds shown beside the present flag.</summary>
    public const int History = 6;

    public static WallFlag Of(GivenFlag flag) => new(flag.Flag, flag.Name.Current, flag.Colour, flag.Round, flag.On);

    /// <summary>The flag a line bears now as a pennant.</summary>
    public static MapMark? Present(WallLine line) => line.Flag is { } flag ? Pennant(flag.Flag, flag.Name, flag.Colour) : null;

    /// <summary>The flags of a line before its present one as pennants, the newest first.</summary>
    public static IReadOnlyList<MapMark> Past(WallLine line) => [.. line.Flags.Where(f => f.Round != line.Flag?.Round).Select(f => Pennant(f.Flag, f.Name, f.Colour))];

    /// <summary>The same with their rounds and days, a line each.</summary>
    public static string Told(WallLine line) => string.Join('\n', line.Flags.Select(f => FormattableString.Invariant($"{f.Round} {f.On:yyyy-MM-dd} {f.Name}")));

    /// <summary>A pennant for lists and maps.</summary>
    public static MapMark Pennant(string flag, string name, string colour) => Mark(MapMark.Flag, flag, name, colour, MapMarkShape.Pennant);

    /// <summary>A place coloured by its flag.</summary>
    public static MapMark Spot(string flag, string name, string colour) => Mark(MapMark.Stage, flag, name, colour, colour switch
    {
        "red" => MapMarkShape.Hexagon,
        "blue" => MapMarkShape.Square,
        "yellow" => MapMarkShape.Triangle,
        "green" => MapMarkShape.Circle,
        _ => MapMarkShape.Diamond,
    });

    private static MapMark Mark(string group, string flag, string name, string colour, MapMarkShape shape)
    {
        var letter = name.Length == 0 ? "?" : name[..1].ToUpperInvariant();
        return new(group, flag, new(name, name), new(letter, letter), shape, colour switch
        {
            "red" => MapMarkColour.Red,
            "blue" => MapMarkColour.Blue,
            "yellow" => MapMarkColour.Yellow,
            "green" => MapMarkColour.Green,
            "brown" => MapMarkColour.Brown,
            _ => MapMarkColour.Grey,
        });
    }
}
