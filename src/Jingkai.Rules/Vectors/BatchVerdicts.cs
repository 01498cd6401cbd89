using Jingkai.Rules.Vectors;

namespace Jingkai.Rules;

/// <summary>The verdicts on all subjects of a table: a bitmap for each word.</summary>
public sealed class BatchVerdicts
{
    private readonly List<(string Word, ulong[] Rows)> words = [];

    internal BatchVerdicts(int count) => Count = count;

    /// <summary>The number of subjects.</summary>
    public int Count { get; }

    /// <summary>The words there are.</summary>
    public IEnumerable<string> Words => words.Select(w => w.Word);

    /// <summary>The points of a score, not rounded; null where unknown. Empty for other kinds.</summary>
    public IReadOnlyList<decimal?> Scores => ScoreValues;

    /// <summary>The amounts in yuan, not rounded; null where there is none. Empty without an amount.</summary>
    public IReadOnlyList<decimal?> Amounts => AmountValues;

    internal decimal?[] ScoreValues { get; set; } = [];

    internal decimal?[] AmountValues { get; set; } = [];

    /// <summary>The verdict on a subject.</summary>
    public string this[int row]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
            foreach (var (word, rows) in words)
            {
                if (Bitmap.Has(rows, row)) return word;
            }

            return VerdictWords.Unknown;
        }
    }

    /// <summary>How many subjects got a word.</summary>
    public int CountOf(string word)
    {
        var count = 0;
        foreach (var (name, rows) in words)
        {
            if (name != word) continue;
            foreach (var bits in rows) count += System.Numerics.BitOperations.PopCount(bits);
        }

        return count;
    }

    /// <summary>The bitmap of a word, made on first use.</summary>
    internal ulong[] RowsOf(string word)
    {
        foreach (var (name, rows) in words)
        {
            if (name == word) return rows;
        }

        var made = new ulong[Bitmap.Words(Count)];
        words.Add((word, made));
        return made;
    }

    internal void Clear()
    {
        foreach (var (_, rows) in words) Array.Clear(rows);
    }
}
