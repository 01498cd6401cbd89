using System.Net.Http.Json;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests;

/// <summary>Zones are set up by several administrators at once.</summary>
public abstract class ZoneMakingTests(TestServer server) : ServerTests(server)
{
    [Fact]
    public async Task Zones_made_at_the_same_moment_all_come_to_be()
    {
        var zones = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Server.NewZone()));
        zones.Distinct().Count().ShouldBe(8);
        foreach (var zone in zones)
        {
            using var client = Server.Client();
            (await client.GetAsync($"/api/v1/zones/{zone}/enterprises")).IsSuccessStatusCode.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Of_two_with_the_same_code_at_the_same_moment_one_is_refused()
    {
        using var client = Server.Client();
        var zone = new { code = "twin" + Guid.CreateVersion7().ToString("N")[^10..], name = "双子开发区", level = "省级", province = "浙江省", city = "嘉兴市" };
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => client.PostAsJsonAsync("/api/v1/zones", zone)));
        answers.Count(a => a.IsSuccessStatusCode).ShouldBe(1);
        foreach (var refused in answers.Where(a => !a.IsSuccessStatusCode)) (await Code(refused)).ShouldBe("zone-code-taken");
    }
}

public sealed class Zone_making_on_sqlite(SqliteEmpty server) : ZoneMakingTests(server);

public sealed class Zone_making_on_postgres(PostgresEmpty server) : ZoneMakingTests(server);
