using Jingkai.Projects.Wall;

namespace Jingkai.Projects.Pages;

/// <summary>What the parts of the wall's page show.</summary>
internal sealed class WallSheet
{
    /// <summary>The lines of this page.</summary>
    public required IReadOnlyList<WallLine> Lines { get; init; }

    /// <summary>How many of each kind there are on all pages.</summary>
    public required IReadOnlyDictionary<string, int> Kinds { get; init; }

    /// <summary>Some project bears a flag.</summary>
    public required bool Flagged { get; init; }

    /// <summary>Where the zone's pages begin: <c>/z/{zone}</c>.</summary>
    public required string Root { get; init; }
}
