namespace Jingkai.Host.Commands;

/// <summary>A verb of the command line.</summary>
/// <param name="Name">One or two words.</param>
/// <param name="Usage">What stands behind them.</param>
/// <param name="Help">One line.</param>
/// <param name="Run">Runs it; returns the exit code.</param>
internal sealed record Verb(string Name, string Usage, string Help, Func<Arguments, Task<int>> Run);

/// <summary>A command cannot be done; one line on standard error and exit code 1.</summary>
internal sealed class RefusedException(string message) : Exception(message);

/// <summary>A command was called wrongly; usage on standard error and exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>The <c>jingkai</c> command line: exit code 0 for success, 1 for a refused operation, 2 for wrong usage.</summary>
internal static class CommandLine
{
    private static readonly IReadOnlyList<Verb> Verbs =
    [
        new("serve", "[--port 5180] [--data DIR] [--database \"Host=…\"] [--empty]", "Serves the platform.", ServeCommand.RunAsync),
        new("migrate", "[--data DIR] [--database …]", "Brings the schema up to date.", MaintenanceCommands.MigrateAsync),
        new("backup", "DIR [--data DIR]", "Saves database and keys into a private file.", BackupCommands.BackupAsync),
        new("restore", "FILE [--data DIR]", "Restores a backup into an empty data folder.", BackupCommands.RestoreAsync),
        new("export", "FILE [--data DIR] [--database …]", "Writes the whole installation into one private file that either database can read.", TransferCommands.ExportAsync),
        new("import", "FILE [--data DIR] [--database …]", "Fills an empty installation from such a file.", TransferCommands.ImportAsync),
        new("audit verify", "[--data DIR] [--database …]", "Walks the seals of the audit trail.", MaintenanceCommands.VerifyAuditAsync),
        new("rollup rebuild", "[--zone CODE] [--data DIR] [--database …]", "Rebuilds the roll-ups from the reports and compares.", MaintenanceCommands.RebuildAsync),
        new("rules check", "FILE|FOLDER…", "Checks rule packs and runs their tests; every error with line, column and remedy.", RuleCommands.CheckAsync),
        new("rules test", "FILE|FOLDER…", "Runs the tests of rule packs.", RuleCommands.TestAsync),
        new("rules run", "FILE --facts JSON [--on DATE]", "Evaluates a rule pack on the facts of one subject, or of a list of them.", RuleCommands.RunAsync),
        new("rules diff", "OLD NEW --facts JSON [--on DATE] [--new-on DATE]", "Says which subjects of a list change verdict between two packs, and why.", RuleCommands.DiffAsync),
        new("token create", "--user NAME [--name TEXT] [--days N] [--read-only] [--data DIR] [--database …]", "Makes an API token with the user's rights.", AccountCommands.CreateTokenAsync),
        new("user create", "NAME [--display TEXT] [--administrator|--observer] [--data DIR] [--database …]", "Makes an account; the password is read from standard input.", AccountCommands.CreateUserAsync),
        new("user disable", "NAME [--data DIR] [--database …]", "Closes an account: no sign-in, no sessions, no tokens.", args => AccountCommands.DisableUserAsync(args, true)),
        new("user enable", "NAME [--data DIR] [--database …]", "Opens a closed account again.", args => AccountCommands.DisableUserAsync(args, false)),
        new("schema", "sqlite|postgres [PREFIX]", "Prints the schema of the model, for writing migrations.", MaintenanceCommands.SchemaAsync),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Length == 0) return Help(Verbs, Console.Error, 2);
        if (args[0] is "--help" or "-h" or "help") return Help(Verbs, Console.Out, 0);
        var verb = Verbs.FirstOrDefault(v => v.Name.Split(' ') is var words && words.Length <= args.Length && words.SequenceEqual(args.Take(words.Length)));
        if (verb is null)
        {
            await Console.Error.WriteLineAsync($"jingkai: unknown command '{args[0]}'; see jingkai --help");
            return 2;
        }

