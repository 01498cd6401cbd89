using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Access;

/// <summary>Every endpoint and every page of the running program, asked by everybody.</summary>
public abstract partial class AccessTests(TestServer server) : ServerTests(server)
{
    private const string Zone = "linping";

    // Asked one after another this takes long; the server is used to several at once.
    private static readonly ParallelOptions Together = new() { MaxDegreeOfParallelism = 8 };

    [Fact]
    public async Task Every_endpoint_answers_every_reader_as_the_table_says()
    {
        var examples = await ExamplesAsync();
        var clients = new Dictionary<string, HttpClient>(StringComparer.Ordinal);
        foreach (var reader in AccessTable.Readers)
            clients[reader] = reader switch { "nobody" => Server.Anonymous(), "root" => Server.Client(), "stranger" => await Server.As("economy.yangzhou"), _ => await Server.As(reader) };

        var rows = AccessTable.Read();
        var mapped = Mapped().ToList();
        var missing = mapped.Where(e => rows.All(r => r.Endpoint != e.Endpoint)).Select(e => new AccessRow(e.Endpoint, e.Address, "", []));
        var complaints = rows.Where(r => mapped.All(e => e.Endpoint != r.Endpoint)).Select(r => $"the table has a row for {r.Endpoint}, which does not exist").ToList();

        foreach (var row in rows.Where(r => mapped.Any(e => e.Endpoint == r.Endpoint)).Concat(missing))
        {
            var answers = new string[AccessTable.Readers.Count];
            await Parallel.ForAsync(0, answers.Length, Together, async (i, _) => answers[i] = await AskAsync(clients[AccessTable.Readers[i]], row, examples));
            if (!answers.SequenceEqual(row.Answers)) complaints.Add($"{(row.Answers.Count == 0 ? "a new endpoint needs its row; when right, paste" : "answers differ; when right, the row is")}\n{row with { Answers = answers }}");
        }

        foreach (var client in clients.Values) client.Dispose();
        complaints.ShouldBeEmpty($"{AccessTable.Heading}\n{string.Join('\n', complaints)}");
        Server.Errors.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_unsafe_call_under_a_cookie_needs_the_proof_that_it_comes_from_our_pages()
    {
        var examples = await ExamplesAsync();
        using var session = await Session.OfAsync(Server, "root");
        var tried = 0;
        foreach (var (endpoint, pattern) in Mapped().Where(e => !e.Endpoint.StartsWith("GET ", StringComparison.Ordinal)))
        {
            var row = AccessTable.Read().First(r => r.Endpoint == endpoint);
            foreach (var form in (bool[])[false, true])
            {
                using var request = new HttpRequestMessage(new(row.Method), Fill(row.Address, examples))
                {
                    Content = form ? new FormUrlEncodedContent([new("_handler", "sign-in"), new("name", "x")]) : new StringContent("{}", Encoding.UTF8, "application/json"),
                };
                using var answer = await session.Client.SendAsync(request);
                var text = $"{row.Method} {pattern} {(form ? "form" : "json")} {(int)answer.StatusCode} {answer.Headers.Location}";
                tried++;
                if (row.Address.StartsWith("/api/", StringComparison.Ordinal)) (await Code(answer)).ShouldBeOneOf(["bad-csrf-token", .. form ? ["unsupported-media-type"] : Array.Empty<string>()], text);
                else (answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnsupportedMediaType || (answer.StatusCode == HttpStatusCode.Found && answer.Headers.Location!.OriginalString.StartsWith("/status/expired", StringComparison.Ordinal))).ShouldBeTrue(text);
            }
        }

        tried.ShouldBeGreaterThan(80);
        // Signing out was among them.
        (await session.Client.GetAsync($"/z/{Zone}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Nobody_is_sent_to_sign_in_by_pages_and_refused_by_the_interface()
    {
        var examples = await ExamplesAsync();
        using var nobody = Server.Anonymous();
        foreach (var row in AccessTable.Read().Where(r => r.Answers[^1].StartsWith("302 /sign-in", StringComparison.Ordinal) || r.Answers[^1] == "401"))
        {
            using var answer = await nobody.SendAsync(Request(row, examples));
            if (answer.StatusCode == HttpStatusCode.Unauthorized)
            {
                answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer", row.Address);
                (await Code(answer)).ShouldBe("sign-in-required", row.Address);
            }
            else
            {
                row.Address.ShouldNotStartWith("/api");
                (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty(row.Address);
            }
        }
    }

    /// <summary>Endpoints of the program, one for each method, with an address to begin a row with.</summary>
    private IEnumerable<(string Endpoint, string Address)> Mapped()
    {
        foreach (var endpoint in Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            // Files of the bundle, and what the framework maps by itself: closed to all, see the architecture tests.
            if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || endpoint.Metadata.All(m => !IsAccess(m))) continue;
            var pattern = "/" + endpoint.RoutePattern.RawText!.Trim('/');
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                yield return ($"{method} {pattern}", pattern.Replace("{zone}", Zone, StringComparison.OrdinalIgnoreCase).Replace(":guid", "", StringComparison.Ordinal));
        }
    }

    private static bool IsAccess(object metadata) => metadata is PermissionAttribute or SignedInAttribute or AnonymousAttribute or InstallationAttribute;

    private static async Task<string> AskAsync(HttpClient client, AccessRow row, IReadOnlyDictionary<string, string> examples)
    {
        using var request = Request(row, examples);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await answer.Content.CopyToAsync(Stream.Null);
        var to = answer.Headers.Location?.OriginalString;
        return answer.StatusCode == HttpStatusCode.Found ? $"302 {(to!.Contains('?', StringComparison.Ordinal) ? to[..to.IndexOf('?', StringComparison.Ordinal)] : to)}" : $"{(int)answer.StatusCode}";
    }

    private static HttpRequestMessage Request(AccessRow row, IReadOnlyDictionary<string, string> examples)
    {
        var request = new HttpRequestMessage(new(row.Method), Fill(row.Address, examples));
        if (row.Body.Length > 0) request.Content = new StringContent(row.Body, new MediaTypeHeaderValue("application/json"));
        return request;
    }

    private static string Fill(string address, IReadOnlyDictionary<string, string> examples) =>
        examples.Aggregate(address, (text, example) => text.Replace($"{{{example.Key}}}", example.Value, StringComparison.Ordinal));

    /// <summary>Things of 临平 that the table speaks of.</summary>
    private async Task<Dictionary<string, string>> ExamplesAsync()
    {
        using var root = Server.Client();
        using var economy = await Server.As("economy");
        async Task<string> First(string account, Func<string, Task<bool>>? wanted = null)
        {
            using var client = await Server.As(account);
            foreach (var item in (await Json(await client.GetAsync($"/api/v1/zones/{Zone}/enterprises?size=200"))).Items())
                if (wanted is null || await wanted(item.Text("code")!)) return item.Text("code")!;
            throw new InvalidOperationException($"no example for {account}");
        }

        var own = await First("enterprise");
        var (assigned, parked) = (await First("liaison", c => Task.FromResult(c != own)), await First("operator", c => Task.FromResult(c != own)));
        using var liaison = await Server.As("liaison");
        using var keeper = await Server.As("operator");
        var other = await First("economy", async c => c != own && (await liaison.GetAsync($"/api/v1/zones/{Zone}/enterprises/{c}")).StatusCode == HttpStatusCode.NotFound
            && (await keeper.GetAsync($"/api/v1/zones/{Zone}/enterprises/{c}")).StatusCode == HttpStatusCode.NotFound);
        var job = await economy.ImportAsync(Zone, "enterprises", "统一社会信用代码,企业名称\nxyz,没有信用代码\n", "?dryRun=true");
        var figure = await Json(await root.FigureAsync(Zone, "IND_GOV", "2020-01/2020-07"));
        var duties = (await Json(await economy.GetAsync($"/api/v1/zones/{Zone}/report-duties?month=2020-08&size=200"))).Items();
        async Task<string> Duty(string enterprise) => (await Json(await economy.GetAsync($"/api/v1/zones/{Zone}/report-duties?month=2020-08&enterprise={enterprise}"))).Items()[0].Text("id")!;
        var members = await Server.InZone(Zone, async services =>
        {
            var db = services.GetRequiredService<JingkaiDbContext>();
            return await db.Set<Member>().AsNoTracking().Where(m => m.Name == "林书记").Select(m => m.Id).ToListAsync();
        });
        return new(StringComparer.Ordinal)
        {
            ["own"] = own,
            ["assigned"] = assigned,
            ["parked"] = parked,
            ["other"] = other,
            ["contact"] = (await Json(await root.GetAsync($"/api/v1/zones/{Zone}/enterprises/{other}"))).GetProperty("contacts")[0].GetProperty("id").GetString()!,
            ["job"] = job.Result.GetProperty("reportUrl").GetString()!.Split('/')[^2],
            ["figure"] = figure.Text("ref")!,
            ["member"] = members.Single().ToString(),
            ["duty"] = await Duty(own),
            ["otherDuty"] = await Duty(other),
            ["unitDuty"] = duties.First(d => d.GetProperty("enterprise").ValueKind == JsonValueKind.Null).Text("id")!,
            ["clock"] = (await Json(await economy.GetAsync($"/api/v1/zones/{Zone}/clocks?limit=approval.licence"))).Items()[0].Text("id")!,
            ["meetingTask"] = (await Json(await economy.GetAsync($"/api/v1/zones/{Zone}/meeting-tasks?late=true"))).Items()[0].Text("id")!,
            ["nothing"] = "0198a000-0000-7000-8000-000000000000",
        };
    }
}

public sealed class Access_on_sqlite(SqliteDemo server) : AccessTests(server);

public sealed class Access_on_postgres(PostgresDemo server) : AccessTests(server);
