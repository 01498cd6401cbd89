using System.Globalization;
using System.Text.RegularExpressions;
using Jingkai.Kernel;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>
/// Reads cells as the types that ledgers hold. Blank, not reported (<c>-</c> <c>—</c> <c>/</c> <c>…</c>) and <c>清空</c> are
/// answers of their own in every column. A cell that cannot be read gives an error with a stable code and what to do.
/// </summary>
public static partial class CellReader
{
    /// <summary>The word that clears what is stored.</summary>
    public const string ClearWord = "清空";

    private const int FirstYear = DayBounds.FirstYear;
    private const int LastYear = DayBounds.LastYear;

    /// <summary>The state of a cell before it is read as anything: every state except a value and, for error cells, bad.</summary>
    public static CellState StateOf(in Cell cell) => cell.Kind switch
    {
        CellKind.Empty => CellState.Blank,
        CellKind.Error => CellState.Bad,
        CellKind.Text => StateOf(TextNormal.Clean(cell.Raw)),
        _ => CellState.Value,
    };

    /// <summary>Clean text.</summary>
    /// <returns>It; or <c>too-long</c>, <c>digits-lost</c>, <c>cell-error</c>, <c>formula-not-calculated</c>.</returns>
    public static Reading<string> Text(in Cell cell, int maxLength = 200)
    {
        if (Plain(in cell, out var text) is not CellState.Value and var state)
        {
            return state == CellState.Bad ? Broken(in cell) : state;
        }

        // What counts is what a reader counts: a character outside the basic plane is one.
        var length = text.Length <= maxLength ? text.Length : new StringInfo(text).LengthInTextElements;
        return cell.DigitsLost ? CellErrors.DigitsLost : length > maxLength ? CellErrors.TooLong(length, maxLength) : text;
    }

    /// <summary>
    /// A code or telephone number: half-width, without blanks. A number cell of more than 15 digits, and a text such as
    /// <c>9.1330100799655E+17</c>, has lost its end.
    /// </summary>
    /// <returns>It; or <c>digits-lost</c>, <c>too-long</c>, <c>cell-error</c>, <c>formula-not-calculated</c>.</returns>
    public static Reading<string> Identifier(in Cell cell, int maxLength = 50) => Text(in cell, maxLength).Then<string>(text =>
    {
        var plain = TextNormal.HalfWidth(text).Replace(" ", "", StringComparison.Ordinal);
        return Scientific().IsMatch(plain) ? CellErrors.DigitsLost : plain;
    });

