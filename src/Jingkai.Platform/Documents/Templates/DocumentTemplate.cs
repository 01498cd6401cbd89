using Jingkai.Kernel;

namespace Jingkai.Platform.Documents.Templates;

/// <summary>How a paper is laid out (GB/T 9704-2012, chapters 7 and 10).</summary>
public static class PaperLayout
{
    /// <summary>文件式: red head 「…文件」, number, red rule.</summary>
    public const string Document = "document";

    /// <summary>信函式: the organ's name over a double red rule, number at the right.</summary>
    public const string Letter = "letter";

    /// <summary>纪要.</summary>
    public const string Minutes = "minutes";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Document, Letter, Minutes];
}

/// <summary>What a field of a template takes.</summary>
public static class FieldType
{
    /// <summary>One line.</summary>
    public const string Text = "text";

    /// <summary>Paragraphs, one a line.</summary>
    public const string Multiline = "multiline";

    /// <summary>A day: <c>2026-03-05</c>, printed 2026年3月5日.</summary>
    public const string Date = "date";

    /// <summary>A number, printed as it is given.</summary>
    public const string Number = "number";

    /// <summary>A figure: a permanent reference, or <c>INDICATOR@PERIOD</c>.</summary>
    public const string Figure = "figure";

    /// <summary>Members of the zone, printed by name.</summary>
    public const string Members = "members";

    /// <summary>Lines, each a paragraph of its own.</summary>
    public const string List = "list";

    /// <summary>Rows with the columns of the field.</summary>
    public const string Table = "table";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Text, Multiline, Date, Number, Figure, Members, List, Table];

    /// <summary>What a column of a table takes.</summary>
    public static IReadOnlyList<string> Cells { get; } = [Text, Date, Number, Figure];
}

/// <summary>A text in both languages.</summary>
public sealed record TemplateText(string Zh, string En)
{
    /// <summary>As the interface says it.</summary>
    public Text Text => new(Zh, En);
}

/// <summary>A field that is filled in.</summary>
/// <param name="Code">Name in the interface and in placeholders.</param>
/// <param name="Label">Name on pages.</param>
/// <param name="Type"><see cref="FieldType"/>.</param>
public sealed record TemplateField(string Code, TemplateText Label, string Type)
{
    /// <summary>A paper is not handed in without it.</summary>
    public bool Required { get; init; }

    /// <summary>What belongs in it.</summary>
    public TemplateText? Hint { get; init; }

    /// <summary>Columns of a table.</summary>
    public IReadOnlyList<TemplateField> Columns { get; init; } = [];
}

/// <summary>A column of a printed table.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Text">A cell: text with placeholders <c>{item.column}</c>.</param>
public sealed record TemplateColumn(string Title, string Text)
{
    /// <summary>Numbers stand at the right.</summary>
    public bool Right { get; init; }

    /// <summary>Share of the width, in whole parts.</summary>
    public int Width { get; init; } = 1;
}

/// <summary>A part of the body.</summary>
/// <param name="Kind"><c>heading</c>, <c>paragraph</c>, <c>list</c>, <c>table</c>.</param>
public sealed record TemplateBlock(string Kind)
{
    /// <summary>Text with placeholders: <c>{field}</c>, <c>{figure|growth}</c>, <c>{{figure:REF}}</c>.</summary>
    public string Text { get; init; } = "";

    /// <summary>Of a heading: 1 一、 2 （一） 3 1. 4 （1）.</summary>
    public int Level { get; init; } = 1;

    /// <summary>The list or table field that a list or table prints, or that a heading or paragraph is repeated over.</summary>
    public string? Of { get; init; }

    /// <summary>Columns of a table.</summary>
    public IReadOnlyList<TemplateColumn> Columns { get; init; } = [];

    /// <summary>Only when this field is filled in.</summary>
    public string? When { get; init; }

    /// <summary>A paragraph that begins at the margin, as the greeting of a letter does.</summary>
    public bool Flush { get; init; }

    /// <summary>Kinds of blocks.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["heading", "paragraph", "list", "table"];
}

/// <summary>A template of papers as data.</summary>
public sealed record DocumentTemplate
{
    /// <summary>Stable code: <c>bulletin</c>.</summary>
    public required string Code { get; init; }

    /// <summary>What people call it.</summary>
    public required TemplateText Name { get; init; }

    /// <summary>文种: 通知, 通报, 函 …</summary>
    public required string Kind { get; init; }

    /// <summary><see cref="PaperLayout"/>.</summary>
    public required string Layout { get; init; }

    /// <summary>Which words may number it: <c>document</c>, <c>letter</c> …</summary>
    public required string Series { get; init; }

    /// <summary>上行文: it shows who signed it.</summary>
    public bool Upward { get; init; }

    /// <summary>The title, with placeholders.</summary>
    public required string Title { get; init; }

    /// <summary>主送机关 unless the paper names others, with placeholders; empty: none is usual.</summary>
    public string To { get; init; } = "";

    /// <summary>A paper is not handed in without 主送机关.</summary>
    public bool Addressed { get; init; } = true;

    /// <summary>It goes to one enterprise, whose account reads it.</summary>
    public bool ToEnterprise { get; init; }

    /// <summary>Its fields in their order.</summary>
    public IReadOnlyList<TemplateField> Fields { get; init; } = [];

    /// <summary>Its body in its order.</summary>
    public IReadOnlyList<TemplateBlock> Body { get; init; } = [];

    /// <summary>A field by code.</summary>
    public TemplateField? FieldOf(string? code) => Fields.FirstOrDefault(f => f.Code == code);
}

/// <summary>Contributes templates.</summary>
public interface IDocumentTemplateSource
{
    /// <summary>The templates of a module.</summary>
    IEnumerable<DocumentTemplate> Templates { get; }
}
