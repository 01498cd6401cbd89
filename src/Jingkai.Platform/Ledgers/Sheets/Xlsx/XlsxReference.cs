using System.Buffers.Text;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>Cell references such as <c>B7</c> and <c>B7:D8</c>.</summary>
internal static class XlsxReference
{
    /// <summary>The column of a reference, 0 being A; false when it has none.</summary>
    public static bool TryColumn(ReadOnlySpan<byte> reference, out int column)
    {
        column = 0;
        var i = 0;
        for (; i < reference.Length && i < 4; i++)
        {
            var letter = (reference[i] | 0x20) - 'a';
            if ((uint)letter > 25)
            {
                break;
            }

            column = (column * 26) + letter + 1;
        }

        column--;
        return i is > 0 and < 4;
    }

    public static bool TryRange(ReadOnlySpan<byte> reference, out MergedRange range)
    {
        range = default;
        var colon = reference.IndexOf((byte)':');
        if (colon < 0 || !TryCell(reference[..colon], out var row, out var column)
            || !TryCell(reference[(colon + 1)..], out var lastRow, out var lastColumn))
        {
            return false;
        }

        range = new MergedRange(row, column, lastRow, lastColumn);
        return true;
    }

    /// <summary>The letters of a column, 0 being A.</summary>
    public static string Letters(int column)
    {
        Span<byte> target = stackalloc byte[16];
        return System.Text.Encoding.ASCII.GetString(target[..(Write(target, 1, column) - 1)]);
    }

    /// <summary>Writes a reference and gives its length, at most 10.</summary>
    public static int Write(Span<byte> target, int row, int column)
    {
        Span<byte> letters = stackalloc byte[4];
        var from = letters.Length;
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        {
            letters[--from] = (byte)('A' + ((rest - 1) % 26));
        }

        letters[from..].CopyTo(target);
        Utf8Formatter.TryFormat(row, target[(letters.Length - from)..], out var digits);
        return letters.Length - from + digits;
    }

    private static bool TryCell(ReadOnlySpan<byte> reference, out int row, out int column)
    {
        row = 0;
        var digits = reference.IndexOfAnyInRange((byte)'0', (byte)'9');
        return TryColumn(reference, out column) && digits > 0 && Utf8Parser.TryParse(reference[digits..], out row, out _) && row > 0;
    }
}
