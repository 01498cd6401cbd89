using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests.Projects;

/// <summary>A zone that rates its projects: a pack in force, projects on the wall with an even course over the year.</summary>
internal sealed class RatingZone : IDisposable
{
    public const string Shangyu = "progress-flags-shangyu";

    private readonly Dictionary<string, string> codes = new(StringComparer.Ordinal);

    private RatingZone(ProjectZone zone) => Zone = zone;

    public ProjectZone Zone { get; }

    /// <summary>Codes of the projects by name.</summary>
    public IReadOnlyDictionary<string, string> Codes => codes;

    public static async Task<RatingZone> OpenAsync(TestServer server, string today, params string[] projects)
    {
        var rating = new RatingZone(await ProjectZone.OpenAsync(server, today));
        await rating.AdoptAsync(Shangyu);
        foreach (var name in projects) await rating.BuildAsync(name);
        return rating;
    }

    public void Dispose() => Zone.Dispose();

    public async Task AdoptAsync(string pack)
    {
        var proposed = await Json(await Zone.PostAsync("econ", "rule-packs", new { shipped = pack, reason = "试行" }));
        (await Zone.SignAsync("boss", proposed.Text("signOff")!, "approve")).EnsureSuccessStatusCode();
    }

    /// <summary>A project under construction from 1 January to 31 December of the year; planned progress is even.</summary>
    public async Task<string> BuildAsync(string name, object? more = null)
    {
        var code = await Zone.EnterAsync("works", new
        {
            name, kind = "industrial", stage = "under-construction", stageOn = "2026-01-05", plannedStartOn = "2026-01-01", startedOn = "2026-01-01", plannedCompletionOn = "2026-12-31", unit = "规划局", wallFrom = "2026-01-01", sponsor = "boss", attendant = "walker",
        });
        if (more is not null) (await Zone.PatchAsync("works", code, more)).EnsureSuccessStatusCode();
        codes[name] = code;
        return code;
    }

    /// <summary>Planned progress on a day, exact.</summary>
    public static decimal Planned(string day) => 100m * (DateOnly.Parse(day, CultureInfo.InvariantCulture).DayNumber - new DateOnly(2026, 1, 1).DayNumber) / 364;

    public async Task<string> RoundAsync(string on, object? more = null)
    {
        var answer = await Zone.PostAsync("works", "rating-rounds", more ?? new { pack = Shangyu, cadence = "half-month", on, photoRequired = false });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await Json(answer)).Text("code")!;
    }

    /// <summary>A unit enters progress, the project office checks it.</summary>
    public async Task ReportAsync(string round, string project, decimal percent, string? on = null)
    {
        var entered = await Zone.PostAsync("plan", $"rating-rounds/{round}/progress", new { project, percent, on });
        entered.StatusCode.ShouldBe(HttpStatusCode.Created, await entered.Content.ReadAsStringAsync());
        await CheckAsync(project, (await Json(entered)).Text("id")!);
    }

    public async Task CheckAsync(string project, string entry) => (await Zone.PostAsync("works", $"projects/{project}/progress/{entry}/check", new { })).StatusCode.ShouldBe(HttpStatusCode.NoContent);

    public async Task FreezeAsync(string round)
    {
        var answer = await Zone.PostAsync("works", $"rating-rounds/{round}/freeze", new { });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    public async Task VoidAsync(string round) => (await Zone.PostAsync("works", $"rating-rounds/{round}/voiding", new { reason = "误开" })).StatusCode.ShouldBe(HttpStatusCode.OK);

    public async Task PublishAsync(string round)
    {
        var answer = await Zone.PostAsync("works", $"rating-rounds/{round}/publish", new { });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    public async Task<IReadOnlyDictionary<string, JsonElement>> VerdictsAsync(string round, string who = "boss", string query = "") =>
        (await Zone.GetAsync(who, $"rating-rounds/{round}/verdicts{query}")).Items().ToDictionary(i => i.Text("project")!, StringComparer.Ordinal);

    public async Task<IReadOnlyList<JsonElement>> ConsequencesAsync(string query = "") => (await Zone.GetAsync("boss", $"consequences?size=200{query}")).Items();

    private static async Task<JsonElement> Json(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonDocument.Parse(text).RootElement.Clone();
    }
}
