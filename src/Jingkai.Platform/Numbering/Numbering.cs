using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Numbering;

/// <summary>The next number of a series in a zone.</summary>
public sealed class Sequence : IZoned
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>Series, for instance <c>E2026</c>.</summary>
    public string Name { get; set; } = "";

    /// <summary>The number to give next, from 1.</summary>
    public long Next { get; set; }
}

/// <summary>Gives the codes people speak of: <c>E2026-0001</c>. Numbers are taken in the caller's transaction, so a refused
/// change leaves no gap.</summary>
public static class NumberSeries
{
    /// <summary>Reserves <paramref name="count"/> numbers of a series and returns the first.</summary>
    public static async Task<long> ReserveAsync(JingkaiDbContext db, string series, int count, CancellationToken cancel = default)
    {
        // One statement, so that two writers never read the same number; the row stays locked until the transaction ends.
        var rows = await db.Database.SqlQuery<long>($"""
            INSERT INTO platform_sequences (zone_id, name, next) VALUES ({db.ZoneId}, {series}, {count + 1L})
            ON CONFLICT (zone_id, name) DO UPDATE SET next = platform_sequences.next + {(long)count}
            RETURNING next
            """).ToListAsync(cancel);
        return rows[0] - count;
    }

    /// <summary>Holds a name until the caller's transaction ends: whoever asks for the same name waits, and then reads what was
    /// written under it. Taken before anything else is locked.</summary>
    public static Task HoldAsync(JingkaiDbContext db, string name, CancellationToken cancel = default) => ReserveAsync(db, name, 0, cancel);

    /// <summary>The code of a number: letter, year, dash, at least four digits.</summary>
    public static string Format(string letter, int year, long number) => FormattableString.Invariant($"{letter}{year}-{number:0000}");
}
