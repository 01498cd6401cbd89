using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.SignOffs;

/// <summary>Sign-off over the interface: verbs, stand-ins, who sees what, and a random play against a reference model.</summary>
public abstract class SignOffTests(TestServer server) : ServerTests(server)
{
    private static readonly string[] Verbs = ["approve", "return", "hand-over", "add-signer", "submit", "withdraw", "urge", "reassign"];

    [Fact]
    public async Task Everyone_agrees_step_by_step_and_the_opinions_stay()
    {
        var zone = await Zone();
        var code = await Start(zone, "a", [("all", ["b", "c"]), ("one", ["d"])], copies: ["e"]);
        (await Waiting(zone)).ShouldBe(["b", "c"]);
        (await Move(zone, "b", code, "approve", "同意。\n请抓紧。")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Waiting(zone)).ShouldBe(["c"]);
        await Move(zone, "c", code, "approve");
        (await Waiting(zone)).ShouldBe(["d"]);
        await Move(zone, "d", code, "approve", "好");
        var view = await View(zone, "a", code);
        view.Text("state").ShouldBe("approved");
        view.GetProperty("steps").EnumerateArray().SelectMany(s => s.GetProperty("signers").EnumerateArray()).Select(s => s.Text("opinion")).ShouldBe(["同意。\n请抓紧。", null, "好"], ignoreOrder: true);
        (await Box(zone, "a", "started")).ShouldBe([code]);
        (await Box(zone, "b", "done")).ShouldBe([code]);
        (await Box(zone, "e", "copied")).ShouldBe([code]);
        (await Waiting(zone)).ShouldBeEmpty();
        var notices = await Get(zone, "a", "notices");
        notices.Items()[0].Text("title").ShouldNotBeNull().ShouldContain("已同意");
    }

    [Fact]
    public async Task Returned_matter_waits_for_its_starter_who_hands_it_in_again()
    {
        var zone = await Zone();
        var code = await Start(zone, "a", [("one", ["b"])]);
        (await Code(await Move(zone, "b", code, "return"))).ShouldBe("note-required");
        await Move(zone, "b", code, "return", "缺少依据");
        (await Waiting(zone)).ShouldBe(["a"]);
        await Move(zone, "a", code, "submit", "已补充");
        (await Waiting(zone)).ShouldBe(["b"]);
        var view = await View(zone, "a", code);
        (view.GetProperty("round").GetInt32(), view.GetProperty("steps").GetArrayLength()).ShouldBe((2, 2));
    }

    [Fact]
    public async Task Starter_never_decides_and_a_refusal_says_what_is_possible()
    {
        var zone = await Zone();
        using var client = await Server.As($"a-{zone}");
        (await Code(await client.PostAsJsonAsync($"/api/v1/zones/{zone}/sign-offs", new { title = "自批", steps = new[] { new { mode = "one", members = new[] { $"a-{zone}" } } } }))).ShouldBe("cannot-sign");
        var code = await Start(zone, "a", [("one", ["b"])]);
        var refused = await Move(zone, "a", code, "approve");
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement;
        problem.Text("code").ShouldBe("move-not-allowed");
        problem.GetProperty("allowed").EnumerateArray().Select(m => m.GetString()).ShouldBe(["withdraw", "urge"]);
        (await Code(await Move(zone, "b", code, "hand-over", "请代办", "a"))).ShouldBe("cannot-sign");
    }

    [Fact]
    public async Task Stand_in_signs_during_the_absence_and_the_record_says_for_whom()
    {
        var zone = await Zone();
        await Absent(zone, "b", "c");
        var code = await Start(zone, "a", [("one", ["b"])]);
        (await Waiting(zone)).ShouldBe(["c"]);
        (await View(zone, "c", code)).Text("standsInFor").ShouldBe("b");
        (await Code(await Move(zone, "b", code, "approve"))).ShouldBe("move-not-allowed");
        await Move(zone, "c", code, "approve");
        var signer = (await View(zone, "a", code)).GetProperty("steps")[0].GetProperty("signers")[0];
        (signer.At("member.name").GetString(), signer.At("decidedBy.name").GetString()).ShouldBe(("b", "c"));
    }

