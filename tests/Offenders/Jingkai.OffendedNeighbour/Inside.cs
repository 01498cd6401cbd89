using Jingkai.Platform.Data;

namespace Jingkai.OffendedNeighbour;

/// <summary>Offence: a module exports a type that is neither contract nor module.</summary>
public static class Inside
{
    /// <summary>Something private that everybody can reach.</summary>
    public static int Secret { get; set; }
}

/// <summary>A record of the neighbour that another module refers to in its tables.</summary>
public sealed class NeighbourRecord : ZoneEntity;
