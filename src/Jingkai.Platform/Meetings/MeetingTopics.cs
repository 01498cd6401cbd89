using Jingkai.Platform.Outbox;

namespace Jingkai.Platform.Meetings;

/// <summary>What programs outside can hear of meetings.</summary>
internal static class MeetingTopics
{
    public const string Called = "meeting.called";
    public const string Cancelled = "meeting.cancelled";
    public const string Minuted = "meeting.minuted";
    public const string TaskDone = "meeting-task.done";
    public const string TaskAccepted = "meeting-task.accepted";

    public static IReadOnlyList<OutboxTopic> All { get; } =
    [
        new(Called, new("会议已召集", "A meeting was called")),
        new(Cancelled, new("会议已取消", "A meeting was cancelled")),
        new(Minuted, new("会议纪要已确认", "Minutes of a meeting were confirmed")),
        new(TaskDone, new("会议任务已办结", "A task from a meeting was done")),
        new(TaskAccepted, new("会议任务已核销", "A task from a meeting was accepted")),
    ];
}
