using System.Security.Cryptography;
using System.Text.Json;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;

namespace Jingkai.Host.Demo;

/// <summary>Accounts with passwords and the token made at the first start, printed again at later starts of the demo.</summary>
internal sealed record Access(IReadOnlyList<AccessAccount> Accounts, string Token)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string PathIn(string folder) => Path.Combine(folder, "demo-access.json");

    public static Access? Read(string folder) =>
        File.Exists(PathIn(folder)) ? JsonSerializer.Deserialize<Access>(File.ReadAllText(PathIn(folder)), Json) : null;

    public void Write(string folder) => PrivateFile.Write(PathIn(folder), JsonSerializer.Serialize(this, Json));

    /// <summary>Letters and digits that are not mistaken for one another when read aloud or typed on a phone.</summary>
    public static string NewPassword() => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 12);
}

/// <summary>An account of the demo.</summary>
internal sealed record AccessAccount(string Name, string Password);

/// <summary>Makes the account of the installation's administrator and its token.</summary>
internal static class Administrator
{
    public const string Name = "root";

    public static async Task<(AccessAccount Account, string Token)> CreateAsync(IServiceProvider services)
    {
        var password = Access.NewPassword();
        var made = await services.GetRequiredService<AccountService>().CreateAccountAsync(Name, "安装管理员（系统、安全、审计三员）", password, InstallationRoles.Administrator);
        if (!made.IsOk) throw new InvalidOperationException(made.Error!.Message.En);
        var db = services.GetRequiredService<JingkaiDbContext>();
        var token = Tokens.Issue(db, made.Value.Id, "installation administrator: system, security and audit administrator at once", services.GetRequiredService<TimeProvider>().Now(), null);
        await db.SaveChangesAsync();
        return (new(Name, password), token);
    }
}
