using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests;

/// <summary>The relations between the articles' numbers, computed by the product from its own figures: no number of the articles
/// is repeated here.</summary>
public abstract partial class RelationsTests(TestServer server) : ServerTests(server)
{
    private static readonly string[] RealGrowth = ["R-S0-29", "R-S3-11"];

    public static TheoryData<string> Computed => [.. Relations.All.Values.Where(r => r.Text("type") is "identity" or "derived" or "implied_target").Select(r => r.Text("id")!)];

    public static TheoryData<string> ImpliedBases => [.. Relations.All.Values.Where(r => r.Text("type") == "implied_base").Select(r => r.Text("id")!).Except(RealGrowth)];

    public static TheoryData<string> ImpliedBasesOnRealGrowth => [.. RealGrowth];

    [Theory]
    [MemberData(nameof(Computed))]
    public async Task Relation_follows_from_the_figures(string id)
    {
        var relation = Relations.All[id];
        var answer = await Compute(relation);
        Between(relation, answer.Number("value")!.Value);
        // Inputs are as delivered, so the value is that of the relation, to the four decimals it is given with.
        answer.Number("value")!.Value.ShouldBe(relation.Number("expected")!.Value, 0.000051m);
        if (relation.TryGetProperty("stated_ref", out var stated) && relation.GetProperty("holds").ValueKind == JsonValueKind.True)
        {
            var told = (await Formula(relation, stated.GetString()!)).Number("value")!.Value;
            told.ShouldBeInRange(relation.Number("stated_low")!.Value, relation.Number("stated_high")!.Value);
        }
    }

    [Theory]
    [MemberData(nameof(ImpliedBases))]
    public async Task Prior_implied_by_level_and_growth_is_labelled_as_implied(string id)
    {
        var relation = Relations.All[id];
        Between(relation, (await Compute(relation)).Number("value")!.Value);
        var reference = Reference().Match(relation.Text("expression")!).Groups[1].Value;
        var implied = await Formula(relation, reference + ".impliedPrior");
        Between(relation, implied.Number("value")!.Value);
        implied.Items("inputs").Single().Text("label").ShouldBe("可比同期(推算)");
        // Where enterprises reported the comparable prior itself, the figure shows that one; elsewhere only the implied one.
        var prior = await Formula(relation, reference + ".prior");
        Between(relation, prior.Number("value")!.Value);
        prior.Items("inputs").Single().Text("label").ShouldBe(DemoFacts.Of(reference, "value").Indicator == "IND_GOV" ? "可比同期" : "可比同期(推算)");
    }

    [Theory]
    [MemberData(nameof(ImpliedBasesOnRealGrowth))]
    public async Task Prior_of_an_indicator_with_real_growth_is_refused_in_every_form(string id)
    {
        var relation = Relations.All[id];
        var reference = Reference().Match(relation.Text("expression")!).Groups[1].Value;
        foreach (var expression in (string[])[relation.Text("expression")!, reference + ".prior", reference + ".impliedPrior", $"100*{reference}.value/(100+{reference}.growth)"])
        {
            var refused = await Ask(ZoneOf(relation), Translate(expression));
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, expression);
            (await Code(refused)).ShouldBe("no-prior-for-real-growth");
        }

