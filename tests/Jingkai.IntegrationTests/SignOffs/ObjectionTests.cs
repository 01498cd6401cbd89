using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Accounts;

namespace Jingkai.IntegrationTests.SignOffs;

/// <summary>Whoever fills in a form is told all that is wrong at once.</summary>
public abstract class ObjectionTests(TestServer server) : ServerTests(server)
{
    [Fact]
    public async Task New_member_is_told_every_field_that_is_wrong()
    {
        using var office = await Office.OpenAsync(Server);
        using var root = Server.Client();
        (await Objections(await root.PostAsJsonAsync(office.At("members"), new { userName = "A", name = " ", password = "short", unit = "没有", roles = new[] { "king" } })))
            .ShouldBe(["name required", "password weak-password", "roles unknown-role", "unit unknown-unit", "userName bad-user-name"]);
        // One objection stands by itself.
        (await Code(await root.PostAsJsonAsync(office.At("members"), new { userName = $"{office.Zone}.new", name = "新人", password = "short", roles = Array.Empty<string>() }))).ShouldBe("weak-password");
        var made = await root.PostAsJsonAsync(office.At("members"), new { userName = $"{office.Zone}.new", name = "新人", password = "correct horse battery", roles = Array.Empty<string>() });
        made.IsSuccessStatusCode.ShouldBeTrue(await made.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Request_to_sign_is_told_title_and_signers_together_and_so_is_whoever_hands_over()
    {
        using var office = await Office.OpenAsync(Server);
        var leader = await office.HireAsync("leader", Roles.Leader);
        (await Objections(await office.Economy.PostAsJsonAsync(office.At("sign-offs"), new { title = " ", reason = new string('长', 2001) }))).ShouldBe(["note note-too-long", "steps no-steps", "title required"]);
        (await Objections(await office.Economy.PostAsJsonAsync(office.At("sign-offs"), new { steps = new[] { new { members = new[] { "nobody" } } } }))).ShouldBe(["steps no-steps", "steps unknown-member", "title required"]);
        var started = await Json(await office.Economy.PostAsJsonAsync(office.At("sign-offs"), new { title = "用章", steps = new[] { new { members = new[] { $"{office.Zone}.leader" } } } }));
        (await Objections(await leader.PostAsJsonAsync(office.At($"sign-offs/{started.Text("code")}/moves"), new { move = "hand-over" }))).ShouldBe(["note note-required", "to to-required"]);
        (await Code(await leader.PostAsJsonAsync(office.At($"sign-offs/{started.Text("code")}/moves"), new { move = "return" }))).ShouldBe("note-required");
    }

    private static async Task<IReadOnlyList<string>> Objections(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, body);
        return [.. JsonDocument.Parse(body).RootElement.Items("errors").Select(e => $"{e.Text("field")} {e.Text("code")}").Order(StringComparer.Ordinal)];
    }
}

/// <summary>On SQLite.</summary>
public sealed class Objections_on_sqlite(SqliteEmpty server) : ObjectionTests(server);

/// <summary>On PostgreSQL.</summary>
public sealed class Objections_on_postgres(PostgresEmpty server) : ObjectionTests(server);
