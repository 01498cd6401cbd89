using System.Text.RegularExpressions;
using Jingkai.BrowserTests.Fixture;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace Jingkai.BrowserTests;

/// <summary>A request played through: an enterprise asks on its phone, the desk assigns, an office returns it once, another answers, the enterprise is not
/// satisfied and then is, the desk strikes it off; a liaison raises one with a thumb; a leader sees what is late.</summary>
public sealed class CaseTests(Browsers browsers) : Fixture.BrowserTests(browsers)
{
    private const string Play = "cases";
    private const string Firm = "91330499MA4Y4Q0U31";

    [Theory]
    [MemberData(nameof(Players))]
    public async Task A_request_is_asked_assigned_returned_answered_reopened_and_struck_off(Screen screen, string language)
    {
        var zone = await StaffedAsync();
        await using var enterprise = await Browsers.As($"firm-{zone.Code}", screen, language);
        await using var economy = await Browsers.As(zone.Economy, screen, language);
        await using var plan = await Browsers.As($"plan-{zone.Code}", screen, language);
        await using var build = await Browsers.As($"build-{zone.Code}", screen, language);

        // The enterprise: nothing yet, a slip, then its request.
        await enterprise.Open($"{zone.Home}/cases");
        await Expect(enterprise.Page.Locator("main")).ToContainTextAsync(enterprise.Word("platform.case.none-mine"));
        await enterprise.Keep("cases-01-empty", Play);
        await enterprise.Page.ClickAsync("main .jk-actions a[href$='/cases/new']");
        await enterprise.At("/cases/new");
        enterprise.Expects(422);
        await enterprise.Page.ClickAsync("main form.jk-form button[type=submit]");
        await Expect(enterprise.Page.Locator("main .jk-error")).ToHaveCountAsync(2);
        await enterprise.Keep("cases-02-slip", Play);
        await enterprise.Page.FillAsync("[name='Input.Title']", "厂区门口道路积水");
        await enterprise.Page.SelectOptionAsync("[name='Input.Category']", "logistics");
        await enterprise.Page.FillAsync("[name='Input.Text']", "雨后货车无法掉头。");
        await enterprise.Page.ClickAsync("main form.jk-form button[type=submit]");
        await enterprise.At(@"/cases/C\d{4}-0001$");
        var path = new Uri(enterprise.Page.Url).AbsolutePath;
        await enterprise.Keep("cases-03-asked", Play);

        // The desk assigns it from the list; the office returns it once with a reason.
        await economy.Open($"{zone.Home}/cases?whose=desk");
        await Expect(economy.Page.Locator("main tbody tr")).ToHaveCountAsync(1);
        await economy.Keep("cases-04-desk", Play);
        await economy.Open(path);
        await Assign(economy, "规划局");
        await plan.Open($"{zone.Home}/cases");
        await plan.Seen("main tbody th a").ClickAsync();
        await plan.At(Regex.Escape(path));
        await Fold(plan, "return");
        await plan.Page.FillAsync("form:has(input[value='return']) [name='Input.Note']", "市政道路由建设局负责");
        await plan.Keep("cases-05-return", Play);
        await Submit(plan, "return");
        await plan.At("/cases");

        await economy.Open(path);
        await Expect(economy.Page.Locator("main .jk-timeline, main ol, main ul").Filter(new() { HasText = "市政道路由建设局负责" }).First).ToBeVisibleAsync();
        await Assign(economy, "建设局");
        await build.Open(path);
        await Submit(build, "accept");
        await Fold(build, "progress");
        await build.Page.FillAsync("form:has(input[value='progress']) [name='Input.Note']", "已到现场，排水口堵塞");
        await Submit(build, "progress");
        await build.Page.FillAsync("form:has(input[value='answer']) [name='Input.Note']", "排水口已疏通。");
        await build.Keep("cases-06-in-hand", Play);
        await Submit(build, "answer");

        // Not satisfied; done again; confirmed with a grade; struck off by the desk.
        await enterprise.Open(path);
        await Expect(enterprise.Page.Locator("main")).ToContainTextAsync("排水口已疏通。");
        await enterprise.Keep("cases-07-answered", Play);
        await Fold(enterprise, "reopen");
        await enterprise.Page.FillAsync("form:has(input[value='reopen']) [name='Input.Note']", "昨晚又积水了");
        await Submit(enterprise, "reopen");
        await build.Open(path);
        await Expect(build.Page.Locator("main")).ToContainTextAsync("昨晚又积水了");
        await build.Page.FillAsync("form:has(input[value='answer']) [name='Input.Note']", "更换了排水管，三次降雨无积水。");
        await Submit(build, "answer");
        await enterprise.Open(path);
        await enterprise.Page.CheckAsync("form:has(input[value='confirm']) input[value='5']");
        await Submit(enterprise, "confirm");
        await enterprise.Keep("cases-08-confirmed", Play);
        await economy.Open(path);
        await Submit(economy, "close");
        await Expect(economy.Page.Locator("h1")).ToContainTextAsync(economy.Word("platform.case.state.closed"));
        await economy.Keep("cases-09-closed", Play);
        foreach (var visitor in (Visitor[])[enterprise, economy, plan, build]) await visitor.NoComplaints();
    }

