using Jingkai.Kernel;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>Why a cell cannot be read, each with what to do. The cell's content is told beside the message, not in it.</summary>
internal static class CellErrors
{
    public static readonly Error DigitsLost = Error.Invalid("digits-lost",
        "编码以数值格式保存，第15位以后的数字已丢失；请把单元格格式改为“文本”后重新填写",
        "The code was stored as a number and lost its digits after the 15th. Set the cell's format to Text and type it again");

    public static readonly Error FormulaNotCalculated = Error.Invalid("formula-not-calculated",
        "公式没有保存计算结果；请用 Excel 打开并保存后再上传，或改填数值",
        "The formula was saved without its result. Open and save the file in Excel, or write the value");

    public static readonly Error BadNumber = Error.Invalid("bad-number",
        "不是数字；请只填数字，如 1234.56，没有数据请填“-”",
        "Not a number. Write figures only, such as 1234.56, or - when there is no figure");

    public static readonly Error DateForNumber = Error.Invalid("bad-number",
        "单元格是日期格式，应为数字；请把单元格格式改为“数值”后重新填写",
        "The cell is a date where a number is wanted. Set its format to Number and write it again");

    public static readonly Error BadGrouping = Error.Invalid("bad-number",
        "千位分隔符位置不对；请按三位一组书写，如 1,234,567，或不用分隔符",
        "The separators stand in the wrong places. Group by three, as in 1,234,567, or write none");

    public static readonly Error RoundedDisplay = Error.Invalid("digits-lost",
        "数字是科学计数法，末位数字已丢失；请把单元格格式改为“数值”后重新导出或填写",
        "The number is in scientific notation and has lost digits. Set the cell's format to Number and export or write it again");

    public static readonly Error BadDate = Error.Invalid("bad-date",
        "不是日期；请写成 2020-07-31 或 2020年7月31日",
        "Not a date. Write 2020-07-31");

    public static readonly Error NumberForDate = Error.Invalid("bad-date",
        "单元格是数字，无法确定日期；请把单元格格式改为“日期”，或写成 2020-07-31",
        "The cell is a number and no certain date. Set its format to Date, or write 2020-07-31");

    public static Error CellError(string code) => Error.Invalid("cell-error",
        $"单元格是错误值 {code}；请改正公式或改填数值",
        $"The cell holds the error {code}. Correct the formula or write the value");

    public static Error TooLong(int length, int most) => Error.Invalid("too-long",
        $"有 {length} 个字，最多 {most} 个字；请缩短",
        $"{length} characters, at most {most} are kept. Shorten it");

    public static Error OtherUnit(string written, string column) => Error.Invalid("bad-number",
        $"数字后的单位“{written}”与本列单位“{column}”不同；请换算后只填数字",
        $"The unit {written} after the number is not the column's unit {column}. Convert it and write the number only");
}
