using Jingkai.Kernel;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>A column of the file that the ledger knows.</summary>
/// <param name="Index">Its place, 0 being column A.</param>
/// <param name="Spec">What it is.</param>
/// <param name="Heading">The heading as the file has it, outer headings first.</param>
/// <param name="Unit">
/// The unit of its numbers: as the heading or the line 单位:… states, otherwise the ledger's own; null where there is none.
/// </param>
/// <param name="UnitStated">Whether the file states the unit.</param>
public sealed record ColumnMatch(int Index, ColumnSpec Spec, string Heading, Unit? Unit, bool UnitStated)
{
    /// <summary>The column's key.</summary>
    public string Key => Spec.Key;

    /// <summary>The column as Excel names it, <c>C</c>.</summary>
    public string Letter => XlsxReference.Letters(Index);
}

/// <summary>Why a column of the file is not read.</summary>
public enum IgnoredReason
{
    /// <summary>The ledger knows no such heading.</summary>
    Unknown,

    /// <summary>Another column already holds the same.</summary>
    Duplicate,

    /// <summary>The heading has two readings; somebody must choose.</summary>
    Ambiguous,

    /// <summary>Somebody chose to leave it out.</summary>
    LeftOut,
}

/// <summary>A column of the file that is not read.</summary>
public sealed record IgnoredColumn(int Index, string Heading, IgnoredReason Reason)
{
    /// <summary>The column as Excel names it, <c>C</c>.</summary>
    public string Letter => XlsxReference.Letters(Index);
}

/// <summary>What a person chose instead of what was found.</summary>
public sealed record HeaderChoice
{
    /// <summary>The last row of headings as Excel numbers it; null to look for it.</summary>
    public int? HeadingRow { get; init; }

    /// <summary>Column (0 is A) → key of the ledger, or null to leave the column out. Others stay as found.</summary>
    public IReadOnlyDictionary<int, string?> Columns { get; init; } = new Dictionary<int, string?>();
}

/// <summary>Where the headings stand and which column holds what.</summary>
/// <param name="FirstRow">The first row of headings, as Excel numbers it; 0 when none was found.</param>
/// <param name="LastRow">The last row of headings.</param>
/// <param name="DataRow">The first row below headings, units and column numbers.</param>
/// <param name="Columns">The known columns, in the file's order.</param>
/// <param name="Ignored">The columns that are not read.</param>
/// <param name="Missing">The required columns that the file lacks, by their headings; <c>指标代码 / 指标名称</c> where one is enough.</param>
public sealed record HeaderMap(
    int FirstRow,
    int LastRow,
    int DataRow,
    IReadOnlyList<ColumnMatch> Columns,
    IReadOnlyList<IgnoredColumn> Ignored,
    IReadOnlyList<string> Missing)
{
    /// <summary>The column of a key, or null.</summary>
    public ColumnMatch? this[string key] => Columns.FirstOrDefault(c => c.Key == key);

    /// <summary>
    /// Whether the rows can be read: <c>header-not-found</c> when no heading is known, <c>missing-columns</c> with one
    /// detail for each required column that the file lacks (both 422).
    /// </summary>
    public Result Check()
    {
        if (Columns.Count == 0)
        {
            return Error.Invalid("header-not-found",
                "没有找到表头；请下载模板核对列名，或手工指定表头所在行和各列含义",
                "No headings were found. Compare with the template, or choose the heading row and the columns by hand");
        }

        if (Missing.Count == 0)
        {
            return Result.Ok();
        }

        var names = string.Join("、", Missing);
        return new Error(ErrorKind.Invalid, "missing-columns",
            new Text($"缺少必需的列:{names}；请补上这些列，或手工指定哪一列是它们", $"Required columns are missing: {names}. Add them, or choose which columns they are"),
            Details: [.. Missing.Select(m => Error.Invalid("missing-columns", $"缺少列“{m}”", $"The column {m} is missing", m))]);
    }
}
