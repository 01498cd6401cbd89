using Jingkai.Economy.Analysis;

namespace Jingkai.UnitTests.Economy;

/// <summary>Scores of an assessment, computed by hand.</summary>
public sealed class AssessmentRulesTests
{
    // Openness 60: two items with equal shares of 30. Green 40: one of its own 10, one with the 30 left, less is better.
    private static readonly AssessmentScheme Scheme = new("试行", null, null, null,
    [
        new("开放", null, 60, 2, [new("A", "外资", null, null, null), new("B", "贸易", null, null, null)]),
        new("绿色", null, 40, 2, [new("C", "利用率", null, null, null, "up", 10), new("D", "能耗", null, null, null, "down")]),
    ]);

    [Fact]
    public void Weights_are_given_or_equal_shares_of_what_the_dimension_has_left() =>
        AssessmentRules.Weights(Scheme).OrderBy(w => w.Key).Select(w => (w.Key, w.Value)).ShouldBe([("A", 30m), ("B", 30m), ("C", 10m), ("D", 30m)]);

    [Fact]
    public void Each_item_counts_between_the_lowest_and_the_highest_of_all()
    {
        var scores = Score(("甲", 100, 10, 90, 0.2m), ("乙", 300, 30, 80, 0.4m), ("丙", 200, 15, 100, 0.3m));
        // 甲: 0 + 0 + 10×0.5 + 30×1; 乙: 30 + 30 + 0 + 0; 丙: 15 + 30×0.25 + 10 + 15.
        scores.Select(s => (s.Participant, s.Score, s.Covered, s.Rank)).ShouldBe([("乙", 60m, 100m, 1), ("丙", 47.5m, 100m, 2), ("甲", 35m, 100m, 3)]);
    }

    [Fact]
    public void Missing_value_counts_nothing_and_is_said()
    {
        var scores = AssessmentRules.Score(Scheme, new Dictionary<string, IReadOnlyDictionary<string, decimal>>
        {
            ["甲"] = new Dictionary<string, decimal> { ["A"] = 100, ["C"] = 90 }, ["乙"] = new Dictionary<string, decimal> { ["A"] = 50, ["B"] = 7, ["C"] = 90 },
        });
        var first = scores.Single(s => s.Participant == "甲");
        // A is the best, C is equal for both and nobody is behind; B and D are missing.
        (first.Score, first.Covered, first.Rank).ShouldBe((40m, 40m, 1));
        first.Items.Where(i => i.Value is null).Select(i => i.Item).ShouldBe(["B", "D"]);
        scores.Single(s => s.Participant == "乙").ShouldSatisfyAllConditions(s => s.Score.ShouldBe(40m), s => s.Covered.ShouldBe(70m), s => s.Rank.ShouldBe(1, "equal scores share a rank"));
    }

    [Fact]
    public void Rank_after_a_tie_counts_everybody_before()
    {
        var scores = Score(("甲", 2, 2, 2, 1), ("乙", 2, 2, 2, 1), ("丙", 1, 1, 1, 2));
        scores.Select(s => s.Rank).ShouldBe([1, 1, 3]);
    }

    [Fact]
    public void Shipped_scheme_has_the_published_weights()
    {
        AssessmentRules.Problem(ShippedSchemes.National2021).ShouldBeNull();
        ShippedSchemes.National2021.Dimensions.Select(d => (d.Name, d.Weight)).ShouldBe([("对外开放", 30m), ("发展质量", 30m), ("科技创新", 15m), ("绿色发展", 15m), ("统筹协调", 10m)]);
        AssessmentRules.Weights(ShippedSchemes.National2021).Values.Sum().ShouldBe(100m);
    }

    [Fact]
    public void Scheme_that_does_not_add_up_is_named()
    {
        AssessmentRules.Problem(Scheme).ShouldBeNull();
        AssessmentRules.Problem(Scheme with { Dimensions = [Scheme.Dimensions[0]] }).ShouldNotBeNull();
        AssessmentRules.Problem(Scheme with { Dimensions = [Scheme.Dimensions[0], Scheme.Dimensions[1] with { Items = [new("C", "利用率", null, null, null, "up", 10)] }] }).ShouldNotBeNull();
        AssessmentRules.Problem(Scheme with { Dimensions = [Scheme.Dimensions[0], Scheme.Dimensions[1] with { Items = [new("A", "又一次", null, null, null)] }] }).ShouldNotBeNull();
    }

    private static IReadOnlyList<ParticipantScore> Score(params (string Name, decimal A, decimal B, decimal C, decimal D)[] all) => AssessmentRules.Score(
        Scheme, all.ToDictionary(p => p.Name, p => (IReadOnlyDictionary<string, decimal>)new Dictionary<string, decimal> { ["A"] = p.A, ["B"] = p.B, ["C"] = p.C, ["D"] = p.D }));
}
