using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Rules;

namespace Jingkai.UnitTests.Rules;

/// <summary>Facts as sources give them: converted exactly to the unit a pack declares, and the same after they were written and read.</summary>
public sealed class GivenFactTests
{
    private static readonly RulePack Pack = PackReader.Check("""
        pack: given
        kind: eligibility
        subject: enterprise
        title: { zh: 给定, en: Given }
        facts:
          rent: { type: number, unit: 万元, zh: 租金, en: rent }
          used: { type: number, unit: 亩, zh: 已用地, en: land in use }
        versions:
          - from: 2020-01-01
            conditions:
              - { id: land, when: land >= 3亩 }
              - { id: rent, when: rent > 0 }
              - { id: used, when: used <= land }
              - { id: tags, when: "has(tags, \"甲\") and founded < 2020-01-01 and above_scale" }
        """).Pack!;

    [Fact]
    public void Numbers_are_converted_exactly_and_what_does_not_fit_stays_unknown()
    {
        Verdict(("land", GivenFact.Of(3, Unit.Mu)), ("rent", GivenFact.Of(1, Unit.Yuan)), ("used", GivenFact.Of(2000, Unit.SquareMetre))).Conditions.Take(3).Select(c => c.Result).ShouldBe([true, true, true]);
        Verdict(("land", GivenFact.Of(2.99999999m, Unit.Mu))).Conditions[0].Result.ShouldBe(false);
        var facts = GivenFact.Read(Pack, new Dictionary<string, GivenFact> { ["rent"] = GivenFact.Of(5, Unit.Mu), ["land"] = GivenFact.Of("three"), ["tags"] = GivenFact.Of(true) });
        foreach (var code in (string[])["rent", "land", "tags"]) facts.Knows(Pack.Fact(code)!).ShouldBeFalse(code);
    }

    [Fact]
    public void What_was_written_is_read_as_it_was()
    {
        var random = new Random(20200909);
        for (var i = 0; i < 500; i++) Same(random.Next(-1000, int.MaxValue), random.Next(), new(random.Next(1950, 2030), random.Next(1, 13), 1), random.Next(2) == 0);
    }

    private static void Same(int land, int rent, DateOnly founded, bool listed)
    {
        var note = new FactNote("一企一档", new(2020, 6, 30));
        var facts = GivenFact.Read(Pack, new Dictionary<string, GivenFact>
        {
            ["land"] = GivenFact.Of(land / 20_000_000m, Unit.Mu, note), ["used"] = GivenFact.Of(land / 100m, Unit.SquareMetre), ["rent"] = GivenFact.Of(rent / 10_000m, Unit.Yuan, note),
            ["founded"] = GivenFact.Of(founded), ["above_scale"] = GivenFact.Of(listed), ["tags"] = GivenFact.Of(["甲", "乙"]),
        });
        var again = FactsJson.Read(Pack, FactsJson.Write(Pack, facts).ToJsonString()).Value;
        var (first, second) = (PackEvaluator.Evaluate(Pack, facts, new(2020, 6, 30)), PackEvaluator.Evaluate(Pack, again, new(2020, 6, 30)));
        JsonSerializer.Serialize(RulesJson.Of(second, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(JsonSerializer.Serialize(RulesJson.Of(first, System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static Verdict Verdict(params (string Code, GivenFact Value)[] facts) =>
        PackEvaluator.Evaluate(Pack, GivenFact.Read(Pack, facts.ToDictionary(f => f.Code, f => f.Value)), new(2020, 6, 30));
}
