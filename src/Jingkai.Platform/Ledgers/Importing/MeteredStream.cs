namespace Jingkai.Platform.Ledgers.Importing;

/// <summary>Tells how much of a file was read since <see cref="Begin"/>; good enough for a progress bar.</summary>
internal sealed class MeteredStream(Stream inner) : Stream
{
    private long read;

    /// <summary>0 to 1.</summary>
    public decimal Part => inner.Length == 0 ? 1 : Math.Min(1m, (decimal)read / inner.Length);

    /// <summary>Finding out what the file is has read parts of it already.</summary>
    public void Begin() => read = 0;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position { get => inner.Position; set => inner.Position = value; }

    public override int Read(byte[] buffer, int offset, int count) => Count(inner.Read(buffer, offset, count));

    public override int Read(Span<byte> buffer) => Count(inner.Read(buffer));

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void Flush()
    {
    }

    // An uploaded file is read only; nothing asks for these, and the base class wants an answer.
    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private int Count(int bytes)
    {
        read += bytes;
        return bytes;
    }
}
