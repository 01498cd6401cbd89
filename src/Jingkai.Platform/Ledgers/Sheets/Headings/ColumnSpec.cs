namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>How the cells of a column are read.</summary>
public enum ColumnKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A code or telephone number: digits that are no quantity.</summary>
    Identifier,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A reporting period.</summary>
    Period,

    /// <summary>Several texts in one cell.</summary>
    List,
}

/// <summary>Which of the four values of a monthly report a column holds.</summary>
public enum MeasurePart
{
    /// <summary>The column is no part of a measure.</summary>
    None,

    /// <summary>本月: the month alone.</summary>
    Month,

    /// <summary>上年同期: the same month of the year before, comparable.</summary>
    PriorMonth,

    /// <summary>1-本月 or 累计: January up to the month.</summary>
    YearToDate,

    /// <summary>上年同期(累计): the same months of the year before, comparable.</summary>
    PriorYearToDate,
}

/// <summary>A column that a ledger knows, and the headings under which offices write it.</summary>
/// <param name="Key">The ledger's own name of it.</param>
/// <param name="Headings">
/// The heading, and others that mean the same. A unit in the first one is the one assumed where the file states none:
/// <c>占地面积(亩)</c>. Empty for parts of a measure.
/// </param>
public sealed record ColumnSpec(string Key, params IReadOnlyList<string> Headings)
{
    /// <summary>Whether the file must have it.</summary>
    public bool Required { get; init; }

    /// <summary>Columns with the same word here stand for one another: one of them is enough where they are required.</summary>
    public string? Alternative { get; init; }

    /// <summary>Whether it names the row's subject. A row that says 合计 and has nothing here is a total.</summary>
    public bool IsKey { get; init; }

    /// <summary>How its cells are read.</summary>
    public ColumnKind Kind { get; init; }

    /// <summary>Whether its numbers may come in another unit, which the heading or a line 单位:… states.</summary>
    public bool UnitAware { get; init; }

    /// <summary>The heading over it, where it stands under one, and others that mean the same; for a part the measure's names.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Which part of the measure <see cref="Groups"/> it holds.</summary>
    public MeasurePart Part { get; init; }

    /// <summary>The heading without others above it: <c>工业总产值(万元)_本月</c> for a part.</summary>
    public string Title => Part != MeasurePart.None ? $"{Groups[0]}_{MeasureParts.Flat(Part)}" : Headings[0];

    /// <summary>
    /// The four columns of a measure: keys <c>name.month</c>, <c>name.prior</c>, <c>name.ytd</c>, <c>name.prior-ytd</c>.
    /// </summary>
    /// <param name="name">The measure's key.</param>
    /// <param name="headings">Its heading with the unit, and others that mean the same.</param>
    public static IReadOnlyList<ColumnSpec> Measure(string name, params IReadOnlyList<string> headings) =>
    [
        .. MeasureParts.All.Select(part => new ColumnSpec($"{name}.{MeasureParts.Key(part)}")
        {
            Kind = ColumnKind.Number,
            UnitAware = true,
            Groups = headings,
            Part = part,
        }),
    ];

    /// <summary>A sheet with these columns, for exports and templates that import reads back.</summary>
    /// <param name="name">The sheet's name.</param>
    /// <param name="specs">Its columns.</param>
    public static SheetLayout Layout(string name, IEnumerable<ColumnSpec> specs) => new(name,
    [
        .. specs.Select(s => new SheetColumn(s.Part == MeasurePart.None ? s.Headings[0] : MeasureParts.Heading(s.Part))
        {
            Group = s.Groups.Count > 0 ? s.Groups[0] : null,
            FlatHeading = s.Part == MeasurePart.None ? null : s.Title,
            IsText = s.Kind is not (ColumnKind.Number or ColumnKind.Date),
            Width = s.Kind switch { ColumnKind.Text => 28, ColumnKind.Identifier or ColumnKind.List => 22, _ => 14 },
        }),
    ]);
}
