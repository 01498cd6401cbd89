using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Jingkai.Platform.Outbox.Webhooks;

/// <summary>The signature of a delivery: <c>t=SECONDS,v1=HEX</c>, HMAC-SHA-256 with the webhook's secret over
/// <c>SECONDS.BODY</c>. The receiver computes the same and refuses an old timestamp, so nobody can make up or replay a delivery.</summary>
internal static class Signature
{
    public const string Header = "Jingkai-Signature";
    public const string KeyHeader = "Jingkai-Delivery";

    public static string Of(string secret, DateTimeOffset at, string body)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{seconds}.{body}"));
        return $"t={seconds},v1={Convert.ToHexStringLower(mac)}";
    }
}
