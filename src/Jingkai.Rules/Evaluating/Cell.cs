namespace Jingkai.Rules.Evaluating;

/// <summary>Why a value is unknown.</summary>
internal enum Reason : byte
{
    None,
    Missing,
    DivisionByZero,
    Overflow,
    DateOutOfRange,
    CalendarMissing,
    NeedsGroup,
    NotANumberOfDecimals,
}

/// <summary>A value, or unknown with its reason. A struct: evaluation allocates nothing.</summary>
internal readonly struct Cell : IEquatable<Cell>
{
    private readonly object? reference;
    private readonly int whole;

    private Cell(ValueType kind, decimal number = 0, int whole = 0, object? reference = null)
    {
        Kind = kind;
        Number = number;
        this.whole = whole;
        this.reference = reference;
    }

    public static Cell True { get; } = new(ValueType.Bool, whole: 1);

    public static Cell False { get; } = new(ValueType.Bool);

    /// <summary>The kind; <see cref="ValueType.Broken"/> is unknown.</summary>
    public ValueType Kind { get; }

    public decimal Number { get; }

    public bool IsUnknown => Kind == ValueType.Broken;

    public Reason Reason => (Reason)whole;

    public bool IsTrue => Kind == ValueType.Bool && whole == 1;

    public bool IsFalse => Kind == ValueType.Bool && whole == 0;

    public string Text => (string)reference!;

    public int Day => whole;

    public DateOnly Date => DateOnly.FromDayNumber(whole);

    public Cell[] Items => (Cell[])reference!;

    public static Cell Unknown(Reason reason) => new(ValueType.Broken, whole: (int)reason);

    public static Cell Of(bool value) => value ? True : False;

    public static Cell Of(decimal value) => new(ValueType.Number, value);

    public static Cell Of(string value) => new(ValueType.Text, reference: value);

    public static Cell Of(DateOnly value) => new(ValueType.Date, whole: value.DayNumber);

    public static Cell OfDay(int day) => new(ValueType.Date, whole: day);

    public static Cell Of(Cell[] items) => new(ValueType.List, reference: items);

    /// <summary>Equal values; two unknowns are equal here when their reasons are.</summary>
    public bool Equals(Cell other)
    {
        if (Kind != other.Kind) return false;
        return Kind switch
        {
            ValueType.Number => Number == other.Number,
            ValueType.Text => string.Equals(Text, other.Text, StringComparison.Ordinal),
            ValueType.List => Items.AsSpan().SequenceEqual(other.Items),
            _ => whole == other.whole,
        };
    }

    public override bool Equals(object? obj) => obj is Cell other && Equals(other);

    public override int GetHashCode() => Kind switch
    {
        ValueType.Number => Number.GetHashCode(),
        ValueType.Text => string.GetHashCode(Text, StringComparison.Ordinal),
        ValueType.List => Items.Length,
        _ => whole,
    };
}
