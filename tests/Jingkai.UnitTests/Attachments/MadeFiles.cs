using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Jingkai.UnitTests.Attachments;

/// <summary>Files put together byte by byte, right ones and made-up ones.</summary>
internal static class MadeFiles
{
    public static byte[] Pdf(string tail = "\n%%EOF\n") => Encoding.Latin1.GetBytes("%PDF-1.7\n%âãÏÓ\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>" + tail);

    /// <summary>A JPEG as its structure goes; nothing in it can be decoded.</summary>
    public static byte[] Jpeg(int width = 400, int height = 300, byte[]? exif = null, string comment = "", string after = "") => Join(
        [0xFF, 0xD8], Segment(0xE0, "JFIF\0\u0001\u0001\0\0\u0001\0\u0001\0\0"), exif is null ? [] : Segment(0xE1, Join("Exif\0\0"u8.ToArray(), exif)),
        comment.Length == 0 ? [] : Segment(0xFE, comment), Segment(0xDB, new byte[65]),
        Segment(0xC0, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0]), Segment(0xC4, new byte[19]), Segment(0xDA, [1, 1, 0, 0, 63, 0]),
        [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56, 0xFF, 0xD9], Encoding.Latin1.GetBytes(after));

    public static byte[] Png(uint width = 400, uint height = 300, byte[]? exif = null, string text = "") => Join(
        [0x89, .. "PNG\r\n\u001a\n"u8], Chunk("IHDR", Join(Big(width), Big(height), [8, 2, 0, 0, 0])), text.Length == 0 ? [] : Chunk("tEXt", Encoding.Latin1.GetBytes(text)),
        exif is null ? [] : Chunk("eXIf", exif), Chunk("IDAT", [0x78, 0x9C, 3, 0, 0, 0, 0, 1]), Chunk("IEND", []));

    public static byte[] Webp(int width = 400, int height = 300, byte[]? exif = null)
    {
        var bits = (uint)(width - 1) | ((uint)(height - 1) << 14);
        var picture = Join([0x2F], Little(bits), new byte[8]);
        var extended = Join([0x08, 0, 0, 0], Little((uint)width - 1)[..3], Little((uint)height - 1)[..3]);
        var parts = Join("WEBP"u8.ToArray(), exif is null ? [] : Riff("VP8X", extended), Riff("VP8L", picture), exif is null ? [] : Riff("EXIF", exif));
        return Join("RIFF"u8.ToArray(), Little((uint)parts.Length), parts);
    }

    public static byte[] Heic(byte[]? exif = null)
    {
        byte[] Meta(uint place) => Box("meta", Join(new byte[4],
            Box("iinf", Join(new byte[4], [0, 1], Box("infe", Join([2, 0, 0, 0], [0, 7, 0, 0], "Exif"u8.ToArray(), [0])))),
            Box("iloc", Join([1, 0, 0, 0], [0x44, 0x00], [0, 1], [0, 7], [0, 0], [0, 0], [0, 1], Big(place), Big((uint)(exif?.Length ?? 0) + 4)))));
        var head = Box("ftyp", Join("heic"u8.ToArray(), new byte[4], "mif1heic"u8.ToArray()));
        var place = (uint)(head.Length + Meta(0).Length + 8);
        return Join(head, Meta(place), Box("mdat", Join(new byte[4], exif ?? [])));
    }

    /// <summary>EXIF from the TIFF header on.</summary>
    public static byte[] Exif(bool big = true, string? taken = "2020:07:31 16:05:09", string? offset = null, (uint Over, uint Under)[]? latitude = null, (uint Over, uint Under)[]? longitude = null, string sides = "NE")
    {
        byte[] U16(int v) => big ? [(byte)(v >> 8), (byte)v] : [(byte)v, (byte)(v >> 8)];
        byte[] U32(uint v) => big ? Big(v) : Little(v);
        byte[] Entry(int tag, int type, uint count, byte[] value) => Join(U16(tag), U16(type), U32(count), value);
        byte[] Rationals((uint Over, uint Under)[] values) => Join([.. values.SelectMany(v => new[] { U32(v.Over), U32(v.Under) })]);
        const uint first = 8, exifAt = 100, gpsAt = 200, data = 400;
        var file = new byte[600];
        void Put(uint at, byte[] bytes) => bytes.CopyTo(file, at);
        Put(0, big ? "MM\0*"u8.ToArray() : "II*\0"u8.ToArray());
        Put(4, U32(first));
        Put(first, Join(U16(2), Entry(0x8769, 4, 1, U32(exifAt)), Entry(0x8825, 4, 1, U32(gpsAt))));
        Put(exifAt, Join(U16(2), Entry(0x9003, 2, 20, U32(data)), Entry(0x9011, 2, 7, U32(data + 40))));
        if (taken is not null) Put(data, Encoding.ASCII.GetBytes(taken));
        if (offset is not null) Put(data + 40, Encoding.ASCII.GetBytes(offset));
        if (latitude is not null && longitude is not null)
        {
            Put(gpsAt, Join(U16(4), Entry(1, 2, 2, [(byte)sides[0], 0, 0, 0]), Entry(2, 5, 3, U32(data + 80)), Entry(3, 2, 2, [(byte)sides[1], 0, 0, 0]), Entry(4, 5, 3, U32(data + 120))));
            Put(data + 80, Rationals(latitude));
            Put(data + 120, Rationals(longitude));
        }

        return file;
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] parts)
    {
        using var target = new MemoryStream();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                part.Write(content);
            }
        }

        return target.ToArray();
    }

    public static byte[] Office(string main, params (string Name, byte[] Content)[] more) =>
        Zip([("[Content_Types].xml", "<Types/>"u8.ToArray()), (main, "<document/>"u8.ToArray()), .. more]);

    /// <summary>A compound file whose directory holds these names.</summary>
    public static byte[] Compound(params string[] names)
    {
        const uint free = 0xFFFFFFFF, end = 0xFFFFFFFE, table = 0xFFFFFFFD;
        var file = new byte[512 * 4];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(file, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(30), 9);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(44), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(48), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(68), end);
        for (var i = 0; i < 109; i++) BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(76 + (4 * i)), i == 0 ? 0 : free);
        uint[] chain = [table, end, end];
        for (var i = 0; i < 128; i++) BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(512 + (4 * i)), i < chain.Length ? chain[i] : free);
        foreach (var (name, i) in names.Select((n, i) => (n, i)))
        {
            Encoding.Unicode.GetBytes(name).CopyTo(file, 1024 + (128 * i));
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(1024 + (128 * i) + 64), (ushort)((name.Length + 1) * 2));
        }

        return file;
    }

    public static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(p => p)];

    private static byte[] Segment(byte marker, byte[] data) => Join([0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2)], data);

    private static byte[] Segment(byte marker, string data) => Segment(marker, Encoding.Latin1.GetBytes(data));

    private static byte[] Chunk(string type, byte[] data) => Join(Big((uint)data.Length), Encoding.ASCII.GetBytes(type), data, new byte[4]);

    private static byte[] Riff(string type, byte[] data) => Join(Encoding.ASCII.GetBytes(type), Little((uint)data.Length), data, (data.Length & 1) == 1 ? [0] : []);

    private static byte[] Box(string type, byte[] data) => Join(Big((uint)data.Length + 8), Encoding.ASCII.GetBytes(type), data);

    private static byte[] Big(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Little(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
