using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Jingkai.Platform.Outbox.Webhooks;

/// <summary>Signing secrets: needed in clear to sign, so they are encrypted and not hashed. The keys lie in the data folder and
/// leave it neither with a backup nor with an export.</summary>
internal sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    /// <summary>A new secret: shown once, to whoever asked for it.</summary>
    public static string New() => "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).Replace('+', '-').Replace('/', '_').TrimEnd('=');

    public string Protect(Webhook webhook, string secret) => Protector(webhook).Protect(secret);

    /// <summary>The secret in clear; null when there is none or its key is gone.</summary>
    public string? Reveal(Webhook webhook)
    {
        if (webhook.Secret is not { Length: > 0 } kept) return null;
        try
        {
            return Protector(webhook).Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // Bound to its row: a secret copied to another webhook does not open.
    private IDataProtector Protector(Webhook webhook) => protection.CreateProtector("Jingkai.Webhooks", $"{webhook.ZoneId}/{webhook.Id}");
}
