using static Microsoft.Playwright.Assertions;

namespace Jingkai.BrowserTests.Fixture;

/// <summary>A page as it is to be looked at.</summary>
/// <param name="Name">Its name; pictures carry it.</param>
/// <param name="Account">Who looks; in a fresh zone the same role of that zone; null for nobody.</param>
/// <param name="Go">The way there from a zone's first address.</param>
internal sealed record Scene(string Name, string? Account, Func<Visitor, string, Task> Go)
{
    public static Scene At(string name, string account, string path, int status = 200) =>
        new(name, account, (visitor, home) => visitor.Open(home + path, status));
}

/// <summary>The named pages: with data, without, and when something is wrong.</summary>
internal static partial class Scenes
{
    private const string GovTrace = "a[href*='/trace/']";

    /// <summary>An enterprise whose files only these scenes touch.</summary>
    private const string Guarded = "91330499MA2LMDQJ67";

    /// <summary>In the demo zone.</summary>
    public static IReadOnlyList<Scene> Full { get; } =
    [
        new("sign-in", null, (visitor, _) => visitor.Open("/sign-in")),
        Scene.At("inbox", "projects", "/inbox"),
        Scene.At("inbox-started", "promotion", "/inbox?box=started"),
        Scene.At("notices", "economy", "/notices"),
        new("sign-off", "projects", async (visitor, home) =>
        {
            await visitor.Open($"{home}/inbox");
            await visitor.Page.Locator(".jk-inbox a[href*='/sign-offs/']").First.ClickAsync();
            await Expect(visitor.Page.Locator(".jk-signing")).ToBeVisibleAsync();
        }),
        Scene.At("request-boards", "leader", "/services/boards?period=2020-09"),
        Scene.At("request-board-records", "leader", "/services/boards/records?by=unit&key=all&measure=raised&period=2020-01/2020-09"),
        Scene.At("indicator-counted", "economy", "/indicators/ENT_LISTED_IN?period=2020-01/2020-08"),
        Scene.At("sign-off-new", "economy", "/sign-offs/new"),
        Scene.At("sign-offs", "leader", "/sign-offs"),
        Scene.At("cockpit", "leader", ""),
        Scene.At("cockpit-earlier", "leader", "?period=2020-06"),
        Scene.At("indicators", "leader", "/indicators"),
        Scene.At("indicator", "leader", "/indicators/IND_GOV?period=2020-01/2020-07"),
        Scene.At("indicator-share", "leader", "/indicators/IND_GOV?subject=group:主导产业&period=2020-01/2020-07"),
        new("trace", "leader", async (visitor, home) =>
        {
            await visitor.Open($"{home}/indicators/IND_GOV?period=2020-01/2020-07");
            await visitor.Seen("main " + GovTrace).ClickAsync();
            await Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/trace/"));
            await Expect(visitor.Page.Locator("h1")).ToBeVisibleAsync();
        }),
        Scene.At("reports", "economy", "/reports"),
        new("report", "economy", async (visitor, home) =>
        {
            await visitor.Open($"{home}/reports");
            await visitor.Seen("main tbody a[href*='/reports/']").ClickAsync();
            await Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/reports/[^/]+/"));
        }),
        Scene.At("report-correction", "economy", "/reports/91330499MA4Y4Q0U31/2020-08?correct=IND_GOV"),
        Scene.At("report-locked", "economy", "/reports/91330499MA4Y4Q0U31/2020-05"),
        Scene.At("reporting", "economy", "/reporting"),
        Scene.At("reporting-unit", "promotion", "/reporting"),
        Scene.At("reporting-own", "enterprise", "/reporting"),
        Scene.At("reporting-plan", "economy", "/reporting/plan"),
        Scene.At("month", "leader", "/reporting/2020-08"),
        Scene.At("month-late", "economy", "/reporting/2020-08?tab=late"),
        Scene.At("month-confirm", "economy", "/reporting/2020-08?tab=confirm"),
        Scene.At("month-all", "economy", "/reporting/2020-08?tab=all"),
        Scene.At("month-reconcile", "economy", "/reporting/2020-07?tab=reconcile"),
        Scene.At("calendar", "economy", "/calendar?year=2020&amount=5&start=2020-01-16#count"),
        Scene.At("rules", "economy", "/rules"),
        Scene.At("rule-pack", "leader", "/rules/linping-growth-reward"),
        Scene.At("rule-pack-score", "economy", "/rules/huangyan-per-mu"),
        Scene.At("rule-pack-rating", "leader", "/rules/progress-flags-shangyu"),
        Scene.At("rule-trial", "economy", "/rules/linping-growth-reward/trial?q=E2020-01&subject=E2020-0137&subject=E2020-0145"),
        Scene.At("rule-trial-nobody", "leader", "/rules/progress-flags-shangyu/trial"),
        Scene.At("rule-compare", "leader", "/rules/linping-growth-reward/compare"),
        Scene.At("rule-verdicts", "economy", "/rules/linping-growth-reward/verdicts"),
        Scene.At("rule-text", "economy", "/rules/linping-growth-reward/text"),
        Scene.At("rule-proposal", "economy", "/rules/proposal?from=linping-growth-reward"),
        new("rule-verdict", "economy", async (visitor, home) =>
        {
            await visitor.Open($"{home}/rules/linping-growth-reward/verdicts");
            await visitor.Seen("main tbody th a").ClickAsync();
            await visitor.At("/rule-verdicts/");
        }),
        Scene.At("clocks", "leader", "/clocks"),
        Scene.At("clock-limits", "economy", "/clocks/limits"),
        Scene.At("clock-new", "department", "/clocks/new"),
        new("clock", "leader", async (visitor, home) =>
        {
            await visitor.Open($"{home}/clocks");
            await visitor.Page.Locator("main a[href*='/clocks/0']").Filter(new() { Visible = true }).First.ClickAsync();
            await visitor.At("/clocks/0");
        }),
        Scene.At("cases", "leader", "/cases"),
        Scene.At("cases-late", "leader", "/cases?when=late"),
        Scene.At("cases-desk", "economy", "/cases?whose=desk"),
        Scene.At("cases-own", "enterprise", "/cases"),
        Scene.At("cases-empty", "economy", "/cases?q=%E6%B2%A1%E6%9C%89%E8%BF%99%E4%BB%B6%E4%BA%8B"),
        Scene.At("case-new", "liaison", "/cases/new"),
        Scene.At("case-new-own", "enterprise", "/cases/new"),
        Scene.At("case-in-hand", "department", "/cases/C2020-0005"),
        Scene.At("case-answered", "enterprise", "/cases/C2020-0013"),
        Scene.At("case-parts", "department", "/cases/C2020-0007"),
        Scene.At("case-review", "economy", "/cases/C2020-0003"),
        Scene.At("case-held", "statistics", "/cases/C2020-0006"),
        Scene.At("case-groups", "leader", "/case-groups"),
        Scene.At("case-group", "projects", "/case-groups/G2020-0001"),
        Scene.At("case-kind", "economy", "/case-kinds/enterprise-request"),
        .. MeetingScenes.Full,
        .. ProjectScenes.Full,
        .. MapScenes.Full,
        .. DocumentScenes.Full,
        Scene.At("calendar-unpublished", "leader", "/calendar?year=2031"),
        Scene.At("month-citations", "economy", "/reporting/2020-07?tab=citations"),
        Scene.At("month-lock", "economy", "/reporting/2020-08?tab=lock"),
        Scene.At("month-lock-asked", "leader", "/reporting/2020-07?tab=lock"),
        Scene.At("month-locked", "economy", "/reporting/2020-05?tab=lock"),
        Scene.At("duty", "economy", "/reporting/2020-08/91330499MA4Y4Q0U31"),
        Scene.At("duty-own", "enterprise", "/reporting/2020-08/91330499MA4Y4Q0U31"),
        new("duty-unit", "promotion", async (visitor, home) =>
        {
            await visitor.Open($"{home}/reporting");
            await visitor.Seen("main tbody a[href*='/offices/']").ClickAsync();
            await visitor.At("/offices/");
        }),
        Scene.At("observations", "economy", "/observations"),
        Scene.At("targets", "economy", "/targets"),
        Scene.At("consistency", "economy", "/consistency"),
        Scene.At("contributions", "leader", "/analysis/contributions?period=2020-01/2020-07"),
        Scene.At("contributions-enterprises", "leader", "/analysis/contributions?period=2020-01/2020-07&by=enterprise"),
        Scene.At("pace", "leader", "/analysis/pace?year=2020"),
        Scene.At("recovery", "leader", "/analysis/recovery?indicator=IND_GOV"),
        Scene.At("alerts", "economy", "/analysis/alerts"),
        Scene.At("candidates", "economy", "/analysis/candidates"),
        Scene.At("assessment", "economy", "/analysis/assessment"),
        Scene.At("thresholds", "economy", "/analysis/alerts/thresholds"),
        Scene.At("scheme", "economy", "/analysis/assessment/scheme"),
        new("comparison", "province", (visitor, _) => visitor.Open("/compare?indicator=IND_GOV")),
        new("zones", "province", (visitor, _) => visitor.Open("/zones")),
        new("zone-new", "root", (visitor, _) => visitor.Open("/zones/new")),
        Scene.At("ledger", "economy", "/enterprises"),
        Scene.At("ledger-filtered", "economy", "/enterprises?industry=34&sort=-landMu"),
        new("views", "economy", async (visitor, home) =>
        {
            await visitor.Open($"{home}/enterprises?industry=34&aboveScale=true&sort=-landMu");
            await visitor.Page.ClickAsync("details:has(> .jk-views) > summary");
            var form = visitor.Page.Locator("form.jk-views-form");
            await form.Locator("#view-name").FillAsync($"通用设备用地 {visitor.Screen} {visitor.Language}");
            await form.Locator("button[type=submit]").ClickAsync();
            await visitor.Settled();
            await visitor.Open($"{home}/views/enterprises");
        }),
        new("enterprise", "economy", async (visitor, home) =>
        {
            await visitor.Open($"{home}/enterprises");
            await visitor.Seen("main tbody th a, main tbody td a").ClickAsync();
            await Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/enterprises/.+"));
        }),
        Scene.At("enterprise-history", "economy", "/enterprises/91330499MA4Y4Q0U31?tab=history"),
        Scene.At("enterprise-contacts", "economy", "/enterprises/91330499MA4Y4Q0U31?tab=contacts"),
        Scene.At("enterprise-edit", "economy", "/enterprises/91330499MA4Y4Q0U31/edit"),
        new("enterprise-files", "economy", async (visitor, home) =>
        {
            await visitor.Open($"{home}/enterprises/{Guarded}?tab=files");
            if (await visitor.Page.Locator(".jk-file").CountAsync() == 0) await Photos.Attach(visitor, await Photos.Take(visitor.Page, 1), "走访时拍摄的厂区");
            await Expect(visitor.Page.Locator(".jk-file img").First).ToBeVisibleAsync();
        }),
        Scene.At("enterprise-new", "economy", "/enterprises/new"),
        Scene.At("enterprise-corrections", "liaison", "/enterprises/91330499MA4Y4Q0U31?tab=corrections"),
        Scene.At("enterprise-check", "liaison", "/enterprises/91330499MA4Y4Q0U31/check"),
        Scene.At("enterprise-check-correct", "liaison", "/enterprises/91330499MA4Y4Q0U31/check?field=contacts"),
        Scene.At("own-check", "enterprise", "/enterprises/91330499MA4Y4Q0U31/check?all=true&field=landMu"),
        Scene.At("stale", "economy", "/stale"),
        Scene.At("enterprise-supply", "enterprise", "/enterprises/91330499MA4Y4Q0U31?tab=supply"),
        Scene.At("supply-link-new", "liaison", "/enterprises/91330499MA4Y4Q0U31/supply-links/new?direction=buys"),
        Scene.At("enterprise-check-word", "liaison", "/enterprises/91330499MA4Y4Q0U31/check?all=true&field=premises"),
        Scene.At("supply-links", "economy", "/supply-links"),
        Scene.At("supply-links-enterprise", "enterprise", "/supply-links"),
        Scene.At("supply-gaps", "economy", "/supply-gaps"),
        Scene.At("duplicates", "economy", "/duplicates"),
        Scene.At("stale-liaison", "liaison", "/stale"),
        Scene.At("surveys", "economy", "/surveys"),
        Scene.At("survey", "economy", "/surveys/M2020-0001"),
        Scene.At("survey-mine", "liaison", "/surveys/M2020-0001/mine"),
        Scene.At("survey-new", "economy", "/surveys/new"),
        Scene.At("liaison-load", "economy", "/liaison-load"),
        Scene.At("profile", "economy", "/profile"),
        Scene.At("imports", "economy", "/imports"),
        Scene.At("import", "economy", "/ledgers/enterprise-reports/import"),
        new("import-preview", "economy", async (visitor, home) =>
        {
            await visitor.Open($"{home}/ledgers/enterprises/import");
            await Imports.HandIn(visitor, Workbooks.EnterpriseLedger(mistakes: false));
            await Expect(visitor.Page.Locator("button[value=commit]")).ToBeVisibleAsync();
        }),
        Scene.At("audit", "auditor", "/audit"),
        Scene.At("units", "admin", "/admin/units"),
        Scene.At("members", "admin", "/admin/members"),
        new("member", "admin", async (visitor, home) =>
        {
            await visitor.Open($"{home}/admin/members");
            await visitor.Seen("main tbody th a").ClickAsync();
            await Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/members/.+"));
        }),
        Scene.At("outbox", "admin", "/outbox"),
        Scene.At("outbox-dead", "admin", "/outbox?state=dead"),
        Scene.At("webhooks", "admin", "/webhooks"),
        new("webhook", "admin", async (visitor, home) =>
        {
            await visitor.Open($"{home}/webhooks");
            var form = visitor.Page.Locator("main form.jk-form");
            await form.Locator("[name='Input.Name']").FillAsync("统计直报平台");
            await form.Locator("[name='Input.Url']").FillAsync("https://hooks.example.cn/statistics");
            await form.Locator("[value='figure.corrected']").CheckAsync();
            await form.Locator("button[type=submit]").Last.ClickAsync();
            await Expect(visitor.Page.Locator("main copy-text")).ToBeVisibleAsync();
        }),
        Scene.At("preferences", "economy", "/preferences"),
        new("account", "economy", (visitor, _) => visitor.Open("/account")),
        Scene.At("own-enterprise", "enterprise", "/enterprises"),
        Scene.At("own-report", "enterprise", "/reports/91330499MA4Y4Q0U31/2020-07"),
    ];

