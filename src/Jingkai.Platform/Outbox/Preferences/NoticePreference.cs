using System.Text.Json;
using Jingkai.Platform.Data;
using Jingkai.Platform.Jobs;
using Jingkai.Platform.Localization;

namespace Jingkai.Platform.Outbox.Preferences;

/// <summary>By which ways a member wants to hear of which notices, and where the member is reached. Without a row: in the page only.</summary>
public sealed class NoticePreference : IZoned, IVersioned, IAudited
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>Whose they are.</summary>
    public Guid MemberId { get; set; }

    /// <summary>Address for e-mail.</summary>
    [Personal]
    public string? Email { get; set; }

    /// <summary>Mobile number: for SMS, and by which the DingTalk robot calls the member.</summary>
    [Personal]
    public string? Phone { get; set; }

    /// <summary>User id in WeCom, by which the robot there calls the member.</summary>
    [Personal]
    public string? WecomUser { get; set; }

    /// <summary>Language of messages, <c>zh-CN</c> or <c>en</c>.</summary>
    public string Language { get; set; } = Localizer.Chinese;

    /// <summary>Way → topics, as JSON: <c>{"email":["*"],"sms":["sign-off"]}</c>.</summary>
    public string Ways { get; set; } = "{}";

    /// <inheritdoc />
    public int Version { get; set; } = 1;

    /// <inheritdoc />
    public string AuditLabel => "notice-preferences";

    /// <summary>The chosen topics of each way.</summary>
    internal IReadOnlyDictionary<string, string[]> Choices => JsonSerializer.Deserialize<Dictionary<string, string[]>>(Ways, JobQueue.Json) ?? [];

    /// <summary>Whether the member is to be told of a topic by a way, and can be.</summary>
    internal bool Wants(string way, string topic) =>
        Choices.TryGetValue(way, out var topics) && (topics.Contains(OutboxTopics.Any) || topics.Contains(topic)) && Reaches(way);

    /// <summary>Whether the address that a way needs was given. A group robot speaks to its group anyway.</summary>
    internal bool Reaches(string way) => way switch
    {
        OutboxChannels.Email => Email is not null,
        OutboxChannels.Sms => Phone is not null,
        _ => true,
    };
}