        var fact = DemoFacts.Of(reference, "value");
        using var client = Server.Client();
        (await Json(await client.FigureAsync(fact.Zone, fact.Indicator, fact.Period))).Number("prior").ShouldBeNull();
    }

    [Fact]
    public async Task Innovation_space_is_behind_time_progress_though_foreign_investment_is_not()
    {
        // R-S0-25 and R-S0-26 hold, R-S0-27 does not: 55 % against eight of twelve months.
        foreach (var (id, behind) in ((string, bool)[])[("R-S0-25", false), ("R-S0-26", false), ("R-S0-27", true)])
        {
            Relations.All[id].GetProperty("holds").GetBoolean().ShouldBe(!behind);
            var fact = DemoFacts.Of(Reference().Match(Relations.All[id].Text("expression")!).Groups[1].Value, "value");
            using var client = Server.Client();
            var figure = await Json(await client.FigureAsync(fact.Zone, fact.Indicator, fact.Period, fact.Subject));
            figure.GetProperty("behind").GetBoolean().ShouldBe(behind, id);
            (figure.Number("completion") < figure.Number("pace")).ShouldBe(behind, id);
        }
    }

    [Theory]
    [InlineData("R-S3-21")]
    [InlineData("R-S3-22")]
    public async Task Growth_needed_for_a_far_target_is_computed_with_a_root(string id)
    {
        var answer = await Compute(Relations.All[id]);
        Between(Relations.All[id], answer.Number("value")!.Value);
        answer.GetProperty("exact").GetBoolean().ShouldBeFalse();
    }

    [Theory]
    [InlineData("IND_GOV@2020-01/2020-07 +", 400, "expression-syntax", "expression:26")]
    [InlineData("1 + NO_SUCH@2020", 404, "unknown-indicator", "expression:5")]
    [InlineData("IND_GOV[group:无此产业]@2020", 404, "unknown-subject", "expression:1")]
    [InlineData("2*IND_GOV@2020-01", 422, "merged-period", "expression:3")]
    [InlineData("GDP@2023-05", 422, "no-such-period", "expression:1")]
    [InlineData("IND_GOV@1999-05", 404, "no-figure", "expression:1")]
    [InlineData("IND_GOV@2023", 422, "no-value", "expression:1")]
    [InlineData("IND_GOV@2020-07 + FDI_MFG@2020-H1", 422, "units-differ", "expression:17")]
    [InlineData("IND_GOV@2020-07/0", 422, "division-by-zero", "expression:16")]
    [InlineData("", 400, "missing-parameter", "expression")]
    public async Task Formula_is_refused_at_its_place(string expression, int status, string code, string field)
    {
        var refused = await Ask("linping", expression);
        ((int)refused.StatusCode).ShouldBe(status);
        var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement;
        problem.Text("code").ShouldBe(code);
        problem.Items("errors").Single().Text("field").ShouldBe(field);
    }

    [Fact]
    public async Task Answer_of_a_formula_shows_its_numbers_and_where_they_open()
    {
        using var client = Server.Client();
        var answer = await Json(await Ask("linping", "IND_GOV@2020-01/2020-07 - 规上工业总产值@2020-07"));
        (answer.Number("value"), answer.Text("unit"), answer.Text("withNumbers")).ShouldBe((327.83m, "亿元", "401.87 - 74.04"));
        foreach (var input in answer.Items("inputs")) (await client.GetAsync(input.Text("trace"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private Task<JsonElement> Compute(JsonElement relation) => Formula(relation, relation.Text("expression")!);

    private async Task<JsonElement> Formula(JsonElement relation, string expression) => await Json(await Ask(ZoneOf(relation), Translate(expression)));

    private async Task<HttpResponseMessage> Ask(string zone, string expression)
    {
        using var client = Server.Client();
        return await client.GetAsync($"/api/v1/zones/{zone}/figures/formula?expression={Uri.EscapeDataString(expression)}");
    }

    private static void Between(JsonElement relation, decimal value) =>
        value.ShouldBeInRange(relation.Number("expected_low")!.Value - 0.00005m, relation.Number("expected_high")!.Value + 0.00005m, $"{relation.Text("id")} {relation.Text("what")}");

    private static string ZoneOf(JsonElement relation) => DemoFacts.All.First(f => f.Id.StartsWith(relation.Text("article")! + "-", StringComparison.Ordinal)).Zone;

    /// <summary>S0-06.value → IND_GOV[zone]@2020-01/2020-07; a completion or share of an article is an indicator of its own.</summary>
    private static string Translate(string expression) => Reference().Replace(expression, match =>
    {
        var (id, part) = (match.Groups[1].Value, match.Groups[2].Value);
        var ours = part is "prior" or "impliedPrior";
        var fact = DemoFacts.Of(id, ours ? "value" : part);
        var field = ours ? part : fact.Store == "target" ? "target" : fact.Field;
        return $"{fact.Indicator}[{fact.Subject}]@{fact.Period}.{field}";
    });

    [GeneratedRegex(@"(S[0-9]-[0-9]+)\.([A-Za-z]+)")]
    private static partial Regex Reference();
}

/// <summary><c>seed-relations.jsonl</c>: relations between the numbers of the articles, with the interval their rounding allows.</summary>
internal static class Relations
{
    public static IReadOnlyDictionary<string, JsonElement> All { get; } = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "seed-relations.jsonl"))
        .Select(line => JsonDocument.Parse(line).RootElement).ToDictionary(r => r.GetProperty("id").GetString()!);
}

public sealed class Relations_on_sqlite(SqliteDemo server) : RelationsTests(server);

public sealed class Relations_on_postgres(PostgresDemo server) : RelationsTests(server);