    [Theory]
    [MemberData(nameof(Players))]
    public async Task A_liaison_raises_a_problem_and_a_leader_sees_what_is_late(Screen screen, string language)
    {
        var zone = await StaffedAsync();
        await using var liaison = await Browsers.As($"liaison-{zone.Code}", screen, language);
        await liaison.Open($"{zone.Home}/cases/new?subject={Firm}");
        await liaison.Page.FillAsync("[name='Input.Title']", "夜班职工没有公交");
        await liaison.Page.SelectOptionAsync("[name='Input.Category']", "facilities");
        await liaison.Keep("visit-01-raise", Play);
        await liaison.Page.ClickAsync("main form.jk-form button[type=submit]");
        await liaison.At(@"/cases/C\d{4}-0001$");
        await Expect(liaison.Page.Locator("main .jk-facts, main dl").First).ToContainTextAsync("联络员");
        await liaison.Keep("visit-02-raised", Play);

        // A week later nobody has answered.
        await Browsers.Server.InZone(zone.Code, async s => await s.GetRequiredService<JingkaiDbContext>().Set<Platform.Clocks.Clock>().Where(c => c.SubjectKind == "case").ExecuteUpdateAsync(c => c.SetProperty(k => k.DueAt, k => k.StartedAt)));
        await using var leader = await Browsers.As(zone.Leader, screen, language);
        await leader.Open($"{zone.Home}/cases?when=late");
        await Expect(leader.Page.Locator("main tbody tr")).ToContainTextAsync(leader.Word("platform.case.late"));
        await leader.Keep("visit-03-late", Play);
        await leader.Seen("main tbody th a").ClickAsync();
        await leader.At(@"/cases/C\d{4}-0001$");
        await Fold(leader, "urge");
        await leader.Page.FillAsync("form:has(input[value='urge']) [name='Input.Note']", "请今天答复");
        await Submit(leader, "urge");
        await Expect(leader.Page.Locator("main")).ToContainTextAsync("请今天答复");
        await leader.Keep("visit-04-urged", Play);
        foreach (var visitor in (Visitor[])[liaison, leader]) await visitor.NoComplaints();
    }

    public static TheoryData<Screen, string> Players => Visitor.KeepsPictures ? Screens.All : new() { { Screen.Desktop, "zh-CN" }, { Screen.Phone, "en" } };

    private async Task<FreshZone> StaffedAsync()
    {
        var zone = await FreshZone.Make(Browsers.Server);
        await Browsers.Server.InZone(zone.Code, async services =>
        {
            var keeper = services.GetRequiredService<AccountService>();
            foreach (var unit in (string[])["规划局", "建设局", "企业服务中心"]) (await keeper.AddUnitAsync(unit, null)).IsOk.ShouldBeTrue();
            foreach (var (name, shown, role, unit) in ((string, string, string, string)[])[("plan", "规划员", Roles.Department, "规划局"), ("build", "建设员", Roles.Department, "建设局"), ("liaison", "联络员", Roles.Liaison, "企业服务中心")])
            {
                var password = "pw-" + Guid.CreateVersion7().ToString("N");
                (await keeper.AddMemberAsync(new($"{name}-{zone.Code}", shown, password, [role], unit))).IsOk.ShouldBeTrue();
                Browsers.Server.Passwords[$"{name}-{zone.Code}"] = password;
            }

            return true;
        });
        await zone.SendAsync(Browsers.Server, "enterprises", $"统一社会信用代码,企业名称,行业代码,联企干部\n{Firm},嘉兴远航机械有限公司,3484,联络员\n");
        await zone.HireAsync(Browsers.Server, $"firm-{zone.Code}", "企业联系人", Roles.Enterprise, Firm);
        return zone;
    }

    private static async Task Assign(Visitor visitor, string unit)
    {
        await visitor.Page.EvalOnSelectorAsync("form:has(input[value='assign']) select[name='Input.To']", "(select, name) => { const option = [...select.options].find(o => o.text === name); if (select.tomselect) select.tomselect.setValue(option.value); else select.value = option.value; }", unit);
        await Submit(visitor, "assign");
        await Expect(visitor.Page.Locator("h1")).ToContainTextAsync(visitor.Word("platform.case.state.assigned"));
    }

    /// <summary>Opens a move that is folded away.</summary>
    private static async Task Fold(Visitor visitor, string move) => await visitor.Page.Locator("details.jk-move").Filter(new() { Has = visitor.Page.Locator($"input[name='Input.Move'][value='{move}']") }).Locator("summary").ClickAsync();

    private static async Task Submit(Visitor visitor, string move)
    {
        await visitor.Page.ClickAsync($"form:has(input[name='Input.Move'][value='{move}']) button[type=submit]");
        await Expect(visitor.Page.Locator(".jk-flash")).ToContainTextAsync(visitor.Word($"platform.case.done.{move}"));
        await visitor.Settled();
    }
}
