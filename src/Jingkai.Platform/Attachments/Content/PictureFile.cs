namespace Jingkai.Platform.Attachments.Content;

/// <summary>Size and EXIF of a picture.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Exif">The part from the TIFF header on; null when there is none.</param>
internal sealed record PictureFacts(int Width, int Height, byte[]? Exif);

/// <summary>Walks through pictures part by part without decoding them. A part that reaches beyond the file, or a picture that never
/// ends, is <see cref="InvalidDataException"/>.</summary>
internal static partial class PictureFile
{
    private const int MostParts = 50_000;

    private static ReadOnlySpan<byte> ExifMark => "Exif\0\0"u8;

    /// <summary>Reads a JPEG up to its end mark; what cameras append after it (motion, depth) does not matter.</summary>
    public static PictureFacts ReadJpeg(Stream file)
    {
        (int Width, int Height)? size = null;
        byte[]? exif = null;
        file.Position = 2;
        for (var parts = 0; parts < MostParts; parts++)
        {
            var marker = Marker(file);
            if (marker is 0x01 or (>= 0xD0 and <= 0xD7)) continue;
            if (marker is 0xD8 or 0xD9) break;
            var length = U16(file);
            if (length < 2) break;
            var next = file.Position + length - 2;
            if (IsFrame(marker))
            {
                var frame = Bytes.Read(file, file.Position, 5);
                size = (Bytes.U16(frame, 3), Bytes.U16(frame, 1));
            }
            else if (marker == 0xE1 && exif is null)
            {
                var data = Bytes.Read(file, file.Position, length - 2);
                if (data.AsSpan().StartsWith(ExifMark)) exif = data[ExifMark.Length..];
            }
            else if (marker == 0xDA && size is { Width: > 0, Height: > 0 } known)
            {
                file.Position = next;
                if (HasEnd(file)) return new(known.Width, known.Height, exif);
                break;
            }

            if (next > file.Length) break;
            file.Position = next;
        }

        throw new InvalidDataException("no complete JPEG");
    }

    /// <summary>Reads a PNG up to its last chunk.</summary>
    public static PictureFacts ReadPng(Stream file)
    {
        var (width, height) = (0u, 0u);
        byte[]? exif = null;
        var at = 8L;
        for (var parts = 0; parts < MostParts; parts++)
        {
            var head = Bytes.Read(file, at, 8);
            var length = Bytes.U32(head, 0);
            var next = at + 12 + length;
            if (next > file.Length) break;
            var type = head.AsSpan(4);
            if (type.SequenceEqual("IHDR"u8) && length == 13)
            {
                var data = Bytes.Read(file, at + 8, 8);
                (width, height) = (Bytes.U32(data, 0), Bytes.U32(data, 4));
            }
            else if (type.SequenceEqual("eXIf"u8) && length <= Exif.MostBytes)
            {
                exif = Bytes.Read(file, at + 8, (int)length);
            }
            else if (type.SequenceEqual("IEND"u8) && width is > 0 and < int.MaxValue && height is > 0 and < int.MaxValue)
            {
                return new((int)width, (int)height, exif);
            }

            at = next;
        }

        throw new InvalidDataException("no complete PNG");
    }

    /// <summary>Reads a WebP to the end that it states.</summary>
    public static PictureFacts ReadWebp(Stream file)
    {
        (int Width, int Height)? size = null;
        byte[]? exif = null;
        var end = 8L + Bytes.U32(Bytes.Read(file, 4, 4), 0, big: false);
        if (end > file.Length) throw new InvalidDataException("the file is shorter than it says");
        var at = 12L;
        for (var parts = 0; parts < MostParts && at + 8 <= end; parts++)
        {
            var head = Bytes.Read(file, at, 8);
            var length = Bytes.U32(head, 4, big: false);
            var next = at + 8 + length + (length & 1);
            if (at + 8 + length > end) throw new InvalidDataException("a chunk reaches beyond the end");
            var type = head.AsSpan(0, 4);
            if (type.SequenceEqual("EXIF"u8) && length <= Exif.MostBytes)
            {
                var data = Bytes.Read(file, at + 8, (int)length);
                exif = data.AsSpan().StartsWith(ExifMark) ? data[ExifMark.Length..] : data;
            }
            else if (length >= 10 && (type.SequenceEqual("VP8X"u8) || type.SequenceEqual("VP8 "u8) || type.SequenceEqual("VP8L"u8)))
            {
                size ??= WebpSize(type[3], Bytes.Read(file, at + 8, 10));
            }

            at = next;
        }

        return size is { Width: > 0, Height: > 0 } known ? new(known.Width, known.Height, exif) : throw new InvalidDataException("no picture in it");
    }

    internal static bool IsFrame(int marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    internal static (int Width, int Height) WebpSize(byte kind, ReadOnlySpan<byte> data) => kind switch
    {
        (byte)'X' => (Bytes.U24(data, 4) + 1, Bytes.U24(data, 7) + 1),
        (byte)'L' when data[0] == 0x2F => ((int)(Bytes.U32(data, 1, big: false) & 0x3FFF) + 1, (int)((Bytes.U32(data, 1, big: false) >> 14) & 0x3FFF) + 1),
        (byte)' ' when data[3..6].SequenceEqual((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]) => (Bytes.U16(data, 6, big: false) & 0x3FFF, Bytes.U16(data, 8, big: false) & 0x3FFF),
        _ => throw new InvalidDataException("no WebP picture"),
    };

    private static int Marker(Stream file)
    {
        if (file.ReadByte() != 0xFF) throw new InvalidDataException("no marker where one must be");
        int marker;
        do marker = file.ReadByte();
        while (marker == 0xFF);
        return marker is -1 or 0 ? throw new InvalidDataException("the file ends in a marker") : marker;
    }

    private static int U16(Stream file)
    {
        var (high, low) = (file.ReadByte(), file.ReadByte());
        return low < 0 ? throw new InvalidDataException("the file ends in a length") : (high << 8) | low;
    }

    private static bool HasEnd(Stream file)
    {
        var buffer = new byte[64 * 1024];
        var last = 0;
        for (int read; (read = file.Read(buffer)) > 0;)
        {
            var part = buffer.AsSpan(0, read);
            if ((last == 0xFF && part[0] == 0xD9) || part.IndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) >= 0) return true;
            last = part[^1];
        }

        return false;
    }
}
