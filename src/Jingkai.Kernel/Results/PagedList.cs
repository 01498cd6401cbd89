namespace Jingkai.Kernel;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">The type of a row.</typeparam>
/// <param name="Items">The rows of this page.</param>
/// <param name="Total">The rows of the whole list under the same filter and scope.</param>
/// <param name="Page">The number of this page, from 1.</param>
/// <param name="Size">The page size asked for.</param>
public sealed record PagedList<T>(IReadOnlyList<T> Items, long Total, int Page, int Size)
{
    /// <summary>The same page with every row changed, for answers that show less than is stored.</summary>
    public PagedList<TOut> Map<TOut>(Func<T, TOut> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new PagedList<TOut>([.. Items.Select(change)], Total, Page, Size);
    }
}