        var rest = args.Skip(verb.Name.Split(' ').Length).ToArray();
        if (rest.Any(a => a is "--help" or "-h")) return Help([verb], Console.Out, 0);
        try
        {
            var arguments = new Arguments(rest);
            // Words of the usage that are no option: DIR, FILE, NAME. More of them are a mistake, not something to pass over.
            var words = verb.Usage.Split(' ').TakeWhile(w => !w.StartsWith('-') && !w.StartsWith("[-", StringComparison.Ordinal)).Count(w => w.Length > 0);
            if (!verb.Usage.Contains("FILE…", StringComparison.Ordinal) && arguments.Words.Count > words) throw new UsageException($"unexpected '{arguments.Words[words]}'");
            return await verb.Run(arguments);
        }
        catch (UsageException wrong)
        {
            await Console.Error.WriteLineAsync($"jingkai {verb.Name}: {wrong.Message}");
            return Help([verb], Console.Error, 2);
        }
        catch (RefusedException refused)
        {
            await Console.Error.WriteLineAsync($"jingkai {verb.Name}: {refused.Message}");
            return 1;
        }
        catch (System.Data.Common.DbException error)
        {
            await Console.Error.WriteLineAsync($"jingkai {verb.Name}: the database refused: {error.Message.ReplaceLineEndings(" ")}");
            return 1;
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"jingkai {verb.Name}: {error.Message.ReplaceLineEndings(" ")}");
            return 1;
        }
    }

    private static int Help(IEnumerable<Verb> verbs, TextWriter to, int code)
    {
        foreach (var verb in verbs) to.WriteLine($"jingkai {verb.Name} {verb.Usage}\n    {verb.Help}");
        return code;
    }
}

/// <summary>Options and words of a command.</summary>
internal sealed class Arguments
{
    private static readonly HashSet<string> Flags = ["--empty", "--migrate", "--administrator", "--observer", "--read-only"];
    private readonly Dictionary<string, string> options = new(StringComparer.Ordinal);

    public Arguments(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal)) Words.Add(args[i]);
            else if (Flags.Contains(args[i])) options[args[i]] = "";
            else if (i + 1 < args.Length) options[args[i]] = args[++i];
            else throw new UsageException($"{args[i]} needs a value");
        }
    }

    public List<string> Words { get; } = [];

    public bool Has(string option) => options.ContainsKey(option);

    public string? Get(string option) => options.GetValueOrDefault(option);

    public int Number(string option, int standard, int least = 0, int most = int.MaxValue)
    {
        if (Get(option) is not { } text) return standard;
        if (!int.TryParse(text, out var number)) throw new UsageException($"{option} takes a whole number");
        return number >= least && number <= most ? number : throw new UsageException($"{option} takes a number from {least}{(most == int.MaxValue ? " on" : $" to {most}")}");
    }

    public void Only(params string[] known)
    {
        var unknown = options.Keys.FirstOrDefault(k => !known.Contains(k));
        if (unknown is not null) throw new UsageException($"unknown option {unknown}");
    }

    public string Word(int index, string what) => index < Words.Count ? Words[index] : throw new UsageException($"{what} is missing");

    /// <summary>The data folder: <c>--data</c>, or <c>data</c> in the working folder.</summary>
    public string Folder => Path.GetFullPath(Get("--data") ?? "data");

    /// <summary>The database: <c>--database</c>, or the SQLite file of the data folder.</summary>
    public Jingkai.Platform.Data.DatabaseLocation Database
    {
        get
        {
            if (Get("--database") is not { } text) return Jingkai.Platform.Data.DatabaseLocation.File(File);
            try
            {
                return Jingkai.Platform.Data.DatabaseLocation.Parse(text);
            }
            catch (Exception error) when (error is ArgumentException or FormatException)
            {
                throw new UsageException($"--database takes \"Host=…;Database=…\" or postgres://…: {error.Message.ReplaceLineEndings(" ")}");
            }
        }
    }

    /// <summary>Refuses when there is no installation to work on. A verb that only looks must not leave an empty database behind.</summary>
    public void MustExist()
    {
        if (Database.Provider == Jingkai.Platform.Data.Provider.Sqlite && !System.IO.File.Exists(File)) throw new RefusedException($"there is no database in {Folder}");
    }

    private string File => Path.Combine(Folder, "jingkai.db");

    /// <summary>Options of the program without the web server.</summary>
    public AppOptions App => new(Folder, Database);
}
