using Jingkai.Rules.Evaluating;

namespace Jingkai.Rules.Vectors;

/// <summary>The values of one fact for all subjects.</summary>
internal abstract class Column(ulong[] known)
{
    /// <summary>A bit for every subject of whom the fact is known.</summary>
    public ulong[] Known { get; } = known;

    public Cell this[int row] => Bitmap.Has(Known, row) ? Value(row) : Cell.Unknown(Reason.Missing);

    protected abstract Cell Value(int row);
}

/// <summary>Numbers as integers of one decimal scale.</summary>
internal sealed class FixedColumn(long[] values, int scale, ulong[] known) : Column(known)
{
    public long[] Values { get; } = values;

    public int Scale { get; } = scale;

    protected override Cell Value(int row) => Cell.Of(FixedPoint.ToDecimal(Values[row], Scale));
}

/// <summary>Numbers that do not fit 64 bits exactly.</summary>
internal sealed class DecimalColumn(decimal[] values, ulong[] known) : Column(known)
{
    protected override Cell Value(int row) => Cell.Of(values[row]);
}

/// <summary>Texts as numbers of a dictionary; unknown is 0.</summary>
internal sealed class TextColumn(int[] codes, string[] words, ulong[] known) : Column(known)
{
    public int[] Codes { get; } = codes;

    public string[] Words { get; } = words;

    protected override Cell Value(int row) => Cell.Of(Words[Codes[row]]);
}

/// <summary>Dates as numbers of days.</summary>
internal sealed class DateColumn(int[] days, ulong[] known) : Column(known)
{
    public int[] Days { get; } = days;

    protected override Cell Value(int row) => Cell.OfDay(Days[row]);
}

internal sealed class BoolColumn(ulong[] yes, ulong[] known) : Column(known)
{
    public ulong[] Yes { get; } = yes;

    protected override Cell Value(int row) => Cell.Of(Bitmap.Has(Yes, row));
}

internal sealed class ListColumn(Cell[] lists, ulong[] known) : Column(known)
{
    protected override Cell Value(int row) => lists[row];
}

/// <summary>Decimals as integers of a scale.</summary>
internal static class FixedPoint
{
    public const int MostDecimals = 18;

    public static decimal ToDecimal(long value, int scale)
    {
        var size = value < 0 ? (ulong)-(value + 1) + 1 : (ulong)value;
        return new decimal((int)(uint)size, (int)(uint)(size >> 32), 0, value < 0, (byte)scale);
    }

    /// <summary>Decimals needed to write a number.</summary>
    public static int ScaleOf(decimal value) => (value / 1.0000000000000000000000000000m).Scale;

    public static bool TryScale(decimal value, int scale, out long scaled)
    {
        scaled = 0;
        // 10^18 × 10^10 is the most a decimal holds with room to spare; larger numbers do not fit 64 bits anyway.
        if (Math.Abs(value) > 9_000_000_000_000_000_000m) return false;
        var exact = value * Power(scale);
        if (exact < long.MinValue || exact > long.MaxValue || decimal.Truncate(exact) != exact) return false;
        scaled = (long)exact;
        return true;
    }

    public static long Power(int scale)
    {
        var power = 1L;
        for (var i = 0; i < scale; i++) power *= 10;
        return power;
    }
}
