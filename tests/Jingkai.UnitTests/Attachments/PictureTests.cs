using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Jingkai.Platform.Attachments;
using Jingkai.Platform.Attachments.Content;
using Jingkai.Platform.Ledgers.Sheets;

namespace Jingkai.UnitTests.Attachments;

/// <summary>Place and time of a photo, and the picture that pages show.</summary>
public sealed class PictureTests
{
    private static readonly (uint, uint)[] North = [(30, 1), (25, 1), (1530, 100)];
    private static readonly (uint, uint)[] East = [(120, 1), (18, 1), (0, 1)];

    private static Shot Shot(byte[] file) =>
        FileInspector.Inspect(new MemoryStream(file), "a", FileKind.Usual.ToHashSet(), SheetLimits.Default).Value.Shot;

    [Theory, InlineData(true), InlineData(false)]
    public void Place_and_time_are_read_from_every_kind_of_photo(bool big)
    {
        var exif = MadeFiles.Exif(big, latitude: North, longitude: East);
        foreach (var file in new[] { MadeFiles.Jpeg(exif: exif), MadeFiles.Png(exif: exif), MadeFiles.Webp(exif: exif), MadeFiles.Heic(exif) })
            Shot(file).ShouldBe(new Shot(new(2020, 7, 31, 8, 5, 9, DateTimeKind.Utc), 30_420_917, 120_300_000));
    }

    [Fact]
    public void Offset_and_side_count()
    {
        Exif.Read(MadeFiles.Exif(offset: "-05:30")).TakenAt.ShouldBe(new DateTime(2020, 7, 31, 21, 35, 9, DateTimeKind.Utc));
        var shot = Exif.Read(MadeFiles.Exif(latitude: North, longitude: East, sides: "SW"));
        (shot.LatitudeE6, shot.LongitudeE6).ShouldBe((-30_420_917, -120_300_000));
    }

    [Theory]
    [InlineData("0000:00:00 00:00:00")]
    [InlineData("2020:13:31 16:05:09")]
    [InlineData("yesterday at nine!!")]
    public void Time_that_makes_no_sense_is_left_out(string taken) => Exif.Read(MadeFiles.Exif(taken: taken)).TakenAt.ShouldBeNull();

    [Fact]
    public void Place_that_makes_no_sense_is_left_out()
    {
        (uint, uint)[][] wrong = [[(0, 0), (0, 0), (0, 0)], [(91, 1), (0, 1), (0, 1)], [(30, 0), (0, 1), (0, 1)], [(uint.MaxValue, 1), (uint.MaxValue, 1), (uint.MaxValue, 1)]];
        foreach (var latitude in wrong) Exif.Read(MadeFiles.Exif(latitude: latitude, longitude: latitude)).LatitudeE6.ShouldBeNull();
    }

    [Fact]
    public void Hostile_exif_gives_nothing_and_breaks_nothing()
    {
        var bytes = Gen.Choose(0, 255).Select(b => (byte)b).ListOf(96).Select(rest => (byte[])[.. "MM\0*\0\0\0\u0008"u8, .. rest]);
        Prop.ForAll(bytes.ToArbitrary(), tiff => Exif.Read(tiff) is not null).Holds();
        // A directory that leads to itself, and one that promises sixty thousand entries.
        var circle = MadeFiles.Exif();
        circle[8 + 2 + 8 + 3] = 8;
        Exif.Read(circle).TakenAt.ShouldBeNull();
        Exif.Read([.. "MM\0*"u8, 0, 0, 0, 8, 0xFF, 0xFF, .. new byte[60]]).ShouldBe(Platform.Attachments.Content.Shot.None);
        Exif.Read(new byte[Exif.MostBytes + 1]).ShouldBe(Platform.Attachments.Content.Shot.None);
    }

    [Fact]
    public void Shown_picture_carries_nothing_but_the_picture()
    {
        var exif = MadeFiles.Exif(latitude: North, longitude: East);
        byte[][] files = [MadeFiles.Jpeg(exif: exif, comment: "secret", after: "<script>secret</script>"), MadeFiles.Png(exif: exif, text: "secret"), MadeFiles.Webp(exif: exif)];
        foreach (var file in files)
        {
            var clean = CleanPicture.Of(file)!;
            (clean.Width, clean.Height).ShouldBe((400, 300));
            var text = Encoding.Latin1.GetString(clean.Content);
            foreach (var gone in new[] { "secret", "Exif", "EXIF", "eXIf", "2020:07:31" }) text.ShouldNotContain(gone);
            CleanPicture.Of(clean.Content)!.Content.ShouldBe(clean.Content);
            Shot(clean.Content).ShouldBe(Platform.Attachments.Content.Shot.None);
        }
    }

    [Fact]
    public void Picture_larger_than_pages_show_is_refused()
    {
        CleanPicture.Of(MadeFiles.Jpeg(1600, 1200)).ShouldNotBeNull();
        CleanPicture.Of(MadeFiles.Jpeg(1601, 1200)).ShouldBeNull();
        CleanPicture.Of(MadeFiles.Png(uint.MaxValue, 1)).ShouldBeNull();
        CleanPicture.Of(MadeFiles.Pdf()).ShouldBeNull();
        CleanPicture.Of("<svg/>"u8.ToArray()).ShouldBeNull();
        CleanPicture.Of(MadeFiles.Jpeg()[..^2]).ShouldBeNull();
        CleanPicture.Of([]).ShouldBeNull();
    }

    [Theory]
    [InlineData("营业执照.pdf", "pdf", "营业执照.pdf")]
    [InlineData("../../etc/passwd", "pdf", "passwd.pdf")]
    [InlineData(@"C:\fakepath\报表.XLSX", "xlsx", "报表.xlsx")]
    [InlineData("微信图片.png", "jpeg", "微信图片.jpg")]
    [InlineData("invoice.exe", "pdf", "invoice.exe.pdf")]
    [InlineData("a\"b<c>|d?.jpg", "jpeg", "a_b_c__d_.jpg")]
    [InlineData("CON.jpg", "jpeg", "file-CON.jpg")]
    [InlineData("....", "png", "file.png")]
    [InlineData("\u202Egnp.exe.jpg", "jpeg", "gnp.exe.jpg")]
    [InlineData("", "text", "file.txt")]
    public void Name_is_safe_and_says_what_the_content_is(string sent, string kind, string name) => AttachmentNames.Of(sent, FileKind.Of(kind)).ShouldBe(name);

    [Fact]
    public void Long_name_is_cut_between_characters()
    {
        var name = AttachmentNames.Of(string.Concat(Enumerable.Repeat("𠮷", 150)) + ".jpg", FileKind.Of("jpeg"));
        name.Length.ShouldBeLessThan(130);
        name.EnumerateRunes().ShouldAllBe(rune => rune != Rune.ReplacementChar);
    }
}
