using System.Text.RegularExpressions;
using Jingkai.BrowserTests.Fixture;
using static Microsoft.Playwright.Assertions;

namespace Jingkai.BrowserTests;

/// <summary>A month of an office, from opening to the second lock: the economy office, its second officer, the leader and two enterprises, each
/// at their own screen.</summary>
public sealed class MonthTests(Browsers browsers) : Fixture.BrowserTests(browsers)
{
    private const string Paper = "8月经济运行简报";

    [Theory]
    [InlineData(Screen.Desktop, "zh-CN")]
    [InlineData(Screen.Phone, "en")]
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

        // The enterprise files from its inbox; two others came on paper; one says nothing and is reminded.
        await File(contact, zone, "110", "810");
        await zone.ImportAsync();
        await economy.Open($"{month}?tab=late");
        await Expect(economy.Page.Locator("main tbody tr")).ToHaveCountAsync(1);
        await Expect(economy.Page.Locator("main tbody tr")).ToContainTextAsync(ReportedZone.LateName);
        await economy.Page.ClickAsync("button[name='Input.All'][value=true]");
        await Flash(economy);
        await late.Open($"{zone.Fresh.Home}/notices");
        await Expect(late.Page.Locator(".jk-inbox li")).ToHaveCountAsync(2);
        await Expect(late.Page.Locator(".jk-inbox li").First).ToContainTextAsync("09-07");

        // The second officer contests a figure; the enterprise mends it and says why.
        await second.Open($"{month}?tab=confirm");
        await second.Page.Locator("main tbody a").Filter(new() { HasText = ReportedZone.ContactName }).ClickAsync();
        await second.At("/reporting/2020-08/");
        second.Expects(422);
        await second.Page.ClickAsync("button[name='Input.Verb'][value=return]");
        await Expect(second.Page.Locator("main .is-invalid")).ToHaveCountAsync(1);
        await second.Page.FillAsync("[name='Input.Note']", "增幅偏大，请核实");
        await second.Page.ClickAsync("button[name='Input.Verb'][value=return]");
        await Flash(second);
        await File(contact, zone, "108", "808", "增幅偏大，请核实");

        await ConfirmAll(second, month, 3);
        await Lock(economy, leader, month, zone);
        await Expect(economy.Page.Locator("h1")).ToBeVisibleAsync();
        await Expect(economy.Page.Locator("main")).ToContainTextAsync(economy.Word("economy.lock.version", 1));

        // Nothing is written into a locked month; opened by exception, the correction names the paper that printed the figure.
        await zone.CiteAsync(Paper);
        var report = $"{zone.Fresh.Home}/reports/{zone.Imported}/2020-08";
        await economy.Open($"{report}?correct=IND_GOV");
        await Expect(economy.Page.Locator("[name='Input.Value']")).ToHaveCountAsync(0);
        await Expect(economy.Page.Locator($"main a[href='{month}?tab=lock']")).ToBeVisibleAsync();
        await economy.Open($"{month}?tab=lock");
        await Expect(economy.Page.Locator("main")).ToContainTextAsync(Paper);
        await economy.Page.FillAsync("[name='Input.Reason']", "单位错位");
        await economy.Page.Locator("main form.jk-form button[type=submit]").Last.ClickAsync();
        await Flash(economy);
        await Approve(leader, zone);
        await economy.Open($"{report}?correct=IND_GOV");
        await economy.Page.FillAsync("[name='Input.Value']", "320");
        await economy.Page.FillAsync("[name='Input.Reason']", "单位错位");
        await economy.Page.Locator("main form.jk-form button[type=submit]").Last.ClickAsync();
        await Flash(economy);
        await Expect(economy.Page.Locator("main")).ToContainTextAsync(Paper);
        await Expect(economy.Page.Locator("main a[href*='/sign-offs/']").First).ToBeVisibleAsync();

        await ConfirmAll(second, month, 1);
        await Lock(economy, leader, month, zone);
        await Expect(economy.Page.Locator("main")).ToContainTextAsync(economy.Word("economy.lock.version", 2));

        // The paper still leads to what it printed.
        await economy.Open($"{month}?tab=citations");
        await Expect(economy.Page.Locator("main tbody tr").First).ToContainTextAsync("658万元");
        await economy.Page.Locator("main tbody th a").First.ClickAsync();
        await economy.At("/trace/");
        await Expect(economy.Page.Locator("h1")).ToBeVisibleAsync();
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
