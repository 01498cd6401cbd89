using System.Globalization;
using Jingkai.Enterprises.Contracts;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Cases;
using Jingkai.Platform.Cases.Groups;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Host.Demo;

/// <summary>What enterprises of a demo zone asked in the last weeks and where it stands: settled, late, returned, held, reopened, badly reviewed, and three
/// that are one common problem. Enterprises, people and words are invented; kinds of requests are those that zones report.</summary>
internal static class DemoCases
{
    /// <summary>A move some days before today.</summary>
    private sealed record Step(int Day, string Who, CaseMoveInput Move);

    /// <summary>A case; the enterprise's own account raises its own, others are of one of the first files of the register.</summary>
    private sealed record Story(int Day, string Who, int File, string Category, string Class, string Title, string Text, params Step[] Steps)
    {
        public bool Urgent { get; init; }

        public string Source { get; init; } = "visit";
    }

    /// <summary>Something done on a day: raising, when there is no step.</summary>
    private sealed record Deed(int Day, int Place, int Order, Story Story, Step? Step);

    private const string Own = "enterprise", Desk = "economy", Service = "projects", Planning = "department", Promotion = "promotion", Visitor = "liaison";

    // Units have other names in other zones: they are named by who works there.
    private static Step Assign(int day, string worksThere, params string[] assist) => new(day, Desk, new(CaseVerb.Assign, null, worksThere) { Assist = assist });

    private static Step Accept(int day, string who) => new(day, who, new(CaseVerb.Accept));

    private static Step Say(int day, string who, string move, string note) => new(day, who, new(move, note));

    private static Step Grade(int day, string who, int grade, string? note) => new(day, who, new(CaseVerb.Confirm, note) { Grade = grade });

    private static Story[] Stories(DateOnly today) =>
    [
        new(-26, Own, 0, "logistics", "complex", "厂区北门道路坑洼，货车进出困难", "雨后积水，货车掉头困难，已影响两家客户提货。", Assign(-26, Planning), Accept(-25, Planning),
            Say(-24, Planning, CaseVerb.Progress, "已到现场勘查，列入本周修补计划。"), Say(-21, Planning, CaseVerb.Answer, "已完成修补和排水口疏通，请到现场查看。"), Grade(-20, Own, 5, "三天就修好了，感谢。"), new(-19, Desk, new(CaseVerb.Close))),
        new(-24, Visitor, 1, "labour", "hard", "高技能装配工缺口30人", "旺季将至，希望组织一场专场招聘，并帮助对接职业院校。", Assign(-24, Service), Accept(-23, Service), Say(-15, Service, CaseVerb.Progress, "已与两所职业院校对接，专场招聘定于下周。")),
        new(-20, Visitor, 2, "approval", "simple", "新增车间消防验收不知找谁", "改造已完成，不清楚由哪个部门受理。", Assign(-20, Planning), Say(-19, Planning, CaseVerb.Return, "消防验收由项目服务中心统一受理，请改派。"), Assign(-19, Service), Accept(-18, Service),
            Say(-15, Service, CaseVerb.Answer, "已安排代办员上门指导，材料清单已发企业。"), Grade(-13, Visitor, 2, "企业反映等了五天才有人联系。")),
        new(-18, Own, 0, "policy", "consultation", "技改补助何时受理申报", "今年的设备投入能否申报，需要哪些材料？", Accept(-18, Desk), Say(-18, Desk, CaseVerb.Answer, "10月上旬受理，材料清单已发邮箱，可提前准备发票和备案通知书。"), Grade(-17, Own, 4, null), new(-17, Service, new(CaseVerb.Close))),
        new(-15, Visitor, 3, "utilities", "complex", "夏季用电高峰车间多次跳闸", "一周跳闸四次，影响连续生产，希望增容。", Assign(-15, Planning), Accept(-14, Planning), Say(-13, Planning, CaseVerb.Progress, "已请供电部门现场测负荷。")) { Urgent = true },
        new(-14, Own, 0, "finance", "complex", "续贷审批慢，担心到期衔接不上", "月底到期一千万元，希望协调银行提前授信。", Assign(-14, Desk), Accept(-14, "statistics"), new(-11, "statistics", new(CaseVerb.Hold, "银行授信评审约一个月，期间无法推进") { Until = Day(today.AddDays(20)) })),
        new(-12, Visitor, 4, "environment", "hard", "废气治理设施改造方案需要专家把关", "改造投入约八十万元，希望先请专家看一看方案。", Assign(-12, Planning, Promotion), Accept(-11, Planning), Say(-9, Planning, CaseVerb.Progress, "已联系三位专家，方案初稿收到。")),
        new(-10, Visitor, 1, "facilities", "complex", "职工上下班公交班次太少", "晚上九点后没有公交，倒班职工回家困难。", Assign(-10, Service), Accept(-9, Service)),
        new(-9, Visitor, 3, "facilities", "complex", "夜班职工回家没有车", "希望增加晚间班次或开通园区班车。", Assign(-9, Service), Accept(-8, Service)),
        new(-8, Own, 0, "facilities", "complex", "厂区到地铁站没有接驳", "新招的年轻职工多数坐地铁，最后两公里不便。", Assign(-8, Service), Accept(-7, Service)),
        new(-7, Own, 0, "logistics", "simple", "北门红绿灯配时太短", "一个绿灯只能过两辆货车。", Assign(-7, Planning), Accept(-7, Planning), Say(-6, Planning, CaseVerb.Answer, "已请交警部门调整配时。"), Say(-5, Own, CaseVerb.Reopen, "早高峰仍然只有十五秒，没有变化。")),
        new(-6, Visitor, 2, "land", "simple", "厂房出租信息核实", "想了解相邻厂房是否出租。", Assign(-6, Planning)),
        new(-3, Own, 0, "utilities", "complex", "工业用水压力偏低", "下午两点以后水压不足。", Assign(-3, Planning), Accept(-2, Planning), Say(-1, Planning, CaseVerb.Answer, "水务公司已更换加压泵，今日水压恢复，请确认。")),
        new(-2, Own, 0, "labour", "complex", "急需两名持证起重工", "订单交付在即，原有人员离职。") { Urgent = true, Source = "platform" },
        new(-1, Visitor, 5, "approval", "consultation", "临时堆场是否需要审批", "计划在空地堆放原料两个月。"),
    ];

