using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Jingkai.Platform.Ledgers.Importing;

/// <summary>Rows that speak of the same thing: equal ones count once, unequal ones are all refused. Keeps 32 bytes a row.</summary>
internal sealed class Duplicates(IReadOnlyList<LedgerColumn> columns)
{
    // Who and when are equal where the identity is: 2024-07 says what 2024年7月 says.
    private readonly IReadOnlyList<LedgerColumn> said = [.. columns.Where(c => !c.IsKey && !c.IsIdentity)];
    private readonly Dictionary<UInt128, (int Row, UInt128 Content)> seen = [];
    private readonly ArrayBufferWriter<byte> buffer = new(1024);

    /// <summary>Looks whether an earlier row has the row's identity.</summary>
    /// <param name="row">A judged row.</param>
    /// <param name="earlier">The first row with the same identity; 0 when there is none.</param>
    /// <returns>Whether that row says the same in every column.</returns>
    public bool IsRepeat(LedgerRow row, out int earlier)
    {
        earlier = 0;
        if (row.Identity is null) return false;
        var key = Hash(row.Identity);
        var content = Content(row);
        if (seen.TryAdd(key, (row.Number, content))) return false;
        var first = seen[key];
        earlier = first.Row;
        return first.Content == content;
    }

    private UInt128 Content(LedgerRow row)
    {
        buffer.ResetWrittenCount();
        foreach (var column in said) Write(column.Kind, row[column.Key]);
        return Hash(buffer.WrittenSpan);
    }

    private void Write(ColumnKind kind, in LedgerValue value)
    {
        buffer.GetSpan(1)[0] = (byte)value.State;
        buffer.Advance(1);
        if (value.State == CellState.Unreadable) Write(value.Raw);
        if (value.State != CellState.Value) return;
        switch (kind)
        {
            case ColumnKind.Number or ColumnKind.Percent:
                Write(value.Number);
                Write(value.Unit?.Symbol);
                break;
            case ColumnKind.Date:
                Write(value.Date.DayNumber);
                break;
            case ColumnKind.Period:
                Write((int)value.Period.Kind);
                Write(value.Period.Start.DayNumber);
                Write(value.Period.End.DayNumber);
                break;
            case ColumnKind.List:
                Write(value.Items?.Count ?? 0);
                foreach (var item in value.Items ?? []) Write(item);
                break;
            default:
                Write(value.Text);
                break;
        }
    }

    /// <summary>One form for each number: 1.50 and 1.5 are the same.</summary>
    private void Write(decimal number)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number, bits);
        if (bits[3] << 1 != 0 && (bits[2] != 0 || (((ulong)(uint)bits[1] << 32) | (uint)bits[0]) % 10 == 0))
            decimal.GetBits(number / 1.0000000000000000000000000000m, bits);
        foreach (var part in bits) Write(part);
    }

    private void Write(int number)
    {
        BinaryPrimitives.WriteInt32LittleEndian(buffer.GetSpan(4), number);
        buffer.Advance(4);
    }

    private void Write(string? text)
    {
        Write(text?.Length ?? -1);
        if (text is null) return;
        var written = Encoding.UTF8.GetBytes(text, buffer.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length)));
        buffer.Advance(written);
    }

    private static UInt128 Hash(string text) => Hash(Encoding.UTF8.GetBytes(text));

    private static UInt128 Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
