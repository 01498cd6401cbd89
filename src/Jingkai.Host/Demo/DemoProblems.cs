using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Cases;
using Jingkai.Projects.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Host.Demo;

/// <summary>What blocks projects of a demo zone and where it stands: new, in hand, late, waiting for a bank, answered, solved. The matters are invented.</summary>
internal static class DemoProblems
{
    private const string Kind = "project-problem", Desk = "economy", Asker = "projects", Planning = "department", Promotion = "promotion";

    private sealed record Step(int Day, string Who, CaseMoveInput Move);

    private sealed record Story(int Day, string Project, string Category, string Class, string Title, string Text, params Step[] Steps)
    {
        public bool Urgent { get; init; }
    }

    /// <summary>Something done on a day: raising, when there is no step.</summary>
    private sealed record Deed(int Day, int Place, Story Story, Step? Step);

    // Units have other names in other zones: they are named by who works there.
    private static Step Assign(int day, string worksThere, params string[] assist) => new(day, Desk, new(CaseVerb.Assign, null, worksThere) { Assist = assist });

    private static Step Say(int day, string who, string move, string? note = null) => new(day, who, new(move, note));

    private static Step Grade(int day, int grade, string note) => new(day, Asker, new(CaseVerb.Confirm, note) { Grade = grade });

    private static Story[] Stories(DateOnly today) =>
    [
        new(-47, "明澈智能电梯部件项目", "utilities", "complex", "高压线迁改未完成，正式供电接不进来", "厂区东侧架空线未迁改，专线电源接不进车间，设备不能联调，竣工节点已过。", Assign(-47, Planning), Say(-46, Planning, CaseVerb.Accept),
            Say(-38, Planning, CaseVerb.Progress, "迁改方案已通过审查，等待停电窗口。"), Say(-12, Planning, CaseVerb.Progress, "停电窗口排在7月上旬，正在争取提前。")) { Urgent = true },
        new(-34, "宏图智能阀门项目", "relocation", "hard", "地块内三户未签约，无法交地", "原有三户厂房租户搬迁补偿未谈妥，供地手续停在交地环节。", Assign(-34, Planning, Promotion), Say(-33, Planning, CaseVerb.Accept), Say(-20, Planning, CaseVerb.Progress, "一户已签约，另两户评估报告已送达。")),
        new(-30, "长风机器人减速器项目", "construction", "simple", "进场道路限高，大型构件进不来", "桥下限高3.8米，屋面梁运输车绕行四十分钟。", Assign(-30, Planning), Say(-29, Planning, CaseVerb.Accept), Say(-26, Planning, CaseVerb.Answer, "已与养护单位办妥临时通行，并安排夜间引导。"),
            Grade(-24, 5, "构件当晚进场，屋面按期完成。"), Say(-23, Desk, CaseVerb.Close)),
        new(-27, "广济光学镜片项目", "utilities", "simple", "污水管接入点标高与图纸不符", "现场标高比图纸低40厘米，需调整接入方案。", Assign(-27, Planning), Say(-26, Planning, CaseVerb.Accept), Say(-22, Planning, CaseVerb.Answer, "已出具设计变更，增设一座检查井。"), Grade(-20, 4, "施工单位已按变更施工。"), Say(-19, Desk, CaseVerb.Close)),
        new(-19, "恒川储能系统项目", "funds", "complex", "总包资金紧张，班组减员过半", "工程款支付滞后，钢筋班组退场，竣工时间已过。", Assign(-19, Promotion), Say(-18, Promotion, CaseVerb.Accept),
            new(-13, Promotion, new(CaseVerb.Hold, "投资方增资款预计7月中旬到位，到位后复工") { Until = Day(today.AddDays(15)) })),
        new(-13, "东明冷链装备项目", "energy", "complex", "能评批复未下，二期设备不能订货", "能耗指标平衡方案还在审核，设备厂商只保留报价到7月底。", Assign(-13, Promotion), Say(-12, Promotion, CaseVerb.Accept), Say(-6, Promotion, CaseVerb.Progress, "已与市级部门会商，拟用区内腾退指标平衡。")),
        new(-9, "万和光学镜片项目", "approval", "simple", "不动产登记缺宗地测绘成果", "测绘报告与出让合同面积相差0.3亩，登记窗口不予受理。", Assign(-9, Promotion), Say(-8, Promotion, CaseVerb.Return, "宗地测绘由规划建设局负责，请改派。"), Assign(-8, Planning), Say(-7, Planning, CaseVerb.Accept),
            Say(-1, Planning, CaseVerb.Answer, "已重新测绘并出具说明，请到窗口办理。")),
        new(-4, "同舟锂电隔膜项目", "approval", "complex", "环评公示期内收到两条意见", "周边居民关心废气排放，需要补充说明会。", Assign(-3, Planning)),
        new(-1, "广济冷链装备项目", "construction", "simple", "砂石料供应中断，浇筑停工两天", "供应商停产检修，需要协调替代料场。"),
    ];

    /// <summary>Plays them as the people would.</summary>
    /// <param name="services">Services inside the zone.</param>
    /// <param name="account">The sign-in name of a role in this zone.</param>
    /// <param name="today">The business date of the zone.</param>
    public static async Task AddAsync(IServiceProvider services, Func<string, string> account, DateOnly today)
    {
        var codes = new Dictionary<Story, string>(ReferenceEqualityComparer.Instance);
        var units = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var who in (string[])[Planning, Promotion]) units[who] = await DemoSignOffs.ActAsync(services, account(who), s => Task.FromResult(s.GetRequiredService<Actor>().UnitId!.Value.ToString()));
        var deeds = Stories(today).SelectMany((story, place) => story.Steps.Select(step => new Deed(step.Day, place, story, step)).Prepend(new(story.Day, place, story, null)));
        // Stable: the steps of one day keep their order.
        foreach (var (day, _, story, step) in deeds.OrderBy(d => d.Day).ThenBy(d => d.Place))
        {
            await DemoSignOffs.ActAsync(services, account(step?.Who ?? Asker), async s =>
            {
                var cases = s.GetRequiredService<CaseService>();
                if (step is null)
                {
                    var subject = Must(await s.GetRequiredService<IProjectSetup>().CodeAsync(story.Project));
                    codes[story] = Must(await cases.RaiseAsync(new(story.Title) { Kind = Kind, Subject = subject, Category = story.Category, Class = story.Class, Text = story.Text, Urgent = story.Urgent })).Code;
                    return true;
                }

                var move = step.Move.Move == CaseVerb.Assign ? step.Move with { To = units[step.Move.To!], Assist = [.. step.Move.Assist!.Select(a => units[a])] } : step.Move;
                Must(await cases.MoveAsync(codes[story], move));
                return true;
            }, today.AddDays(day));
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static T Must<T>(Result<T> result) => result.IsOk ? result.Value
        : throw new InvalidOperationException($"{result.Error.Code}: {result.Error.Message.Zh} {string.Join("; ", (result.Error.Details ?? []).Select(d => $"{d.Field}: {d.Message.Zh}"))}");
}
