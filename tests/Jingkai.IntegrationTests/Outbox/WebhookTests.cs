using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.Host.Commands;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Outbox;
using Jingkai.Platform.Outbox.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Outbox;

/// <summary>Webhooks: who keeps them, where they may lead, what they hear of; and no secret in any place but one.</summary>
public abstract class WebhookTests(OutboxServer server) : ServerTests(server)
{
    private readonly OutboxServer outbox = server;

    [Fact]
    public async Task Webhooks_are_the_system_administrators()
    {
        using var office = await Office.OpenAsync(Server);
        using var keeper = await office.HireAsync("admin", Roles.SystemAdministrator);
        foreach (var (n, role) in Roles.All.Where(r => r != Roles.SystemAdministrator).Index())
        {
            using var other = await office.HireAsync($"other{n}", role);
            foreach (var path in (string[])["webhooks", "webhooks/topics", "outbox", "outbox/quiet-hours"]) (await other.GetAsync(office.At(path))).StatusCode.ShouldBe(HttpStatusCode.Forbidden, $"{role} {path}");
            (await other.PostAsJsonAsync(office.At("webhooks"), Hook(outbox.Receiver.At("/x")))).StatusCode.ShouldBe(HttpStatusCode.Forbidden, role);
            (await other.PostAsync(office.At("outbox/resend"), null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, role);
        }

        (await Json(await keeper.GetAsync(office.At("webhooks")))).GetProperty("total").GetInt32().ShouldBe(0);
        (await Json(await keeper.GetAsync(office.At("webhooks/topics")))).Items().Select(t => t.Text("code"))
            .ShouldBe(["case.answered", "case.assigned", "case.closed", "case.registered", "case.reopened", "case.settled", "document.issued", "document.voided", "enterprise.changed", "figure.corrected", "import.done", "meeting-task.accepted", "meeting-task.done", "meeting.called", "meeting.cancelled", "meeting.minuted", "sign-off.approved", "sign-off.returned", "sign-off.started", "sign-off.withdrawn"]);
    }

    [Theory]
    [InlineData("http://hooks.example.cn/x", "not-https")]
    [InlineData("https://other.example.cn/x", "host-not-listed")]
    [InlineData("https://hooks.example.cn.evil.example/x", "host-not-listed")]
    [InlineData("https://user:pass@hooks.example.cn/x", "bad-url")]
    [InlineData("https://hooks.example.cn/x#part", "bad-url")]
    [InlineData("file:///etc/passwd", "bad-url")]
    [InlineData("not an address", "bad-url")]
    [InlineData("", "required")]
    public async Task Address_outside_the_rules_is_refused(string url, string code)
    {
        using var office = await Office.OpenAsync(Server);
        using var keeper = await office.HireAsync("admin", Roles.SystemAdministrator);
        (await Code(await keeper.PostAsJsonAsync(office.At("webhooks"), Hook(url)))).ShouldBe(code);
    }

    [Fact]
    public async Task Webhook_is_changed_switched_off_and_removed()
    {
        using var office = await Office.OpenAsync(Server);
        using var keeper = await office.HireAsync("admin", Roles.SystemAdministrator);
        var url = outbox.Receiver.On("/kept", _ => Reply.Ok);
        (await Code(await keeper.PostAsJsonAsync(office.At("webhooks"), Hook(url, "weather")))).ShouldBe("unknown-topic");
        (await Code(await keeper.PostAsJsonAsync(office.At("webhooks"), Hook(url, topics: [])))).ShouldBe("topics-required");
        var made = await Json(await keeper.PostAsJsonAsync(office.At("webhooks"), Hook(url)));
        var at = office.At($"webhooks/{made.Text("id")}");

        var off = new HttpRequestMessage(HttpMethod.Put, at) { Content = JsonContent.Create(Hook(url, active: false)), Headers = { { "If-Match", "\"7\"" } } };
        (await Code(await keeper.SendAsync(off))).ShouldBe("stale");
        (await Json(await keeper.PutAsJsonAsync(at, Hook(url, active: false)))).GetProperty("active").GetBoolean().ShouldBeFalse();
        await outbox.PublishAsync(office.Zone, "import.done", 1);
        (await outbox.MessagesAsync(office.Zone)).ShouldBeEmpty();

        await Json(await keeper.PutAsJsonAsync(at, Hook(url, "enterprise.changed")));
        await outbox.PublishAsync(office.Zone, "import.done", 1);
        (await outbox.MessagesAsync(office.Zone)).ShouldBeEmpty();
        await Json(await keeper.PutAsJsonAsync(at, Hook(url, "*")));
        await outbox.PublishAsync(office.Zone, "import.done", 1);
        (await keeper.DeleteAsync(at)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await keeper.GetAsync(at)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await outbox.DrainAsync();
        (await outbox.MessagesAsync(office.Zone)).Single().LastError.ShouldBe(DeliveryErrors.WebhookGone);
        outbox.Receiver.For("/kept").ShouldBeEmpty();
    }

    [Fact]
    public async Task Webhook_of_another_zone_does_not_exist_and_hears_nothing()
    {
        using var mine = await Office.OpenAsync(Server);
        using var other = await Office.OpenAsync(Server);
        using var keeper = await mine.HireAsync("admin", Roles.SystemAdministrator);
        using var stranger = await other.HireAsync("admin", Roles.SystemAdministrator);
        var made = await Json(await keeper.PostAsJsonAsync(mine.At("webhooks"), Hook(outbox.Receiver.At("/zone"))));
        (await stranger.GetAsync(other.At($"webhooks/{made.Text("id")}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.DeleteAsync(other.At($"webhooks/{made.Text("id")}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await outbox.PublishAsync(other.Zone, "import.done", 1);
        (await outbox.MessagesAsync(other.Zone)).ShouldBeEmpty();
        await outbox.PublishAsync(mine.Zone, "import.done", 1);
        var message = (await outbox.MessagesAsync(mine.Zone)).Single();
        (await stranger.PostAsync(other.At($"outbox/{message.Id}/resend"), null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Test_message_reaches_a_webhook_that_is_switched_off()
    {
        using var office = await Office.OpenAsync(Server);
        using var keeper = await office.HireAsync("admin", Roles.SystemAdministrator);
        var made = await Json(await keeper.PostAsJsonAsync(office.At("webhooks"), Hook(outbox.Receiver.On("/tested", _ => Reply.Ok), active: false)));
        var sent = await keeper.PostAsync(office.At($"webhooks/{made.Text("id")}/test"), null);
        sent.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await outbox.DrainAsync();
        var body = JsonDocument.Parse(outbox.Receiver.For("/tested").Single().Body).RootElement;
        (body.Text("type"), body.Text("zone"), body.At("data.webhook").GetString()).ShouldBe(("webhook.test", office.Zone, made.Text("id")));
        body.EnumerateObject().Select(p => p.Name).ShouldBe(["id", "type", "zone", "at", "data"]);
        body.GetProperty("at").GetDateTime().ToUniversalTime().ShouldBe(outbox.Clock.Now());
    }

    [Fact]
    public async Task Renewed_secret_signs_from_then_on()
    {
        using var office = await Office.OpenAsync(Server);
        using var keeper = await office.HireAsync("admin", Roles.SystemAdministrator);
        var made = await Json(await keeper.PostAsJsonAsync(office.At("webhooks"), Hook(outbox.Receiver.On("/renewed", _ => Reply.Ok))));
        await outbox.PublishAsync(office.Zone, "import.done", 1);
        var secret = (await Json(await keeper.PostAsync(office.At($"webhooks/{made.Text("id")}/secret"), null))).Text("secret")!;
        secret.ShouldNotBe(made.Text("secret"));
        await outbox.DrainAsync();
        var request = outbox.Receiver.For("/renewed").Single();
        var time = DateTimeOffset.FromUnixTimeSeconds(long.Parse(request.Headers["jingkai-signature"].Split(',')[0][2..], System.Globalization.CultureInfo.InvariantCulture));
        request.Headers["jingkai-signature"].ShouldBe(Signature.Of(secret, time, request.Body));
    }

    [Fact]
    public async Task What_happens_in_the_zone_is_told_by_its_owners_in_their_transaction()
    {
        using var office = await Office.OpenAsync(Server);
        using var keeper = await office.HireAsync("admin", Roles.SystemAdministrator);
        using var leader = await office.HireAsync("leader", Roles.Leader);
        await Json(await keeper.PostAsJsonAsync(office.At("webhooks"), Hook(outbox.Receiver.On("/news", _ => Reply.Ok), "*")));
        var firm = new Firm("甲厂", "3612");
        await office.Economy.MustImportAsync(office.Zone, "enterprises", Firm.Ledger([firm]));
        await office.Economy.MustImportAsync(office.Zone, "enterprise-reports", Report.Ledger([new(firm.Code, "2024-03", 100, 90, 300, 280)]));
        var code = (await Json(await office.Economy.GetAsync(office.At($"enterprises/{firm.Code}")))).Text("code")!;
        await Json(await office.Economy.PatchAsync(office.At($"enterprises/{code}"), new JsonObject { ["name"] = "甲厂有限公司", ["source"] = "来函" }));
        await Json(await office.Economy.PatchAsync(office.At($"enterprise-reports/{code}/2024-03"), new JsonObject { ["indicator"] = "IND_GOV", ["value"] = 987654321, ["reason"] = "笔误" }));
        // Refused as a whole: nothing is told of it.
        (await office.Economy.ImportAsync(office.Zone, "enterprises", Firm.Ledger([new("乙厂", "9999")]), "?mode=all")).Result.GetProperty("committed").GetBoolean().ShouldBeFalse();

        var signOff = await StartAsync(office);
        await MoveAsync(leader, office, signOff, "return", "补材料");
        await MoveAsync(office.Economy, office, signOff, "submit");
        await MoveAsync(leader, office, signOff, "approve");
        await MoveAsync(office.Economy, office, await StartAsync(office), "withdraw");

        await outbox.DrainAsync();
        var news = outbox.Receiver.For("/news").Select(r => JsonDocument.Parse(r.Body).RootElement).ToList();
        news.Select(n => n.Text("type")).ShouldBe(
        [
            "enterprise.changed", "import.done", "import.done", "enterprise.changed", "figure.corrected",
            "sign-off.started", "sign-off.returned", "sign-off.started", "sign-off.approved", "sign-off.started", "sign-off.withdrawn",
        ]);
        news.ShouldAllBe(n => n.Text("zone") == office.Zone);
        news.Select(n => n.Text("id")).Distinct().Count().ShouldBe(news.Count);
        news[0].At("data.enterprises").EnumerateArray().Select(e => e.GetString()).ShouldBe([code]);
        (news[1].At("data.ledger").GetString(), news[1].At("data.inserted").GetInt32(), news[1].At("data.rejected").GetInt32()).ShouldBe(("enterprises", 1, 0));
        var corrected = news[4].GetProperty("data");
        (corrected.Text("ledger"), corrected.GetProperty("values").GetInt32()).ShouldBe(("enterprise-reports", 1));
        corrected.Items("indicators").Select(i => i.GetString()).ShouldBe(["IND_GOV"]);
        corrected.Items("periods").Select(i => i.GetString()).ShouldBe(["2024-03"]);
        (news[5].At("data.code").GetString(), news[5].At("data.round").GetInt32(), news[7].At("data.round").GetInt32(), news[8].At("data.state").GetString()).ShouldBe((signOff, 1, 2, "approved"));
        // Codes and counts: no value, no title, no opinion, no name.
        string.Concat(outbox.Receiver.For("/news").Select(r => r.Body)).ShouldSatisfyAllConditions(
            b => b.ShouldNotContain("甲厂"), b => b.ShouldNotContain("请审批"), b => b.ShouldNotContain("补材料"), b => b.ShouldNotContain("987654321"));
    }

    [Fact]
    public async Task Secrets_stand_in_no_log_no_audit_no_answer_and_not_in_clear_in_the_database()
    {
        using var office = await Office.OpenAsync(Server);
        using var keeper = await office.HireAsync("admin", Roles.SystemAdministrator);
        using var leader = await office.HireAsync("leader", Roles.Leader);
        using var auditor = await office.HireAsync("auditor", Roles.Auditor);
        var echo = "";
        var made = await Json(await keeper.PostAsJsonAsync(office.At("webhooks"), Hook(outbox.Receiver.On("/echo", r => new Reply.Answer(500, $"bad secret {echo}")))));
        echo = made.Text("secret")!;
        var renewed = (await Json(await keeper.PostAsync(office.At($"webhooks/{made.Text("id")}/secret"), null))).Text("secret")!;
        echo = renewed;
        await Json(await leader.PutAsJsonAsync(office.At("notice-preferences"), new { email = "secret@zone.example.cn", phone = "13800138009", ways = new { email = new[] { "*" }, sms = new[] { "*" }, dingtalk = new[] { "*" }, wecom = new[] { "*" } } }));
        outbox.Clock.AdvanceTo(10, 0);
        await StartAsync(office);
        await outbox.PublishAsync(office.Zone, "import.done", 1);
        await outbox.DrainAllAsync(office.Zone);
        (await outbox.MessagesAsync(office.Zone)).Count.ShouldBeGreaterThan(4);

        string[] secrets = [made.Text("secret")!, renewed, OutboxServer.RobotToken, OutboxServer.RobotSecret, OutboxServer.WecomKey, OutboxServer.SmsKey, OutboxServer.MailPassword];
        var answers = new List<string>();
        foreach (var path in (string[])["webhooks", $"webhooks/{made.Text("id")}", "outbox?size=200", "outbox/quiet-hours"]) answers.Add(await keeper.GetStringAsync(office.At(path)));
        answers.Add(await leader.GetStringAsync(office.At("notice-preferences")));
        answers.Add(await auditor.GetStringAsync(office.At("audit?size=200")));
        answers.Add(JsonSerializer.Serialize((await outbox.MessagesAsync(office.Zone)).Select(m => new { m.Payload, m.Target, m.Host, m.LastError, m.Key })));
        answers.Add((await Server.InZone(office.Zone, s => s.GetRequiredService<JingkaiDbContext>().Set<Webhook>().SingleAsync())).Secret!);
        answers[5].ShouldContain("Webhook");
        answers[5].ShouldNotContain("13800138009");
        answers[2].ShouldContain("bad secret ***");
        foreach (var secret in secrets)
        {
            answers.ShouldAllBe(a => !a.Contains(secret, StringComparison.Ordinal), secret);
            outbox.Log.Lines.ShouldAllBe(l => !l.Contains(secret, StringComparison.Ordinal), secret);
        }

        outbox.Log.Lines.ShouldAllBe(l => !l.Contains("13800138009", StringComparison.Ordinal) && !l.Contains("secret@zone", StringComparison.Ordinal));
        outbox.Log.Lines.Count.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Moved_installation_has_no_secret_and_sends_nothing_by_itself()
    {
        using var office = await Office.OpenAsync(Server);
        using var keeper = await office.HireAsync("admin", Roles.SystemAdministrator);
        var made = await Json(await keeper.PostAsJsonAsync(office.At("webhooks"), Hook(outbox.Receiver.On("/left", _ => Reply.Ok))));
        var kept = (await Server.InZone(office.Zone, s => s.GetRequiredService<JingkaiDbContext>().Set<Webhook>().SingleAsync())).Secret!;
        await outbox.PublishAsync(office.Zone, "import.done", 2);

        var folder = Directory.CreateTempSubdirectory("jingkai-moved").FullName;
        try
        {
            var file = Path.Combine(folder, "a.zip");
            string[] from = Server.Provider == Provider.Sqlite ? ["--data", Server.Folder] : ["--data", Server.Folder, "--database", Server.Location.ConnectionString];
            (await TransferCommands.ExportAsync(new([file, .. from]))).ShouldBe(0);
            using (var zip = ZipFile.OpenRead(file))
            {
                string Read(string name)
                {
                    using var reader = new StreamReader(zip.GetEntry(name)!.Open());
                    return reader.ReadToEnd();
                }

                var tables = zip.Entries.Where(e => e.FullName.EndsWith(".jsonl", StringComparison.Ordinal)).Select(e => Read(e.FullName)).ToList();
                tables.ShouldAllBe(t => !t.Contains(kept, StringComparison.Ordinal));
                Read("tables/platform_webhooks.jsonl").ShouldContain(made.Text("id")!);
                Read("tables/platform_outbox.jsonl").Split('\n').ShouldAllBe(l => !l.Contains("\"waiting\"", StringComparison.Ordinal));
            }

            (await TransferCommands.ImportAsync(new([file, "--data", Path.Combine(folder, "there")]))).ShouldBe(0);
            await using var database = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, "there", "jingkai.db")};Pooling=False");
            await database.OpenAsync();
            await using var command = database.CreateCommand();
            command.CommandText = "SELECT (SELECT count(*) FROM platform_webhooks WHERE secret IS NOT NULL), (SELECT count(*) FROM platform_outbox WHERE state = 'dead' AND last_error = 'moved')";
            await using var row = await command.ExecuteReaderAsync();
            await row.ReadAsync();
            (row.GetInt64(0), row.GetInt64(1) >= 2).ShouldBe((0, true));
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private protected static object Hook(string url, string topic = "import.done", bool active = true, string[]? topics = null) => new { name = "数据中台", url, topics = topics ?? [topic], active };

    private static async Task<string> StartAsync(Office office)
    {
        var started = await office.Economy.PostAsJsonAsync(office.At("sign-offs"), new { title = "请审批", steps = new[] { new { members = new[] { $"{office.Zone}.leader" } } } });
        return (await Json(started)).Text("code")!;
    }

    private static async Task MoveAsync(HttpClient client, Office office, string code, string move, string? note = null) =>
        await Json(await client.PostAsJsonAsync(office.At($"sign-offs/{code}/moves"), new { move, note }));
}

public sealed class Webhooks_on_sqlite(SqliteOutbox server) : WebhookTests(server), IClassFixture<SqliteOutbox>
{
    private readonly SqliteOutbox server = server;

    [Fact]
    public async Task Backup_has_no_secret_and_restores_what_waited_to_a_decision()
    {
        using var office = await Office.OpenAsync(Server);
        using var keeper = await office.HireAsync("admin", Roles.SystemAdministrator);
        await Json(await keeper.PostAsJsonAsync(office.At("webhooks"), Hook(server.Receiver.At("/saved"))));
        await server.PublishAsync(office.Zone, "import.done", 1);
        var folder = Directory.CreateTempSubdirectory("jingkai-saved").FullName;
        try
        {
            (await BackupCommands.BackupAsync(new([folder, "--data", Server.Folder]))).ShouldBe(0);
            (await BackupCommands.RestoreAsync(new([Directory.GetFiles(folder, "*.tar.gz").Single(), "--data", Path.Combine(folder, "back")]))).ShouldBe(0);
            await using var database = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, "back", "jingkai.db")};Pooling=False");
            await database.OpenAsync();
            await using var command = database.CreateCommand();
            command.CommandText = "SELECT (SELECT count(*) FROM platform_webhooks WHERE secret IS NOT NULL), (SELECT count(*) FROM platform_outbox WHERE state = 'waiting')";
            await using var row = await command.ExecuteReaderAsync();
            await row.ReadAsync();
            (row.GetInt64(0), row.GetInt64(1)).ShouldBe((0, 0));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

public sealed class Webhooks_on_postgres(PostgresOutbox server) : WebhookTests(server), IClassFixture<PostgresOutbox>;
