using System.Globalization;
using System.Text.RegularExpressions;
using Jingkai.Kernel;
using Jingkai.Platform.Ledgers.Sheets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Jingkai.Platform.Ledgers.Importing;

/// <summary>When an import is committed.</summary>
public static class ImportMode
{
    /// <summary>Only when no row is bad.</summary>
    public const string All = "all";

    /// <summary>All good rows.</summary>
    public const string Good = "good";
}

/// <summary>How a file is to be imported.</summary>
public sealed partial record ImportOptions
{
    /// <summary><see cref="ImportMode"/>.</summary>
    public string Mode { get; init; } = ImportMode.All;

    /// <summary>Only look: count and judge, write nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Name of the sheet, or its number from 1; null: the first that has the headings.</summary>
    public string? Sheet { get; init; }

    /// <summary>Last row of the headings as Excel numbers it; null: found.</summary>
    public int? HeadingRow { get; init; }

    /// <summary>Column letter of the file → key of the ledger's column, or empty to leave the column out. Others stay as found.</summary>
    public IReadOnlyDictionary<string, string> Map { get; init; } = new Dictionary<string, string>();

    /// <summary>Reads query parameters: <c>mode</c>, <c>dryRun</c>, <c>sheet</c>, <c>headingRow</c> and any number of <c>map=C:name</c>.</summary>
    /// <returns>The options, or <c>bad-mode</c>, <c>bad-flag</c>, <c>bad-number</c>, <c>bad-map</c> (400).</returns>
    internal static Result<ImportOptions> Parse(IQueryCollection query, ILedger ledger)
    {
        var mode = query["mode"].ToString();
        if (mode is not ("" or ImportMode.All or ImportMode.Good)) return LedgerErrors.BadMode(mode);
        var dryRun = query["dryRun"].ToString();
        if (dryRun is not ("" or "true" or "false")) return LedgerErrors.BadFlag("dryRun", dryRun);
        int? headingRow = null;
        if (query["headingRow"].ToString() is { Length: > 0 } row)
        {
            if (!int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1) return LedgerErrors.BadNumber("headingRow", row);
            headingRow = number;
        }

        if (!ParseMap(query["map"], ledger).Try(out var map, out var error)) return error;
        var sheet = query["sheet"].ToString();
        return new ImportOptions
        {
            Mode = mode.Length == 0 ? ImportMode.All : mode,
            DryRun = dryRun == "true",
            Sheet = sheet.Length == 0 ? null : sheet,
            HeadingRow = headingRow,
            Map = map,
        };
    }

    internal HeaderChoice Choice => new()
    {
        HeadingRow = HeadingRow,
        Columns = Map.ToDictionary(m => IndexOf(m.Key), m => m.Value.Length == 0 ? null : m.Value),
    };

    private static Result<Dictionary<string, string>> ParseMap(StringValues entries, ILedger ledger)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in entries.Where(e => !string.IsNullOrEmpty(e)))
        {
            var match = MapEntry().Match(entry!);
            var (column, key) = (match.Groups[1].Value.ToUpperInvariant(), match.Groups[2].Value);
            if (!match.Success || (key.Length > 0 && ledger.Columns.All(c => c.Key != key)) || !map.TryAdd(column, key)) return LedgerErrors.BadMap(entry!);
        }

        var twice = map.Values.Where(v => v.Length > 0).GroupBy(v => v, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? map : LedgerErrors.BadMap(twice.Key);
    }

    /// <summary>Place of a column letter, 0 being A.</summary>
    internal static int IndexOf(string letters) => letters.Aggregate(0, (index, letter) => (index * 26) + letter - 'A' + 1) - 1;

    [GeneratedRegex("^([A-Za-z]{1,3}):([A-Za-z0-9._-]{0,80})$")]
    private static partial Regex MapEntry();
}

/// <summary>What the job of an import needs.</summary>
/// <param name="Ledger">The ledger.</param>
/// <param name="Upload">The file.</param>
/// <param name="FileName">Its name.</param>
/// <param name="Options">How it is to be read.</param>
/// <param name="Language">The asker's language, in which reasons are written.</param>
public sealed record ImportRequest(string Ledger, Guid Upload, string FileName, ImportOptions Options, string Language);
