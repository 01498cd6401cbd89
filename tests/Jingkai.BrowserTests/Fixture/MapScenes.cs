using static Microsoft.Playwright.Assertions;

namespace Jingkai.BrowserTests.Fixture;

/// <summary>The map of the zone and its layers.</summary>
internal static class MapScenes
{
    public static IReadOnlyList<Scene> Full { get; } =
    [
        Scene.At("map", "economy", "/map"),
        Scene.At("map-point", "economy", "/map?point=test-sites:P-3"),
        Scene.At("map-reader", "leader", "/map"),
        Scene.At("map-outside", "economy", "/map?view=outside"),
        Scene.At("map-layer", "economy", "/map/layers/parks"),
        Scene.At("map-layer-new", "economy", "/map/layers/new"),
    ];

    public static IReadOnlyList<Scene> Empty { get; } =
    [
        Scene.At("map", "economy", "/map"),
        Scene.At("map-reader", "leader", "/map"),
    ];

    public static IReadOnlyList<Scene> Wrong { get; } =
    [
        Scene.At("map-layer-unknown", "economy", "/map/layers/castles", 404),
        new("map-layer", "economy", async (visitor, home) =>
        {
            await visitor.Open($"{home}/map/layers/new");
            visitor.Expects(422);
            await visitor.Page.FillAsync("[name='Input.Code']", "plots");
            await visitor.Page.FillAsync("[name='Input.NameZh']", "地块");
            await visitor.Page.FillAsync("[name='Input.Text']", """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"一号地块"},"geometry":{"type":"Polygon","coordinates":[[[120.3,30.4],[120.31,30.4],[120.31,30.41]]]}},{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[30.4,120.3]}}]}""");
            await visitor.Page.Locator("main form.jk-form button[type=submit]").First.ClickAsync();
            await Expect(visitor.Page.Locator("main .jk-error").First).ToBeVisibleAsync();
        }),
    ];
}
