using System.Buffers.Binary;

namespace Jingkai.Platform.Attachments.Content;

/// <summary>A picture as pages show it: small, and nothing in it but the picture. Place, time, thumbnails, colour profiles, comments
/// and whatever is hung on at the end are left out while it is copied.</summary>
/// <param name="Kind">jpeg, png or webp.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Content">The bytes.</param>
internal sealed record CleanPicture(FileKind Kind, int Width, int Height, byte[] Content)
{
    /// <summary>Longest side of a picture that pages show, in pixels.</summary>
    public const int LongestSide = 1600;

    /// <summary>Most bytes of one.</summary>
    public const int MostBytes = 4 << 20;

    /// <summary>Copies what belongs to the picture.</summary>
    /// <returns>The picture; null when the bytes are none, or a larger one than pages show.</returns>
    public static CleanPicture? Of(byte[] data)
    {
        try
        {
            var clean = data switch
            {
                [0xFF, 0xD8, 0xFF, ..] => Jpeg(data),
                [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Png(data),
                [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => Webp(data),
                _ => null,
            };
            return clean is { Width: > 0 and <= LongestSide, Height: > 0 and <= LongestSide } ? clean : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static CleanPicture Jpeg(byte[] data)
    {
        using var target = new MemoryStream(data.Length);
        target.Write(data, 0, 2);
        var (width, height) = (0, 0);
        var seen = false;
        for (var at = 2L; ;)
        {
            var marker = Bytes.U16(data, at);
            if (marker == 0xFFFF)
            {
                at++;
                continue;
            }

            if (marker == 0xFFD9 && seen)
            {
                target.Write(data, (int)at, 2);
                return new(FileKind.Of("jpeg"), width, height, target.ToArray());
            }

            if ((marker & 0xFF00) != 0xFF00) throw new InvalidDataException("no marker");
            var length = Bytes.U16(data, at + 2);
            var part = Bytes.Slice(data, at, length + 2L);
            if (length < 2) throw new InvalidDataException("no length");
            var code = marker & 0xFF;
            if (PictureFile.IsFrame(code)) (width, height) = (Bytes.U16(part, 7), Bytes.U16(part, 5));
            // JFIF and Adobe say how colours are meant; all other application data and comments stay behind.
            if (code is 0xE0 or 0xEE or 0xC4 or 0xDA or 0xDB or 0xDD || PictureFile.IsFrame(code)) target.Write(part);
            else if (code is not ((>= 0xE1 and <= 0xEF) or 0xFE)) throw new InvalidDataException("an unexpected marker");
            at += part.Length;
            if (code != 0xDA) continue;
            seen = true;
            var end = EndOfScan(data, at);
            target.Write(data, (int)at, (int)(end - at));
            at = end;
        }
    }

    /// <summary>Where the next marker stands that is neither a stuffed byte nor a restart.</summary>
    private static long EndOfScan(byte[] data, long at)
    {
        for (; at + 1 < data.Length; at++)
            if (data[at] == 0xFF && data[at + 1] is not (0 or 0xFF or (>= 0xD0 and <= 0xD7))) return at;
        throw new InvalidDataException("the scan does not end");
    }

    private static CleanPicture Png(byte[] data)
    {
        using var target = new MemoryStream(data.Length);
        target.Write(data, 0, 8);
        var (width, height) = (0u, 0u);
        for (var at = 8L; ;)
        {
            var length = Bytes.U32(data, at);
            var chunk = Bytes.Slice(data, at, 12L + length);
            var type = chunk.Slice(4, 4);
            if (type.SequenceEqual("IHDR"u8)) (width, height) = (Bytes.U32(chunk, 8), Bytes.U32(chunk, 12));
            if (type.SequenceEqual("IHDR"u8) || type.SequenceEqual("PLTE"u8) || type.SequenceEqual("tRNS"u8) || type.SequenceEqual("IDAT"u8)
                || type.SequenceEqual("sRGB"u8) || type.SequenceEqual("gAMA"u8) || type.SequenceEqual("IEND"u8)) target.Write(chunk);
            at += chunk.Length;
            if (type.SequenceEqual("IEND"u8)) return new(FileKind.Of("png"), (int)Math.Min(width, int.MaxValue), (int)Math.Min(height, int.MaxValue), target.ToArray());
        }
    }

    private static CleanPicture Webp(byte[] data)
    {
        using var target = new MemoryStream(data.Length);
        target.Write(data, 0, 12);
        (int Width, int Height)? size = null;
        var drawn = false;
        var end = Math.Min(data.Length, 8L + Bytes.U32(data, 4, big: false));
        for (var at = 12L; at + 8 <= end;)
        {
            var length = Bytes.U32(data, at + 4, big: false);
            var chunk = Bytes.Slice(data, at, 8L + length).ToArray();
            var type = chunk.AsSpan(0, 4);
            var picture = type.SequenceEqual("VP8 "u8) || type.SequenceEqual("VP8L"u8);
            if (type.SequenceEqual("VP8X"u8) || picture)
            {
                if (length < 10) throw new InvalidDataException("no WebP picture");
                size ??= PictureFile.WebpSize(type[3], chunk.AsSpan(8, 10));
                // Of what the header announces only transparency is copied.
                if (!picture) chunk[8] &= 0x10;
            }

            if (picture || type.SequenceEqual("VP8X"u8) || type.SequenceEqual("ALPH"u8))
            {
                target.Write(chunk);
                if ((length & 1) == 1) target.WriteByte(0);
            }

            drawn |= picture;
            at += chunk.Length + (length & 1);
        }

        if (!drawn || size is null) throw new InvalidDataException("no WebP picture");
        var clean = target.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(clean.AsSpan(4), (uint)clean.Length - 8);
        return new(FileKind.Of("webp"), size.Value.Width, size.Value.Height, clean);
    }
}
