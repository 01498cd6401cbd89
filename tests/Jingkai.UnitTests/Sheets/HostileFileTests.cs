using System.IO.Compression;
using System.Text;
using Jingkai.Platform.Ledgers.Sheets;

namespace Jingkai.UnitTests.Sheets;

public class HostileFileTests
{
    [Fact]
    public void Garbage_is_unreadable_whatever_its_name()
    {
        var bytes = new byte[5000];
        new Random(7).NextBytes(bytes);
        Files.Refusal(new MemoryStream(bytes)).ShouldBe("unreadable-file");
        Files.Refusal(new MemoryStream(bytes), "a.csv").ShouldBe("unreadable-file");
        Files.Refusal(new MemoryStream([0x50, 0x4B, 3, 4, .. bytes])).ShouldBe("unreadable-file");
        Files.Refusal(new MemoryStream([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. bytes])).ShouldBe("unreadable-file");
        Files.Refusal(Files.Text("this is not a workbook")).ShouldBe("unreadable-file");
        Files.Refusal(Files.Text("%PDF-1.7\n1 0 obj")).ShouldBe("unreadable-file");
        Files.Refusal(Files.Text("<html><table><tr><td>1</td></tr></table></html>"), "报表.xls").ShouldBe("unreadable-file");
        Files.Refusal(new MemoryStream([])).ShouldBe("unreadable-file");
    }

    [Fact]
    public void A_table_of_text_named_xlsx_is_read_as_what_it_is()
    {
        using var file = Files.Open(Files.Text("a,b\n1,2\n"), "renamed.xlsx");
        file.Format.ShouldBe(SheetFormat.Csv);
        using var workbook = Files.Open(Files.Plain([Files.Texts("a")]), "renamed.csv");
        workbook.Format.ShouldBe(SheetFormat.Xlsx);
    }

    [Fact]
    public void Other_office_files_are_named_as_such()
    {
        foreach (var parts in new Dictionary<string, string>[]
        {
            new() { ["mimetype"] = "application/vnd.oasis.opendocument.spreadsheet", ["content.xml"] = "<x/>" },
            new() { ["_rels/.rels"] = """<Relationships xmlns="p"><Relationship Id="1" Type="x/officeDocument" Target="word/document.xml"/></Relationships>""", ["word/document.xml"] = "<x/>" },
            new() { ["_rels/.rels"] = """<Relationships xmlns="p"><Relationship Id="1" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>""", ["xl/workbook.bin"] = "x" },
        })
        {
            var error = SheetFile.Open(Files.Zip(parts), "a.xlsx").Error!;
            error.Code.ShouldBe("unreadable-file");
            error.Message.En.ShouldContain("another office format");
        }

        Files.Refusal(Files.Zip(new Dictionary<string, string> { ["readme.txt"] = "x" })).ShouldBe("unreadable-file");
    }

    [Fact]
    public void A_zip_bomb_is_refused_while_it_inflates_and_not_by_what_it_states()
    {
        foreach (var filling in " A\0")
        {
            Files.Refusal(Bomb(64 << 20, filling)).ShouldBe("file-too-large-inflated");
        }

        var bomb = Bomb(64 << 20);
        bomb.Length.ShouldBeLessThan(200_000);
        Files.Refusal(bomb).ShouldBe("file-too-large-inflated");

        // A zip may state any size; here it states 1 KiB.
        var liar = bomb.ToArray();
        PatchStatedSizes(liar, 1024);
        Files.Refusal(new MemoryStream(liar)).ShouldBeOneOf("file-too-large-inflated", "unreadable-file");

        using var file = Files.Open(Bomb(64 << 20));
        file.Head().Error!.Code.ShouldBe("file-too-large-inflated");
    }

    [Fact]
    public void The_limit_holds_for_all_parts_together_and_counts_a_part_once()
    {
        var file = Files.Plain(Enumerable.Range(0, 1000).Select(i => Files.Texts($"text {i}", "more text to fill the part")));
        var bytes = file.ToArray();
        var limits = new SheetLimits { MaxInflatedBytes = 300_000 };
        using var enough = Files.Open(new MemoryStream(bytes), limits: limits);
        for (var i = 0; i < 5; i++)
        {
            enough.Rows().Count().ShouldBe(1000);
        }

        Files.Refusal(new MemoryStream(bytes), limits: limits with { MaxInflatedBytes = 100_000 }).ShouldBe("file-too-large-inflated");
    }

