using System.Text.RegularExpressions;
using Jingkai.BrowserTests.Fixture;
using static Microsoft.Playwright.Assertions;

namespace Jingkai.BrowserTests;

/// <summary>A month of an office, from opening to the second lock: the economy office, its second officer, the leader and two enterprises, each
/// at their own screen.</summary>
public sealed class MonthTests(Browsers browsers) : Fixture.BrowserTests(browsers)
{
    // State of the pictures that are kept of the steps.
    private const string Play = "play";
    private const string Paper = "8月经济运行简报";

    /// <summary>A month takes long to play: in every language on every screen only where pictures are kept.</summary>
    public static TheoryData<Screen, string> Players => Visitor.KeepsPictures ? Screens.All : new() { { Screen.Desktop, "zh-CN" }, { Screen.Phone, "en" } };

    [Theory]
    [MemberData(nameof(Players))]
    public async Task A_month_is_reported_contested_confirmed_locked_and_corrected_with_the_papers_that_cited_it(Screen screen, string language)
    {
        var zone = await ReportedZone.Make(Browsers.Server);
        await using var economy = await Browsers.As(zone.Fresh.Economy, screen, language);
        await using var second = await Browsers.As(zone.Second, screen, language);
        await using var leader = await Browsers.As(zone.Fresh.Leader, screen, language);
        await using var contact = await Browsers.As(zone.Contact, screen, language);
        await using var late = await Browsers.As(zone.Late, screen, language);
        var month = $"{zone.Fresh.Home}/reporting/2020-08";

        await economy.Open($"{zone.Fresh.Home}/reporting");
        await economy.Page.ClickAsync("form:has([name='Input.Month']) button[type=submit]");
        await economy.At("/reporting/2020-08$");
        await Flash(economy);
        await economy.Keep("play-01-opened", Play);

        // The enterprise files from its inbox; two others came on paper; one says nothing and is reminded.
        await File(contact, zone, "110", "810");
        await contact.Keep("play-02-filed", Play);
        await zone.ImportAsync();
        await economy.Open($"{month}?tab=late");
        await Expect(economy.Page.Locator("main tbody tr")).ToHaveCountAsync(1);
        await Expect(economy.Page.Locator("main tbody tr")).ToContainTextAsync(ReportedZone.LateName);
        await economy.Keep("play-03-late", Play);
        await economy.Page.ClickAsync("button[name='Input.All'][value=true]");
        await Flash(economy);
        await late.Open($"{zone.Fresh.Home}/notices");
        await Expect(late.Page.Locator(".jk-inbox li")).ToHaveCountAsync(2);
        await Expect(late.Page.Locator(".jk-inbox li").First).ToContainTextAsync("09-07");
        await late.Keep("play-04-reminded", Play);

        // The second officer contests a figure; the enterprise mends it and says why.
        await second.Open($"{month}?tab=confirm");
        await second.Page.Locator("main tbody a").Filter(new() { HasText = ReportedZone.ContactName }).ClickAsync();
        await second.At("/reporting/2020-08/");
        second.Expects(422);
        await second.Page.ClickAsync("button[name='Input.Verb'][value=return]");
        await Expect(second.Page.Locator("main .is-invalid")).ToHaveCountAsync(1);
        await second.Page.FillAsync("[name='Input.Note']", "增幅偏大，请核实");
        await second.Keep("play-05-contested", Play);
        await second.Page.ClickAsync("button[name='Input.Verb'][value=return]");
        await Flash(second);
        await File(contact, zone, "108", "808", "增幅偏大，请核实");
        await contact.Keep("play-06-explained", Play);

        await ConfirmAll(second, month, 3);
        await second.Keep("play-07-confirmed", Play);
        await Lock(economy, leader, month, zone);
        await Expect(economy.Page.Locator("h1")).ToBeVisibleAsync();
        await Expect(economy.Page.Locator("main")).ToContainTextAsync(economy.Word("economy.lock.version", 1));
        await economy.Keep("play-08-locked", Play);

        // Nothing is written into a locked month; opened by exception, the correction names the paper that printed the figure.
        await zone.CiteAsync(Paper);
        var report = $"{zone.Fresh.Home}/reports/{zone.Imported}/2020-08";
        await economy.Open($"{report}?correct=IND_GOV");
        await Expect(economy.Page.Locator("[name='Input.Value']")).ToHaveCountAsync(0);
        await Expect(economy.Page.Locator($"main a[href='{month}?tab=lock']")).ToBeVisibleAsync();
        await economy.Keep("play-09-refused", Play);
        await economy.Open($"{month}?tab=lock");
        await Expect(economy.Page.Locator("main")).ToContainTextAsync(Paper);
        await economy.Page.FillAsync("[name='Input.Reason']", "单位错位");
        await economy.Page.Locator("main form.jk-form button[type=submit]").Last.ClickAsync();
        await Flash(economy);
        await Approve(leader, zone);
        await leader.Keep("play-10-unlocked", Play);
        await economy.Open($"{report}?correct=IND_GOV");
        await economy.Page.FillAsync("[name='Input.Value']", "320");
        await economy.Page.FillAsync("[name='Input.Reason']", "单位错位");
        await economy.Page.Locator("main form.jk-form button[type=submit]").Last.ClickAsync();
        await Flash(economy);
        await Expect(economy.Page.Locator("main")).ToContainTextAsync(Paper);
        await Expect(economy.Page.Locator("main a[href*='/sign-offs/']").First).ToBeVisibleAsync();
        await economy.Keep("play-11-corrected", Play);

        await ConfirmAll(second, month, 1);
        await Lock(economy, leader, month, zone);
        await Expect(economy.Page.Locator("main")).ToContainTextAsync(economy.Word("economy.lock.version", 2));
        // The paper printed what was corrected before the second lock: the reason is that correction's.
        await Expect(economy.Page.Locator("main tbody")).ToContainTextAsync("单位错位");
        await economy.Keep("play-12-locked-again", Play);

        // The paper still leads to what it printed.
        await economy.Open($"{month}?tab=citations");
        await Expect(economy.Page.Locator("main tbody tr").First).ToContainTextAsync("658万元");
        await economy.Page.Locator("main tbody th a").First.ClickAsync();
        await economy.At("/trace/");
        await Expect(economy.Page.Locator("h1")).ToBeVisibleAsync();
        await economy.Keep("play-13-trail", Play);
        foreach (var visitor in new[] { economy, second, leader, contact, late }) await visitor.NoComplaints();
    }

