using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Jingkai.Kernel;

namespace Jingkai.Economy.Figures;

/// <summary>Names a figure and its version for ever.</summary>
/// <param name="Indicator">Code of the indicator.</param>
/// <param name="Subject">Canonical text of the subject.</param>
/// <param name="Period">Canonical period.</param>
/// <param name="Version">Number of the delivered version; 0 when the figure is computed.</param>
/// <param name="At">Of a computed figure the instant at which what it is computed from last changed; it is the figure as of then.</param>
internal sealed record FigureRef(string Indicator, string Subject, string Period, int Version, DateTime? At = null)
{
    /// <summary>Of a counted figure what was counted, so that a later count can be told from it; empty where there was no value.</summary>
    public string? Counted { get; init; }

    /// <summary>The value that was counted, or null.</summary>
    public decimal? CountedValue => decimal.TryParse(Counted, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>Opaque text for addresses.</summary>
    public string Encode() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{Indicator}\n{Subject}\n{Period}\n{Version}") + (Counted is { } counted ? "\n=" + counted : At is { } at ? string.Create(CultureInfo.InvariantCulture, $"\n{Micros(at)}") : "")));

    public static Result<FigureRef> Decode(string text)
    {
        try
        {
            var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('\n');
            if (parts.Length is not (4 or 5) || !int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var version)) return FigureErrors.BadRef;
            if (parts.Length == 4) return new FigureRef(parts[0], parts[1], parts[2], version);
            if (parts[4].StartsWith('=')) return new FigureRef(parts[0], parts[1], parts[2], 0) { Counted = parts[4][1..] } is var counted && (counted.Counted.Length == 0 || counted.CountedValue is not null) ? counted : FigureErrors.BadRef;
            return long.TryParse(parts[4], NumberStyles.None, CultureInfo.InvariantCulture, out var micros) && micros <= Micros(DateTime.MaxValue)
                ? new FigureRef(parts[0], parts[1], parts[2], version, DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond)) : FigureErrors.BadRef;
        }
        catch (FormatException)
        {
            return FigureErrors.BadRef;
        }
    }

    private static long Micros(DateTime at) => (at - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
