using Jingkai.Kernel;
using Jingkai.Platform.Maps;
using Jingkai.Projects.LifeCycle;

namespace Jingkai.Projects.Wall;

/// <summary>How stages stand on the map: what is built is filled towards green, and no two share shape and letter.</summary>
internal static class StageMarks
{
    public static IReadOnlyList<MapMark> All { get; } =
    [
        Of("in-talks", "谈", "T", MapMarkShape.Circle, MapMarkColour.Grey),
        Of("signed", "签", "S", MapMarkShape.Circle, MapMarkColour.Blue),
        Of("landed", "落", "L", MapMarkShape.Triangle, MapMarkColour.Purple),
        Of("filed", "立", "F", MapMarkShape.Triangle, MapMarkColour.Blue),
        Of("started", "开", "B", MapMarkShape.Square, MapMarkColour.Purple),
        Of("under-construction", "建", "C", MapMarkShape.Square, MapMarkColour.Blue),
        Of("completed", "竣", "D", MapMarkShape.Diamond, MapMarkColour.Green),
        Of("in-production", "投", "P", MapMarkShape.Hexagon, MapMarkColour.Green),
        Of("at-capacity", "达", "A", MapMarkShape.Hexagon, MapMarkColour.Black),
    ];

    private static MapMark Of(string stage, string zh, string en, MapMarkShape shape, MapMarkColour colour) => new(MapMark.Stage, stage, Ladder.StageOf(stage)!.Name, new(zh, en), shape, colour);
}
