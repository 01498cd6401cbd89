using System.Text.RegularExpressions;
using Jingkai.BrowserTests.Fixture;
using static Microsoft.Playwright.Assertions;

namespace Jingkai.BrowserTests;

/// <summary>The economy office works through the ledger of enterprises.</summary>
public sealed partial class LedgerTests(Browsers browsers) : Fixture.BrowserTests(browsers)
{
    [Theory]
    [MemberData(nameof(Screens.All), MemberType = typeof(Screens))]
    public async Task The_ledger_filters_sorts_pages_and_exports_what_it_shows(Screen screen, string language)
    {
        await using var visitor = await Browsers.As("economy", screen, language);
        var page = visitor.Page;
        await visitor.Open(Visitor.Zone);
        await visitor.Menu($"{Visitor.Zone}/enterprises");
        await Expect(page.Locator("h1")).ToContainTextAsync(visitor.Word("enterprises.ledger"));
        var all = await Total(visitor);
        all.ShouldBeGreaterThanOrEqualTo(420);

        if (screen == Screen.Phone) await page.ClickAsync("label[for=filter-more]");
        const string park = "望山产业园";
        await page.SelectOptionAsync("[name=park]", new SelectOptionValue { Label = park });
        await visitor.At("[?&]park=");
        await Expect(page.Locator("main tbody tr").First).ToContainTextAsync(park);
        var some = await Total(visitor);
        some.ShouldBeInRange(21, all - 1);

        // On a phone the headings are not there to be pressed: the order comes with the address, as a colleague sends it.
        if (screen == Screen.Desktop) await page.ClickAsync("main thead a.jk-sort[href*='sort=-landMu']");
        else await visitor.Open(visitor.Path + "&sort=-landMu");
        await visitor.At("sort=-landMu");
        await Expect(page.Locator("main th[aria-sort=descending]")).ToHaveCountAsync(1);
        var first = await page.Locator("main tbody tr").First.Locator("a").First.TextContentAsync();

        await page.Locator("main a[href*='page=2']").First.ClickAsync();
        await visitor.At("page=2");
        await Expect(page.Locator("main tbody tr").First.Locator("a").First).Not.ToHaveTextAsync(first!);
        ParkChosen().IsMatch(page.Url).ShouldBeTrue();
        (await Total(visitor)).ShouldBe(some);

        await page.Locator("main details:has(a[href*='/export']) > summary").ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("main a[href*='/export'][href*='xlsx']"), new() { Timeout = 60_000 });
        var rows = Workbooks.Read(await visitor.Save(download));
        var heading = rows.ToList().FindIndex(r => r.Contains("企业名称"));
        var (name, where, land) = (Array.IndexOf(rows[heading], "企业名称"), Array.IndexOf(rows[heading], "所属园区"), Array.FindIndex(rows[heading], h => h.StartsWith("占地面积", StringComparison.Ordinal)));
        var body = rows.Skip(heading + 1).ToList();
        body.Count.ShouldBe((int)some);
        body.ShouldAllBe(r => r[where] == park);
        body[0][name].ShouldBe(first!.Trim());
        var areas = body.Select(r => r.Length > land && r[land].Length > 0 ? decimal.Parse(r[land], System.Globalization.CultureInfo.InvariantCulture) : decimal.MinValue).ToList();
        areas.ShouldBe(areas.OrderDescending());

