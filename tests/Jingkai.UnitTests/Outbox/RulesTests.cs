using System.Net;
using Jingkai.Platform.Outbox;
using Jingkai.Platform.Outbox.Targets;

namespace Jingkai.UnitTests.Outbox;

public sealed class RulesTests
{
    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("223.5.5.5", true)]
    [InlineData("2400:3200::1", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.8.8.8", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2001:0:1::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fec0::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("ff02::1", false)]
    public void Public_addresses_are_told_from_others(string address, bool open) => PublicAddresses.Contains(IPAddress.Parse(address)).ShouldBe(open);

    [Theory]
    [InlineData("https://hooks.example.cn/x", null)]
    [InlineData("https://HOOKS.example.cn:8443/x?y=1", null)]
    [InlineData("https://a.b.below.example.cn/", null)]
    [InlineData("https://below.example.cn/", DeliveryErrors.HostNotListed)]
    [InlineData("https://notbelow.example.cn/", DeliveryErrors.HostNotListed)]
    [InlineData("https://port.example.cn:9443/", null)]
    [InlineData("https://port.example.cn/", DeliveryErrors.HostNotListed)]
    [InlineData("https://port.example.cn:9444/", DeliveryErrors.HostNotListed)]
    [InlineData("https://hooks.example.cn@evil.example/", DeliveryErrors.BadAddress)]
    [InlineData("http://hooks.example.cn/x", DeliveryErrors.NotHttps)]
    [InlineData("http://127.0.0.1/x", DeliveryErrors.NotHttps)]
    [InlineData("https://127.0.0.1/x", DeliveryErrors.HostNotListed)]
    [InlineData("ftp://hooks.example.cn/x", DeliveryErrors.BadAddress)]
    public void Addresses_are_judged_by_the_list(string url, string? refusal)
    {
        var rules = new TargetRules(new() { Hosts = ["hooks.example.cn", "*.below.example.cn", "port.example.cn:9443"] });
        rules.Refusal(new(url)).ShouldBe(refusal);
    }

    [Fact]
    public void Loopback_is_for_tests_and_a_private_network_is_listed()
    {
        var closed = new TargetRules(new());
        closed.Allows(IPAddress.Loopback).ShouldBeFalse();
        closed.Allows(IPAddress.Parse("10.20.1.1")).ShouldBeFalse();
        var open = new TargetRules(new() { AllowLoopback = true, Hosts = ["localhost"], Networks = [IPNetwork.Parse("10.20.0.0/16")] });
        open.Allows(IPAddress.IPv6Loopback).ShouldBeTrue();
        open.Allows(IPAddress.Parse("10.20.1.1")).ShouldBeTrue();
        open.Allows(IPAddress.Parse("10.21.1.1")).ShouldBeFalse();
        open.Refusal(new("http://localhost:5000/")).ShouldBeNull();
        open.Refusal(new("http://127.0.0.1:5000/")).ShouldBe(DeliveryErrors.HostNotListed);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("10.0.0.5", "::1")]
    public async Task Name_that_leads_inside_is_not_followed(params string[] leadsTo)
    {
        var asked = 0;
        using var http = new OutboxHttp(new() { Hosts = ["hooks.example.cn"] }, TimeProvider.System, (_, _) =>
        {
            asked++;
            return Task.FromResult(leadsTo.Select(IPAddress.Parse).ToArray());
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://hooks.example.cn/x");
        var answer = await http.SendAsync(request, listed: false, TestContext.Current.CancellationToken);
        (answer.Failure!.Error, answer.Failure.IsFinal).ShouldBe((DeliveryErrors.AddressRefused, true));
        asked.ShouldBe(1);
    }

    [Fact]
    public async Task Name_that_answers_otherwise_the_second_time_gains_nothing()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        // Good at the first look, this machine at the second: every connection is made to an address of its own look.
        var looks = new Queue<IPAddress>([IPAddress.Parse("203.0.113.1"), IPAddress.Loopback]);
        using var http = new OutboxHttp(new() { Hosts = ["rebind.example.cn"], Timeout = TimeSpan.FromSeconds(2) }, TimeProvider.System, (_, _) => Task.FromResult<IPAddress[]>([looks.Dequeue()]));
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"https://rebind.example.cn:{port}/x");
            var answer = await http.SendAsync(request, listed: false, TestContext.Current.CancellationToken);
            answer.Failure!.Error.ShouldBe(DeliveryErrors.AddressRefused);
        }

        listener.Pending().ShouldBeFalse();
    }

    [Fact]
    public void Excerpt_is_short_and_repeats_no_secret()
    {
        OutboxHttp.Excerpt("token abcdefgh\r\n\u0007 wrong", "abcdefgh").ShouldBe("token *** wrong");
        OutboxHttp.Excerpt(new('x', 5000)).Length.ShouldBe(200);
    }
}
