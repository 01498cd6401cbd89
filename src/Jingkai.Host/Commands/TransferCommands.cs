using Jingkai.Host.Transfer;
using Jingkai.Platform;
using Jingkai.Platform.Data;

namespace Jingkai.Host.Commands;

/// <summary>Moves a whole installation, from either database to either. What would let the holder of the file sign in (tokens,
/// keys) stays behind, and so does what is only running.</summary>
internal static class TransferCommands
{
    public static async Task<int> ExportAsync(Arguments args)
    {
        args.Only("--data", "--database");
        var path = Path.GetFullPath(args.Word(0, "the file to write"));
        if (File.Exists(path)) throw new RefusedException($"{path} exists already");
        args.MustExist();
        await using var app = JingkaiApp.Build(args.App);
        await MaintenanceCommands.MustBeUpToDateAsync(app);

        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var writer = new ArchiveWriter(
            services.GetRequiredService<JingkaiDbContext>(), args.Database, services.GetRequiredService<DataFolder>(), services.GetRequiredService<TimeProvider>());
        var unfinished = path + ".new";
        File.Delete(unfinished);
        try
        {
            TransferManifest manifest;
            await using (var file = new FileStream(unfinished, PrivateFiles.New())) manifest = await writer.WriteAsync(file);
            File.Move(unfinished, path, overwrite: false);
            Console.WriteLine($"{path}: {manifest.Tables.Sum(t => t.Rows)} rows of {manifest.Tables.Count} tables, {manifest.Files} files");
            return 0;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    public static async Task<int> ImportAsync(Arguments args)
    {
        args.Only("--data", "--database");
        var path = Path.GetFullPath(args.Word(0, "the file to read"));
        if (!File.Exists(path)) throw new RefusedException($"there is no file {path}");
        // Before a database is made for it.
        await using (var look = File.OpenRead(path)) await ArchiveReader.LookAsync(look);
        await using var app = JingkaiApp.Build(args.App);
        var migrator = app.Services.GetRequiredService<Migrator>();
        var pending = await migrator.PendingAsync();
        if (pending.Count == migrator.Count) await migrator.MigrateAsync();
        else if (pending.Count > 0) throw new RefusedException($"the database needs migrations ({string.Join(", ", pending)}); run jingkai migrate first");

        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var reader = new ArchiveReader(services.GetRequiredService<JingkaiDbContext>(), args.Database, services.GetRequiredService<DataFolder>());
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, useAsync: true);
        var manifest = await reader.ReadAsync(file);
        Console.WriteLine($"{manifest.Tables.Sum(t => t.Rows)} rows of {manifest.Tables.Count} tables, {manifest.Files} files");
        Console.WriteLine($"API tokens and the secrets of webhooks must be made anew; what waited in the outbox stands on its page, to be sent again or not. Copy audit.key and audit-heads.log of the old data folder into {args.Folder}, or the seals of the audit trail cannot be checked.");
        return 0;
    }
}
