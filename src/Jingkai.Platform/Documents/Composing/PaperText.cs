using System.Text.RegularExpressions;

namespace Jingkai.Platform.Documents.Composing;

/// <summary>Reads the texts of papers: plain words, placeholders of a template, figures. Values that are put in are read for figures only, so
/// nobody's text becomes a placeholder.</summary>
internal static partial class PaperText
{
    /// <summary>The placeholder of what a block is repeated over.</summary>
    public const string Item = "item";

    /// <summary>A piece of a text.</summary>
    public abstract record Piece;

    /// <summary>Words as they are.</summary>
    public sealed record Words(string Text) : Piece;

    /// <summary>A figure by its reference.</summary>
    public sealed record Quote(string Reference, string? Part) : Piece;

    /// <summary>A placeholder: <c>{field}</c>, <c>{item.column}</c>, <c>{field|part}</c>.</summary>
    public sealed record Place(string Field, string? Column, string? Part) : Piece;

    /// <summary>A text of a template.</summary>
    public static IEnumerable<Piece> Read(string text) => Split(text, Template());

    /// <summary>A value that somebody put in.</summary>
    public static IEnumerable<Piece> ReadValue(string text) => Split(text, Figure());

    private static IEnumerable<Piece> Split(string text, Regex marks)
    {
        var at = 0;
        foreach (Match mark in marks.Matches(text))
        {
            if (mark.Index > at) yield return new Words(text[at..mark.Index]);
            yield return mark.Groups["ref"].Success
                ? new Quote(mark.Groups["ref"].Value.Trim(), Given(mark.Groups["of"]))
                : new Place(mark.Groups["field"].Value, Given(mark.Groups["column"]), Given(mark.Groups["part"]));
            at = mark.Index + mark.Length;
        }

        if (at < text.Length) yield return new Words(text[at..]);
    }

    private static string? Given(Group group) => group.Success ? group.Value : null;

    [GeneratedRegex(@"\{\{figure:(?<ref>[^{}|\n]{1,400})(?:\|(?<of>[a-z]{1,20}))?\}\}|\{(?<field>[a-z][a-z0-9-]*)(?:\.(?<column>[a-z][a-z0-9-]*))?(?:\|(?<part>[a-z]+))?\}", RegexOptions.CultureInvariant)]
    private static partial Regex Template();

    [GeneratedRegex(@"\{\{figure:(?<ref>[^{}|\n]{1,400})(?:\|(?<of>[a-z]{1,20}))?\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Figure();
}
