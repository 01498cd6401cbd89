using Jingkai.Kernel;

namespace Jingkai.Platform.Counting;

/// <summary>The days a count looks at, both ends included.</summary>
/// <param name="From">The first day; null: since the beginning of records.</param>
/// <param name="Until">The last day.</param>
public readonly record struct CountSpan(DateOnly? From, DateOnly Until);

/// <summary>One count.</summary>
/// <param name="Value">The value, exact and not rounded; null where nothing can be said: a rate over nothing, a median of nothing, or no record yet by the end of the span.</param>
/// <param name="Part">Of a rate, what was counted of the base.</param>
/// <param name="Base">Of a rate, what it is a share of; of a median or a sum, how many records it is made of. Null, and the value too: the source had no record yet.</param>
public sealed record Counted(decimal? Value, decimal? Part = null, decimal? Base = null)
{
    /// <summary>No record had been made yet.</summary>
    public static Counted Nothing { get; } = new((decimal?)null);

    /// <summary>Whether there was anything to count, be it that nothing was found.</summary>
    public bool Known => Value is not null || Base is not null;

    /// <summary>A share in per cent; null over nothing.</summary>
    public static Counted Rate(long part, long whole) => new(whole == 0 ? null : part * 100m / whole, part, whole);

    /// <summary>The exact middle; of an even number of values, half way between the middle two.</summary>
    public static Counted Median(IEnumerable<int> values)
    {
        var sorted = values.Order().ToList();
        if (sorted.Count == 0) return new(null, null, 0);
        var middle = sorted.Count / 2;
        return new(sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2m, null, sorted.Count);
    }
}

/// <summary>A record that was counted.</summary>
/// <param name="Code">What people call it.</param>
/// <param name="Label">What it is about.</param>
/// <param name="Path">Where it opens, below <c>/z/{zone}/</c>; null when it has no page.</param>
/// <param name="At">The instant that puts it into its span.</param>
/// <param name="State">How it counts: in the part of a rate or not, open, in time …</param>
/// <param name="Value">What it brings: the days of a median; null where records are only counted.</param>
public sealed record CountedRecord(string Code, Text Label, string? Path, DateTime At, Text? State, decimal? Value);
