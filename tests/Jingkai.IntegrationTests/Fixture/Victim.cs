using System.Globalization;
using System.Text.Json;

namespace Jingkai.IntegrationTests.Fixture;

/// <summary>What became of a file: refused when handed in, or by its job.</summary>
internal sealed record HandedIn(int Status, string State, IReadOnlyList<(int Row, string Column, string Code)> Errors, string Body)
{
    /// <summary>Codes of the reasons.</summary>
    public IEnumerable<string> Codes => Errors.Select(e => e.Code);

    /// <summary>The reason, where there is one.</summary>
    public string Code => string.Join(',', Codes);

    public override string ToString() => $"{Status} {State} {Body}";
}

/// <summary>A zone that is sent bad files, and what it looked like before.</summary>
internal sealed class Victim : IDisposable
{
    private readonly TestServer server;
    private readonly Office office;
    private readonly ZoneState before;
    private readonly List<(string Action, string Entity, string? After)> trail;
    private readonly int errors;

    private Victim(TestServer server, Office office, ZoneState before, List<(string, string, string?)> trail)
    {
        (this.server, this.office, this.before, this.trail) = (server, office, before, trail);
        errors = server.Errors.Entries.Count;
    }

    public HttpClient Economy => office.Economy;

    public string Zone => office.Zone;

    public string[] Codes { get; } = [Office.CreditCode(), Office.CreditCode()];

    public static async Task<Victim> OpenAsync(TestServer server)
    {
        var office = await Office.OpenAsync(server);
        return new(server, office, await ZoneState.ReadAsync(server, office.Zone), await ZoneState.TrailAsync(server, office.Zone));
    }

    public void Dispose() => office.Dispose();

    public string At(string path) => office.At(path);

    /// <summary>Hands a file in and waits for the end of its job, if it gets one.</summary>
    public async Task<HandedIn> HandIn(byte[] content, string name, string query = "?mode=all")
    {
        using var answer = await Economy.SendFileAsync(Zone, "enterprises", content, name, query);
        var body = await answer.Content.ReadAsStringAsync();
        var status = (int)answer.StatusCode;
        status.ShouldBeLessThan(500, body);
        using var json = JsonDocument.Parse(body);
        if (status != 202)
        {
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            return new(status, "", [(0, "", json.RootElement.Text("code")!)], body);
        }

        var done = await Economy.WaitAsync(json.RootElement.Text("job")!);
        return new(status, done.State, done.Reasons, done.ToString());
    }

    /// <summary>A file that is refused when it is handed in.</summary>
    public async Task Refuses(byte[] content, string name, int status, string code)
    {
        var refused = await HandIn(content, name);
        (refused.Status, refused.Code).ShouldBe((status, code), refused.ToString());
    }

    /// <summary>Nothing was written, nothing of a refused file is kept, and the program logged no error.</summary>
    public async Task NothingHappened()
    {
        (await ZoneState.ReadAsync(server, Zone)).ShouldEqual(before);
        (await ZoneState.TrailAsync(server, Zone)).ShouldBe(trail);
        server.Errors.Entries.Skip(errors).ShouldBeEmpty();
        var folder = Path.Combine(server.Folder, "uploads", (await office.IdAsync()).ToString(CultureInfo.InvariantCulture));
        var kept = await office.UploadsAsync();
        var files = Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)!).Where(f => !f.Contains('.', StringComparison.Ordinal)) : [];
        files.ShouldBe(kept.Select(id => id.ToString("N")), ignoreOrder: true, "files without a record are waste that nobody finds");
    }
}
