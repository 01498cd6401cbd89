using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using Jingkai.BrowserTests.Fixture;
using Jingkai.Host.Demo;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Documents;
using Jingkai.Platform.RulePacks.Keeping;
using Jingkai.Platform.SignOffs;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace Jingkai.BrowserTests;

/// <summary>A round of the contest as the four people play it: the project office opens it, a unit enters progress on a phone with a photo, the office checks, freezes and
/// publishes, the talk notice is issued by the leader and opened as Word.</summary>
public sealed class RatingTests(Browsers browsers) : Fixture.BrowserTests(browsers)
{
    private const string Play = "play", Pack = "progress-flags-shangyu";

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task A_round_is_played_from_the_phone_on_the_site_to_the_issued_talk_notice(string language)
    {
        var zone = await FreshZone.Make(Browsers.Server);
        var (office, unit, second) = ($"projects-{zone.Code}", $"unit-{zone.Code}", $"second-{zone.Code}");
        await PeopleAsync(zone, (office, "吴科", Roles.Projects), (unit, "方科", Roles.Department), (second, "沈科", Roles.Projects));
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(8));
        var end = new DateOnly(today.Year, today.Month, 1).AddDays(-1);
        await zone.SendAsync(Browsers.Server, "projects", $"""
            项目名称,项目类型,阶段,责任单位,计划开工日期,开工日期,计划竣工日期,上图日期
            高端装备项目,产业项目,开工,规划建设局,{Day(end.AddDays(-100))},{Day(end.AddDays(-100))},{Day(end.AddDays(100))},{Day(end.AddDays(-60))}
            新材料项目,产业项目,开工,规划建设局,{Day(end.AddDays(-100))},{Day(end.AddDays(-100))},{Day(end.AddDays(100))},{Day(end.AddDays(-60))}
            """);

        // The office opens the round that ended yesterday or before.
        await using var works = await Browsers.Visitor(Screen.Desktop, language);
        await works.SignIn(office);
        await works.Open($"{zone.Home}/ratings");
        await works.Page.FillAsync("[name='Input.On']", Day(end));
        await works.Page.Locator("#open form button[type=submit]").ClickAsync();
        await Expect(works.Page).ToHaveURLAsync(new Regex(@"/ratings/R\d{4}-\d{4}"));
        var round = new Uri(works.Page.Url).AbsolutePath;
        await Expect(works.Page.Locator("main [role=status], main .jk-alert").Filter(new() { HasText = "新材料项目" }).First).ToBeVisibleAsync();
        works.Expects(422);
        await works.Page.Locator(".jk-actions form button[type=submit]").First.ClickAsync();
        await Expect(works.Page.Locator("main [role=alert]").First).ToContainTextAsync("高端装备项目");
        await works.Keep("rating-1-missing", Play);

        // On the site, with one hand: the number and a photo.
        await using var phone = await Browsers.Visitor(Screen.Phone, language);
        await phone.SignIn(unit);
        await phone.Open($"{zone.Home}/inbox");
        await phone.Page.Locator($"main a[href*='{round}']").First.ClickAsync();
        foreach (var (name, percent) in ((string, string)[])[("高端装备项目", "52"), ("新材料项目", "8.5")])
        {
            await phone.Page.Locator("main tr", new() { HasText = name }).Locator("a[href*='/entry/']").ClickAsync();
            await Expect(phone.Page.Locator("h1")).ToHaveTextAsync(name);
            await phone.Page.FillAsync("[name='Input.Percent']", percent);
            if (name == "高端装备项目")
            {
                phone.Expects(422);
                await phone.Page.Locator("main form.jk-form button[type=submit]").Last.ClickAsync();
                await Expect(phone.Page.Locator("main .jk-error").First).ToBeVisibleAsync();
                await phone.Keep("rating-2-no-photo", Play);
            }

            await phone.Page.FillAsync("[name='Input.Words']", "主体施工");
            await phone.Page.SetInputFilesAsync(".jk-drop input[type=file]", await Photos.Take(phone.Page, percent.Length, 1600, 1200));
            await phone.Page.Locator("main form.jk-form button[type=submit]").Last.ClickAsync();
            await Expect(phone.Page).ToHaveURLAsync(new Regex(@"tab=progress"));
        }

        await Expect(phone.Page.Locator("main .jk-photos a")).ToHaveCountAsync(2);
        await phone.Keep("rating-3-entered", Play);

        // The second look, the freeze, the table.
        await works.Open($"{round}?tab=progress");
        for (var left = 2; left > 0; left--)
        {
            await works.Page.Locator("button[name='Input.Check']").First.ClickAsync();
            await Expect(works.Page.Locator("button[name='Input.Check']")).ToHaveCountAsync(left - 1);
        }

        await works.Page.Locator(".jk-actions form button[type=submit]").First.ClickAsync();
        await Expect(works.Page.Locator("main .jk-flagmark").First).ToBeVisibleAsync();
        await works.Page.Locator(".jk-actions form button[type=submit]").First.ClickAsync();
        await Expect(works.Page.Locator("h1")).ToContainTextAsync(works.Word("projects.rating.state.published"));
        await works.Keep("rating-4-published", Play);

