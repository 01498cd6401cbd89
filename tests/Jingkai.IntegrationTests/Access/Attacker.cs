namespace Jingkai.IntegrationTests.Access;

/// <summary>Somebody who writes down every number he is told and solves the equations: which of the unknown values, or which
/// relation between the values of two, follows from them? Works over the field of a prime, where nothing is rounded.</summary>
internal sealed class Attacker
{
    private const ulong Prime = (1UL << 31) - 1;

    private readonly List<string> firms;
    private readonly List<int> months;
    private readonly List<ulong[]> rows = [];
    private readonly List<int> pivots = [];
    private readonly Random random = new(7);

    /// <param name="firms">Who is unknown.</param>
    /// <param name="months">Months whose year-to-date levels are unknown.</param>
    public Attacker(IEnumerable<string> firms, IEnumerable<int> months) => (this.firms, this.months) = ([.. firms], [.. months]);

    /// <summary>Equations that said something new.</summary>
    public int Known => rows.Count;

    /// <summary>Learns a sum of levels, each taken so many times.</summary>
    public void Learn(IEnumerable<(string Firm, int Month, int Times)> terms)
    {
        var row = new ulong[firms.Count * months.Count];
        foreach (var (firm, month, times) in terms)
        {
            // What is readable is known and drops out.
            if (!firms.Contains(firm)) continue;
            var at = Column(firm, month);
            row[at] = (row[at] + (times < 0 ? Prime - 1 : 1)) % Prime;
        }

        for (var i = 0; i < rows.Count; i++) Subtract(row, rows[i], pivots[i]);
        var pivot = Array.FindIndex(row, v => v != 0);
        if (pivot < 0) return;
        Scale(row, pivot);
        foreach (var known in rows) Subtract(known, row, pivot);
        rows.Add(row);
        pivots.Add(pivot);
    }

    /// <summary>Firms and pairs of firms of which something follows.</summary>
    public IReadOnlyList<string> GivenAway()
    {
        var open = Enumerable.Range(0, (months.Count * 2) + 4).Select(_ => Open()).ToList();
        var found = new List<string>();
        for (var i = 0; i < firms.Count; i++)
            if (Fixed(open, [firms[i]])) found.Add(firms[i]);
        for (var i = 0; i < firms.Count; i++)
            for (var j = i + 1; j < firms.Count; j++)
                if (!found.Contains(firms[i]) && !found.Contains(firms[j]) && Fixed(open, [firms[i], firms[j]])) found.Add($"{firms[i]} with {firms[j]}");
        return found;
    }

    /// <summary>Other values that would give the very same numbers: a random one of all such.</summary>
    private ulong[] Open()
    {
        var values = new ulong[firms.Count * months.Count];
        for (var i = 0; i < values.Length; i++) values[i] = pivots.Contains(i) ? 0 : (ulong)random.NextInt64((long)Prime);
        for (var r = 0; r < rows.Count; r++)
        {
            ulong sum = 0;
            for (var i = 0; i < values.Length; i++)
                if (i != pivots[r] && rows[r][i] != 0 && !pivots.Contains(i)) sum = (sum + (rows[r][i] * values[i])) % Prime;
            values[pivots[r]] = (Prime - sum) % Prime;
        }

        return values;
    }

    /// <summary>Whether the values of these firms cannot all vary freely.</summary>
    private bool Fixed(List<ulong[]> open, string[] who)
    {
        var columns = who.SelectMany(f => months.Select(m => Column(f, m))).ToArray();
        var matrix = open.ConvertAll(o => columns.Select(c => o[c]).ToArray());
        var rank = 0;
        for (var column = 0; column < columns.Length; column++)
        {
            var pivot = matrix.FindIndex(rank, r => r[column] != 0);
            if (pivot < 0) continue;
            (matrix[rank], matrix[pivot]) = (matrix[pivot], matrix[rank]);
            Scale(matrix[rank], column);
            for (var row = rank + 1; row < matrix.Count; row++) Subtract(matrix[row], matrix[rank], column);
            rank++;
        }

        return rank < columns.Length;
    }

    private int Column(string firm, int month) => (firms.IndexOf(firm) * months.Count) + months.IndexOf(month);

    private static void Scale(ulong[] row, int pivot)
    {
        var (inverse, factor) = (1UL, row[pivot]);
        for (var exponent = Prime - 2; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) == 1) inverse = inverse * factor % Prime;
            factor = factor * factor % Prime;
        }

        for (var i = 0; i < row.Length; i++) row[i] = row[i] * inverse % Prime;
    }

    private static void Subtract(ulong[] row, ulong[] other, int pivot)
    {
        var factor = row[pivot];
        if (factor == 0) return;
        for (var i = 0; i < row.Length; i++) row[i] = (row[i] + ((Prime - factor) * other[i])) % Prime;
    }
}
