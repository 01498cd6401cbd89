using Jingkai.Kernel;

namespace Jingkai.Platform.Maps;

/// <summary>Contributes points to the map of the zone. Whoever draws a map never knows which sources exist.</summary>
public interface IMapSource
{
    /// <summary>Code of the kind in addresses: <c>projects</c>.</summary>
    string Kind { get; }

    /// <summary>What the points are: 项目.</summary>
    Text Name { get; }

    /// <summary>Permission that reads them.</summary>
    string Permission { get; }

    /// <summary>The marks its points carry, in the order of a legend.</summary>
    IReadOnlyList<MapMark> Marks { get; }

    /// <summary>The points that the actor of the context may see; each within what the actor may know of it.</summary>
    Task<IReadOnlyList<MapPoint>> PointsAsync(CancellationToken cancel = default);
}

/// <summary>One thing with a place.</summary>
/// <param name="Code">What people call it; unique within its kind.</param>
/// <param name="Name">Its name.</param>
/// <param name="Place">Where it is.</param>
/// <param name="Path">Where it opens, below <c>/z/{zone}/</c>.</param>
public sealed record MapPoint(string Code, Text Name, Place Place, string Path)
{
    /// <summary>Code of its mark in the group <see cref="MapMark.Stage"/>: shape and letter.</summary>
    public string? Stage { get; init; }

    /// <summary>Code of its mark in the group <see cref="MapMark.Flag"/>: a pennant above it.</summary>
    public string? Flag { get; init; }

    /// <summary>A few lines to read when it is chosen.</summary>
    public IReadOnlyList<Text> Summary { get; init; } = [];
}

/// <summary>How a stage or a flag is drawn. Colour never stands alone: shape and letter say the same.</summary>
/// <param name="Group"><see cref="Stage"/> or <see cref="Flag"/>.</param>
/// <param name="Code">Code that points carry.</param>
/// <param name="Name">What it means.</param>
/// <param name="Letter">One character within the shape, in each language.</param>
/// <param name="Shape">The shape.</param>
/// <param name="Colour">The colour; a red flag is the best one.</param>
public sealed record MapMark(string Group, string Code, Text Name, Text Letter, MapMarkShape Shape, MapMarkColour Colour)
{
    /// <summary>Marks that say how far something is.</summary>
    public const string Stage = "stage";

    /// <summary>Marks that say how it is judged.</summary>
    public const string Flag = "flag";
}

/// <summary>Shapes that are told apart without colour.</summary>
public enum MapMarkShape
{
    /// <summary>Circle.</summary>
    Circle,

    /// <summary>Square.</summary>
    Square,

    /// <summary>Diamond.</summary>
    Diamond,

    /// <summary>Triangle.</summary>
    Triangle,

    /// <summary>Hexagon.</summary>
    Hexagon,

    /// <summary>Pennant, for flags.</summary>
    Pennant,
}

/// <summary>Colours that are told apart by most of those who do not see red or green.</summary>
public enum MapMarkColour
{
    /// <summary>Ink blue, the accent of the house.</summary>
    Blue,

    /// <summary>Red; of flags the best.</summary>
    Red,

    /// <summary>Yellow.</summary>
    Yellow,

    /// <summary>Green.</summary>
    Green,

    /// <summary>Black; of flags usually the worst.</summary>
    Black,

    /// <summary>Grey.</summary>
    Grey,

    /// <summary>Purple.</summary>
    Purple,

    /// <summary>Brown: the snail of some ratings.</summary>
    Brown,
}
