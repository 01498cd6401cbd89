using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests;

/// <summary>Rule packs over the interface.</summary>
public abstract class RulesTests(TestServer server) : ServerTests(server)
{
    private const string Pack = """
        pack: outside
        kind: eligibility
        subject: enterprise
        title: { zh: 示例, en: Example }
        facts:
          rd: { type: number, unit: "%", zh: 研发占比 }
          turnover: { type: number, unit: 元 }
        versions:
          - from: 2023-01-01
            params: { floor: 3% }
            conditions:
              - { id: rd, when: rd >= floor }
              - { id: size, when: turnover >= 2000万元 }
            amount: min(turnover * 1%, 500万元)
        tests:
          - { given: { rd: 4, turnover: 30000000 }, expect: { verdict: yes, amount: 300000 } }
        """;

    [Fact]
    public async Task A_sound_pack_is_checked_with_its_tests()
    {
        using var client = Server.Client();
        var check = await Json(await client.PostAsJsonAsync("/api/v1/rules/check", new { pack = Pack }));
        check.GetProperty("ok").GetBoolean().ShouldBeTrue();
        check.At("tests.passed").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_broken_pack_is_an_answer_of_check_and_a_refusal_of_evaluate()
    {
        using var client = Server.Client();
        var broken = Pack.Replace("rd >= floor", "rdd >= 3圆", StringComparison.Ordinal);
        var check = await Json(await client.PostAsJsonAsync("/api/v1/rules/check", new { pack = broken }));
        check.GetProperty("ok").GetBoolean().ShouldBeFalse();
        check.GetProperty("errors").EnumerateArray().Select(e => (e.Text("code"), e.GetProperty("line").GetInt32(), e.GetProperty("column").GetInt32())).ShouldBe([("unknown-fact", 12, 25), ("bad-unit", 12, 33)]);
        using var answer = await client.PostAsJsonAsync("/api/v1/rules/evaluate", new { pack = broken, facts = new { }, on = "2023-06-30" });
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        problem.Text("code").ShouldBe("bad-pack");
        problem.GetProperty("errors").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task A_pack_from_outside_is_evaluated_with_reasons()
    {
        using var client = Server.Client();
        var verdict = await Json(await client.PostAsJsonAsync("/api/v1/rules/evaluate", new { pack = Pack, facts = new { rd = 2.6m, turnover = 18800000 }, on = "2023-06-30" }));
        verdict.Text("verdict").ShouldBe("no");
        verdict.GetProperty("conditions").EnumerateArray().Select(c => c.Text("lacking")).ShouldBe(["0.4 pp", "120万元"]);
        var open = await Json(await client.PostAsJsonAsync("/api/v1/rules/evaluate", new { pack = Pack, facts = new { rd = (decimal?)null, turnover = 30000000 }, on = "2023-06-30" }));
        open.Text("verdict").ShouldBe("unknown");
        open.GetProperty("unknown")[0].GetString().ShouldBe("rd");
        var before = await Json(await client.PostAsJsonAsync("/api/v1/rules/evaluate", new { pack = Pack, facts = new { }, on = "2022-06-30" }));
        before.Text("reason").ShouldBe("no version in force");
    }
}

public sealed class Rules_on_sqlite(SqliteDemo server) : RulesTests(server);

public sealed class Rules_on_postgres(PostgresDemo server) : RulesTests(server);
