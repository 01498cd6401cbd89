using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Jingkai.Platform.Attachments.Content;
using Jingkai.Platform.Ledgers.Sheets;

namespace Jingkai.UnitTests.Attachments;

/// <summary>A file is what its content is.</summary>
public sealed class FileInspectorTests
{
    private static readonly IReadOnlySet<string> Usual = FileKind.Usual.ToHashSet();

    private static readonly Dictionary<string, Func<byte[]>> Good = new()
    {
        ["pdf"] = () => MadeFiles.Pdf(),
        ["jpeg"] = () => MadeFiles.Jpeg(exif: MadeFiles.Exif(latitude: [(30, 1), (25, 1), (0, 1)], longitude: [(120, 1), (18, 1), (0, 1)])),
        ["png"] = () => MadeFiles.Png(exif: MadeFiles.Exif()),
        ["webp"] = () => MadeFiles.Webp(exif: MadeFiles.Exif()),
        ["heic"] = () => MadeFiles.Heic(MadeFiles.Exif()),
        ["docx"] = () => MadeFiles.Office("word/document.xml"),
        ["xlsx"] = () => MadeFiles.Office("xl/workbook.xml"),
        ["pptx"] = () => MadeFiles.Office("ppt/presentation.xml"),
        ["doc"] = () => MadeFiles.Compound("Root Entry", "WordDocument"),
        ["xls"] = () => MadeFiles.Compound("Root Entry", "Workbook"),
    };

    public static TheoryData<string> Kinds => new(Good.Keys);

    private static string Code(byte[] content, string name, IReadOnlySet<string>? allowed = null)
    {
        var found = FileInspector.Inspect(new MemoryStream(content), name, allowed ?? Usual, new SheetLimits { MaxInflatedBytes = 64 << 20 });
        return found.IsOk ? found.Value.Kind.Code : found.Error.Code;
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Kind_comes_from_the_content_whatever_the_name_says(string kind)
    {
        foreach (var name in new[] { $"a.{kind}", "a.exe", "a.html", "a", "a.svg" }) Code(Good[kind](), name).ShouldBe(kind, name);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void File_that_breaks_off_is_damaged(string kind)
    {
        var whole = Good[kind]();
        foreach (var part in new[] { whole.Length / 3, whole.Length / 2, whole.Length * 3 / 4 }) Code(whole[..part], "a").ShouldBe("damaged-file", $"{part} of {whole.Length}");
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "a.txt")]
    [InlineData("\uFEFF  \n<!DOCTYPE html><p>x", "a.csv")]
    [InlineData("名称,值\n甲,<script src=//x></script>\n", "a.csv")]
    [InlineData("<?xml version=\"1.0\"?><a/>", "a.txt")]
    [InlineData("MZ\u0090\0\u0003", "a.pdf")]
    [InlineData("#!/bin/sh\nrm -rf /\n", "a.sh")]
    [InlineData("\u007fELF\u0002\u0001", "a.jpg")]
    [InlineData("@echo off", "a.bat")]
    [InlineData("GIF89a\u0001\0", "a.gif")]
    [InlineData("a\0b", "a.txt")]
    [InlineData("text", "a.pdf")]
    public void What_is_no_document_is_refused(string content, string name) => Code(Encoding.UTF8.GetBytes(content), name).ShouldBe("file-kind-refused");

    [Theory]
    [InlineData("统一社会信用代码,企业名称\n1,甲\n", "a.csv", "csv")]
    [InlineData("会议记要：税收 < 5% 的企业\n", "a.TXT", "text")]
    public void Text_is_told_apart_by_its_name(string content, string name, string kind)
    {
        Code(Encoding.UTF8.GetBytes(content), name).ShouldBe(kind);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Code(Encoding.GetEncoding("GB18030").GetBytes(content), name).ShouldBe(kind);
    }

    [Fact]
    public void Zip_is_refused_unless_it_was_allowed()
    {
        var zip = MadeFiles.Zip(("a.txt", "x"u8.ToArray()));
        Code(zip, "a.docx").ShouldBe("file-kind-refused");
        Code(zip, "a.zip", Usual.Append("zip").ToHashSet()).ShouldBe("zip");
        Code(MadeFiles.Zip(("OFD.xml", "<x/>"u8.ToArray())), "a.ofd").ShouldBe("file-kind-refused");
        Code(MadeFiles.Zip(("OFD.xml", "<x/>"u8.ToArray())), "a.ofd", Usual.Append("ofd").ToHashSet()).ShouldBe("ofd");
    }

    [Fact]
    public void Macros_are_refused()
    {
        Code(MadeFiles.Office("word/document.xml", ("word/vbaProject.bin", [1])), "a.docx").ShouldBe("file-has-macros");
        Code(MadeFiles.Compound("Root Entry", "Workbook", "_VBA_PROJECT"), "a.xls").ShouldBe("file-has-macros");
        Code(MadeFiles.Compound("Root Entry", "EncryptedPackage"), "a.xlsx").ShouldBe("encrypted-file");
        Code(MadeFiles.Compound("Root Entry", "PowerPoint Document"), "a.ppt").ShouldBe("file-kind-refused");
    }

    [Fact]
    public void Document_that_unpacks_to_too_much_is_refused_while_unpacking()
    {
        // Packed a thousandfold.
        Code(MadeFiles.Office("word/document.xml", ("word/media/a.bin", new byte[24 << 20])), "a.docx").ShouldBe("file-too-large-inflated");
        // Packed hardly, but too much together.
        var noise = new byte[9 << 20];
        var state = 1u;
        for (var i = 0; i < noise.Length; i++) noise[i] = (byte)((state = (state * 1664525) + 1013904223) >> 24);
        Code(MadeFiles.Zip([("[Content_Types].xml", []), ("word/document.xml", []), .. Enumerable.Range(0, 8).Select(i => ($"{i}", noise))]), "a.docx").ShouldBe("file-too-large-inflated");
    }

    [Theory]
    [InlineData("jpeg")]
    [InlineData("pdf")]
    [InlineData("png")]
    public void File_of_two_kinds_is_the_one_it_begins_as(string kind)
    {
        // A picture with a page or a program hung on stays a picture: it is only ever sent as one, as a download.
        Code([.. Good[kind](), .. "<html><script>alert(1)</script>"u8], "a.html").ShouldBe(kind);
        Code([.. Good[kind](), .. MadeFiles.Zip(("a.class", [0xCA, 0xFE, 0xBA, 0xBE]))], "a.jar").ShouldBe(kind);
    }

    [Fact]
    public void Changed_bytes_never_do_more_than_refuse()
    {
        var files = Good.Values.Select(make => make()).ToList();
        var changes = Gen.Choose(0, files.Count - 1).SelectMany(file => Gen.Choose(0, 255).ListOf(6).SelectMany(values => Gen.Choose(0, 4000).ListOf(6).Select(places => (file, values, places))));
        Prop.ForAll(changes.ToArbitrary(), change =>
        {
            var bytes = files[change.file].ToArray();
            foreach (var (place, value) in change.places.Zip(change.values)) bytes[place % bytes.Length] = (byte)value;
            var code = Code(bytes, "a.txt");
            return Usual.Contains(code) || code is "damaged-file" or "file-kind-refused" or "file-has-macros" or "encrypted-file" or "file-too-large-inflated";
        }).Holds();
    }
}
