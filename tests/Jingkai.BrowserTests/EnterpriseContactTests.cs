using Jingkai.BrowserTests.Fixture;
using static Microsoft.Playwright.Assertions;

namespace Jingkai.BrowserTests;

/// <summary>What an enterprise's own account sees of the zone.</summary>
public sealed class EnterpriseContactTests(Browsers browsers) : Fixture.BrowserTests(browsers)
{
    private const string Own = "杭州昱舟启电梯有限公司";
    private const string OwnCode = "91330499MA4Y4Q0U31";
    private const string Neighbour = "91330499MA2LMDQJ67";

    [Theory]
    [MemberData(nameof(Screens.All), MemberType = typeof(Screens))]
    public async Task An_enterprise_sees_itself_and_nobody_else(Screen screen, string language)
    {
        await using var visitor = await Browsers.Visitor(screen, language);
        await visitor.SignIn("enterprise");
        var page = visitor.Page;

        await visitor.Open($"{Visitor.Zone}/enterprises");
        await Expect(page.Locator("main tbody tr")).ToHaveCountAsync(1);
        await Expect(page.Locator("main tbody tr")).ToContainTextAsync(Own);
        await visitor.Open($"{Visitor.Zone}/enterprises?q={Neighbour}");
        await Expect(page.Locator("main tbody tr")).ToHaveCountAsync(0);
        await visitor.Open($"{Visitor.Zone}/enterprises/{OwnCode}");
        await Expect(page.Locator("h1")).ToContainTextAsync(Own);
        await visitor.Open($"{Visitor.Zone}/enterprises/{Neighbour}", 404);

        await visitor.Open($"{Visitor.Zone}/reports");
        await Expect(page.Locator("main tbody tr").First).ToContainTextAsync(Own);
        (await page.Locator("main tbody tr").AllTextContentsAsync()).ShouldAllBe(row => row.Contains(Own, StringComparison.Ordinal));
        await visitor.Open($"{Visitor.Zone}/reports/{Neighbour}/2020-07", 404);
        await visitor.Open($"{Visitor.Zone}/reports/{OwnCode}/2020-07");
        await Expect(page.Locator("main tbody tr").First).ToBeVisibleAsync();

        await visitor.Open($"{Visitor.Zone}/ledgers/enterprise-reports/import", 403);
        await visitor.NoComplaints();
    }

    [Theory]
    [MemberData(nameof(Screens.All), MemberType = typeof(Screens))]
    public async Task An_enterprise_opens_the_zones_figure_down_to_its_own_report_and_back(Screen screen, string language)
    {
        await using var visitor = await Browsers.As("enterprise", screen, language);
        var page = visitor.Page;
        await visitor.Open(Visitor.Zone);
        await Expect(page.Locator("main")).ToContainTextAsync("83.36");
        await visitor.Drawn();
        await visitor.Seen("main a[href*='/indicators/IND_GOV']").ClickAsync();
        await visitor.At("/indicators/IND_GOV");
        await visitor.Seen("main a[href*='/trace/']").ClickAsync();
        await visitor.At("/trace/");
        // Its own record, and the others as one sum only.
        await Expect(page.Locator("#records tbody tr")).ToHaveCountAsync(2);
        await Expect(page.Locator("#records tbody tr").First).ToContainTextAsync(Own);
        await page.Locator("#records tbody a").ClickAsync();
        await visitor.At(@"/reports/[^/]+/2020-07");
        await Expect(page.Locator("h1")).ToContainTextAsync(Own);
        await visitor.Drawn();
        await page.GoBackAsync();
        await visitor.At("/trace/");
        await Expect(page.Locator("#records tbody tr").First).ToContainTextAsync(Own);
        await visitor.NoComplaints();
    }

    [Fact]
    public async Task An_enterprises_export_holds_its_own_row_only()
    {
        await using var visitor = await Browsers.As("enterprise");
        await visitor.Open($"{Visitor.Zone}/enterprises");
        await visitor.Page.Locator("main details:has(a[href*='/export']) > summary").ClickAsync();
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Page.ClickAsync("main a[href*='/export'][href*='xlsx']"));
        var rows = Workbooks.Read(await visitor.Save(download));
        var heading = rows.ToList().FindIndex(r => r.Contains("企业名称"));
        rows.Skip(heading + 1).ShouldHaveSingleItem().ShouldContain(Own);
        await visitor.NoComplaints();
    }
}
