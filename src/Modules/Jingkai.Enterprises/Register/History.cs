namespace Jingkai.Enterprises.Register;

/// <summary>A value that changed over time: what was in force until which day, and what is in force since.</summary>
internal static class History
{
    /// <summary>From <paramref name="from"/> on the value is <paramref name="value"/>; what was recorded for later days falls.</summary>
    public static (List<(T Value, DateOnly Until)> Past, T Current) Change<T>(
        IReadOnlyList<(T Value, DateOnly Until)> past, T current, T value, DateOnly from, DateOnly beginning)
    {
        var kept = past.Where(p => p.Until <= from).ToList();
        if (from > beginning && !kept.Any(p => p.Until == from))
        {
            var before = past.FirstOrDefault(p => p.Until > from) is { Until: var until } later && until != default ? later.Value : current;
            kept.Add((before, from));
        }

        if (from <= beginning) kept.Clear();
        return (Merged(kept, value), value);
    }

    /// <summary>Takes away turns at which nothing changes.</summary>
    public static List<(T Value, DateOnly Until)> Merged<T>(IReadOnlyList<(T Value, DateOnly Until)> past, T current)
    {
        var merged = new List<(T Value, DateOnly Until)>();
        for (var i = 0; i < past.Count; i++)
        {
            var next = i + 1 < past.Count ? past[i + 1].Value : current;
            if (!EqualityComparer<T>.Default.Equals(past[i].Value, next)) merged.Add(past[i]);
        }

        return merged;
    }
}