    [Fact]
    public void Too_many_rows_or_columns_are_refused_and_blank_formatted_cells_do_not_count()
    {
        var limits = new SheetLimits { MaxRows = 3, MaxColumns = 4 };
        var ok = """<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row><row r="3"><c r="D3"><v>1</v></c></row></sheetData>""";
        Files.Rows(Files.Raw(ok), limits: limits).Count.ShouldBe(2);
        Files.Refusal(Files.Raw(ok.Replace("r=\"3\"", "r=\"4\"", StringComparison.Ordinal)), limits: limits).ShouldBe("too-many-rows");
        Files.Refusal(Files.Raw(ok.Replace("D3", "E3", StringComparison.Ordinal)), limits: limits).ShouldBe("too-many-columns");
        Files.Refusal(Files.Text("1\n2\n3\n4\n"), "a.csv", limits).ShouldBe("too-many-rows");
        Files.Refusal(Files.Text("1,2,3,4,5\n"), "a.csv", limits).ShouldBe("too-many-columns");
        Files.Rows(Files.Text("1,2,3,4,,,,\n"), "a.csv", limits)[0].Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("""<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData/></worksheet>""")]
    [InlineData("<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c>")]
    [InlineData("<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>99</v></c></row></sheetData></worksheet>")]
    [InlineData("<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&nbsp;</t></is></c></row></sheetData></worksheet>")]
    [InlineData("<worksheet><sheetData><row r=\"1\"></c></row></sheetData></worksheet></worksheet></worksheet>")]
    [InlineData("<worksheet><sheetData><row r=1><c/></row></sheetData></worksheet>")]
    [InlineData("<worksheet no xml at all")]
    public void Broken_sheets_are_unreadable(string sheet)
    {
        var parts = Files.Parts("<sheetData/>");
        parts["xl/worksheets/sheet1.xml"] = sheet;
        Files.Refusal(Files.Zip(parts)).ShouldBe("unreadable-file");
    }

    [Fact]
    public void Depth_and_endless_tokens_are_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 100)) + string.Concat(Enumerable.Repeat("</a>", 100));
        Files.Refusal(Files.Raw($"<sheetData><row r=\"1\">{deep}</row></sheetData>")).ShouldBe("unreadable-file");
        var attribute = new string('x', 3 << 20);
        Files.Refusal(Files.Raw($"<sheetData><row r=\"1\" a=\"{attribute}\"/></sheetData>")).ShouldBe("unreadable-file");
        Files.Refusal(Files.Raw($"<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{attribute}</t></is></c></row></sheetData>"))
            .ShouldBe("cell-too-long");
    }

    [Fact]
    public void Every_cut_of_a_workbook_is_refused_and_nothing_else_is_thrown()
    {
        var whole = Files.Plain(Enumerable.Range(0, 300).Select(i => Files.Texts($"text {i}", "x"))).ToArray();
        for (var length = 0; length < whole.Length; length += 97)
        {
            Files.Refusal(new MemoryStream(whole[..length])).ShouldNotBeNull();
        }
    }

    [Fact]
    public void Flipped_bytes_never_throw_anything_but_a_refusal()
    {
        var random = new Random(11);
        var whole = Files.Plain(Enumerable.Range(0, 50).Select(i => Files.Texts($"text {i}", "x"))).ToArray();
        var xls = XlsFixture.Small();
        for (var i = 0; i < 600; i++)
        {
            var broken = (i % 2 == 0 ? whole : xls).ToArray();
            for (var flips = 0; flips < 3; flips++)
            {
                broken[random.Next(broken.Length)] ^= (byte)(1 << random.Next(8));
            }

            Should.NotThrow(() => Files.Refusal(new MemoryStream(broken)));
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task A_circle_of_sectors_in_an_old_workbook_ends()
    {
        var workbook = XlsFixture.Small();
        var fat = 512;
        BitConverter.TryWriteBytes(workbook.AsSpan(fat + (4 * 4)), 3);
        (await Task.Run(() => Files.Refusal(new MemoryStream(workbook)))).ShouldBe("unreadable-file");
    }

    [Fact]
    public void A_protected_workbook_is_said_to_be_protected()
    {
        Files.Refusal(new MemoryStream(XlsFixture.EncryptedPackage())).ShouldBe("encrypted-file");
    }

    private static MemoryStream Bomb(int size, char filling = ' ')
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in Files.Parts("<sheetData><row r=\"1\"/>@</sheetData>"))
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                var pieces = content.Split('@');
                entry.Write(Encoding.UTF8.GetBytes(pieces[0]));
                if (pieces.Length == 2)
                {
                    entry.Write(Encoding.UTF8.GetBytes(new string(filling, size)));
                    entry.Write(Encoding.UTF8.GetBytes(pieces[1]));
                }
            }
        }

        return stream;
    }

    private static void PatchStatedSizes(byte[] zip, int stated)
    {
        // The size in each entry of the central directory stands 24 bytes behind its mark.
        for (var i = 0; i < zip.Length - 28; i++)
        {
            if (zip.AsSpan(i).StartsWith("PK\u0001\u0002"u8))
            {
                BitConverter.TryWriteBytes(zip.AsSpan(i + 24), Math.Min(stated, BitConverter.ToInt32(zip, i + 24)));
            }
        }
    }
}
