using System.Globalization;
using Jingkai.Rules;
using Xunit;

namespace Jingkai.UnitTests.Rules;

/// <summary>The ladder of consequences of a rating: counters count the round itself, constraints end by their release condition.</summary>
public sealed class ConsequenceTests
{
    private const string Pack = """
        pack: ladder
        kind: rating
        subject: project
        title: 阶梯
        flags:
          red: { zh: 红旗, en: red flag, colour: red }
          snail: { zh: 蜗牛, en: snail, colour: brown }
        facts: { gap: number }
        versions:
          - from: 2024-01-01
            verdicts:
              - { flag: red, when: gap >= 0 }
              - { flag: snail, when: gap < -30 }
            otherwise: blue
            consequences:
              - { id: talk, kind: talk, when: streak("snail") >= 1, days: 5, because: "差 {gap}" }
              - { id: limits, kind: constraint, when: streak("snail") >= 2 or total("snail") >= 3, factors: [energy, extension], release: 'streak(["red", "blue"]) >= 2' }
        """;

    private static readonly DateOnly Day = new(2024, 6, 15);

    private static RulePack Ladder => PackReader.Check(Pack).Pack!;

    [Theory]
    [InlineData("-40", "", "talk")]
    [InlineData("-40", "snail", "talk,limits")]
    [InlineData("-40", "snail,blue", "talk")]
    [InlineData("-40", "snail,blue,snail,red", "talk,limits")]
    [InlineData("3", "snail,snail", "")]
    public void A_ladder_counts_the_round_itself(string gap, string before, string follows)
    {
        var verdict = PackEvaluator.Evaluate(Ladder, Facts(gap), Day, Rounds(before));
        Assert.Equal(follows.Split(',', StringSplitOptions.RemoveEmptyEntries), verdict.Consequences.Where(c => c.Result == true).Select(c => c.Id));
    }

    [Fact]
    public void A_step_says_its_kind_limit_release_and_reason()
    {
        var verdict = PackEvaluator.Evaluate(Ladder, Facts("-40"), Day, Rounds("snail"));
        var (talk, limits) = (verdict.Consequences[0], verdict.Consequences[1]);
        Assert.Equal(("talk", 5, "差 -40"), (talk.Kind, talk.Days, talk.Because!.Value.Zh));
        Assert.Equal(["energy", "extension"], limits.Factors);
        Assert.Equal("连续红旗或blue的轮数（含本轮）不低于2", limits.Release!.Value.Zh);
        var json = RulesJson.Of(verdict, CultureInfo.GetCultureInfo("en"))["consequences"]!.AsArray();
        Assert.Equal("yes", json[1]!["result"]!.ToString());
        Assert.Equal("rounds of red flag or blue in a row, this one included is at least 2", json[1]!["release"]!.ToString());
    }

    [Theory]
    [InlineData("snail,snail,red", false)]
    [InlineData("snail,snail,red,blue", true)]
    [InlineData("snail,snail,red,snail,blue", false)]
    public void A_constraint_ends_when_its_release_condition_holds(string rounds, bool ends) =>
        Assert.Equal(ends, PackEvaluator.Releases(Ladder, Day, "limits", Facts("1"), Day.AddMonths(1), Rounds(rounds)));

    [Fact]
    public void Nothing_follows_from_an_unknown_verdict()
    {
        var verdict = PackEvaluator.Evaluate(Ladder, FactsJson.Read(Ladder, "{}").Value, Day, Rounds("snail,snail"));
        Assert.Equal("unknown", verdict.Value);
        Assert.Empty(verdict.Consequences);
    }

    [Theory]
    [InlineData("kind: constraint, when: total(\"snail\") >= 3, factors: [energy]", "syntax")]
    [InlineData("kind: constraint, when: total(\"snail\") >= 3, release: total(\"red\") >= 1", "syntax")]
    [InlineData("kind: fine, when: total(\"snail\") >= 3", "syntax")]
    [InlineData("kind: talk, when: total(\"snail\") >= 3, days: 0", "syntax")]
    [InlineData("kind: talk, when: total(\"snail\") >= 3, release: total(\"red\") >= 1", "syntax")]
    [InlineData("kind: constraint, when: total(\"snail\") >= 3, factors: [water], release: total(\"red\") >= 1", "syntax")]
    [InlineData("kind: talk, when: 1 > 2", "unreachable-verdict")]
    [InlineData("kind: talk, when: 'streak([1, 2]) >= 1'", "type-mismatch")]
    public void A_broken_step_is_told_with_its_place(string step, string code)
    {
        var at = Pack.IndexOf("      - { id: talk", StringComparison.Ordinal);
        var check = PackReader.Check(Pack[..at] + $"      - {{ id: odd, {step} }}\n" + Pack[at..]);
        var problem = Assert.Single(check.Errors.Select(e => (e.Code, e.At.Line)).Distinct());
        Assert.Equal((code, 16), problem);
    }

    private static FactSet Facts(string gap) => FactsJson.Read(Ladder, $$"""{ "gap": {{gap}} }""").Value;

    private static List<Round> Rounds(string flags) => [.. flags.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(f => new Round(f))];
}
