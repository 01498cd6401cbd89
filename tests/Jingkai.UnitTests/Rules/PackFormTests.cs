using Jingkai.Rules;

namespace Jingkai.UnitTests.Rules;

public class PackFormTests
{
    private const string Subsidy = """
        pack: rd-subsidy-example            # kebab-case, unique
        kind: eligibility                   # eligibility | rating | score | alert
        subject: enterprise                 # enterprise | project | carrier | …
        title: { zh: 研发投入补助(示例), en: R&D subsidy (example) }
        basis: { document: "示例〔2023〕1号", issuer: "示例", url: "" }
        facts:                              # optional: declares facts beyond the subject's catalogue, or narrows them
          rd_intensity:  { type: number, unit: "%", zh: 研发费用占比 }
          founded:       { type: date, zh: 成立日期 }
          industry:      { type: text, zh: 行业代码 }
          tags:          { type: list, of: text, zh: 资质 }
          revenue:       { type: number, unit: 元, zh: 营业收入 }
        versions:
          - from: 2023-01-01                # in force from this day until the next version (or `to`)
            params: { floor: 3%, min_revenue: 2000万元 }
            define: { age: years_since(founded) }
            conditions:                     # eligibility: all must hold
              - id: intensity
                text: { zh: "研发费用占营业收入不低于{floor}", en: "R&D at least {floor} of revenue" }
                when: rd_intensity >= floor
              - id: size
                when: revenue >= min_revenue
              - id: industry
                when: starts_with(industry, ["27", "35", "39"]) or has(tags, "高新技术企业")
              - id: age
                when: age between 1 and 10
            amount: min(revenue * 1%, 500万元)      # optional, in yuan
        tests:
          - name: meets all
            on: 2023-06-30
            given: { rd_intensity: 4.2, founded: 2018-05-01, industry: "2710", tags: [], revenue: 30000000 }
            expect: { verdict: yes, amount: 300000 }
          - given: { founded: 2018-05-01, industry: "2710", revenue: 30000000 }
            expect: { verdict: unknown, unknown: [rd_intensity] }
        """;

    [Fact]
    public void The_example_of_the_specification_is_sound_and_its_tests_pass()
    {
        var check = Made.Check(Subsidy);
        check.Problems.ShouldBeEmpty();
        (check.Passed, check.Failed).ShouldBe((2, 0));
    }

    [Fact]
    public void A_verdict_carries_pack_version_facts_and_reasons()
    {
        var pack = Made.Pack(Subsidy);
        var facts = FactsJson.Read(pack, """{ "rd_intensity": { "value": 2.6, "source": "annual report", "asOf": "2022-12-31" }, "founded": "2018-05-01", "industry": "1011", "tags": [], "revenue": 18800000 }""").Value;
        var verdict = PackEvaluator.Evaluate(pack, facts, new(2023, 6, 30));
        (verdict.Value, verdict.Pack, verdict.Version, verdict.Hash).ShouldBe(("no", "rd-subsidy-example", new DateOnly(2023, 1, 1), pack.Hash));
        verdict.Conditions.Select(c => (c.Id, c.Result, c.Lacking)).ShouldBe([("intensity", false, "0.4 pp"), ("size", false, "120万元"), ("industry", false, "1 of [\"27\",\"35\",\"39\"] or \"高新技术企业\""), ("age", true, null)]);
        verdict.Conditions[0].Told.ShouldBe(new("研发费用占营业收入不低于3%", "R&D at least 3% of revenue"));
        verdict.Conditions[1].Told.ShouldBe(new("营业收入不低于2000万元", "revenue is at least 20,000,000 CNY"));
        verdict.Conditions[0].Values.ShouldHaveSingleItem().Note.ShouldBe(new("annual report", new DateOnly(2022, 12, 31)));
        verdict.Unknown.ShouldBeEmpty();
        verdict.Amount.ShouldBeNull();
    }

    [Fact]
    public void Outside_all_versions_the_verdict_is_unknown()
    {
        var pack = Made.Pack(Subsidy);
        var verdict = PackEvaluator.Evaluate(pack, pack.Tests[0].Given, new(2022, 12, 31));
        (verdict.Value, verdict.Reason, verdict.Version).ShouldBe(("unknown", "no version in force", (DateOnly?)null));
    }

