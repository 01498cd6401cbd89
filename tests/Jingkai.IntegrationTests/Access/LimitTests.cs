using System.Net;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform;
using Jingkai.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Access;

/// <summary>A server that lets few requests through, and that may break.</summary>
public abstract class LimitedServer(Provider provider) : TestServer(provider, demo: false)
{
    public const int Requests = 30;
    public const int SignIns = 4;

    protected override void Configure(WebApplicationBuilder builder)
    {
        builder.Configuration["RateLimit:RequestsPerMinute"] = $"{Requests}";
        builder.Configuration["RateLimit:SignInsPerMinute"] = $"{SignIns}";
    }
}

public sealed class SqliteLimited() : LimitedServer(Provider.Sqlite);

public sealed class PostgresLimited() : LimitedServer(Provider.Postgres);

/// <summary>Too many requests, and failures of the program: said in words, with the headers of every other answer.</summary>
public abstract class LimitTests(TestServer server) : ServerTests(server)
{
    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_ask_again()
    {
        var zone = await Server.NewZone();
        await Server.InZone(zone, async services => await services.GetRequiredService<JingkaiDbContext>().Database.ExecuteSqlRawAsync("ALTER TABLE economy_targets RENAME TO economy_targets_gone"));
        using var root = Server.Client();

        // A failure nobody foresaw has a code, a page and all headers, and says nothing of the inside.
        using (var failure = await root.GetAsync($"/z/{zone}/targets"))
        {
            failure.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
            await LooksLikeAllAsync(failure, "<h1");
        }

        using (var failure = await root.GetAsync($"/api/v1/zones/{zone}/figures?indicator=IND_GOV&period=2024-03"))
        {
            (failure.StatusCode, await Code(failure)).ShouldBe((HttpStatusCode.InternalServerError, "unexpected"));
            await LooksLikeAllAsync(failure, "\"code\"");
        }

        Server.Errors.Entries.ShouldNotBeEmpty();

        // By account, whatever token or address it comes with.
        HttpResponseMessage? refused = null;
        for (var i = 0; i < LimitedServer.Requests + 5 && refused is null; i++)
        {
            var answer = await root.GetAsync("/api/v1/zones");
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) refused = answer;
            else answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await Code(refused.ShouldNotBeNull())).ShouldBe("too-many-requests");
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        await LooksLikeAllAsync(refused, "\"code\"");
        using (var second = await Server.As("root"))
        {
            second.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", "10.9.8.7");
            (await second.GetAsync("/api/v1/zones")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        }

        // Others are not held up by it.
        using var nobody = Server.Anonymous();
        (await nobody.GetAsync("/api/v1/zones")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await nobody.GetAsync("/healthz")).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var session = new Session(Server.Address);
        HttpResponseMessage last = null!;
        for (var i = 0; i <= LimitedServer.SignIns; i++) last = await session.SignInAsync("root", "wrong wrong wrong");
        last.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        last.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        await LooksLikeAllAsync(last, "<h1");
    }

    private static async Task LooksLikeAllAsync(HttpResponseMessage answer, string holds)
    {
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldBe(PlatformPipeline.ContentSecurityPolicy);
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        var body = await answer.Content.ReadAsStringAsync();
        body.ShouldContain(holds);
        foreach (var inside in (string[])["economy_targets", "Exception", "   at "]) body.ShouldNotContain(inside);
    }
}

public sealed class Limits_on_sqlite(SqliteLimited server) : LimitTests(server), IClassFixture<SqliteLimited>;

public sealed class Limits_on_postgres(PostgresLimited server) : LimitTests(server), IClassFixture<PostgresLimited>;
