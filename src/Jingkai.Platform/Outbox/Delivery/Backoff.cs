using System.Security.Cryptography;

namespace Jingkai.Platform.Outbox.Delivery;

/// <summary>How long to wait before the next attempt: ten seconds, then twice as long each time up to an hour, and up to a quarter
/// more or less, so that those who failed together do not come back together.</summary>
internal static class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>The wait after an attempt.</summary>
    /// <param name="attempts">Attempts so far, from 1.</param>
    /// <param name="asked">What the receiver asked for; followed up to an hour.</param>
    public static TimeSpan After(int attempts, TimeSpan? asked) => After(attempts, asked, RandomNumberGenerator.GetInt32(751, 1250));

    internal static TimeSpan After(int attempts, TimeSpan? asked, int perMille)
    {
        var wait = TimeSpan.FromTicks(First.Ticks << Math.Clamp(attempts - 1, 0, 20));
        if (wait > Longest) wait = Longest;
        var spread = TimeSpan.FromTicks(wait.Ticks / 1000 * perMille);
        if (asked is not { } least || least <= spread) return spread;
        return least > Longest ? Longest : least;
    }
}
