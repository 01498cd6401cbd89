using Jingkai.Kernel;

namespace Jingkai.Platform.Ledgers;

/// <summary>Refusals of import and export.</summary>
internal static class LedgerErrors
{
    public static Error UploadGone { get; } = new(ErrorKind.NotFound, "upload-gone", new("找不到上传的文件，请重新上传。", "The uploaded file cannot be found; upload it again."));

    public static Error Overtaken { get; } = new(ErrorKind.Conflict, "overtaken", new("导入期间他人一直在修改相同的数据，未作任何更改，请稍后重新导入。", "Others kept changing the same data during the import; nothing was changed, so import the file again in a while."));

    public static Error DuplicateRow(int other) => new(ErrorKind.Invalid, "duplicate-row", new($"与第 {other} 行完全相同，只计一次。", $"Equal to row {other}; counted once."));

    public static Error DuplicateInFile(int other) => new(ErrorKind.Invalid, "duplicate-in-file", new($"与第 {other} 行是同一条记录，但内容不同；请只保留正确的一行。", $"Speaks of the same record as row {other} with different content; keep the right one only."));

    public static Error MissingColumn(string heading) => new(ErrorKind.Invalid, "missing-column", new($"文件中没有找到必需的列“{heading}”；请补上该列，或指定它对应哪一列。", $"The required column \"{heading}\" was not found; add it, or say which column it is."));

    public static Error NoSuchSheet(string sheet) => new(ErrorKind.Invalid, "no-such-sheet", new($"文件中没有工作表“{sheet}”。", $"The file has no sheet \"{sheet}\"."));

    public static Error Required { get; } = new(ErrorKind.Invalid, "required", new("必填。", "Required."));

    public static Error CannotClear { get; } = new(ErrorKind.Invalid, "required", new("必填，不能清空。", "Required; it cannot be cleared."));

    public static Error RequiredOneOf(IEnumerable<string> headings) => new(ErrorKind.Invalid, "required", new($"{string.Join("、", headings)}至少填一项。", $"Give at least one of {string.Join(", ", headings)}."));

    public static Error TooManyReasons { get; } = new(ErrorKind.Invalid, "too-many-bad-rows", new("错误过多，此行的原因未逐条列出；请先改正前面的行。", "Too many bad rows: the reasons of this row are not listed; mend the rows above first."));

    public static Error BadMode(string mode) => new(ErrorKind.Malformed, "bad-mode", new($"mode 只能是 all 或 good，不能是“{mode}”。", $"mode is all or good, not \"{mode}\"."), "mode");

    public static Error BadNumber(string field, string value) => new(ErrorKind.Malformed, "bad-number", new($"{field} 的值“{value}”不是正整数。", $"{field} \"{value}\" is not a positive whole number."), field);

    public static Error BadFlag(string field, string value) => new(ErrorKind.Malformed, "bad-flag", new($"{field} 只能是 true 或 false，不能是“{value}”。", $"{field} is true or false, not \"{value}\"."), field);

    public static Error BadFormat(string format) => new(ErrorKind.Malformed, "bad-format", new($"format 只能是 xlsx 或 csv，不能是“{format}”。", $"format is xlsx or csv, not \"{format}\"."), "format");

    public static Error BadMap(string map) => new(ErrorKind.Malformed, "bad-map", new($"列对应“{map}”无法识别或重复；格式为 列号:列键，例如 C:name，列键为空表示不导入该列。", $"The mapping \"{map}\" is not understood or given twice; write column:key, for instance C:name, with an empty key to leave the column out."), "map");

    public static Error NoteRow { get; } = new(ErrorKind.Invalid, "note-row", new("像是表下的说明文字，未作为记录读取。", "Looks like a note below the table and was not read as a record."));

    public static Error HiddenRows(int count) => new(ErrorKind.Invalid, "hidden-rows", new($"有 {count} 行在 Excel 中被隐藏，已一并读取。", $"{count} rows are hidden in Excel and were read all the same."));

    public static Error IgnoredColumn(string heading, string reason) => new(ErrorKind.Invalid, reason switch { "duplicate" => "duplicate-column", "ambiguous" => "ambiguous-column", "left-out" => "column-left-out", _ => "unknown-column" }, reason switch
    {
        "duplicate" => new($"列“{heading}”与另一列含义相同，未读取。", $"The column \"{heading}\" means the same as another one and was not read."),
        "ambiguous" => new($"列“{heading}”含义不唯一，未读取；请指定它对应哪一列。", $"The column \"{heading}\" can be read in two ways and was not read; say which column it is."),
        "left-out" => new($"列“{heading}”按您的选择未导入。", $"The column \"{heading}\" was left out as you chose."),
        _ => new($"台账没有“{heading}”这一列，已忽略。", $"The ledger has no column \"{heading}\"; it was ignored."),
    });

    public static Error UnknownLedger(string code) => new(ErrorKind.NotFound, "unknown-ledger", new($"没有台账“{code}”。", $"There is no ledger \"{code}\"."));
}
