using System.Text.Json.Serialization;
using Jingkai.Kernel;
using Jingkai.Platform.Jobs;

namespace Jingkai.Platform.Ledgers.Importing;

/// <summary>What an import did or, as a dry run, would do. The result of its job.</summary>
public sealed record ImportReport
{
    /// <summary>The ledger.</summary>
    public required string Ledger { get; init; }

    /// <summary>The uploaded file; it can be imported again under this id.</summary>
    public required Guid Upload { get; init; }

    /// <summary>Its name.</summary>
    public required string FileName { get; init; }

    /// <summary><see cref="ImportMode"/>.</summary>
    public required string Mode { get; init; }

    /// <summary>True when nothing was to be written.</summary>
    public required bool DryRun { get; init; }

    /// <summary>True when what is counted below was written.</summary>
    public bool Committed { get; init; }

    /// <summary>Records read: rows that are not empty and no totals; equal rows count once.</summary>
    public int Read { get; init; }

    /// <summary>New records.</summary>
    public int Inserted { get; init; }

    /// <summary>Changed records.</summary>
    public int Updated { get; init; }

    /// <summary>Records that say what is stored already.</summary>
    public int Unchanged { get; init; }

    /// <summary>Bad rows.</summary>
    public int Rejected { get; init; }

    /// <summary>Rows equal to one above.</summary>
    public int Duplicates { get; init; }

    /// <summary>Empty rows, totals and notes.</summary>
    public int Skipped { get; init; }

    /// <summary>Rows that Excel hides; they were read all the same.</summary>
    public int HiddenRows { get; init; }

    /// <summary>Why rows were refused, in the order of the file; the first thousand.</summary>
    public IReadOnlyList<ReportLine> Errors { get; init; } = [];

    /// <summary>How many reasons there are in all.</summary>
    public int ErrorsTotal { get; init; }

    /// <summary>What was noticed without refusing a row; the first thousand.</summary>
    public IReadOnlyList<ReportLine> Warnings { get; init; } = [];

    /// <summary>How many remarks there are in all.</summary>
    public int WarningsTotal { get; init; }

    /// <summary>Where the file with a reason column is; null when no row is bad.</summary>
    public string? ReportUrl { get; init; }

    /// <summary>The sheet that was read.</summary>
    public string? Sheet { get; init; }

    /// <summary>All sheets of the file.</summary>
    public IReadOnlyList<SheetChoice> Sheets { get; init; } = [];

    /// <summary>Last row of the headings; 0 when none was found.</summary>
    public int HeadingRow { get; init; }

    /// <summary>Which column of the file is which of the ledger.</summary>
    public IReadOnlyList<MappedColumn> Mapping { get; init; } = [];

    /// <summary>Columns of the file that are not read.</summary>
    public IReadOnlyList<UnreadColumn> UnreadColumns { get; init; } = [];

    /// <summary>Headings that no column of the ledger has.</summary>
    public IReadOnlyList<string> UnknownColumns { get; init; } = [];

    /// <summary>Required columns that the file lacks, by heading.</summary>
    public IReadOnlyList<string> MissingColumns { get; init; } = [];

    /// <summary>The first rows, as they stand in the file; of a dry run only.</summary>
    public IReadOnlyList<PreviewRow> Preview { get; init; } = [];
}

/// <summary>A remark on a cell, a row (empty column) or the file (row 0).</summary>
/// <param name="Row">Row as Excel numbers it.</param>
/// <param name="Column">Heading of the ledger's column.</param>
/// <param name="Value">The cell as it stands.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Message">What is wrong and what to do, in the language of who reads it.</param>
public sealed record ReportLine(int Row, string Column, string Value, string Code, string Message)
{
    /// <summary>The message in both languages, as it is stored; gone once the report was read for somebody.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Said? Said { get; init; }

    /// <summary>A line that says an error.</summary>
    public static ReportLine Of(int row, string column, string value, Error error) => new(row, column, value, error.Code, error.Message.Current) { Said = Said.Of(error.Message) };
}

/// <summary>A sheet of the file.</summary>
public sealed record SheetChoice(string Name, bool Hidden);

/// <summary>A column of the file and the ledger's column it is read as.</summary>
/// <param name="Column">Letter of the column.</param>
/// <param name="Heading">Heading in the file.</param>
/// <param name="Key">Key in the ledger.</param>
/// <param name="Title">Heading of the ledger.</param>
/// <param name="Unit">Unit of its numbers.</param>
public sealed record MappedColumn(string Column, string Heading, string Key, string Title, string? Unit);

/// <summary>A column of the file that is not read.</summary>
/// <param name="Column">Letter of the column.</param>
/// <param name="Heading">Heading in the file.</param>
/// <param name="Reason">unknown, duplicate, ambiguous or left-out.</param>
public sealed record UnreadColumn(string Column, string Heading, string Reason);

/// <summary>A row as it stands in the file.</summary>
/// <param name="Row">Row as Excel numbers it.</param>
/// <param name="Cells">Column letter → content, blank ones left out.</param>
public sealed record PreviewRow(int Row, IReadOnlyDictionary<string, string> Cells);
