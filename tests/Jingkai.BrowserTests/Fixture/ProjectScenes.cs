using static Microsoft.Playwright.Assertions;

namespace Jingkai.BrowserTests.Fixture;

/// <summary>The pages of investment projects.</summary>
internal static class ProjectScenes
{
    public static IReadOnlyList<Scene> Full { get; } =
    [
        Scene.At("projects", "leader", "/projects"),
        Scene.At("wall", "leader", "/wall"),
        Scene.At("wall-map", "leader", "/wall?view=map"),
        Scene.At("wall-gantt", "leader", "/wall?view=gantt"),
        Scene.At("wall-live", "leader", "/wall?live=1"),
        Scene.At("wall-none-found", "leader", "/wall?q=%E6%B2%A1%E6%9C%89"),
        Scene.At("project-progress", "projects", "/projects/P2020-0030?tab=progress"),
        Scene.At("project-new", "projects", "/projects/new"),
        Scene.At("project", "leader", "/projects/P2020-0030"),
        Scene.At("project-stages", "projects", "/projects/P2020-0001?tab=stages"),
        Scene.At("project-investment", "projects", "/projects/P2020-0030?tab=investment"),
        Scene.At("project-files", "projects", "/projects/P2020-0030?tab=files"),
        Scene.At("project-history", "projects", "/projects/P2020-0030?tab=history"),
        new("ratings", "projects.shangyu", (visitor, _) => visitor.Open("/z/shangyu/ratings")),
        new("rating-open", "department.shangyu", (visitor, _) => visitor.Open("/z/shangyu/ratings/R2022-0012")),
        new("rating-published", "leader.shangyu", (visitor, _) => visitor.Open("/z/shangyu/ratings/R2022-0011")),
        new("rating-compared", "projects.shangyu", (visitor, _) => visitor.Open("/z/shangyu/ratings/R2022-0011?tab=verdicts&pack=yongfeng-monthly")),
        new("consequences", "projects.shangyu", (visitor, _) => visitor.Open("/z/shangyu/consequences")),
        Scene.At("project-promises", "projects", "/projects/P2020-0030?tab=promises"),
        Scene.At("promises", "leader", "/promises"),
        Scene.At("landing", "leader", "/landing"),
        Scene.At("promise", "projects", "/promises/PM2020-0001"),
        Scene.At("promise-judged", "leader", "/promises/PM2020-0006"),
        Scene.At("promise-new", "projects", "/promises/new?project=P2020-0030"),
        Scene.At("promise-edit", "projects", "/promises/PM2020-0001/edit"),
        Scene.At("project-edit", "projects", "/projects/P2020-0030/edit"),
    ];

    public static IReadOnlyList<Scene> Empty { get; } =
    [
        Scene.At("projects", "economy", "/projects"),
        Scene.At("wall", "leader", "/wall"),
        Scene.At("ratings", "economy", "/ratings"),
        Scene.At("consequences", "economy", "/consequences"),
        Scene.At("wall-map", "leader", "/wall?view=map"),
        Scene.At("promises", "economy", "/promises"),
        Scene.At("landing", "leader", "/landing"),
    ];

    public static IReadOnlyList<Scene> Wrong { get; } =
    [
        Scene.At("project-unknown", "leader", "/projects/P2020-9999", 404),
        Scene.At("rating-unknown", "leader", "/ratings/R2020-9999", 404),
        Scene.At("wall-bad-filter", "leader", "/wall?list=moon", 422),
        new("project-new", "projects", async (visitor, home) =>
        {
            await visitor.Open($"{home}/projects/new");
            visitor.Expects(422);
            await visitor.Page.Locator("[name='Input.Name']").FillAsync("缺类型的项目");
            await visitor.Page.Locator("[name='Input.Sponsor']").FillAsync("查无此人");
            await visitor.Page.Locator("main form.jk-form button[type=submit]").Last.ClickAsync();
            await Expect(visitor.Page.Locator("main .is-invalid").First).ToBeVisibleAsync();
        }),
        new("promise-new", "projects", async (visitor, home) =>
        {
            await visitor.Open($"{home}/promises/new");
            visitor.Expects(422);
            await visitor.Page.Locator("[name='Input.Project']").FillAsync("P2020-9999");
            await visitor.Page.Locator("main form.jk-form button[type=submit]").Last.ClickAsync();
            await Expect(visitor.Page.Locator("main .is-invalid").First).ToBeVisibleAsync();
        }),
        new("promise-result", "projects", async (visitor, home) =>
        {
            await visitor.Open($"{home}/promises/PM2020-0001");
            visitor.Expects(422);
            await visitor.Page.Locator("[name='Input.Result']").SelectOptionAsync("broken");
            await visitor.Page.Locator("main form.jk-form button[type=submit]").First.ClickAsync();
            await Expect(visitor.Page.Locator("main .is-invalid").First).ToBeVisibleAsync();
        }),
        new("project-claim", "projects", async (visitor, home) =>
        {
            await visitor.Open($"{home}/projects/P2020-0001?tab=stages");
            visitor.Expects(422);
            await visitor.Page.Locator("main form.jk-form button[type=submit]").First.ClickAsync();
            await Expect(visitor.Page.Locator("main .is-invalid").First).ToBeVisibleAsync();
        }),
    ];
}
