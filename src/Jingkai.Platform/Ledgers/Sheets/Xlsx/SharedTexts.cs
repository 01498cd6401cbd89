using System.Text;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>The table of texts that cells of a workbook point to; the one part that must be held in memory.</summary>
internal static class SharedTexts
{
    public static string[] Read(Stream? part)
    {
        if (part is null)
        {
            return [];
        }

        var texts = new List<string>();
        using var xml = new XmlScanner(part) { TextTooLong = static () => SheetErrors.TextTooLong };
        for (var token = xml.Read(); token != XmlToken.EndOfFile; token = xml.Read())
        {
            if (token == XmlToken.Start && xml.Is("si"u8))
            {
                texts.Add(ReadRich(xml));
            }
        }

        return [.. texts];
    }

    /// <summary>The text of an element <c>si</c> or <c>is</c>: its runs joined, without the reading aids of Asian scripts.</summary>
    public static string ReadRich(XmlScanner xml)
    {
        if (xml.IsEmpty)
        {
            return "";
        }

        string? first = null;
        StringBuilder? more = null;
        for (var depth = 1; depth > 0;)
        {
            switch (xml.Read())
            {
                case XmlToken.End:
                    depth--;
                    break;
                case XmlToken.Start when xml.Is("t"u8):
                    var text = xml.ContentText();
                    if (first is null)
                    {
                        first = text;
                    }
                    else if ((more ??= new StringBuilder(first)).Append(text).Length > XmlScanner.MaxToken)
                    {
                        throw new SheetReadException(xml.TextTooLong());
                    }

                    break;
                case XmlToken.Start when xml.Is("rPh"u8):
                    xml.Skip();
                    break;
                case XmlToken.Start when !xml.IsEmpty:
                    depth++;
                    break;
            }
        }

        return more?.ToString() ?? first ?? "";
    }
}
