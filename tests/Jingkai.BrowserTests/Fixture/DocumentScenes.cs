using static Microsoft.Playwright.Assertions;

namespace Jingkai.BrowserTests.Fixture;

/// <summary>The pages of official papers.</summary>
internal static class DocumentScenes
{
    public static IReadOnlyList<Scene> Full { get; } =
    [
        Scene.At("documents", "leader", "/documents"),
        Scene.At("document-choose", "department", "/documents/new"),
        Scene.At("document-new", "economy", "/documents/new?template=bulletin"),
        Scene.At("document", "leader", "/documents/D2020-0002"),
        Scene.At("document-letter", "projects", "/documents/D2020-0004"),
        Scene.At("document-draft", "department", "/documents/D2020-0005"),
        Scene.At("document-edit", "department", "/documents/D2020-0005/edit"),
        Scene.At("document-series", "economy", "/document-series"),
    ];

    public static IReadOnlyList<Scene> Empty { get; } =
    [
        Scene.At("documents", "economy", "/documents"),
        Scene.At("document-series", "economy", "/document-series"),
    ];

    public static IReadOnlyList<Scene> Wrong { get; } =
    [
        Scene.At("document-unknown", "leader", "/documents/D2020-9999", 404),
        new("document-new", "economy", async (visitor, home) =>
        {
            await visitor.Open($"{home}/documents/new?template=talk-notice");
            visitor.Expects(422);
            await visitor.Page.Locator("[name='Input.Enterprise']").FillAsync("E0000-0000");
            await visitor.Page.Locator("main form.jk-form button[type=submit]").Last.ClickAsync();
            await Expect(visitor.Page.Locator("main .is-invalid").First).ToBeVisibleAsync();
        }),
    ];
}
