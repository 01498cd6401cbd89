namespace Jingkai.Platform.Outbox;

/// <summary>How one attempt ended.</summary>
/// <param name="IsSent">The receiver took the message.</param>
/// <param name="Error">A code of <see cref="DeliveryErrors"/>, then a space and details: short and without secrets.</param>
/// <param name="IsFinal">Trying again would not help.</param>
/// <param name="Holds">The target could not be reached at all, so what lies behind would fare no better: it waits and keeps its
/// order. A target that answers, and does not take this message, lets the next ones pass.</param>
/// <param name="After">The receiver asked to wait at least so long.</param>
public sealed record DeliveryOutcome(bool IsSent, string? Error, bool IsFinal, bool Holds, TimeSpan? After)
{
    /// <summary>Taken.</summary>
    public static DeliveryOutcome Sent { get; } = new(true, null, false, false, null);

    /// <summary>The target answered and did not take it.</summary>
    public static DeliveryOutcome Failed(string code, string? detail = null, TimeSpan? after = null) => new(false, Words(code, detail), false, false, after);

    /// <summary>The target did not answer.</summary>
    public static DeliveryOutcome Unreached(string code, string? detail = null, TimeSpan? after = null) => new(false, Words(code, detail), false, true, after);

    /// <summary>It would not be taken the next time either.</summary>
    public static DeliveryOutcome Refused(string code, string? detail = null) => new(false, Words(code, detail), true, false, null);

    private static string Words(string code, string? detail) => string.IsNullOrEmpty(detail) ? code : $"{code} {detail}";
}

/// <summary>Why an attempt failed: the first word of <see cref="OutboxMessage.LastError"/>. Words stand under
/// <c>platform.outbox.error.</c>.</summary>
public static class DeliveryErrors
{
    /// <summary>The receiver answered with another status than 2xx, which follows.</summary>
    public const string Status = "status";

    /// <summary>The receiver said that it is gone for good (410).</summary>
    public const string Gone = "gone";

    /// <summary>The receiver sent elsewhere; redirects are not followed.</summary>
    public const string Redirect = "redirect";

    /// <summary>No answer in time.</summary>
    public const string TimedOut = "timed-out";

    /// <summary>No connection.</summary>
    public const string NotReached = "not-reached";

    /// <summary>The name of the host is not known.</summary>
    public const string NoSuchHost = "no-such-host";

    /// <summary>The connection broke before the answer was there.</summary>
    public const string Broken = "broken";

    /// <summary>No secure connection: the certificate is not good.</summary>
    public const string Tls = "tls";

    /// <summary>Not an address that can be used.</summary>
    public const string BadAddress = "bad-address";

    /// <summary>Only https is used.</summary>
    public const string NotHttps = "not-https";

    /// <summary>The administrator has not listed the host.</summary>
    public const string HostNotListed = "host-not-listed";

    /// <summary>The host leads into a private network that is not listed.</summary>
    public const string AddressRefused = "address-refused";

    /// <summary>The webhook was removed.</summary>
    public const string WebhookGone = "webhook-gone";

    /// <summary>The webhook is switched off.</summary>
    public const string WebhookInactive = "webhook-inactive";

    /// <summary>The webhook's secret stayed behind when the installation was moved or restored.</summary>
    public const string NoSecret = "no-secret";

    /// <summary>The member has left or gave no address for this way.</summary>
    public const string NoRecipient = "no-recipient";

    /// <summary>The way is not set up any more.</summary>
    public const string NotSetUp = "not-set-up";

    /// <summary>The transport refused; its code follows.</summary>
    public const string Rejected = "rejected";

    /// <summary>Every attempt was broken off with its process.</summary>
    public const string Crashed = "crashed";

    /// <summary>The installation was moved or restored while it waited; whether it was sent meanwhile is not known.</summary>
    public const string Moved = "moved";

    /// <summary>An error of the program, which is logged.</summary>
    public const string Internal = "internal";

    /// <summary>All codes.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Status, Gone, Redirect, TimedOut, NotReached, NoSuchHost, Broken, Tls, BadAddress, NotHttps, HostNotListed, AddressRefused, WebhookGone, WebhookInactive, NoSecret,
        NoRecipient, NotSetUp, Rejected, Crashed, Moved, Internal,
    ];
}