    [Fact]
    public void A_test_that_fails_says_what_was_expected_and_found()
    {
        var check = Made.Check(Subsidy.Replace("amount: 300000 }", "amount: 300001 }", StringComparison.Ordinal));
        (check.Ok, check.Passed, check.Failed).ShouldBe((false, 1, 1));
        var problem = check.Problems.ShouldHaveSingleItem();
        (problem.Code, problem.At).ShouldBe(("test-failed", new Place(31, 29)));
        problem.Message.En.ShouldBe("test `meets all`: expected amount 300001, found 300000.00");
    }

    [Fact]
    public void A_rating_takes_the_first_flag_that_holds_and_waits_for_better_ones()
    {
        const string Text = """
            pack: flags
            kind: rating
            subject: project
            title: { zh: 进度, en: Progress }
            versions:
              - from: 2022-05-01
                params: { slow: 10, snail: 30 }
                define: { gap: progress - planned_progress }
                verdicts:
                  - flag: snail
                    when: gap < -snail or start_overdue_months >= 3 or streak("yellow") >= 2
                    because: { zh: "形象进度 {progress},落后计划 {-gap}", en: "{-gap} behind plan" }
                  - { flag: yellow, when: gap < -slow }
                otherwise: blue
            tests:
              - given: { progress: 40, planned_progress: 80, start_overdue_months: 0 }
                expect: { verdict: snail, because: "形象进度 40%,落后计划 40 pp" }
              - given: { progress: 60, planned_progress: 80, start_overdue_months: 0 }
                history: [blue, yellow]
                expect: { verdict: yellow, unknown: [] }
              - given: { progress: 60, planned_progress: 80, start_overdue_months: 0 }
                history: [yellow, yellow]
                expect: { verdict: snail, because: 20 pp behind plan }
              - given: { progress: 60, planned_progress: 80 }
                expect: { verdict: unknown, unknown: [start_overdue_months] }
              - given: { progress: 80, planned_progress: 80, start_overdue_months: 0 }
                expect: { verdict: blue }
            """;
        var check = Made.Check(Text);
        check.Problems.ShouldBeEmpty();
        check.Passed.ShouldBe(5);
    }

    [Fact]
    public void A_score_knows_averages_quotas_bonuses_deductions_and_vetoes()
    {
        const string Text = """
            pack: grading
            kind: score
            subject: enterprise
            title: T
            facts:
              a: { type: number }
              b: { type: number }
              caught: { type: bool }
              champion: { type: bool }
            versions:
              - from: 2020-01-01
                items:
                  - { id: a, score: a / 10, weight: 50, cap: 60, floor: 0 }
                  - { id: b, score: b * 10, missing: average }
                bonus:
                  - { id: top, when: champion, grade: A }
                  - { id: plus, when: a > 8, points: 2 }
                deduct:
                  - { id: minus, when: "coalesce(b, 0) = 1", points: 1 }
                veto:
                  - { id: caught, when: caught, because: "caught" }
                grades:
                  - { grade: A, top: 25% }
                  - { grade: B, top: 75% }
                  - { grade: C }
            tests:
              - given: { a: 20, b: 3, caught: false, champion: false }
                group: [{ a: 1, b: 1, caught: false, champion: false }, { a: 2, b: 2, caught: false, champion: false }, { a: 3, b: 3, caught: false, champion: false }, { a: 20, b: 3, caught: false, champion: false }]
                expect: { verdict: A, score: 92, grade: A, items: { a: 60, b: 30 } }
              - given: { a: 1, caught: false, champion: false }
                group: [{ a: 2, b: 2, caught: false, champion: false }, { a: 3, b: 4, caught: false, champion: false }]
                expect: { score: 35, grade: B, items: { a: 5, b: 30 } }
              - given: { a: 1, b: 1, caught: false, champion: true }
                group: [{ a: 2, b: 2, caught: false, champion: false }]
                expect: { score: 14, grade: A }
              - given: { a: 20, b: 3, caught: true, champion: true }
                group: []
                expect: { grade: C, because: caught }
              - given: { a: 1, caught: false, champion: false }
                expect: { verdict: unknown, reason: needs-group }
              - given: { a: 1, b: 2, champion: false }
                group: []
                expect: { verdict: unknown, score: 25, unknown: [caught] }
            """;
        var check = Made.Check(Text);
        check.Problems.Select(p => p.Message.En).ShouldBeEmpty();
        check.Passed.ShouldBe(6);
    }

