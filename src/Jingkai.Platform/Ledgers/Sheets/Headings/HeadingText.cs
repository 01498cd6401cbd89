using System.Text;
using System.Text.RegularExpressions;
using Jingkai.Kernel;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>A heading taken apart: <c>工业总产值（万元）_本月</c> is 工业总产值本月 in 万元.</summary>
/// <param name="Plain">Half-width, lower case, no blanks, brackets, separators or unit; remarks in brackets are part of it.</param>
/// <param name="Base">The same without remarks.</param>
/// <param name="Unit">The unit, where one is stated.</param>
internal sealed partial record HeadingText(string Plain, string Base, Unit? Unit)
{
    private static readonly char[] Separators = [',', '、', ';'];

    public bool IsEmpty => Plain.Length == 0 && Unit is null;

    /// <summary>True for <c>(万元)</c> or <c>万元</c> alone, a line of units under the headings.</summary>
    public bool IsUnitOnly => Unit is not null && Plain.Length == 0;

    public static HeadingText Of(string raw)
    {
        var text = Squeeze(raw);
        Unit? unit = null;
        var remarks = new StringBuilder();
        var outside = Brackets().Replace(text, m =>
        {
            if (KnownUnit(UnitWord().Replace(m.Groups[1].Value, "")) is { } found)
            {
                unit ??= found;
            }
            else if (!Advice().IsMatch(m.Groups[1].Value))
            {
                remarks.Append('|').Append(m.Groups[1].Value);
            }

            // Keeps the place, so that 1(万元)2 does not become 12.
            return "|";
        });

        if (unit is null && (KnownUnit(outside.Trim('|')) is { } alone))
        {
            return new HeadingText(Strip(remarks.ToString()), "", alone);
        }

        // 工业总产值:万元, 工业总产值,万元
        var last = outside.LastIndexOfAny([':', ',', '、', '/']);
        if (unit is null && last > 0 && KnownUnit(UnitWord().Replace(outside[(last + 1)..], "")) is { } appended)
        {
            unit = appended;
            outside = outside[..last];
            outside = outside.EndsWith("单位", StringComparison.Ordinal) ? outside[..^2] : outside;
        }

        var plain = Strip(outside + remarks);
        return new HeadingText(plain, Strip(outside), unit);
    }

    /// <summary>The units of a line such as <c>单位:万元、人</c> above a table; empty when the text is none.</summary>
    public static IReadOnlyList<Unit> UnitLine(string raw)
    {
        var match = UnitsAbove().Match(TextNormal.HalfWidth(raw));
        if (!match.Success)
        {
            return [];
        }

        // 万 元 is spaced out; in 万元  2020年7月 the blanks end the unit.
        var words = match.Groups[1].Value;
        return Units(Squeeze(words).Split(Separators)) is { Count: > 0 } all
            ? all
            : Units([.. words.Split([.. Separators, ' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries).TakeWhile(w => KnownUnit(w) is not null)]);
    }

    /// <summary>The unit of a word that is one; null for other words, which the kernel would take for a unit of their own.</summary>
    public static Unit? KnownUnit(string word)
    {
        var found = word.Length is > 0 and <= 12 ? Kernel.Unit.Find(word) : default;
        return found.IsOk && word != "-" && !found.Value.Dimension.Code.Contains("other:", StringComparison.Ordinal)
            ? found.Value
            : null;
    }

    /// <summary>The units of the words; empty when one of them is none.</summary>
    private static List<Unit> Units(IReadOnlyList<string> words)
    {
        var units = words.Select(KnownUnit).OfType<Unit>().ToList();
        return units.Count == words.Count ? units : [];
    }

    private static string Squeeze(string raw)
    {
        var half = TextNormal.HalfWidth(raw);
        var text = new StringBuilder(half.Length);
        foreach (var c in half)
        {
            // Headings are broken over lines and padded with blanks as the column's width asks.
            if (!char.IsWhiteSpace(c) && !char.IsControl(c) && c is not ('*' or '※' or '★' or '\u200B' or '\uFEFF'))
            {
                text.Append(c);
            }
        }

        return text.ToString();
    }

    private static string Strip(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is not ('|' or '_' or ':' or ',' or '、' or ';' or '"' or '.' or '“' or '”'))
            {
                plain.Append(char.ToLowerInvariant(c));
            }
        }

        return plain.ToString().Trim('-', '/', '—');
    }

    [GeneratedRegex(@"[(\[【〔〈<{]([^()\[\]【】〔〕〈〉<>{}]*)[)\]】〕〉>}]")]
    private static partial Regex Brackets();

    // Tells how to fill the column in, not what it holds.
    [GeneratedRegex("^(?:必填|选填|必录|可不填|非必填)项?$")]
    private static partial Regex Advice();

    [GeneratedRegex("^(?:计量|金额|数量)?单位:?")]
    private static partial Regex UnitWord();

    [GeneratedRegex(@"(?:^|[\s(\[【:;,、])(?:计量|金额)?单位\s*:([^()\[\]【】:]+)")]
    private static partial Regex UnitsAbove();
}
