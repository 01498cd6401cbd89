namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>The small parts around the sheets of a written workbook.</summary>
internal static class XlsxParts
{
    public static void Write(Action<string, Action<XmlBytes>> part, IReadOnlyList<string> sheets)
    {
        part("xl/workbook.xml", xml => Workbook(xml, sheets));
        part("xl/_rels/workbook.xml.rels", xml => WorkbookRelations(xml, sheets.Count));
        part("_rels/.rels", static xml => xml.Raw("""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """u8));
        part("[Content_Types].xml", xml => ContentTypes(xml, sheets.Count));
    }

    private static void Workbook(XmlBytes xml, IReadOnlyList<string> sheets)
    {
        xml.Raw("""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><bookViews><workbookView/></bookViews><sheets>
            """u8);
        for (var i = 1; i <= sheets.Count; i++)
        {
            xml.Raw("<sheet name=\""u8).Text(sheets[i - 1]).Raw("\" sheetId=\""u8).Number(i)
                .Raw("\" r:id=\"rId"u8).Number(i).Raw("\"/>"u8);
        }

        xml.Raw("</sheets></workbook>"u8);
    }

    private static void WorkbookRelations(XmlBytes xml, int sheets)
    {
        xml.Raw("""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            """u8);
        for (var i = 1; i <= sheets; i++)
        {
            xml.Raw("<Relationship Id=\"rId"u8).Number(i)
                .Raw("\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet"u8)
                .Number(i).Raw(".xml\"/>"u8);
        }

        xml.Raw("<Relationship Id=\"rId"u8).Number(sheets + 1)
            .Raw("\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>"u8);
    }

    private static void ContentTypes(XmlBytes xml, int sheets)
    {
        xml.Raw("""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
            """u8);
        for (var i = 1; i <= sheets; i++)
        {
            xml.Raw("<Override PartName=\"/xl/worksheets/sheet"u8).Number(i)
                .Raw(".xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"u8);
        }

        xml.Raw("</Types>"u8);
    }
}
