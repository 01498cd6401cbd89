using System.Globalization;

namespace Jingkai.Kernel;

/// <summary>Pinyin initials from the order of the zh-CN collation, which needs no table of our own.</summary>
internal static class Pinyin
{
    // No syllable of Mandarin begins with I, U or V.
    private const string Letters = "ABCDEFGHJKLMNOPQRSTWXYZ";

    // CLDR puts the contraction U+FDD0 + letter before the first character of that letter (index characters, UTS 35).
    private static readonly string[] Bounds = [.. Letters.Select(static c => "\uFDD0" + c)];

    // The first ideograph without a reading; everything from here on is ordered by radical.
    private const string Unread = "\U00020000";

    private static readonly CompareInfo Chinese = CultureInfo.GetCultureInfo("zh-CN").CompareInfo;

    /// <summary>The initial of the ideograph at a place, lower case; null when it is none or has no known reading.</summary>
    internal static char? Initial(string text, int at)
    {
        if (!IsIdeograph(text[at]) || Chinese.Compare(text[at].ToString(), Unread) >= 0)
        {
            return null;
        }

        // Two characters are looked at: the collation knows 重庆 and some others as a pair with its own reading.
        var piece = text.Substring(at, Math.Min(2, text.Length - at));
        var (low, high) = (0, Bounds.Length - 1);
        if (Chinese.Compare(piece, Bounds[0]) < 0)
        {
            return null;
        }

        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Chinese.Compare(piece, Bounds[middle]) >= 0)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return char.ToLowerInvariant(Letters[low]);
    }

    private static bool IsIdeograph(char c) => c is (>= '\u4E00' and <= '\u9FFF') or (>= '\u3400' and <= '\u4DBF') or '〇';
}
