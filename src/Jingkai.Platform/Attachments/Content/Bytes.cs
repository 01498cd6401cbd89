using System.Buffers.Binary;

namespace Jingkai.Platform.Attachments.Content;

/// <summary>Numbers out of a stranger's file. Whatever lies outside of it is <see cref="InvalidDataException"/>: the file is damaged,
/// or made to look so.</summary>
internal static class Bytes
{
    public static int U16(ReadOnlySpan<byte> data, long at, bool big = true) =>
        big ? BinaryPrimitives.ReadUInt16BigEndian(Slice(data, at, 2)) : BinaryPrimitives.ReadUInt16LittleEndian(Slice(data, at, 2));

    public static int U24(ReadOnlySpan<byte> data, long at)
    {
        var three = Slice(data, at, 3);
        return three[0] | (three[1] << 8) | (three[2] << 16);
    }

    public static uint U32(ReadOnlySpan<byte> data, long at, bool big = true) =>
        big ? BinaryPrimitives.ReadUInt32BigEndian(Slice(data, at, 4)) : BinaryPrimitives.ReadUInt32LittleEndian(Slice(data, at, 4));

    public static ulong U64(ReadOnlySpan<byte> data, long at) => BinaryPrimitives.ReadUInt64BigEndian(Slice(data, at, 8));

    public static ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> data, long at, long length) =>
        at < 0 || length < 0 || at > data.Length || length > data.Length - at ? throw new InvalidDataException("outside of the data") : data.Slice((int)at, (int)length);

    /// <summary>Reads that many bytes at a place of the file.</summary>
    public static byte[] Read(Stream file, long at, int length)
    {
        if (at < 0 || at > file.Length || length > file.Length - at) throw new InvalidDataException("outside of the file");
        var data = new byte[length];
        file.Position = at;
        file.ReadExactly(data);
        return data;
    }
}
