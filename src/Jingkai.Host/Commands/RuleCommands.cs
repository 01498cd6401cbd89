using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Jingkai.Rules;

namespace Jingkai.Host.Commands;

/// <summary>Verbs for those who write rule packs; they need no installation.</summary>
internal static class RuleCommands
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static async Task<int> CheckAsync(Arguments args)
    {
        args.Only();
        var broken = 0;
        var packs = await CheckedAsync(args);
        foreach (var (file, check) in packs)
        {
            foreach (var problem in check.Problems) Console.WriteLine((problem.IsWarning ? "warning: " : "") + problem.Line(CultureInfo.CurrentUICulture));
            if (check.Ok) Console.WriteLine($"{file}: sound, {check.Passed} tests passed");
            else broken++;
        }

        return broken == 0 ? 0 : throw new RefusedException($"{broken} of {packs.Count} packs are broken; see the lines above");
    }

    public static async Task<int> TestAsync(Arguments args)
    {
        args.Only();
        var (passed, failed) = (0, 0);
        foreach (var (file, check) in await CheckedAsync(args))
        {
            foreach (var problem in check.Errors) Console.WriteLine(problem.Line(CultureInfo.CurrentUICulture));
            Console.WriteLine(check.Pack is null ? $"{file}: broken, its tests were not run" : $"{file}: {check.Passed} passed, {check.Failed} failed");
            passed += check.Passed;
            failed += check.Pack is null ? 1 : check.Failed;
        }

        return failed == 0 ? 0 : throw new RefusedException($"{passed} passed, {failed} failed");
    }

    public static async Task<int> RunAsync(Arguments args)
    {
        args.Only("--facts", "--on");
        var pack = await PackAsync(args.Word(0, "FILE"));
        var on = Day(args, "--on") ?? pack.Versions[^1].From;
        using var json = await FactsAsync(args);
        if (json.RootElement.ValueKind == JsonValueKind.Array)
        {
            var subjects = json.RootElement.EnumerateArray().Select(e => Facts(pack, e)).ToList();
            var verdicts = new BatchEvaluator(FactTable.Of(pack, subjects), on).Evaluate();
            for (var row = 0; row < subjects.Count; row++)
            {
                var number = (row < verdicts.Amounts.Count ? verdicts.Amounts[row] : null) ?? (row < verdicts.Scores.Count ? verdicts.Scores[row] : null);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row + 1}\t{verdicts[row]}\t{number}").TrimEnd());
            }

            return 0;
        }

        Console.WriteLine(RulesJson.Of(PackEvaluator.Evaluate(pack, Facts(pack, json.RootElement), on), CultureInfo.CurrentUICulture).ToJsonString(Readable));
        return 0;
    }

    public static async Task<int> DiffAsync(Arguments args)
    {
        args.Only("--facts", "--on", "--new-on");
        var (before, after) = (await PackAsync(args.Word(0, "OLD")), await PackAsync(args.Word(1, "NEW")));
        var beforeOn = Day(args, "--on") ?? before.Versions[^1].From;
        var afterOn = Day(args, "--new-on") ?? Day(args, "--on") ?? after.Versions[^1].From;
        using var json = await FactsAsync(args);
        if (json.RootElement.ValueKind != JsonValueKind.Array) throw new RefusedException("--facts names a JSON list of subjects");
        var facts = json.RootElement.EnumerateArray().Select(e => (Facts(before, e), Facts(after, e))).ToList();
        var changes = PackDiff.Compare(before, after, facts, beforeOn, afterOn);
        foreach (var change in changes) Console.WriteLine($"{change.Row + 1}\t{change.Before.Value} -> {change.After.Value}\t{change.Why.For(CultureInfo.CurrentUICulture)}");
        Console.WriteLine($"{changes.Count} of {facts.Count} subjects change");
        return 0;
    }

    private static async Task<IReadOnlyList<(string File, PackCheck Check)>> CheckedAsync(Arguments args)
    {
        args.Word(0, "FILE");
        var checks = new List<(string, PackCheck)>();
        foreach (var file in args.Words.SelectMany(FilesOf)) checks.Add((file, PackReader.Check(await TextAsync(file), file)));
        return checks;
    }

    /// <summary>The packs of a folder and the folders in it, in order of name; a file is itself.</summary>
    private static IEnumerable<string> FilesOf(string path)
    {
        if (!Directory.Exists(path)) return [path];
        var files = Directory.EnumerateFiles(path, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        return files.Count > 0 ? files : throw new RefusedException($"no pack (*.yaml) in {path}");
    }

    private static async Task<RulePack> PackAsync(string file)
    {
        var check = PackReader.Check(await TextAsync(file), file);
        return check.Pack ?? throw new RefusedException(string.Join("; ", check.Errors.Take(5).Select(p => p.Line(CultureInfo.CurrentUICulture))));
    }

    // A file that is no pack at all must not fill the memory before it is refused.
    private static async Task<string> TextAsync(string file) =>
        new FileInfo(file) is { Exists: true } info && info.Length > 16L * PackReader.MostBytes ? throw new RefusedException($"{file} is too large for a pack") : await File.ReadAllTextAsync(file);

    private static FactSet Facts(RulePack pack, JsonElement json) =>
        FactsJson.Read(pack, json).Try(out var facts, out var error) ? facts : throw new RefusedException($"{error.Field}: {error.Message.For(CultureInfo.CurrentUICulture)}");

    private static async Task<JsonDocument> FactsAsync(Arguments args)
    {
        var file = args.Get("--facts") ?? throw new UsageException("--facts is missing");
        try
        {
            return JsonDocument.Parse(await File.ReadAllTextAsync(file));
        }
        catch (JsonException error)
        {
            throw new RefusedException($"{file} is not JSON: {error.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static DateOnly? Day(Arguments args, string option) =>
        args.Get(option) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new UsageException($"{option} takes a date such as 2023-06-30");
}
