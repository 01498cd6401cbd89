using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Maps;
using Jingkai.Projects.Domain;

namespace Jingkai.Projects.Wall;

/// <summary>What the map of the wall is coloured by.</summary>
internal enum WallColour
{
    /// <summary>The stage by shape and colour, the flag as a pennant above it.</summary>
    Stage,

    /// <summary>The flag alone.</summary>
    Flag,
}

/// <summary>The lines of the wall as points upon the map.</summary>
internal static class WallPoints
{
    /// <summary>The points of those lines that have a place.</summary>
    public static MapPointSet Of(WallView wall, WallColour colour)
    {
        var placed = wall.Items.Where(l => l.Place is not null).ToList();
        var given = placed.Select(l => l.Flag).OfType<WallFlag>().ToList();
        var noFlag = new MapMark(MapMark.Stage, WallFilter.NoFlag, new("未评旗", "No flag"), new("—", "—"), MapMarkShape.Circle, MapMarkColour.Grey);
        IReadOnlyList<MapMark> marks = colour == WallColour.Flag ? [.. Distinct(given).Select(f => WallFlags.Spot(f.Flag, f.Name, f.Colour)), noFlag] : [.. StageMarks.All, .. Pennants(given)];
        return new(new Marked(marks), [.. placed.Select(l => new MapPoint(l.Code, new(l.Name, l.Name), l.Place!.Value, $"projects/{l.Code}")
        {
            Stage = colour == WallColour.Flag ? l.Flag?.Flag ?? WallFilter.NoFlag : l.Stage,
            Flag = colour == WallColour.Flag ? null : l.Flag?.Flag,
            Summary = [.. Summary(new(l.StageName, l.StageName), l.TotalInvestment, l.InvestmentBound, l.Unit), .. Progress(l)],
        })]);
    }

    /// <summary>A pennant of each flag that is borne.</summary>
    public static IReadOnlyList<MapMark> Pennants(IEnumerable<WallFlag> flags) => [.. Distinct(flags).Select(f => WallFlags.Pennant(f.Flag, f.Name, f.Colour))];

    /// <summary>Stage, investment and unit, as far as they are known.</summary>
    public static IReadOnlyList<Text> Summary(Text? stage, decimal? wan, string? bound, string? unit)
    {
        var lines = new List<Text>(3);
        if (stage is { } at) lines.Add(at);
        if (wan is { } amount)
        {
            var yi = (amount / 10_000m).ToString("#,0.####", CultureInfo.InvariantCulture);
            lines.Add(new($"总投资 {Bounds.Word(bound)}{yi} 亿元", $"Investment {Bounds.Word(bound)}{yi} × 100 million yuan"));
        }

        if (unit is not null) lines.Add(new($"责任单位：{unit}", $"Unit: {unit}"));
        return lines;
    }

    private static IEnumerable<Text> Progress(WallLine line)
    {
        string Say(decimal percent) => percent.ToString("0.#", CultureInfo.InvariantCulture) + "%";
        if (line.Progress is { } now) yield return line.Planned is { } planned ? new($"形象进度 {Say(now)}，计划 {Say(planned)}", $"Progress {Say(now)}, planned {Say(planned)}") : new($"形象进度 {Say(now)}", $"Progress {Say(now)}");
        if (line.Next is { On: { } on } next) yield return new($"下一节点：{next.Name} {on:yyyy-MM-dd}", $"Next: {next.Name} {on:yyyy-MM-dd}");
        foreach (var problem in line.Problems.Take(2)) yield return new($"问题：{problem.Title}", $"Problem: {problem.Title}");
    }

    // The best and the worst are told by the rule packs, not here: as they first appear, but always in the same order.
    private static IEnumerable<WallFlag> Distinct(IEnumerable<WallFlag> flags) => flags.DistinctBy(f => f.Flag).OrderBy(f => f.Flag, StringComparer.Ordinal);

    /// <summary>A source whose points were read already.</summary>
    private sealed class Marked(IReadOnlyList<MapMark> marks) : IMapSource
    {
        public string Kind => ProjectMap.SourceKind;

        public Text Name => new("项目", "Projects");

        public string Permission => ProjectsPermissions.Read;

        public IReadOnlyList<MapMark> Marks => marks;

        public Task<IReadOnlyList<MapPoint>> PointsAsync(CancellationToken cancel = default) => throw new NotSupportedException("The points were read with the wall.");
    }
}
