using Jingkai.Kernel;
using Jingkai.Platform.RulePacks.Keeping;
using Jingkai.Platform.SignOffs;
using Jingkai.Projects.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Host.Demo;

/// <summary>A year of half-monthly rounds over the projects on the wall, the last of them still open. Flags are in the manner of the article; progress is invented.</summary>
internal static class DemoRating
{
    private const string Pack = "progress-flags-shangyu", HalfMonth = "half-month";

    // Rated a red flag in the article for the speed of its works.
    private const string Fast = "半导体配套材料项目";

    // Asked for more time while its limit was being decided; the limit came first. Invented, as all of it but the name above.
    private const string Slow = "安澜智能电梯部件项目";
    private static readonly DateOnly Limited = new(2021, 7, 31), Wanted = new(2022, 5, 26);

    public static async Task AddAsync(IServiceProvider services, Func<string, string> account, string file, DateOnly first, DateOnly today)
    {
        var signOff = await DemoSignOffs.ActAsync(services, account("economy"), async s => Must(await s.GetRequiredService<PackService>().ProposeAsync(new(await File.ReadAllTextAsync(file), null, null, "按“四大行动”部署，对作战图项目半月一评。"))).SignOff!, first);
        await ApproveAsync(services, account("leader"), signOff, first);
        for (var day = first; day <= today; day = End(day).AddDays(1))
        {
            var (end, open) = (End(day), End(day) >= today);
            var round = await DemoSignOffs.ActAsync(services, account("projects"), async s => Must(await s.GetRequiredService<IRatingSetup>().OpenAsync(Pack, HalfMonth, day)), end);
            await DemoSignOffs.ActAsync(services, account("economy"), async s => Must(await s.GetRequiredService<IRatingSetup>().EnterAsync(round, account("projects"), p => open && Hash(p.Code, 3) % 3 == 0 ? null : Progress(p, day, end))), end);
            if (open)
            {
                // Some wait to be checked, the rest to be entered.
                await DemoSignOffs.ActAsync(services, account("promotion"), async s => Must(await s.GetRequiredService<IRatingSetup>().EnterAsync(round, null, p => Hash(p.Code, 3) % 9 == 0 ? Progress(p, day, end) : null)), end);
                return;
            }

            await DemoSignOffs.ActAsync(services, account("projects"), async s => Must(await s.GetRequiredService<IRatingSetup>().PublishAsync(round)), end);
            if (End(end.AddDays(1)) < today)
            {
                await DemoSignOffs.ActAsync(services, account("projects"), async s => Must(await s.GetRequiredService<IRatingSetup>().TalkAsync(round, end.AddDays(3), "项目分管领导与责任单位、企业负责人谈话，通报进度差距，要求查明原因。", "按半月倒排工期，增加施工班组，逐轮对账。", end.AddDays(18))), end.AddDays(3));
                await DemoSignOffs.ActAsync(services, account("economy"), async s => Must(await s.GetRequiredService<IRatingSetup>().SettleAsync(round, end.AddDays(17), "整改措施已落实，后续进度随评比填报。")), end.AddDays(17));
            }

            var asked = end == Limited ? await DemoProjects.AskAsync(services, account("projects"), Slow, "completion", Wanted, "图纸变更，施工班组进场晚，申请竣工时间顺延半年。", end) : null;
            foreach (var waiting in await DemoSignOffs.ActAsync(services, account("leader"), s => WaitingAsync(s), end)) await ApproveAsync(services, account("leader"), waiting, end);
            if (asked is not null) await RefuseAsync(services, account("leader"), asked, end.AddDays(3));
        }
    }

    /// <summary>No extension while a limit is in force, not even by a leader's hand: it goes back with the reason.</summary>
    private static async Task RefuseAsync(IServiceProvider services, string leader, string signOff, DateOnly day)
    {
        if ((await DemoProjects.MoveAsync(services, leader, signOff, new(SignOffVerb.Approve), day)).Error?.Code != "constrained") throw new InvalidOperationException(signOff);
        Must(await DemoProjects.MoveAsync(services, leader, signOff, new(SignOffVerb.Return, "要素约束执行期间不予延期；连续两轮红旗或蓝旗解除约束后再报。"), day));
    }

    /// <summary>How far a project is: each keeps its own lead on the plan, that drifts a little; progress never falls.</summary>
    private static decimal? Progress(PastProject project, DateOnly day, DateOnly end)
    {
        if (!project.Started) return 0;
        var (own, drift) = (Hash(project.Code, 1) % 100, (int)(Hash(project.Code, end.DayNumber) % 7) - 3);
        var planned = project.Planned ?? project.Before ?? 0;
        decimal lead = own switch { < 34 => 2, < 80 => -5, < 90 => -14, _ => -planned * 0.6m };
        // A late one catches up from spring on.
        if (own >= 95 && day >= new DateOnly(2022, 4, 1)) lead = -4;
        if (project.Name == Fast) (lead, drift) = (4, 0);
        var stands = Rounding.Display(Math.Clamp(planned + lead + drift, 0, 99), 1);
        return Math.Max(stands, project.Before ?? 0);
    }

    private static async Task<List<string>> WaitingAsync(IServiceProvider services)
    {
        var inbox = services.GetRequiredService<Platform.Data.JingkaiDbContext>();
        return await inbox.Set<SignOff>().AsNoTracking().Where(s => s.Kind == "projects.constraint" && s.State == SignOffState.Pending).OrderBy(s => s.Id).Select(s => s.Code).ToListAsync();
    }

    private static Task ApproveAsync(IServiceProvider services, string leader, string signOff, DateOnly day) => DemoSignOffs.ActAsync(services, leader, async s =>
        (await s.GetRequiredService<SignOffService>().MoveAsync(signOff, new(SignOffVerb.Approve, "同意。"))) is { IsOk: true } ? true : throw new InvalidOperationException(signOff), day);

    private static DateOnly End(DateOnly day) => day.Day <= 15 ? new(day.Year, day.Month, 15) : new DateOnly(day.Year, day.Month, 1).AddMonths(1).AddDays(-1);

    /// <summary>The same number for the same words on every machine.</summary>
    private static uint Hash(string text, int salt)
    {
        var hash = 2166136261u;
        foreach (var c in text) hash = unchecked((hash ^ c) * 16777619);
        return unchecked((hash ^ (uint)salt) * 16777619) >> 8;
    }

    private static void Must(Result result)
    {
        if (!result.IsOk) throw new InvalidOperationException($"{result.Error!.Code}: {result.Error.Message.Zh}");
    }

    private static T Must<T>(Result<T> result) => result.IsOk ? result.Value : throw new InvalidOperationException($"{result.Error.Code}: {result.Error.Message.Zh}");
}
