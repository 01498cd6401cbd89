using Jingkai.Platform.Outbox;

namespace Jingkai.Platform.SignOffs;

/// <summary>What programs outside can hear of sign-offs.</summary>
internal static class SignOffTopics
{
    public const string Started = "sign-off.started";
    public const string Approved = "sign-off.approved";
    public const string Returned = "sign-off.returned";
    public const string Withdrawn = "sign-off.withdrawn";

    public static IReadOnlyList<OutboxTopic> All { get; } =
    [
        new(Started, new("审批已提交", "A sign-off was handed in")),
        new(Approved, new("审批已同意", "A sign-off was approved")),
        new(Returned, new("审批已退回", "A sign-off was returned")),
        new(Withdrawn, new("审批已撤回", "A sign-off was withdrawn")),
    ];
}
