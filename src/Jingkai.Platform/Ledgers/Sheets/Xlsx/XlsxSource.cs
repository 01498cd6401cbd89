namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>A workbook of Excel 2007 and later (ECMA-376, transitional and strict).</summary>
internal sealed class XlsxSource : ISheetSource
{
    // Merged blocks matter for headings only; ledgers with thousands of merged blocks below them exist.
    private const int LastHeadingRow = 200;
    private const int MostMerged = 10_000;

    private readonly XlsxPackage _package;
    private readonly SheetLimits _limits;
    private readonly List<SheetInfo> _sheets = [];
    private readonly List<string> _parts = [];
    private readonly NumberLook[] _looks;
    private readonly string? _sharedTextPart;
    private readonly bool _since1904;
    private string[]? _sharedTexts;

    public XlsxSource(Stream file, SheetLimits limits)
    {
        _limits = limits;
        _package = new XlsxPackage(file, limits);
        try
        {
            var workbook = FindWorkbook();
            var relations = _package.Relations(workbook);
            foreach (var element in _package.Elements(workbook))
            {
                if (element.LocalName == "workbookPr")
                {
                    _since1904 = element.GetAttribute("date1904") is "1" or "true";
                }
                else if (element.LocalName == "sheet")
                {
                    var id = "";
                    while (element.MoveToNextAttribute())
                    {
                        id = element.LocalName == "id" && element.NamespaceURI.Length > 0 ? element.Value : id;
                    }

                    element.MoveToElement();
                    AddSheet(relations.GetValueOrDefault(id), element.GetAttribute("name"), element.GetAttribute("state"));
                }
            }

            _sharedTextPart = relations.Values.FirstOrDefault(r => r.Kind == "sharedStrings").Target;
            _looks = ReadLooks(relations.Values.FirstOrDefault(r => r.Kind == "styles").Target);
            if (_sheets.Count == 0)
            {
                throw new SheetReadException(SheetErrors.NoSheet());
            }
        }
        catch
        {
            _package.Dispose();
            throw;
        }
    }

    public IReadOnlyList<SheetInfo> Sheets => _sheets;

    public IEnumerable<SheetRow> Rows(int sheet)
    {
        _sharedTexts ??= SharedTexts.Read(_sharedTextPart is null ? null : _package.Open(_sharedTextPart, _limits.MaxSharedTextBytes));
        using var reader = new XlsxRows(OpenSheet(sheet), _sharedTexts, _looks, _since1904, _limits);
        while (reader.Next() is { } row)
        {
            yield return row;
        }
    }

    public IReadOnlyList<MergedRange> Merged(int sheet)
    {
        var merged = new List<MergedRange>();
        using var xml = new XmlScanner(OpenSheet(sheet));
        for (var token = xml.Read(); token != XmlToken.EndOfFile; token = xml.Read())
        {
            if (token != XmlToken.Start)
            {
                continue;
            }

            if (xml.Is("sheetData"u8))
            {
                xml.SkipToEnd("sheetData"u8);
            }
            else if (xml.Is("mergeCell"u8) && XlsxReference.TryRange(xml.Attribute("ref"u8), out var range)
                && range.FirstRow <= LastHeadingRow && merged.Count < MostMerged)
            {
                merged.Add(range);
            }
        }

        return merged;
    }

    public void Dispose() => _package.Dispose();

    private Stream OpenSheet(int sheet) => _package.Open(_parts[sheet]) ?? throw SheetErrors.Damaged();

    private string FindWorkbook()
    {
        var name = _package.Relations("").Values.FirstOrDefault(r => r.Kind == "officeDocument").Target ?? "xl/workbook.xml";
        if (_package.Has(name) && name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)
            && !name.StartsWith("word/", StringComparison.OrdinalIgnoreCase)
            && !name.StartsWith("ppt/", StringComparison.OrdinalIgnoreCase))
        {
            return name;
        }

        var otherOffice = _package.Has(name) || _package.Has("mimetype");
        throw new SheetReadException(otherOffice ? SheetErrors.OtherOffice : SheetErrors.Unreadable);
    }

    private void AddSheet((string Kind, string Target) relation, string? name, string? state)
    {
        // Chart and dialog sheets have no rows.
        if (relation.Kind == "worksheet" && _package.Has(relation.Target))
        {
            _sheets.Add(new SheetInfo(_sheets.Count, name ?? "", state is "hidden" or "veryHidden"));
            _parts.Add(relation.Target);
        }
    }

    private NumberLook[] ReadLooks(string? part)
    {
        var written = new Dictionary<int, NumberLook>();
        var looks = new List<NumberLook>();
        var inCells = false;
        foreach (var element in part is null ? [] : _package.Elements(part))
        {
            switch (element.LocalName)
            {
                case "numFmt" when int.TryParse(element.GetAttribute("numFmtId"), out var id):
                    written[id] = NumberFormats.Of(element.GetAttribute("formatCode") ?? "");
                    break;
                case "cellXfs":
                    inCells = true;
                    break;
                case "cellStyles" or "cellStyleXfs" or "dxfs":
                    inCells = false;
                    break;
                case "xf" when inCells:
                    _ = int.TryParse(element.GetAttribute("numFmtId"), out var format);
                    looks.Add(written.TryGetValue(format, out var look) ? look : NumberFormats.BuiltIn(format));
                    break;
            }
        }

        return [.. looks];
    }
}
