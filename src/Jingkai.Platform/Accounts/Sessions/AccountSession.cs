namespace Jingkai.Platform.Accounts;

/// <summary>A sign-in that lasts: the browser holds a random key in its cookie, the database only its hash. A sign-in that was ended
/// here is over, whatever the browser still holds.</summary>
public sealed class AccountSession
{
    /// <summary>Version 7 UUID.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Who signed in.</summary>
    public Guid AccountId { get; set; }

    /// <summary>SHA-256 of the key, hexadecimal.</summary>
    public string Hash { get; set; } = "";

    /// <summary>What the browser called itself.</summary>
    public string UserAgent { get; set; } = "";

    /// <summary>From which address the sign-in came.</summary>
    public string? Address { get; set; }

    /// <summary>When.</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>When it was last used, to within a few minutes: see <see cref="LastUse"/>.</summary>
    public DateTime LastSeenAt { get; set; }

    /// <summary>When it ends at the latest, however busy it is.</summary>
    public DateTime ExpiresAt { get; set; }

    /// <summary>When it was ended.</summary>
    public DateTime? EndedAt { get; set; }

    /// <summary>How: <see cref="SessionEnd"/>.</summary>
    public string? EndedBy { get; set; }
}

/// <summary>What ended a sign-in.</summary>
public static class SessionEnd
{
    /// <summary>The person signed out.</summary>
    public const string SignOut = "sign-out";

    /// <summary>The same browser signed in anew.</summary>
    public const string Replaced = "replaced";

    /// <summary>The person ended it from elsewhere.</summary>
    public const string Ended = "ended";

    /// <summary>The password was changed.</summary>
    public const string Password = "password";
}

/// <summary>What requests need to know of a sign-in.</summary>
public sealed record SessionInfo(Guid Id, Guid AccountId, DateTime LastSeenAt, DateTime ExpiresAt, DateTime? EndedAt)
{
    /// <summary>How long a sign-in lasts without being used.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(12);

    /// <summary>How long it lasts at most.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>Whether it holds at an instant. The cookie keeps the idle time exactly; here it is a backstop, since the last use is
    /// known to within minutes only.</summary>
    public bool Holds(DateTime now) => EndedAt is null && now < ExpiresAt && now < LastSeenAt + Idle + (2 * LastUse.Resolution);
}

/// <summary>What requests need to know of a token.</summary>
public sealed record TokenInfo(Guid Id, Guid AccountId, string Scope, DateTime? ExpiresAt, DateTime? RevokedAt, DateTime? LastUsedAt)
{
    /// <summary>Whether it works at an instant.</summary>
    public bool Works(DateTime now) => RevokedAt is null && !(ExpiresAt <= now);
}
