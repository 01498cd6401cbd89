using Jingkai.Platform.Data;
using Jingkai.Platform.Numbering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Jingkai.Economy.Figures;

/// <summary>Keeps what was decided for a measure and a set of readable enterprises, until a report, a classification, a group or a
/// delivery changes. All offices that read no enterprise share one.</summary>
internal sealed class ToldBooks
{
    private readonly MemoryCache books = new(new MemoryCacheOptions { SizeLimit = 500 });

    public async Task<ToldBook> GetAsync((int Zone, int Measure, long State, string Readable) key, Func<Task<ToldBook>> write)
    {
        if (books.TryGetValue(key, out ToldBook? known)) return known!;
        var book = await write();
        books.Set(key, book, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromHours(1) });
        return book;
    }
}

/// <summary>A number that grows with every transaction that changes who stands behind which sum.</summary>
internal static class MembershipState
{
    private const string Series = "economy-membership";

    /// <summary>Called last in the transaction: its row is held until the end.</summary>
    public static Task TouchAsync(JingkaiDbContext db, CancellationToken cancel) => NumberSeries.ReserveAsync(db, Series, 1, cancel);

    public static Task<long> ReadAsync(JingkaiDbContext db, CancellationToken cancel) =>
        db.Set<Sequence>().AsNoTracking().Where(s => s.Name == Series).Select(s => s.Next).FirstOrDefaultAsync(cancel);
}
