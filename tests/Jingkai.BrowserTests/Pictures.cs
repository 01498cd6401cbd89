using System.Text.RegularExpressions;
using Jingkai.BrowserTests.Fixture;

namespace Jingkai.BrowserTests;

/// <summary>
/// Every named page at every size, in every language, with data, without and when something is wrong: nothing to complain
/// about, no barrier, every word there. With JINGKAI_PICTURES each is also written as a picture into that folder.
/// </summary>
public sealed partial class Pictures(Browsers browsers) : Fixture.BrowserTests(browsers)
{
    // Chromium repeats the page in pictures that are taller than its textures.
    private const int Tallest = 3800;

    private static readonly string? Folder = Environment.GetEnvironmentVariable("JINGKAI_PICTURES") is { Length: > 0 } folder ? folder : null;

    [Theory]
    [MemberData(nameof(Screens.All), MemberType = typeof(Screens))]
    public Task Pages_with_data_are_whole(Screen screen, string language) => Look("full", Scenes.Full, null, screen, language);

    [Theory]
    [MemberData(nameof(Screens.All), MemberType = typeof(Screens))]
    public async Task Pages_without_data_say_what_to_do(Screen screen, string language) =>
        await Look("empty", Scenes.Empty, await FreshZone.Make(Browsers.Server), screen, language);

    [Theory]
    [MemberData(nameof(Screens.All), MemberType = typeof(Screens))]
    public Task Pages_with_mistakes_say_what_is_wrong(Screen screen, string language) => Look("error", Scenes.Wrong, null, screen, language);

    private async Task Look(string state, IReadOnlyList<Scene> scenes, FreshZone? zone, Screen screen, string language)
    {
        var faults = new List<string>();
        foreach (var account in scenes.GroupBy(scene => scene.Account))
        {
            await using var visitor = account.Key is null ? await Browsers.Visitor(screen, language)
                : await Browsers.As(zone is null ? account.Key : $"{account.Key}-{zone.Code}", screen, language);
            foreach (var scene in account)
            {
                try
                {
                    await scene.Go(visitor, zone?.Home ?? Visitor.Zone);
                    await visitor.Drawn();
                    await visitor.Settled();
                    await visitor.NoComplaints();
                    faults.AddRange(MissingWord().Matches(await visitor.Page.InnerTextAsync("body")).Select(word => $"{scene.Name}: no word for {word.Value}"));
                    // Once per size is enough: the languages differ in words only.
                    if ((screen, language) is (Screen.Desktop, "zh-CN") or (Screen.Phone, "en"))
                        faults.AddRange((await visitor.Barriers()).Select(barrier => $"{scene.Name}: {barrier}"));
                    // Last: a picture of the whole page makes the window as tall as the page for a moment.
                    await Keep($"{scene.Name}.{screen}.{language}.{state}".ToLowerInvariant(), visitor);
                }
                catch (Exception e) when (e is not OutOfMemoryException)
                {
                    faults.Add($"{scene.Name}: {e.Message}");
                    visitor.Forget();
                }
            }
        }

        faults.ShouldBeEmpty();
    }

    private static async Task Keep(string name, Visitor visitor)
    {
        if (Folder is null) return;
        Directory.CreateDirectory(Folder);
        await visitor.Page.EvaluateAsync("scrollTo(0, 0)");
        // Nothing is pointed at, and a bar that follows the window stands where it belongs on the whole page.
        await visitor.Page.Mouse.MoveAsync(0, 0);
        var (width, height) = (visitor.Screen.Size().Width, await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollHeight"));
        await visitor.Page.ScreenshotAsync(new()
        {
            Path = Path.Combine(Folder, name + ".png"),
            FullPage = true,
            Animations = ScreenshotAnimations.Disabled,
            Style = ".jk-bulk { position: static !important; }",
            Clip = new() { X = 0, Y = 0, Width = width, Height = Math.Min(height, Tallest) },
        });
    }

    // A key that no file of words knows is shown as it is.
    [GeneratedRegex(@"(?<![\w/@.-])(?:ui|host|platform|economy|enterprises)(?:\.(?!csv\b|xlsx?\b)[a-z][a-zA-Z0-9-]*)+(?![\w@])")]
    private static partial Regex MissingWord();
}
