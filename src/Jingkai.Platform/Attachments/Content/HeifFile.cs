using System.Text;

namespace Jingkai.Platform.Attachments.Content;

/// <summary>The pictures of telephones: boxes in boxes, of which only those are read that say what the file is and where its EXIF
/// stands. Its size in pixels is left to whoever can decode it.</summary>
internal static class HeifFile
{
    private const int MostBoxes = 1000;
    private const int MostMeta = 4 << 20;
    private const int MostItems = 20_000;

    private static readonly HashSet<string> Brands = new(StringComparer.Ordinal) { "heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1" };

    /// <summary>True when the file's first box names one of the brands of HEIC.</summary>
    public static bool IsNamed(ReadOnlySpan<byte> head) => head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8) && Brands.Contains(Encoding.ASCII.GetString(head[8..12]));

    /// <summary>The EXIF of the photo from the TIFF header on; null when there is none.</summary>
    /// <exception cref="InvalidDataException">The boxes do not fit into the file, or no picture is described.</exception>
    public static byte[]? ReadExif(Stream file)
    {
        byte[]? meta = null;
        var at = 0L;
        for (var boxes = 0; boxes < MostBoxes && at + 8 <= file.Length; boxes++)
        {
            var (type, size, head) = Box(Bytes.Read(file, at, (int)Math.Min(16, file.Length - at)), file.Length - at);
            if (size < head || size > file.Length - at) throw new InvalidDataException("a box reaches beyond the file");
            if (type == "meta" && meta is null) meta = size - head <= MostMeta ? Bytes.Read(file, at + head, (int)(size - head)) : throw new InvalidDataException("too much description");
            at += size;
        }

        if (meta is null || at != file.Length) throw new InvalidDataException("no complete HEIC");
        try
        {
            return ExifOf(file, meta);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static byte[]? ExifOf(Stream file, ReadOnlySpan<byte> meta)
    {
        var items = Child(meta, 4, "iinf");
        var places = Child(meta, 4, "iloc");
        if (items.IsEmpty || places.IsEmpty || ExifItem(items) is not { } item || Extent(places, item) is not { } extent) return null;
        if (extent.Length is < 8 or > Exif.MostBytes) return null;
        var data = Bytes.Read(file, extent.At, (int)extent.Length);
        // The item begins with the number of bytes before the TIFF header.
        return Bytes.Slice(data, 4L + Bytes.U32(data, 0), data.Length - 4L - Bytes.U32(data, 0)).ToArray();
    }

    private static (string Type, long Size, int Head) Box(ReadOnlySpan<byte> data, long left)
    {
        var size = (ulong)Bytes.U32(data, 0);
        var type = Encoding.Latin1.GetString(Bytes.Slice(data, 4, 4));
        if (size == 0) return (type, left, 8);
        if (size != 1) return (type, (long)size, 8);
        var large = Bytes.U64(data, 8);
        return large > long.MaxValue ? throw new InvalidDataException("a box without end") : (type, (long)large, 16);
    }

    /// <summary>The content of the first box of a kind; empty when there is none.</summary>
    private static ReadOnlySpan<byte> Child(ReadOnlySpan<byte> parent, long at, string wanted)
    {
        for (var boxes = 0; boxes < MostBoxes && at + 8 <= parent.Length; boxes++)
        {
            var (type, size, head) = Box(parent[(int)at..], parent.Length - at);
            if (size < head) break;
            var content = Bytes.Slice(parent, at + head, size - head);
            if (type == wanted) return content;
            at += size;
        }

        return [];
    }

    private static uint? ExifItem(ReadOnlySpan<byte> iinf)
    {
        var version = iinf[0];
        var (count, at) = version == 0 ? ((uint)Bytes.U16(iinf, 4), 6L) : (Bytes.U32(iinf, 4), 8L);
        for (var i = 0; i < Math.Min(count, MostItems) && at + 8 <= iinf.Length; i++)
        {
            var (type, size, head) = Box(iinf[(int)at..], iinf.Length - at);
            if (size < head) break;
            var entry = Bytes.Slice(iinf, at + head, size - head);
            at += size;
            if (type != "infe" || entry.Length < 12 || entry[0] is not (2 or 3)) continue;
            var brief = entry[0] == 2;
            if (Bytes.Slice(entry, brief ? 8 : 10, 4).SequenceEqual("Exif"u8)) return brief ? (uint)Bytes.U16(entry, 4) : Bytes.U32(entry, 4);
        }

        return null;
    }

    /// <summary>Where an item stands in the file: its first extent.</summary>
    private static (long At, long Length)? Extent(ReadOnlySpan<byte> iloc, uint wanted)
    {
        var version = iloc[0];
        if (version > 2) return null;
        var (offset, length, basis, index) = (Bytes.Slice(iloc, 4, 1)[0] >> 4, iloc[4] & 15, Bytes.Slice(iloc, 5, 1)[0] >> 4, version == 0 ? 0 : iloc[5] & 15);
        if (offset > 8 || length > 8 || basis > 8 || index > 8) return null;
        var (count, at) = version < 2 ? ((uint)Bytes.U16(iloc, 6), 8L) : (Bytes.U32(iloc, 6), 10L);
        for (var i = 0; i < Math.Min(count, MostItems); i++)
        {
            var id = version < 2 ? (uint)Bytes.U16(iloc, at) : Bytes.U32(iloc, at);
            at += version < 2 ? 2 : 4;
            var inFile = version == 0 || (Bytes.U16(iloc, at) & 15) == 0;
            at += version == 0 ? 2 : 4;
            var start = Number(iloc, at, basis);
            var extents = Bytes.U16(iloc, at + basis);
            at += basis + 2;
            if (id == wanted && inFile && extents > 0)
                return checked(((long)(start + Number(iloc, at + index, offset)), (long)Number(iloc, at + index + offset, length)));
            at += (long)extents * (index + offset + length);
        }

        return null;
    }

    private static ulong Number(ReadOnlySpan<byte> data, long at, int bytes)
    {
        var value = 0UL;
        foreach (var b in Bytes.Slice(data, at, bytes)) value = (value << 8) | b;
        return value > long.MaxValue / 4 ? throw new InvalidDataException("a place beyond any file") : value;
    }
}
