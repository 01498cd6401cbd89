using Jingkai.Kernel;

namespace Jingkai.Platform.Outbox;

/// <summary>Something that webhooks can listen to. Its owner registers it as a service and publishes it through
/// <see cref="OutboxWriter"/>.</summary>
/// <param name="Code">Stable name, <c>import.done</c>.</param>
/// <param name="Name">What happened, for the choice of a page.</param>
public sealed record OutboxTopic(string Code, Text Name);

/// <summary>Something that members are told of by notices. Its owner registers it as a service; a member chooses by which way to
/// hear of it.</summary>
/// <param name="Code">The topic of the notices.</param>
/// <param name="Name">What they are about.</param>
public sealed record NoticeTopic(string Code, Text Name);

/// <summary>Every topic of the installation.</summary>
public sealed class OutboxTopics(IEnumerable<OutboxTopic> events, IEnumerable<NoticeTopic> notices)
{
    /// <summary>Stands for every topic, also those to come.</summary>
    public const string Any = "*";

    /// <summary>The topic of a test message; every webhook hears it.</summary>
    public const string Test = "webhook.test";

    /// <summary>What webhooks can listen to, in order of code.</summary>
    public IReadOnlyList<OutboxTopic> Events { get; } = [.. events.OrderBy(t => t.Code, StringComparer.Ordinal)];

    /// <summary>What members are told of.</summary>
    public IReadOnlyList<NoticeTopic> Notices { get; } = [.. notices.OrderBy(t => t.Code, StringComparer.Ordinal)];

    /// <summary>The topics of a stored list: <see cref="Any"/>, or codes with a space between.</summary>
    internal static IReadOnlyList<string> Split(string topics) => topics.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether a stored list covers a topic.</summary>
    internal static bool Covers(string topics, string topic) => Split(topics) is var list && (list.Contains(Any) || list.Contains(topic));
}
