namespace Jingkai.Kernel;

/// <summary>
/// The offsets of GCJ-02 and BD-09 after the formulae that are public since 2010 and that all map libraries use. Both ways back are found
/// by repetition, because the formulae are given in one direction only.
/// </summary>
/// <remarks>
/// This is the one place in the kernel with binary floating point: sines and roots have no exact value, so nothing is lost that was there.
/// What goes in and what comes out are whole numbers of 1e-7 degree, rounded once; no <c>double</c> leaves this class.
/// </remarks>
internal static class DatumShift
{
    // The ellipsoid of Krasovsky 1940: half axis in metres and squared eccentricity, as the formulae have them.
    private const double Axis = 6378245.0;
    private const double Eccentricity = 0.00669342162296594323;

    // BD-09 counts its waves in 3000ths of a half turn.
    private const double Wave = Math.PI * 3000.0 / 180.0;
    private const double Scale = 10_000_000.0;

    // The offset changes by at most 0.4 % over its own length: every round gains more than two digits, and a thousandth of a unit is enough.
    private const int Rounds = 8;
    private const double Enough = 1e-10;

    /// <summary>The rectangle in which the formulae shift. It is rough: border regions of neighbours lie in it and are shifted too, as
    /// every map of the datum does.</summary>
    public static bool InChina(GeoPoint point) =>
        point is { LongitudeE7: >= 720_040_000 and <= 1_378_347_000, LatitudeE7: >= 8_293_000 and <= 558_271_000 };

    public static GeoPoint ToGcj02(GeoPoint point) => InChina(point) ? Write(Gcj02(Read(point))) : point;

    public static GeoPoint FromGcj02(GeoPoint point) => InChina(point) ? Write(Undo(Gcj02, Read(point))) : point;

    public static GeoPoint ToBd09(GeoPoint point) => InChina(point) ? Write(Bd09(Read(point))) : point;

    public static GeoPoint FromBd09(GeoPoint point) => InChina(point) ? Write(Undo(Bd09, Read(point))) : point;

    private static (double Longitude, double Latitude) Gcj02((double Longitude, double Latitude) at)
    {
        var (x, y) = (at.Longitude - 105.0, at.Latitude - 35.0);
        var radians = at.Latitude * Math.PI / 180.0;
        var sine = Math.Sin(radians);
        var magic = 1.0 - (Eccentricity * sine * sine);
        var root = Math.Sqrt(magic);
        // Metres to degrees along the meridian and along the parallel.
        var north = NorthMetres(x, y) * 180.0 / (Axis * (1.0 - Eccentricity) / (magic * root) * Math.PI);
        var east = EastMetres(x, y) * 180.0 / (Axis / root * Math.Cos(radians) * Math.PI);
        return (at.Longitude + east, at.Latitude + north);
    }

    private static double NorthMetres(double x, double y) =>
        -100.0 + (2.0 * x) + (3.0 * y) + (0.2 * y * y) + (0.1 * x * y) + (0.2 * Math.Sqrt(Math.Abs(x)))
        + (Waves((20.0, 6.0), (20.0, 2.0), x) + Waves((20.0, 1.0), (40.0, 1.0 / 3.0), y) + Waves((160.0, 1.0 / 12.0), (320.0, 1.0 / 30.0), y));

    private static double EastMetres(double x, double y) =>
        300.0 + x + (2.0 * y) + (0.1 * x * x) + (0.1 * x * y) + (0.1 * Math.Sqrt(Math.Abs(x)))
        + (Waves((20.0, 6.0), (20.0, 2.0), x) + Waves((20.0, 1.0), (40.0, 1.0 / 3.0), x) + Waves((150.0, 1.0 / 12.0), (300.0, 1.0 / 30.0), x));

    private static double Waves((double Height, double Turns) first, (double Height, double Turns) second, double at) =>
        ((first.Height * Math.Sin(first.Turns * at * Math.PI)) + (second.Height * Math.Sin(second.Turns * at * Math.PI))) * 2.0 / 3.0;

    private static (double Longitude, double Latitude) Bd09((double Longitude, double Latitude) at)
    {
        var radius = Math.Sqrt((at.Longitude * at.Longitude) + (at.Latitude * at.Latitude)) + (0.00002 * Math.Sin(at.Latitude * Wave));
        var angle = Math.Atan2(at.Latitude, at.Longitude) + (0.000003 * Math.Cos(at.Longitude * Wave));
        return ((radius * Math.Cos(angle)) + 0.0065, (radius * Math.Sin(angle)) + 0.006);
    }

    /// <summary>The point that is shifted to the given one.</summary>
    private static (double Longitude, double Latitude) Undo(
        Func<(double Longitude, double Latitude), (double Longitude, double Latitude)> shift, (double Longitude, double Latitude) to)
    {
        var guess = to;
        for (var round = 0; round < Rounds; round++)
        {
            var there = shift(guess);
            var (east, north) = (there.Longitude - to.Longitude, there.Latitude - to.Latitude);
            guess = (guess.Longitude - east, guess.Latitude - north);
            if (Math.Abs(east) < Enough && Math.Abs(north) < Enough)
            {
                break;
            }
        }

        return guess;
    }

    private static (double Longitude, double Latitude) Read(GeoPoint point) => (point.LongitudeE7 / Scale, point.LatitudeE7 / Scale);

    private static GeoPoint Write((double Longitude, double Latitude) at) => GeoPoint.OfE7(
        (int)Math.Round(at.Longitude * Scale, MidpointRounding.AwayFromZero), (int)Math.Round(at.Latitude * Scale, MidpointRounding.AwayFromZero));
}
