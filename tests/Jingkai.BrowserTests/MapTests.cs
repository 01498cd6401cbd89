using System.Text.RegularExpressions;
using Jingkai.BrowserTests.Fixture;
using Jingkai.Platform.Localization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Jingkai.BrowserTests;

/// <summary>The map in a real browser: by mouse, by keyboard, without scripts, and after coming back.</summary>
public sealed class MapTests(Browsers browsers) : Fixture.BrowserTests(browsers)
{
    [Fact]
    public async Task A_line_of_the_list_shows_its_point_and_opens_it()
    {
        await using var visitor = await Browsers.As("economy");
        await visitor.Open($"{Visitor.Zone}/map");
        await Expect(visitor.Page.Locator("zone-map:state(ready)")).ToHaveCountAsync(1);
        await visitor.Page.Locator("[data-point='test-sites:P-2']").FocusAsync();
        await Expect(visitor.Page.Locator("zone-map:state(chosen)")).ToHaveCountAsync(1);
        var popup = visitor.Page.Locator("zone-map .maplibregl-popup-content");
        await Expect(popup).ToContainTextAsync("二号厂房");
        await Expect(popup.Locator("a")).ToHaveAttributeAsync("href", $"{Visitor.Zone}/sites/P-2");
        // The focus stays with the reader, who goes on down the list.
        await Expect(visitor.Page.Locator("[data-point='test-sites:P-2']")).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("Tab");
        await Expect(popup).ToContainTextAsync("三号厂房");
        await popup.Locator("button").ClickAsync();
        await Expect(visitor.Page.Locator("zone-map:state(chosen)")).ToHaveCountAsync(0);
        await visitor.NoComplaints();
    }

    [Fact]
    public async Task A_map_is_drawn_again_after_leaving_and_coming_back()
    {
        await using var visitor = await Browsers.As("economy");
        await visitor.Open($"{Visitor.Zone}/map");
        for (var round = 0; round < 3; round++)
        {
            await Expect(visitor.Page.Locator("zone-map:state(ready)")).ToHaveCountAsync(1);
            await visitor.Page.ClickAsync("main a[href$='/map/layers/new']");
            await Expect(visitor.Page).ToHaveURLAsync(new Regex("/map/layers/new$"));
            await visitor.Page.GoBackAsync();
            await Expect(visitor.Page).ToHaveURLAsync(new Regex("/map$"));
        }

        await Expect(visitor.Page.Locator("zone-map:state(ready)")).ToHaveCountAsync(1);
        await visitor.NoComplaints();
    }

    [Fact]
    public async Task Without_scripts_the_list_is_the_map()
    {
        await using var visitor = await Browsers.As("economy", Screen.Phone, Localizer.English, scripts: false);
        await visitor.Open($"{Visitor.Zone}/map");
        (await visitor.Page.Locator(".jk-map-list a").CountAsync()).ShouldBeGreaterThan(3);
        await Expect(visitor.Page.Locator(".jk-map-list a").First).ToContainTextAsync("First hall");
    }

    [Fact]
    public async Task Points_are_read_again_without_moving_the_view()
    {
        await using var visitor = await Browsers.As("economy");
        var reads = 0;
        await visitor.Page.RouteAsync(new Regex("/map/points"), async route =>
        {
            Interlocked.Increment(ref reads);
            await route.ContinueAsync();
        });
        await visitor.Open($"{Visitor.Zone}/map?point=test-sites:P-2");
        await Expect(visitor.Page.Locator("zone-map:state(chosen)")).ToHaveCountAsync(1);
        var again = visitor.Page.WaitForResponseAsync(new Regex("/map/points"));
        await visitor.Page.EvalOnSelectorAsync("zone-map", "map => map.setAttribute('refresh', '5')");
        (await again).Status.ShouldBe(200);
        await Expect(visitor.Page.Locator("zone-map .maplibregl-popup-content")).ToContainTextAsync("二号厂房");
        reads.ShouldBeGreaterThan(1);
        await visitor.NoComplaints();
    }

    [Fact]
    public async Task A_machine_without_webgl_is_told_and_keeps_the_list()
    {
        await using var visitor = await Browsers.As("economy");
        await visitor.Page.AddInitScriptAsync("HTMLCanvasElement.prototype.getContext = new Proxy(HTMLCanvasElement.prototype.getContext, { apply: (get, canvas, asked) => String(asked[0]).startsWith('webgl') ? null : Reflect.apply(get, canvas, asked) });");
        await visitor.Open($"{Visitor.Zone}/map");
        await Expect(visitor.Page.Locator("zone-map:state(failed)")).ToHaveCountAsync(1);
        await Expect(visitor.Page.Locator("zone-map")).ToContainTextAsync(visitor.Word("ui.map.failed-list"));
        await Expect(visitor.Page.Locator(".jk-map-list a").First).ToBeVisibleAsync();
    }
}
