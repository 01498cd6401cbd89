using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Jingkai.Platform.Documents.Composing;

/// <summary>A stretch of text.</summary>
/// <param name="Text">As printed.</param>
public sealed record PaperRun(string Text)
{
    /// <summary>The permanent reference of the figure that it prints.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Ref { get; init; }

    /// <summary>Where that figure opens, below <c>/z/{zone}/</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Path { get; init; }

    /// <summary>Something is missing here: a field that is not filled in, a figure that cannot be quoted. Never in an issued paper.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Missing { get; init; }
}

/// <summary>A column of a table of a paper.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Right">Numbers stand at the right.</param>
/// <param name="Width">Share of the width.</param>
public sealed record PaperColumn(string Title, bool Right, int Width);

/// <summary>A part of the body of a paper, as printed.</summary>
/// <param name="Kind"><c>heading</c>, <c>paragraph</c> or <c>table</c>.</param>
public sealed record PaperBlock(string Kind)
{
    /// <summary>A heading.</summary>
    public const string Heading = "heading";

    /// <summary>A paragraph.</summary>
    public const string Paragraph = "paragraph";

    /// <summary>A table.</summary>
    public const string Table = "table";

    /// <summary>Of a heading its level, 1 to 4.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Level { get; init; }

    /// <summary>Begins at the margin.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Flush { get; init; }

    /// <summary>What it says.</summary>
    public IReadOnlyList<PaperRun> Runs { get; init; } = [];

    /// <summary>Columns of a table.</summary>
    public IReadOnlyList<PaperColumn> Columns { get; init; } = [];

    /// <summary>Rows of a table: a cell for each column.</summary>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<PaperRun>>> Rows { get; init; } = [];

    /// <summary>Every stretch of it.</summary>
    [JsonIgnore]
    public IEnumerable<PaperRun> AllRuns => Runs.Concat(Rows.SelectMany(r => r).SelectMany(c => c));

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>As it is kept.</summary>
    public static string Write(IReadOnlyList<PaperBlock> blocks) => JsonSerializer.Serialize(blocks, Json);

    /// <summary>What was kept.</summary>
    public static IReadOnlyList<PaperBlock> Read(string json) => JsonSerializer.Deserialize<IReadOnlyList<PaperBlock>>(json, Json)!;
}

/// <summary>A paper with everything that is printed of it: what page and Word show.</summary>
public sealed record Paper
{
    /// <summary><see cref="Templates.PaperLayout"/>.</summary>
    public required string Layout { get; init; }

    /// <summary>发文机关.</summary>
    public required string Organ { get; init; }

    /// <summary>Number; null: it has none yet.</summary>
    public string? Number { get; init; }

    /// <summary>签发人, of papers that go upwards.</summary>
    public string? Signatory { get; init; }

    /// <summary>紧急程度.</summary>
    public string? Urgency { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>主送机关.</summary>
    public string? To { get; init; }

    /// <summary>Body.</summary>
    public required IReadOnlyList<PaperBlock> Body { get; init; }

    /// <summary>附件说明.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>成文日期; null: not issued.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>抄送.</summary>
    public string? CopyTo { get; init; }

    /// <summary>印发机关.</summary>
    public required string PrintedBy { get; init; }

    /// <summary>It is a draft: it says so on every page.</summary>
    public bool Draft { get; init; }

    /// <summary>It was voided: it says so on every page.</summary>
    public bool Voided { get; init; }

    /// <summary>A day as papers write it: 2026年3月5日, without zeros in front (GB/T 9704-2012, 7.3.5.4).</summary>
    public static string Day(DateOnly day) => FormattableString.Invariant($"{day.Year}年{day.Month}月{day.Day}日");
}