    [Fact]
    public async Task Stand_in_who_is_the_starter_leaves_it_to_the_absent_one()
    {
        var zone = await Zone();
        await Absent(zone, "b", "a");
        await Start(zone, "a", [("one", ["b"])]);
        (await Waiting(zone)).ShouldBe(["b"]);
    }

    [Fact]
    public async Task Whoever_is_no_part_of_it_cannot_tell_that_it_exists()
    {
        var zone = await Zone();
        var code = await Start(zone, "a", [("one", ["b"])]);
        using var stranger = await Server.As($"f-{zone}");
        var known = await stranger.GetAsync($"/api/v1/zones/{zone}/sign-offs/{code}");
        var unknown = await stranger.GetAsync($"/api/v1/zones/{zone}/sign-offs/S1999-0001");
        (known.StatusCode, await known.Content.ReadAsStringAsync()).ShouldBe((unknown.StatusCode, await unknown.Content.ReadAsStringAsync()));
        (await Code(await Move(zone, "f", code, "approve"))).ShouldBe("not-found");
        (await Get(zone, "f", "sign-offs")).GetProperty("total").GetInt32().ShouldBe(0);
        (await Get(zone, "boss", "sign-offs")).GetProperty("total").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Place_of_someone_who_left_is_visibly_nobodys_until_it_is_reassigned()
    {
        var zone = await Zone();
        var code = await Start(zone, "a", [("one", ["b"])]);
        await Leave(zone, "b");
        (await Waiting(zone)).ShouldBeEmpty();
        (await View(zone, "a", code)).GetProperty("orphaned").GetBoolean().ShouldBeTrue();
        (await Get(zone, "boss", "sign-offs?orphaned=true")).Items().Single().Text("code").ShouldBe(code);
        (await Move(zone, "a", code, "reassign", "原审批人已调离", "c")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Waiting(zone)).ShouldBe(["c"]);
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_on_any_one_place_exactly_one_does()
    {
        var zone = await Zone();
        for (var n = 0; n < 8; n++)
        {
            var code = await Start(zone, "a", [("any", ["b", "c", "d"])]);
            var answers = await Task.WhenAll(Task.Run(() => Move(zone, "b", code, "approve")), Task.Run(() => Move(zone, "c", code, "return", "不妥")), Task.Run(() => Move(zone, "d", code, "approve")));
            answers.Count(r => r.IsSuccessStatusCode).ShouldBe(1);
            answers.Where(r => !r.IsSuccessStatusCode).ShouldAllBe(r => r.StatusCode == HttpStatusCode.Conflict);
        }
    }

    [Fact]
    public async Task Urging_reaches_whoever_holds_it_and_not_twice_an_hour()
    {
        var zone = await Zone();
        var code = await Start(zone, "a", [("one", ["b"])]);
        (await Move(zone, "a", code, "urge", "急")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Code(await Move(zone, "a", code, "urge"))).ShouldBe("urged-recently");
        (await Get(zone, "b", "inbox")).Items().Single().GetProperty("urged").GetBoolean().ShouldBeTrue();
        (await Get(zone, "b", "notices")).Items()[0].Text("text").ShouldBe("急");
    }

    [Fact]
    public async Task Whoever_saw_an_older_version_is_refused()
    {
        var zone = await Zone();
        var code = await Start(zone, "a", [("all", ["b", "c"])]);
        var version = (await View(zone, "c", code)).GetProperty("version").GetInt32();
        await Move(zone, "b", code, "approve");
        using var client = await Server.As($"c-{zone}");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/zones/{zone}/sign-offs/{code}/moves") { Content = JsonContent.Create(new { move = "approve" }) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        (await client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
    }

    /// <summary>Random sequences of legal and illegal moves, absences and departures: state and inboxes agree with the reference
    /// after every move, and nobody decides what is theirs or decides twice.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Random_play_agrees_with_the_reference(int seed)
    {
        var random = new Random(seed);
        var people = new[] { "a", "b", "c", "d", "e", "f" };
        var zone = await Zone();
        var clients = new Dictionary<string, HttpClient>();
        foreach (var name in people) clients[name] = await Server.As($"{name}-{zone}");
        for (var game = 0; game < 4; game++)
        {
            var starter = people[random.Next(people.Length)];
            var others = people.Where(p => p != starter).ToArray();
            random.Shuffle(others);
            (string, string[])[] plan = random.Next(3) switch
            {
                0 => [("all", [.. others.Take(2)])],
                1 => [("any", [.. others.Take(2)]), ("one", [others[2]])],
                _ => [("one", [others[0]]), ("all", [.. others.Skip(1).Take(2)])],
            };
            var reference = new ReferenceSignOff(starter, plan);
            var absences = new Dictionary<string, Guid>();
            var code = await Start(zone, starter, plan);
            reference.Submit();
            var log = new List<string> { $"{starter} started {string.Join(" | ", plan.Select(p => $"{p.Item1} {string.Join(",", p.Item2)}"))}" };
            for (var turn = 0; turn < 30 && reference.State is "pending" or "returned"; turn++)
            {
                var who = people[random.Next(people.Length)];
                if (random.Next(6) == 0)
                {
                    if (absences.Remove(who, out var id))
                    {
                        (await clients[who].DeleteAsync($"/api/v1/zones/{zone}/absences/{id}")).EnsureSuccessStatusCode();
                        reference.Away.Remove(who);
                        log.Add($"{who} is back");
                    }
                    else
                    {
                        var standIn = random.Next(4) == 0 ? null : people.Where(p => p != who).ElementAt(random.Next(people.Length - 1));
                        absences[who] = await Absent(zone, who, standIn);
                        reference.Away[who] = standIn;
                        log.Add($"{who} is away, {standIn} stands in");
                    }
                }
                else
                {
                    // Mostly what could be right, so that games get somewhere; sometimes anything.
                    var holders = reference.Waiting().Where(h => h != "-").ToList();
                    if (holders.Count > 0 && random.Next(3) > 0) who = holders[random.Next(holders.Count)];
                    var verb = random.Next(3) > 0 ? (reference.State == "returned" ? "submit" : random.Next(5) == 0 ? "return" : "approve") : Verbs[random.Next(Verbs.Length)];
                    if (verb is "urge" or "withdraw" && random.Next(4) > 0) verb = "hand-over";
                    var to = verb is "hand-over" or "add-signer" or "reassign" ? people[random.Next(people.Length)] : null;
                    var answer = await Send(clients[who], zone, code, verb, "因为", to is null ? null : $"{to}-{zone}");
                    var told = $"{string.Join('\n', log)}\n{who} {verb} {to} -> {await answer.Content.ReadAsStringAsync()}";
                    log.Add($"{who} {verb} {to}: {(int)answer.StatusCode}");
                    if (verb == "urge") continue;
                    answer.IsSuccessStatusCode.ShouldBe(reference.Try(who, verb, to), told);
                }

                (await StateOf(zone, code)).ShouldBe(reference.State);
                (await Waiting(zone, clients)).ShouldBe(reference.Waiting().Where(w => w != "-"), string.Join('\n', log));
            }

            foreach (var round in reference.Deciders)
            {
                round.ShouldNotContain(starter);
                round.ShouldBeUnique(string.Join('\n', log));
            }

            foreach (var (who, id) in absences) (await clients[who].DeleteAsync($"/api/v1/zones/{zone}/absences/{id}")).EnsureSuccessStatusCode();
            if (reference.State is "pending" or "returned") (await Send(clients[starter], zone, code, "withdraw", null, null)).EnsureSuccessStatusCode();
        }

        foreach (var client in clients.Values) client.Dispose();
    }

    private async Task<string> Zone()
    {
        var zone = await Server.NewZone();
        await Server.InZone(zone, async services =>
        {
            var keeper = services.GetRequiredService<AccountService>();
            foreach (var (name, role) in new[] { ("a", Roles.Economy), ("b", Roles.Projects), ("c", Roles.Promotion), ("d", Roles.Department), ("e", Roles.Department), ("f", Roles.Liaison), ("boss", Roles.Leader) })
                (await keeper.AddMemberAsync(new($"{name}-{zone}", name, "pw-" + Guid.CreateVersion7().ToString("N"), [role], null))).IsOk.ShouldBeTrue();
            return true;
        });
        return zone;
    }

    private async Task<string> Start(string zone, string starter, IEnumerable<(string Mode, string[] Members)> steps, string[]? copies = null)
    {
        using var client = await Server.As($"{starter}-{zone}");
        var started = await Json(await client.PostAsJsonAsync($"/api/v1/zones/{zone}/sign-offs", new
        {
            title = "请示",
            steps = steps.Select(s => new { mode = s.Mode, members = s.Members.Select(m => $"{m}-{zone}") }),
            copies = copies?.Select(m => $"{m}-{zone}"),
        }));
        return started.Text("code")!;
    }

    private async Task<HttpResponseMessage> Move(string zone, string who, string code, string verb, string? note = null, string? to = null)
    {
        using var client = await Server.As($"{who}-{zone}");
        return await Send(client, zone, code, verb, note, to is null ? null : $"{to}-{zone}");
    }

    private static Task<HttpResponseMessage> Send(HttpClient client, string zone, string code, string verb, string? note, string? to) =>
        client.PostAsJsonAsync($"/api/v1/zones/{zone}/sign-offs/{code}/moves", new { move = verb, note, to });

    private async Task<JsonElement> View(string zone, string who, string code) => await Get(zone, who, $"sign-offs/{code}");

    private async Task<JsonElement> Get(string zone, string who, string path)
    {
        using var client = await Server.As($"{who}-{zone}");
        return await Json(await client.GetAsync($"/api/v1/zones/{zone}/{path}"));
    }

    private async Task<IReadOnlyList<string>> Box(string zone, string who, string box) => [.. (await Get(zone, who, $"inbox?box={box}")).Items().Select(i => i.Text("key")!)];

    /// <summary>In whose inbox something waits, sorted.</summary>
    private async Task<IReadOnlyList<string>> Waiting(string zone, Dictionary<string, HttpClient>? clients = null)
    {
        var waiting = new List<string>();
        foreach (var name in (string[])["a", "b", "c", "d", "e", "f"])
        {
            if (clients is null && await HasLeft(zone, name)) continue;
            var inbox = clients is null ? await Get(zone, name, "inbox") : await Json(await clients[name].GetAsync($"/api/v1/zones/{zone}/inbox"));
            if (inbox.GetProperty("total").GetInt32() > 0) waiting.Add(name);
        }

        return waiting;
    }

    private Task<string> StateOf(string zone, string code) => Server.InZone(zone, s => s.GetRequiredService<JingkaiDbContext>().Set<Jingkai.Platform.SignOffs.SignOff>().Where(x => x.Code == code).Select(x => x.State).SingleAsync());

    private Task<bool> HasLeft(string zone, string name) => Server.InZone(zone, s => s.GetRequiredService<JingkaiDbContext>().Set<Member>().AnyAsync(m => m.Name == name && !m.Active));

    private async Task<Guid> Absent(string zone, string who, string? standIn)
    {
        using var client = await Server.As($"{who}-{zone}");
        var made = await Json(await client.PostAsJsonAsync($"/api/v1/zones/{zone}/absences", new { from = "2020-01-01", until = "2099-01-01", standIn = standIn is null ? null : $"{standIn}-{zone}" }));
        return made.GetProperty("id").GetGuid();
    }

    private Task<bool> Leave(string zone, string who) => Server.InZone(zone, async s =>
    {
        await s.GetRequiredService<JingkaiDbContext>().Set<Member>().Where(m => m.Name == who).ExecuteUpdateAsync(m => m.SetProperty(x => x.Active, false));
        s.GetRequiredService<AccessReader>().Forget();
        return true;
    });
}

/// <summary>On SQLite.</summary>
public sealed class Sign_offs_on_sqlite(SqliteEmpty server) : SignOffTests(server);

/// <summary>On PostgreSQL.</summary>
public sealed class Sign_offs_on_postgres(PostgresEmpty server) : SignOffTests(server);
