using Jingkai.Platform.Data;

namespace Jingkai.Platform.Maps;

/// <summary>One layer of a zone's map: its boundary, its parks, roads, water, plots. Stored in CGCS2000; the shapes themselves stand in
/// <see cref="MapShape"/>, so that lists and the audit trail need not carry them.</summary>
public sealed class MapLayer : ZoneEntity, IAudited
{
    /// <summary>Name in addresses, unique in the zone; those of <see cref="MapLayerCodes"/> are drawn as what they are.</summary>
    public string Code { get; set; } = "";

    /// <summary>Chinese name.</summary>
    public string NameZh { get; set; } = "";

    /// <summary>English name.</summary>
    public string NameEn { get; set; } = "";

    /// <summary>Where the shapes come from.</summary>
    public string Source { get; set; } = "";

    /// <summary>Number under which the map was reviewed for outside eyes (审图号, 地图管理条例 第15条起); null: for inside use only.</summary>
    public string? ReviewNumber { get; set; }

    /// <summary>Datum of the file that was handed in: <c>cgcs2000</c>, <c>gcj-02</c> or <c>bd-09</c>.</summary>
    public string Datum { get; set; } = "";

    /// <summary>Drawn in this order, the lowest first.</summary>
    public int Position { get; set; }

    /// <summary>First day it holds; null: from the beginning.</summary>
    public DateOnly? ValidFrom { get; set; }

    /// <summary>Last day it holds; null: until it is replaced.</summary>
    public DateOnly? ValidUntil { get; set; }

    /// <summary>Number of features.</summary>
    public int Features { get; set; }

    /// <summary>Number of positions.</summary>
    public int Positions { get; set; }

    /// <summary>Bytes of the stored GeoJSON.</summary>
    public int Bytes { get; set; }

    /// <summary>SHA-256 of the stored GeoJSON, hexadecimal: a change of shapes shows in the trail by it.</summary>
    public string Sha256 { get; set; } = "";

    /// <summary>Westernmost longitude in 1e-7 degree.</summary>
    public int WestE7 { get; set; }

    /// <summary>Southernmost latitude in 1e-7 degree.</summary>
    public int SouthE7 { get; set; }

    /// <summary>Easternmost longitude in 1e-7 degree.</summary>
    public int EastE7 { get; set; }

    /// <summary>Northernmost latitude in 1e-7 degree.</summary>
    public int NorthE7 { get; set; }

    /// <inheritdoc />
    public string AuditLabel => NameZh;

    /// <summary>Whether it holds on a day.</summary>
    public bool HoldsOn(DateOnly day) => !(ValidFrom > day) && !(ValidUntil < day);
}

/// <summary>The shapes of a layer: GeoJSON (RFC 7946) as <see cref="GeoJsonReader"/> writes it.</summary>
public sealed class MapShape : IZoned
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>The layer.</summary>
    public Guid LayerId { get; set; }

    /// <summary>A FeatureCollection of CGCS2000.</summary>
    public string GeoJson { get; set; } = "";
}

/// <summary>Layers that maps draw in a manner of their own; any other code is drawn as an area with an outline.</summary>
public static class MapLayerCodes
{
    /// <summary>The outline of the zone.</summary>
    public const string Boundary = "boundary";

    /// <summary>Parks and clusters.</summary>
    public const string Parks = "parks";

    /// <summary>Roads and railways.</summary>
    public const string Roads = "roads";

    /// <summary>Rivers and lakes.</summary>
    public const string Water = "water";

    /// <summary>Plots of land.</summary>
    public const string Plots = "plots";

    /// <summary>All of them, as they lie on one another from below.</summary>
    public static IReadOnlyList<string> All { get; } = [Boundary, Water, Parks, Plots, Roads];
}
