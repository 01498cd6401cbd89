using Jingkai.Kernel;

namespace Jingkai.Economy.Indicators;

/// <summary>Names near to one that was not found.</summary>
internal static class Nearest
{
    private const int Most = 5;

    // Below, two names share characters by chance only.
    private const decimal Likely = 0.5m;

    /// <summary>The nearest of some names, the best first.</summary>
    public static IReadOnlyList<string> To(string text, IEnumerable<string> names) => To(text, names.Select(n => (n, (IReadOnlyList<string>)[n])));

    /// <summary>The nearest indicators by code, name or alias, as <c>IND_GOV 规上工业总产值</c>.</summary>
    public static IReadOnlyList<string> To(string text, IEnumerable<Indicator> indicators) =>
        To(text, indicators.Select(i => ($"{i.Code} {i.NameZh}", (IReadOnlyList<string>)[i.Code, i.NameZh, .. i.Aliases])));

    private static IReadOnlyList<string> To(string text, IEnumerable<(string Shown, IReadOnlyList<string> Names)> candidates)
    {
        var key = TextNormal.SearchKey(text);
        // Nobody means a name ten times as long, and the comparison costs the product of the lengths.
        if (key.Length is 0 or > 200) return [];
        return [.. candidates.DistinctBy(c => c.Shown).Select(c => (c.Shown, Near: c.Names.Max(n => Likeness(key, TextNormal.SearchKey(n)))))
            .Where(c => c.Near >= Likely).OrderByDescending(c => c.Near).Take(Most).Select(c => c.Shown)];
    }

    /// <summary>How much of two texts is common in order, 0 to 1: finds what was mistyped, left out or added.</summary>
    private static decimal Likeness(string a, string b)
    {
        if (b.Length == 0) return 0;
        var row = new int[b.Length + 1];
        foreach (var c in a)
        {
            var diagonal = 0;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = c == b[j - 1] ? diagonal + 1 : Math.Max(above, row[j - 1]);
                diagonal = above;
            }
        }

        return 2m * row[b.Length] / (a.Length + b.Length);
    }
}
