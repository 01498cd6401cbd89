using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Jingkai.IntegrationTests.Fixture;

/// <summary>What an import answered: the state of its job and its result.</summary>
public sealed record Imported(string State, JsonElement Result)
{
    public int Count(string name) => Result.GetProperty(name).GetInt32();

    /// <summary>Row, column and code of every reason, in the order of the file.</summary>
    public IReadOnlyList<(int Row, string Column, string Code)> Reasons =>
        [.. Result.GetProperty("errors").EnumerateArray().Select(e => (e.GetProperty("row").GetInt32(), e.GetProperty("column").GetString()!, e.GetProperty("code").GetString()!))];

    /// <summary>The same with the value found there.</summary>
    public IReadOnlyList<(int Row, string Column, string Value, string Code)> Errors => Lines("errors");

    /// <summary>What was noticed without refusing a row.</summary>
    public IReadOnlyList<(int Row, string Column, string Value, string Code)> Warnings => Lines("warnings");

    /// <summary>What became of the rows: read, inserted, updated, unchanged, rejected.</summary>
    public (int Read, int Inserted, int Updated, int Unchanged, int Rejected) Counts =>
        (Count("read"), Count("inserted"), Count("updated"), Count("unchanged"), Count("rejected"));

    public bool Committed => Result.GetProperty("committed").GetBoolean();

    public override string ToString() => $"{State} {Result}";

    private List<(int Row, string Column, string Value, string Code)> Lines(string name)
    {
        var lines = new List<(int, string, string, string)>();
        foreach (var line in Result.GetProperty(name).EnumerateArray())
        {
            line.Text("message").ShouldNotBeNullOrWhiteSpace();
            lines.Add((line.GetProperty("row").GetInt32(), line.Text("column")!, line.Text("value")!, line.Text("code")!));
        }

        return lines;
    }
}

/// <summary>The calls tests make over and over, as a program outside makes them.</summary>
internal static class Calls
{
    /// <summary>Sends a file and waits for its job to end.</summary>
    public static async Task<Imported> ImportAsync(this HttpClient client, string zone, string ledger, byte[] content, string name, string query = "")
    {
        using var answer = await client.SendFileAsync(zone, ledger, content, name, query);
        var body = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(202, body);
        return await client.WaitAsync(JsonDocument.Parse(body).RootElement.GetProperty("job").GetString()!);
    }

    /// <summary>The same for text: a CSV in UTF-8.</summary>
    public static Task<Imported> ImportAsync(this HttpClient client, string zone, string ledger, string csv, string query = "") =>
        client.ImportAsync(zone, ledger, Encoding.UTF8.GetBytes(csv), ledger + ".csv", query);

    /// <summary>Imports what must go in whole.</summary>
    public static async Task<Imported> MustImportAsync(this HttpClient client, string zone, string ledger, string csv)
    {
        var imported = await client.ImportAsync(zone, ledger, csv, "?mode=all");
        imported.State.ShouldBe("done", imported.ToString());
        imported.Reasons.ShouldBeEmpty(imported.ToString());
        return imported;
    }

    public static Task<HttpResponseMessage> SendFileAsync(this HttpClient client, string zone, string ledger, byte[] content, string name, string query = "")
    {
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return client.PostAsync($"/api/v1/zones/{zone}/imports/{ledger}{query}", new MultipartFormDataContent { { file, "file", name } });
    }

    /// <summary>Waits for a job to end.</summary>
    public static async Task<Imported> WaitAsync(this HttpClient client, string job)
    {
        for (var pause = 10; ; pause = Math.Min(pause * 2, 200))
        {
            var view = await client.GetFromJsonAsync<JsonElement>(job);
            var state = view.GetProperty("state").GetString()!;
            if (state is not ("queued" or "running")) return new(state, view.GetProperty("result"));
            await Task.Delay(pause);
        }
    }

    public static Task<HttpResponseMessage> PatchAsync(this HttpClient client, string address, JsonNode body, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, address) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return client.SendAsync(request);
    }

    /// <summary>Asks for a figure.</summary>
    public static Task<HttpResponseMessage> FigureAsync(this HttpClient client, string zone, string indicator, string period, string? subject = null, string more = "") =>
        client.GetAsync($"/api/v1/zones/{zone}/figures?indicator={Uri.EscapeDataString(indicator)}&period={Uri.EscapeDataString(period)}{(subject is null ? "" : "&subject=" + Uri.EscapeDataString(subject))}{more}");
}

/// <summary>Short words for reading answers.</summary>
internal static class Reading
{
    public static decimal? Number(this JsonElement json, string name) =>
        json.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDecimal() : null;

    public static string? Text(this JsonElement json, string name) => json.GetProperty(name).GetString();

    public static JsonElement At(this JsonElement json, string path) => path.Split('.').Aggregate(json, (at, name) => at.GetProperty(name));

    public static IReadOnlyList<JsonElement> Items(this JsonElement json, string name = "items") => [.. json.GetProperty(name).EnumerateArray()];
}
