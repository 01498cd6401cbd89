using System.Globalization;
using System.Text.RegularExpressions;
using Jingkai.BrowserTests.Fixture;
using Jingkai.Platform.Accounts;
using static Microsoft.Playwright.Assertions;

namespace Jingkai.BrowserTests;

/// <summary>A meeting from its call to the accepted task, each person at their own screen.</summary>
public sealed class MeetingTests(Browsers browsers) : Fixture.BrowserTests(browsers)
{
    private const string Play = "play";

    [Theory]
    [MemberData(nameof(Screens.All), MemberType = typeof(Screens))]
    public async Task A_meeting_is_called_held_minuted_and_its_task_done_and_accepted(Screen screen, string language)
    {
        var zone = await FreshZone.Make(Browsers.Server);
        var officer = $"department-{zone.Code}";
        await zone.HireAsync(Browsers.Server, officer, "方科", Roles.Department, null);
        await using var economy = await Browsers.Visitor(screen, language);
        await economy.SignIn(zone.Economy);
        await economy.Open($"{zone.Home}/meetings");
        await economy.Page.ClickAsync("main .jk-actions a[href$='/meetings/new']");
        await economy.At("/meetings/new");
        economy.Expects(422);
        await economy.Page.Locator("main form.jk-form button[type=submit]").Last.ClickAsync();
        await Expect(economy.Page.Locator("main .is-invalid")).ToHaveCountAsync(1);
        var today = TimeProvider.System.GetUtcNow().AddHours(8).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await economy.Page.FillAsync("[name='Input.Title']", "厂房用电增容协调解难会");
        await economy.Page.FillAsync("[name='Input.StartsAt']", $"{today}T00:10");
        await economy.Page.FillAsync("[name='Input.Place']", "三楼会议室");
        await Choose(economy, "Input.Chair", "许主任");
        await Choose(economy, "Input.Members", "方科");
        await economy.Page.FillAsync("[name='Input.Outsiders']", "王工，供电公司");
        await economy.Page.FillAsync("[name='Input.Items[0].Title']", "用电增容方案");
        await economy.Page.FillAsync("[name='Input.Items[0].Question']", "采用哪个方案？");
        await economy.Page.Locator("main form.jk-form button[type=submit]").Last.ClickAsync();
        await Expect(economy.Page).ToHaveURLAsync(new Regex(@"/meetings/H\d{4}-\d{4}$"));
        var path = economy.Path;
        await economy.Keep("meeting-1-called", Play);

        // It was held: the person from outside was excused.
        await economy.Page.SelectOptionAsync("[name='Input.Attendance1']", "excused");
        await economy.Page.ClickAsync("button[name='Input.Move'][value=hold]");
        await Expect(economy.Page.Locator("h1")).ToContainTextAsync(economy.Word("platform.meeting.state.held"));
        economy.Expects(422);
        await economy.Page.ClickAsync("button[name='Input.Move'][value=minute]");
        await Expect(economy.Page.Locator("main [role=alert]").First).ToBeVisibleAsync();
        await economy.Page.ClickAsync("main .jk-actions a[href$='/minutes']");
        await economy.At("/minutes");
        await economy.Page.FillAsync("[name='Input.Items[0].Outcome']", "同意分两步增容。");
        economy.Expects(422);
        await economy.Page.FillAsync("[name='Input.Items[0].Decisions[1].Text']", "向供电公司报送方案");
        await economy.Page.FillAsync("[name='Input.Items[0].Decisions[1].Amount']", "5");
        await economy.Page.Locator("main form.jk-form button[type=submit]").Last.ClickAsync();
        // The line that lacks its owner is the second, though the first was left empty.
        await Expect(economy.Page.Locator("main .is-invalid[name='Input.Items[0].Decisions[1].Owner']")).ToHaveCountAsync(1);
        await Choose(economy, "Input.Items[0].Decisions[1].Owner", "方科");
        await economy.Keep("meeting-2-minutes", Play);
        await economy.Page.Locator("main form.jk-form button[type=submit]").Last.ClickAsync();
        await Expect(economy.Page).ToHaveURLAsync(new Regex(Regex.Escape(path) + "$"));
        await economy.Page.ClickAsync("button[name='Input.Move'][value=minute]");
        await Expect(economy.Page.Locator("h1")).ToContainTextAsync(economy.Word("platform.meeting.state.written"));

        // Minutes that are not confirmed are nobody's task yet.
        await using var doer = await Browsers.Visitor(screen, language);
        await doer.SignIn(officer);
        await doer.Open($"{zone.Home}/meeting-tasks");
        await Expect(doer.Page.Locator("main")).ToContainTextAsync(doer.Word("platform.meeting.no-tasks"));
        await using var chair = await Browsers.Visitor(screen, language);
        await chair.SignIn(zone.Leader);
        await chair.Open($"{zone.Home}/inbox");
        await chair.Page.ClickAsync($".jk-inbox a[href='{path}']");
        await chair.At(path);
        await chair.Keep("meeting-3-confirm", Play);
        await chair.Page.ClickAsync("button[name='Input.Move'][value=confirm]");
        await chair.Page.ClickAsync("dialog.jk-ask button[value=yes]");
        await Expect(chair.Page.Locator("h1")).ToContainTextAsync(chair.Word("platform.meeting.state.minuted"));
        await chair.Page.ClickAsync("main .jk-actions a[href$='/print']");
        await chair.At("/print");
        await Expect(chair.Page.Locator(".jk-minutes")).ToContainTextAsync("向供电公司报送方案");

        await doer.Open($"{zone.Home}/inbox");
        await doer.Page.ClickAsync(".jk-inbox a[href*='/meeting-tasks/']");
        await doer.At("/meeting-tasks/");
        var task = doer.Path;
        doer.Expects(422);
        await doer.Page.ClickAsync("button[name='Input.Move'][value=done]");
        await Expect(doer.Page.Locator("main .is-invalid")).ToHaveCountAsync(1);
        await doer.Page.FillAsync("[name='Input.Note']", "方案已报送。");
        await doer.Page.ClickAsync("button[name='Input.Move'][value=done]");
        await Expect(doer.Page.Locator("h1")).ToContainTextAsync(doer.Word("platform.meeting.task.done"));

        await economy.Open($"{zone.Home}/inbox");
        await economy.Page.ClickAsync($".jk-inbox a[href='{task}']");
        await economy.At(task);
        await economy.Keep("meeting-4-accept", Play);
        await economy.Page.ClickAsync("button[name='Input.Move'][value=accept]");
        await Expect(economy.Page.Locator("h1")).ToContainTextAsync(economy.Word("platform.meeting.task.accepted"));
        foreach (var visitor in (Visitor[])[economy, chair, doer]) await visitor.NoComplaints();
    }

    /// <summary>Picks a person of a searchable list.</summary>
    private static async Task Choose(Visitor visitor, string name, string person)
    {
        var box = visitor.Page.Locator($"pick-list:has([name='{name}']) .ts-control");
        // Chosen through the list itself: an option that is drawn anew while it is clicked would be missed.
        await visitor.Page.EvalOnSelectorAsync($"select[name='{name}']", "(select, text) => { const option = [...select.options].find(o => o.text.includes(text)); if (select.tomselect) select.tomselect.addItem(option.value); else option.selected = true; }", person);
        await Expect(box).ToContainTextAsync(person);
        // A list that takes several stays open over what follows it, until something else is touched.
        await visitor.Page.ClickAsync("h1");
        await Expect(visitor.Page.Locator(".ts-dropdown:visible")).ToHaveCountAsync(0);
    }
}
