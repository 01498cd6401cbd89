namespace Jingkai.UnitTests.Rules;

public class ProblemTests
{
    [Theory]
    [InlineData("revenu >= 5", "unknown-fact 1")]
    [InlineData("x >= 1 and nothing > 2", "unknown-fact 12")]
    [InlineData("median(x) > 1", "unknown-function 1")]
    [InlineData("revenue > area", "dimension-mismatch 9")]
    [InlineData("revenue + staff > 1", "dimension-mismatch 9")]
    [InlineData("revenue > dollars", "dimension-mismatch 9")]
    [InlineData("rd > gap", "dimension-mismatch 4")]
    [InlineData("rd * plan > 1", "dimension-mismatch 4")]
    [InlineData("x > 3%", "dimension-mismatch 3")]
    [InlineData("revenue / profit > 3%", "ratio-beside-percent 18")]
    [InlineData("revenue / profit + rd > 3", "ratio-beside-percent 18")]
    [InlineData("industry > 3", "type-mismatch 10")]
    [InlineData("industry > \"a\"", "type-mismatch 10")]
    [InlineData("x + industry > 1", "type-mismatch 3")]
    [InlineData("x and local", "type-mismatch 1")]
    [InlineData("years_since(x) > 1", "type-mismatch 13")]
    [InlineData("x in 3", "syntax 6")]
    [InlineData("x in industry", "type-mismatch 6")]
    [InlineData("x in [1, \"a\"]", "type-mismatch 6")]
    [InlineData("revenue > 5万圆", "bad-unit 12")]
    [InlineData("revenue > 5 banana", "bad-unit 13")]
    [InlineData("x >", "syntax 4")]
    [InlineData("x > 1 and", "syntax 10")]
    [InlineData("(x > 1", "syntax 7")]
    [InlineData("x > 1)", "syntax 6")]
    [InlineData("1 < x < 3", "syntax 7")]
    [InlineData("x == 1", "syntax 3")]
    [InlineData("local x", "syntax 7")]
    [InlineData("x # 1", "syntax 3")]
    [InlineData("industry = \"a", "syntax 12")]
    [InlineData("founded > 2023-02-30", "syntax 11")]
    [InlineData("x > 1 and 且", "syntax 11")]
    [InlineData("x且y > 1", "syntax 1")]
    [InlineData("revenue > 5万元且x", "syntax 12")]
    [InlineData("min() > 1", "syntax 1")]
    [InlineData("previous(1, 1) > 1", "type-mismatch 10")]
    [InlineData("steps(x, [1]) > 1", "type-mismatch 10")]
    [InlineData("1 > 2", "unreachable-verdict 1")]
    [InlineData("x > 5 and x < 3", "unreachable-verdict 1")]
    public void Is_found_where_it_stands(string when, string expected) => Made.Codes(when).ShouldBe([expected]);

    [Fact]
    public void All_errors_are_reported_at_once() =>
        Made.Codes("revenu > 5万圆 and rd > gap and median(y) > 1 or x >").ShouldBe(["unknown-fact 1", "bad-unit 11", "dimension-mismatch 21", "unknown-function 31", "syntax 51"]);

    [Fact]
    public void The_nearest_names_are_offered()
    {
        var problem = Made.Check(Made.Alert("revenu >= 5")).Problems[0];
        problem.Remedy.En.ShouldContain("`revenue`");
        problem.Remedy.Zh.ShouldContain("revenue");
        (problem.File, problem.At.Line).ShouldBe(("p.yaml", 27));
    }

    [Fact]
    public void Nesting_deeper_than_64_is_refused()
    {
        Made.Codes(new string('(', 65) + "x" + new string(')', 65) + " > 1").ShouldBe(["too-deep 65"]);
        Made.Check(Made.Alert(new string('(', 64) + "x" + new string(')', 64) + " > 1")).Ok.ShouldBeTrue();
        Made.Codes(string.Concat(Enumerable.Repeat("not ", 200)) + "local")[0].ShouldStartWith("too-deep");
        Made.Check(Made.Alert(string.Join(" + ", Enumerable.Repeat("x", 20_000)) + " > 1")).Ok.ShouldBeTrue("a chain is not deep");
    }

    [Fact]
    public void A_pack_over_256_KiB_is_refused() => Made.Errors(Made.Alert("x > 1") + "# " + new string('x', 256 * 1024)).ShouldBe([("too-large", 1, 1)]);

