namespace Jingkai.Economy.Figures;

/// <summary>Keeps account of what told sums give away together. Unknown are the values of enterprises; those that stand in the same
/// sums cannot be told apart and make one atom. A further sum is safe when no addition and subtraction of all that was told
/// leads to a value, or a relation of values, of fewer than <see cref="Fewest"/> enterprises. Exact for any overlapping sums: nested
/// industries, parks across them, wholes and their complements.</summary>
/// <remarks>Told sums are rows of a matrix over the atoms. What they leave open is its null space: every way in which the unknown
/// values could be others without changing one told sum. An enterprise is given away when its value is the same in all of them,
/// two when theirs move in a fixed proportion. The null space is kept as a sparse basis, and a few random members of it tell what is
/// fixed: modulo a prime, so all is exact; an unlucky random number can withhold a sum in vain, never tell one.</remarks>
internal sealed class Disclosure
{
    /// <summary>Fewest enterprises anything may be told of.</summary>
    public const int Fewest = 3;

    private const ulong Prime = (1UL << 31) - 1;
    private const int Probes = 3;

    private readonly IReadOnlyList<int> sizes;
    private readonly Dictionary<int, ulong>?[] basis;
    private readonly HashSet<int>[] holders;
    private readonly ulong[][] probes;
    private readonly Dictionary<(ulong, ulong, ulong), int> directions = [];

    /// <param name="sizes">How many enterprises each atom has.</param>
    public Disclosure(IReadOnlyList<int> sizes)
    {
        this.sizes = sizes;
        basis = new Dictionary<int, ulong>?[sizes.Count];
        holders = new HashSet<int>[sizes.Count];
        probes = new ulong[sizes.Count][];
        var state = 0x9E3779B97F4A7C15UL;
        for (var atom = 0; atom < sizes.Count; atom++)
        {
            basis[atom] = new() { [atom] = 1 };
            holders[atom] = [atom];
            probes[atom] = new ulong[Probes];
            for (var i = 0; i < Probes; i++) probes[atom][i] = Next(ref state);
            if (sizes[atom] == 1) directions[Direction(probes[atom])] = atom;
        }
    }

    /// <summary>Whether a sum over atoms could be told too.</summary>
    public bool IsSafe(IReadOnlyList<int> sum) => Step(sum) is not { } step || IsSafe(step);

    /// <summary>Tells a sum.</summary>
    public void Tell(IReadOnlyList<int> sum)
    {
        if (Step(sum) is not { } step) return;
        foreach (var (atom, probe) in step.Moved)
        {
            if (sizes[atom] == 1 && directions.GetValueOrDefault(Direction(probes[atom]), -1) == atom) directions.Remove(Direction(probes[atom]));
            probes[atom] = probe;
        }

        foreach (var (atom, probe) in step.Moved)
            if (sizes[atom] == 1) directions[Direction(probe)] = atom;

        var pivot = basis[step.Pivot]!;
        basis[step.Pivot] = null;
        foreach (var atom in pivot.Keys) holders[atom].Remove(step.Pivot);
        foreach (var (member, weight) in step.Weights)
        {
            if (member == step.Pivot) continue;
            var vector = basis[member]!;
            var factor = Times(weight, step.Inverse);
            foreach (var (atom, value) in pivot)
            {
                var changed = Minus(vector.GetValueOrDefault(atom), Times(factor, value));
                if (changed == 0)
                {
                    vector.Remove(atom);
                    holders[atom].Remove(member);
                }
                else
                {
                    vector[atom] = changed;
                    holders[atom].Add(member);
                }
            }
        }
    }

    /// <summary>What telling a sum would do.</summary>
    /// <param name="Pivot">Member of the basis that is used up.</param>
    /// <param name="Inverse">Inverse of its weight in the sum.</param>
    /// <param name="Weights">Members of the basis that the sum fixes, with their weights in it.</param>
    /// <param name="Moved">The random members of the null space afterwards, where they change.</param>
    private sealed record Taken(int Pivot, ulong Inverse, Dictionary<int, ulong> Weights, Dictionary<int, ulong[]> Moved);

    /// <summary>Null when the sum follows from what was told already.</summary>
    private Taken? Step(IReadOnlyList<int> sum)
    {
        var weights = new Dictionary<int, ulong>();
        Span<ulong> total = stackalloc ulong[Probes];
        foreach (var atom in sum)
        {
            foreach (var member in holders[atom]) weights[member] = Plus(weights.GetValueOrDefault(member), basis[member]![atom]);
            for (var i = 0; i < Probes; i++) total[i] = Plus(total[i], probes[atom][i]);
        }

        var pivot = -1;
        foreach (var (member, weight) in weights)
        {
            if (weight == 0) weights.Remove(member);
            else if (pivot < 0 || basis[member]!.Count < basis[pivot]!.Count || (basis[member]!.Count == basis[pivot]!.Count && member < pivot)) pivot = member;
        }

        if (pivot < 0) return null;
        var inverse = Inverse(weights[pivot]);
        var moved = new Dictionary<int, ulong[]>();
        foreach (var (atom, value) in basis[pivot]!)
        {
            var probe = new ulong[Probes];
            for (var i = 0; i < Probes; i++) probe[i] = Minus(probes[atom][i], Times(Times(total[i], inverse), value));
            moved[atom] = probe;
        }

        return new(pivot, inverse, weights, moved);
    }

    private bool IsSafe(Taken step)
    {
        var seen = new HashSet<(ulong, ulong, ulong)>();
        foreach (var (atom, probe) in step.Moved)
        {
            if (sizes[atom] >= Fewest) continue;
            if (probe.All(p => p == 0)) return false;
            if (sizes[atom] > 1) continue;
            var direction = Direction(probe);
            if (!seen.Add(direction) || (directions.TryGetValue(direction, out var other) && !step.Moved.ContainsKey(other))) return false;
        }

        return true;
    }

    /// <summary>The same for all multiples of a vector.</summary>
    private static (ulong, ulong, ulong) Direction(ulong[] probe)
    {
        var first = probe.FirstOrDefault(p => p != 0);
        if (first == 0) return default;
        var inverse = Inverse(first);
        return (Times(probe[0], inverse), Times(probe[1], inverse), Times(probe[2], inverse));
    }

    private static ulong Plus(ulong a, ulong b) => (a + b) % Prime;

    private static ulong Minus(ulong a, ulong b) => (a + Prime - b) % Prime;

    private static ulong Times(ulong a, ulong b) => a * b % Prime;

    private static ulong Inverse(ulong value)
    {
        var (result, factor) = (1UL, value);
        for (var exponent = Prime - 2; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) == 1) result = Times(result, factor);
            factor = Times(factor, factor);
        }

        return result;
    }

    /// <summary>SplitMix64: the same structure gets the same answer every time.</summary>
    private static ulong Next(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return (z ^ (z >> 31)) % Prime;
    }
}
