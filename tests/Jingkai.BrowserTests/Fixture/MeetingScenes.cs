using static Microsoft.Playwright.Assertions;

namespace Jingkai.BrowserTests.Fixture;

/// <summary>The pages of meetings and their tasks.</summary>
internal static class MeetingScenes
{
    public static IReadOnlyList<Scene> Full { get; } =
    [
        Scene.At("meetings", "leader", "/meetings"),
        Scene.At("meeting-new", "economy", "/meetings/new"),
        Scene.At("meeting-planned", "economy", "/meetings/H2020-0002"),
        Scene.At("meeting-edit", "economy", "/meetings/H2020-0002/edit"),
        Scene.At("meeting", "leader", "/meetings/H2020-0001"),
        Scene.At("meeting-print", "projects", "/meetings/H2020-0001/print"),
        Scene.At("meeting-tasks", "leader", "/meeting-tasks"),
        new("meeting-task", "promotion", async (visitor, home) =>
        {
            await visitor.Open($"{home}/meeting-tasks?owner=mine&state=open");
            await visitor.Page.Locator("main a[href*='/meeting-tasks/0']").Filter(new() { Visible = true }).First.ClickAsync();
            await visitor.At("/meeting-tasks/0");
        }),
    ];

    public static IReadOnlyList<Scene> Empty { get; } =
    [
        Scene.At("meetings", "economy", "/meetings"),
        Scene.At("meeting-tasks", "leader", "/meeting-tasks"),
    ];

    public static IReadOnlyList<Scene> Wrong { get; } =
    [
        Scene.At("meeting-unknown", "leader", "/meetings/H2020-9999", 404),
        new("meeting-new", "economy", async (visitor, home) =>
        {
            await visitor.Open($"{home}/meetings/new");
            visitor.Expects(422);
            await visitor.Page.Locator("[name='Input.Outsiders']").FillAsync("王工");
            await visitor.Page.Locator("[name='Input.Items[0].Question']").FillAsync("如何解决？");
            await visitor.Page.Locator("main form.jk-form button[type=submit]").Last.ClickAsync();
            await Expect(visitor.Page.Locator("main .is-invalid").First).ToBeVisibleAsync();
        }),
    ];
}
