using System.Globalization;

namespace Jingkai.Kernel;

/// <summary>
/// A position on the earth as two whole numbers of 1e-7 degree, about 1.1 cm: both fit 32 bits, compare and sort exactly, and mean the same on
/// every machine. Of which datum it is says whoever holds it; stored is CGCS2000 only.
/// </summary>
public readonly partial record struct GeoPoint
{
    /// <summary>Units in one degree.</summary>
    public const int PerDegree = 10_000_000;

    /// <summary>180 degrees of longitude.</summary>
    public const int MostLongitude = 180 * PerDegree;

    /// <summary>90 degrees of latitude.</summary>
    public const int MostLatitude = 90 * PerDegree;

    private GeoPoint(int longitude, int latitude) => (LongitudeE7, LatitudeE7) = (longitude, latitude);

    /// <summary>Longitude in 1e-7 degree, east positive, −180° to 180°.</summary>
    public int LongitudeE7 { get; }

    /// <summary>Latitude in 1e-7 degree, north positive, −90° to 90°.</summary>
    public int LatitudeE7 { get; }

    /// <summary>Longitude in degrees; exact.</summary>
    public decimal Longitude => (decimal)LongitudeE7 / PerDegree;

    /// <summary>Latitude in degrees; exact.</summary>
    public decimal Latitude => (decimal)LatitudeE7 / PerDegree;

    /// <summary>A position from stored numbers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is out of range.</exception>
    public static GeoPoint OfE7(int longitude, int latitude)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(longitude, MostLongitude);
        ArgumentOutOfRangeException.ThrowIfLessThan(longitude, -MostLongitude);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(latitude, MostLatitude);
        ArgumentOutOfRangeException.ThrowIfLessThan(latitude, -MostLatitude);
        return new(longitude, latitude);
    }

    /// <summary>A position from degrees. Decimals beyond the seventh are rounded half away from zero: they say less than a centimetre, which no
    /// survey of a plot has, and map applications print the tail of a binary number there. A quantity is refused as <c>too-precise</c>; a position
    /// is a measurement.</summary>
    /// <returns>The position, or the error <c>place-out-of-range</c> (422).</returns>
    public static Result<GeoPoint> OfDegrees(decimal longitude, decimal latitude)
    {
        if (longitude is < -180 or > 180)
        {
            return OutOfRange("longitude", $"经度应在−180°至180°之间，现为{Plain(longitude)}", $"a longitude lies between -180° and 180°, this is {Plain(longitude)}");
        }

        if (latitude is < -90 or > 90)
        {
            return OutOfRange("latitude", $"纬度应在−90°至90°之间，现为{Plain(latitude)}", $"a latitude lies between -90° and 90°, this is {Plain(latitude)}");
        }

        return new GeoPoint((int)Rounding.Display(longitude * PerDegree, 0), (int)Rounding.Display(latitude * PerDegree, 0));
    }

    /// <summary>The position in words: 东经120.3012°，北纬30.4211°.</summary>
    public Text InWords()
    {
        var (longitude, latitude) = (Plain(Math.Abs(Longitude)), Plain(Math.Abs(Latitude)));
        return new(
            $"{(LongitudeE7 < 0 ? "西经" : "东经")}{longitude}°，{(LatitudeE7 < 0 ? "南纬" : "北纬")}{latitude}°",
            $"{latitude}°{(LatitudeE7 < 0 ? "S" : "N")}, {longitude}°{(LongitudeE7 < 0 ? "W" : "E")}");
    }

    /// <summary>Longitude and latitude in degrees, <c>120.3012,30.4211</c>, as <see cref="Parse"/> reads them.</summary>
    public override string ToString() => $"{Plain(Longitude)},{Plain(Latitude)}";

    private static string Plain(decimal degrees) => degrees.ToString("0.#######", CultureInfo.InvariantCulture);

    private static Error OutOfRange(string field, string zh, string en) => Error.Invalid("place-out-of-range", zh, en, field);
}