    [Fact]
    public void Ties_get_the_better_grade()
    {
        const string Text = """
            pack: ties
            kind: score
            subject: enterprise
            title: T
            facts: { a: { type: number } }
            versions:
              - from: 2020-01-01
                items: [{ id: a, score: a }]
                grades: [{ grade: A, top: 25% }, { grade: B, top: 100% }]
            tests:
              - { given: { a: 5 }, group: [{ a: 5 }, { a: 5 }, { a: 1 }, { a: 1 }], expect: { grade: A } }
              - { given: { a: 1 }, group: [{ a: 5 }, { a: 5 }, { a: 1 }, { a: 1 }], expect: { grade: B } }
              - { given: { a: 4 }, group: [{ a: 5 }, { a: 4 }], expect: { grade: B } }
            """;
        Made.Check(Text).Problems.Select(p => p.Message.En).ShouldBeEmpty();
    }

    [Fact]
    public void Places_point_into_quotes_blocks_and_folded_lines()
    {
        const string Text = """
            pack: p
            kind: eligibility
            subject: thing
            title: T
            facts: { x: { type: number } }
            versions:
              - from: 2020-01-01
                conditions:
                  - id: plain
                    when: x > 1 and
                      nope > 2
                  - id: single
                    when: 'x > 1 and nope > 2'
                  - id: double
                    when: "x = 1 or \"a\" = nope"
                  - id: block
                    when: |
                      x > 1
                      and nope > 2
                  - id: folded
                    when: >-
                      x > 1 and

                      nope > 2
            """;
        Made.Errors(Text).ShouldBe([("unknown-fact", 11, 11), ("unknown-fact", 13, 26), ("unknown-fact", 15, 33), ("unknown-fact", 19, 5), ("unknown-fact", 24, 1)]);
    }

    [Fact]
    public void Parameters_are_constants_and_bare_words_in_them_are_text()
    {
        var pack = Made.Pack(Made.Alert("industry in names and industry != one and x > least and founded >= day", "    params: { names: [甲, \"27\", b], one: 乙, least: -1.5, day: 2020-01-01, spare: \"3%\" }\n"));
        pack.Versions[0].Parameters.Select(p => p.Written).ShouldBe(["[甲, \"27\", b]", "乙", "-1.5", "2020-01-01", "3%"]);
        Made.Codes("x > 1").ShouldBeEmpty();
        Made.Check(Made.Alert("x > p", "    params: { p: x + 1 }\n")).Errors.Select(e => e.Code).ShouldBe(["syntax"]);
    }

    [Fact]
    public void A_declaration_wins_over_the_catalogue()
    {
        var pack = Made.Pack("pack: p\nkind: alert\nsubject: project\ntitle: T\nfacts: { speed: { type: number, zh: 形象进度 } }\nversions: [{ from: 2020-01-01, when: 形象进度 > 3 and progress > 3% }]\n");
        (pack.Fact("形象进度")!.Code, pack.Fact("progress")!.Zh).ShouldBe(("speed", null));
    }

    [Fact]
    public void Every_shape_of_yaml_that_a_pack_needs_is_read()
    {
        const string Text = """
            ---
            # a remark
            "pack": 'p'
            kind: alert
            subject: thing
            title:
              zh: |
                两行
                标题
              en: >-
                two
                lines
            facts:
              x: number
              tags: {
                type: list,   # inside
                of: text
              }
            versions:
            - from: 2020-01-01
              when: |-
                x > 1

                or has(tags, "a")
            tests:
            - given:
                x: 3
                tags:
                - a
                - "b"
              expect: {verdict: yes}
            - given: {"x":1, tags: [a,
                b]}
              expect:
                verdict: yes
            - {given: {x: ~, tags: []}, expect: {verdict: unknown, unknown: [x]}}
            """;
        var pack = Made.Pack(Text);
        pack.Title.ShouldBe(new("两行\n标题", "two lines"));
    }
}
