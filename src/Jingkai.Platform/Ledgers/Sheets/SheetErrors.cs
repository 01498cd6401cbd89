using Jingkai.Kernel;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>Why a file as a whole is refused.</summary>
internal static class SheetErrors
{
    public static readonly Error Unreadable = Unread(
        "文件无法读取，不是 Excel 工作簿或 CSV 文本，或已损坏；请用 Excel 打开后另存为 .xlsx 再上传",
        "The file cannot be read: it is neither an Excel workbook nor CSV text, or it is damaged. Open it in Excel, save it as .xlsx and upload that");

    public static readonly Error WebPage = Unread(
        "文件内容是网页或 XML，不是 Excel 工作簿；请用 Excel 打开后另存为 .xlsx 再上传",
        "The content is a web page or XML, not an Excel workbook. Open it in Excel, save it as .xlsx and upload that");

    public static readonly Error OtherOffice = Unread(
        "文件是其他办公格式(如 .xlsb、.ods、.docx)；请另存为 .xlsx 再上传",
        "The file is of another office format (such as .xlsb, .ods or .docx). Save it as .xlsx and upload that");

    public static readonly Error TextNamedWorkbook = Unread(
        "文件名是 Excel 工作簿，内容却是文本；如为 CSV，请改名为 .csv 再上传",
        "The name says Excel workbook, the content is text. If it is CSV, rename it to .csv and upload that");

    public static readonly Error Encrypted = new(ErrorKind.Unsupported, "encrypted-file", new Text(
        "文件设有打开密码；请在 Excel 中取消密码后再上传",
        "The file is protected by a password. Remove the password in Excel and upload it again"));

    public static Error TooLargeInflated(long bytes) => new(ErrorKind.TooLarge, "file-too-large-inflated", new Text(
        $"文件解压后过大(超过 {bytes >> 20} MiB 或压缩比异常)，未予读取；请删去空白区域或拆分后再上传",
        $"The file becomes too large when unpacked (more than {bytes >> 20} MiB, or packed suspiciously tight). Remove blank areas or split it"));

    public static Error TooManyRows(int most) => new(ErrorKind.TooLarge, "too-many-rows", new Text(
        $"工作表超过 {most} 行；请拆分后再上传",
        $"The sheet has more than {most} rows. Split it and upload the parts"));

    public static Error TooManyColumns(int row, int most) => new(ErrorKind.TooLarge, "too-many-columns", new Text(
        $"第 {row} 行超过 {most} 列；请删去多余的列后再上传",
        $"Row {row} has more than {most} columns. Remove the columns that are not needed"));

    public static readonly Error TextTooLong = new(ErrorKind.TooLarge, "cell-too-long", new Text(
        "有单元格的文字过长；请缩短后再上传",
        "A cell holds too long a text. Shorten it and upload the file again"));

    public static Error CellTooLong(int row) => new(ErrorKind.TooLarge, "cell-too-long", new Text(
        $"第 {row} 行有单元格过长；如为 CSV，请检查该行起的引号是否成对",
        $"A cell of row {row} is too long. In CSV, check that the quotes from this row on come in pairs"));

    public static Error OpenQuote(int row) => Unread(
        $"第 {row} 行的引号没有结束；请检查引号是否成对",
        $"A quote opened in row {row} is never closed. Check that the quotes come in pairs");

    public static Error NoSheet() => Unread("工作簿中没有工作表", "The workbook has no sheet");

    public static Error NoSuchSheet(int index) => new(ErrorKind.Invalid, "no-such-sheet", new Text(
        $"没有第 {index + 1} 个工作表", $"There is no sheet number {index + 1}"));

    public static SheetReadException Damaged(Exception? inner = null) => new(Unreadable, inner);

    private static Error Unread(string zh, string en) => new(ErrorKind.Unsupported, "unreadable-file", new Text(zh, en));
}
