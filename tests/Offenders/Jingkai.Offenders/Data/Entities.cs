using Jingkai.OffendedNeighbour;
using Jingkai.Platform.Data;

namespace Jingkai.Offenders.Data;

/// <summary>A row of a zone whose keys do not begin with the zone and whose reads are not filtered.</summary>
internal sealed class LooseRow : IZoned, IVersioned
{
    public int ZoneId { get; set; }

    public Guid Id { get; set; }

    public string Name { get; set; } = "";

    public int Version { get; set; }
}

/// <summary>A row that refers to others by their id alone, within the module and across modules.</summary>
internal sealed class LooseReference : IZoned
{
    public int ZoneId { get; set; }

    public Guid Id { get; set; }

    public Guid LooseId { get; set; }

    public LooseRow? Loose { get; set; }

    public Guid NeighbourId { get; set; }

    public NeighbourRecord? Neighbour { get; set; }
}

/// <summary>A table of the installation that is on no list, with numbers that are not exact.</summary>
internal sealed class Inexact
{
    public int Id { get; set; }

    public decimal Amount { get; set; }

    public double? Ratio { get; set; }

    public float Share { get; set; }

    /// <summary>Sums and averages of such a column are silently wrong.</summary>
    public Cents Scaled { get; set; }

    public DateTimeOffset At { get; set; }
}

/// <summary>A decimal in disguise.</summary>
internal readonly record struct Cents(decimal Value);
