using System.Text.Json;
using System.Text.RegularExpressions;
using Jingkai.IntegrationTests.Fixture;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Contract;

/// <summary><c>/openapi/v1.json</c>: what programs are generated from.</summary>
public sealed partial class DescriptionTests(SqliteEmpty server)
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    [Fact]
    public async Task Every_endpoint_is_described()
    {
        var described = Operations(await Document()).Select(o => $"{o.Method} {o.Path}").ToHashSet();
        var mapped = server.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText is { } text && (text.TrimStart('/').StartsWith("api/v1/", StringComparison.Ordinal) || text is "/healthz" or "/readyz"))
            .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => $"{m.ToLowerInvariant()} /{Constraint().Replace(e.RoutePattern.RawText!.Trim('/'), "}")}"));
        mapped.ShouldNotBeEmpty();
        mapped.Except(described).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_part_of_an_address_is_a_parameter_and_every_refusal_a_problem()
    {
        var operations = Operations(await Document());
        operations.Count.ShouldBeGreaterThan(30);
        foreach (var (path, method, operation) in operations)
        {
            var declared = Parameters(operation, "path");
            Braces().Matches(path).Select(m => m.Groups[1].Value).ShouldBe(declared, ignoreOrder: true, $"{method} {path}");
            var responses = operation.GetProperty("responses");
            if (path is "/healthz" or "/readyz") continue;
            responses.At("default.content").GetProperty("application/problem+json").At("schema").Text("$ref").ShouldBe("#/components/schemas/Problem", $"{method} {path}");
        }
    }

    [Fact]
    public async Task References_lead_somewhere_and_callers_learn_how_to_sign_in()
    {
        var document = await Document();
        foreach (var reference in Reference().Matches(document.GetRawText()).Select(m => m.Groups[1].Value).Distinct())
            document.At(reference.Replace('/', '.')).ValueKind.ShouldBe(JsonValueKind.Object, reference);
        document.At("components.securitySchemes.token").Text("scheme").ShouldBe("bearer");
        document.GetProperty("security").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Filters_of_the_register_and_parameters_of_figures_are_named()
    {
        var paths = (await Document()).GetProperty("paths");
        string[] Query(string path) => [.. Parameters(paths.GetProperty(path).GetProperty("get"), "query")];
        Query("/api/v1/zones/{zone}/enterprises").ShouldBe(
            ["q", "industry", "park", "stage", "presence", "kind", "aboveScale", "qualification", "liaison", "staleOn", "voided", "sort", "page", "size"], ignoreOrder: true);
        Query("/api/v1/zones/{zone}/figures").ShouldBe(["indicator", "period", "subject", "asOf"], ignoreOrder: true);
        Query("/api/v1/zones/{zone}/figures/series").ShouldBe(["indicator", "subject", "from", "to", "kind"], ignoreOrder: true);
    }

    [Fact]
    public async Task Bodies_that_are_read_by_hand_are_described_by_their_fields()
    {
        var paths = (await Document()).GetProperty("paths");
        JsonElement Body(string path, string method, string type) => paths.GetProperty($"/api/v1/zones/{{zone}}/{path}").GetProperty(method).At("requestBody.content").GetProperty(type).GetProperty("schema");
        foreach (var (list, required, fields) in ((string, string[], string[])[])[("projects", ["name", "kind"], ["name", "totalInvestment", "plannedStartOn", "tags"]), ("promises", ["project", "side", "item"], ["project", "value", "dueOn"])])
        {
            var entered = Body(list, "post", "application/json");
            entered.GetProperty("required").EnumerateArray().Select(r => r.GetString()!).ShouldBe(required, ignoreOrder: true);
            foreach (var schema in new[] { entered, Body($"{list}/{{code}}", "patch", "application/merge-patch+json"), Body($"{list}/{{code}}", "patch", "application/json") })
            {
                var told = schema.GetProperty("properties").EnumerateObject().ToDictionary(p => p.Name, p => p.Value);
                fields.ShouldBeSubsetOf(told.Keys);
                told.Keys.ShouldNotContain("code");
                told.Values.ShouldAllBe(f => f.GetProperty("type").ValueKind == JsonValueKind.Array && f.Text("description")!.Length > 3 && !f.Text("description")!.Contains("projects.", StringComparison.Ordinal));
            }
        }

        Body("projects", "post", "application/json").At("properties.plannedStartOn").Text("format").ShouldBe("date");
        Body("promises", "post", "application/json").At("properties.value.type").GetRawText().ShouldContain("number");
        Body("documents", "post", "application/json").ValueKind.ShouldBe(JsonValueKind.Object);
    }

    private static IEnumerable<string> Parameters(JsonElement operation, string place) => operation.TryGetProperty("parameters", out var all)
        ? all.EnumerateArray().Where(p => p.Text("in") == place).Select(p => p.Text("name")!).ToList() : [];

    private async Task<JsonElement> Document()
    {
        using var client = server.Anonymous();
        return JsonDocument.Parse(await client.GetStringAsync("/openapi/v1.json")).RootElement;
    }

    private static List<(string Path, string Method, JsonElement Operation)> Operations(JsonElement document) =>
        [.. document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Where(o => Methods.Contains(o.Name)).Select(o => (p.Name, o.Name, o.Value)))];

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Braces();

    [GeneratedRegex(@":[^}]*\}")]
    private static partial Regex Constraint();

    [GeneratedRegex("\"#/([^\"]+)\"")]
    private static partial Regex Reference();
}
