namespace Jingkai.Economy.Analysis;

/// <summary>Enterprises of a subject that a reader may not read: those with value and prior, and those whose prior is missing.</summary>
internal readonly record struct HiddenCounts(long Both, long Without)
{
    /// <summary>One or two unknown enterprises could be told from the sums; from three on no single one follows.</summary>
    public bool GivesAway => Both is 1 or 2 || Without is 1 or 2;

    public static HiddenCounts operator -(HiddenCounts a, HiddenCounts b) => new(a.Both - b.Both, a.Without - b.Without);
}

/// <summary>Decides which parts of a whole a reader is shown, when changes say more than sums: beside a part's value its change
/// would tell what those without a prior reported, and the rest of the whole is itself a part.</summary>
internal static class ComparableCells
{
    /// <summary>The parts to withhold, or null when the whole itself would give an enterprise away.</summary>
    /// <param name="whole">Hidden enterprises of the whole.</param>
    /// <param name="parts">Hidden enterprises of each part; parts do not overlap.</param>
    /// <param name="already">Parts that are withheld for another reason.</param>
    public static IReadOnlySet<string>? Withheld(HiddenCounts whole, IReadOnlyDictionary<string, HiddenCounts> parts, IReadOnlySet<string> already)
    {
        if (whole.GivesAway) return null;
        var withheld = parts.Where(p => already.Contains(p.Key) || p.Value.GivesAway).Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        // What is left beside the shown parts is shown as one line, and would give away what it is made of.
        foreach (var next in parts.Where(p => !withheld.Contains(p.Key)).OrderBy(p => p.Value.Both + p.Value.Without).ThenBy(p => p.Key, StringComparer.Ordinal).ToList())
        {
            if (!Rest().GivesAway) break;
            withheld.Add(next.Key);
        }

        return withheld;

        HiddenCounts Rest() => parts.Where(p => !withheld.Contains(p.Key)).Aggregate(whole, (left, p) => left - p.Value);
    }
}
