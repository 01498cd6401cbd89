using System.Globalization;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>What a cell holds.</summary>
public enum CellKind : byte
{
    /// <summary>Nothing.</summary>
    Empty,

    /// <summary>Text, also text that looks like a number.</summary>
    Text,

    /// <summary>A stored number, read at 15 significant digits.</summary>
    Number,

    /// <summary>A stored number whose format shows a date or a time.</summary>
    Date,

    /// <summary>TRUE or FALSE.</summary>
    Bool,

    /// <summary>An error value such as <c>#DIV/0!</c>, or a formula saved without its value.</summary>
    Error,
}

/// <summary>
/// One cell, as read and as written. Small on purpose: a file of 100,000 rows has millions of them.
/// </summary>
public readonly record struct Cell
{
    private const decimal FirstLossyInteger = 1_000_000_000_000_000m;

    private readonly string? _text;
    private readonly decimal _number;
    private readonly bool _uncached;

    private Cell(CellKind kind, string? text, decimal number, bool percent = false, bool uncached = false)
    {
        Kind = kind;
        _text = text;
        _number = number;
        IsPercentFormat = percent;
        _uncached = uncached;
    }

    /// <summary>What the cell holds.</summary>
    public CellKind Kind { get; }

    /// <summary>True when the number's format shows per cent: 0.125 is then shown as 12.5%.</summary>
    public bool IsPercentFormat { get; }

    /// <summary>
    /// True for a stored number of 16 or more digits before the point. A spreadsheet keeps 15 digits only, so a credit
    /// code typed as a number has lost its end.
    /// </summary>
    public bool DigitsLost => Kind == CellKind.Number && (_number >= FirstLossyInteger || _number <= -FirstLossyInteger);

    /// <summary>True for a formula that was saved by a program which did not compute it.</summary>
    public bool IsUncachedFormula => _uncached;

    /// <summary>True when there is nothing in the cell, or only blanks.</summary>
    public bool IsBlank => Kind == CellKind.Empty || (Kind == CellKind.Text && string.IsNullOrWhiteSpace(_text));

    /// <summary>The stored number: 0.125 for a cell that shows 12.5%. 0 for other kinds; the serial number for a date.</summary>
    public decimal Number => _number;

    /// <summary>The stored truth value; false for other kinds.</summary>
    public bool Truth => Kind == CellKind.Bool && _number != 0;

    /// <summary>The day and time of a date cell, to the millisecond; the zero value for other kinds.</summary>
    public DateTime Date => Kind == CellKind.Date ? ExcelDate.FromSerial(_number) : default;

    /// <summary>
    /// The content as text: text as stored, a number in plain decimals (per cent as <c>12.5%</c>), a date as
    /// <c>2020-07-31</c> or <c>2020-07-31 08:30:00</c>, <c>TRUE</c>, <c>#N/A</c>; empty for an empty cell.
    /// </summary>
    public string Raw => _text ?? Kind switch
    {
        CellKind.Number when IsPercentFormat => CellNumber.ToText(_number * 100) + "%",
        CellKind.Number => CellNumber.ToText(_number),
        CellKind.Date => ExcelDate.ToText(_number),
        CellKind.Bool => _number != 0 ? "TRUE" : "FALSE",
        _ => "",
    };

    /// <summary>The text as it stood in the file when the number could not keep it, otherwise null.</summary>
    internal string? StoredText => _text;

    /// <summary>A text cell; an empty cell for null or empty text.</summary>
    public static Cell Of(string? text) => string.IsNullOrEmpty(text) ? default : new Cell(CellKind.Text, text, 0);

    /// <summary>A number cell; an empty cell for null.</summary>
    public static Cell Of(decimal? number) => number is { } n ? new Cell(CellKind.Number, null, n) : default;

    /// <summary>A number cell that shows per cent; 12.5 is written as 12.5%.</summary>
    public static Cell OfPercent(decimal? perCent) =>
        perCent is { } n ? new Cell(CellKind.Number, null, n / 100, percent: true) : default;

    /// <summary>A date cell; an empty cell for null. Days before 1900-03-01 become text, as Excel has no sound number for them.</summary>
    public static Cell Of(DateOnly? date) => date is not { } d
        ? default
        : ExcelDate.TryToSerial(d.ToDateTime(TimeOnly.MinValue), out var serial)
            ? new Cell(CellKind.Date, null, serial)
            : Of(d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>A cell with day and time, to the millisecond; an empty cell for null.</summary>
    public static Cell Of(DateTime? instant) => instant is not { } t
        ? default
        : ExcelDate.TryToSerial(t, out var serial)
            ? new Cell(CellKind.Date, null, serial)
            : Of(t.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));

    /// <summary>A cell with TRUE or FALSE; an empty cell for null.</summary>
    public static Cell Of(bool? truth) => truth is { } t ? new Cell(CellKind.Bool, null, t ? 1 : 0) : default;

    internal static Cell OfStored(decimal number, bool percent, string? text) => new(CellKind.Number, text, number, percent);

    internal static Cell OfSerial(decimal serial) => new(CellKind.Date, null, serial);

    internal static Cell OfError(string code) => new(CellKind.Error, code, 0);

    internal static Cell OfUncachedFormula(string formula) => new(CellKind.Error, "=" + formula, 0, uncached: true);

    /// <inheritdoc/>
    public override string ToString() => Raw;
}
