using Jingkai.Economy.Domain;
using Jingkai.Kernel;

namespace Jingkai.Economy.Figures;

/// <summary>A number that can be told of a subject and month.</summary>
internal enum Telling
{
    /// <summary>The year-to-date sum; of a stock the sum at the end of the month.</summary>
    Level,

    /// <summary>Growth and comparable prior of the level.</summary>
    Growth,

    /// <summary>The sum of the month.</summary>
    Month,

    /// <summary>Growth and comparable prior of the month.</summary>
    MonthGrowth,
}

/// <summary>Which sums of a measure a reader is told, so that all of them together give nobody away. Decided month after month and
/// in each from the large to the small, so that a later month never takes back what an earlier one told.</summary>
/// <remarks>What is unknown of an enterprise is its level at the end of every month; everything told is a sum of such levels:
/// the month is this level less the one before, so it also speaks of the month before (who joined in between stands out); the
/// comparable prior speaks of the year before. Each month's levels are accounted for by themselves: a combination that gives away
/// something gives it away in one of them.</remarks>
internal sealed class ToldBook
{
    private readonly HashSet<(Telling, int Month, string Subject)> withheld = [];

    private ToldBook()
    {
    }

    /// <summary>Whether a number is told. Of subjects without unreadable enterprises everything is.</summary>
    public bool Tells(Telling what, int month, string subject) => !withheld.Contains((what, month, subject));

    /// <summary>Decides.</summary>
    /// <param name="measure">What is summed.</param>
    /// <param name="behind">The enterprises that the reader may not read.</param>
    /// <param name="delivered">Levels that an office has published, by month and subject: told before others.</param>
    public static ToldBook Write(Measure measure, Contributions behind, IReadOnlySet<(int Month, string Subject)> delivered)
    {
        var book = new ToldBook();
        var accounts = new Dictionary<int, Disclosure>();
        var merged = measure.Population == Population.AboveScaleIndustry;
        foreach (var month in behind.Months)
        {
            foreach (var past in accounts.Keys.Where(m => m < Back(month, 13)).ToList()) accounts.Remove(past);
            var subjects = behind.Subjects(month).OrderBy(s => Rank(s, delivered.Contains((month, s)))).ThenByDescending(s => behind.Count(month, s)).ThenBy(s => s, StringComparer.Ordinal).ToList();
            foreach (var what in measure.Stock ? (Telling[])[Telling.Level, Telling.Growth] : [Telling.Level, Telling.Growth, Telling.Month, Telling.MonthGrowth])
                foreach (var subject in subjects) book.Decide(what, month, subject, measure, behind, accounts, merged);
        }

        return book;
    }

    private void Decide(Telling what, int month, string subject, Measure measure, Contributions behind, Dictionary<int, Disclosure> accounts, bool merged)
    {
        // A growth says little without its value, and would be told at the cost of others.
        var without = what switch { Telling.Growth => Telling.Level, Telling.MonthGrowth => Telling.Month, _ => what };
        if (without != what && !Tells(without, month, subject))
        {
            withheld.Add((what, month, subject));
            return;
        }

        var part = what switch
        {
            Telling.Level => measure.Stock ? Parts.Month : Parts.Level,
            Telling.Growth => measure.Stock ? Parts.MonthBoth : Parts.LevelBoth,
            Telling.Month => Parts.Month,
            _ => Parts.MonthBoth,
        };
        var atoms = behind.Of(month, subject, part);
        if (atoms.Count == 0) return;
        var touched = SpokenOf(what, month, merged).Select(m => accounts.TryGetValue(m, out var account) ? account : accounts[m] = new(behind.Sizes)).ToList();
        if (touched.TrueForAll(a => a.IsSafe(atoms))) touched.ForEach(a => a.Tell(atoms));
        else withheld.Add((what, month, subject));
    }

    /// <summary>The months whose levels a number speaks of.</summary>
    private static IEnumerable<int> SpokenOf(Telling what, int month, bool merged)
    {
        var first = MonthKey.Month(month) == (merged ? 2 : 1);
        yield return month;
        if (what is Telling.Growth or Telling.MonthGrowth) yield return Back(month, 12);
        if (first || what is not (Telling.Month or Telling.MonthGrowth)) yield break;
        yield return Back(month, 1);
        if (what == Telling.MonthGrowth) yield return Back(month, 13);
    }

    private static int Back(int month, int months)
    {
        var index = (MonthKey.Year(month) * 12) + MonthKey.Month(month) - 1 - months;
        return MonthKey.Of(index / 12, (index % 12) + 1);
    }

    /// <summary>Whose sum is told before others: the zone, what an office has published, the leading industries, then from the
    /// large divisions to the small.</summary>
    private static int Rank(string subject, bool delivered) => subject switch
    {
        Rollups.Subjects.Zone => 0,
        _ when delivered => 1,
        _ when subject.StartsWith("group:", StringComparison.Ordinal) => subject.EndsWith(":" + Rollups.Subjects.Union, StringComparison.Ordinal) ? 2 : 3,
        _ when subject.StartsWith("park:", StringComparison.Ordinal) => 6,
        _ => IndustryCode.Find(subject["industry:".Length..]).Value.Level switch { 1 => 4, 2 => 5, var level => 4 + level },
    };
}
