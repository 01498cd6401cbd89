using System.Text.RegularExpressions;
using Jingkai.BrowserTests.Fixture;
using static Microsoft.Playwright.Assertions;

namespace Jingkai.BrowserTests;

/// <summary>A request goes from one officer to another and back, each at their own screen.</summary>
public sealed class SignOffTests(Browsers browsers) : Fixture.BrowserTests(browsers)
{
    [Theory]
    [MemberData(nameof(Screens.All), MemberType = typeof(Screens))]
    public async Task A_request_is_returned_mended_and_agreed(Screen screen, string language)
    {
        var zone = await FreshZone.Make(Browsers.Server);
        await using var economy = await Browsers.Visitor(screen, language);
        await economy.SignIn(zone.Economy);
        await Expect(economy.Page).ToHaveURLAsync(new Regex($"{zone.Home}/inbox$"));
        await Expect(economy.Page.Locator("main")).ToContainTextAsync(economy.Word("platform.inbox.none-todo"));
        await economy.Page.ClickAsync("main a[href$='/sign-offs/new']");
        await economy.Page.FillAsync("[name='Input.Title']", "关于开展企业大摸底的请示");
        await economy.Page.FillAsync("[name='Input.Reason']", "拟用三周走访全部企业");
        var signer = economy.Page.Locator("pick-list:has([name='Input.Steps[0].Members']) .ts-control");
        await signer.ClickAsync();
        await economy.Page.Keyboard.TypeAsync("许主任");
        await economy.Page.Locator(".ts-dropdown:visible [data-selectable]").Filter(new() { HasText = "许主任" }).ClickAsync();
        await Expect(signer).ToContainTextAsync("许主任");
        await economy.Page.Locator("main form.jk-form button[type=submit]").Last.ClickAsync();
        await Expect(economy.Page).ToHaveURLAsync(new Regex(@"/sign-offs/S\d{4}-\d{4}$"));
        var path = economy.Path;

        await using var leader = await Browsers.Visitor(screen, language);
        await leader.SignIn(zone.Leader);
        await Expect(leader.Page).ToHaveURLAsync(new Regex($"{zone.Home}$"));
        await leader.Open($"{zone.Home}/inbox");
        await leader.Page.ClickAsync($".jk-inbox a[href='{path}']");
        leader.Expects(422);
        await leader.Page.ClickAsync("button[name='Input.Verb'][value=return]");
        await Expect(leader.Page.Locator("main .is-invalid")).ToHaveCountAsync(1);
        await leader.Page.FillAsync("[name='Input.Note']", "请附走访分工");
        await leader.Page.ClickAsync("button[name='Input.Verb'][value=return]");
        await Expect(leader.Page.Locator(".jk-flash")).ToBeVisibleAsync();
        await Expect(leader.Page.Locator("main")).ToContainTextAsync(leader.Word("platform.inbox.none-todo"));

        await economy.Open($"{zone.Home}/inbox");
        await economy.Page.ClickAsync($".jk-inbox a[href='{path}']");
        await Expect(economy.Page.Locator("main")).ToContainTextAsync("请附走访分工");
        await economy.Page.FillAsync("[name='Input.Note']", "已附");
        await economy.Page.ClickAsync("button[name='Input.Verb'][value=submit]");
        await Expect(economy.Page.Locator(".jk-flash")).ToBeVisibleAsync();

        await leader.Open(path);
        await leader.Page.ClickAsync("button[name='Input.Verb'][value=approve]");
        await Expect(leader.Page.Locator(".jk-flash")).ToBeVisibleAsync();
        await economy.Open($"{zone.Home}/notices");
        await Expect(economy.Page.Locator(".jk-inbox li").First).ToHaveClassAsync(new Regex("jk-inbox-new"));
        await economy.Page.Locator(".jk-inbox a").First.ClickAsync();
        await Expect(economy.Page).ToHaveURLAsync(new Regex(Regex.Escape(path) + "$"));
        await Expect(economy.Page.Locator("h1")).ToContainTextAsync(economy.Word("platform.sign-off.state.approved"));
        await leader.NoComplaints();
        await economy.NoComplaints();
    }
}