        await page.GoBackAsync();
        await visitor.Settled();
        await Expect(page.Locator("main tbody tr").First.Locator("a").First).ToHaveTextAsync(first!);
        await Expect(page.Locator("select[name=park]")).ToHaveValueAsync(await page.Locator("select[name=park] option").Filter(new() { HasText = park }).GetAttributeAsync("value") ?? park);
        await visitor.NoComplaints();
    }

    [Theory]
    [MemberData(nameof(Screens.All), MemberType = typeof(Screens))]
    public async Task A_filter_that_finds_nothing_offers_to_be_cleared(Screen screen, string language)
    {
        await using var visitor = await Browsers.As("economy", screen, language);
        await visitor.Open($"{Visitor.Zone}/enterprises");
        await visitor.Page.FillAsync("#filter-search", "没有这样的企业");
        await visitor.Page.PressAsync("#filter-search", "Enter");
        await Expect(visitor.Page.Locator("main")).ToContainTextAsync(visitor.Word("ui.empty.filtered"));
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = visitor.Word("ui.filter.clear") }).ClickAsync();
        await Expect(visitor.Page.Locator("main tbody tr")).ToHaveCountAsync(20);
        await Expect(visitor.Page.Locator("#filter-search")).ToHaveValueAsync("");
        await visitor.NoComplaints();
    }

    [Theory]
    [MemberData(nameof(Screens.All), MemberType = typeof(Screens))]
    public async Task An_enterprises_file_opens_with_its_history_and_back(Screen screen, string language)
    {
        await using var visitor = await Browsers.As("economy", screen, language);
        await visitor.Open($"{Visitor.Zone}/enterprises?q=91330499MA4Y4Q0U31");
        await Expect(visitor.Page.Locator("main tbody tr")).ToHaveCountAsync(1);
        await visitor.Page.Locator("main tbody a").First.ClickAsync();
        await Expect(visitor.Page.Locator("h1")).ToContainTextAsync("杭州昱舟启电梯有限公司");
        await Expect(visitor.Page.Locator("main")).ToContainTextAsync("余杭昱舟启电梯有限公司");
        await visitor.Page.Locator("main a[href*='tab=history']").ClickAsync();
        await Expect(visitor.Page).ToHaveURLAsync(new Regex("tab=history"));
        await visitor.Page.GoBackAsync();
        await visitor.Page.GoBackAsync();
        await Expect(visitor.Page.Locator("#filter-search")).ToHaveValueAsync("91330499MA4Y4Q0U31");
        await visitor.NoComplaints();
    }

    [Fact]
    public async Task A_menu_opened_while_the_ledger_turns_its_page_stays_open()
    {
        await using var visitor = await Browsers.As("economy");
        await visitor.Open($"{Visitor.Zone}/enterprises");
        await visitor.Settled();
        // Opened the moment the new rows stand. After that the page before is kept for Back and the visit ends: neither may close it.
        var open = await visitor.Page.EvaluateAsync<bool>("""
            () => new Promise(done => {
              const menu = () => document.querySelector('main details.jk-menu');
              addEventListener('turbo:frame-render', () => { menu().open = true; }, { once: true });
              addEventListener('turbo:load', () => requestAnimationFrame(() => setTimeout(() => done(menu().open))), { once: true });
              document.querySelector('main .jk-pager a[rel=next]').click();
            })
            """);
        open.ShouldBeTrue();
        await visitor.At("page=2");
        await Expect(visitor.Page.Locator("main details.jk-menu[open]")).ToHaveCountAsync(1);
        await visitor.NoComplaints();
    }

    [Fact]
    public async Task A_menu_left_open_does_not_come_back_with_the_page()
    {
        await using var visitor = await Browsers.As("economy");
        await visitor.Open($"{Visitor.Zone}/enterprises");
        await visitor.Page.Locator("main details:has(a[href*='/export']) > summary").ClickAsync();
        await visitor.Page.EvaluateAsync("document.querySelector(`#site-nav a[href$='/indicators']`).click()");
        await visitor.At("/indicators$");
        await visitor.Page.GoBackAsync();
        await visitor.At("/enterprises$");
        await Expect(visitor.Page.Locator("main tbody tr")).ToHaveCountAsync(20);
        await Expect(visitor.Page.Locator("main details.jk-menu[open]")).ToHaveCountAsync(0);
        await visitor.NoComplaints();
    }

    [Theory]
    [MemberData(nameof(Screens.All), MemberType = typeof(Screens))]
    public async Task A_leader_filters_and_exports_without_the_contacts(Screen screen, string language)
    {
        await using var visitor = await Browsers.As("leader", screen, language);
        var page = visitor.Page;
        await visitor.Open(Visitor.Zone);
        await visitor.Menu($"{Visitor.Zone}/enterprises");
        await page.FillAsync("#filter-search", "电梯");
        await page.PressAsync("#filter-search", "Enter");
        await visitor.At("[?&]q=");
        var found = await Total(visitor);
        found.ShouldBeInRange(1, 50);
        await page.Locator("main details:has(a[href*='/export']) > summary").ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("main a[href*='/export'][href*='csv']"));
        var rows = Workbooks.Read(await visitor.Save(download)).ToList();
        var heading = rows.FindIndex(r => r.Contains("企业名称"));
        var phone = Array.IndexOf(rows[heading], "联系电话");
        rows.Count.ShouldBe(heading + 1 + (int)found);
        rows.Skip(heading + 1).ShouldAllBe(r => r.Length <= phone || r[phone].Length == 0 || r[phone].Contains('*'));
        await visitor.NoComplaints();
    }

    private static async Task<long> Total(Visitor visitor)
    {
        var text = await visitor.Page.Locator("main .jk-tools-total strong").TextContentAsync();
        return long.Parse(text!.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("[?&]park=[^&]+")]
    private static partial Regex ParkChosen();
}
