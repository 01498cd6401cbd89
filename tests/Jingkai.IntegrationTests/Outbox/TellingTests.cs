using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Notices;
using Jingkai.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Text = Jingkai.Kernel.Text;

namespace Jingkai.IntegrationTests.Outbox;

/// <summary>Members are told by the ways they chose: e-mail, SMS, group robots; not in quiet hours.</summary>
public abstract class TellingTests(OutboxServer server) : ServerTests(server)
{
    private readonly OutboxServer outbox = server;

    [Fact]
    public async Task Sign_off_reaches_its_signer_by_mail_in_the_signers_language()
    {
        using var office = await Office.OpenAsync(Server);
        using var leader = await office.HireAsync("leader", Roles.Leader);
        var chosen = await PreferAsync(leader, office, new { email = "leader@zone.example.cn", language = "en", ways = new { email = new[] { "sign-off" } } });
        chosen.Text("email").ShouldBe("leader@zone.example.cn");
        chosen.Items("availableWays").Select(w => w.GetString()).ShouldBe(["email", "sms", "dingtalk", "wecom"]);
        await ByDayAsync();
        var code = await StartAsync(office, "购置设备");
        await outbox.DrainAsync();

        var message = (await outbox.MessagesAsync(office.Zone)).Single();
        (message.State, message.Channel, message.Topic, message.Host).ShouldBe((OutboxState.Sent, "email", "sign-off", "127.0.0.1"));
        message.Payload.ShouldNotContain("leader@zone.example.cn");
        var mail = outbox.MailServer.Mails.Single(m => m.To == "leader@zone.example.cn");
        mail.From.ShouldBe("jingkai@zone.example.cn");
        mail.Header("Subject").ShouldNotBeNull().ShouldContain("To sign: 购置设备");
        mail.Header("Message-ID").ShouldBe($"<{message.Key}@zone.example.cn>");
        mail.Header("Jingkai-Delivery").ShouldBe(message.Key);
        mail.Text.ShouldContain($"https://jingkai.example.cn/z/{office.Zone}/sign-offs/{code}");
        outbox.MailServer.SignedIn.ShouldContain(OutboxServer.MailPassword);
    }

    [Fact]
    public async Task Mail_server_that_refuses_the_recipient_ends_it_and_one_that_is_busy_does_not()
    {
        using var office = await Office.OpenAsync(Server);
        using var leader = await office.HireAsync("leader", Roles.Leader);
        await PreferAsync(leader, office, new { email = "gone@refused.example.cn", ways = new { email = new[] { "*" } } });
        var busy = true;
        outbox.MailServer.Recipient = to => !to.EndsWith("refused.example.cn", StringComparison.Ordinal) ? "250 ok" : busy ? "451 try later" : "550 no such user";
        await ByDayAsync();
        await TellAsync(office, "leader");
        await outbox.DrainAsync();
        (await outbox.MessagesAsync(office.Zone)).Single().ShouldSatisfyAllConditions(m => m.State.ShouldBe(OutboxState.Waiting), m => m.LastError.ShouldNotBeNull().ShouldStartWith("rejected 451"));
        busy = false;
        outbox.Clock.Advance(TimeSpan.FromMinutes(1));
        await outbox.DrainAsync();
        (await outbox.MessagesAsync(office.Zone)).Single().ShouldSatisfyAllConditions(m => m.State.ShouldBe(OutboxState.Dead), m => m.LastError.ShouldNotBeNull().ShouldStartWith("rejected 550"));
    }

