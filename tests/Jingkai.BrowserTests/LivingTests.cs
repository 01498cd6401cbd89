using System.Net.Http.Json;
using Jingkai.BrowserTests.Fixture;
using Jingkai.Enterprises.Contracts;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace Jingkai.BrowserTests;

/// <summary>A file is kept alive by those who know: the liaison on a visit, the enterprise on its own phone.</summary>
public sealed class LivingTests(Browsers browsers) : Fixture.BrowserTests(browsers)
{
    private const string Firm = "澄波生物医药有限公司";
    private const string Visit = "visit";
    private static int made = 9000;

    [Theory]
    [MemberData(nameof(Players))]
    public async Task A_liaison_confirms_ten_stale_fields_in_one_visit(Screen screen, string language)
    {
        var (zone, liaison, _, code) = await Make();
        await using var visitor = await Browsers.As(liaison, screen, language);
        var page = visitor.Page;
        await visitor.Open($"{zone.Home}/inbox");
        await visitor.Menu($"{zone.Home}/stale");
        await visitor.Keep("visit-01-stale", Visit);
        await page.Locator("main tbody a").Filter(new() { HasText = Firm }).ClickAsync();
        await visitor.At("/check$");
        var chosen = page.Locator("main input[name=Fields]");
        (await chosen.CountAsync()).ShouldBeGreaterThanOrEqualTo(11);
        await visitor.Keep("visit-02-due", Visit);

        // One line is not true any more and is written on the spot; all others are, with one tap.
        var due = await chosen.CountAsync();
        await page.Locator("main tbody a[href*='field=address']").ClickAsync();
        await visitor.At("field=address");
        await page.FillAsync("[name='Input.Value']", "临平区康泰路8号3幢");
        await visitor.Keep("visit-03-mending", Visit);
        await page.ClickAsync("#correct form button[type=submit]");
        await Expect(page.Locator(".jk-flash")).ToContainTextAsync(visitor.Word("enterprises.check.written", visitor.Word("enterprises.field.address")));
        await Expect(chosen).ToHaveCountAsync(due - 1);
        await page.ClickAsync(".jk-bulk button[type=submit]");
        await Expect(page.Locator(".jk-flash")).ToContainTextAsync(visitor.Word("enterprises.check.confirmed", due - 1));
        await Expect(chosen).ToHaveCountAsync(0);
        await visitor.Keep("visit-04-done", Visit);
        await visitor.Menu($"{zone.Home}/stale");
        await Expect(page.Locator("main tbody a").Filter(new() { HasText = Firm })).ToHaveCountAsync(0);
        await visitor.Open($"{zone.Home}/enterprises/{code}");
        await Expect(page.Locator("main")).ToContainTextAsync("康泰路8号3幢");
        await visitor.NoComplaints();
    }

    [Theory]
    [MemberData(nameof(Players))]
    public async Task An_enterprise_corrects_its_own_file_and_hears_what_came_of_it(Screen screen, string language)
    {
        var (zone, liaison, contact, code) = await Make();
        await using var enterprise = await Browsers.As(contact, screen, language);
        await using var officer = await Browsers.As(liaison, screen, language);
        var (page, file) = (enterprise.Page, $"{zone.Home}/enterprises/{code}");
        await enterprise.Open($"{file}?tab=corrections");
        await page.ClickAsync("main a[href$='/check?all=true']");
        await enterprise.At("all=true$");
        await enterprise.Keep("own-01-file", Visit);
        await page.Locator("main tbody a[href*='field=products']").ClickAsync();
        await enterprise.At("field=products");
        await page.FillAsync("[name='Input.Value']", "单抗药物、重组蛋白");
        enterprise.Expects(422);
        await page.ClickAsync("#correct form button[type=submit]");
        await Expect(page.Locator("#correct .is-invalid")).ToHaveCountAsync(1);
        await enterprise.Keep("own-02-reason-missing", Visit);
        await page.FillAsync("[name='Input.Reason']", "新增重组蛋白生产线");
        await page.ClickAsync("#correct form button[type=submit]");
        await Expect(page.Locator(".jk-flash")).ToContainTextAsync(enterprise.Word("enterprises.check.proposed", enterprise.Word("enterprises.field.products")));

        await officer.Open($"{zone.Home}/inbox");
        await officer.Page.Locator(".jk-inbox a[href*='/enterprises/']").First.ClickAsync();
        await officer.At("/enterprises/");
        await officer.Keep("own-03-to-answer", Visit);
        await officer.Page.FillAsync("main form [name=note]", "已到厂核实");
        await officer.Page.ClickAsync("main button[name=move][value=accept]");
        await Expect(officer.Page.Locator(".jk-flash")).ToBeVisibleAsync();

        await enterprise.Open($"{file}?tab=corrections");
        await Expect(page.Locator("main")).ToContainTextAsync("已到厂核实");
        await enterprise.Keep("own-04-answered", Visit);
        await enterprise.Open(file);
        await Expect(page.Locator("main")).ToContainTextAsync("单抗药物、重组蛋白");
        await enterprise.NoComplaints();
        await officer.NoComplaints();
    }

    /// <summary>In every language on every screen only where pictures are kept.</summary>
    public static TheoryData<Screen, string> Players => Visitor.KeepsPictures ? Screens.All : new() { { Screen.Desktop, "en" }, { Screen.Phone, "zh-CN" } };

    /// <summary>A zone with a liaison and one of their enterprises, whose file nobody has confirmed for more than a year.</summary>
    private async Task<(FreshZone Zone, string Liaison, string Contact, string Code)> Make()
    {
        var (server, number) = (Browsers.Server, Interlocked.Add(ref made, 2));
        var zone = await FreshZone.Make(server);
        var (liaison, contact, firm) = ($"liaison-{zone.Code}", $"contact-{zone.Code}", Workbooks.Code(number));
        await zone.HireAsync(server, liaison, "方敏", Roles.Liaison, null);
        await zone.SendAsync(server, "enterprises", $"""
            统一社会信用代码,企业名称,行业代码,所属园区,注册日期,规上入库日期,资质,占地面积(亩),联系人,联系电话,联企干部
            {Workbooks.Code(number + 1)},远川电梯有限公司,3435,东区,2011-05-06,2012-01-01,高新技术企业,20,周明,13800000001,
            {firm},{Firm},2761,东区,2013-05-06,2015-01-01,高新技术企业,35.5,王明,13800000002,方敏
            """);
        var longAgo = await server.InZone(zone.Code, s => Task.FromResult(s.GetRequiredService<JingkaiDbContext>().Today.AddMonths(-14)));
        using var root = server.Client();
        var filled = await root.PatchAsJsonAsync($"/api/v1/zones/{zone.Code}/enterprises/{firm}", new { address = "临平区康泰路8号", products = "单抗药物", staff = 420, marketPosition = "国内前五", source = "上年年报", asOf = longAgo });
        filled.IsSuccessStatusCode.ShouldBeTrue(await filled.Content.ReadAsStringAsync());
        await zone.HireAsync(server, contact, "王明", Roles.Enterprise, firm);
        (await server.InZone(zone.Code, s => s.GetRequiredService<ILivingSetup>().AgeAsync(2, longAgo, default))).ShouldBe(1);
        return (zone, liaison, contact, firm);
    }
}
