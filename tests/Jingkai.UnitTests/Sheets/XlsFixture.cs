using System.Text;

namespace Jingkai.UnitTests.Sheets;

/// <summary>
/// Makes small workbooks of Excel 97–2003 byte by byte: BIFF8 records in an OLE compound file ([MS-XLS], [MS-CFB]).
/// </summary>
internal sealed class XlsFixture
{
    public const ushort General = 0;
    public const ushort Date = 1;
    public const ushort Percent = 2;

    private const int Sector = 512;
    private readonly List<string> _texts = [];
    private readonly List<(string Name, bool Hidden, MemoryStream Rows, MemoryStream After)> _sheets = [];

    public static byte[] Small() => new XlsFixture().Sheet("表一").Text(0, 0, "企业名称").Text(1, 0, "甲公司").Number(1, 1, 12.5m).ToArray();

    /// <summary>The container into which Excel puts a protected .xlsx.</summary>
    public static byte[] EncryptedPackage() => Compound(("EncryptionInfo", new byte[5000]), ("EncryptedPackage", new byte[6000]));

    public XlsFixture Sheet(string name, bool hidden = false)
    {
        _sheets.Add((name, hidden, new MemoryStream(), new MemoryStream()));
        return this;
    }

    public XlsFixture Row(int row, bool hidden) =>
        Put(0x0208, Shorts(row, 0, 10, hidden ? 0 : 255, 0, 0, hidden ? 0x0120 : 0x0100, 15));

    public XlsFixture Text(int row, int column, string text)
    {
        _texts.Add(text);
        return Put(0x00FD, [.. Shorts(row, column, General), .. BitConverter.GetBytes(_texts.Count - 1)]);
    }

    public XlsFixture Number(int row, int column, decimal value, ushort format = General) =>
        Put(0x0203, [.. Shorts(row, column, format), .. BitConverter.GetBytes((double)value)]);

    public XlsFixture Formula(int row, int column, decimal cached) => Put(0x0006,
    [
        .. Shorts(row, column, General), .. BitConverter.GetBytes((double)cached), .. Shorts(0, 0, 0, 7),
        0x1E, 1, 0, 0x1E, 1, 0, 0x03,
    ]);

    public XlsFixture Merge(int firstRow, int lastRow, int firstColumn, int lastColumn)
    {
        Record(_sheets[^1].After, 0x00E5, Shorts(1, firstRow, lastRow, firstColumn, lastColumn));
        return this;
    }

    public byte[] ToArray()
    {
        var globals = Globals(new int[_sheets.Count]);
        var starts = new int[_sheets.Count];
        var bodies = new List<byte[]>();
        var at = globals.Length;
        for (var i = 0; i < _sheets.Count; i++)
        {
            starts[i] = at;
            bodies.Add(Body(_sheets[i].Rows, _sheets[i].After));
            at += bodies[i].Length;
        }

        byte[] stream = [.. Globals(starts), .. bodies.SelectMany(b => b)];
        Array.Resize(ref stream, Math.Max(stream.Length, 4096));
        return Compound(("Workbook", stream));
    }

    private byte[] Globals(int[] starts)
    {
        var to = new MemoryStream();
        Record(to, 0x0809, [.. Shorts(0x0600, 0x0005, 0x0DBB, 0x07CC), .. new byte[8]]);
        Record(to, 0x0042, Shorts(0x04B0));
        Record(to, 0x0022, Shorts(0));
        foreach (var format in (ushort[])[0, 14, 9])
        {
            Record(to, 0x00E0, [.. Shorts(0, format, 0), .. new byte[14]]);
        }

        for (var i = 0; i < starts.Length; i++)
        {
            var (name, hidden, _, _) = _sheets[i];
            Record(to, 0x0085,
                [.. BitConverter.GetBytes(starts[i]), (byte)(hidden ? 1 : 0), 0, (byte)name.Length, 1, .. Encoding.Unicode.GetBytes(name)]);
        }

        Record(to, 0x00FC,
        [
            .. BitConverter.GetBytes(_texts.Count), .. BitConverter.GetBytes(_texts.Count),
            .. _texts.SelectMany(t => (byte[])[.. Shorts(t.Length), 1, .. Encoding.Unicode.GetBytes(t)]),
        ]);
        Record(to, 0x000A, []);
        return to.ToArray();
    }

