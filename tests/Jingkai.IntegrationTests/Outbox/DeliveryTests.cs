using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Outbox;
using Jingkai.Platform.Outbox.Delivery;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Outbox;

/// <summary>What is committed arrives at least once and can be told from its doubles, whatever the receiver does; what is rolled
/// back never does.</summary>
public abstract class DeliveryTests(OutboxServer server) : ServerTests(server)
{
    private const string Topic = "import.done";

    private readonly OutboxServer outbox = server;

    [Fact]
    public async Task Misbehaving_receiver_loses_nothing_and_sees_nothing_that_was_rolled_back()
    {
        var (zone, keeper) = await OpenAsync();
        using var _ = keeper;
        var (tries, taken) = (new ConcurrentDictionary<string, int>(StringComparer.Ordinal), new ConcurrentDictionary<string, byte>(StringComparer.Ordinal));
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal);
        string[] paths = ["/chaos/a", "/chaos/b", "/chaos/c"];
        foreach (var path in paths)
            secrets[path] = (await HookAsync(keeper, zone, outbox.Receiver.On(path, r => Misbehave(r, tries.AddOrUpdate(r.Key, 1, (_, n) => n + 1), taken)))).Secret;

        for (var i = 0; i < 6; i++) await outbox.PublishAsync(zone, Topic, 3, commit: i % 3 != 2);
        var written = await outbox.MessagesAsync(zone);
        written.Count.ShouldBe(4 * 3 * paths.Length);
        await outbox.DrainAllAsync(zone);

