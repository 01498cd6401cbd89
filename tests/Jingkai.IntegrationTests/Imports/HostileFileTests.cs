using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.UnitTests.Sheets;

namespace Jingkai.IntegrationTests.Imports;

/// <summary>Whatever comes as a file: a plain refusal, nothing written, nothing left on disk, no error in the log.</summary>
public abstract class HostileFileTests(ImportServer server) : ServerTests(server)
{
    private const string Unreadable = "unreadable-file";
    private const string TooLargeInflated = "file-too-large-inflated";

    private static readonly byte[] ZipMark = [0x50, 0x4B, 3, 4];
    private static readonly byte[] OldOfficeMark = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    [Fact]
    public async Task Garbage_is_refused_at_once()
    {
        using var office = await OpenAsync();
        var garbage = Noise(10 << 20);
        await office.Refuses(garbage, "台账.xlsx", 415, Unreadable);
        await office.Refuses([.. ZipMark, .. garbage.AsSpan(0, 1 << 20)], "台账.xlsx", 415, Unreadable);
        await office.Refuses([.. OldOfficeMark, .. garbage.AsSpan(0, 1 << 20)], "台账.xls", 415, Unreadable);
        await office.Refuses(garbage[..100_000], "台账.csv", 415, Unreadable);
        await office.Refuses([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. garbage.AsSpan(0, 50_000)], "台账.xlsx", 415, Unreadable);
        await office.Refuses(Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<< >>\nendobj\n"), "台账.xlsx", 415, Unreadable);
        await office.Refuses(Encoding.UTF8.GetBytes("<html><body><table><tr><td>统一社会信用代码</td></tr></table></body></html>"), "台账.xls", 415, Unreadable);
        await office.Refuses(Workbook.Zip(new Dictionary<string, string> { ["mimetype"] = "application/vnd.oasis.opendocument.spreadsheet", ["content.xml"] = "<x/>" }), "台账.xlsx", 415, Unreadable);
        await office.Refuses(XlsFixture.EncryptedPackage(), "台账.xlsx", 415, "encrypted-file");
        await office.Refuses([], "台账.xlsx", 422, "empty-file");
        await office.Refuses(new byte[(ImportServer.MaxMegabytes << 20) + 1], "台账.xlsx", 413, "too-large");
        await office.Refuses(new byte[(ImportServer.MaxMegabytes << 20) + (1 << 20)], "台账.xlsx", 413, "too-large");
        await office.NothingHappened();
    }

    [Fact]
    public async Task Request_without_a_file_is_refused()
    {
        using var office = await OpenAsync();
        foreach (var content in new HttpContent?[] { null, new StringContent("{}", Encoding.UTF8, "application/json"), new MultipartFormDataContent { { new StringContent("x"), "text" } }, new MultipartFormDataContent { { new ByteArrayContent([1]), "files", "a.csv" } } })
        {
            var answer = await office.Economy.PostAsync(office.At("imports/enterprises"), content);
            ((int)answer.StatusCode, await Code(answer)).ShouldBe((400, "no-file"));
        }

        // A body that breaks off, or says it is multipart and is not.
        foreach (var body in new[] { "", "--b", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nabc", "nonsense" })
        {
            var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
            var answer = await office.Economy.PostAsync(office.At("imports/enterprises"), content);
            ((int)answer.StatusCode, await Code(answer)).ShouldBe((400, "no-file"), body);
        }

        await office.NothingHappened();
    }

    /// <summary>A zip bomb that is a workbook otherwise is named for what it is, wherever the bomb lies; one that lies about its own
    /// size is cut off at the lie and damaged then; one that is no workbook is never opened so far.</summary>
    [Theory]
    [InlineData("blanks", TooLargeInflated)]
    [InlineData("one cell", TooLargeInflated)]
    [InlineData("zeros", TooLargeInflated)]
    [InlineData("rows", TooLargeInflated)]
    [InlineData("shared texts", TooLargeInflated)]
    [InlineData("one shared text", TooLargeInflated)]
    [InlineData("attribute", TooLargeInflated)]
    [InlineData("comment", TooLargeInflated)]
    [InlineData("workbook", TooLargeInflated)]
    [InlineData("styles", TooLargeInflated)]
    [InlineData("lying about its size", Unreadable)]
    [InlineData("zip in a zip", Unreadable)]
    public async Task Zip_bomb_is_refused_while_it_inflates(string bomb, string code)
    {
        using var office = await OpenAsync();
        var content = Bomb(bomb);
        content.Length.ShouldBeLessThan(400_000);
        var refused = await office.HandIn(content, "台账.xlsx");
        refused.Code.ShouldBe(code, refused.ToString());
        await office.NothingHappened();
    }

    [Fact]
    public async Task Names_inside_a_zip_lead_nowhere()
    {
        using var office = await OpenAsync();
        var parts = Good(office.Codes[0]).Parts();
        foreach (var evil in new[] { "../../../../evil.txt", "/etc/evil.txt", "C:\\evil.txt", "..\\..\\evil.txt", "xl/../../../evil.txt", "con", new string('a', 60_000), "\u0000\u0001evil", "a//b/./../c" })
            parts[evil] = "evil";
        var read = await office.Economy.ImportAsync(office.Zone, "enterprises", Workbook.Zip(parts), "台账.xlsx", "?dryRun=true");
        read.Counts.ShouldBe((1, 1, 0, 0, 0), read.ToString());

        foreach (var target in new[] { "../../../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "http://127.0.0.1:1/x.xml", "", "../workbook.xml" })
        {
            var bent = Good(office.Codes[0]).Parts();
            bent["xl/_rels/workbook.xml.rels"] = bent["xl/_rels/workbook.xml.rels"].Replace("worksheets/sheet1.xml", target, StringComparison.Ordinal);
            (await office.HandIn(Workbook.Zip(bent), "台账.xlsx")).Code.ShouldBeOneOf(Unreadable, "missing-column", "header-not-found");
        }

        var crowd = Good(office.Codes[0]).Parts();
        for (var i = 0; i < 20_001; i++) crowd[$"x/{i}"] = "";
        await office.Refuses(Workbook.Zip(crowd), "台账.xlsx", 415, Unreadable);
        await office.NothingHappened();
    }

    [Theory]
    [InlineData("xl/workbook.xml")]
    [InlineData("xl/_rels/workbook.xml.rels")]
    [InlineData("_rels/.rels")]
    [InlineData("xl/styles.xml")]
    [InlineData("xl/sharedStrings.xml")]
    [InlineData("xl/worksheets/sheet1.xml")]
    public async Task Document_types_and_entities_are_refused_in_every_part(string part)
    {
        using var office = await OpenAsync();
        var secret = Path.Combine(Server.Folder, "secret.txt");
        await File.WriteAllTextAsync(secret, "统一社会信用代码");
        foreach (var type in new[]
        {
            $"<!DOCTYPE x [<!ENTITY e SYSTEM \"file://{secret}\">]>",
            $"<!DOCTYPE x SYSTEM \"{Server.Address}healthz\">",
            "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY e \"&c;&c;&c;&c;&c;&c;&c;&c;\">]>",
        })
        {
            var parts = Good(office.Codes[0]).Parts();
            var xml = parts[part];
            var declared = xml.StartsWith("<?xml", StringComparison.Ordinal) ? xml.IndexOf("?>", StringComparison.Ordinal) + 2 : 0;
            parts[part] = xml[..declared] + type + xml[declared..].Replace("甲公司", "&e;", StringComparison.Ordinal);
            var refused = await office.HandIn(Workbook.Zip(parts), "台账.xlsx");
            refused.Code.ShouldBe(Unreadable, refused.ToString());
            refused.ToString().ShouldNotContain("aaaaaaaaaa");
        }

        await office.NothingHappened();
    }

    [Fact]
    public async Task Sheets_beyond_all_measure_are_refused_with_what_is_too_much()
    {
        using var office = await OpenAsync();
        var wide = Enumerable.Repeat((object?)"列", 20_000).ToArray();
        (await office.HandIn(Workbook.Of(["统一社会信用代码", "企业名称"], wide), "台账.xlsx")).Code.ShouldBe("too-many-columns");
        (await office.HandIn(Workbook.Of([.. new object?[] { "统一社会信用代码", "企业名称" }, .. wide]), "台账.xlsx")).Code.ShouldBe("too-many-columns");
        (await office.HandIn(Text("统一社会信用代码,企业名称\n" + string.Join(',', Enumerable.Repeat("x", 20_000)) + "\n"), "台账.csv")).Code.ShouldBe("too-many-columns");
        (await office.HandIn(Text("统一社会信用代码,企业名称\n" + new string('\n', 1_048_576)), "台账.csv")).Code.ShouldBe("too-many-rows");
        var last = Good(office.Codes[0]).Parts();
        last["xl/worksheets/sheet1.xml"] = last["xl/worksheets/sheet1.xml"].Replace("r=\"2\"", "r=\"1048577\"", StringComparison.Ordinal);
        (await office.HandIn(Workbook.Zip(last), "台账.xlsx")).Code.ShouldBe("too-many-rows");

        var name = new string('长', 40_000);
        var tooLong = await office.HandIn(Workbook.Of(["统一社会信用代码", "企业名称"], [office.Codes[0], name]), "台账.xlsx");
        tooLong.Errors.ShouldHaveSingleItem().ShouldBe((2, "企业名称", "too-long"), tooLong.ToString());
        (await office.HandIn(Workbook.Of(["统一社会信用代码", "企业名称"], [office.Codes[0], new string('长', 2 << 20)]), "台账.xlsx")).Code.ShouldBe("cell-too-long");
        (await office.HandIn(Workbook.Of(["统一社会信用代码", "企业名称"], [office.Codes[0], new Inline(new string('长', 2 << 20))]), "台账.xlsx")).Code.ShouldBe("cell-too-long");
        (await office.HandIn(Text($"统一社会信用代码,企业名称\n{office.Codes[0]},{name}\n"), "台账.csv")).Code.ShouldBe("cell-too-long");
        (await office.HandIn(Text($"统一社会信用代码,企业名称\n{office.Codes[0]},\"甲公司\n"), "台账.csv")).Code.ShouldBe(Unreadable);
        await office.NothingHappened();
    }

    [Fact]
    public async Task Spoilt_bytes_never_end_in_an_internal_error()
    {
        using var office = await OpenAsync();
        var random = new Random(20240701);
        byte[][] wholes = [Good(office.Codes[0]).ToArray(), XlsFixture.Small(), Text($"统一社会信用代码,企业名称\n{office.Codes[0]},\"甲\"\n")];
        for (var i = 0; i < 60; i++)
        {
            var spoilt = wholes[i % 3].ToArray();
            for (var flips = random.Next(1, 5); flips > 0; flips--) spoilt[random.Next(spoilt.Length)] ^= (byte)(1 << random.Next(8));
            if (i % 4 == 0) spoilt = spoilt[..random.Next(1, spoilt.Length)];
            await office.HandIn(spoilt, "台账.xlsx", "?mode=good&dryRun=true");
        }

        await office.NothingHappened();
    }

    [Theory]
    [InlineData("../../../evil.csv", "evil.csv")]
    [InlineData("C:\\temp\\台账.csv", "台账.csv")]
    [InlineData("..", "..")]
    [InlineData("<script>alert(1)</script>.csv", "script>.csv")]
    public async Task Name_of_a_file_is_only_shown(string name, string shown)
    {
        using var office = await OpenAsync();
        var read = await office.Economy.ImportAsync(office.Zone, "enterprises", Text($"统一社会信用代码,企业名称\n{office.Codes[0]},甲公司\n"), name, "?dryRun=true");
        read.Counts.ShouldBe((1, 1, 0, 0, 0), read.ToString());
        read.Result.Text("fileName").ShouldBe(shown);
        Directory.EnumerateFiles(Server.Folder, "*evil*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    private Task<Victim> OpenAsync() => Victim.OpenAsync(Server);

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(7).NextBytes(noise);
        return noise;
    }

    private static Workbook Good(string code)
    {
        var workbook = new Workbook();
        var sheet = workbook.Sheet("台账");
        sheet.Row("统一社会信用代码", "企业名称");
        sheet.Row(code, "甲公司");
        return workbook;
    }

    private static byte[] Bomb(string kind)
    {
        const int Size = 64 << 20;
        const string Sheet = "xl/worksheets/sheet1.xml", Texts = "xl/sharedStrings.xml";
        var parts = Good("91330499MA0000000X").Parts();
        void Blow(string part, string before, string filling) => parts[part] = parts[part].Replace(before, string.Concat(Enumerable.Repeat(filling, Size / filling.Length)) + before, StringComparison.Ordinal);
        switch (kind)
        {
            case "blanks":
                Blow(Sheet, "</sheetData>", " ");
                break;
            case "one cell":
                parts[Sheet] = parts[Sheet].Replace("</sheetData>", "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>@</t></is></c></row></sheetData>", StringComparison.Ordinal);
                Blow(Sheet, "@", "A");
                break;
            case "zeros":
                parts[Sheet] = new string('\0', Size);
                break;
            case "rows":
                Blow(Sheet, "</sheetData>", "<row><c t=\"inlineStr\"><is><t>a</t></is></c></row>");
                break;
            case "shared texts":
                Blow(Texts, "</sst>", "<si><t>a</t></si>");
                break;
            case "one shared text":
                Blow(Texts, "甲公司", "A");
                break;
            case "attribute":
                parts[Sheet] = parts[Sheet].Replace("<sheetData>", "<sheetData x=\"@\">", StringComparison.Ordinal);
                Blow(Sheet, "@", "A");
                break;
            case "comment":
                parts[Sheet] = parts[Sheet].Replace("<sheetData>", "<!--@--><sheetData>", StringComparison.Ordinal);
                Blow(Sheet, "@", "A");
                break;
            case "workbook":
                Blow("xl/workbook.xml", "</sheets>", " ");
                break;
            case "styles":
                Blow("xl/styles.xml", "</cellXfs>", "<xf numFmtId=\"0\"/>");
                break;
            case "lying about its size":
                Blow(Sheet, "</sheetData>", " ");
                var liar = Workbook.Zip(parts, CompressionLevel.SmallestSize);
                // The size stands 24 bytes behind the mark of each entry in the directory at the end.
                for (var i = 0; i < liar.Length - 28; i++)
                    if (liar.AsSpan(i).StartsWith("PK\u0001\u0002"u8)) BitConverter.TryWriteBytes(liar.AsSpan(i + 24), Math.Min(500, BitConverter.ToInt32(liar, i + 24)));
                return liar;
            default:
                return Workbook.Zip(new Dictionary<string, string> { ["1.zip"] = new('\0', Size), ["2.zip"] = new('\0', Size) }, CompressionLevel.SmallestSize);
        }

        return Workbook.Zip(parts, CompressionLevel.SmallestSize);
    }
}

public sealed class Hostile_files_on_sqlite(SqliteImports server) : HostileFileTests(server);

public sealed class Hostile_files_on_postgres(PostgresImports server) : HostileFileTests(server);
