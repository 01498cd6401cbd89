using Jingkai.Kernel;

namespace Jingkai.Platform.Counting;

/// <summary>Everything that is counted, whoever counts it.</summary>
public sealed class CountedFigures
{
    private readonly Dictionary<string, ICountedSource> sources = new(StringComparer.Ordinal);

    /// <summary>Puts the sources together.</summary>
    /// <exception cref="InvalidOperationException">Two sources use one code.</exception>
    public CountedFigures(IEnumerable<ICountedSource> sources)
    {
        var all = new List<CountedIndicator>();
        foreach (var source in sources)
            foreach (var indicator in source.Indicators)
            {
                if (!this.sources.TryAdd(indicator.Code, source)) throw new InvalidOperationException($"Two counted indicators have the code {indicator.Code}.");
                all.Add(indicator);
            }

        All = all;
    }

    /// <summary>All indicators, those of one source together.</summary>
    public IReadOnlyList<CountedIndicator> All { get; }

    /// <inheritdoc cref="ICountedSource.CountAsync" />
    public async Task<IReadOnlyList<Counted>> CountAsync(string indicator, IReadOnlyList<CountSpan> spans, CancellationToken cancel = default)
    {
        if (spans.Count == 0) return [];
        var answers = await sources[indicator].CountAsync(indicator, spans, cancel);
        return answers.Count == spans.Count ? answers : throw new InvalidOperationException($"{indicator}: {answers.Count} counts for {spans.Count} spans.");
    }

    /// <inheritdoc cref="ICountedSource.RecordsAsync" />
    public Task<PagedList<CountedRecord>> RecordsAsync(string indicator, CountSpan span, PageRequest page, CancellationToken cancel = default) =>
        sources[indicator].RecordsAsync(indicator, span, page, cancel);
}