    private static Task Flash(Visitor visitor) => Expect(visitor.Page.Locator(".jk-flash")).ToBeVisibleAsync();

    private static async Task File(Visitor contact, ReportedZone zone, string value, string ytd, string? told = null)
    {
        await contact.Open($"{zone.Fresh.Home}/inbox");
        await contact.Page.Locator(".jk-inbox a[href*='/reporting/2020-08/']").First.ClickAsync();
        await contact.At("/reporting/2020-08/");
        if (told is not null) await Expect(contact.Page.Locator("main")).ToContainTextAsync(told);
        foreach (var (part, text) in new[] { ("value", value), ("ytd", ytd), ("prior", "95"), ("ytdPrior", "745") })
            await contact.Page.FillAsync($"[name='Input.Values[IND_GOV.{part}]']", text);
        await contact.Page.FillAsync("main form:has([name^='Input.Values']) [name='Input.Note']", told is null ? "" : "新车间投产，已复核");
        await contact.Page.ClickAsync("button[name='Input.Verb'][value=submit]");
        await Flash(contact);
        await Expect(contact.Page.Locator("main")).ToContainTextAsync(contact.Word("economy.duty.state.submitted"));
    }

    private static async Task ConfirmAll(Visitor second, string month, int expected)
    {
        await second.Open($"{month}?tab=confirm");
        var rows = second.Page.Locator("main tbody input[data-select-row]:not([disabled])");
        await Expect(rows).ToHaveCountAsync(expected);
        for (var i = 0; i < expected; i++) await rows.Nth(i).CheckAsync();
        await second.Page.ClickAsync("button[name='Input.All'][value=false]");
        await Flash(second);
        await Expect(second.Page.Locator("main")).ToContainTextAsync(second.Word("economy.confirm.none"));
    }

    private static async Task Lock(Visitor economy, Visitor leader, string month, ReportedZone zone)
    {
        await economy.Open($"{month}?tab=lock");
        await economy.Page.CheckAsync("[name='Input.DespiteUnconfirmed']");
        await economy.Page.FillAsync("[name='Input.Reason']", "一家停产，下月补报");
        await economy.Page.Locator("main form.jk-form button[type=submit]").Last.ClickAsync();
        await Flash(economy);
        await Approve(leader, zone);
        await economy.Open($"{month}?tab=lock");
    }

    private static async Task Approve(Visitor leader, ReportedZone zone)
    {
        await leader.Open($"{zone.Fresh.Home}/inbox");
        await leader.Page.Locator(".jk-inbox a[href*='/sign-offs/']").First.ClickAsync();
        await leader.Page.ClickAsync("button[name='Input.Verb'][value=approve]");
        await Flash(leader);
    }
}
