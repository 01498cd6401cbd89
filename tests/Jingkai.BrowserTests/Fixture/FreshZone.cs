using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.BrowserTests.Fixture;

/// <summary>A zone of its own, with nothing in it but an economy office and a leader.</summary>
internal sealed record FreshZone(string Code)
{
    private static readonly string[] Places = ["青湖", "云溪", "兰江", "鹤浦", "石桥", "东塘", "望湖", "清潭", "松岭", "白沙", "长汀", "南屏", "银杏", "梅渚", "芦荡", "金滩"];
    private static int made;

    /// <summary>Where its pages begin.</summary>
    public string Home => $"/z/{Code}";

    /// <summary>Account of its economy office.</summary>
    public string Economy => $"economy-{Code}";

    /// <summary>Account of its leader.</summary>
    public string Leader => $"leader-{Code}";

    /// <summary>Account of its administrator.</summary>
    public string Admin => $"admin-{Code}";

    public static async Task<FreshZone> Make(TestServer server)
    {
        var number = Interlocked.Increment(ref made);
        var zone = new FreshZone($"fresh{number}");
        var place = Places[number % Places.Length];
        using var client = server.Client();
        var answer = await client.PostAsJsonAsync("/api/v1/zones", new { code = zone.Code, name = $"{place}经济开发区", shortName = $"{place}经开区", level = "省级", province = "浙江省", city = "嘉兴市" });
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        (string Account, string Name, string[] Roles)[] people =
        [
            (zone.Economy, "何科", [Roles.Economy]),
            (zone.Leader, "许主任", [Roles.Leader]),
            (zone.Admin, "管理员", [Roles.SystemAdministrator, Roles.SecurityAdministrator]),
        ];
        await server.InZone(zone.Code, async services =>
        {
            var keeper = services.GetRequiredService<AccountService>();
            foreach (var (account, name, roles) in people)
            {
                var password = "pw-" + Guid.CreateVersion7().ToString("N");
                var added = await keeper.AddMemberAsync(new(account, name, password, roles, null));
                added.IsOk.ShouldBeTrue(added.IsOk ? "" : added.Error!.Message.En);
                server.Passwords[account] = password;
            }

            return true;
        });
        return zone;
    }

    /// <summary>Imports a file and waits for it.</summary>
    public async Task SendAsync(TestServer server, string ledger, string csv)
    {
        using var root = server.Client();
        using var content = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "file", ledger + ".csv" } };
        using var answer = await root.PostAsync($"/api/v1/zones/{Code}/imports/{ledger}?mode=all", content);
        var job = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job").GetString();
        for (var pause = 10; ; pause = Math.Min(pause * 2, 200))
        {
            var state = (await root.GetFromJsonAsync<JsonElement>(job)).GetProperty("state").GetString();
            if (state is "queued" or "running") await Task.Delay(pause);
            else
            {
                state.ShouldBe("done");
                return;
            }
        }
    }

    /// <summary>Adds a member; one of the enterprise kind speaks for the enterprise of that credit code.</summary>
    public async Task HireAsync(TestServer server, string account, string name, string role, string? enterprise)
    {
        using var root = server.Client();
        Guid? speaksFor = enterprise is null ? null : (await root.GetFromJsonAsync<JsonElement>($"/api/v1/zones/{Code}/enterprises/{enterprise}")).GetProperty("id").GetGuid();
        var password = "pw-" + Guid.CreateVersion7().ToString("N");
        var made = await server.InZone(Code, s => s.GetRequiredService<AccountService>().AddMemberAsync(new(account, name, password, [role], null, null, speaksFor)));
        made.IsOk.ShouldBeTrue(made.IsOk ? "" : made.Error!.Message.En);
        server.Passwords[account] = password;
    }
}
