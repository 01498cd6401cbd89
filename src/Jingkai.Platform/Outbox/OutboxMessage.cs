using Jingkai.Platform.Data;

namespace Jingkai.Platform.Outbox;

/// <summary>States of a message of the outbox.</summary>
public static class OutboxState
{
    /// <summary>Waits for its turn, or is on its way.</summary>
    public const string Waiting = "waiting";

    /// <summary>Its receiver took it.</summary>
    public const string Sent = "sent";

    /// <summary>Given up; someone decides whether it is sent again.</summary>
    public const string Dead = "dead";

    /// <summary>All states.</summary>
    public static IReadOnlyList<string> All { get; } = [Waiting, Sent, Dead];
}

/// <summary>Ways out of the house.</summary>
public static class OutboxChannels
{
    /// <summary>A signed POST to a program.</summary>
    public const string Webhook = "webhook";

    /// <summary>E-mail to a member.</summary>
    public const string Email = "email";

    /// <summary>SMS to a member.</summary>
    public const string Sms = "sms";

    /// <summary>The DingTalk group robot (钉钉群机器人), naming the member.</summary>
    public const string DingTalk = "dingtalk";

    /// <summary>The WeCom group robot (企业微信群机器人), naming the member.</summary>
    public const string WeCom = "wecom";

    /// <summary>Ways that reach a person; they keep the quiet hours.</summary>
    public static IReadOnlyList<string> Personal { get; } = [Email, Sms, DingTalk, WeCom];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Webhook, .. Personal];
}

/// <summary>Something to be told outside, written in the transaction of what happened and delivered at least once afterwards.</summary>
public sealed class OutboxMessage : IZoned
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>Version 7 UUID in order of writing, see <see cref="OutboxIds"/>.</summary>
    public Guid Id { get; set; }

    /// <summary>One of <see cref="OutboxChannels"/>.</summary>
    public string Channel { get; set; } = "";

    /// <summary>Whom: the id of a webhook or of a member, or the robot of a group. Messages of one target leave in order.</summary>
    public string Target { get; set; } = "";

    /// <summary>The host it leaves for, as the list shows it; never an address of a person.</summary>
    public string Host { get; set; } = "";

    /// <summary>What it is about: <c>sign-off.approved</c>, <c>import.done</c>, a topic of notices.</summary>
    public string Topic { get; set; } = "";

    /// <summary>Sent along with each attempt, so that the receiver drops what it has already; unique in the zone.</summary>
    public string Key { get; set; } = "";

    /// <summary>What is sent, as JSON; for a webhook the body to the letter.</summary>
    public string Payload { get; set; } = "{}";

    /// <summary>Passes quiet hours where the zone allows it.</summary>
    public bool Urgent { get; set; }

    /// <summary>See <see cref="OutboxState"/>.</summary>
    public string State { get; set; } = OutboxState.Waiting;

    /// <summary>How often it was taken up.</summary>
    public int Attempts { get; set; }

    /// <summary>While it is tried again, those behind it wait: its target could not be reached at all.</summary>
    public bool Holds { get; set; } = true;

    /// <summary>Not before.</summary>
    public DateTime NextAt { get; set; }

    /// <summary>Until when its present dispatcher has it; then another may take it.</summary>
    public DateTime? LeaseUntil { get; set; }

    /// <summary>Which taking-up has it; an older one may not say any more how it ended.</summary>
    public Guid? LeaseId { get; set; }

    /// <summary>Why the last attempt failed, short and without secrets.</summary>
    public string? LastError { get; set; }

    /// <summary>When it was written.</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>When its receiver took it.</summary>
    public DateTime? SentAt { get; set; }
}
