using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests;

/// <summary>Does at random what offices do to a zone, through the interface. The same seed does the same.</summary>
internal sealed class RandomZone(Office office, Random random)
{
    // Of every section that counts as industry, of others, down to every level; 36 and 3612 meet the groups below.
    private static readonly string?[] Industries = ["3612", "3670", "3421", "34", "2710", "271", "1411", "C", "0610", "4411", "4710", "5212", "7310", "I", null];
    private static readonly string[] Parks = ["东区", "西区", "南区"];
    private static readonly string[] Measures = ["工业总产值(万元)", "营业收入(万元)", "税收(万元)", "用电量(万千瓦时)"];
    private static readonly string[] Indicators = ["IND_GOV", "IND_REV", "TAX", "POWER_IND", "EMP_END"];
    private static readonly string[] Prefixes = ["36", "34", "361", "27", "C", "14", "3612", "06", "44", "52"];

    private readonly List<string> firms = [];
    private readonly HashSet<string> voided = [];
    private readonly List<(DateOnly From, SentGroup[] Groups)> groups = [];
    private readonly List<Merged> merges = [];
    private readonly StringBuilder log = new();

    /// <summary>Group sets in the order they were sent.</summary>
    public IReadOnlyList<(DateOnly From, SentGroup[] Groups)> Groups => groups;

    /// <summary>What was done, for the message of a failure.</summary>
    public override string ToString() => log.ToString();

    public async Task StepAsync()
    {
        switch (firms.Count < 4 ? 0 : groups.Count == 0 ? 14 : random.Next(22))
        {
            case 0:
                await EnterAsync();
                break;
            case 1:
                await CreateAsync();
                break;
            case <= 4:
                await ImportReportsAsync();
                break;
            case <= 7:
                await CorrectAsync();
                break;
            case 8:
                await ChangeAsync("industryCode", Pick(Industries), dated: true);
                break;
            case 9:
                await ChangeAsync("park", Chance(4) ? null : Pick(Parks), dated: true);
                break;
            case 10:
                await ChangeAsync(Chance(2) ? "industryHistory" : "parkHistory", null, dated: false);
                break;
            case 11:
                await ChangeAsync("aboveScale", null, dated: false);
                break;
            case 12:
                await ChangeAsync("presence", Pick("both", "registered-only", "operating-only"), dated: false);
                break;
            case 13:
                await MoveAsync();
                break;
            case 14 or 15:
                await RedefineAsync();
                break;
            case 18 or 19:
                await MergeAsync();
                break;
            case 20 or 21:
                await UndoAsync();
                break;
            default:
                if (firms.Count - voided.Count > 6) await VoidAsync();
                else await EnterAsync();
                break;
        }
    }

