using System.Text.RegularExpressions;

namespace Jingkai.ArchitectureTests.Sources;

/// <summary>Rules that read the text of files.</summary>
internal static partial class TextRules
{
    /// <summary>The first count of lines that is too many.</summary>
    public const int TooLong = 400;

    /// <summary>Files that nobody reads to the end.</summary>
    public static IEnumerable<string> LongFiles(IEnumerable<SourceFile> files) =>
        from file in files
        let lines = file.Text.AsSpan().TrimEnd('\n').Count('\n') + 1
        where lines >= TooLong
        select $"{file.Path} has {lines} lines";

    /// <summary>Style and script inside a page: the content security policy refuses them, so they would silently not work.</summary>
    public static IEnumerable<string> InlineCode(IEnumerable<SourceFile> pages) =>
        from page in pages
        let markup = Comment().Replace(page.Text, m => new string('\n', m.Value.Count(c => c == '\n')))
        from Match match in Inline().Matches(markup)
        select $"{page.Path}({LineOf(markup, match.Index)}) has {match.Value.Trim()}";

    private static int LineOf(string text, int index) => text.AsSpan(0, index).Count('\n') + 1;

    // In this order: a style or on… attribute (Blazor's own begin with @), a style element, a script element without src, an address that is script.
    [GeneratedRegex("""\s(?:style|on[a-z]+)\s*=\s*["'@]|<style\b|<script\b(?![^>]*\ssrc=)|["']\s*javascript:""", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex(@"@\*.*?\*@|<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();
}
