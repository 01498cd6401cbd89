using System.Buffers.Text;
using System.Text;
using Jingkai.Kernel;

namespace Jingkai.Economy.Figures;

/// <summary>Names a figure and its version for ever: indicator, subject, period, version.</summary>
internal sealed record FigureRef(string Indicator, string Subject, string Period, int Version)
{
    /// <summary>Opaque text for addresses.</summary>
    public string Encode() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{Indicator}\n{Subject}\n{Period}\n{Version}"));

    public static Result<FigureRef> Decode(string text)
    {
        try
        {
            var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('\n');
            return parts.Length == 4 && int.TryParse(parts[3], out var version) ? new FigureRef(parts[0], parts[1], parts[2], version) : FigureErrors.BadRef;
        }
        catch (FormatException)
        {
            return FigureErrors.BadRef;
        }
    }
}
