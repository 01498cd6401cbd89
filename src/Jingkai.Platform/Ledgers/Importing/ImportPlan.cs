using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Ledgers.Sheets;

namespace Jingkai.Platform.Ledgers.Importing;

/// <summary>Which sheet of a file is read, and how.</summary>
/// <param name="Sheet">The sheet.</param>
/// <param name="Header">Its headings.</param>
/// <param name="Refusals">Why the file cannot be read as this ledger; empty when it can.</param>
internal sealed record ImportPlan(SheetInfo? Sheet, HeaderMap Header, IReadOnlyList<(string Column, Error Error)> Refusals)
{
    private static readonly HeaderMap Nothing = new(0, 0, 0, [], [], []);

    /// <summary>Takes the sheet that was asked for; otherwise the first visible one with all required headings, or with the most.</summary>
    public static ImportPlan Find(SheetFile file, ILedger ledger, ImportOptions options)
    {
        var specs = ColumnSpecs.Of(ledger);
        var choice = options.Choice;
        if (options.Sheet is { } wanted)
        {
            var sheet = file.Sheets.FirstOrDefault(s => s.Name == wanted)
                ?? (int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? file.Sheets.ElementAtOrDefault(number - 1) : null);
            return sheet is null ? new(null, Nothing, [("", LedgerErrors.NoSuchSheet(wanted))]) : Read(file, sheet, specs, choice);
        }

        ImportPlan? best = null;
        foreach (var sheet in file.Sheets.OrderBy(s => s.Hidden))
        {
            var plan = Read(file, sheet, specs, choice);
            if (plan.Refusals.Count == 0) return plan;
            if (best is null || plan.Header.Columns.Count > best.Header.Columns.Count) best = plan;
        }

        return best ?? new(null, Nothing, [("", LedgerErrors.NoSuchSheet("1"))]);
    }

    private static ImportPlan Read(SheetFile file, SheetInfo sheet, IReadOnlyList<ColumnSpec> specs, HeaderChoice choice)
    {
        if (!file.Head(sheet.Index).Try(out var head, out var error)) return new(sheet, Nothing, [("", error)]);
        var header = HeaderFinder.Find(head, specs, choice);
        var missing = header.Missing.Select(m => (m, LedgerErrors.MissingColumn(m)));
        return new(sheet, header, header.Columns.Count == 0 ? [("", header.Check().Error!), .. missing] : [.. missing]);
    }
}
