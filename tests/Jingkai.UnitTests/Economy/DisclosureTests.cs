using FsCheck;
using FsCheck.Fluent;
using Jingkai.Economy.Figures;

namespace Jingkai.UnitTests.Economy;

/// <summary>What sums give away together, against a count that tries everything.</summary>
public sealed class DisclosureTests
{
    [Fact]
    public void A_sum_of_one_or_two_is_never_told()
    {
        new Disclosure([1, 3]).IsSafe([0]).ShouldBeFalse();
        new Disclosure([2, 3]).IsSafe([0]).ShouldBeFalse();
        new Disclosure([1, 1, 3]).IsSafe([0, 1]).ShouldBeFalse();
        new Disclosure([3, 1]).IsSafe([0]).ShouldBeTrue();
        new Disclosure([1, 1, 1]).IsSafe([0, 1, 2]).ShouldBeTrue();
    }

    [Fact]
    public void A_whole_and_its_part_give_the_rest_away()
    {
        var told = new Disclosure([3, 2]);
        told.Tell([0, 1]);
        told.IsSafe([0]).ShouldBeFalse();
        told = new([3, 2, 1]);
        told.Tell([0, 1, 2]);
        told.IsSafe([0]).ShouldBeTrue();
        told.Tell([0]);
        told.IsSafe([0, 1]).ShouldBeFalse();
    }

    [Fact]
    public void Sums_that_overlap_crosswise_are_seen_through()
    {
        // Two industries and two parks of three each, of which the crossings hold 2 and 1: a park less an industry leaves one and one.
        var told = new Disclosure([2, 1, 1, 2]);
        told.Tell([0, 1]);
        told.Tell([2, 3]);
        told.IsSafe([0, 2]).ShouldBeFalse();
        // Five of each crossing do no harm.
        told = new([5, 5, 5, 5]);
        told.Tell([0, 1]);
        told.Tell([2, 3]);
        told.IsSafe([0, 2]).ShouldBeTrue();
    }

    [Fact]
    public void What_follows_already_is_always_safe()
    {
        var told = new Disclosure([4, 4, 4]);
        told.Tell([0, 1, 2]);
        told.Tell([0]);
        told.Tell([1]);
        told.IsSafe([2]).ShouldBeTrue();
        told.IsSafe([1, 2]).ShouldBeTrue();
        told.IsSafe([]).ShouldBeTrue();
    }

    [Fact]
    public void Nobody_is_given_away_whatever_is_asked_in_whatever_order() => Prop.ForAll(Gen.Choose(1, 3).ListOf(7).Zip(Gen.Choose(1, 127).ListOf(9)).ToArbitrary(), t =>
    {
        List<int> sizes = [.. t.Item1];
        var told = new List<int[]>();
        var account = new Disclosure(sizes);
        foreach (var mask in t.Item2)
        {
            int[] sum = [.. Enumerable.Range(0, sizes.Count).Where(a => (mask >> a & 1) == 1)];
            var safe = account.IsSafe(sum);
            // Refused exactly when somebody could be worked out.
            safe.ShouldBe(!GivesAway(sizes, [.. told, sum]), $"{string.Join(' ', sizes)} after {string.Join(" | ", told.Select(s => string.Join(' ', s)))} asked {string.Join(' ', sum)}");
            if (!safe) continue;
            account.Tell(sum);
            told.Add(sum);
        }
    }).Holds();

    /// <summary>Whether some addition and subtraction of the sums leaves one or two enterprises: leaving those out lowers the rank.</summary>
    private static bool GivesAway(List<int> sizes, List<int[]> sums)
    {
        int[] owners = [.. sizes.SelectMany((n, atom) => Enumerable.Repeat(atom, n))];
        var rows = sums.ConvertAll(s => owners.Select(o => s.Contains(o) ? 1m : 0m).ToArray());
        var rank = Rank(rows, []);
        for (var i = 0; i < owners.Length; i++)
            for (var j = i; j < owners.Length; j++)
                if (Rank(rows, [i, j]) < rank) return true;
        return false;
    }

    /// <summary>Rank of the sums when some of the unknown are left out.</summary>
    internal static int Rank(List<decimal[]> rows, int[] without)
    {
        var matrix = rows.ConvertAll(r => r.Where((_, i) => !without.Contains(i)).ToArray());
        var rank = 0;
        for (var column = 0; matrix.Count > 0 && column < matrix[0].Length && rank < matrix.Count; column++)
        {
            var pivot = matrix.FindIndex(rank, r => Math.Abs(r[column]) > 0.000001m);
            if (pivot < 0) continue;
            (matrix[rank], matrix[pivot]) = (matrix[pivot], matrix[rank]);
            for (var row = rank + 1; row < matrix.Count; row++)
            {
                var factor = matrix[row][column] / matrix[rank][column];
                for (var c = column; c < matrix[row].Length; c++) matrix[row][c] -= factor * matrix[rank][c];
            }

            rank++;
        }

        return rank;
    }
}
