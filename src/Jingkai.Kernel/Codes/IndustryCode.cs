using System.Collections.Frozen;

namespace Jingkai.Kernel;

/// <summary>The national classification of industries (国民经济行业分类 GB/T 4754-2017).</summary>
public static class IndustryCode
{
    private static readonly Lazy<IReadOnlyList<Industry>> Table = new(Load);

    private static readonly Lazy<FrozenDictionary<string, Industry>> ByCode =
        new(static () => Table.Value.ToFrozenDictionary(static i => i.Code, StringComparer.Ordinal));

    /// <summary>All entries of the classification in its own order: sections with what they contain.</summary>
    public static IReadOnlyList<Industry> All => Table.Value;

    /// <summary>
    /// Finds an entry by its code: <c>C</c>, <c>36</c>, <c>361</c>, <c>3612</c>, or with the section's letter in front, which
    /// must be the right one (<c>C3612</c>). Blanks around, full width and lower case are forgiven.
    /// </summary>
    /// <returns>The entry, or the error <c>unknown-industry</c> (422).</returns>
    public static Result<Industry> Find(string? code)
    {
        var (letter, digits) = Split(code);
        var found = ByCode.Value.GetValueOrDefault(digits.Length == 0 ? letter : digits);
        if (found is not null && (letter.Length == 0 || string.Equals(letter, found.Section, StringComparison.Ordinal)))
        {
            return found;
        }

        var shown = TextNormal.Excerpt(code);
        return Error.Invalid("unknown-industry",
            $"“{shown}”不是国民经济行业分类(GB/T 4754-2017)的代码",
            $"\"{shown}\" is not a code of GB/T 4754-2017");
    }

    /// <summary>The codes from the section down to the entry itself: <c>[C, 36, 361, 3612]</c>; empty for an unknown code.</summary>
    public static IReadOnlyList<string> AncestorsAndSelf(string? code)
    {
        var path = new List<string>(4);
        for (var next = Find(code) is { IsOk: true } found ? found.Value : null;
             next is not null;
             next = next.Parent is null ? null : ByCode.Value[next.Parent])
        {
            path.Insert(0, next.Code);
        }

        return path;
    }

    /// <summary>
    /// Whether a code lies under a prefix: a section's letter, leading digits, or both. Works on codes outside the
    /// table too (an enterprise may carry a code of the 2011 edition); their section is that of their first two digits.
    /// </summary>
    /// <param name="code">The code of an enterprise.</param>
    /// <param name="prefix">E.g. <c>C</c>, <c>36</c>, <c>C36</c>. An empty prefix contains nothing.</param>
    public static bool IsWithin(string? code, string? prefix)
    {
        var (letter, digits) = Split(prefix);
        if (letter.Length == 0 && digits.Length == 0)
        {
            return false;
        }

        return (letter.Length == 0 || string.Equals(SectionOf(code), letter, StringComparison.Ordinal))
            && Split(code).Digits.StartsWith(digits, StringComparison.Ordinal);
    }

    /// <summary>
    /// Whether a code is industrial (工业): sections B 采矿业, C 制造业, D 电力、热力、燃气及水生产和供应业. The
    /// population of 规上工业 figures.
    /// </summary>
    public static bool IsIndustrial(string? code) => SectionOf(code) is "B" or "C" or "D";

    /// <summary>The letter of the section a code lies in, A to T; null when its first two digits are no division.</summary>
    public static string? SectionOf(string? code)
    {
        var (letter, digits) = Split(code);
        if (digits.Length == 0)
        {
            return ByCode.Value.GetValueOrDefault(letter)?.Section;
        }

        var section = digits.Length < 2 ? null : ByCode.Value.GetValueOrDefault(digits[..2])?.Section;
        return letter.Length == 0 || string.Equals(letter, section, StringComparison.Ordinal) ? section : null;
    }

    private static (string Letter, string Digits) Split(string? code)
    {
        var plain = TextNormal.HalfWidth(code).Trim().ToUpperInvariant();
        return plain.Length > 0 && char.IsAsciiLetterUpper(plain[0]) ? (plain[..1], plain[1..]) : (string.Empty, plain);
    }

    private static Industry[] Load()
    {
        // The English name is the last column, so its commas are its own.
        var english = EmbeddedTable.Rows("gbt4754-2017-en.csv").ToFrozenDictionary(static row => row[0], static row => string.Join(',', row.Skip(1)), StringComparer.Ordinal);
        return
        [
            .. EmbeddedTable.Rows("gbt4754-2017.csv").Select(row => new Industry(
                row[0],
                row[1],
                row[2] switch { "门类" => 1, "大类" => 2, "中类" => 3, _ => 4 },
                row[4],
                row[3].Length == 0 ? null : row[3])
            { NameEn = english[row[0]] }),
        ];
    }
}
