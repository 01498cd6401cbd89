using System.Globalization;

namespace Jingkai.Platform.Api;

/// <summary>The header <c>If-Match</c>: which version a change was made from.</summary>
public static class IfMatch
{
    /// <summary>Reads the header.</summary>
    /// <param name="header">As it came.</param>
    /// <param name="version">The version; null when any will do, because there is no header or it is <c>*</c>.</param>
    /// <returns>False for a tag that was never given: nothing can be as it says, so the change is stale.</returns>
    public static bool TryRead(string? header, out int? version)
    {
        version = null;
        var text = header?.Trim() ?? "";
        if (text.Length == 0 || text == "*") return true;
        if (text.StartsWith("W/", StringComparison.Ordinal)) text = text[2..];
        if (text.Length < 3 || text[0] != '"' || text[^1] != '"' || !int.TryParse(text.AsSpan(1, text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        version = number;
        return true;
    }
}
