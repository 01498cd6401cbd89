using System.Collections;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Jingkai.Kernel;
using Jingkai.Platform.Ledgers.Sheets;
using SheetState = Jingkai.Platform.Ledgers.Sheets.CellState;

namespace Jingkai.Platform.Ledgers.Importing;

/// <summary>Turns the rows of a sheet into rows of a ledger: cells read as their columns' kinds, what cannot be read and what
/// is required and empty refused.</summary>
internal sealed partial class RowReader
{
    private readonly HeaderMap header;
    private readonly IReadOnlyList<LedgerColumn> columns;
    private readonly ColumnMatch?[] places;
    private readonly FrozenDictionary<string, int> index;
    private readonly (LedgerColumn Column, int[] Either)[] required;

    public RowReader(ILedger ledger, HeaderMap header)
    {
        this.header = header;
        columns = ledger.Columns;
        places = [.. columns.Select(c => header[c.Key])];
        index = columns.Select((c, i) => (c.Key, i)).ToFrozenDictionary(c => c.Key, c => c.i, StringComparer.Ordinal);
        required = [.. columns.Where(c => c.Required)
            .GroupBy(c => c.Alternative ?? c.Key, StringComparer.Ordinal)
            .Select(g => (g.First(), g.First().Alternative is { } word ? [.. columns.Select((c, i) => (c, i)).Where(x => x.c.Alternative == word).Select(x => x.i)] : new[] { index[g.First().Key] }))];
    }

    /// <summary>Whether there is nothing in the columns that are read: pre-printed numbers of lines alone make no record.</summary>
    public bool IsEmpty(SheetRow row)
    {
        foreach (var place in places)
            if (place is not null && !row[place.Index].IsBlank) return false;
        return true;
    }

    /// <summary>Whether the row is a total.</summary>
    public bool IsTotal(SheetRow row) => RowRules.IsTotalRow(row, header);

    /// <summary>Whether the row is a remark or a line of signatures below the table: 注:…, 填表人:….</summary>
    public static bool IsNote(SheetRow row)
    {
        var filled = 0;
        var first = "";
        foreach (ref readonly var cell in row.Cells)
        {
            if (cell.IsBlank) continue;
            if (cell.Kind != CellKind.Text || ++filled > 4) return false;
            if (filled == 1) first = cell.Raw;
        }

        return filled > 0 && Note().IsMatch(first);
    }

    public LedgerRow Read(SheetRow row)
    {
        var values = new LedgerValue[columns.Count];
        List<(int Column, Error Error)>? bad = null;
        for (var i = 0; i < values.Length; i++)
        {
            if (places[i] is not { } place) continue;
            var cell = row[place.Index];
            if (cell.Kind == CellKind.Empty)
            {
                values[i] = new() { State = CellState.Blank };
                continue;
            }

            values[i] = Value(in cell, columns[i], place, out var error);
            if (error is not null) (bad ??= []).Add((i, error));
        }

        var read = new LedgerRow(row.Number, new RowValues(index, values));
        foreach (var (column, error) in bad ?? []) read.Reject(columns[column].Key, error);
        foreach (var (column, either) in required)
            if (either.All(i => values[i].State is not (CellState.Value or CellState.Unreadable))) read.Reject(column.Key, Empty(either, values));
        return read;
    }

    private Error Empty(int[] either, LedgerValue[] values) =>
        either.Length > 1 ? LedgerErrors.RequiredOneOf(either.Select(i => columns[i].Title))
        : values[either[0]].State == CellState.Clear ? LedgerErrors.CannotClear : LedgerErrors.Required;

    private static LedgerValue Value(in Cell cell, LedgerColumn column, ColumnMatch place, out Error? error)
    {
        if (cell is { Kind: CellKind.Number, IsPercentFormat: false } && column.Kind is ColumnKind.Number or ColumnKind.Percent)
        {
            // Nearly every cell of a report: nothing to understand.
            error = null;
            return new() { State = CellState.Value, Source = cell, Number = cell.Number, Unit = column.Kind == ColumnKind.Number ? place.Unit : null };
        }

        switch (column.Kind)
        {
            case ColumnKind.Number when place.Unit is { } unit && place.Spec.UnitAware:
                var quantity = CellReader.Quantity(in cell, unit);
                return Of(in cell, quantity.State, error = quantity.Error) with { Number = quantity.Value.Value, Unit = quantity.Value.Unit };
            case ColumnKind.Number:
                var number = CellReader.Number(in cell, place.Unit);
                return Of(in cell, number.State, error = number.Error) with { Number = number.Value, Unit = IsPercent(in cell) ? Unit.Percent : place.Unit };
            case ColumnKind.Percent:
                var percent = CellReader.Number(in cell, Unit.Percent);
                return Of(in cell, percent.State, error = percent.Error) with { Number = percent.Value };
            case ColumnKind.Date:
                var date = CellReader.Date(in cell);
                return Of(in cell, date.State, error = date.Error) with { Date = date.Value };
            case ColumnKind.Period:
                var period = CellReader.Period(in cell);
                return Of(in cell, period.State, error = period.Error) with { Period = period.Value };
            case ColumnKind.List:
                var list = CellReader.List(in cell, column.MaxLength);
                return Of(in cell, list.State, error = list.Error) with { Items = list.Value };
            case ColumnKind.Code:
                var code = CellReader.Identifier(in cell, column.MaxLength);
                return Of(in cell, code.State, error = code.Error) with { Text = code.Value };
            default:
                var text = CellReader.Text(in cell, column.MaxLength);
                return Of(in cell, text.State, error = text.Error) with { Text = text.Value };
        }
    }

    private static LedgerValue Of(in Cell cell, SheetState state, Error? error) => new()
    {
        Source = cell,
        State = error is not null ? CellState.Unreadable : state switch
        {
            SheetState.Value => CellState.Value,
            SheetState.NotReported => CellState.NotReported,
            SheetState.Clear => CellState.Clear,
            _ => CellState.Blank,
        },
    };

    /// <summary>A number that is written as per cent where its unit stands in another column.</summary>
    private static bool IsPercent(in Cell cell) => cell.IsPercentFormat || (cell.Kind == CellKind.Text && cell.Raw.TrimEnd() is [.., '%' or '％']);

    [GeneratedRegex(@"^\s*(?:备?注|说明|附注|填报(?:单位|人|日期)|填表(?:人|日期)?|制表(?:人)?|审核(?:人)?|(?:单位|统计)负责人|联系电话|报出日期)\s*[0-9]{0,2}\s*[:：]")]
    private static partial Regex Note();

    /// <summary>The values of a row by key, over one array.</summary>
    private sealed class RowValues(FrozenDictionary<string, int> index, LedgerValue[] values) : IReadOnlyDictionary<string, LedgerValue>
    {
        public LedgerValue this[string key] => values[index[key]];

        public IEnumerable<string> Keys => index.Keys;

        public IEnumerable<LedgerValue> Values => values;

        public int Count => values.Length;

        public bool ContainsKey(string key) => index.ContainsKey(key);

        public bool TryGetValue(string key, [MaybeNullWhen(false)] out LedgerValue value)
        {
            var known = index.TryGetValue(key, out var place);
            value = known ? values[place] : default;
            return known;
        }

        public IEnumerator<KeyValuePair<string, LedgerValue>> GetEnumerator() => index.Select(i => KeyValuePair.Create(i.Key, values[i.Value])).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
