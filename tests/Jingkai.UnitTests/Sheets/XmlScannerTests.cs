using System.Text;
using System.Xml;
using Jingkai.Platform.Ledgers.Sheets;

namespace Jingkai.UnitTests.Sheets;

public class XmlScannerTests
{
    [Fact]
    public void It_sees_what_the_frameworks_reader_sees()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var xml = RandomDocument(new Random(seed));
            var expected = ByFramework(xml);
            ByScanner(xml, piece: 7 + (seed * 13 % 5000)).ShouldBe(expected, $"seed {seed}: {xml}");
        }
    }

    [Fact]
    public void Passing_over_an_element_ends_where_reading_it_ends()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var inner = RandomDocument(new Random(seed));
            inner = inner[inner.IndexOf("<root", StringComparison.Ordinal)..].Replace("x:", "", StringComparison.Ordinal);
            var xml = $"<a><x:skip>sheet skip> {inner}</x:skip><b/></a>";
            using var scanner = new XmlScanner(new Pieces(Encoding.UTF8.GetBytes(xml), 3 + seed));
            scanner.Read();
            scanner.Read();
            scanner.SkipToEnd("skip"u8);
            scanner.Read().ShouldBe(XmlToken.Start);
            scanner.Is("b"u8).ShouldBeTrue();
            scanner.Read().ShouldBe(XmlToken.End);
            scanner.Read().ShouldBe(XmlToken.EndOfFile);
        }
    }

    [Fact]
    public void Long_texts_and_attributes_are_whole()
    {
        var text = string.Concat(Enumerable.Range(0, 60_000).Select(i => $"{i},"));
        using var scanner = new XmlScanner(new Pieces(Encoding.UTF8.GetBytes($"<a b=\"{text}\">{text}</a>"), 1000));
        scanner.Read();
        Encoding.UTF8.GetString(scanner.Attribute("b"u8)).ShouldBe(text);
        scanner.ContentText().ShouldBe(text);
    }

    private static string RandomDocument(Random random)
    {
        var xml = new StringBuilder(random.Next(2) == 0 ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n" : "\uFEFF");
        xml.Append("<root xmlns:x=\"u\">");
        Fill(xml, random, 4);
        return xml.Append("</root>").Append(random.Next(2) == 0 ? "\n<!-- end -->" : "").ToString();
    }

    private static void Fill(StringBuilder xml, Random random, int depth)
    {
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            switch (random.Next(7))
            {
                case 0 when depth > 0:
                    var name = random.Next(2) == 0 ? "x:c" : "row";
                    var blank = random.Next(2) == 0 ? " " : "\r\n  ";
                    xml.Append($"<{name}{blank}r = '{random.Next(100)}'{blank}t=\"a&gt;>'b\"{(random.Next(2) == 0 ? " " : "")}>");
                    Fill(xml, random, depth - 1);
                    xml.Append($"</{name} >");
                    break;
                case 1:
                    xml.Append("<e a=\"/\" />");
                    break;
                case 2:
                    xml.Append($"<!-- {random.Next(10)} <not> -->");
                    break;
                case 3:
                    xml.Append("<![CDATA[<&\r\n]] >]]>");
                    break;
                case 4:
                    xml.Append("a&lt;&#x4e2d;&amp;\r\nb\rc>" + new string('长', random.Next(200)));
                    break;
                default:
                    xml.Append("临平 text\t");
                    break;
            }
        }
    }

    private static List<string> ByFramework(string xml)
    {
        var seen = new List<string>();
        using var reader = XmlReader.Create(new StringReader(xml.TrimStart('\uFEFF')));
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    seen.Add($"<{reader.LocalName} {reader.GetAttribute("r")} {reader.IsEmptyElement}");
                    break;
                case XmlNodeType.EndElement:
                    seen.Add($">{reader.LocalName}");
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    Text(seen, reader.Value, reader.Depth);
                    break;
            }
        }

        return seen;
    }

    private static List<string> ByScanner(string xml, int piece)
    {
        var seen = new List<string>();
        var depth = 0;
        using var scanner = new XmlScanner(new Pieces(Encoding.UTF8.GetBytes(xml), piece));
        for (var token = scanner.Read(); token != XmlToken.EndOfFile; token = scanner.Read())
        {
            switch (token)
            {
                case XmlToken.Start:
                    depth += scanner.IsEmpty ? 0 : 1;
                    seen.Add($"<{Encoding.UTF8.GetString(scanner.Name)} {AttributeText(scanner)} {scanner.IsEmpty}");
                    break;
                case XmlToken.End:
                    depth--;
                    seen.Add($">{Encoding.UTF8.GetString(scanner.Name)}");
                    break;
                case XmlToken.Text:
                    Text(seen, Resolved(scanner), depth);
                    break;
            }
        }

        return seen;
    }

    private static string Resolved(XmlScanner scanner)
    {
        var resolved = new byte[scanner.RawText.Length];
        return Encoding.UTF8.GetString(resolved, 0, XmlEntities.Resolve(scanner.RawText, resolved, scanner.IsCharacterData));
    }

    private static string? AttributeText(XmlScanner scanner) =>
        scanner.Attribute("r"u8) is { IsEmpty: false } value ? Encoding.UTF8.GetString(value) : null;

    private static void Text(List<string> seen, string text, int depth)
    {
        if (depth == 0)
        {
            return;
        }

        if (seen.Count > 0 && seen[^1][0] == '"')
        {
            seen[^1] += text;
        }
        else if (text.Length > 0)
        {
            seen.Add('"' + text);
        }
    }

    /// <summary>A stream that gives a few bytes at a time.</summary>
    private sealed class Pieces(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, piece));
    }
}