    /// <summary>The ledger of the register: some new, some known, with what an office's file carries.</summary>
    private async Task EnterAsync()
    {
        var known = firms.Except(voided).OrderBy(_ => random.Next()).Take(random.Next(4)).ToList();
        var fresh = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Office.CreditCode()).ToList();
        firms.AddRange(fresh);
        var lines = known.Concat(fresh).Select(code => new Firm($"企业{code[^6..]}", Pick(Industries) ?? "", Pick(Parks), Chance(3) ? "" : Day().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) { Code = code });
        await ImportAsync("enterprises", Firm.Ledger(lines));
    }

    private async Task CreateAsync()
    {
        var code = Office.CreditCode();
        var body = new JsonObject { ["creditCode"] = code, ["name"] = $"企业{code[^6..]}", ["industryCode"] = Pick(Industries), ["park"] = Pick(Parks), ["stage"] = Pick("registered", "building", "operating"), ["aboveScale"] = Listings() };
        if (Chance(2)) body["movedInOn"] = Text(Day());
        if (await SendAsync("POST enterprises", body, office.Economy.PostAsJsonAsync(office.At("enterprises"), body))) firms.Add(code);
    }

    private async Task ImportReportsAsync()
    {
        var measure = Pick(Measures);
        var lines = new HashSet<string>();
        var csv = new StringBuilder($"统一社会信用代码,报告期,{measure}_本月,{measure}_上年同期,{measure}_累计,{measure}_上年同期累计,从业人员(人)\n");
        foreach (var firm in firms.Except(voided).OrderBy(_ => random.Next()).Take(random.Next(1, 12)))
        {
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                var month = Month();
                if (!lines.Add(firm + month)) continue;
                csv.Append(CultureInfo.InvariantCulture, $"{firm},{month},{Cell()},{Cell()},{Cell()},{Cell()},{(Chance(3) ? "" : random.Next(0, 500))}\n");
            }
        }

        await ImportAsync("enterprise-reports", csv.ToString());
    }

    private async Task CorrectAsync()
    {
        var indicator = Pick(Indicators);
        var body = new JsonObject { ["indicator"] = indicator, ["reason"] = "随机更正", ["carry"] = Chance(2) };
        foreach (var field in (string[])["value", "prior", "ytd", "ytdPrior"])
            if (Chance(2)) body[field] = indicator == "EMP_END" ? random.Next(900) : random.Next(2000) / 4m;
        var address = $"enterprise-reports/{Known()}/{Month()}";
        await SendAsync("PATCH " + address, body, office.Economy.PatchAsync(office.At(address), body));
    }

    private Task ChangeAsync(string field, string? value, bool dated)
    {
        var body = new JsonObject
        {
            [field] = field switch
            {
                "aboveScale" => Listings(),
                "industryHistory" => History("industryCode", () => Pick(Industries)),
                "parkHistory" => History("park", () => Chance(4) ? null : Pick(Parks)),
                _ => value,
            },
        };
        if (dated && !Chance(4)) body["effectiveOn"] = Text(Day());
        return PatchAsync(body);
    }

    private Task MoveAsync()
    {
        var body = new JsonObject();
        if (Chance(2)) body["movedInOn"] = Chance(3) ? null : Text(Day());
        if (Chance(2) || body.Count == 0) body["movedOutOn"] = Chance(2) ? null : Text(Day());
        if (Chance(3)) body["stage"] = Pick("registered", "operating", "suspended");
        return PatchAsync(body);
    }

    private async Task RedefineAsync()
    {
        var known = firms.Except(voided).OrderBy(_ => random.Next()).Take(4).ToList();
        var set = new[] { "装备", "医药", "能源" }.Take(random.Next(1, 4)).Select((name, i) => new SentGroup(name, [.. Prefixes.OrderBy(_ => random.Next()).Take(random.Next(0, 4))],
            [.. known.Skip(i).Take(random.Next(2))], [.. known.Skip(3).Take(random.Next(2))])).ToArray();
        var from = Day();
        var body = JsonSerializer.SerializeToNode(new { from, groups = set }, JsonSerializerOptions.Web)!.AsObject();
        if (await SendAsync("POST industry-groups", body, office.Economy.PostAsJsonAsync(office.At("industry-groups"), body))) groups.Add((from, set));
    }

    private async Task VoidAsync()
    {
        var firm = Known();
        var body = new JsonObject { ["reason"] = "重复" };
        if (await SendAsync($"POST enterprises/{firm}/voiding", body, office.Economy.PostAsJsonAsync(office.At($"enterprises/{firm}/voiding"), body))) voided.Add(firm);
    }

    /// <summary>Two files become one; where both reported a month, one of them is believed.</summary>
    private async Task MergeAsync()
    {
        var pair = firms.Except(voided).OrderBy(_ => random.Next()).Take(2).ToList();
        if (pair.Count < 2) return;
        var (kept, gone) = (pair[0], pair[1]);
        var preview = await office.Economy.GetFromJsonAsync<JsonElement>(office.At($"enterprises/{kept}/merge-preview?with={gone}"));
        var (fields, decisions) = (new JsonObject(), new JsonObject());
        foreach (var field in (string[])["industryCode", "park", "aboveScale", "presence", "movedInOn", "stage"])
            if (Chance(2)) fields[field] = Pick("kept", "merged");
        foreach (var conflict in preview.GetProperty("conflicts").EnumerateArray()) decisions[conflict.Text("key")!] = Pick("kept", "merged");
        var body = new JsonObject { ["merged"] = gone, ["fields"] = fields, ["decisions"] = decisions, ["reason"] = "随机合并" };
        var address = $"enterprises/{kept}/merges";
        if (await TellAsync("POST " + address, body, office.Economy.PostAsJsonAsync(office.At(address), body)) is not { } done) return;
        var mentions = new List<(int, int, bool, bool)>();
        for (var s = 0; s < groups.Count; s++)
        {
            for (var g = 0; g < groups[s].Groups.Length; g++)
            {
                var group = groups[s].Groups[g];
                var known = group.Plus.Contains(kept) || group.Minus.Contains(kept);
                if (group.Plus.Contains(gone)) mentions.Add((s, g, true, known));
                if (group.Minus.Contains(gone)) mentions.Add((s, g, false, known));
                string[] Without(string[] codes) => [.. codes.Where(c => c != gone), .. codes.Contains(gone) && !known ? new[] { kept } : []];
                groups[s].Groups[g] = group with { Plus = Without(group.Plus), Minus = Without(group.Minus) };
            }
        }

        voided.Add(gone);
        merges.Add(new(done.Text("id")!, done.Text("kept")!, kept, gone, mentions));
    }

    private async Task UndoAsync()
    {
        if (merges.Count == 0) return;
        // Most often the last, which most often can be undone.
        var merge = Chance(3) ? Pick([.. merges]) : merges[^1];
        var (address, body) = ($"enterprises/{merge.KeptCode}/merges/{merge.Id}/undo", new JsonObject { ["reason"] = "随机撤销" });
        if (!await SendAsync("POST " + address, body, office.Economy.PostAsJsonAsync(office.At(address), body))) return;
        foreach (var (s, g, plus, dropped) in merge.Mentions)
        {
            var group = groups[s].Groups[g];
            string[] With(string[] codes) => [.. codes.Where(c => dropped || c != merge.Kept), merge.Gone];
            groups[s].Groups[g] = plus ? group with { Plus = With(group.Plus) } : group with { Minus = With(group.Minus) };
        }

        voided.Remove(merge.Gone);
        merges.Remove(merge);
    }

    private Task PatchAsync(JsonObject body)
    {
        var address = $"enterprises/{Known()}";
        return SendAsync("PATCH " + address, body, office.Economy.PatchAsync(office.At(address), body));
    }

    private async Task ImportAsync(string ledger, string csv)
    {
        log.AppendLine(CultureInfo.InvariantCulture, $"import {ledger}").Append(csv);
        var imported = await office.Economy.ImportAsync(office.Zone, ledger, csv, "?mode=good");
        imported.State.ShouldBe("done", $"{imported}\n{log}");
    }

    /// <summary>Refusals by a rule are part of the game; anything else is not.</summary>
    private async Task<bool> SendAsync(string what, JsonObject body, Task<HttpResponseMessage> sent) => await TellAsync(what, body, sent) is not null;

    private async Task<JsonElement?> TellAsync(string what, JsonObject body, Task<HttpResponseMessage> sent)
    {
        using var answer = await sent;
        log.AppendLine(CultureInfo.InvariantCulture, $"{what} {body.ToJsonString()} → {(int)answer.StatusCode}");
        var said = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
        {
            // What the merge changed was changed again.
            if (answer.StatusCode != HttpStatusCode.Conflict || !said.Contains("merge-in-use", StringComparison.Ordinal)) answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, $"{said}\n{log}");
        }

        return answer.IsSuccessStatusCode ? JsonDocument.Parse(said.Length == 0 ? "{}" : said).RootElement.Clone() : null;
    }

    private JsonArray Listings()
    {
        var days = Enumerable.Range(0, random.Next(4)).Select(_ => Day()).Distinct().Order().ToList();
        var listings = new JsonArray();
        for (var i = 0; i < days.Count; i += 2)
            listings.Add(new JsonObject { ["kind"] = Chance(6) ? "批发业" : "工业", ["since"] = Text(days[i]), ["until"] = i + 1 < days.Count ? Text(days[i + 1]) : null });
        return listings;
    }

    private JsonArray History(string name, Func<string?> value)
    {
        var turns = Enumerable.Range(0, random.Next(3)).Select(_ => Day()).Distinct().Order().Select(Text).Append(null);
        return [.. turns.Select(until => (JsonNode)new JsonObject { [name] = value(), ["until"] = until })];
    }

    private string Known() => Pick([.. firms.Except(voided)]);

    // Month ends and beginnings are where classifications turn.
    private DateOnly Day()
    {
        var first = new DateOnly(2018, 11, 1).AddMonths(random.Next(34));
        return random.Next(3) switch { 0 => first, 1 => first.AddMonths(1).AddDays(-1), _ => first.AddDays(random.Next(28)) };
    }

    // Few enough months that reports meet one another, over a year's end and over January and February.
    private string Month() => new DateOnly(2019, 10, 1).AddMonths(random.Next(9)).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private string Cell() => random.Next(6) switch { 0 => "", 1 => "-", _ => (random.Next(4000) / 4m).ToString(CultureInfo.InvariantCulture) };

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private T Pick<T>(params T[] of) => of[random.Next(of.Length)];

    /// <summary>A merge that stands, with the mentions of the one that went in the groups of that time.</summary>
    private sealed record Merged(string Id, string KeptCode, string Kept, string Gone, List<(int Set, int Group, bool Plus, bool Dropped)> Mentions);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
