using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Jingkai.Bench;

/// <summary>A user of the load: token and what they do.</summary>
/// <param name="Token">Token of the account.</param>
/// <param name="Role"><c>asker</c>, <c>desk</c> or <c>officer</c>.</param>
/// <param name="Unit">Where the desk sends cases, or the officer's own.</param>
internal sealed record LoadUser(string Token, string Role, string Unit);

/// <summary>What the load is to do.</summary>
internal sealed record LoadOrder(string Address, string Cases, int Seconds, IReadOnlyList<LoadUser> Users, IReadOnlyList<string> Units);

/// <summary>What came of it.</summary>
/// <param name="Raised">Codes of cases that were raised.</param>
/// <param name="Moves">Moves that were accepted, by case, in order.</param>
/// <param name="Refused">Moves that another was quicker with (409).</param>
/// <param name="Errors">Answers that should not be, the first few.</param>
/// <param name="Times">Milliseconds of every answer, by kind.</param>
internal sealed record LoadResult(IReadOnlyList<string> Raised, IReadOnlyDictionary<string, IReadOnlyList<string>> Moves, int Refused, IReadOnlyList<string> Errors, IReadOnlyDictionary<string, IReadOnlyList<decimal>> Times);

/// <summary>The load, in a process of its own: people who read, raise and move cases, each pausing between two clicks.</summary>
internal sealed class CaseLoad(LoadOrder order)
{
    private const int ShortestPause = 200, LongestPause = 600;

    private readonly Lock gate = new();
    private readonly List<string> raised = [];
    private readonly Dictionary<string, List<string>> moves = new(StringComparer.Ordinal);
    private readonly List<string> errors = [];
    private readonly Dictionary<string, List<decimal>> times = new(StringComparer.Ordinal) { ["read"] = [], ["raise"] = [], ["move"] = [] };
    private int refused;

    /// <summary>Runs the order of a file and prints what came of it.</summary>
    public static async Task<int> RunAsync(string path)
    {
        var order = JsonSerializer.Deserialize<LoadOrder>(await File.ReadAllTextAsync(path), JsonSerializerOptions.Web)!;
        var result = await new CaseLoad(order).RunAsync();
        await File.WriteAllTextAsync(path + ".result", JsonSerializer.Serialize(result, JsonSerializerOptions.Web));
        return 0;
    }

    private async Task<LoadResult> RunAsync()
    {
        var end = Stopwatch.GetTimestamp() + (order.Seconds * Stopwatch.Frequency);
        await Task.WhenAll(order.Users.Select((user, n) => Task.Run(() => LiveAsync(user, new Random(n), end))));
        return new(raised, moves.ToDictionary(m => m.Key, m => (IReadOnlyList<string>)m.Value), refused, [.. errors.Take(20)], times.ToDictionary(t => t.Key, t => (IReadOnlyList<decimal>)t.Value));
    }

    private async Task LiveAsync(LoadUser user, Random random, long end)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new(order.Address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", user.Token);
        await Task.Delay(random.Next(LongestPause));
        while (Stopwatch.GetTimestamp() < end)
        {
            var list = await ReadAsync(client, user.Role == "desk" ? $"{order.Cases}?whose=desk&size=20" : $"{order.Cases}?whose=mine&size=20");
            await PauseAsync(random);
            if (user.Role == "asker" && (list.Count == 0 || random.Next(3) == 0)) await RaiseAsync(client, random);
            else if (list.Count > 0) await MoveAsync(client, user, list[random.Next(list.Count)], random);
            await PauseAsync(random);
        }
    }

    private static Task PauseAsync(Random random) => Task.Delay(random.Next(ShortestPause, LongestPause));

    private async Task<IReadOnlyList<(string Code, string State)>> ReadAsync(HttpClient client, string address)
    {
        var body = await TimedAsync("read", () => client.GetAsync(address));
        return body is { } json ? [.. json.GetProperty("items").EnumerateArray().Select(c => (c.GetProperty("code").GetString()!, c.GetProperty("state").GetString()!))] : [];
    }

    private async Task RaiseAsync(HttpClient client, Random random)
    {
        string[] categories = ["logistics", "labour", "utilities", "finance", "policy", "approval"];
        if (await TimedAsync("raise", () => client.PostAsJsonAsync(order.Cases, new { title = "厂区门口道路积水，货车进出困难", category = categories[random.Next(categories.Length)], @class = "complex", text = "雨后积水，影响提货。" })) is { } made)
            lock (gate) raised.Add(made.GetProperty("code").GetString()!);
    }

    private async Task MoveAsync(HttpClient client, LoadUser user, (string Code, string State) found, Random random)
    {
        object? move = (user.Role, found.State) switch
        {
            ("desk", "registered") => new { move = "assign", to = order.Units[random.Next(order.Units.Count)] },
            ("desk", "confirmed") => new { move = "close" },
            ("officer", "assigned") => new { move = "accept" },
            ("officer", "accepted") => new { move = "progress", note = "已到现场查看" },
            ("officer", "in-hand") => new { move = "answer", note = "已经修补完成" },
            ("asker", "answered") => new { move = "confirm", grade = 5 },
            _ => null,
        };
        if (move is null) return;
        if (await TimedAsync("move", () => client.PostAsJsonAsync($"{order.Cases}/{found.Code}/moves", move)) is null) return;
        lock (gate)
        {
            if (!moves.TryGetValue(found.Code, out var done)) moves.Add(found.Code, done = []);
            done.Add((string)move.GetType().GetProperty("move")!.GetValue(move)!);
        }
    }

    private async Task<JsonElement?> TimedAsync(string kind, Func<Task<HttpResponseMessage>> call)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            using var answer = await call();
            var body = await answer.Content.ReadAsStringAsync();
            var took = Sample.Milliseconds(Stopwatch.GetElapsedTime(start));
            lock (gate) times[kind].Add(took);
            if (answer.IsSuccessStatusCode) return body.Length == 0 ? default(JsonElement) : JsonDocument.Parse(body).RootElement.Clone();
            // Two at the desk may take the same case: the second is told so.
            if (answer.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.NotFound && kind == "move") Interlocked.Increment(ref refused);
            else lock (gate) errors.Add($"{kind} {(int)answer.StatusCode} {body[..Math.Min(body.Length, 300)]}");
        }
        catch (HttpRequestException error)
        {
            lock (gate) errors.Add($"{kind} {error.Message}");
        }

        return null;
    }
}
