using System.Globalization;
using System.Text.Json;
using Jingkai.Rules;

namespace Jingkai.UnitTests.Rules;

public class DiffTests
{
    private static readonly string Old = Made.Alert("revenue >= 2000万元 and rd >= 3%");

    [Fact]
    public void Only_subjects_whose_verdict_changes_are_named_with_the_reason()
    {
        var (before, after) = (Made.Pack(Old), Made.Pack(Old.Replace("3%", "4%", StringComparison.Ordinal)));
        string[] subjects = ["""{ "revenue": 20000000, "rd": 5 }""", """{ "revenue": 20000000, "rd": 3.5 }""", """{ "revenue": 1, "rd": 3.5 }""", """{ "rd": 3.5 }"""];
        var facts = subjects.Select(s => (FactsJson.Read(before, s).Value, FactsJson.Read(after, s).Value)).ToList();
        var changes = PackDiff.Compare(before, after, facts, new(2024, 1, 1), new(2024, 1, 1));
        changes.Select(c => (c.Row, c.Before.Value, c.After.Value)).ShouldBe([(1, "yes", "no"), (3, "unknown", "no")]);
        changes[0].Why.ShouldBe(new("营业收入不低于2000万元，并且研发占比不低于4%：不成立，差 0.5 pp", "revenue is at least 20,000,000 CNY and rd is at least 4%: does not hold, lacking 0.5 pp"));
    }

    [Fact]
    public void Two_versions_of_one_pack_are_compared_by_day()
    {
        var pack = Made.Pack($"pack: p\nkind: eligibility\nsubject: thing\ntitle: T\n{Made.Facts}\nversions:\n  - {{ from: 2022-01-01, conditions: [{{ when: x > 1 }}], amount: x * 10 }}\n  - {{ from: 2023-01-01, conditions: [{{ when: x > 1 }}], amount: x * 20 }}\n");
        var facts = FactsJson.Read(pack, """{ "x": 3 }""").Value;
        var change = PackDiff.Compare(pack, pack, [(facts, facts)], new(2022, 6, 1), new(2023, 6, 1)).ShouldHaveSingleItem();
        change.Why.En.ShouldBe("from 30 to 60");
    }

    [Fact]
    public void A_verdict_is_written_for_programs()
    {
        var pack = Made.Pack(Old);
        var facts = FactsJson.Read(pack, """{ "revenue": 18800000, "rd": null, "other": 3, "founded": { "value": "2020-01-01", "source": "register", "asOf": "2023-12-31" } }""").Value;
        var json = RulesJson.Of(PackEvaluator.Evaluate(pack, facts, new(2024, 1, 1)), CultureInfo.GetCultureInfo("en")).ToJsonString();
        var read = JsonDocument.Parse(json).RootElement;
        read.GetProperty("verdict").GetString().ShouldBe("no");
        read.GetProperty("version").GetString().ShouldBe("2020-01-01");
        read.GetProperty("unknown").GetArrayLength().ShouldBe(0);
        var condition = read.GetProperty("conditions")[0];
        condition.GetProperty("lacking").GetString().ShouldBe("120万元");
        condition.GetProperty("values").GetProperty("revenue").GetProperty("value").GetDecimal().ShouldBe(18800000m);
        condition.GetProperty("values").GetProperty("rd").GetProperty("value").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("""{ "x": "3" }""", "facts.x")]
    [InlineData("""{ "tags": "a" }""", "facts.tags")]
    [InlineData("""{ "founded": "2023-02-30" }""", "facts.founded")]
    [InlineData("""{ "local": 1 }""", "facts.local")]
    [InlineData("""[]""", "facts")]
    public void Facts_of_the_wrong_type_are_refused(string json, string field) => FactsJson.Read(Made.Pack(Old), json).Error!.Field.ShouldBe(field);
}
