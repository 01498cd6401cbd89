using Jingkai.Platform.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Jingkai.Host.Components;

/// <summary>Spends on a name that has no account the time that checking a password takes.</summary>
internal static class NoAccount
{
    private static readonly PasswordHasher<Account> Hasher = new();
    private static readonly Account Nobody = new();
    private static readonly string Hash = Hasher.HashPassword(Nobody, Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16)));

    public static void Verify(string password) => Hasher.VerifyHashedPassword(Nobody, Hash, password);
}
