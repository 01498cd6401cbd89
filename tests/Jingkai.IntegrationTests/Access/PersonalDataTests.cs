using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Accounts;

namespace Jingkai.IntegrationTests.Access;

/// <summary>Names and numbers of contacts: masked for everybody, revealed one by one for those who work with them, and each
/// revealing stands in the trail.</summary>
public abstract class PersonalDataTests(TestServer server) : ServerTests(server)
{
    private const string Name = "程子英";
    private const string Phone = "13800138765";
    private const string Other = "13911112222";

    [Theory]
    [InlineData(Roles.Leader, false, false)]
    [InlineData(Roles.Economy, true, true)]
    [InlineData(Roles.Promotion, true, true)]
    [InlineData(Roles.Projects, true, true)]
    [InlineData(Roles.Department, false, false)]
    [InlineData(Roles.Liaison, true, false)]
    [InlineData(Roles.Operator, false, false)]
    [InlineData(Roles.Enterprise, true, false)]
    public async Task Contacts_are_masked_and_revealed_by_role(string role, bool own, bool all)
    {
        using var office = await Office.OpenAsync(Server);
        var (mine, theirs) = (new Firm("自家厂", "3612", "一号园"), new Firm("别家厂", "3612", "一号园"));
        await office.Economy.MustImportAsync(office.Zone, "enterprises", $"统一社会信用代码,企业名称,行业代码,所属园区,联系人,联系电话\n{mine.Code},{mine.Name},3612,一号园,{Name},{Phone}\n{theirs.Code},{theirs.Name},3612,二号园,{Name},{Other}\n");
        using var reader = role == Roles.Economy ? office.Economy : await office.HireAsync("reader", role, role == Roles.Enterprise ? mine.Code : null);
        if (role == Roles.Liaison) (await office.Economy.PatchAsync(office.At($"enterprises/{mine.Code}"), JsonNode.Parse("""{"liaisons":["reader"]}""")!)).EnsureSuccessStatusCode();
        if (role == Roles.Operator) await office.AssignParkAsync("reader", "一号园");

        // However it is looked at, it is masked.
        foreach (var address in (string[])[office.At("enterprises?size=200"), office.At($"enterprises/{mine.Code}"), office.At($"enterprises?q={Phone}"), $"/z/{office.Zone}/enterprises", $"/z/{office.Zone}/enterprises/{mine.Code}", $"/z/{office.Zone}/enterprises/{mine.Code}?tab=contacts", $"/z/{office.Zone}/enterprises/{mine.Code}?tab=history"])
        {
            using var answer = await reader.GetAsync(address);
            ((int)answer.StatusCode).ShouldBeLessThan(500, address);
            var body = (await answer.Content.ReadAsStringAsync()).Replace($"q={Phone}", "", StringComparison.Ordinal);
            foreach (var clear in (string[])[Name, Phone, Other]) body.ShouldNotContain(clear, Case.Sensitive, address);
        }

        var contacts = (await Json(await reader.GetAsync(office.At($"enterprises/{mine.Code}")))).Items("contacts");
        (contacts[0].Text("name"), contacts[0].Text("phone")).ShouldBe(("程**", "138****8765"));

        var before = await RevealedAsync(office);
        var shown = await reader.PostAsync(office.At($"enterprises/{mine.Code}/contacts/{contacts[0].Text("id")}/reveal"), null);
        if (own) ((await Json(shown)).Text("name"), (await Json(shown)).Text("phone")).ShouldBe((Name, Phone));
        else shown.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await RevealedAsync(office) - before).ShouldBe(own ? 1 : 0);

        var strange = (await Json(await office.Economy.GetAsync(office.At($"enterprises/{theirs.Code}")))).Items("contacts")[0].Text("id");
        before = await RevealedAsync(office);
        var refused = await reader.PostAsync(office.At($"enterprises/{theirs.Code}/contacts/{strange}/reveal"), null);
        if (all) (await Json(refused)).Text("phone").ShouldBe(Other);
        else ((int)refused.StatusCode).ShouldBeOneOf(403, 404);
        (await RevealedAsync(office) - before).ShouldBe(all ? 1 : 0);

        // The file shows what each single revealing would, and is logged like one.
        before = await RevealedAsync(office);
        var file = await (await reader.GetAsync(office.At("ledgers/enterprises/export?format=csv"))).Content.ReadAsStringAsync();
        (file.Contains(Phone, StringComparison.Ordinal), file.Contains(Other, StringComparison.Ordinal)).ShouldBe((own, all), role);
        if (own != all || !own) file.Contains(Name, StringComparison.Ordinal).ShouldBe(own);
        (await RevealedAsync(office) - before).ShouldBe(own ? 1 : 0);
        Server.Errors.Entries.ShouldBeEmpty();
    }

    /// <summary>Entries of the trail that say somebody was shown something.</summary>
    private async Task<int> RevealedAsync(Office office)
    {
        using var root = Server.Client();
        var trail = await Json(await root.GetAsync(office.At("audit?action=revealed&size=200")));
        var text = trail.ToString();
        foreach (var clear in (string[])[Name, Phone, Other]) text.ShouldNotContain(clear);
        return trail.GetProperty("total").GetInt32();
    }
}

public sealed class Personal_data_on_sqlite(SqliteHostile server) : PersonalDataTests(server);

public sealed class Personal_data_on_postgres(PostgresHostile server) : PersonalDataTests(server);
