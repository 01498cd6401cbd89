using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Jingkai.Platform.Outbox;
using Jingkai.Platform.Outbox.Channels;
using Jingkai.Platform.Outbox.Delivery;
using Jingkai.Platform.Outbox.Webhooks;
using Microsoft.Extensions.Configuration;

namespace Jingkai.UnitTests.Outbox;

public sealed class DeliveryTests
{
    [Fact]
    public void Signature_is_the_one_that_openssl_computes()
    {
        // printf '1772589600.{"id":"x"}' | openssl dgst -sha256 -hmac whsec_test
        Signature.Of("whsec_test", DateTimeOffset.FromUnixTimeSeconds(1_772_589_600), """{"id":"x"}""")
            .ShouldBe("t=1772589600,v1=25ca8a63f1c5f240a2d740e60d6bd95ea85a347360ee6e7c2aee1dd5def68ab2");
    }

    [Fact]
    public void Wait_doubles_up_to_an_hour_and_follows_the_receiver()
    {
        int[] seconds = [.. Enumerable.Range(1, 12).Select(n => (int)Backoff.After(n, null, 1000).TotalSeconds)];
        seconds.ShouldBe([10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600, 3600]);
        Backoff.After(1, null, 1250).ShouldBe(TimeSpan.FromSeconds(12.5));
        Backoff.After(1, TimeSpan.FromMinutes(5), 1000).ShouldBe(TimeSpan.FromMinutes(5));
        Backoff.After(9, TimeSpan.FromSeconds(5), 1000).ShouldBe(TimeSpan.FromSeconds(2560));
        Backoff.After(1, TimeSpan.FromDays(3), 1000).ShouldBe(TimeSpan.FromHours(1));
        Backoff.After(int.MaxValue, null, 1000).ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public void Ids_grow_within_one_instant_and_are_version_7()
    {
        var clock = new Frozen();
        var ids = Enumerable.Range(0, 10_000).Select(_ => OutboxIds.Next(clock)).ToList();
        ids.Select(i => i.ToString()).ShouldBe(ids.Select(i => i.ToString()).Order(StringComparer.Ordinal));
        ids.Distinct().Count().ShouldBe(ids.Count);
        ids.ShouldAllBe(i => i.Version == 7 && i.Variant >= 8 && i.Variant <= 11);
    }

    [Fact]
    public void Words_of_people_are_no_markdown() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
    {
        var plain = RobotMessages.Plain(text.Get);
        plain.ShouldNotContain("](");
        plain.IndexOfAny(['[', ']', '(', ')', '<', '>', '*', '`', '#', '@', '!', '|', '\\', '\n', '\r']).ShouldBe(-1);
        plain.Length.ShouldBeLessThanOrEqualTo(400);
    }).Holds();

    [Fact]
    public void Longest_letter_fits_the_robots()
    {
        var letter = new Letter(new('区', 60), new('题', 5000), null, new("https://jingkai.example.cn/z/linping/sign-offs/S2026-0001"), false, new() { WecomUser = new('a', 64) });
        var content = System.Text.Json.JsonDocument.Parse(RobotMessages.WeCom(letter)).RootElement.GetProperty("markdown").GetProperty("content").GetString()!;
        Encoding.UTF8.GetByteCount(content).ShouldBeLessThanOrEqualTo(RobotMessages.LongestWeCom);
    }

    [Fact]
    public async Task Sms_template_escapes_for_the_place()
    {
        var form = new SmsSettings(HttpMethod.Post, "https://sms.example.cn/{phone}?t={text}", new Dictionary<string, string> { ["X-Key"] = "k" }, "application/x-www-form-urlencoded", "m={phone}&c={text}&k={key}", null);
        using var request = SmsChannel.Compose(form, "13800138000", "a&b=\"c\" {key}", "K1");
        request.RequestUri!.AbsoluteUri.ShouldBe("https://sms.example.cn/13800138000?t=a%26b%3D%22c%22%20%7Bkey%7D");
        (await request.Content!.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("m=13800138000&c=a%26b%3D%22c%22%20%7Bkey%7D&k=K1");
        request.Headers.GetValues("X-Key").ShouldBe(["k"]);
    }

    [Theory]
    [InlineData("Outbox:Site", "jingkai.example.cn")]
    [InlineData("Outbox:Networks", "10.0.0.0/99")]
    [InlineData("Outbox:Sms:Url", "https://{phone}.example.cn/")]
    [InlineData("Outbox:DingTalk:Url", "secret-without-scheme")]
    public void Setting_that_cannot_be_read_is_named_without_its_value(string name, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build();
        var message = Should.Throw<InvalidOperationException>(() => OutboxSettings.Read(configuration)).Message;
        message.ShouldContain(name.Split(':')[1]);
        message.ShouldNotContain(value);
    }

    [Fact]
    public void Settings_say_nothing_of_their_secrets()
    {
        var settings = OutboxSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Outbox:Hosts", "A.example.cn, b.example.cn"), new("Outbox:Smtp:Host", "mail"), new("Outbox:Smtp:From", "a@b.cn"), new("Outbox:Smtp:Password", "topsecret"),
            new("Outbox:DingTalk:Url", "https://oapi.dingtalk.com/robot/send?access_token=topsecret"), new("Outbox:WeCom:Zones:linping:Url", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=topsecret"),
            new("Outbox:Sms:Url", "https://sms.example.cn/send?key=topsecret"),
        ]).Build());
        settings.Hosts.ShouldBe(["a.example.cn", "b.example.cn"]);
        settings.WaysOf("linping").ShouldBe(["email", "sms", "dingtalk", "wecom"]);
        settings.WaysOf("shangyu").ShouldBe(["email", "sms", "dingtalk"]);
        $"{settings} {settings.Smtp} {settings.Sms} {settings.DingTalk[""]} {settings.WeCom["linping"]}".ShouldNotContain("topsecret");
        settings.Smtp!.Port.ShouldBe(587);
    }

    private sealed class Frozen : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 3, 4, 2, 0, 0, TimeSpan.Zero);
    }
}
