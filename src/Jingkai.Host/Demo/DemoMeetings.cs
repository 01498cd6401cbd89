using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.Meetings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Host.Demo;

/// <summary>A problem-solving meeting that was held, with one decision done and accepted and one late, and a dispatch meeting to come. The meetings,
/// their matters and what was decided are invented.</summary>
internal static class DemoMeetings
{
    /// <summary>Holds and calls them as the officers would.</summary>
    /// <param name="services">Services inside the zone.</param>
    /// <param name="account">The sign-in name of a role in this zone.</param>
    /// <param name="today">The business date of the zone.</param>
    public static async Task AddAsync(IServiceProvider services, Func<string, string> account, DateOnly today)
    {
        var held = await ActAsync(services, account("projects"), async s => Must(await s.GetRequiredService<MeetingKeeper>().CallAsync(new(
            MeetingKind.ProblemSolving, "二期厂房用电增容和进场道路协调解难会", $"{Day(today.AddDays(-16))}T14:00", "管委会三楼会议室", account("leader"), account("projects"),
            [new(account("economy"), null, null, null), new(account("department"), null, null, null), new(account("promotion"), null, null, null), new(null, "王工", "供电服务中心", null)],
            [
                new("二期厂房用电增容", "现有变压器容量不足，设备10月进场，需确定增容方案和完成时间。", null, account("department")),
                new("进场道路临时占用", "道路施工与设备运输时间冲突，需协调错开。", null, account("promotion")),
            ]))).Code);
        await MoveAsync(services, account("projects"), held, new(MeetingVerb.Hold, Attendees: [new(null, "王工", "供电服务中心", Attendance.Excused)]));
        await ActAsync(services, account("projects"), async s => Must(await s.GetRequiredService<MinuteKeeper>().WriteAsync(held, new("会议要求各单位每周五前向项目服务中心报送进展。",
        [
            new(1, "同意增容，先接临时用电，正式增容工程年内完成。", [new("会同供电部门提出增容方案，明确临时用电接入点", account("department"), null, 10, "working-days", null)]),
            new(2, "道路施工错开设备运输时段，由招商部门与企业确认运输计划。", [new("与企业确认设备运输计划，书面告知施工单位", account("promotion"), null, null, null, Day(today.AddDays(-5)))]),
        ]), null)));
        await MoveAsync(services, account("projects"), held, new(MeetingVerb.Minute));
        await MoveAsync(services, account("leader"), held, new(MeetingVerb.Confirm));
        var task = await ActAsync(services, account("department"), s => s.GetRequiredService<JingkaiDbContext>().Set<MeetingDecision>().Where(d => d.Number == 1 && d.State == MeetingTaskState.Open).Select(d => d.Id).SingleAsync());
        await TaskAsync(services, account("department"), task, new(MeetingTaskVerb.Done, "增容方案已报供电部门，临时用电接入点定在厂区北侧配电房。"));
        await TaskAsync(services, account("projects"), task, new(MeetingTaskVerb.Accept, "方案已核对，同意核销。"));
        await ActAsync(services, account("economy"), async s => Must(await s.GetRequiredService<MeetingKeeper>().CallAsync(new(
            MeetingKind.Dispatch, "在建产业项目周调度会", $"{Day(today.AddDays(5))}T09:00", "管委会一楼会议室", account("leader"), account("economy"),
            [new(account("projects"), null, null, null), new(account("department"), null, null, null), new(account("promotion"), null, null, null)],
            [new("在建项目形象进度", "逐项目通报进度，滞后的说明原因和追赶措施。", null, account("projects"))]))).Code);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Task<string> MoveAsync(IServiceProvider services, string account, string code, MeetingMoveInput move) =>
        ActAsync(services, account, async s => Must(await s.GetRequiredService<MeetingMover>().MoveAsync(code, move, null)).Code);

    private static Task<Guid> TaskAsync(IServiceProvider services, string account, Guid task, MeetingTaskMoveInput move) =>
        ActAsync(services, account, async s => Must(await s.GetRequiredService<MeetingTaskMover>().MoveAsync(task, move, null)).Id);

    private static Task<T> ActAsync<T>(IServiceProvider services, string account, Func<IServiceProvider, Task<T>> work) => DemoSignOffs.ActAsync(services, account, work);

    private static T Must<T>(Result<T> result) => result.IsOk ? result.Value
        : throw new InvalidOperationException($"{result.Error.Code}: {result.Error.Message.Zh} {string.Join("; ", (result.Error.Details ?? []).Select(d => $"{d.Field}: {d.Message.Zh}"))}");
}
