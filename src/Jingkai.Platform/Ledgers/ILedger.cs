using Jingkai.Kernel;
using Jingkai.Platform.Ledgers.Sheets;
using Microsoft.AspNetCore.Http;

namespace Jingkai.Platform.Ledgers;

/// <summary>A list of records that goes into and out of Excel. A module describes columns, judges rows and writes them;
/// reading files, finding headings, typed cells, duplicates, preview, progress and reasons are the platform's.</summary>
public interface ILedger
{
    /// <summary>Code in addresses, for instance <c>enterprises</c>.</summary>
    string Code { get; }

    /// <summary>Resource key of the title.</summary>
    string TitleKey { get; }

    /// <summary>Path of the list's page below <c>/z/{zone}</c>; null when it has none of that name.</summary>
    string? PagePath => Code;

    /// <summary>Who may export.</summary>
    string ReadPermission { get; }

    /// <summary>Who may import; null: the list only goes out.</summary>
    string? WritePermission { get; }

    /// <summary>Columns in the order of template and export.</summary>
    IReadOnlyList<LedgerColumn> Columns { get; }

    /// <summary>Starts an import: loads what is needed to judge rows, under the caller's scope, without a transaction.</summary>
    Task<IImportSession> BeginImportAsync(CancellationToken cancel) => throw new NotSupportedException($"{Code} only goes out.");

    /// <summary>Values in the order of <see cref="Columns"/> (string, int, long, decimal, DateOnly or null), under the caller's
    /// scope, with the filters and the sorting of the list endpoint. A bad filter or sort throws
    /// <see cref="LedgerRefusal"/> before the first row.</summary>
    IAsyncEnumerable<IReadOnlyList<object?>> ExportAsync(IQueryCollection filters, CancellationToken cancel);
}

/// <summary>An export cannot begin: a filter or a sort is wrong.</summary>
/// <param name="error">Why.</param>
public sealed class LedgerRefusal(Error error) : Exception(error.Message.En)
{
    /// <summary>Why.</summary>
    public Error Error { get; } = error;
}

/// <summary>What a column holds.</summary>
public enum ColumnKind
{
    /// <summary>Free text.</summary>
    Text,

    /// <summary>A code: text that spreadsheets like to turn into numbers.</summary>
    Code,

    /// <summary>A civil date.</summary>
    Date,

    /// <summary>A statistical period.</summary>
    Period,

    /// <summary>A number with a unit.</summary>
    Number,

    /// <summary>A per cent: 14.2 means 14.2 %.</summary>
    Percent,

    /// <summary>Several texts separated by 、 or ;.</summary>
    List,
}

/// <summary>A column of a ledger.</summary>
/// <param name="Key">Stable key.</param>
/// <param name="Heading">Heading as zone offices write it, without unit.</param>
/// <param name="Kind">What it holds.</param>
public sealed record LedgerColumn(string Key, string Heading, ColumnKind Kind)
{
    /// <summary>Rows without it are refused, and a file without it cannot be read.</summary>
    public bool Required { get; init; }

    /// <summary>Names what the row is about: a row that reads 合计 and has nothing here is a total and no record.</summary>
    public bool IsKey { get; init; }

    /// <summary>Belongs, beside the keys, to what makes rows speak of the same thing (<see cref="LedgerRow.Identity"/>): however it is
    /// spelt, it makes no difference between them.</summary>
    public bool IsIdentity { get; init; }

    /// <summary>Columns with the same word here stand for one another: of the required ones among them one is enough.</summary>
    public string? Alternative { get; init; }

    /// <summary>Unit of the numbers in template and export; files may use another unit of the same dimension.</summary>
    public string? Unit { get; init; }

    /// <summary>Other headings in use.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Merged heading above, with its unit: 工业总产值(万元). Under it, the headings 本月, 上年同期, 1-本月 and 上年同期(累计)
    /// make a measure: files may write them in all the ways that offices do, flat ones (工业总产值(万元)_累计) too.</summary>
    public string? Group { get; init; }

    /// <summary>A dash stands for itself here and does not mean "not reported".</summary>
    public bool DashIsText { get; init; }

    /// <summary>Longest text taken.</summary>
    public int MaxLength { get; init; } = 400;

    /// <summary>Heading when a file has no merged headings, for instance 工业总产值(万元)_本月; group and heading unless said otherwise.</summary>
    public string? FlatHeading { get; init; }

    /// <summary>The heading as messages, previews and templates show it: 占地面积(亩), 工业总产值(万元)_本月.</summary>
    public string Title => FlatHeading ?? (Group is not null ? $"{Group}_{Heading}" : HeadingWithUnit);

    /// <summary>The heading with the unit of its numbers.</summary>
    public string HeadingWithUnit => (Unit ?? (Kind == ColumnKind.Percent ? "%" : null)) is { } unit && Group is null ? $"{Heading}({unit})" : Heading;
}

