using Jingkai.Kernel;

namespace Jingkai.Platform.Counting;

/// <summary>Counts records of a mechanism or module for the figures. Whoever shows figures never knows which sources exist.</summary>
public interface ICountedSource
{
    /// <summary>What it counts, in the order of the catalogue.</summary>
    IReadOnlyList<CountedIndicator> Indicators { get; }

    /// <summary>Counts over several spans at once, in a fixed number of queries, within the reader's data scope.</summary>
    /// <param name="indicator">Code of one of its indicators.</param>
    /// <param name="spans">The spans.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>One answer a span, in their order.</returns>
    Task<IReadOnlyList<Counted>> CountAsync(string indicator, IReadOnlyList<CountSpan> spans, CancellationToken cancel);

    /// <summary>A page of the records behind one count, within the same scope: as many as were counted, of a rate those of its base.</summary>
    Task<PagedList<CountedRecord>> RecordsAsync(string indicator, CountSpan span, PageRequest page, CancellationToken cancel);
}
