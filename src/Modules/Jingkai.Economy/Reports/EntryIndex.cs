using Jingkai.Economy.Domain;
using Jingkai.Platform.Data;

namespace Jingkai.Economy.Reports;

/// <summary>Entries in the order of their table's key (enterprise, measure, month), found again by it. Two sorted arrays: a
/// dictionary of half a million keys costs four times the memory, and rows written in key order are the cheapest to write.</summary>
internal sealed class EntryIndex
{
    private readonly Dictionary<Guid, int> ranks;
    private readonly ulong[] keys;
    private readonly int[] places;

    public EntryIndex(IReadOnlyList<ReportEntry> entries)
    {
        Enterprises = [.. entries.Select(e => e.Enterprise).Distinct().Order(ByteOrder.Instance)];
        ranks = Enterprises.Select((e, i) => (e, i)).ToDictionary(x => x.e, x => x.i);
        keys = new ulong[entries.Count];
        places = new int[entries.Count];
        for (var i = 0; i < keys.Length; i++) (keys[i], places[i]) = (Key(ranks[entries[i].Enterprise], entries[i].Measure, entries[i].Month), i);
        Array.Sort(keys, places);
    }

    /// <summary>The enterprises, each once, in the order in which rows of enterprises are locked.</summary>
    public IReadOnlyList<Guid> Enterprises { get; }

    /// <summary>How many entries.</summary>
    public int Count => keys.Length;

    /// <summary>The entry's place in the list it was made of.</summary>
    /// <param name="position">Position in order of key.</param>
    public int this[int position] => places[position];

    /// <summary>Whether two neighbours have the same key.</summary>
    public bool IsRepeat(int position) => position > 0 && keys[position] == keys[position - 1];

    /// <summary>Position of the first entry with a key, or −1.</summary>
    public int Find(Guid enterprise, int measure, int month)
    {
        if (!ranks.TryGetValue(enterprise, out var rank)) return -1;
        var position = Array.BinarySearch(keys, Key(rank, measure, month));
        while (position > 0 && IsRepeat(position)) position--;
        return position < 0 ? -1 : position;
    }

    private static ulong Key(int rank, int measure, int month) => ((ulong)rank << 32) | ((ulong)measure << 24) | (uint)month;
}
