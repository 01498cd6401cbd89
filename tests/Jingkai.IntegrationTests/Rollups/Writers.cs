using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests;

/// <summary>A report value that the program said it has written.</summary>
internal sealed record AnsweredValue(string Firm, string Month, decimal Value, string By);

/// <summary>Eight writers who import, correct and move the same enterprises until they are told to stop, and remember all they were
/// answered. Every value they write is written once in the whole run, so that it can be found again.</summary>
internal sealed class Writers(Office office, IReadOnlyList<HttpClient> nodes, Firm[] firms, CancellationToken stop)
{
    public const int Count = 8;

    private static readonly string[] Months = ["2020-03", "2020-04", "2020-05", "2020-06"];
    private static readonly string[] Industries = ["3612", "3670", "3421", "2710", "1411"];

    private readonly ConcurrentDictionary<string, int> moved = new();
    private long numbers;

    /// <summary>Values that an answered correction or import wrote.</summary>
    public ConcurrentQueue<AnsweredValue> Values { get; } = new();

    /// <summary>Words that an answered move wrote into a file.</summary>
    public ConcurrentQueue<(string Firm, string Word)> Words { get; } = new();

    /// <summary>How often each kind of answer came.</summary>
    public ConcurrentDictionary<string, int> Answers { get; } = new();

    /// <summary>Answers that must not come.</summary>
    public ConcurrentQueue<string> Wrong { get; } = new();

    /// <summary>How many changes of each firm's file were answered.</summary>
    public IReadOnlyDictionary<string, int> Moves => moved;

    public Task RunAsync() => Task.WhenAll(
        Write(0, ImportAsync), Write(1, ImportAsync), Write(2, RegisterAsync),
        Write(3, CorrectAsync), Write(4, CorrectAsync), Write(5, CorrectSeenAsync),
        Write(6, MoveAsync), Write(7, MoveAsync));

    private Task Write(int writer, Func<HttpClient, Random, Task> step) => Task.Run(async () =>
    {
        var random = new Random(writer);
        var client = nodes[writer % nodes.Count];
        try
        {
            while (!stop.IsCancellationRequested) await step(client, random);
        }
        catch (Exception error)
        {
            Wrong.Enqueue($"writer {writer}: {error}");
        }
    });

    /// <summary>A month's reports of all firms.</summary>
    private async Task ImportAsync(HttpClient client, Random random)
    {
        var month = Pick(random, Months);
        var reports = firms.OrderBy(_ => random.Next()).Select(f => new Report(f.Code, month, Next(), random.Next(1000), random.Next(100_000), random.Next(100_000))).ToList();
        var imported = await client.ImportAsync(office.Zone, "enterprise-reports", Report.Ledger(reports), "?mode=all");
        Told("import " + imported.State);
        var written = imported.State == "done" ? imported.Count("inserted") + imported.Count("updated") : 0;
        if (written != firms.Length) Wrong.Enqueue(imported.ToString());
        else foreach (var report in reports) Values.Enqueue(new(report.Code, month, report.Value!.Value, "import"));
    }

    /// <summary>The ledger of the register, in which every firm has another name and some another park.</summary>
    private async Task RegisterAsync(HttpClient client, Random random)
    {
        var word = $"名{Next()}";
        var some = firms.OrderBy(_ => random.Next()).Take(random.Next(10, firms.Length)).ToList();
        var imported = await client.ImportAsync(office.Zone, "enterprises", Firm.Ledger(some.Select(f => f with { Name = word, Industry = Pick(random, Industries), Park = $"园区{random.Next(4)}", Listed = "" })), "?mode=all");
        Told("register " + imported.State);
        if (imported.State != "done" || imported.Count("updated") != some.Count) Wrong.Enqueue(imported.ToString());
        else foreach (var firm in some) Moved(firm.Code, word);
    }

