using System.Text;

namespace Jingkai.Platform.Attachments.Content;

/// <summary>The container of Word and Excel 97–2003 (and of WPS): only its directory is read, whose names say what is in it.</summary>
internal static class CompoundFile
{
    private const uint LastInChain = 0xFFFFFFFE;
    private const int Header = 512;
    private const int MostDirectory = 8192;

    /// <summary>The names of what the file holds.</summary>
    /// <exception cref="InvalidDataException">The tables do not fit into the file, or the file is shorter than they say.</exception>
    public static HashSet<string> Names(Stream file)
    {
        var header = Bytes.Read(file, 0, Header);
        var shift = Bytes.U16(header, 30, big: false);
        if (shift is not (9 or 12)) throw new InvalidDataException("no sector size of a compound file");
        var sector = 1 << shift;
        var chain = Chain(file, header, sector);
        var used = Array.FindLastIndex(chain, next => next != uint.MaxValue);
        // The last sector may be cut where the content ends.
        if (file.Length <= (long)(used + 1) * sector) throw new InvalidDataException("the file is shorter than its table says");

        var names = new HashSet<string>(StringComparer.Ordinal);
        var at = Bytes.U32(header, 48, big: false);
        for (var sectors = 0; at != LastInChain; sectors++, at = at < chain.Length ? chain[at] : throw new InvalidDataException("the directory leads outside"))
        {
            if (sectors > MostDirectory) throw new InvalidDataException("the directory does not end");
            var data = Bytes.Read(file, (at + 1L) * sector, sector);
            for (var entry = 0; entry < sector; entry += 128)
            {
                var length = Bytes.U16(data, entry + 64, big: false);
                if (length is > 2 and <= 64) names.Add(Encoding.Unicode.GetString(data, entry, length - 2));
            }
        }

        return names;
    }

    /// <summary>For each sector the one that follows.</summary>
    private static uint[] Chain(Stream file, byte[] header, int sector)
    {
        var wanted = Bytes.U32(header, 44, big: false);
        if (wanted > file.Length / sector) throw new InvalidDataException("more tables than file");
        var places = new List<uint>();
        for (var i = 0; i < 109 && places.Count < wanted; i++) places.Add(Bytes.U32(header, 76 + (4 * i), big: false));
        // What the header has no room for is listed in sectors of its own; the last number of each names the next.
        for (var list = Bytes.U32(header, 68, big: false); places.Count < wanted;)
        {
            var data = Bytes.Read(file, (list + 1L) * sector, sector);
            for (var i = 0; i < sector - 4 && places.Count < wanted; i += 4) places.Add(Bytes.U32(data, i, big: false));
            list = Bytes.U32(data, sector - 4, big: false);
        }

        var chain = new uint[places.Count * (sector / 4)];
        for (var n = 0; n < places.Count; n++)
        {
            var data = Bytes.Read(file, (places[n] + 1L) * sector, sector);
            for (var i = 0; i < sector / 4; i++) chain[(n * (sector / 4)) + i] = Bytes.U32(data, 4 * i, big: false);
        }

        return chain;
    }
}