    /// <summary>Plays them as the people would.</summary>
    /// <param name="services">Services inside the zone.</param>
    /// <param name="account">The sign-in name of a role in this zone.</param>
    /// <param name="today">The business date of the zone.</param>
    public static async Task AddAsync(IServiceProvider services, Func<string, string> account, DateOnly today)
    {
        // A zone whose demo has no enterprise account or no liaison with files has its economy office raise them.
        var own = await ActAsync(services, account(Own), s => Task.FromResult(s.GetRequiredService<Actor>().EnterpriseId is not null));
        var visited = await FilesAsync(services, account(Visitor));
        var all = await FilesAsync(services, account(Desk));
        if (all.Count < 6) return;
        var open = new List<(Story Story, string Code)>();
        var deeds = Stories(today).SelectMany((story, place) => story.Steps.Select((step, i) => new Deed(step.Day, place, i + 1, story, step)).Prepend(new Deed(story.Day, place, 0, story, null)));
        foreach (var deed in deeds.OrderBy(d => d.Day).ThenBy(d => d.Place).ThenBy(d => d.Order))
        {
            string Who(string who) => account(who == Own && !own ? Desk : who == Visitor && visited.Count == 0 ? Desk : who);
            if (deed.Step is { } step)
            {
                var code = open.First(o => o.Story == deed.Story).Code;
                var move = step.Move.Move == CaseVerb.Assign ? step.Move with { To = await UnitAsync(step.Move.To!), Assist = await UnitsAsync(step.Move.Assist!) } : step.Move;
                await ActAsync(services, Who(step.Who), async s => Must(await s.GetRequiredService<CaseService>().MoveAsync(code, move)), today.AddDays(step.Day));
                continue;
            }

            var files = deed.Story.Who == Visitor && visited.Count > 0 ? visited : all;
            var raised = await ActAsync(services, Who(deed.Story.Who), async s => Must(await s.GetRequiredService<CaseService>().RaiseAsync(new(deed.Story.Title)
            {
                Subject = deed.Story.Who == Own && own ? null : files[deed.Story.File % files.Count], Category = deed.Story.Category, Class = deed.Story.Class, Text = deed.Story.Text, Urgent = deed.Story.Urgent, Source = deed.Story.Who == Own ? CaseSource.Platform : deed.Story.Source,
            })), today.AddDays(deed.Story.Day));
            open.Add((deed.Story, raised.Code));
        }

        Task<string> UnitAsync(string worksThere) => ActAsync(services, account(worksThere), s => Task.FromResult(s.GetRequiredService<Actor>().UnitId!.Value.ToString()));

        async Task<IReadOnlyList<string>> UnitsAsync(IReadOnlyList<string> work)
        {
            var units = new List<string>();
            foreach (var worksThere in work) units.Add(await UnitAsync(worksThere));
            return units;
        }

        await GatherAsync(services, account(Desk), [.. open.Where(o => o.Story.Category == "facilities").Select(o => o.Code)]);
    }

    private static Task<string> GatherAsync(IServiceProvider services, string desk, IReadOnlyList<string> codes) => ActAsync(services, desk, async s =>
    {
        var groups = s.GetRequiredService<CaseGroups>();
        var group = Must(await groups.OpenAsync(new("职工夜间和地铁接驳出行难", "三家企业反映同一问题，建议与公交公司商定增加晚间班次，并试开园区班车。", null, codes)));
        return Must(await groups.MoveAsync(group.Code, new("lift", "是否开通园区夜间班车，经费由谁承担", null))).Code;
    });

    private static Task<List<string>> FilesAsync(IServiceProvider services, string account) =>
        ActAsync(services, account, async s => (await s.GetRequiredService<IEnterpriseDirectory>().SuggestAsync("", 8)).Select(e => e.Code).ToList());

    private static Task<T> ActAsync<T>(IServiceProvider services, string account, Func<IServiceProvider, Task<T>> work, DateOnly? day = null) => DemoSignOffs.ActAsync(services, account, work, day);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static T Must<T>(Result<T> result) =>
        result.IsOk ? result.Value : throw new InvalidOperationException($"{result.Error.Code}: {result.Error.Message.Zh} {string.Join("; ", (result.Error.Details ?? []).Select(d => $"{d.Field}: {d.Message.Zh}"))}");
}
