using System.Text.RegularExpressions;
using Jingkai.BrowserTests.Fixture;
using Jingkai.Platform.Localization;
using static Microsoft.Playwright.Assertions;

namespace Jingkai.BrowserTests;

/// <summary>The wall as board, map and chart: without a mouse, on a phone, at a meeting.</summary>
public sealed partial class WallTests(Browsers browsers) : Fixture.BrowserTests(browsers)
{
    private const string Leader = "leader.shangyu", Wall = "/z/shangyu/wall";

    [Fact]
    public async Task Board_map_and_chart_are_reached_by_keyboard_and_the_filter_goes_along()
    {
        await using var visitor = await Browsers.As(Leader);
        var page = visitor.Page;
        await visitor.Open($"{Wall}?kind=government");
        await Expect(page.Locator(".jk-wall tbody tr")).ToHaveCountAsync(33);
        await Follow(visitor, ".jk-tabs a[href*='view=map']");
        await visitor.At("view=map");
        await Expect(page.Locator("zone-map:state(ready)")).ToHaveCountAsync(1);
        await Expect(page.Locator(".jk-map-list a")).ToHaveCountAsync(33);
        await page.Locator(".jk-map-list a").First.FocusAsync();
        await Expect(page.Locator("zone-map:state(chosen)")).ToHaveCountAsync(1);
        await Follow(visitor, ".jk-tabs a[href*='view=gantt']");
        await visitor.At("view=gantt");
        await Expect(page.Locator(".jk-gantt-labels li")).ToHaveCountAsync(20);
        // A new filter keeps the chart.
        await Follow(visitor, ".jk-wall-lists a[href*='list=overdue']");
        await visitor.At("list=overdue");
        page.Url.ShouldContain("view=gantt");
        var said = await page.Locator(".jk-wall-lists a[aria-current] strong").InnerTextAsync();
        await Expect(page.Locator(".jk-gantt-labels li")).ToHaveCountAsync(int.Parse(Digits().Match(said).Value, System.Globalization.CultureInfo.InvariantCulture));
        await Follow(visitor, ".jk-tabs li:first-child a");
        await Expect(page.Locator(".jk-wall tbody tr").First).ToBeVisibleAsync();
        await visitor.NoComplaints();
    }

    [Fact]
    public async Task On_a_phone_every_view_fits_and_opens_its_project()
    {
        await using var visitor = await Browsers.As(Leader, Screen.Phone, Localizer.English);
        foreach (var view in (string[])["map", "gantt", "board"])
        {
            await visitor.Open($"{Wall}?kind=government&view={view}");
            await visitor.NoComplaints();
        }

        await visitor.Page.Locator(".jk-wall tbody th a").First.ClickAsync();
        await visitor.At("/projects/P2022-");
        await visitor.NoComplaints();
    }

    [Fact]
    public async Task A_meeting_turns_the_pages_by_itself_also_when_it_was_opened_by_a_click()
    {
        await using var visitor = await Browsers.As(Leader);
        await visitor.Open(Wall);
        var opened = visitor.Page.WaitForResponseAsync(answer => answer.Url.Contains("live=1", StringComparison.Ordinal) && answer.Request.ResourceType == "document");
        await visitor.Page.ClickAsync("main .jk-actions a[href*='live=1']");
        // Only what the browser itself loads makes it ask again.
        (await (await opened).AllHeadersAsync())["refresh"].ShouldMatch(@"^30; url=/z/shangyu/wall\?live=1&page=2$");
        await Expect(visitor.Page.Locator(".jk-screen tbody tr")).ToHaveCountAsync(8);
        await Expect(visitor.Page.Locator("#site-nav")).ToBeHiddenAsync();
        await visitor.Page.ClickAsync("main .jk-actions a:not([href*='live'])");
        await Expect(visitor.Page.Locator("#site-nav")).ToBeVisibleAsync();
        await visitor.NoComplaints();
    }

    private static async Task Follow(Visitor visitor, string link)
    {
        await visitor.Page.Locator(link).FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
