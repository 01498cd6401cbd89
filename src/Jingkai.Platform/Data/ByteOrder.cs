namespace Jingkai.Platform.Data;

/// <summary>The order in which both databases compare identifiers, which is the order of their bytes.</summary>
public sealed class ByteOrder : IComparer<Guid>
{
    /// <summary>The one instance.</summary>
    public static readonly ByteOrder Instance = new();

    private ByteOrder()
    {
    }

    /// <inheritdoc />
    public int Compare(Guid x, Guid y)
    {
        Span<byte> a = stackalloc byte[16], b = stackalloc byte[16];
        x.TryWriteBytes(a, bigEndian: true, out _);
        y.TryWriteBytes(b, bigEndian: true, out _);
        return a.SequenceCompareTo(b);
    }
}
