using System.Net;
using System.Net.Sockets;
using Jingkai.Host.Demo;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Host.Commands;

/// <summary>Serves the platform, setting it up at the first start.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(Arguments args)
    {
        args.Only("--port", "--data", "--database", "--empty", "--listen", "--migrate");
        var port = args.Number("--port", 5180, most: 65_535);
        var demo = !args.Has("--empty") || Access.Read(args.Folder) is { Accounts.Count: > 1 };
        if (demo && args.Get("--listen") is not null) throw new RefusedException("with demo accounts the server listens on the loopback address only; start with --empty to serve a real zone");
        var host = args.Get("--listen") ?? "127.0.0.1";

        var database = args.Database;
        MustBeFree(host, port);
        DiscardInterrupted(args);
        await using var app = JingkaiApp.Build(new(args.Folder, database, $"http://{host}:{port}"));
        await Migrate(app, args);
        var access = await SetUp(app, args);
        await app.StartAsync();
        var address = app.Urls.First();
        Console.WriteLine($"Jingkai is ready at {address}");
        foreach (var account in access?.Accounts ?? []) Console.WriteLine($"demo account: {account.Name} / {account.Password}");
        if (access is not null) Console.WriteLine($"API token: {access.Token}");
        await Console.Out.FlushAsync();
        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>Asked before the first start makes accounts: their passwords are printed only when the server answers, so a port in
    /// use would leave an administrator whose password nobody knows.</summary>
    private static void MustBeFree(string host, int port)
    {
        if (port == 0 || !IPAddress.TryParse(host, out var address)) return;
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
        }
        catch (SocketException error)
        {
            throw new RefusedException($"cannot listen on {host}:{port}: {error.Message}");
        }
    }

    private static string Marker(Arguments args) => Path.Combine(args.Folder, "demo-unfinished");

    /// <summary>A first start that was cut off left half a demo, of which nobody has the passwords: it is thrown away. Nothing
    /// else can be in it, because the server did not answer before the demo was complete.</summary>
    private static void DiscardInterrupted(Arguments args)
    {
        if (!File.Exists(Marker(args))) return;
        if (args.Database.Provider == Provider.Postgres) throw new RefusedException("the first start was interrupted while the demo was set up; drop and create the database, delete demo-unfinished in the data folder, and start again");
        foreach (var file in Directory.GetFiles(args.Folder, "jingkai.db*")) File.Delete(file);
        var uploads = Path.Combine(args.Folder, "uploads");
        if (Directory.Exists(uploads)) Directory.Delete(uploads, recursive: true);
        File.Delete(Path.Combine(args.Folder, "audit-heads.log"));
        File.Delete(Marker(args));
    }

    private static async Task Migrate(WebApplication app, Arguments args)
    {
        var migrator = app.Services.GetRequiredService<Migrator>();
        var pending = await migrator.PendingAsync();
        if (pending.Count == 0) return;
        var fresh = pending.Count == migrator.Count;
        if (args.Database.Provider == Provider.Postgres && !fresh && !args.Has("--migrate"))
            throw new RefusedException($"the database needs migrations ({string.Join(", ", pending)}); run jingkai migrate first");
        await migrator.MigrateAsync();
    }

    private static async Task<Access?> SetUp(WebApplication app, Arguments args)
    {
        await using var scope = app.Services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<JingkaiDbContext>().Users.AnyAsync())
            return Access.Read(args.Folder) is { Accounts.Count: > 1 } known ? known : null;

        scope.ServiceProvider.GetRequiredService<Actor>().SignIn(Guid.Empty, "setup", "首次启动", InstallationRoles.Administrator, "cli", null);
        var (administrator, token) = await Administrator.CreateAsync(scope.ServiceProvider);
        if (args.Has("--empty")) return new([administrator], token);
        PrivateFile.Write(Marker(args), "The demo zones are being set up; a start that finds this file begins again.\n");
        var accounts = await DemoInstaller.InstallAsync(app.Services, Path.Combine(AppContext.BaseDirectory, "demo"));
        var access = new Access([.. accounts, administrator], token);
        access.Write(args.Folder);
        File.Delete(Marker(args));
        return access;
    }
}
