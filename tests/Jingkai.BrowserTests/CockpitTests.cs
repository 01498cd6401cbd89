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