        // The leader reads why, the office drafts the notice, the leader issues it.
        await using var leader = await Browsers.Visitor(Screen.Desktop, language);
        await leader.SignIn(zone.Leader);
        await leader.Open($"{round}?tab=verdicts");
        var late = leader.Page.Locator("main tr", new() { HasText = "新材料项目" });
        await Expect(late.Locator(".jk-flagmark")).ToHaveTextAsync(language == "zh-CN" ? "蜗牛" : "snail");
        await Expect(late).ToContainTextAsync("8.5%");
        await works.Page.Locator("main tr", new() { HasText = "新材料项目" }).Locator("a[href*='/consequences/']").First.ClickAsync();
        await Expect(works.Page).ToHaveURLAsync(new Regex("/consequences/"));
        await works.Page.Locator(".jk-actions form button[type=submit]").First.ClickAsync();
        await Expect(works.Page).ToHaveURLAsync(new Regex(@"/documents/[^/]+/edit"));
        var paper = new Uri(works.Page.Url).AbsolutePath.Replace("/edit", "", StringComparison.Ordinal);
        await works.Page.FillAsync("[name='Input.Fields.place']", "管委会三楼会议室");
        await works.Keep("rating-5-notice", Play);
        await works.Page.Locator("main form.jk-form button[type=submit]").Last.ClickAsync();
        await Expect(works.Page).ToHaveURLAsync(new Regex(Regex.Escape(paper) + "$"));

        await leader.Open(paper);
        await leader.Page.Locator("form:has([name='Input.Version']) button.btn-primary[data-turbo-confirm]").First.ClickAsync();
        await leader.Page.Locator("dialog.jk-ask button[value=yes]").First.ClickAsync();
        await Expect(leader.Page.Locator("main")).ToContainTextAsync(new Regex(@"约〔\d{4}〕1号"));
        var word = await leader.Page.RunAndWaitForDownloadAsync(() => leader.Page.Locator("main a[href$='/word']").First.ClickAsync());
        var file = await leader.Save(word);
        using (var opened = WordprocessingDocument.Open(file, false))
        {
            var text = opened.MainDocumentPart!.Document.Body!.InnerText;
            text.ShouldContain("新材料项目");
            text.ShouldContain("被评为“蜗牛”（连续1轮，累计1轮）");
            text.ShouldContain("管委会三楼会议室");
        }

        // The talk is held, another confirms what came of it.
        await works.Open($"{zone.Home}/consequences");
        await works.Page.Locator("main tr", new() { HasText = "新材料项目" }).Locator("th a").First.ClickAsync();
        await Expect(works.Page).ToHaveURLAsync(new Regex("/consequences/RC"));
        await works.Page.FillAsync("[name='Input.Minutes']", "要求增加班组");
        await works.Page.FillAsync("[name='Input.Plan']", "倒排工期");
        await works.Page.FillAsync("[name='Input.PlanDueOn']", Day(today.AddDays(20)));
        await works.Page.Locator("main form.jk-form button[type=submit]").Last.ClickAsync();
        await Expect(works.Page.Locator("h1")).ToContainTextAsync(works.Word("projects.rating.cstate.held"));
        await works.Keep("rating-6-held", Play);
        await using var other = await Browsers.Visitor(Screen.Phone, language);
        await other.SignIn(second);
        await other.Open(works.Path);
        await other.Page.FillAsync("[name='Input.Outcome']", "两个班组已进场");
        await other.Page.Locator("main form.jk-form button[type=submit]").Last.ClickAsync();
        await Expect(other.Page.Locator("h1")).ToContainTextAsync(other.Word("projects.rating.cstate.settled"));
        await phone.NoComplaints();
        await leader.NoComplaints();
        await other.NoComplaints();
    }

    private async Task PeopleAsync(FreshZone zone, params (string Account, string Name, string Role)[] people)
    {
        await Browsers.Server.InZone(zone.Code, async services =>
        {
            var keeper = services.GetRequiredService<AccountService>();
            (await keeper.AddUnitAsync("规划建设局", null)).IsOk.ShouldBeTrue();
            foreach (var (account, name, role) in people)
            {
                var password = "pw-" + Guid.CreateVersion7().ToString("N");
                (await keeper.AddMemberAsync(new(account, name, password, [role], role == Roles.Department ? "规划建设局" : null))).IsOk.ShouldBeTrue();
                Browsers.Server.Passwords[account] = password;
            }

            var signOff = await DemoSignOffs.ActAsync(services, zone.Economy, async s => (await s.GetRequiredService<PackService>().ProposeAsync(new(null, Pack, null, "试行"))).Value.SignOff!);
            await DemoSignOffs.ActAsync(services, zone.Leader, s => s.GetRequiredService<SignOffService>().MoveAsync(signOff, new(SignOffVerb.Approve, null)));
            return await DemoSignOffs.ActAsync(services, zone.Economy, async s => (await s.GetRequiredService<SeriesKeeper>().PutAsync("测约", new("talk", 1))).IsOk);
        });
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
