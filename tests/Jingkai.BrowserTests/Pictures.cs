using System.Text.RegularExpressions;
using Jingkai.BrowserTests.Fixture;

namespace Jingkai.BrowserTests;

/// <summary>
/// Every named page at every size, in every language, with data, without and when something is wrong: nothing to complain
/// about, no barrier, every word there. With JINGKAI_PICTURES each is also written as a picture into that folder.
/// </summary>
public sealed partial class Pictures(Browsers browsers) : Fixture.BrowserTests(browsers)
{
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
                    // From the top: what the bar of the window lies over for the moment is reached by scrolling.
                    await visitor.Page.EvaluateAsync("scrollTo(0, 0)");
                    // Once per size is enough: the languages differ in words only.
                    if ((screen, language) is (Screen.Desktop, "zh-CN") or (Screen.Phone, "en"))
                        faults.AddRange((await visitor.Barriers()).Select(barrier => $"{scene.Name}: {barrier}"));
                    // Last: a picture of the whole page makes the window as tall as the page for a moment.
                    await visitor.Keep(scene.Name, state);
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

    // A key that no file of words knows is shown as it is.
    [GeneratedRegex(@"(?<![\w/@.-])(?:ui|host|platform|economy|enterprises)(?:\.(?!csv\b|xlsx?\b)[a-z][a-zA-Z0-9-]*)+(?![\w@])")]
    private static partial Regex MissingWord();
}
