using Jingkai.Kernel;
using Jingkai.Platform.SignOffs;
using Jingkai.Projects.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Host.Demo;

/// <summary>What an office knows of its larger projects beside the ledger: phases, nodes of their own plans, and requests for more time, of which one was granted and one waits. The
/// projects and all that is said of them are invented; no node of the past was late and no day moved before the last published round, so that every flag given then would be given again.</summary>
internal static class DemoProjects
{
    // Together no more than the whole; what is missing was not given to a phase.
    private static readonly (string Project, PastPhase[] Phases)[] Phases =
    [
        ("南洲智能阀门项目", [new("一期", "铸造车间、机加工车间和厂区道路", 210000, 82, "年产阀门30万台", "单层厂房檐高12米"), new("二期", "装配线、立体仓库和研发楼", 206846, 79, "年产阀门20万台")]),
        ("东明冷链装备项目", [new("一期", "压缩机、换热器车间", 248000, 88, "年产冷链机组5万套"), new("二期", "研发检测中心和中试线", 171632, 52)]),
        ("金川数控刀具项目", [new("一期", "硬质合金车间和涂层中心", 80000, 64, "年产刀具600万件", "恒温车间，丙类厂房"), new("二期", "数控刀具车间", 56564, 42, "年产刀具400万件")]),
        ("北辰包装新材料项目", [new("一期", "薄膜车间", 98000, 90), new("二期", "涂布车间", 82000, 70), new("三期", "研发中心和仓库", 50932, 36)]),
        ("嘉禾变电站迁建工程", [new("一期", "土建和主变基础", 9800, null, null, "户内站"), new("二期", "设备安装和线路切改", 7468, null)]),
    ];

    private static readonly (string Project, PastNode[] Nodes)[] Plans =
    [
        ("南洲智能阀门项目", [new("铸造车间封顶", new(2022, 3, 31), new(2022, 3, 25), new(2021, 9, 1), new(2021, 9, 1)), new("熔炼设备进场", new(2022, 7, 31), null, new(2022, 7, 1)), new("首条装配线调试", new(2022, 11, 30))]),
        ("东明冷链装备项目", [new("压缩机车间封顶", new(2022, 5, 31), new(2022, 5, 20)), new("能评批复", new(2022, 6, 24)), new("二期场地平整", new(2022, 9, 15), null, new(2022, 8, 15))]),
        ("金川数控刀具项目", [new("涂层中心结构封顶", new(2022, 4, 30), new(2022, 4, 28)), new("涂层设备进场", new(2022, 9, 30)), new("恒温系统调试", new(2022, 12, 31))]),
        ("长风机器人减速器项目", [new("主厂房屋面完成", new(2022, 6, 15), new(2022, 6, 13)), new("磨齿机安装", new(2022, 10, 31), null, new(2022, 9, 1)), new("样机下线", new(2023, 6, 30))]),
        ("明澈社区服务中心工程", [new("主体结构封顶", new(2022, 8, 31)), new("幕墙完成", new(2022, 12, 15))]),
    ];

    /// <summary>Enters it as the project office would.</summary>
    /// <param name="services">Services inside the zone.</param>
    /// <param name="account">The sign-in name of a role in this zone.</param>
    /// <param name="today">The business date of the zone.</param>
    public static async Task AddAsync(IServiceProvider services, Func<string, string> account, DateOnly today)
    {
        await DemoSignOffs.ActAsync(services, account("projects"), async s =>
        {
            var setup = s.GetRequiredService<IProjectSetup>();
            foreach (var (project, phases) in Phases) Must(await setup.PhaseAsync(project, phases));
            foreach (var (project, nodes) in Plans) Must(await setup.PlanAsync(project, nodes));
            return true;
        });
        var granted = await AskAsync(services, account("projects"), "金川数控刀具项目", "completion", new(2023, 2, 28), "涂层设备进口交货推迟三个月，土建已按期封顶，申请竣工时间相应顺延。", today.AddDays(-14));
        Must(await MoveAsync(services, account("leader"), granted, new(SignOffVerb.Approve, "同意顺延，设备到货前先完成厂区配套。"), today.AddDays(-8)));
        await AskAsync(services, account("projects"), "西岭储能系统项目", "start", new(2023, 3, 31), "电池技术路线调整，施工图需重新审查，申请延期开工。", today.AddDays(-2));
    }

    /// <summary>Asks for more time in the name of a member.</summary>
    internal static Task<string> AskAsync(IServiceProvider services, string account, string project, string what, DateOnly until, string reason, DateOnly day) =>
        DemoSignOffs.ActAsync(services, account, async s => Must(await s.GetRequiredService<IProjectSetup>().ExtendAsync(project, what, until, reason)), day);

    /// <summary>Decides in the name of a member.</summary>
    internal static Task<Result> MoveAsync(IServiceProvider services, string account, string signOff, MoveRequest move, DateOnly day) =>
        DemoSignOffs.ActAsync(services, account, s => s.GetRequiredService<SignOffService>().MoveAsync(signOff, move), day);

    private static void Must(Result result)
    {
        if (!result.IsOk) throw new InvalidOperationException($"{result.Error!.Code}: {result.Error.Message.Zh}");
    }

    private static T Must<T>(Result<T> result) => result.IsOk ? result.Value
        : throw new InvalidOperationException($"{result.Error.Code}: {result.Error.Message.Zh} {string.Join("; ", (result.Error.Details ?? []).Select(d => $"{d.Field}: {d.Message.Zh}"))}");
}