    private static byte[] Body(MemoryStream rows, MemoryStream after)
    {
        var to = new MemoryStream();
        Record(to, 0x0809, [.. Shorts(0x0600, 0x0010, 0x0DBB, 0x07CC), .. new byte[8]]);
        Record(to, 0x0200, [.. BitConverter.GetBytes(0), .. BitConverter.GetBytes(100), .. Shorts(0, 10, 0)]);
        rows.WriteTo(to);
        after.WriteTo(to);
        Record(to, 0x000A, []);
        return to.ToArray();
    }

    private XlsFixture Put(ushort id, byte[] data)
    {
        Record(_sheets[^1].Rows, id, data);
        return this;
    }

    private static void Record(Stream to, ushort id, byte[] data) => to.Write([.. Shorts(id, data.Length), .. data]);

    private static byte[] Shorts(params int[] values) => [.. values.SelectMany(v => BitConverter.GetBytes((ushort)v))];

    private static byte[] Compound(params (string Name, byte[] Content)[] streams)
    {
        const int EndOfChain = -2;
        var fat = new List<int> { -3, EndOfChain };
        var directory = new MemoryStream();
        directory.Write(Entry("Root Entry", 5, child: streams.Length > 1 ? 2 : 1, right: -1, EndOfChain, 0));
        var sectors = new MemoryStream();
        for (var i = 0; i < streams.Length; i++)
        {
            var content = streams[i].Content;
            var count = (content.Length + Sector - 1) / Sector;
            directory.Write(Entry(streams[i].Name, 2, child: -1, right: -1, fat.Count, content.Length, left: i == 1 ? 1 : -1));
            for (var s = 1; s <= count; s++)
            {
                fat.Add(s == count ? EndOfChain : fat.Count + 1);
            }

            sectors.Write(content);
            sectors.SetLength(((sectors.Length + Sector - 1) / Sector) * Sector);
            sectors.Position = sectors.Length;
        }

        directory.SetLength(Sector);
        while (fat.Count < Sector / 4)
        {
            fat.Add(-1);
        }

        var file = new MemoryStream();
        file.Write([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[16]]);
        file.Write(Shorts(0x003E, 3, 0xFFFE, 9, 6, 0, 0, 0));
        foreach (var number in (int[])[0, 1, 1, 0, 4096, EndOfChain, 0, EndOfChain, 0, 0, .. Enumerable.Repeat(-1, 108)])
        {
            file.Write(BitConverter.GetBytes(number));
        }

        file.Write([.. fat.SelectMany(BitConverter.GetBytes)]);
        directory.WriteTo(file);
        sectors.WriteTo(file);
        return file.ToArray();
    }

    private static byte[] Entry(string name, byte type, int child, int right, int start, int size, int left = -1)
    {
        var entry = new byte[128];
        Encoding.Unicode.GetBytes(name).CopyTo(entry, 0);
        BitConverter.TryWriteBytes(entry.AsSpan(64), (ushort)((name.Length + 1) * 2));
        entry[66] = type;
        entry[67] = 1;
        BitConverter.TryWriteBytes(entry.AsSpan(68), left);
        BitConverter.TryWriteBytes(entry.AsSpan(72), right);
        BitConverter.TryWriteBytes(entry.AsSpan(76), child);
        BitConverter.TryWriteBytes(entry.AsSpan(116), start);
        BitConverter.TryWriteBytes(entry.AsSpan(120), size);
        return entry;
    }
}