    [Theory]
    [InlineData("a: &x 1", "bad-yaml 1:4")]
    [InlineData("a: *x", "bad-yaml 1:4")]
    [InlineData("a: !!str 1", "bad-yaml 1:4")]
    [InlineData("<<: 1", "bad-yaml 1:1")]
    [InlineData("pack: a\npack: b", "duplicate-key 2:1")]
    [InlineData("\ttitle: a", "bad-yaml 1:1")]
    [InlineData("title: [1, 2", "bad-yaml 1:8")]
    [InlineData("title: \"abc", "bad-yaml 1:8")]
    [InlineData("title: a: b", "bad-yaml 1:9")]
    [InlineData("title: a\n   more: b", "bad-yaml 2:8")]
    [InlineData("title", "bad-yaml 1:1")]
    [InlineData("- a", "bad-yaml 1:1")]
    [InlineData("", "bad-yaml 1:1")]
    [InlineData("? a\n: b", "bad-yaml 1:1")]
    [InlineData("title: @a", "bad-yaml 1:8")]
    public void Yaml_that_packs_may_not_use_is_refused(string text, string expected) =>
        Made.Errors(text).Where(e => e.Code is "bad-yaml" or "duplicate-key").Select(e => $"{e.Code} {e.Line}:{e.Column}").First().ShouldBe(expected);

    [Fact]
    public void Parts_of_a_pack_are_required()
    {
        Made.Errors("note: nothing").Select(e => e.Code).ShouldAllBe(c => c == "syntax");
        Made.Check("note: nothing").Problems.Select(p => p.Message.En).ShouldBe(["pack is missing", "kind is missing", "subject is missing", "title is missing", "versions is missing"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("versions: []", "versions is missing")]
    [InlineData("versions: [~]", "an item of versions is empty")]
    [InlineData("versions: [{ from: , conditions: [{ when: 1 = 1 }] }]", "from is missing")]
    [InlineData("versions: [{ from: 2020-01-01, conditions: [] }]", "conditions is missing")]
    [InlineData("versions: [{ from: 2020-01-01, conditions: [~] }]", "an item of conditions is empty")]
    public void An_empty_list_decides_nothing_and_is_refused(string versions, string message) =>
        Made.Check($"pack: p\nkind: eligibility\nsubject: thing\ntitle: T\n{versions}\n").Problems.Select(p => p.Message.En).ShouldBe([message]);

    [Fact]
    public void Versions_may_not_overlap()
    {
        const string Text = """
            pack: p
            kind: alert
            subject: thing
            title: T
            facts: { x: { type: number } }
            versions:
              - from: 2022-01-01
                to: 2023-01-01
                when: x > 1
              - from: 2023-01-01
                when: x > 2
              - from: 2023-01-01
                when: x > 3
            """;
        Made.Errors(Text).ShouldBe([("overlapping-versions", 10, 5), ("overlapping-versions", 12, 5)]);
        Made.Check(Text.Replace("to: 2023-01-01", "to: 2022-12-31", StringComparison.Ordinal).Replace("2023-01-01\n    when: x > 3", "2024-01-01\n    when: x > 3", StringComparison.Ordinal)).Ok.ShouldBeTrue();
    }

    [Fact]
    public void A_circle_of_definitions_is_reported_and_an_unused_name_is_a_warning()
    {
        var check = Made.Check(Made.Alert("a > 1", "    params: { spare: 3 }\n    define: { a: b + 1, b: c + 1, c: a + 1 }\n"));
        check.Problems.Select(p => p.Code).ShouldBe(["unused-name", "cycle"]);
        check.Ok.ShouldBeFalse();
        Made.Check(Made.Alert("x > 1", "    params: { spare: 3 }\n")).Ok.ShouldBeTrue();
    }

    [Theory]
    [InlineData("x >= 10", "x >= 20", true)]
    [InlineData("x >= 10", "x >= 5", false)]
    [InlineData("x >= 10", "x >= 10", true)]
    [InlineData("x >= 10 or y > 3", "x = 11 and y < 0", true)]
    [InlineData("x >= 10 and y > 3", "x = 11", false)]
    [InlineData("x between 1 and 3", "x in [2]", false)]
    [InlineData("local", "local", true)]
    [InlineData("1 = 1", "x > 3", true)]
    public void A_verdict_that_those_above_take_is_unreachable(string first, string second, bool shadowed)
    {
        var text = $"pack: p\nkind: rating\nsubject: thing\ntitle: T\n{Made.Facts}\nversions:\n  - from: 2020-01-01\n    verdicts:\n      - {{ flag: a, when: '{first}' }}\n      - {{ flag: b, when: '{second}' }}\n";
        Made.Errors(text).Select(e => e.Code).ShouldBe(shadowed ? ["unreachable-verdict"] : []);
    }

    [Fact]
    public void Several_verdicts_together_can_take_one()
    {
        var text = $"pack: p\nkind: rating\nsubject: thing\ntitle: T\n{Made.Facts}\nversions:\n  - from: 2020-01-01\n    verdicts:\n      - {{ flag: a, when: x < 0 }}\n      - {{ flag: b, when: x >= 0 }}\n      - {{ flag: c, when: x > 5 }}\n";
        Made.Errors(text).ShouldBe([("unreachable-verdict", 29, 26)]);
    }
}
