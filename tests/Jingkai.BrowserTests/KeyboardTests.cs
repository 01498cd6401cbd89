using System.Text.RegularExpressions;
using Jingkai.BrowserTests.Fixture;
using static Microsoft.Playwright.Assertions;

namespace Jingkai.BrowserTests;

/// <summary>Everything works without a mouse, and the focus is always seen.</summary>
public sealed class KeyboardTests(Browsers browsers) : Fixture.BrowserTests(browsers)
{
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task From_signing_in_to_an_enterprise_without_a_mouse(string language)
    {
        await using var visitor = await Browsers.Visitor(Screen.Desktop, language);
        var page = visitor.Page;
        await visitor.Open("/sign-in");
        await Expect(page.Locator("[name='Model.UserName']")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("economy");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(Browsers.Server.Passwords["economy"]);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#site-nav")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator(".jk-skip")).ToBeFocusedAsync();
        await Expect(page.Locator(".jk-skip")).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#main")).ToBeFocusedAsync();

        await visitor.Open(Visitor.Zone);
        await TabTo(page, $"#site-nav a[href='{Visitor.Zone}/enterprises']");
        await page.Keyboard.PressAsync("Enter");
        await visitor.At($"{Visitor.Zone}/enterprises$");
        await TabTo(page, "#filter-search");
        await page.Keyboard.TypeAsync("电梯");
        await page.Keyboard.PressAsync("Enter");
        await visitor.At("[?&]q=");
        await Expect(page.Locator("main tbody tr").First).ToContainTextAsync("电梯");
        await TabTo(page, "main tbody a");
        await page.Keyboard.PressAsync("Enter");
        await visitor.At($"{Visitor.Zone}/enterprises/[^?]+");
        await visitor.NoComplaints();
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task From_signing_in_down_to_an_enterprises_report_and_back_without_a_mouse(string language)
    {
        await using var visitor = await Browsers.Visitor(Screen.Desktop, language);
        var page = visitor.Page;
        await visitor.Open("/sign-in");
        await Expect(page.Locator("[name='Model.UserName']")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("leader");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(Browsers.Server.Passwords["leader"]);
        await page.Keyboard.PressAsync("Enter");
        await visitor.At($"{Visitor.Zone}$");

        // The period of the page, and back to the latest.
        await TabTo(page, "main details.jk-menu:has(a[href*='period=']) > summary");
        await page.Keyboard.PressAsync("Enter");
        await TabTo(page, "main a[href*='period=2020-06']");
        await page.Keyboard.PressAsync("Enter");
        await visitor.At("period=2020-06");
        await TabTo(page, "main details.jk-menu:has(a[href*='period=']) > summary");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("main details[open]")).ToHaveCountAsync(0);
        await Expect(page.Locator("main details.jk-menu:has(a[href*='period=']) > summary")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await TabTo(page, $"main .jk-menu-box a[href='{Visitor.Zone}']");
        await page.Keyboard.PressAsync("Enter");
        await visitor.At($"{Visitor.Zone}$");

        await TabTo(page, "main .jk-figure a[href*='/indicators/IND_GOV']");
        await page.Keyboard.PressAsync("Enter");
        await visitor.At("/indicators/IND_GOV");
        await TabTo(page, "main a[href*='/trace/']");
        await page.Keyboard.PressAsync("Enter");
        await visitor.At("/trace/");
        var trace = visitor.Path;
        await TabTo(page, "main a[href*='/reports/']");
        await page.Keyboard.PressAsync("Enter");
        await visitor.At(@"/reports/[^/]+/2020-\d\d");
        await TabTo(page, "main a[href*='/trace/']");
        await page.Keyboard.PressAsync("Enter");
        await visitor.At(Regex.Escape(trace) + "$");
        await visitor.NoComplaints();
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task A_workbook_comes_in_without_a_mouse(string language)
    {
        var zone = await FreshZone.Make(Browsers.Server);
        await using var visitor = await Browsers.As(zone.Economy, Screen.Desktop, language);
        var page = visitor.Page;
        await visitor.Open($"{zone.Home}/imports");
        await TabTo(page, $"main a[href='{zone.Home}/ledgers/enterprises/import']");
        await page.Keyboard.PressAsync("Enter");
        await visitor.At("/ledgers/enterprises/import$");
        await TabTo(page, "[name='Input.File']");
        // The dialogue that chooses a file is the system's own.
        await page.SetInputFilesAsync("[name='Input.File']", Workbooks.EnterpriseLedger(mistakes: true));
        await TabTo(page, "main form.jk-form button[type=submit]");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Imports.Errors(visitor)).ToHaveCountAsync(3);
        await visitor.Settled();
        await TabTo(page, "input[name=mode]");
        await TabTo(page, "button[value=commit]");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("h1")).ToContainTextAsync(visitor.Word("platform.import.result-title"));
        await visitor.Settled();
        await Expect(page.Locator($"main a[href='{zone.Home}/enterprises']").First).ToBeVisibleAsync();
        await TabTo(page, $"main a[href='{zone.Home}/enterprises']");
        await page.Keyboard.PressAsync("Enter");
        await visitor.At("/enterprises$");
        await Expect(page.Locator("main tbody tr")).ToHaveCountAsync(3);
        await visitor.NoComplaints();
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task A_month_is_filed_confirmed_and_locked_without_a_mouse(string language)
    {
        var zone = await ReportedZone.Make(Browsers.Server);
        await using var economy = await Browsers.As(zone.Fresh.Economy, Screen.Desktop, language);
        await using var second = await Browsers.As(zone.Second, Screen.Desktop, language);
        await using var contact = await Browsers.As(zone.Contact, Screen.Desktop, language);
        await using var leader = await Browsers.As(zone.Fresh.Leader, Screen.Desktop, language);
        var month = $"{zone.Fresh.Home}/reporting/2020-08";

        await economy.Open($"{zone.Fresh.Home}/reporting");
        await Press(economy, "form:has([name='Input.Month']) button[type=submit]");
        await economy.At("/reporting/2020-08$");

        await contact.Open($"{zone.Fresh.Home}/inbox");
        await Press(contact, ".jk-inbox a[href*='/reporting/2020-08/']");
        await contact.At("/reporting/2020-08/");
        foreach (var (part, text) in new[] { ("value", "110"), ("ytd", "810"), ("prior", "95"), ("ytdPrior", "745") })
        {
            await TabTo(contact.Page, $"[name='Input.Values[IND_GOV.{part}]']");
            await contact.Page.Keyboard.PressAsync("ControlOrMeta+a");
            await contact.Page.Keyboard.TypeAsync(text);
        }

        await Press(contact, "button[name='Input.Verb'][value=submit]");
        await Expect(contact.Page.Locator(".jk-flash")).ToBeVisibleAsync();

        await second.Open($"{month}?tab=confirm");
        await TabTo(second.Page, "main tbody input[data-select-row]");
        await second.Page.Keyboard.PressAsync("Space");
        await Press(second, "button[name='Input.All'][value=false]");
        await Expect(second.Page.Locator("main")).ToContainTextAsync(second.Word("economy.confirm.none"));

        await economy.Open($"{month}?tab=lock");
        await TabTo(economy.Page, "[name='Input.DespiteUnconfirmed']");
        await economy.Page.Keyboard.PressAsync("Space");
        await TabTo(economy.Page, "[name='Input.Reason']");
        await economy.Page.Keyboard.TypeAsync("三家停产");
        await Press(economy, "main form.jk-form button[type=submit]");
        await Expect(economy.Page.Locator(".jk-flash")).ToBeVisibleAsync();

        await leader.Open($"{zone.Fresh.Home}/inbox");
        await Press(leader, ".jk-inbox a[href*='/sign-offs/']");
        await leader.At("/sign-offs/");
        await Press(leader, "button[name='Input.Verb'][value=approve]");
        await Expect(leader.Page.Locator(".jk-flash")).ToBeVisibleAsync();
        await economy.Open($"{month}?tab=lock");
        await Expect(economy.Page.Locator("main")).ToContainTextAsync(economy.Word("economy.lock.version", 1));
        foreach (var visitor in new[] { economy, second, contact, leader }) await visitor.NoComplaints();
    }

    private static async Task Press(Visitor visitor, string selector)
    {
        await TabTo(visitor.Page, selector);
        await visitor.Page.Keyboard.PressAsync("Enter");
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task On_a_phone_the_navigation_opens_and_closes_by_keyboard(string language)
    {
        await using var visitor = await Browsers.As("leader", Screen.Phone, language);
        var page = visitor.Page;
        await visitor.Open(Visitor.Zone);
        await Expect(page.Locator("#site-nav a").First).Not.ToBeInViewportAsync();
        await TabTo(page, "nav-toggle a");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#site-nav a").First).ToBeFocusedAsync();
        await Expect(page.Locator("nav-toggle a")).ToHaveAttributeAsync("aria-expanded", "true");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("nav-toggle a")).ToBeFocusedAsync();
        await Expect(page.Locator("nav-toggle a")).ToHaveAttributeAsync("aria-expanded", "false");
        await visitor.NoComplaints();
    }

    /// <summary>Presses Tab until the focus is where it should be; every stop on the way must be seen.</summary>
    internal static async Task TabTo(IPage page, string selector)
    {
        for (var presses = 0; presses < 150; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            var stop = await page.EvaluateAsync<string>("""
                selector => {
                  const at = document.activeElement;
                  if (!at || at === document.body) return 'nowhere';
                  // A field behind its own drawing (a file, a box) and the link of a card show the focus there.
                  const marked = [at, at.closest("label, file-drop, .jk-file, .ts-control, .jk-figure"), at.nextElementSibling].filter(Boolean)
                    .some(e => { const s = getComputedStyle(e); return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none'; });
                  return `${at.matches(selector) ? 'here' : 'on'} ${marked ? 'seen' : 'unseen ' + at.outerHTML.slice(0, 160)}`;
                }
                """, selector);
            if (stop == "nowhere") continue;
            stop.ShouldEndWith("seen", customMessage: selector);
            stop.ShouldNotContain("unseen");
            if (stop.StartsWith("here", StringComparison.Ordinal)) return;
        }

        Assert.Fail($"150 presses of Tab did not lead to {selector}");
    }
}
