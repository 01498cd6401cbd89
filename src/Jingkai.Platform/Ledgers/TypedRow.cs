using Jingkai.Platform.Ledgers.Importing;
using Jingkai.Platform.Ledgers.Sheets;

namespace Jingkai.Platform.Ledgers;

/// <summary>Reads what somebody typed into a form as a row of a ledger is read from a file: full-width digits, thousands separators, units
/// after the number, a dash for what is not reported. So a form and a file are judged alike.</summary>
public static class TypedRow
{
    /// <summary>Reads the row.</summary>
    /// <param name="ledger">The ledger whose columns they are.</param>
    /// <param name="typed">Column keys and what was typed; a column without a key here is missing, an empty text is blank.</param>
    /// <returns>The row, number 1, with what could not be read refused already.</returns>
    public static LedgerRow Read(ILedger ledger, IReadOnlyDictionary<string, string?> typed)
    {
        var specs = ColumnSpecs.Of(ledger);
        var (columns, cells) = (new List<ColumnMatch>(typed.Count), new List<Cell>(typed.Count));
        for (var i = 0; i < ledger.Columns.Count; i++)
        {
            if (!typed.TryGetValue(ledger.Columns[i].Key, out var text)) continue;
            var unit = ledger.Columns[i].Unit is { } symbol ? Kernel.Unit.Find(symbol).Value : null;
            columns.Add(new(cells.Count, specs[i], ledger.Columns[i].Title, unit, UnitStated: false));
            cells.Add(Cell.Of(text));
        }

        return new RowReader(ledger, new(1, 1, 2, columns, [], [])).Read(new SheetRow(1, false, [.. cells]));
    }
}