/// <summary>One import of one file into one ledger.</summary>
public interface IImportSession
{
    /// <summary>Judges a row, in the order of the file. Sets <see cref="LedgerRow.Identity"/>, refuses what is wrong, and keeps
    /// a compact copy under <see cref="LedgerRow.Number"/>, never the row itself. Called for rows with unreadable cells and
    /// empty required ones too (both refused already), so that every reason of a row is found.</summary>
    void Judge(LedgerRow row);

    /// <summary>Remarks that show only when the whole file is read, or beside what is stored; asked once, after the last row.</summary>
    Task<IReadOnlyList<(int Row, RowRemark Remark)>> RemarksAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<(int Row, RowRemark Remark)>>([]);

    /// <summary>Counts, and if <paramref name="write"/> writes in the caller's open transaction, all staged rows but the
    /// excluded ones (bad and repeated rows), with one audit entry for the batch. Called once; after a deadlock the whole
    /// import begins anew with another session.</summary>
    Task<ImportCounts> ApplyAsync(IReadOnlySet<int> excludedRows, bool write, Action<decimal> progress, CancellationToken cancel);
}

/// <summary>What an import did, or would do.</summary>
public sealed record ImportCounts(int Inserted, int Updated, int Unchanged);

/// <summary>What stands in a cell.</summary>
public enum CellState
{
    /// <summary>The file has no such column: what is stored stays.</summary>
    Missing,

    /// <summary>Empty: what is stored stays.</summary>
    Blank,

    /// <summary>A dash or the like: not reported.</summary>
    NotReported,

    /// <summary>清空: what is stored is cleared.</summary>
    Clear,

    /// <summary>A readable value.</summary>
    Value,

    /// <summary>Something that cannot be read as the column's kind: the row is refused already.</summary>
    Unreadable,
}

/// <summary>A cell read as its column's kind.</summary>
public readonly record struct LedgerValue
{
    private readonly string? raw;

    /// <summary>What stands there.</summary>
    public CellState State { get; init; }

    /// <summary>Clean text, for text and codes.</summary>
    public string? Text { get; init; }

    /// <summary>The number as written, in <see cref="Unit"/>; per cents as 14.2 for 14.2 %.</summary>
    public decimal Number { get; init; }

    /// <summary>The date.</summary>
    public DateOnly Date { get; init; }

    /// <summary>The period.</summary>
    public Period Period { get; init; }

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<string>? Items { get; init; }

    /// <summary>Unit found in the cell, the heading or above the table; null: the column's own.</summary>
    public Unit? Unit { get; init; }

    /// <summary>The cell as it stands in the file.</summary>
    public string? Raw
    {
        get => raw ?? (Source.Kind == CellKind.Empty ? null : Source.Raw);
        init => raw = value;
    }

    /// <summary>The cell itself: its text is made only when somebody asks, which for good rows nobody does.</summary>
    internal Cell Source { get; init; }

    /// <summary>True when there is a readable value.</summary>
    public bool HasValue => State == CellState.Value;
}

/// <summary>A row of the file with its typed cells and what was found wrong with it.</summary>
public sealed class LedgerRow(int number, IReadOnlyDictionary<string, LedgerValue> values)
{
    private List<RowRemark>? errors;
    private List<RowRemark>? warnings;

    /// <summary>Row number as a person sees it in Excel.</summary>
    public int Number { get; } = number;

    /// <summary>The cell of a column.</summary>
    public LedgerValue this[string key] => values.TryGetValue(key, out var value) ? value : default;

    /// <summary>What makes two rows speak of the same thing; equal rows count once, unequal ones are both refused.</summary>
    public string? Identity { get; set; }

    /// <summary>True when the row is refused.</summary>
    public bool IsBad => errors is not null;

    /// <summary>Why the row is refused.</summary>
    public IReadOnlyList<RowRemark> Errors => errors ?? [];

    /// <summary>What was noticed without refusing the row.</summary>
    public IReadOnlyList<RowRemark> Warnings => warnings ?? [];

    /// <summary>Refuses the row for a reason; one found already is not told twice.</summary>
    public void Reject(string key, Error error)
    {
        if (errors is not null && errors.Exists(e => e.Key == key && e.Error.Code == error.Code)) return;
        (errors ??= []).Add(new(key, this[key].Raw ?? "", error));
    }

    /// <summary>Remarks on the row.</summary>
    public void Warn(string key, Error error) => (warnings ??= []).Add(new(key, this[key].Raw ?? "", error));
}

/// <summary>A remark on one cell of a row.</summary>
/// <param name="Key">Column key.</param>
/// <param name="Value">The cell as it stands in the file.</param>
/// <param name="Error">What is wrong.</param>
public sealed record RowRemark(string Key, string Value, Error Error);
