using Jingkai.Economy.Contracts;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.Zones;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Host.Commands;

/// <summary>Verbs of those who look after an installation.</summary>
internal static class MaintenanceCommands
{
    public static async Task<int> MigrateAsync(Arguments args)
    {
        args.Only("--data", "--database");
        await using var app = JingkaiApp.Build(args.App);
        var applied = await app.Services.GetRequiredService<Migrator>().MigrateAsync();
        Console.WriteLine(applied.Count == 0 ? "The schema is up to date." : $"Applied {string.Join(", ", applied)}.");
        return 0;
    }

    public static async Task<int> VerifyAuditAsync(Arguments args)
    {
        args.Only("--data", "--database");
        args.MustExist();
        await using var app = JingkaiApp.Build(args.App);
        await MustBeUpToDateAsync(app);
        var broken = false;
        foreach (var zone in await ZonesOf(app, withInstallation: true))
        {
            await using var scope = app.Services.CreateAsyncScope();
            var report = await scope.ServiceProvider.GetRequiredService<AuditSealing>()
                .VerifyAsync(scope.ServiceProvider.GetRequiredService<JingkaiDbContext>(), zone.Id);
            Console.WriteLine($"{(zone.Id == AuditEntry.Installation ? "installation" : zone.Code)}: {report.Sealed} sealed, {report.Waiting} waiting, {report.Broken.Count} broken{(report.Broken.Count > 0 ? $" (first: {report.Broken[0]})" : "")}");
            broken |= report.Broken.Count > 0;
        }

        return broken ? throw new RefusedException("the trail is broken; see the numbers above") : 0;
    }

    public static async Task<int> RebuildAsync(Arguments args)
    {
        args.Only("--data", "--database", "--zone");
        args.MustExist();
        await using var app = JingkaiApp.Build(args.App);
        await MustBeUpToDateAsync(app);
        var zones = await ZonesOf(app, withInstallation: false);
        if (args.Get("--zone") is { } wanted)
        {
            zones = [.. zones.Where(z => z.Code == wanted)];
            if (zones.Count == 0) throw new RefusedException($"there is no zone '{wanted}'");
        }

        foreach (var zone in zones)
        {
            await using var scope = app.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Actor>().ActAsSystem(zone.Id, zone.Code, scope.ServiceProvider.GetRequiredService<IZoneCalendar>().Today(zone), "cli");
            var outcome = await scope.ServiceProvider.GetRequiredService<IRollupMaintenance>().RebuildAsync(CancellationToken.None);
            Console.WriteLine($"{zone.Code}: {outcome.Rows} roll-ups, {outcome.Changed} differed");
        }

        return 0;
    }

    public static async Task<int> SchemaAsync(Arguments args)
    {
        args.Only();
        var location = args.Word(0, "sqlite or postgres") switch
        {
            "sqlite" => DatabaseLocation.File(":memory:"),
            "postgres" => new DatabaseLocation(Provider.Postgres, "Host=localhost"),
            var other => throw new UsageException($"'{other}' is neither sqlite nor postgres"),
        };
        var folder = Directory.CreateTempSubdirectory("jingkai-schema");
        try
        {
            await using var app = JingkaiApp.Build(new(folder.FullName, location));
            await using var scope = app.Services.CreateAsyncScope();
            var script = scope.ServiceProvider.GetRequiredService<JingkaiDbContext>().Database.GenerateCreateScript().ReplaceLineEndings("\n");
            var prefix = args.Words.Count > 1 ? args.Words[1] + "_" : "";
            var statements = script.Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(s => s == "GO" ? "" : s).Where(s => s.Length > 0)
                .Where(s => prefix.Length == 0 || Table(s).StartsWith(prefix, StringComparison.Ordinal));
            foreach (var statement in statements) Console.WriteLine(statement.TrimEnd(';') + ";\n");
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Refuses on a database that is empty or of another version.</summary>
    internal static async Task MustBeUpToDateAsync(WebApplication app)
    {
        if (await app.Services.GetRequiredService<Migrator>().PendingAsync() is { Count: > 0 } pending)
            throw new RefusedException($"the database needs migrations ({string.Join(", ", pending)}); run jingkai migrate first");
    }

    internal static async Task<IReadOnlyList<ZoneInfo>> ZonesOf(WebApplication app, bool withInstallation)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JingkaiDbContext>();
        var zones = await db.Set<Zone>().AsNoTracking().OrderBy(z => z.Id).Select(z => new ZoneInfo(z.Id, z.Code, z.Name, z.ShortName, z.DemoToday)).ToListAsync();
        return withInstallation ? [new(AuditEntry.Installation, "", "", "", null), .. zones] : zones;
    }

    private static string Table(string statement)
    {
        var words = statement.Split([' ', '\n', '('], StringSplitOptions.RemoveEmptyEntries);
        var at = statement.StartsWith("CREATE TABLE", StringComparison.Ordinal) ? 2 : Array.IndexOf(words, "ON") + 1;
        return words[at].Trim('"');
    }
}
