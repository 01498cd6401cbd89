using System.Text.RegularExpressions;
using Jingkai.BrowserTests.Fixture;
using static Microsoft.Playwright.Assertions;

namespace Jingkai.BrowserTests;

/// <summary>The leader reads the half-year and opens a figure down to the enterprise behind it.</summary>
public sealed class CockpitTests(Browsers browsers) : Fixture.BrowserTests(browsers)
{
    [Theory]
    [MemberData(nameof(Screens.All), MemberType = typeof(Screens))]
    public async Task A_leader_signs_in_and_reads_the_headline_figures(Screen screen, string language)
    {
        await using var visitor = await Browsers.Visitor(screen, language);
        await visitor.SignIn("leader");
        await Expect(visitor.Page.Locator("h1")).ToHaveTextAsync(visitor.Word("economy.cockpit.title"));
        foreach (var figure in (string[])["401.87", "14.2", "83.36", "5.7"])
            await Expect(visitor.Page.Locator("main").GetByText(new Regex($@"(?<!\d){Regex.Escape(figure)}(?!\d)")).Filter(new() { Visible = true }).First).ToBeVisibleAsync();
        await visitor.Drawn();
        await visitor.NoComplaints();
    }

    [Theory]
    [MemberData(nameof(Screens.All), MemberType = typeof(Screens))]
    public async Task A_figure_opens_down_to_an_enterprises_report_and_back(Screen screen, string language)
    {
        await using var visitor = await Browsers.As("leader", screen, language);
        await visitor.Open(Visitor.Zone);
        await visitor.Seen("main a[href*='/indicators/IND_GOV']").ClickAsync();
        await visitor.At("/indicators/IND_GOV");
        await Expect(visitor.Page.Locator("main")).ToContainTextAsync("401.87");
        await visitor.Drawn();

        await visitor.Seen("main a[href*='/trace/']").ClickAsync();
        await visitor.At("/trace/");
        await Expect(visitor.Page.Locator("h1")).ToBeVisibleAsync();
        var trace = visitor.Path;

        await visitor.Seen("main a[href*='/reports/']").ClickAsync();
        await visitor.At(@"/reports/[^/]+/2020-\d\d");
        await Expect(visitor.Page.Locator("main tbody tr").First).ToBeVisibleAsync();

        await visitor.Page.GoBackAsync();
        await visitor.At(Regex.Escape(trace) + "$");
        await visitor.Page.GoBackAsync();
        await visitor.At("/indicators/IND_GOV");
        await visitor.Page.GoBackAsync();
        await visitor.At($"{Visitor.Zone}$");
        await Expect(visitor.Page.Locator("main")).ToContainTextAsync("83.36");
        await visitor.Drawn();
        await visitor.NoComplaints();
    }

    [Fact]
    public async Task A_figures_address_is_copied_and_the_terms_are_explained()
    {
        await using var visitor = await Browsers.As("leader");
        var page = visitor.Page;
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await visitor.Open($"{Visitor.Zone}/indicators/IND_GOV?period=2020-01/2020-07");
        await page.ClickAsync("main .jk-page-tools copy-text button");
        await Expect(page.Locator("main .jk-page-tools copy-text:state(done)")).ToHaveCountAsync(1);
        (await page.EvaluateAsync<string>("navigator.clipboard.readText()")).ShouldBe(page.Url);

        var terms = page.Locator("main details:has(.jk-terms)");
        await terms.Locator("summary").ClickAsync();
        foreach (var term in (string[])["comparable", "pace", "withheld"])
            await Expect(terms).ToContainTextAsync(visitor.Word($"economy.term.{term}-text"));
        await visitor.NoComplaints();
    }

    [Fact]
    public async Task A_leader_looks_back_to_an_earlier_month_and_forward_again()
    {
        await using var visitor = await Browsers.As("leader");
        var page = visitor.Page;
        await visitor.Open(Visitor.Zone);
        var menu = page.Locator("main details.jk-menu:has(a[href*='period='])");
        await menu.Locator("summary").ClickAsync();
        await menu.Locator("a[href$='period=2020-06']").ClickAsync();
        await visitor.At("period=2020-06$");
        await Expect(page.Locator("main .jk-figure-lead")).ToContainTextAsync("327.83");
        await menu.Locator("summary").ClickAsync();
        await menu.Locator($"a[href='{Visitor.Zone}']").ClickAsync();
        await visitor.At($"{Visitor.Zone}$");
        await Expect(page.Locator("main .jk-figure-lead")).ToContainTextAsync("401.87");
        await visitor.NoComplaints();
    }

    [Theory]
    [MemberData(nameof(Screens.All), MemberType = typeof(Screens))]
    public async Task Another_language_keeps_the_place(Screen screen, string language)
    {
        await using var visitor = await Browsers.As("leader", screen, language);
        await visitor.Open($"{Visitor.Zone}/indicators/IND_GOV?period=2020-01/2020-07");
        var before = visitor.Path;
        var title = await visitor.Page.Locator("h1").TextContentAsync();
        await visitor.Page.ClickAsync(".jk-top form[action='/language'] button");
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", language == "en" ? "zh-CN" : "en");
        visitor.Path.ShouldBe(before);
        await Expect(visitor.Page.Locator("h1")).Not.ToHaveTextAsync(title!);
        await Expect(visitor.Page.Locator("main")).ToContainTextAsync("401.87");
        await visitor.NoComplaints();
    }
}
