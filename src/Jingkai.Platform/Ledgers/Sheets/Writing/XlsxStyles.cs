namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>The cell styles of a written workbook: a few that are always there, and one per number format asked for.</summary>
internal sealed class XlsxStyles
{
    public const int General = 0;
    public const int Text = 1;
    public const int Date = 2;
    public const int Instant = 3;
    public const int Time = 4;
    public const int Percent = 5;
    public const int Heading = 6;
    public const int Title = 7;
    public const int Reason = 8;
    private const int FirstOwn = 9;
    private const int FirstOwnFormat = 170;

    private readonly List<string> _formats = [];

    public int OfFormat(string? format)
    {
        if (format is null)
        {
            return General;
        }

        var at = _formats.IndexOf(format);
        if (at < 0)
        {
            at = _formats.Count;
            _formats.Add(format);
        }

        return FirstOwn + at;
    }

    public void Write(XmlBytes xml)
    {
        xml.Raw("""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
            """u8);
        xml.Raw("<numFmts count=\""u8).Number(3 + _formats.Count).Raw("\">"u8);
        Format(xml, 164, "yyyy-mm-dd");
        Format(xml, 165, "yyyy-mm-dd hh:mm:ss");
        Format(xml, 166, "hh:mm:ss");
        for (var i = 0; i < _formats.Count; i++)
        {
            Format(xml, FirstOwnFormat + i, _formats[i]);
        }

        xml.Raw("""
            </numFmts>
            <fonts count="4"><font><sz val="11"/><name val="等线"/><family val="2"/><charset val="134"/></font>
            <font><b/><sz val="11"/><name val="等线"/><family val="2"/><charset val="134"/></font>
            <font><b/><sz val="14"/><name val="等线"/><family val="2"/><charset val="134"/></font>
            <font><sz val="11"/><color rgb="FFC00000"/><name val="等线"/><family val="2"/><charset val="134"/></font></fonts>
            <fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
            <fill><patternFill patternType="solid"><fgColor rgb="FFEDF2F7"/><bgColor indexed="64"/></patternFill></fill></fills>
            <borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>
            <border><left style="thin"><color rgb="FFBFC7D1"/></left><right style="thin"><color rgb="FFBFC7D1"/></right><top style="thin"><color rgb="FFBFC7D1"/></top><bottom style="thin"><color rgb="FFBFC7D1"/></bottom><diagonal/></border></borders>
            <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
            """u8);
        xml.Raw("<cellXfs count=\""u8).Number(FirstOwn + _formats.Count).Raw("\">"u8);
        ReadOnlySpan<int> formats = [0, 49, 164, 165, 166, 10];
        foreach (var format in formats)
        {
            Plain(xml, format);
        }

        xml.Raw("""
            <xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf>
            <xf numFmtId="49" fontId="2" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>
            <xf numFmtId="49" fontId="3" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>
            """u8);
        for (var i = 0; i < _formats.Count; i++)
        {
            Plain(xml, FirstOwnFormat + i);
        }

        xml.Raw("""
            </cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
            """u8);
    }

    private static void Format(XmlBytes xml, int id, string code) =>
        xml.Raw("<numFmt numFmtId=\""u8).Number(id).Raw("\" formatCode=\""u8).Text(code).Raw("\"/>"u8);

    private static void Plain(XmlBytes xml, int format) => xml.Raw("<xf numFmtId=\""u8).Number(format)
        .Raw("\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"u8);
}
