using System.Globalization;
using System.Text;
using Jingkai.Kernel;

namespace Jingkai.Platform.Attachments.Content;

/// <summary>When and where a photo was taken, as the camera says.</summary>
/// <param name="TakenAt">Instant; a camera that names no offset is taken to stand in China (UTC+8).</param>
/// <param name="LatitudeE6">Millionths of a degree north, WGS-84.</param>
/// <param name="LongitudeE6">Millionths of a degree east, WGS-84.</param>
internal sealed record Shot(DateTime? TakenAt, long? LatitudeE6, long? LongitudeE6)
{
    public static Shot None { get; } = new(null, null, null);
}

/// <summary>Reads time and place out of EXIF. Three directories at most, each once and of a limited length, so that no made-up
/// offsets lead in circles; what makes no sense gives nothing, never a refusal.</summary>
internal static class Exif
{
    /// <summary>More than this is not read; cameras write a few kilobytes, 64 at most in a JPEG.</summary>
    public const int MostBytes = 1 << 20;

    private const int MostEntries = 1000;
    private const int ExifPointer = 0x8769;
    private const int GpsPointer = 0x8825;
    private const int DateTimeOriginal = 0x9003;
    private const int DateTimeDigitized = 0x9004;
    private const int OffsetTimeOriginal = 0x9011;

    private static readonly string[] DatePatterns = ["yyyy:MM:dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy/MM/dd HH:mm:ss"];
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>Reads the part that begins with the TIFF header (<c>II*</c> or <c>MM*</c>).</summary>
    public static Shot Read(ReadOnlySpan<byte> tiff)
    {
        try
        {
            if (tiff.Length is < 8 or > MostBytes) return Shot.None;
            bool? order = tiff[..4] switch { [(byte)'M', (byte)'M', 0, 42] => true, [(byte)'I', (byte)'I', 42, 0] => false, _ => null };
            if (order is not { } big) return Shot.None;
            var first = Directory(tiff, Bytes.U32(tiff, 4, big), big);
            DateTime? taken = null;
            if (first.TryGetValue(ExifPointer, out var exif)) taken = Taken(tiff, Directory(tiff, Bytes.U32(tiff, exif.At + 8, big), big), big);
            var (latitude, longitude) = first.TryGetValue(GpsPointer, out var gps) ? Place(tiff, Directory(tiff, Bytes.U32(tiff, gps.At + 8, big), big), big) : (null, null);
            return new(taken, latitude, longitude);
        }
        catch (InvalidDataException)
        {
            return Shot.None;
        }
    }

    private readonly record struct Entry(long At, int Type, uint Count);

    private static Dictionary<int, Entry> Directory(ReadOnlySpan<byte> tiff, long at, bool big)
    {
        var count = Math.Min(Bytes.U16(tiff, at, big), MostEntries);
        var entries = new Dictionary<int, Entry>();
        for (var i = 0; i < count; i++)
        {
            var entry = at + 2 + (12L * i);
            entries.TryAdd(Bytes.U16(tiff, entry, big), new(entry, Bytes.U16(tiff, entry + 2, big), Bytes.U32(tiff, entry + 4, big)));
        }

        return entries;
    }

    private static string? Text(ReadOnlySpan<byte> tiff, Dictionary<int, Entry> directory, int tag, bool big)
    {
        if (!directory.TryGetValue(tag, out var entry) || entry is not { Type: 2, Count: > 0 and <= 64 }) return null;
        var at = entry.Count <= 4 ? entry.At + 8 : Bytes.U32(tiff, entry.At + 8, big);
        return Encoding.ASCII.GetString(Bytes.Slice(tiff, at, entry.Count)).TrimEnd('\0', ' ');
    }

    private static DateTime? Taken(ReadOnlySpan<byte> tiff, Dictionary<int, Entry> exif, bool big)
    {
        var text = Text(tiff, exif, DateTimeOriginal, big) ?? Text(tiff, exif, DateTimeDigitized, big);
        if (!DateTime.TryParseExact(text, DatePatterns, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) || local.Year is < 1990 or > 2100) return null;
        return DateTime.SpecifyKind(local - Offset(Text(tiff, exif, OffsetTimeOriginal, big)), DateTimeKind.Utc);
    }

    private static TimeSpan Offset(string? text) =>
        text is ['+' or '-', _, _, ':', _, _] && TimeSpan.TryParseExact(text[1..], @"hh\:mm", CultureInfo.InvariantCulture, out var offset) && offset <= TimeSpan.FromHours(14)
            ? text[0] == '-' ? -offset : offset : China;

    private static (long? Latitude, long? Longitude) Place(ReadOnlySpan<byte> tiff, Dictionary<int, Entry> gps, bool big)
    {
        var latitude = Degrees(tiff, gps, 1, 2, 'S', 90, big);
        var longitude = Degrees(tiff, gps, 3, 4, 'W', 180, big);
        // Cameras without a fix write zeros: nobody takes photos of a zone in the Gulf of Guinea.
        return latitude is null || longitude is null || (latitude == 0 && longitude == 0) ? (null, null) : (latitude, longitude);
    }

    private static long? Degrees(ReadOnlySpan<byte> tiff, Dictionary<int, Entry> gps, int sideTag, int valueTag, char negative, int most, bool big)
    {
        if (!gps.TryGetValue(valueTag, out var entry) || entry is not { Type: 5, Count: 3 } || Text(tiff, gps, sideTag, big) is not { Length: 1 } side) return null;
        var at = Bytes.U32(tiff, entry.At + 8, big);
        var degrees = 0m;
        var part = 1m;
        for (var i = 0; i < 3; i++, part *= 60)
        {
            var (over, under) = (Bytes.U32(tiff, at + (8L * i), big), Bytes.U32(tiff, at + (8L * i) + 4, big));
            if (under == 0 && over != 0) return null;
            if (under != 0) degrees += (decimal)over / under / part;
        }

        if (degrees > most) return null;
        var millionths = (long)Rounding.Display(degrees * 1_000_000m, 0);
        return side[0] == negative ? -millionths : millionths;
    }
}
