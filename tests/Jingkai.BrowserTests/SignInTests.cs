using Jingkai.BrowserTests.Fixture;
using static Microsoft.Playwright.Assertions;

namespace Jingkai.BrowserTests;

/// <summary>In, out, and what happens when either goes wrong.</summary>
public sealed class SignInTests(Browsers browsers) : Fixture.BrowserTests(browsers)
{
    [Theory]
    [MemberData(nameof(Screens.All), MemberType = typeof(Screens))]
    public async Task A_wrong_password_is_refused_in_words_and_the_right_one_leads_to_the_page_asked_for(Screen screen, string language)
    {
        // An account of its own: wrong passwords count, and every test that signs in with it would feel them.
        var zone = await FreshZone.Make(Browsers.Server);
        await using var visitor = await Browsers.Visitor(screen, language);
        await visitor.Page.GotoAsync($"{zone.Home}/imports");
        await Expect(visitor.Page.Locator("[name='Model.Password']")).ToBeVisibleAsync();
        visitor.Expects(422);

        await visitor.SignIn(zone.Economy, "not the password");
        await Expect(visitor.Page.Locator(".alert, [role=alert]").First).ToContainTextAsync(visitor.Word("host.sign-in.failed"));
        await Expect(visitor.Page.Locator("[name='Model.UserName']")).ToHaveValueAsync(zone.Economy);
        await Expect(visitor.Page.Locator("[name='Model.Password']")).ToBeFocusedAsync();

        await visitor.SignIn(zone.Economy);
        await Expect(visitor.Page.Locator("h1")).ToHaveTextAsync(visitor.Word("platform.nav.imports"));
        visitor.Path.ShouldBe($"{zone.Home}/imports");
        await visitor.NoComplaints();
    }

    [Theory]
    [MemberData(nameof(Screens.All), MemberType = typeof(Screens))]
    public async Task Signing_out_ends_the_session(Screen screen, string language)
    {
        await using var visitor = await Browsers.Visitor(screen, language);
        await visitor.SignIn("auditor");
        await visitor.Page.Locator(".jk-top details:has(form[action='/sign-out']) > summary").ClickAsync();
        await visitor.Page.ClickAsync("form[action='/sign-out'] button");
        await Expect(visitor.Page.Locator("[name='Model.Password']")).ToBeVisibleAsync();
        await visitor.Page.GotoAsync(Visitor.Zone);
        await Expect(visitor.Page.Locator("[name='Model.Password']")).ToBeVisibleAsync();
        await visitor.NoComplaints();
    }

    [Theory]
    [MemberData(nameof(Screens.All), MemberType = typeof(Screens))]
    public async Task An_expired_form_says_so_and_leads_back(Screen screen, string language)
    {
        await using var visitor = await Browsers.As("economy", screen, language);
        await visitor.Open($"{Visitor.Zone}/ledgers/enterprises/import");
        visitor.Expects(400);
        // The keys of the form's proof have changed meanwhile, as after a new sign-in in another tab.
        await visitor.Page.EvaluateAsync("document.querySelector('main [name=__RequestVerificationToken]').value = 'stale'");
        await visitor.Page.SetInputFilesAsync("[name='Input.File']", new FilePayload { Name = "a.csv", MimeType = "text/csv", Buffer = "x"u8.ToArray() });
        await visitor.Page.ClickAsync("main form.jk-form button[type=submit]");
        await Expect(visitor.Page.Locator("h1")).ToHaveTextAsync(visitor.Word("host.status.expired.title"));
        await visitor.Page.ClickAsync("main a.btn-primary");
        await Expect(visitor.Page.Locator("[name='Input.File']")).ToBeAttachedAsync();
        await visitor.NoComplaints();
    }

    [Theory]
    [MemberData(nameof(Screens.All), MemberType = typeof(Screens))]
    public async Task What_does_not_exist_and_what_is_not_permitted_say_so(Screen screen, string language)
    {
        await using var visitor = await Browsers.As("enterprise", screen, language);
        await visitor.Open($"{Visitor.Zone}/no-such-page", 404);
        await Expect(visitor.Page.Locator("h1")).ToHaveTextAsync(visitor.Word("host.status.404.title"));
        await visitor.Open("/z/yangzhou", 404);
        await visitor.Open($"{Visitor.Zone}/admin/members", 403);
        await Expect(visitor.Page.Locator("h1")).ToHaveTextAsync(visitor.Word("host.status.403.title"));
        await visitor.NoComplaints();
    }
}
