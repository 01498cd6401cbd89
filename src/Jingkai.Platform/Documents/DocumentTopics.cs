using Jingkai.Platform.Outbox;

namespace Jingkai.Platform.Documents;

/// <summary>What programs outside can hear of papers.</summary>
internal static class DocumentTopics
{
    public const string Issued = "document.issued";
    public const string Voided = "document.voided";

    public static IReadOnlyList<OutboxTopic> All { get; } =
    [
        new(Issued, new("公文已印发", "A paper was issued")),
        new(Voided, new("公文已作废", "A paper was voided")),
    ];
}
