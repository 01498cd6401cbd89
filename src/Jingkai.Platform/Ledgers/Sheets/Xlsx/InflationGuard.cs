namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>
/// Counts the bytes that really come out of a zip. The sizes a zip states are written by whoever made it; a file of
/// 40 KB can say 1 KB and become 40 GB. A part read twice counts once.
/// </summary>
internal sealed class InflationGuard(SheetLimits limits)
{
    private long _total;

    public Part Open(long packedBytes) => new(this, Math.Max(packedBytes, 1));

    private SheetReadException Refusal() => new(SheetErrors.TooLargeInflated(limits.MaxInflatedBytes));

    /// <summary>One part of the zip; keeps how far it has been inflated at most.</summary>
    internal sealed class Part(InflationGuard guard, long packedBytes)
    {
        private long _most;

        public Stream Wrap(Stream inflating, long ownLimit = long.MaxValue) => new CountingStream(inflating, this, ownLimit);

        private void Count(long position, long ownLimit)
        {
            if (position <= _most)
            {
                return;
            }

            guard._total += position - _most;
            _most = position;
            var limits = guard.Limits;
            var tooTight = position > limits.RatioFreeBytes && position / packedBytes > limits.MaxRatio;
            if (tooTight || position > ownLimit || guard._total > limits.MaxInflatedBytes)
            {
                throw guard.Refusal();
            }
        }

        private sealed class CountingStream(Stream inner, Part part, long ownLimit) : Stream
        {
            private long _position;

            public override bool CanRead => true;

            public override bool CanSeek => false;

            public override bool CanWrite => false;

            public override long Length => throw new NotSupportedException("The length is not known before inflating.");

            public override long Position
            {
                get => _position;
                set => throw new NotSupportedException("An inflating stream only goes forward.");
            }

            public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

            public override int Read(Span<byte> buffer)
            {
                try
                {
                    var read = inner.Read(buffer);
                    _position += read;
                    part.Count(_position, ownLimit);
                    return read;
                }
                catch (InvalidDataException e)
                {
                    throw SheetErrors.Damaged(e);
                }
            }

            public override void Flush()
            {
                // Nothing is written.
            }

            public override long Seek(long offset, SeekOrigin origin) =>
                throw new NotSupportedException("An inflating stream only goes forward.");

            public override void SetLength(long value) => throw new NotSupportedException("The stream is read only.");

            public override void Write(byte[] buffer, int offset, int count) =>
                throw new NotSupportedException("The stream is read only.");

            protected override void Dispose(bool disposing)
            {
                if (disposing)
                {
                    inner.Dispose();
                }

                base.Dispose(disposing);
            }
        }
    }

    private SheetLimits Limits => limits;
}
