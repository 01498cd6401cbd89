using System.Text.RegularExpressions;

namespace Jingkai.ArchitectureTests.Sources;

/// <summary>Chinese and English say the same things, and every text a page asks for exists.</summary>
internal static partial class ResourceRules
{
    /// <summary>Keys that one language lacks, empty texts, places that differ, keys of another project.</summary>
    public static IEnumerable<string> Languages(IEnumerable<ResourceSet> sets)
    {
        foreach (var set in sets)
        {
            foreach (var key in set.Chinese.Keys.Except(set.English.Keys)) yield return $"{set.Project}: {key} has no English text";
            foreach (var key in set.English.Keys.Except(set.Chinese.Keys)) yield return $"{set.Project}: {key} has no Chinese text";
            foreach (var (key, chinese) in set.Chinese)
            {
                if (!key.StartsWith(set.Prefix, StringComparison.Ordinal)) yield return $"{set.Project}: {key} does not begin with {set.Prefix}";
                var english = set.English.GetValueOrDefault(key, chinese);
                // English counts enterprises and pieces without a word for it.
                if (string.IsNullOrWhiteSpace(chinese) || (string.IsNullOrWhiteSpace(english) && !key.Contains(".unit.", StringComparison.Ordinal))) yield return $"{set.Project}: {key} has an empty text";
                if (!Places(chinese).SetEquals(Places(english))) yield return $"{set.Project}: the places of {key} differ between the languages";
            }
        }
    }

    /// <summary>Keys that pages and code ask for and that are not stored. A key put together at run time must begin like a stored one.</summary>
    public static IEnumerable<string> MissingKeys(IEnumerable<SourceFile> files, IReadOnlySet<string> keys)
    {
        foreach (var file in files)
        {
            foreach (var asked in Asked(file.Text))
            {
                // A key put together from a beginning and a code: at least one such key must exist.
                var hole = asked.EndsWith('.') ? asked.Length : asked.IndexOf('{', StringComparison.Ordinal);
                var known = hole < 0 ? keys.Contains(asked) : keys.Any(k => k.StartsWith(asked[..hole], StringComparison.Ordinal));
                if (!known) yield return $"{file.Path} asks for {asked}";
            }
        }
    }

    /// <summary>The literal keys in the first argument of each <c>L[…]</c>, those of a choice (<c>a ? "x" : "y"</c>) too, but not what
    /// is handed to a method there.</summary>
    private static IEnumerable<string> Asked(string text)
    {
        foreach (Match call in Call().Matches(text))
            foreach (var literal in Literals(text, call.Index + call.Length))
                if (KeyShape().IsMatch(literal)) yield return literal;
    }

    private static IEnumerable<string> Literals(string text, int start)
    {
        var open = new Stack<bool>(); // for each open bracket: does it hold the arguments of a method?
        for (var at = start; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '"':
                    var end = text.IndexOf('"', at + 1);
                    if (end < 0) yield break;
                    if (!open.Contains(true)) yield return text[(at + 1)..end];
                    at = end;
                    break;
                case '(' or '[' or '{':
                    open.Push(text[at] == '(' && at > start && char.IsLetterOrDigit(text[at - 1]));
                    break;
                case ')' or ']' or '}' when !open.TryPop(out _):
                    yield break;
                case ',' when open.Count == 0:
                    yield break;
            }
        }
    }

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(m => m.Groups[1].Value)];

    [GeneratedRegex(@"(?<![\w.])L\[")]
    private static partial Regex Call();

    [GeneratedRegex(@"^[a-z]+\.[a-z0-9.{-]")]
    private static partial Regex KeyShape();

    [GeneratedRegex(@"\{(\d+)(?:[,:][^}]*)?\}")]
    private static partial Regex Place();
}