    /// <summary>In a zone that has nothing yet.</summary>
    public static IReadOnlyList<Scene> Empty { get; } =
    [
        Scene.At("inbox", "economy", "/inbox"),
        Scene.At("notices", "economy", "/notices"),
        Scene.At("absences", "economy", "/absences"),
        Scene.At("sign-offs", "leader", "/sign-offs"),
        .. MeetingScenes.Empty,
        .. ProjectScenes.Empty,
        .. MapScenes.Empty,
        .. DocumentScenes.Empty,
        Scene.At("cockpit", "economy", ""),
        Scene.At("cockpit-leader", "leader", ""),
        Scene.At("indicators", "leader", "/indicators"),
        Scene.At("indicator", "economy", "/indicators/IND_GOV"),
        Scene.At("reports", "economy", "/reports"),
        Scene.At("observations", "economy", "/observations"),
        Scene.At("targets", "economy", "/targets"),
        Scene.At("consistency", "economy", "/consistency"),
        Scene.At("contributions", "economy", "/analysis/contributions"),
        Scene.At("pace", "economy", "/analysis/pace"),
        Scene.At("recovery", "economy", "/analysis/recovery"),
        Scene.At("alerts", "economy", "/analysis/alerts"),
        Scene.At("candidates", "economy", "/analysis/candidates"),
        Scene.At("assessment", "economy", "/analysis/assessment"),
        Scene.At("reporting", "economy", "/reporting"),
        Scene.At("reporting-leader", "leader", "/reporting"),
        Scene.At("reporting-plan", "economy", "/reporting/plan"),
        Scene.At("month", "economy", "/reporting/2026-08"),
        Scene.At("month-lock", "leader", "/reporting/2026-08?tab=lock"),
        Scene.At("month-reconcile", "leader", "/reporting/2026-08?tab=reconcile"),
        Scene.At("month-citations", "economy", "/reporting/2026-08?tab=citations"),
        Scene.At("ledger", "economy", "/enterprises"),
        Scene.At("supply-gaps", "economy", "/supply-gaps"),
        Scene.At("stale", "economy", "/stale"),
        Scene.At("surveys", "economy", "/surveys"),
        Scene.At("liaison-load", "economy", "/liaison-load"),
        Scene.At("profile", "leader", "/profile"),
        Scene.At("imports", "economy", "/imports"),
        Scene.At("import", "economy", "/ledgers/enterprises/import"),
        Scene.At("units", "admin", "/admin/units"),
        Scene.At("members", "admin", "/admin/members"),
        Scene.At("outbox", "admin", "/outbox"),
        Scene.At("webhooks", "admin", "/webhooks"),
    ];
}
