using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Jingkai.Platform.Jobs;

namespace Jingkai.Platform.Outbox.Channels;

/// <summary>The published message forms of the group robots: markdown, with the member named so that only they are called.</summary>
internal static class RobotMessages
{
    /// <summary>What WeCom takes at most, in bytes of UTF-8.</summary>
    public const int LongestWeCom = 4096;

    private const int LongestTitle = 400;

    /// <summary>DingTalk: <c>msgtype</c> markdown with title and text; <c>at.atMobiles</c> calls the member when the text names the
    /// number too.</summary>
    public static string DingTalk(Letter letter)
    {
        var (title, phone) = (Plain(letter.Title), letter.To.Phone);
        var text = new StringBuilder($"#### {title}\n\n> {Plain(letter.Zone)}\n");
        if (letter.Link is { } link) text.Append(CultureInfo.InvariantCulture, $"\n[{letter.OpenWord}]({link.AbsoluteUri})\n");
        if (phone is not null) text.Append(CultureInfo.InvariantCulture, $"\n@{phone}");
        return JsonSerializer.Serialize(new { msgtype = "markdown", markdown = new { title, text = text.ToString() }, at = new { atMobiles = phone is null ? (string[])[] : [phone], isAtAll = false } }, JobQueue.Json);
    }

    /// <summary>WeCom: <c>msgtype</c> markdown with content of at most 4096 bytes; <c>&lt;@user&gt;</c> calls the member.</summary>
    public static string WeCom(Letter letter)
    {
        var text = new StringBuilder($"**{Plain(letter.Title)}**\n> {Plain(letter.Zone)}");
        if (letter.Link is { } link) text.Append(CultureInfo.InvariantCulture, $"\n[{letter.OpenWord}]({link.AbsoluteUri})");
        if (letter.To.WecomUser is { } user) text.Append(CultureInfo.InvariantCulture, $"\n<@{Plain(user)}>");
        return JsonSerializer.Serialize(new { msgtype = "markdown", markdown = new { content = text.ToString() } }, JobQueue.Json);
    }

    /// <summary>DingTalk's signed address: <c>timestamp</c> in milliseconds, <c>sign</c> the Base64 of HMAC-SHA-256 with the secret
    /// over <c>TIMESTAMP\nSECRET</c>.</summary>
    public static Uri Signed(RobotSettings robot, DateTimeOffset at)
    {
        if (robot.Secret is not { } secret) return robot.Url;
        var timestamp = at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var sign = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}\n{secret}")));
        return new($"{robot.Url.AbsoluteUri}{(robot.Url.Query.Length > 0 ? '&' : '?')}timestamp={timestamp}&sign={Uri.EscapeDataString(sign)}");
    }

    /// <summary>Words of people are words: what markdown would read as a link, a heading or a call of everybody is written in full width.</summary>
    internal static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Length <= LongestTitle ? text : text[..(LongestTitle - 1)] + "…")
            plain.Append(c is '[' or ']' or '(' or ')' or '<' or '>' or '*' or '`' or '#' or '@' or '!' or '|' or '\\' or '_' or '~' ? (char)(c + 0xFEE0) : c is '\n' or '\r' ? ' ' : c);
        return plain.ToString();
    }
}
