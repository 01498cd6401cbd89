using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Jingkai.Rules.Vectors;

/// <summary>
/// Answers of a condition for all subjects: <see cref="Sure"/> where it is yes, <see cref="Possible"/> where it is yes or unknown.
/// So <c>and</c>, <c>or</c> and <c>not</c> are one instruction for 64 subjects and a pair of words. Bits behind the last subject mean nothing.
/// </summary>
internal sealed class Answers(int words)
{
    public ulong[] Sure { get; } = new ulong[words];

    public ulong[] Possible { get; } = new ulong[words];
}

/// <summary>Loops over words and columns. Columns are padded to whole words.</summary>
internal static class Bitmap
{
    public static int Words(int subjects) => (subjects + 63) / 64;

    /// <summary>The bits of the last word that belong to subjects.</summary>
    public static ulong LastMask(int subjects) => subjects % 64 == 0 ? ulong.MaxValue : (1UL << (subjects % 64)) - 1;

    public static void And(ulong[] left, ulong[] right, ulong[] into)
    {
        var i = 0;
        for (; i <= into.Length - Vector<ulong>.Count; i += Vector<ulong>.Count) (new Vector<ulong>(left, i) & new Vector<ulong>(right, i)).CopyTo(into, i);
        for (; i < into.Length; i++) into[i] = left[i] & right[i];
    }

    public static void Or(ulong[] left, ulong[] right, ulong[] into)
    {
        var i = 0;
        for (; i <= into.Length - Vector<ulong>.Count; i += Vector<ulong>.Count) (new Vector<ulong>(left, i) | new Vector<ulong>(right, i)).CopyTo(into, i);
        for (; i < into.Length; i++) into[i] = left[i] | right[i];
    }

    /// <summary>left and not right.</summary>
    public static void Without(ulong[] left, ulong[] right, ulong[] into)
    {
        for (var i = 0; i < into.Length; i++) into[i] = left[i] & ~right[i];
    }

    public static void Not(ulong[] from, ulong[] into)
    {
        for (var i = 0; i < into.Length; i++) into[i] = ~from[i];
    }

    /// <summary>Yes where the comparison holds and both sides are known; possible also where one is not.</summary>
    public static void Settle(Answers answers, ulong[] known)
    {
        var (sure, possible) = (answers.Sure, answers.Possible);
        for (var i = 0; i < sure.Length; i++)
        {
            sure[i] &= known[i];
            possible[i] = sure[i] | ~known[i];
        }
    }

    /// <summary>A bit for every value at or above a bound, or at or below it.</summary>
    public static void Bounded(long[] column, long low, long high, ulong[] into)
    {
        ref var start = ref MemoryMarshal.GetArrayDataReference(column);
        // Most conditions have one bound: the other comparison is half of the work.
        if (high == long.MaxValue)
        {
            for (var word = 0; word < into.Length; word++) into[word] = ~Below(ref start, word, low);
        }
        else if (low == long.MinValue)
        {
            for (var word = 0; word < into.Length; word++) into[word] = ~Above(ref start, word, high);
        }
        else
        {
            for (var word = 0; word < into.Length; word++) into[word] = ~(Below(ref start, word, low) | Above(ref start, word, high));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Below(ref long start, int word, long bound)
    {
        var bits = 0UL;
        if (Vector512.IsHardwareAccelerated)
        {
            var limit = Vector512.Create(bound);
            for (var i = 0; i < 64; i += 8) bits |= Vector512.LessThan(Vector512.LoadUnsafe(ref start, (nuint)((word * 64) + i)), limit).ExtractMostSignificantBits() << i;
            return bits;
        }

        var four = Vector256.Create(bound);
        for (var i = 0; i < 64; i += 4) bits |= (ulong)Vector256.LessThan(Vector256.LoadUnsafe(ref start, (nuint)((word * 64) + i)), four).ExtractMostSignificantBits() << i;
        return bits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Above(ref long start, int word, long bound)
    {
        var bits = 0UL;
        if (Vector512.IsHardwareAccelerated)
        {
            var limit = Vector512.Create(bound);
            for (var i = 0; i < 64; i += 8) bits |= Vector512.GreaterThan(Vector512.LoadUnsafe(ref start, (nuint)((word * 64) + i)), limit).ExtractMostSignificantBits() << i;
            return bits;
        }

        var four = Vector256.Create(bound);
        for (var i = 0; i < 64; i += 4) bits |= (ulong)Vector256.GreaterThan(Vector256.LoadUnsafe(ref start, (nuint)((word * 64) + i)), four).ExtractMostSignificantBits() << i;
        return bits;
    }

    /// <summary>The same for whole numbers of 32 bits: days and words of a dictionary.</summary>
    public static void Bounded(int[] column, int low, int high, ulong[] into)
    {
        var (from, to) = (Vector256.Create(low), Vector256.Create(high));
        ref var start = ref MemoryMarshal.GetArrayDataReference(column);
        for (var word = 0; word < into.Length; word++)
        {
            var bits = 0UL;
            for (var i = 0; i < 64; i += 8)
            {
                var values = Vector256.LoadUnsafe(ref start, (nuint)((word * 64) + i));
                var outside = Vector256.GreaterThan(from, values) | Vector256.GreaterThan(values, to);
                bits |= (ulong)(~outside.ExtractMostSignificantBits() & 0xFF) << i;
            }

            into[word] = bits;
        }
    }

    /// <summary>A bit where the left value is greater than the right one.</summary>
    public static void Greater(long[] left, long[] right, ulong[] into)
    {
        ref var a = ref MemoryMarshal.GetArrayDataReference(left);
        ref var b = ref MemoryMarshal.GetArrayDataReference(right);
        for (var word = 0; word < into.Length; word++)
        {
            var bits = 0UL;
            for (var i = 0; i < 64; i += 4)
            {
                var at = (nuint)((word * 64) + i);
                bits |= (ulong)Vector256.GreaterThan(Vector256.LoadUnsafe(ref a, at), Vector256.LoadUnsafe(ref b, at)).ExtractMostSignificantBits() << i;
            }

            into[word] = bits;
        }
    }

    public static void Equal(long[] left, long[] right, ulong[] into)
    {
        ref var a = ref MemoryMarshal.GetArrayDataReference(left);
        ref var b = ref MemoryMarshal.GetArrayDataReference(right);
        for (var word = 0; word < into.Length; word++)
        {
            var bits = 0UL;
            for (var i = 0; i < 64; i += 4)
            {
                var at = (nuint)((word * 64) + i);
                bits |= (ulong)Vector256.Equals(Vector256.LoadUnsafe(ref a, at), Vector256.LoadUnsafe(ref b, at)).ExtractMostSignificantBits() << i;
            }

            into[word] = bits;
        }
    }

    /// <summary>A bit where the word of the dictionary is one of those asked for.</summary>
    public static void Among(int[] codes, byte[] asked, ulong[] into)
    {
        for (var word = 0; word < into.Length; word++)
        {
            var bits = 0UL;
            for (var i = 0; i < 64; i++) bits |= (ulong)asked[codes[(word * 64) + i]] << i;
            into[word] = bits;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Has(ulong[] bits, int row) => (bits[row >> 6] >> (row & 63) & 1) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Set(ulong[] bits, int row) => bits[row >> 6] |= 1UL << (row & 63);
}
