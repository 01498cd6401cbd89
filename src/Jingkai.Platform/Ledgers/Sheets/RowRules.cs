using Jingkai.Kernel;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>Which rows below the headings are no records.</summary>
public static class RowRules
{
    private const int LongestTotal = 10;

    /// <summary>
    /// True for a row that reads 合计, 小计 or 总计 before its first number and names no subject: <c>合 计</c>,
    /// <c>全区合计</c>, <c>小计:</c>. A firm whose name ends so has a key and is a record.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="header">The headings; columns whose <see cref="ColumnSpec.IsKey"/> is set name the subject.</param>
    public static bool IsTotalRow(SheetRow row, HeaderMap header)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(header);
        var total = false;
        for (var i = 0; i < row.Count && !total && !IsNumber(row[i]); i++)
        {
            total = ReadsTotal(row[i]);
        }

        return total && !header.Columns.Any(c => c.Spec.IsKey && HasKey(row[c.Index]));
    }

    private static bool HasKey(in Cell cell) => CellReader.StateOf(in cell) is CellState.Value or CellState.Bad && !ReadsTotal(in cell);

    private static bool ReadsTotal(in Cell cell)
    {
        if (cell.Kind != CellKind.Text || !cell.Raw.Contains('计', StringComparison.Ordinal))
        {
            return false;
        }

        var text = TextNormal.SearchKey(cell.Raw);
        return text.Length <= LongestTotal
            && (text.EndsWith("合计", StringComparison.Ordinal) || text.EndsWith("小计", StringComparison.Ordinal)
                || text.EndsWith("总计", StringComparison.Ordinal));
    }

    private static bool IsNumber(in Cell cell) =>
        cell.Kind == CellKind.Number || (cell.Kind == CellKind.Text && CellReader.Number(in cell).HasValue);
}
