using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Clocks;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Host.Demo;

/// <summary>Time limits and a few matters that run by them: one overdue, one that waits for an expert review, one done. The matters are invented;
/// the limits are those found in rules of other zones.</summary>
internal static class DemoClocks
{
    /// <summary>Starts them as the officers would.</summary>
    /// <param name="services">Services inside the zone.</param>
    /// <param name="account">The sign-in name of a role in this zone.</param>
    /// <param name="today">The business date of the zone.</param>
    public static async Task AddAsync(IServiceProvider services, Func<string, string> account, DateOnly today)
    {
        await ActAsync(services, account("economy"), async s => Must(await s.GetRequiredService<LimitKeeper>().AdoptAsync(null)));
        await StartAsync(services, account("department"), "答复企业关于厂区道路开口的诉求", "ticket.answer", today.AddDays(-9));
        await StartAsync(services, account("projects"), "二期厂房联合验收", "approval.acceptance", today.AddDays(-1));
        await StartAsync(services, account("promotion"), "智能装备项目线索研判", "lead.judge-major", today.AddDays(-3));
        await StartAsync(services, account("economy"), "稳增长十条政策操作指南", "policy.guide", today.AddDays(-6));
        await MoveAsync(services, account("department"), await StartAsync(services, account("department"), "新建仓库工程规划许可", "approval.licence", today.AddDays(-14)), new(ClockVerb.Pause, "等待专家评审意见", null, null, null));
        await MoveAsync(services, account("department"), await StartAsync(services, account("department"), "咨询：临时用电如何办理", "ticket.consult", today.AddDays(-1)), new(ClockVerb.Stop, null, null, null, null));
    }

    private static Task<Guid> StartAsync(IServiceProvider services, string account, string title, string limit, DateOnly start) => ActAsync(services, account, async s =>
        Must(await s.GetRequiredService<ClockKeeper>().StartAsync(new(title, limit, start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), null))).Id);

    private static Task<Guid> MoveAsync(IServiceProvider services, string account, Guid id, ClockMoveInput move) => ActAsync(services, account, async s => Must(await s.GetRequiredService<ClockKeeper>().MoveAsync(id, move)).Id);

    private static Task<T> ActAsync<T>(IServiceProvider services, string account, Func<IServiceProvider, Task<T>> work) => DemoSignOffs.ActAsync(services, account, work);

    private static T Must<T>(Result<T> result) => result.IsOk ? result.Value : throw new InvalidOperationException($"{result.Error.Code}: {result.Error.Message.Zh}");
}