    [Fact]
    public async Task Dingtalk_robot_gets_its_published_form_and_a_signature_it_accepts()
    {
        using var office = await Office.OpenAsync(Server);
        using var leader = await office.HireAsync("leader", Roles.Leader);
        await PreferAsync(leader, office, new { phone = "13800138000", ways = new { dingtalk = new[] { "*" } } });
        await ByDayAsync();
        await TellAsync(office, "leader", "请看 [这里](http://evil.example)、@所有人");
        await outbox.DrainAsync();
        var key = (await outbox.MessagesAsync(office.Zone)).Single(m => m.State == OutboxState.Sent).Key;
        var request = outbox.Receiver.For("/robot/send").Single(r => r.Key == key);
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(request.Path.Split('?')[1]);
        query["access_token"].ToString().ShouldBe(OutboxServer.RobotToken);
        var timestamp = query["timestamp"].ToString();
        timestamp.ShouldBe(outbox.Clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        using var mac = new HMACSHA256(Encoding.UTF8.GetBytes(OutboxServer.RobotSecret));
        query["sign"].ToString().ShouldBe(Convert.ToBase64String(mac.ComputeHash(Encoding.UTF8.GetBytes($"{timestamp}\n{OutboxServer.RobotSecret}"))));

        var name = await ShortNameAsync(office);
        const string title = "请看 ［这里］（http://evil.example）、＠所有人";
        Same(request.Body, new JsonObject
        {
            ["msgtype"] = "markdown",
            ["markdown"] = new JsonObject { ["title"] = title, ["text"] = $"#### {title}\n\n> {name}\n\n[打开](https://jingkai.example.cn/z/{office.Zone}/inbox)\n\n@13800138000" },
            ["at"] = new JsonObject { ["atMobiles"] = new JsonArray("13800138000"), ["isAtAll"] = false },
        });
    }

    [Fact]
    public async Task Wecom_robot_gets_its_published_form()
    {
        using var office = await Office.OpenAsync(Server);
        using var leader = await office.HireAsync("leader", Roles.Leader);
        await PreferAsync(leader, office, new { wecomUser = "zhangsan", ways = new { wecom = new[] { "*" } } });
        await ByDayAsync();
        await TellAsync(office, "leader", "月报已退回");
        await outbox.DrainAsync();
        var key = (await outbox.MessagesAsync(office.Zone)).Single(m => m.State == OutboxState.Sent).Key;
        var request = outbox.Receiver.For("/cgi-bin/webhook/send").Single(r => r.Key == key);
        request.Path.ShouldEndWith($"?key={OutboxServer.WecomKey}");
        request.Headers["content-type"].ShouldStartWith("application/json");
        Same(request.Body, new JsonObject
        {
            ["msgtype"] = "markdown",
            ["markdown"] = new JsonObject { ["content"] = $"**月报已退回**\n> {await ShortNameAsync(office)}\n[打开](https://jingkai.example.cn/z/{office.Zone}/inbox)\n<@zhangsan>" },
        });
    }

    [Fact]
    public async Task Robot_that_says_no_with_status_200_has_not_taken_it()
    {
        using var office = await Office.OpenAsync(Server);
        using var leader = await office.HireAsync("leader", Roles.Leader);
        await PreferAsync(leader, office, new { ways = new { wecom = new[] { "*" } } });
        var answer = $$"""{"errcode":93000,"errmsg":"invalid webhook url {{OutboxServer.WecomKey}}"}""";
        outbox.Receiver.On("/cgi-bin/webhook/send", _ => new Reply.Answer(200, answer));
        await ByDayAsync();
        await TellAsync(office, "leader");
        await outbox.DrainAsync();
        var failed = (await outbox.MessagesAsync(office.Zone)).Single();
        (failed.State, failed.LastError).ShouldBe((OutboxState.Waiting, """rejected {"errcode":93000,"errmsg":"invalid webhook url ***"}"""));
        // Too many messages a minute: shut out for a while, and it keeps away.
        answer = """{"errcode":45009,"errmsg":"api freq out of limit"}""";
        outbox.Clock.Advance(TimeSpan.FromMinutes(1));
        await outbox.DrainAsync();
        ((await outbox.MessagesAsync(office.Zone)).Single().NextAt - outbox.Clock.Now()).ShouldBe(TimeSpan.FromMinutes(10));
        answer = """{"errcode":0,"errmsg":"ok"}""";
        outbox.Clock.Advance(TimeSpan.FromMinutes(10));
        await outbox.DrainAsync();
        (await outbox.MessagesAsync(office.Zone)).Single().State.ShouldBe(OutboxState.Sent);
    }

    [Fact]
    public async Task Sms_goes_through_the_template_of_the_gateway()
    {
        using var office = await Office.OpenAsync(Server);
        using var leader = await office.HireAsync("leader", Roles.Leader);
        await PreferAsync(leader, office, new { phone = "138 0013-8001", ways = new { sms = new[] { "*" } } });
        outbox.Receiver.On("/sms/13800138001", _ => new Reply.Answer(200, """{"code":0}"""));
        await ByDayAsync();
        await TellAsync(office, "leader", "标题“{key}”带\"引号\"");
        await outbox.DrainAsync();
        var message = (await outbox.MessagesAsync(office.Zone)).Single(m => m.State == OutboxState.Sent);
        var request = outbox.Receiver.For("/sms/13800138001").Single();
        request.Path.ShouldBe($"/sms/13800138001?id={message.Key}");
        request.Headers["authorization"].ShouldBe($"Bearer {OutboxServer.SmsKey}");
        Same(request.Body, new JsonObject { ["to"] = "13800138001", ["content"] = $"标题“{{key}}”带\"引号\"（{await ShortNameAsync(office)}）" });
    }

    [Fact]
    public async Task Gateway_that_answers_without_its_sign_of_success_has_not_taken_it()
    {
        using var office = await Office.OpenAsync(Server);
        using var leader = await office.HireAsync("leader", Roles.Leader);
        await PreferAsync(leader, office, new { phone = "13800138002", ways = new { sms = new[] { "*" } } });
        outbox.Receiver.On("/sms/13800138002", _ => new Reply.Answer(200, $$"""{"code":17,"to":"13800138002","key":"{{OutboxServer.SmsKey}}"}"""));
        await ByDayAsync();
        await TellAsync(office, "leader");
        await outbox.DrainAllAsync(office.Zone);
        (await outbox.MessagesAsync(office.Zone)).Single().ShouldSatisfyAllConditions(
            m => m.State.ShouldBe(OutboxState.Dead), m => m.LastError.ShouldBe("""rejected {"code":17,"to":"***","key":"***"}"""));
    }

    [Fact]
    public async Task Quiet_hours_keep_messages_to_people_until_morning_and_let_programs_and_the_urgent_pass()
    {
        using var office = await Office.OpenAsync(Server);
        using var leader = await office.HireAsync("leader", Roles.Leader);
        using var keeper = await office.HireAsync("admin", Roles.SystemAdministrator);
        await PreferAsync(leader, office, new { email = "night@zone.example.cn", ways = new { email = new[] { "*" } } });
        await Json(await keeper.PostAsJsonAsync(office.At("webhooks"), new { name = "night", url = outbox.Receiver.On("/night", _ => Reply.Ok), topics = new[] { "*" } }));
        outbox.Clock.AdvanceTo(22, 0);
        await TellAsync(office, "leader", "第一件");
        await TellAsync(office, "leader", "第二件", urgent: true);
        await outbox.PublishAsync(office.Zone, "import.done", 1);
        await outbox.DrainAsync();
        outbox.Receiver.For("/night").Count.ShouldBe(1);
        Mails("night@zone.example.cn").ShouldBeEmpty();
        (await outbox.MessagesAsync(office.Zone)).Where(m => m.Channel == "email").ShouldAllBe(m => m.State == OutboxState.Waiting && m.Attempts == 0 && m.NextAt.AddHours(8).TimeOfDay == new TimeSpan(7, 30, 0));

        // The zone lets urgent ones pass: it overtakes the one that waits.
        await Json(await keeper.PutAsJsonAsync(office.At("outbox/quiet-hours"), new { active = true, from = "21:30", until = "07:30", daysOff = false, urgentPasses = true }));
        await TellAsync(office, "leader", "第三件", urgent: true);
        await outbox.DrainAsync();
        Mails("night@zone.example.cn").Select(m => m.Header("Subject")).ShouldHaveSingleItem().ShouldNotBeNull().ShouldEndWith("第三件");

        outbox.Clock.AdvanceTo(7, 29);
        await outbox.DrainAsync();
        Mails("night@zone.example.cn").Count.ShouldBe(1);
        outbox.Clock.AdvanceTo(7, 30);
        await outbox.DrainAsync();
        Mails("night@zone.example.cn").Skip(1).Select(m => m.Header("Subject")![^3..]).ShouldBe(["第一件", "第二件"]);
    }

    [Fact]
    public async Task Days_off_that_are_quiet_are_those_of_the_zone()
    {
        using var office = await Office.OpenAsync(Server);
        using var leader = await office.HireAsync("leader", Roles.Leader);
        using var keeper = await office.HireAsync("admin", Roles.SystemAdministrator);
        await PreferAsync(leader, office, new { email = "off@zone.example.cn", ways = new { email = new[] { "*" } } });
        await Json(await keeper.PutAsJsonAsync(office.At("outbox/quiet-hours"), new { active = true, from = "22:00", until = "07:30", daysOff = true, urgentPasses = false }));
        outbox.Clock.AdvanceTo(10, 0);
        var today = DateOnly.FromDateTime(outbox.Clock.Now().AddHours(8));
        // Whatever the week says, this zone does not work today, works tomorrow, and a day is a day.
        (await office.Economy.PutAsJsonAsync(office.At($"calendar/days/{today:yyyy-MM-dd}"), new { worked = false, name = "台风停工" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await office.Economy.PutAsJsonAsync(office.At($"calendar/days/{today.AddDays(1):yyyy-MM-dd}"), new { worked = true, name = "补班" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await TellAsync(office, "leader");
        await outbox.DrainAsync();
        Mails("off@zone.example.cn").ShouldBeEmpty();
        var waiting = (await outbox.MessagesAsync(office.Zone)).Where(m => m.Channel == "email").ShouldHaveSingleItem();
        waiting.NextAt.AddHours(8).ShouldBe(today.AddDays(1).ToDateTime(new(7, 30)));
        outbox.Clock.AdvanceTo(7, 30);
        await outbox.DrainAsync();
        Mails("off@zone.example.cn").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Many_notices_in_one_save_ask_for_preferences_once_and_for_each_way_add_one_message()
    {
        using var office = await Office.OpenAsync(Server);
        foreach (var name in (string[])["a", "b", "c"]) await PreferAsync(await office.HireAsync(name, Roles.Leader), office, new { email = $"{name}@many.example.cn", ways = new { email = new[] { "sign-off" }, wecom = new[] { "*" } } });
        await office.HireAsync("silent", Roles.Leader);
        await Server.InZone(office.Zone, async services =>
        {
            var db = services.GetRequiredService<JingkaiDbContext>();
            var members = await db.Set<Member>().AsNoTracking().Select(m => m.Id).ToListAsync();
            var before = outbox.Queries.Of("platform_notice_preferences");
            for (var i = 0; i < 50; i++)
                foreach (var member in members) services.GetRequiredService<NoticeWriter>().Add(db, new(member, i % 2 == 0 ? "sign-off" : "report-task", new("题", "Title"), null) { At = outbox.Clock.Now() });
            await db.SaveChangesAsync();
            (outbox.Queries.Of("platform_notice_preferences") - before).ShouldBe(1);
            return 0;
        });
        var messages = await outbox.MessagesAsync(office.Zone);
        messages.CountBy(m => m.Channel).ToDictionary().ShouldBe(new Dictionary<string, int> { ["email"] = 75, ["wecom"] = 150 }, ignoreOrder: true);
        messages.Select(m => m.Key).Distinct().Count().ShouldBe(225);
        await Server.InZone(office.Zone, s => s.GetRequiredService<JingkaiDbContext>().Set<OutboxMessage>().ExecuteDeleteAsync());
    }

    [Fact]
    public async Task Notice_that_is_rolled_back_is_told_to_nobody()
    {
        using var office = await Office.OpenAsync(Server);
        using var leader = await office.HireAsync("leader", Roles.Leader);
        await PreferAsync(leader, office, new { email = "rolled@zone.example.cn", ways = new { email = new[] { "*" } } });
        await Server.InZone(office.Zone, async services =>
        {
            var db = services.GetRequiredService<JingkaiDbContext>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var member = await db.Set<Member>().Where(m => m.Name == "leader").Select(m => m.Id).SingleAsync();
            services.GetRequiredService<NoticeWriter>().Add(db, new(member, "sign-off", new("题", "Title"), null) { At = outbox.Clock.Now() });
            return await db.SaveChangesAsync();
        });
        (await outbox.MessagesAsync(office.Zone)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Member_who_has_left_or_changed_their_mind_is_not_told()
    {
        using var office = await Office.OpenAsync(Server);
        using var leader = await office.HireAsync("leader", Roles.Leader);
        var ways = new { email = new[] { "*" } };
        await PreferAsync(leader, office, new { email = "mind@zone.example.cn", ways });
        await TellAsync(office, "leader");
        await PreferAsync(leader, office, new { email = "mind@zone.example.cn" });
        await TellAsync(office, "leader");
        await ByDayAsync();
        await outbox.DrainAsync();
        (await outbox.MessagesAsync(office.Zone)).Single().ShouldSatisfyAllConditions(m => m.State.ShouldBe(OutboxState.Dead), m => m.LastError.ShouldBe(DeliveryErrors.NoRecipient));
        Mails("mind@zone.example.cn").ShouldBeEmpty();
    }

    [Fact]
    public async Task Preferences_are_ones_own_and_are_checked()
    {
        using var office = await Office.OpenAsync(Server);
        using var leader = await office.HireAsync("leader", Roles.Leader);
        await PreferAsync(leader, office, new { email = "own@zone.example.cn", ways = new { email = new[] { "*", "sign-off" } } });
        (await Json(await leader.GetAsync(office.At("notice-preferences")))).At("ways.email").EnumerateArray().Select(t => t.GetString()).ShouldBe(["*"]);
        (await Json(await office.Economy.GetAsync(office.At("notice-preferences")))).Text("email").ShouldBeNull();
        using var root = Server.Client();
        (await Code(await root.GetAsync(office.At("notice-preferences")))).ShouldBe("members-only");

        async Task<string> Refused(object body) => await Code(await leader.PutAsJsonAsync(office.At("notice-preferences"), body));
        (await Refused(new { email = "not an address" })).ShouldBe("bad-email");
        (await Refused(new { email = "Boss <boss@zone.example.cn>" })).ShouldBe("bad-email");
        (await Refused(new { email = "boss@zone.example.cn\r\nBcc: all@zone.example.cn" })).ShouldBe("bad-email");
        (await Refused(new { phone = "12345" })).ShouldBe("bad-phone");
        (await Refused(new { wecomUser = "a b" })).ShouldBe("bad-wecom-user");
        (await Refused(new { language = "fr" })).ShouldBe("bad-language");
        (await Refused(new { ways = new { pigeon = new[] { "*" } } })).ShouldBe("unknown-way");
        (await Refused(new { email = "a@b.example.cn", ways = new { email = new[] { "weather" } } })).ShouldBe("unknown-topic");
        (await Refused(new { ways = new { email = new[] { "*" } } })).ShouldBe("email-required");
        (await Refused(new { ways = new { sms = new[] { "*" } } })).ShouldBe("phone-required");
        (await Json(await leader.GetAsync(office.At("notice-preferences")))).Text("email").ShouldBe("own@zone.example.cn");
    }

    [Fact]
    public async Task Quiet_hours_are_the_administrators_and_are_checked()
    {
        using var office = await Office.OpenAsync(Server);
        using var keeper = await office.HireAsync("admin", Roles.SystemAdministrator);
        var quiet = await Json(await keeper.GetAsync(office.At("outbox/quiet-hours")));
        (quiet.Text("from"), quiet.Text("until"), quiet.GetProperty("active").GetBoolean(), quiet.GetProperty("urgentPasses").GetBoolean()).ShouldBe(("22:00", "07:30", true, false));
        (await Code(await keeper.PutAsJsonAsync(office.At("outbox/quiet-hours"), new { active = true, from = "25:00", until = "07:30", daysOff = true, urgentPasses = true }))).ShouldBe("bad-time");
        (await office.Economy.GetAsync(office.At("outbox/quiet-hours"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static void Same(string body, JsonObject expected) => JsonNode.DeepEquals(JsonNode.Parse(body), expected).ShouldBeTrue(body);

    private IReadOnlyList<Mail> Mails(string to) => [.. outbox.MailServer.Mails.Where(m => m.To == to)];

    /// <summary>Ten in the morning: no quiet hours.</summary>
    private Task ByDayAsync()
    {
        outbox.Clock.AdvanceTo(10, 0);
        return Task.CompletedTask;
    }

    private Task<string> ShortNameAsync(Office office) => Server.InZone(office.Zone, s => s.GetRequiredService<JingkaiDbContext>().Set<Platform.Zones.Zone>().Where(z => z.Code == office.Zone).Select(z => z.ShortName).SingleAsync());

    private static async Task<JsonElement> PreferAsync(HttpClient member, Office office, object body) => await Json(await member.PutAsJsonAsync(office.At("notice-preferences"), body));

    private Task TellAsync(Office office, string member, string title = "一件事", bool urgent = false) => Server.InZone(office.Zone, async services =>
    {
        var db = services.GetRequiredService<JingkaiDbContext>();
        var id = await db.Set<Member>().Where(m => m.Name == member).Select(m => m.Id).SingleAsync();
        services.GetRequiredService<NoticeWriter>().Add(db, new(id, "sign-off", new Text(title, title), "inbox") { At = outbox.Clock.Now(), Urgent = urgent });
        return await db.SaveChangesAsync();
    });

    private static async Task<string> StartAsync(Office office, string title)
    {
        var started = await office.Economy.PostAsJsonAsync(office.At("sign-offs"), new { title, reason = "请审批", steps = new[] { new { mode = "one", members = new[] { $"{office.Zone}.leader" } } } });
        return (await Json(started)).Text("code")!;
    }
}

public sealed class Telling_on_sqlite(SqliteOutbox server) : TellingTests(server), IClassFixture<SqliteOutbox>;

public sealed class Telling_on_postgres(PostgresOutbox server) : TellingTests(server), IClassFixture<PostgresOutbox>;