    private async Task CorrectAsync(HttpClient client, Random random)
    {
        var (firm, month, value) = (Pick(random, firms).Code, Pick(random, Months), Next());
        var body = new JsonObject { ["indicator"] = "IND_GOV", ["value"] = value, ["ytd"] = random.Next(100_000), ["carry"] = random.Next(2) == 0, ["reason"] = $"更正{value}" };
        using var answer = await client.PatchAsync(office.At($"enterprise-reports/{firm}/{month}"), body);
        if (await Accept("correction", answer)) Values.Enqueue(new(firm, month, value, "correction"));
    }

    /// <summary>Reads, thinks, and corrects what it saw: refused when another was quicker.</summary>
    private async Task CorrectSeenAsync(HttpClient client, Random random)
    {
        // Two firms only, so that those who saw the same meet often.
        var (firm, month, value) = (firms[random.Next(2)].Code, Months[0], Next());
        using var read = await client.GetAsync(office.At($"enterprise-reports/{firm}/{month}"));
        var seen = read.StatusCode == HttpStatusCode.NotFound ? 0
            : JsonDocument.Parse(await read.Content.ReadAsStringAsync()).RootElement.Items().Single().GetProperty("version").GetInt32();
        var body = new JsonObject { ["indicator"] = "IND_GOV", ["value"] = value, ["reason"] = $"更正{value}", ["seenVersion"] = seen };
        var twin = new JsonObject { ["indicator"] = "IND_GOV", ["value"] = value + 0.5m, ["reason"] = $"更正{value}", ["seenVersion"] = seen };
        var address = office.At($"enterprise-reports/{firm}/{month}");
        var answers = await Task.WhenAll(client.PatchAsync(address, body), nodes[^1].PatchAsync(address, twin));
        if (answers.All(a => a.IsSuccessStatusCode)) Wrong.Enqueue($"both who saw version {seen} of {firm} {month} were let through");
        if (await Accept("seen correction", answers[0], HttpStatusCode.PreconditionFailed)) Values.Enqueue(new(firm, month, value, "seen correction"));
        if (await Accept("seen correction", answers[1], HttpStatusCode.PreconditionFailed)) Values.Enqueue(new(firm, month, value + 0.5m, "seen correction"));
        foreach (var answer in answers) answer.Dispose();
    }

    private async Task MoveAsync(HttpClient client, Random random)
    {
        var (firm, word) = (Pick(random, firms).Code, $"简称{Next()}");
        var body = new JsonObject { ["shortNames"] = new JsonArray(word) };
        switch (random.Next(5))
        {
            case 0:
                body["industryCode"] = Pick(random, Industries);
                body["effectiveOn"] = Day(random);
                break;
            case 1:
                body["park"] = $"园区{random.Next(4)}";
                body["effectiveOn"] = Day(random);
                break;
            case 2:
                body["aboveScale"] = new JsonArray(new JsonObject { ["since"] = Day(random), ["kind"] = "工业" });
                break;
            case 3:
                body["presence"] = Pick(random, ["both", "both", "registered-only", "operating-only"]);
                break;
            default:
                body["movedInOn"] = Day(random);
                break;
        }

        using var answer = await client.PatchAsync(office.At($"enterprises/{firm}"), body);
        if (await Accept("move", answer)) Moved(firm, word);
    }

    private async Task<bool> Accept(string what, HttpResponseMessage answer, HttpStatusCode? refusal = null)
    {
        Told($"{what} {(int)answer.StatusCode}");
        if (answer.IsSuccessStatusCode) return true;
        if (answer.StatusCode != refusal) Wrong.Enqueue($"{what} {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return false;
    }

    private void Moved(string firm, string word)
    {
        Words.Enqueue((firm, word));
        moved.AddOrUpdate(firm, 1, (_, n) => n + 1);
    }

    private void Told(string answer) => Answers.AddOrUpdate(answer, 1, (_, n) => n + 1);

    private decimal Next() => Interlocked.Increment(ref numbers);

    private static string Day(Random random) => new DateOnly(2019, 12, 15).AddDays(random.Next(220)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static T Pick<T>(Random random, IReadOnlyList<T> of) => of[random.Next(of.Count)];
}
