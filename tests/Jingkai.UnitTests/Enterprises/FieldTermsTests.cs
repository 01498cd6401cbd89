using Jingkai.Enterprises.Domain;

namespace Jingkai.UnitTests.Enterprises;

public sealed class FieldTermsTests
{
    [Fact]
    public void Cutoff_lets_through_all_that_is_due_and_nothing_else_of_the_shortest_term()
    {
        var terms = FieldTerms.Usual;
        for (var day = new DateOnly(2019, 1, 1); day <= new DateOnly(2020, 12, 31); day = day.AddDays(1))
        {
            var cut = terms.Cutoff(day);
            for (var asOf = day.AddDays(-400); asOf <= day; asOf = asOf.AddDays(1))
            {
                (terms.DueOn("contacts", asOf) <= day).ShouldBe(asOf <= cut, $"{asOf:O} on {day:O}");
                if (terms.DueOn("name", asOf) <= day) asOf.ShouldBeLessThanOrEqualTo(cut);
            }
        }
    }

    [Fact]
    public void Own_term_of_a_zone_wins_and_an_unknown_day_is_never_due()
    {
        var terms = new FieldTerms(new Dictionary<string, int> { ["address"] = 1 });
        terms.DueOn("address", new DateOnly(2020, 1, 31)).ShouldBe(new DateOnly(2020, 2, 29));
        terms.DueOn("contacts", new DateOnly(2020, 1, 31)).ShouldBe(new DateOnly(2020, 7, 31));
        terms.DueOn("address", null).ShouldBeNull();
    }
}
