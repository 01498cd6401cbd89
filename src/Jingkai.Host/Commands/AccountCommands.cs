using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.AspNetCore.Identity;

namespace Jingkai.Host.Commands;

/// <summary>Accounts and tokens from the command line.</summary>
internal static class AccountCommands
{
    public static async Task<int> CreateTokenAsync(Arguments args)
    {
        args.Only("--user", "--name", "--days", "--read-only", "--data", "--database");
        var user = args.Get("--user") ?? throw new UsageException("--user is missing");
        var days = args.Number("--days", 0, least: 1);
        args.MustExist();
        await using var app = JingkaiApp.Build(args.App);
        await MaintenanceCommands.MustBeUpToDateAsync(app);
        await using var scope = app.Services.CreateAsyncScope();
        var account = await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().FindByNameAsync(user)
            ?? throw new RefusedException($"there is no account '{user}'");
        var now = app.Services.GetRequiredService<TimeProvider>().Now();
        var db = scope.ServiceProvider.GetRequiredService<JingkaiDbContext>();
        var token = Tokens.Issue(db, account.Id, args.Get("--name") ?? "command line", now, days > 0 ? now.AddDays(days) : null, args.Has("--read-only") ? TokenScope.ReadOnly : TokenScope.Full);
        await db.SaveChangesAsync();
        Console.WriteLine(token);
        return 0;
    }

    public static async Task<int> CreateUserAsync(Arguments args)
    {
        args.Only("--display", "--administrator", "--observer", "--data", "--database");
        var name = args.Word(0, "the account name");
        args.MustExist();
        var password = await Console.In.ReadLineAsync() ?? "";
        await using var app = JingkaiApp.Build(args.App);
        await MaintenanceCommands.MustBeUpToDateAsync(app);
        await using var scope = app.Services.CreateAsyncScope();
        var role = args.Has("--administrator") ? InstallationRoles.Administrator : args.Has("--observer") ? InstallationRoles.Observer : null;
        var made = await scope.ServiceProvider.GetRequiredService<AccountService>().CreateAccountAsync(name, args.Get("--display"), password, role);
        if (!made.IsOk) throw new RefusedException(made.Error!.Message.En);
        Console.WriteLine($"account {name} created");
        return 0;
    }

    public static async Task<int> DisableUserAsync(Arguments args, bool disabled)
    {
        args.Only("--data", "--database");
        var name = args.Word(0, "the account name");
        await using var app = JingkaiApp.Build(args.App);
        await using var scope = app.Services.CreateAsyncScope();
        var done = await scope.ServiceProvider.GetRequiredService<AccountService>().SetDisabledAsync(name, disabled);
        if (!done.IsOk) throw new RefusedException(done.Error!.Message.En);
        Console.WriteLine($"account {name} {(disabled ? "disabled" : "enabled")}");
        return 0;
    }
}
