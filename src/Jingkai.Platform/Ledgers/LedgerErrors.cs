using Jingkai.Kernel;

namespace Jingkai.Platform.Ledgers;

/// <summary>Refusals of import and export.</summary>
internal static class LedgerErrors
{
    public static Error NoFile { get; } = new(ErrorKind.Malformed, "no-file", new("请以 multipart/form-data 上传名为 file 的文件。", "Send multipart/form-data with a file named \"file\"."), "file");

    public static Error EmptyFile { get; } = new(ErrorKind.Invalid, "empty-file", new("文件是空的。", "The file is empty."), "file");

    public static Error UploadGone { get; } = new(ErrorKind.NotFound, "upload-gone", new("找不到上传的文件，请重新上传。", "The uploaded file cannot be found; upload it again."));

    public static Error DuplicateRow(int other) => new(ErrorKind.Invalid, "duplicate-row", new($"与第 {other} 行完全相同，只计一次。", $"Equal to row {other}; counted once."));

    public static Error DuplicateInFile(int other) => new(ErrorKind.Invalid, "duplicate-in-file", new($"与第 {other} 行是同一条记录，但内容不同；请只保留正确的一行。", $"Speaks of the same record as row {other} with different content; keep the right one only."));

    public static Error MissingColumn(string heading) => new(ErrorKind.Invalid, "missing-column", new($"文件中没有找到必需的列“{heading}”；请补上该列，或指定它对应哪一列。", $"The required column \"{heading}\" was not found; add it, or say which column it is."));

    public static Error NoHeadings(IEnumerable<string> required) => new(ErrorKind.Invalid, "no-headings", new($"没有找到表头行；至少应有：{string.Join("、", required)}。", $"No heading row was found; it needs at least: {string.Join(", ", required)}."));

    public static Error NoSuchSheet(string sheet) => new(ErrorKind.Invalid, "no-such-sheet", new($"文件中没有工作表“{sheet}”。", $"The file has no sheet \"{sheet}\"."));

    public static Error Required { get; } = new(ErrorKind.Invalid, "required", new("必填。", "Required."));

    public static Error TooManyReasons { get; } = new(ErrorKind.Invalid, "too-many-bad-rows", new("错误过多，此行的原因未逐条列出；请先改正前面的行。", "Too many bad rows: the reasons of this row are not listed; mend the rows above first."));

    public static Error BadMode(string mode) => new(ErrorKind.Malformed, "bad-mode", new($"mode 只能是 all 或 good，不能是“{mode}”。", $"mode is all or good, not \"{mode}\"."), "mode");

    public static Error BadFlag(string field, string value) => new(ErrorKind.Malformed, "bad-flag", new($"{field} 只能是 true 或 false，不能是“{value}”。", $"{field} is true or false, not \"{value}\"."), field);

    public static Error BadFormat(string format) => new(ErrorKind.Malformed, "bad-format", new($"format 只能是 xlsx 或 csv，不能是“{format}”。", $"format is xlsx or csv, not \"{format}\"."), "format");

    public static Error BadMap(string map) => new(ErrorKind.Malformed, "bad-map", new($"列对应“{map}”无法识别；格式为 列键:列号，例如 name:C，列号为空表示不导入。", $"The mapping \"{map}\" is not understood; write key:column, for instance name:C, with an empty column to leave it out."), "map");

    public static Error UnknownLedger(string code) => new(ErrorKind.NotFound, "unknown-ledger", new($"没有台账“{code}”。", $"There is no ledger \"{code}\"."));
}