        (await outbox.MessagesAsync(zone)).ShouldAllBe(m => m.State == OutboxState.Sent);
        taken.Keys.Order().ShouldBe(written.Select(m => m.Key).Order());
        foreach (var path in paths)
        {
            var received = outbox.Receiver.For(path);
            received.Count.ShouldBeGreaterThan(12);
            received.ShouldAllBe(r => IsSigned(r, secrets[path]));
            // A double is the same to the letter, so that it can be dropped unread.
            received.GroupBy(r => r.Key).ShouldAllBe(g => g.Select(r => r.Body).Distinct().Count() == 1);
        }
    }

    [Fact]
    public async Task Target_that_does_not_answer_holds_up_no_other()
    {
        var (zone, keeper) = await OpenAsync();
        using var _ = keeper;
        var quick = await HookAsync(keeper, zone, outbox.Receiver.On("/quick", _ => Reply.Ok));
        var slow = await HookAsync(keeper, zone, outbox.Receiver.On("/slow", _ => new Reply.Silence()));
        await outbox.PublishAsync(zone, Topic, 20);
        await outbox.DrainAsync();

        outbox.Receiver.For("/quick").Count.ShouldBe(20);
        // The first is tried and holds the rest: what lies behind would fare no better.
        outbox.Receiver.For("/slow").Count.ShouldBe(1);
        var messages = await outbox.MessagesAsync(zone);
        messages.Where(m => m.Target == quick.Id).ShouldAllBe(m => m.State == OutboxState.Sent && m.Attempts == 1);
        messages.Where(m => m.Target == slow.Id).Select(m => (m.State, m.Attempts, m.LastError)).Distinct().ShouldBe([(OutboxState.Waiting, 1, DeliveryErrors.TimedOut), (OutboxState.Waiting, 0, null)]);
        await keeper.DeleteAsync($"/api/v1/zones/{zone}/webhooks/{slow.Id}");
        await outbox.DrainAllAsync(zone);
    }

    [Theory]
    [InlineData("503")]
    [InlineData("429")]
    [InlineData("reset")]
    [InlineData("half")]
    public async Task Order_of_a_target_is_kept_while_it_cannot_be_reached(string fault)
    {
        var (zone, keeper) = await OpenAsync();
        using var _ = keeper;
        var calls = 0;
        var path = $"/ordered/{fault}";
        await HookAsync(keeper, zone, outbox.Receiver.On(path, _ => Interlocked.Increment(ref calls) <= 2
            ? fault switch { "reset" => new Reply.Reset(), "half" => new Reply.Half(), _ => new Reply.Answer(int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture)) }
            : Reply.Ok));
        await outbox.PublishAsync(zone, Topic, 6);
        await outbox.DrainAllAsync(zone);
        var keys = (await outbox.MessagesAsync(zone)).ConvertAll(m => m.Key);
        outbox.Receiver.For(path).Select(r => r.Key).ShouldBe([keys[0], keys[0], .. keys]);
        outbox.Receiver.For(path).Select(r => Body(r).At("data.number").GetInt32()).Distinct().ShouldBe([0, 1, 2, 3, 4, 5]);
    }

    [Fact]
    public async Task Message_that_its_receiver_does_not_take_lets_the_next_pass()
    {
        var (zone, keeper) = await OpenAsync();
        using var _ = keeper;
        var refused = true;
        await HookAsync(keeper, zone, outbox.Receiver.On("/picky", r => refused && Body(r).At("data.number").GetInt32() == 0 ? new Reply.Answer(500, "cannot read this") : Reply.Ok));
        await outbox.PublishAsync(zone, Topic, 3);
        await outbox.DrainAsync();
        (await outbox.MessagesAsync(zone)).Select(m => m.State).ShouldBe([OutboxState.Waiting, OutboxState.Sent, OutboxState.Sent]);
        refused = false;
        await outbox.DrainAllAsync(zone);
        (await outbox.MessagesAsync(zone)).ShouldAllBe(m => m.State == OutboxState.Sent);
    }

    [Fact]
    public async Task Message_is_given_up_after_so_many_attempts_and_is_sent_again_on_demand()
    {
        var (zone, keeper) = await OpenAsync();
        using var _ = keeper;
        var broken = true;
        var hook = await HookAsync(keeper, zone, outbox.Receiver.On("/broken", _ => broken ? new Reply.Answer(500, "out of order") : Reply.Ok));
        await outbox.PublishAsync(zone, Topic, 2);
        await outbox.DrainAllAsync(zone);

        outbox.Receiver.For("/broken").Count.ShouldBe(2 * OutboxServer.MostAttempts);
        var dead = await Json(await keeper.GetAsync($"/api/v1/zones/{zone}/outbox?state=dead"));
        dead.GetProperty("total").GetInt32().ShouldBe(2);
        var line = dead.Items()[1];
        (line.Text("channel"), line.Text("topic"), line.Text("host"), line.Text("error"), line.Text("detail")).ShouldBe(("webhook", Topic, "127.0.0.1", "status", "500 out of order"));
        line.GetProperty("attempts").GetInt32().ShouldBe(OutboxServer.MostAttempts);
        line.TryGetProperty("payload", out var nothing).ShouldBeFalse();

        broken = false;
        var id = line.Text("id");
        (await keeper.PostAsync($"/api/v1/zones/{zone}/outbox/{id}/resend", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await outbox.DrainAsync();
        outbox.Receiver.For("/broken")[^1].Key.ShouldBe(line.Text("key"));
        (await Code(await keeper.PostAsync($"/api/v1/zones/{zone}/outbox/{id}/resend", null))).ShouldBe("not-dead");
        (await Json(await keeper.PostAsync($"/api/v1/zones/{zone}/outbox/resend", null))).GetProperty("resent").GetInt32().ShouldBe(1);
        await outbox.DrainAsync();
        (await outbox.MessagesAsync(zone)).ShouldAllBe(m => m.State == OutboxState.Sent && m.LastError == null);
        outbox.Receiver.For("/broken").Select(r => r.Key).Distinct().Count().ShouldBe(2);
        (await keeper.DeleteAsync($"/api/v1/zones/{zone}/webhooks/{hook.Id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Receiver_that_is_gone_is_not_asked_again_and_no_redirect_is_followed()
    {
        var (zone, keeper) = await OpenAsync();
        using var _ = keeper;
        var gone = await HookAsync(keeper, zone, outbox.Receiver.On("/gone", _ => new Reply.Answer(410)));
        var moved = await HookAsync(keeper, zone, outbox.Receiver.On("/moved", _ => new Reply.Answer(307, "", $"Location: {outbox.Receiver.At("/elsewhere")}")));
        await outbox.PublishAsync(zone, Topic, 1);
        await outbox.DrainAllAsync(zone);
        outbox.Receiver.For("/gone").Count.ShouldBe(1);
        outbox.Receiver.For("/elsewhere").ShouldBeEmpty();
        var messages = await outbox.MessagesAsync(zone);
        messages.Single(m => m.Target == gone.Id).LastError.ShouldBe("gone 410");
        messages.Single(m => m.Target == moved.Id).LastError.ShouldBe("redirect 307");
        messages.ShouldAllBe(m => m.State == OutboxState.Dead);
    }

    [Fact]
    public async Task Answer_that_never_ends_is_an_answer()
    {
        var (zone, keeper) = await OpenAsync();
        using var _ = keeper;
        await HookAsync(keeper, zone, outbox.Receiver.On("/endless", _ => new Reply.Answer(200, "taken") { Endless = true }));
        await outbox.PublishAsync(zone, Topic, 1);
        await outbox.DrainAllAsync(zone);
        (await outbox.MessagesAsync(zone)).Single().Attempts.ShouldBe(1);
        outbox.Receiver.For("/endless").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Crash_between_sending_and_noting_sends_again_with_the_same_key()
    {
        var (zone, keeper) = await OpenAsync();
        using var _ = keeper;
        using var kill = new CancellationTokenSource();
        var calls = 0;
        await HookAsync(keeper, zone, outbox.Receiver.On("/crash", _ =>
        {
            // The receiver has it; the sender dies before it learns that.
            if (Interlocked.Increment(ref calls) == 1) kill.Cancel();
            return Reply.Ok;
        }));
        await outbox.PublishAsync(zone, Topic, 1);
        await outbox.Another().DrainAsync(CancellationToken.None, kill.Token);
        (await outbox.MessagesAsync(zone)).Single().State.ShouldBe(OutboxState.Waiting);

        // Another process waits until the lease of the dead one is over.
        await outbox.DrainAsync();
        outbox.Receiver.For("/crash").Count.ShouldBe(1);
        outbox.Clock.Advance(outbox.Queue.Lease + TimeSpan.FromSeconds(1));
        await outbox.DrainAsync();
        outbox.Receiver.For("/crash").Select(r => r.Key).Distinct().Count().ShouldBe(1);
        outbox.Receiver.For("/crash").Count.ShouldBe(2);
        (await outbox.MessagesAsync(zone)).Single().State.ShouldBe(OutboxState.Sent);
    }

    [Fact]
    public async Task Message_that_takes_its_process_down_each_time_is_given_up()
    {
        var (zone, keeper) = await OpenAsync();
        using var _ = keeper;
        await HookAsync(keeper, zone, outbox.Receiver.At("/never"));
        await outbox.PublishAsync(zone, Topic, 1);
        for (var i = 0; i < OutboxServer.MostAttempts; i++)
        {
            (await TakeAsync()).Count.ShouldBe(1);
            outbox.Clock.Advance(outbox.Queue.Lease + TimeSpan.FromSeconds(1));
        }

        (await TakeAsync()).ShouldBeEmpty();
        (await outbox.MessagesAsync(zone)).Single().ShouldSatisfyAllConditions(m => m.State.ShouldBe(OutboxState.Dead), m => m.LastError.ShouldBe(DeliveryErrors.Crashed));
    }

    [Fact]
    public async Task Dispatcher_whose_lease_is_over_may_not_say_how_it_ended()
    {
        var (zone, keeper) = await OpenAsync();
        using var _ = keeper;
        await HookAsync(keeper, zone, outbox.Receiver.At("/late"));
        await outbox.PublishAsync(zone, Topic, 1);
        var first = (await TakeAsync()).Single();
        outbox.Clock.Advance(outbox.Queue.Lease + TimeSpan.FromSeconds(1));
        var second = (await TakeAsync()).Single();
        (await outbox.Queue.EndAsync(first, DeliveryOutcome.Refused(DeliveryErrors.Gone), CancellationToken.None)).ShouldBeFalse();
        (await outbox.Queue.EndAsync(second, DeliveryOutcome.Sent, CancellationToken.None)).ShouldBeTrue();
        (await outbox.MessagesAsync(zone)).Single().State.ShouldBe(OutboxState.Sent);
    }

    [Fact]
    public async Task Two_dispatchers_send_nothing_twice()
    {
        var (zone, keeper) = await OpenAsync();
        using var _ = keeper;
        for (var i = 0; i < 8; i++) await HookAsync(keeper, zone, outbox.Receiver.On($"/shared/{i}", _ => Reply.Ok));
        await outbox.PublishAsync(zone, Topic, 15);
        var (one, other) = (outbox.Another(), outbox.Another());
        await Task.WhenAll(one.DrainAsync(CancellationToken.None), other.DrainAsync(CancellationToken.None));
        // What one had on its way while the other looked holds what lies behind it until then.
        await outbox.DrainAsync();
        var messages = await outbox.MessagesAsync(zone);
        messages.Select(m => (m.State, m.Attempts)).Distinct().ShouldBe([(OutboxState.Sent, 1)]);
        var received = Enumerable.Range(0, 8).Select(i => outbox.Receiver.For($"/shared/{i}")).ToList();
        received.Sum(r => r.Count).ShouldBe(120);
        received.SelectMany(r => r).Select(r => r.Key).Distinct().Count().ShouldBe(120);
        received.ShouldAllBe(r => r.Select(x => Body(x).At("data.number").GetInt32()).SequenceEqual(Enumerable.Range(0, 15)));
    }

    [Fact]
    public async Task Sent_messages_are_removed_in_time_and_given_up_ones_stay()
    {
        var (zone, keeper) = await OpenAsync();
        using var _ = keeper;
        await HookAsync(keeper, zone, outbox.Receiver.On("/kept/a", _ => Reply.Ok));
        await HookAsync(keeper, zone, outbox.Receiver.On("/kept/b", _ => new Reply.Answer(410)));
        await outbox.PublishAsync(zone, Topic, 1);
        await outbox.DrainAsync();
        await outbox.Queue.SweepAsync(CancellationToken.None);
        (await outbox.MessagesAsync(zone)).Count.ShouldBe(2);
        outbox.Clock.Advance(TimeSpan.FromDays(31));
        await outbox.Queue.SweepAsync(CancellationToken.None);
        (await outbox.MessagesAsync(zone)).Single().State.ShouldBe(OutboxState.Dead);
    }

    [Fact]
    public async Task Key_that_the_zone_has_already_fails_the_transaction()
    {
        var (zone, keeper) = await OpenAsync();
        using var _ = keeper;
        Task WriteAsync() => Server.InZone(zone, async services =>
        {
            var db = services.GetRequiredService<JingkaiDbContext>();
            services.GetRequiredService<OutboxWriter>().Add(db, new(OutboxChannels.Webhook, Guid.CreateVersion7().ToString(), "", Topic, "{}") { Key = "once" });
            return await db.SaveChangesAsync();
        });
        await WriteAsync();
        await Should.ThrowAsync<DbUpdateException>(WriteAsync);
        await outbox.DrainAsync();
        (await outbox.MessagesAsync(zone)).Single().LastError.ShouldBe(DeliveryErrors.WebhookGone);
    }

    /// <summary>Fails a key up to three times, each time in another way; some of the ways take the message all the same.</summary>
    private static Reply Misbehave(Received request, int attempt, ConcurrentDictionary<string, byte> taken)
    {
        var dice = BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Key}/{attempt}")));
        if (attempt > dice % 4 || attempt >= OutboxServer.MostAttempts)
        {
            taken[request.Key] = 1;
            return Reply.Ok;
        }

        var fault = dice / 4 % 7;
        // Taken, and then the answer is lost: the sender must come again and the receiver knows the key.
        if (fault is 0 or 1 or 2) taken[request.Key] = 1;
        return fault switch
        {
            0 => new Reply.Reset(),
            1 => new Reply.Half(),
            2 or 3 => new Reply.Answer(500, "taken or not"),
            4 => new Reply.Answer(503, "", "Retry-After: 30"),
            5 => new Reply.Answer(302, "", "Location: /elsewhere"),
            _ => new Reply.Silence(),
        };
    }

    private static JsonElement Body(Received request) => JsonDocument.Parse(request.Body).RootElement;

    /// <summary>Computed here anew from what the interface promises: HMAC-SHA-256 over <c>t.body</c>.</summary>
    private static bool IsSigned(Received request, string secret)
    {
        var parts = request.Headers["jingkai-signature"].Split(',').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
        using var mac = new HMACSHA256(Encoding.UTF8.GetBytes(secret));
        return parts["v1"] == Convert.ToHexStringLower(mac.ComputeHash(Encoding.UTF8.GetBytes(parts["t"] + "." + request.Body)));
    }

    private async Task<IReadOnlyList<OutboxMessage>> TakeAsync()
    {
        while (true)
        {
            var (taken, more) = await outbox.Queue.TakeAsync(10, _ => true, [], CancellationToken.None);
            if (taken.Count > 0 || !more) return taken;
        }
    }

    private async Task<(string Zone, HttpClient Keeper)> OpenAsync()
    {
        using var office = await Office.OpenAsync(Server);
        await office.HireAsync("admin", Roles.SystemAdministrator);
        return (office.Zone, await Server.As($"{office.Zone}.admin"));
    }

    private static async Task<(string Id, string Secret)> HookAsync(HttpClient keeper, string zone, string url)
    {
        var made = await Json(await keeper.PostAsJsonAsync($"/api/v1/zones/{zone}/webhooks", new { name = new Uri(url).AbsolutePath, url, topics = new[] { Topic } }));
        return (made.Text("id")!, made.Text("secret")!);
    }
}

public sealed class Delivery_on_sqlite(SqliteOutbox server) : DeliveryTests(server), IClassFixture<SqliteOutbox>;

public sealed class Delivery_on_postgres(PostgresOutbox server) : DeliveryTests(server), IClassFixture<PostgresOutbox>;