    /// <summary>Several texts in one cell, separated by <c>、</c> <c>,</c> <c>;</c> or line ends; each once, blank ones dropped.</summary>
    /// <returns>At least one text; or the errors of <see cref="Text"/>, the length counting for each text.</returns>
    public static Reading<IReadOnlyList<string>> List(in Cell cell, int maxLength = 200)
    {
        if (Plain(in cell, out _) is not CellState.Value and var state)
        {
            return state == CellState.Bad ? Broken(in cell) : state;
        }

        var items = new List<string>();
        foreach (var piece in cell.Raw.Split(['、', ',', '，', ';', '；', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            var item = Text(Cell.Of(piece), maxLength);
            if (item.IsBad)
            {
                return item.Error;
            }

            if (item.HasValue && !items.Contains(item.Value))
            {
                items.Add(item.Value);
            }
        }

        return items.Count == 0 ? CellState.Blank : cell.DigitsLost ? CellErrors.DigitsLost : items;
    }

    /// <summary>
    /// A number: exact, full-width figures, separators by three, per cent as the number of per cent (a per-cent cell of 0.125
    /// and the text <c>12.5%</c> are 12.5), the column's unit after the number.
    /// </summary>
    /// <param name="cell">The cell.</param>
    /// <param name="unit">The column's unit, the only one that may follow the number; null for none but <c>%</c>.</param>
    /// <returns>It; or <c>bad-number</c>, <c>digits-lost</c>, <c>cell-error</c>, <c>formula-not-calculated</c>.</returns>
    public static Reading<decimal> Number(in Cell cell, Unit? unit = null) => Written(in cell).Then<decimal>(read =>
    {
        if (read.Unit is null || read.Unit == unit || (unit is null && read.Unit == Unit.Percent))
        {
            return read.Value;
        }

        return unit is null ? CellErrors.BadNumber : CellErrors.OtherUnit(read.Unit.Symbol, unit.Symbol);
    });

    /// <summary>A number with its unit: the column's, or another of the same dimension written after the number.</summary>
    /// <returns>It, unconverted; or the errors of <see cref="Number"/>.</returns>
    public static Reading<Quantity> Quantity(in Cell cell, Unit column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return Written(in cell).Then<Quantity>(read => read.Unit is null || read.Unit.Fits(column)
            ? new Quantity(read.Value, read.Unit ?? column)
            : CellErrors.OtherUnit(read.Unit.Symbol, column.Symbol));
    }

    /// <summary>
    /// A day: a date cell (its time is dropped), <c>2020-07-31</c>, <c>2020/7/31</c>, <c>2020.7.31</c>, <c>2020年7月31日</c>,
    /// <c>20200731</c>; from 1900 on.
    /// </summary>
    /// <returns>It; or <c>bad-date</c>, <c>cell-error</c>, <c>formula-not-calculated</c>.</returns>
    public static Reading<DateOnly> Date(in Cell cell)
    {
        if (Plain(in cell, out var text) is not CellState.Value and var state)
        {
            return state == CellState.Bad ? Broken(in cell) : state;
        }

        if (cell.Kind == CellKind.Date)
        {
            return cell.Number >= 1 && DateOnly.FromDateTime(cell.Date) is var dated && DayBounds.Has(dated) ? dated : CellErrors.BadDate;
        }

        var match = DateForm().Match(TextNormal.HalfWidth(text));
        if (!match.Success)
        {
            return cell.Kind == CellKind.Number ? CellErrors.NumberForDate : CellErrors.BadDate;
        }

        int Part(string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
        var (year, month, day) = (Part("y"), Part("m"), Part("d"));
        return year is >= FirstYear and <= LastYear && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : CellErrors.BadDate;
    }

    /// <summary>
    /// A reporting period in the forms of <see cref="Kernel.Period.ParseAny"/>; a date cell is its month, a number cell
    /// <c>202007</c> or <c>2020</c>. The number <c>2020.1</c> can be January or October and is refused.
    /// </summary>
    /// <param name="cell">The cell.</param>
    /// <param name="defaultYear">The year meant where the cell has none.</param>
    /// <returns>It; or <c>bad-period</c>, <c>cell-error</c>, <c>formula-not-calculated</c>.</returns>
    public static Reading<Period> Period(in Cell cell, int? defaultYear = null)
    {
        if (Plain(in cell, out var text) is not CellState.Value and var state)
        {
            return state == CellState.Bad ? Broken(in cell) : state;
        }

        if (cell.Kind == CellKind.Date && cell.Number >= 1)
        {
            return Kernel.Period.Month(cell.Date.Year, cell.Date.Month);
        }

        var period = Kernel.Period.ParseAny(text, defaultYear);
        return period.IsOk ? period.Value : period.Error;
    }

    /// <summary>
    /// The number and the unit written after it. Not reported marks are no numbers; <c>-5</c> is one.
    /// </summary>
    private static Reading<(decimal Value, Unit? Unit)> Written(in Cell cell)
    {
        if (Plain(in cell, out var text) is not CellState.Value and var state)
        {
            return state == CellState.Bad ? Broken(in cell) : state;
        }

        return cell.Kind switch
        {
            CellKind.Number when cell.IsPercentFormat => (cell.Number * 100, Unit.Percent),
            CellKind.Number => (cell.Number, null),
            CellKind.Date => CellErrors.DateForNumber,
            CellKind.Text => NumberText.Read(text),
            _ => CellErrors.BadNumber,
        };
    }

    private static CellState Plain(in Cell cell, out string text)
    {
        text = cell.Kind == CellKind.Error ? "" : TextNormal.Clean(cell.Raw);
        return cell.Kind switch
        {
            CellKind.Error => CellState.Bad,
            CellKind.Text or CellKind.Empty => StateOf(text),
            _ => CellState.Value,
        };
    }

    private static CellState StateOf(string clean) => clean switch
    {
        "" => CellState.Blank,
        ClearWord => CellState.Clear,
        { Length: <= 8 } when NotReported().IsMatch(clean) => CellState.NotReported,
        _ => CellState.Value,
    };

    private static Error Broken(in Cell cell) =>
        cell.IsUncachedFormula ? CellErrors.FormulaNotCalculated : CellErrors.CellError(cell.Raw);

    // One mark or several of a kind, in all widths: - — ―― － / ／ … …… ... ··
    [GeneratedRegex(@"^(?:[-－‐‑‒–—―─━−﹣\s]+|[/／\\]+|[…⋯]+|[.．。·]{3,})$")]
    private static partial Regex NotReported();

    [GeneratedRegex(@"^[0-9](?:\.[0-9]+)?[Ee]\+[0-9]{2,3}$")]
    private static partial Regex Scientific();

    [GeneratedRegex(
        @"^(?<y>[0-9]{4})(?:(?<s>[-/.])(?<m>[0-9]{1,2})\k<s>(?<d>[0-9]{1,2})|\s?年\s?(?<m>[0-9]{1,2})\s?月\s?(?<d>[0-9]{1,2})\s?[日号]?|(?<m>[0-9]{2})(?<d>[0-9]{2}))"
        + @"(?:[\sT][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?Z?)?$")]
    private static partial Regex DateForm();
}
