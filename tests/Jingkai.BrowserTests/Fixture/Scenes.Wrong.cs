using static Microsoft.Playwright.Assertions;

namespace Jingkai.BrowserTests.Fixture;

internal static partial class Scenes
{
    /// <summary>In the demo zone, when something is wrong.</summary>
    public static IReadOnlyList<Scene> Wrong { get; } =
    [
        new("sign-in", null, async (visitor, _) =>
        {
            visitor.Expects(422);
            await visitor.SignIn("ecnomy", "not the password");
            await Expect(visitor.Page.Locator("[role=alert]").First).ToBeVisibleAsync();
        }),
        Scene.At("not-found", "leader", "/no-such-page", 404),
        Scene.At("not-permitted", "leader", "/ledgers/enterprises/import", 403),
        Scene.At("indicator", "leader", "/indicators/NO_SUCH", 404),
        Scene.At("indicator-no-data", "leader", "/indicators/IND_GOV?period=2017-05"),
        Scene.At("ledger-none-found", "economy", "/enterprises?q=没有这样的企业"),
        new("report-correction", "economy", async (visitor, home) =>
        {
            await visitor.Open($"{home}/reports/91330499MA4Y4Q0U31/2020-08?correct=IND_GOV");
            visitor.Expects(422);
            await visitor.Page.Locator("[name='Input.Value']").FillAsync("四万八千");
            await visitor.Page.Locator("main form.jk-form button[type=submit]").Last.ClickAsync();
            await Expect(visitor.Page.Locator("main .is-invalid").First).ToBeVisibleAsync();
        }),
        .. MeetingScenes.Wrong,
        .. ProjectScenes.Wrong,
        .. MapScenes.Wrong,
        .. DocumentScenes.Wrong,
        new("survey-new", "economy", async (visitor, home) =>
        {
            await visitor.Open($"{home}/surveys/new");
            visitor.Expects(422);
            await visitor.Page.Locator("main form.jk-form button[type=submit]").Last.ClickAsync();
            await Expect(visitor.Page.Locator("main .is-invalid, main [role=alert]").First).ToBeVisibleAsync();
        }),
        new("thresholds", "economy", async (visitor, home) =>
        {
            await visitor.Open($"{home}/analysis/alerts/thresholds");
            visitor.Expects(422);
            await visitor.Page.Locator("[name='Input.CandidateShare']").FillAsync("120");
            await visitor.Page.Locator("[name='Input.OutlierMonths']").FillAsync("2");
            await visitor.Page.Locator("main form.jk-form button[type=submit]").Last.ClickAsync();
            await Expect(visitor.Page.Locator("main .is-invalid")).ToHaveCountAsync(2);
        }),
        new("scheme", "economy", async (visitor, home) =>
        {
            await visitor.Open($"{home}/analysis/assessment/scheme");
            visitor.Expects(422);
            await visitor.Page.Locator("[name='D0.Weight']").FillAsync("40");
            await visitor.Page.Locator("main form button[type=submit]").Last.ClickAsync();
            await Expect(visitor.Page.Locator("main [role=alert]").First).ToBeVisibleAsync();
        }),
        new("zone-new", "root", async (visitor, _) =>
        {
            await visitor.Open("/zones/new");
            visitor.Expects(422);
            await visitor.Page.Locator("[name='Input.Code']").FillAsync("临平");
            await visitor.Page.Locator("main form.jk-form button[type=submit], form.jk-form button[type=submit]").First.ClickAsync();
            await Expect(visitor.Page.Locator(".is-invalid").First).ToBeVisibleAsync();
        }),
        Scene.At("reports-none-found", "economy", "/reports?q=没有这样的企业"),
        new("enterprise-new", "economy", async (visitor, home) =>
        {
            await visitor.Open($"{home}/enterprises/new");
            visitor.Expects(422);
            var form = visitor.Page.Locator("main form.jk-form");
            await form.Locator("[name$=CreditCode]").FillAsync("91330499MA0000000O");
            await form.Locator("button[type=submit]").Last.ClickAsync();
            await Expect(visitor.Page.Locator("main .is-invalid").First).ToBeVisibleAsync();
        }),
        new("enterprise-files-refused", "economy", async (visitor, home) =>
        {
            await visitor.Open($"{home}/enterprises/{Guarded}?tab=files");
            visitor.Expects(422);
            if (await visitor.Page.Locator(".jk-file-add[open]").CountAsync() == 0) await visitor.Page.ClickAsync(".jk-file-add > summary");
            await visitor.Page.SetInputFilesAsync(".jk-drop input[type=file]", new FilePayload { Name = "年报.pdf", MimeType = "application/pdf", Buffer = "MZ"u8.ToArray() });
            await visitor.Page.ClickAsync(".jk-file-add button[type=submit]");
            await Expect(visitor.Page.Locator("main [role=alert]").First).ToBeVisibleAsync();
        }),
        Scene.At("month-unknown", "leader", "/reporting/2020-13", 404),
        new("month-lock", "economy", async (visitor, home) =>
        {
            await visitor.Open($"{home}/reporting/2020-08?tab=lock");
            visitor.Expects(422);
            visitor.Expects(409);
            await visitor.Page.Locator("main form.jk-form button[type=submit]").Last.ClickAsync();
            await Expect(visitor.Page.Locator("main .is-invalid, main [role=alert]").First).ToBeVisibleAsync();
        }),
        new("duty-own", "enterprise", async (visitor, home) =>
        {
            await visitor.Open($"{home}/reporting/2020-08/91330499MA4Y4Q0U31");
            visitor.Expects(422);
            await visitor.Page.Locator("main [name$='.ytd]']").First.FillAsync("一千");
            await visitor.Page.ClickAsync("button[name='Input.Verb'][value=submit]");
            await Expect(visitor.Page.Locator("main .is-invalid").First).ToBeVisibleAsync();
        }),
        new("import-unreadable", "economy", async (visitor, home) =>
        {
            await visitor.Open($"{home}/ledgers/enterprises/import");
            visitor.Expects(422);
            visitor.Expects(415);
            await Imports.HandIn(visitor, new() { Name = "月报.xlsx", MimeType = "application/octet-stream", Buffer = [.. Enumerable.Range(0, 9000).Select(i => (byte)(i * 7919 % 251))] });
            await Expect(visitor.Page.Locator("main .alert-danger, main [role=alert]").First).ToBeVisibleAsync();
        }),
        new("import-mistakes", "economy", async (visitor, home) =>
        {
            await visitor.Open($"{home}/ledgers/enterprises/import");
            await Imports.HandIn(visitor, Workbooks.EnterpriseLedger(mistakes: true));
            await Expect(Imports.Errors(visitor)).ToHaveCountAsync(3);
        }),
        new("sign-off-new", "economy", async (visitor, home) =>
        {
            await visitor.Open($"{home}/sign-offs/new");
            visitor.Expects(422);
            await visitor.Page.Locator("main form.jk-form button[type=submit]").Last.ClickAsync();
            await Expect(visitor.Page.Locator("main .is-invalid, main [role=alert]").First).ToBeVisibleAsync();
        }),
        new("webhooks", "admin", async (visitor, home) =>
        {
            await visitor.Open($"{home}/webhooks");
            visitor.Expects(422);
            var form = visitor.Page.Locator("main form.jk-form");
            await form.Locator("[name='Input.Name']").FillAsync("数据中台");
            await form.Locator("[name='Input.Url']").FillAsync("https://elsewhere.example.com/x");
            await form.Locator("button[type=submit]").Last.ClickAsync();
            await Expect(visitor.Page.Locator("main .is-invalid").First).ToBeVisibleAsync();
        }),
        new("preferences", "economy", async (visitor, home) =>
        {
            await visitor.Open($"{home}/preferences");
            visitor.Expects(422);
            var form = visitor.Page.Locator("main form.jk-form");
            await form.Locator("[name='Input.Phone']").FillAsync("12345");
            await form.Locator("[value='email:*']").CheckAsync();
            await form.Locator("button[type=submit]").Last.ClickAsync();
            await Expect(visitor.Page.Locator("main .is-invalid")).ToHaveCountAsync(2);
        }),
        new("members", "admin", async (visitor, home) =>
        {
            await visitor.Open($"{home}/admin/members");
            visitor.Expects(422);
            await visitor.Page.Locator("main form.jk-form button[type=submit]").Last.ClickAsync();
            await Expect(visitor.Page.Locator("main .is-invalid, main [role=alert]").First).ToBeVisibleAsync();
        }),
    ];
}
