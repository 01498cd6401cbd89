namespace Jingkai.Kernel;

/// <summary>
/// Where something is: longitude and latitude in CGCS2000, with the address and the source as delivered. What was entered from another map is
/// converted once, on entry, and says so; a conversion is good to a decimetre.
/// </summary>
/// <remarks>Stored as four columns: two whole numbers of 1e-7 degree, the datum as entered, and texts. A default value is no place: keep a
/// record without one null.</remarks>
public readonly record struct Place
{
    /// <summary>The longest address and source, in characters.</summary>
    public const int LongestAddress = 200, LongestSource = 200;

    private readonly string? _address;
    private readonly string? _source;

    private Place(GeoPoint point, Datum entered, string address, string source) => (Point, Entered, _address, _source) = (point, entered, address, source);

    /// <summary>The position, CGCS2000.</summary>
    public GeoPoint Point { get; }

    /// <summary>Longitude in 1e-7 degree of CGCS2000.</summary>
    public int LongitudeE7 => Point.LongitudeE7;

    /// <summary>Latitude in 1e-7 degree of CGCS2000.</summary>
    public int LatitudeE7 => Point.LatitudeE7;

    /// <summary>The datum of the numbers that were entered.</summary>
    public Datum Entered { get; }

    /// <summary>Whether the position was converted from another datum on entry.</summary>
    public bool Converted => Entered != Datum.Cgcs2000;

    /// <summary>The address in words; may be empty.</summary>
    public string Address => _address ?? string.Empty;

    /// <summary>Where the position was taken from; may be empty.</summary>
    public string Source => _source ?? string.Empty;

    /// <summary>A place as it is entered: the position is converted to CGCS2000.</summary>
    /// <param name="point">The position in <paramref name="datum"/>.</param>
    /// <param name="datum">The map it was taken from.</param>
    /// <param name="address">The address in words, at most 200 characters; null is none.</param>
    /// <param name="source">Where it was taken from, at most 200 characters; null is none.</param>
    /// <returns>The place, or the error <c>too-long</c> (422) at the field <c>address</c> or <c>source</c>.</returns>
    public static Result<Place> Enter(GeoPoint point, Datum datum = Datum.Cgcs2000, string? address = null, string? source = null)
    {
        var (where, from) = (TextNormal.Clean(address), TextNormal.Clean(source));
        if (where.Length > LongestAddress)
        {
            return TooLong(LongestAddress, "address");
        }

        return from.Length > LongestSource ? TooLong(LongestSource, "source") : new Place(datum.ToCgcs2000(point), datum, where, from);
    }

    /// <summary>A place from stored columns; nothing is converted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static Place Stored(int longitudeE7, int latitudeE7, Datum entered = Datum.Cgcs2000, string? address = null, string? source = null) =>
        new(GeoPoint.OfE7(longitudeE7, latitudeE7), entered, address ?? string.Empty, source ?? string.Empty);

    /// <summary>Reads a position as <see cref="GeoPoint.Parse"/> does and converts it.</summary>
    /// <returns>The place, or an error of <see cref="GeoPoint.Parse"/> or <see cref="Enter"/>.</returns>
    public static Result<Place> Parse(string? text, Datum datum = Datum.Cgcs2000, string? address = null, string? source = null) =>
        GeoPoint.Parse(text).Bind(point => Enter(point, datum, address, source));

    /// <summary>The position, <c>120.3012,30.4211</c>.</summary>
    public override string ToString() => Point.ToString();

    private static Error TooLong(int most, string field) => Error.Invalid("too-long", $"最多 {most} 个字。", $"At most {most} characters.", field);
}
