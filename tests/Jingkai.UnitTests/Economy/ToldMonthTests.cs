using FsCheck;
using FsCheck.Fluent;
using Jingkai.Economy.Figures;

namespace Jingkai.UnitTests.Economy;

/// <summary>What a reader is told of a month and of the same month of the year before, together, against a solver of all equations.</summary>
public sealed class ToldMonthTests
{
    private static readonly HashSet<string> Nothing = [];

    /// <summary>Places that overlap: two industries, two parks, a group that is an industry and one park's share of another.</summary>
    private static readonly string[] Wheres =
    [
        "zone|industry:C|industry:36|industry:361|group:1:甲|group:1:主导产业|park:a", "zone|industry:C|industry:36|industry:361|group:1:甲|group:1:主导产业|park:b", "zone|industry:C|industry:27|industry:271|park:a",
        "zone|industry:C|industry:27|industry:271|park:b", "zone|industry:C|industry:27|industry:271|group:1:甲|group:1:主导产业|park:b", "zone|industry:D|industry:44|park:b", "zone", "",
    ];

    [Fact]
    public void Nobody_is_given_away_by_two_years_of_sums() => Prop.ForAll(
        Gen.Choose(0, 31).Zip(Gen.Choose(0, 31)).ListOf(9).Zip(Gen.Elements(("", 99), ("industry:36", 99), ("park:a", 99), ("", 3), ("industry:36", 5))).ToArbitrary(), t =>
    {
        List<(Place Now, Place Then)> firms = [.. t.Item1.Select(f => (PlaceOf(f.Item1), PlaceOf(f.Item2)))];
        HashSet<string> delivered = t.Item2.Item1.Length > 0 ? [t.Item2.Item1] : Nothing;
        var now = ToldMonth.Decide(CellCounts.Of(firms), delivered, Nothing, t.Item2.Item2);
        var then = ToldMonth.Decide(CellCounts.Of(firms.Select(f => (f.Then, Place.None))), Nothing, Nothing, t.Item2.Item2);
        var rows = new List<decimal[]>();
        foreach (var subject in Wheres.SelectMany(w => w.Split('|')).Where(s => s.Length > 0).Distinct())
        {
            if (now.Level(subject)) rows.Add(Row(firms, f => In(f.Now, subject) && f.Now.Level, late: true));
            if (now.Growth(subject)) rows.Add(Row(firms, f => In(f.Now, subject) && f.Now.Both, late: true));
            if (now.Growth(subject)) rows.Add(Row(firms, f => In(f.Now, subject) && f.Now.Both, late: false));
            if (then.Level(subject)) rows.Add(Row(firms, f => In(f.Then, subject) && f.Then.Level, late: false));
            if (then.Growth(subject)) rows.Add(Row(firms, f => In(f.Then, subject) && f.Then.Both, late: false));
        }

        var rank = DisclosureTests.Rank(rows, []);
        for (var i = 0; i < firms.Count; i++)
            for (var j = i; j < firms.Count; j++)
                DisclosureTests.Rank(rows, [i, i + firms.Count, j, j + firms.Count]).ShouldBe(rank, $"{i} {j} of {string.Join(' ', firms)}");
    }).Holds();

    [Fact]
    public void Where_many_report_everything_is_told()
    {
        var firms = Enumerable.Range(0, 60).Select(i => (new Place(Wheres[i % 6], true, true), new Place(Wheres[i % 6], true, true)));
        var told = ToldMonth.Decide(CellCounts.Of(firms), Nothing, Nothing);
        foreach (var subject in Wheres.SelectMany(w => w.Split('|')).Where(s => s.Length > 0).Distinct()) (told.Level(subject), told.Growth(subject)).ShouldBe((true, true), subject);
    }

    [Fact]
    public void Growth_over_one_fewer_than_are_summed_is_not_told()
    {
        var firms = Enumerable.Range(0, 9).Select(i => (new Place("zone", true, i > 0), new Place("zone", true, true)));
        var told = ToldMonth.Decide(CellCounts.Of(firms), Nothing, Nothing);
        (told.Level("zone"), told.Growth("zone")).ShouldBe((true, false));
    }

    [Fact]
    public void Prior_of_one_fewer_than_last_year_is_not_told()
    {
        var firms = Enumerable.Range(0, 9).Select(i => (i == 0 ? Place.None : new Place("zone", true, true), new Place("zone", true, true)));
        var told = ToldMonth.Decide(CellCounts.Of(firms), Nothing, Nothing);
        (told.Level("zone"), told.Growth("zone")).ShouldBe((true, false));
    }

    [Fact]
    public void A_large_zone_is_told_by_division()
    {
        var firms = Enumerable.Range(0, 60).Select(i => (new Place(Wheres[i % 6], true, true), new Place(Wheres[i % 6], true, true)));
        var told = ToldMonth.Decide(CellCounts.Of(firms), Nothing, Nothing, mostPlaces: 3);
        (told.Level("industry:36"), told.Growth("industry:36"), told.Level("industry:361"), told.Open("industry:361")).ShouldBe((true, true, false, false));
    }

    [Fact]
    public void A_subject_without_unreadable_enterprises_is_open()
    {
        var told = ToldMonth.Decide(CellCounts.Of([]), Nothing, Nothing);
        (told.Open("zone"), told.Level("zone"), told.Growth("zone")).ShouldBe((true, true, true));
    }

    private static Place PlaceOf(int number) => Wheres[number % 8] is { Length: > 0 } where ? new(where, number / 8 != 3, number / 8 < 2) : Place.None;

    private static bool In(Place place, string subject) => place.Names.Contains(subject);

    private static decimal[] Row(List<(Place Now, Place Then)> firms, Func<(Place Now, Place Then), bool> stands, bool late) =>
        [.. Enumerable.Range(0, firms.Count * 2).Select(i => (i < firms.Count) == late && stands(firms[i % firms.Count]) ? 1m : 0m)];
}
