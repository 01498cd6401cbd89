using System.Text.RegularExpressions;
using Jingkai.BrowserTests.Fixture;
using static Microsoft.Playwright.Assertions;

namespace Jingkai.BrowserTests;

/// <summary>An office reads a pack, tries it, proposes a newer text and sees who changes verdict; a second person adopts it.</summary>
public sealed class RulesTests(Browsers browsers) : Fixture.BrowserTests(browsers)
{
    private const string Play = "rules";

    private const string Text = """
        pack: office-size
        kind: eligibility
        subject: enterprise
        title: { zh: 规模企业认定, en: Sizeable enterprises }
        basis: { document: 区办〔2020〕9号, issuer: 区管委会 }
        versions:
          - from: 2020-01-01
            params: { floor: FLOOR }
            conditions:
              - { id: size, text: { zh: "上年营业收入不低于{floor}", en: "Revenue of at least {floor}" }, when: revenue >= floor }
        tests:
          - { given: { revenue: 300000000 }, expect: { verdict: yes } }
        """;

    [Theory]
    [MemberData(nameof(Players))]
    public async Task A_pack_is_read_tried_compared_and_adopted_by_a_second_person(Screen screen, string language)
    {
        var zone = await ReportedZone.Make(Browsers.Server);
        await zone.RevenueAsync();
        await using var economy = await Browsers.As(zone.Fresh.Economy, screen, language);
        await using var leader = await Browsers.As(zone.Fresh.Leader, screen, language);
        var page = economy.Page;

        await economy.Open($"{zone.Fresh.Home}/rules");
        await economy.Keep("rules-01-offered", Play);
        await page.ClickAsync($"main a[href='{zone.Fresh.Home}/rules/proposal']");
        await economy.At("/rules/proposal$");

        // A slip is told with its place and what to do; nothing typed is lost.
        economy.Expects(422);
        await page.FillAsync("[name='Input.Pack']", Text.Replace("FLOOR", "2亿元", StringComparison.Ordinal).Replace("revenue >= floor", "revenu >= floor", StringComparison.Ordinal));
        await page.ClickAsync("button[value=check]");
        await Expect(page.Locator("main tbody tr")).ToHaveCountAsync(1);
        await Expect(page.Locator("main tbody tr")).ToContainTextAsync("unknown-fact");
        await Expect(page.Locator("[name='Input.Pack']")).ToHaveValueAsync(new Regex("revenu >= floor"));
        await economy.Keep("rules-02-slip", Play);
        await Propose(economy, "2亿元", "认定规模企业");
        await economy.Keep("rules-03-proposed", Play);
        await Approve(leader, zone);
        await leader.Keep("rules-04-agreed", Play);

        // Tried on everyone, and on one with reasons.
        await economy.Open($"{zone.Fresh.Home}/rules/office-size/trial");
        await Expect(page.Locator("main tbody tr")).ToHaveCountAsync(4);
        await page.Locator("main tbody tr").Filter(new() { HasText = ReportedZone.ContactName }).Locator("input[name=subject]").CheckAsync();
        await page.ClickAsync("main form .jk-panel-foot button[type=submit]");
        await economy.At("subject=");
        await Expect(page.Locator(".jk-verdict")).ToContainTextAsync(economy.Word("platform.rules.verdict.eligibility.no"));
        await Expect(page.Locator("main")).ToContainTextAsync("2019-12-31");
        await economy.Keep("rules-05-tried", Play);
        await page.ClickAsync("form[data-turbo-confirm] button[type=submit]");
        await page.ClickAsync("dialog.jk-ask button[value=yes]");
        await economy.At("/verdicts");
        await economy.Keep("rules-06-recorded", Play);

        // A newer text: who changes verdict, before the leader agrees.
        await economy.Open($"{zone.Fresh.Home}/rules/proposal?from=office-size");
        await Propose(economy, "1亿元", "降低门槛");
        await leader.Open($"{zone.Fresh.Home}/rules/office-size/compare");
        await Expect(leader.Page.Locator("main tbody tr")).ToHaveCountAsync(1);
        await Expect(leader.Page.Locator("main tbody tr")).ToContainTextAsync(ReportedZone.ContactName);
        await leader.Keep("rules-07-compared", Play);
        await Approve(leader, zone);
        await economy.Open($"{zone.Fresh.Home}/rules/office-size");
        await Expect(page.Locator("main .jk-rule-list")).ToContainTextAsync("1亿元");
        await economy.Keep("rules-08-adopted", Play);

        // What was recorded by the old text is come to again by the old text.
        await economy.Open($"{zone.Fresh.Home}/rules/office-size/verdicts");
        await page.Locator("main tbody a").Filter(new() { HasText = ReportedZone.ContactName }).ClickAsync();
        await economy.At("/rule-verdicts/");
        await Expect(page.Locator(".jk-alert-success")).ToContainTextAsync(economy.Word("platform.rules.reproduced"));
        await Expect(page.Locator(".jk-verdict")).ToContainTextAsync(economy.Word("platform.rules.verdict.eligibility.no"));
        await economy.Keep("rules-09-again", Play);
        foreach (var visitor in (Visitor[])[economy, leader]) await visitor.NoComplaints();
    }

    /// <summary>In every language on every screen only where pictures are kept.</summary>
    public static TheoryData<Screen, string> Players => Visitor.KeepsPictures ? Screens.All : new() { { Screen.Desktop, "zh-CN" }, { Screen.Phone, "en" } };

    private static async Task Propose(Visitor economy, string floor, string reason)
    {
        await economy.Page.FillAsync("[name='Input.Pack']", Text.Replace("FLOOR", floor, StringComparison.Ordinal));
        await economy.Page.FillAsync("[name='Input.Reason']", reason);
        await economy.Page.Locator("main form.jk-form button[type=submit]").First.ClickAsync();
        await Expect(economy.Page.Locator(".jk-flash")).ToBeVisibleAsync();
        await economy.At("/rules/office-size");
    }

    private static async Task Approve(Visitor leader, ReportedZone zone)
    {
        await leader.Open($"{zone.Fresh.Home}/inbox");
        await leader.Page.Locator(".jk-inbox a[href*='/sign-offs/']").First.ClickAsync();
        await leader.Page.ClickAsync("button[name='Input.Verb'][value=approve]");
        await Expect(leader.Page.Locator(".jk-flash")).ToBeVisibleAsync();
    }
}
