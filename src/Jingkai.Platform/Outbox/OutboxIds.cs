using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Jingkai.Platform.Outbox;

/// <summary>Ids in the order in which they were asked for in this process, also within one millisecond: a counter stands where
/// version 7 has its first random bits (RFC 9562, 6.2 method 1). <see cref="Guid.CreateVersion7()"/> does not promise this, and
/// the order of a target's messages is the order of their ids.</summary>
internal static class OutboxIds
{
    private const int MostInAMillisecond = 0xFFF;
    private static readonly Lock Gate = new();
    private static long millisecond;
    private static int counter;

    public static Guid Next(TimeProvider clock)
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        lock (Gate)
        {
            var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
            if (now > millisecond) (millisecond, counter) = (now, 0);
            else if (++counter > MostInAMillisecond) (millisecond, counter) = (millisecond + 1, 0);
            Span<byte> time = stackalloc byte[8];
            BinaryPrimitives.WriteInt64BigEndian(time, millisecond << 16);
            time[..6].CopyTo(bytes);
            BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | counter));
        }

        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }
}
