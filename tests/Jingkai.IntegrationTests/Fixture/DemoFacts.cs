using System.Text.Json;
using Jingkai.Economy.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Fixture;

/// <summary>One number of an article and where the demo keeps it.</summary>
/// <param name="Part">Name of the number in the relations: value, growth, completion, share.</param>
/// <param name="Field">Name of the number in a figure.</param>
internal sealed record DemoFact(
    string Id, string Part, string Zone, string Store, string Indicator, string Subject, string Period, string Field, decimal Stated, string? Unit);

/// <summary><c>demo/facts.json</c>: every number of the articles.</summary>
internal static class DemoFacts
{
    public static IReadOnlyList<DemoFact> All { get; } = Read();

    private static readonly Dictionary<(string, string), DemoFact> ByPart = All.ToDictionary(f => (f.Id, f.Part));

    public static DemoFact Of(string id, string part) => ByPart[(id, part)];

    private static List<DemoFact> Read()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "demo", "facts.json")));
        return
        [
            .. from fact in file.RootElement.GetProperty("facts").EnumerateObject()
               from field in fact.Value.GetProperty("fields").EnumerateObject()
               let at = field.Value
               select new DemoFact(
                   fact.Name, field.Name, fact.Value.Text("zone")!, at.Text("store")!, at.Text("indicator")!, at.Text("apiSubject")!, at.Text("period")!, at.Text("field")!,
                   at.Number("stated")!.Value, at.TryGetProperty("unit", out var unit) ? unit.GetString() : null),
        ];
    }
}

/// <summary>The rebuild every test of writes ends with.</summary>
internal static class Rollups
{
    public static Task<RebuildOutcome> RebuildAsync(IServiceProvider services) =>
        services.GetRequiredService<IRollupMaintenance>().RebuildAsync(CancellationToken.None);

    /// <summary>Fails when what was kept along the way differs from what the reports add up to.</summary>
    public static async Task RollupsEqualRebuild(this TestServer server, string zone, bool mayBeEmpty = false)
    {
        var rebuilt = await server.InZone(zone, RebuildAsync);
        if (!mayBeEmpty) rebuilt.Rows.ShouldBeGreaterThan(0);
        rebuilt.Changed.ShouldBe(0);
    }
}
