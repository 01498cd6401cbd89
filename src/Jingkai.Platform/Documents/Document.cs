using Jingkai.Platform.Data;

namespace Jingkai.Platform.Documents;

/// <summary>Where a paper stands.</summary>
public static class DocumentState
{
    /// <summary>草稿: its author writes it.</summary>
    public const string Draft = "draft";

    /// <summary>签批中: it waits for who signs it.</summary>
    public const string Signing = "signing";

    /// <summary>已印发: it has its number and changes no more.</summary>
    public const string Issued = "issued";

    /// <summary>已作废: with person and reason; a number that it had stays its own.</summary>
    public const string Voided = "voided";

    /// <summary>All states in order.</summary>
    public static IReadOnlyList<string> All { get; } = [Draft, Signing, Issued, Voided];
}

/// <summary>What was done with a paper.</summary>
public static class DocumentVerb
{
    /// <summary>拟稿.</summary>
    public const string Draft = "draft";

    /// <summary>改稿: kept, so that whoever wrote of a paper does not issue it.</summary>
    public const string Change = "change";

    /// <summary>送签.</summary>
    public const string Submit = "submit";

    /// <summary>退回 or 撤回: it is a draft again.</summary>
    public const string Return = "return";

    /// <summary>印发.</summary>
    public const string Issue = "issue";

    /// <summary>作废.</summary>
    public const string Void = "void";

    /// <summary>删除 of a draft; kept nowhere but in the audit trail.</summary>
    public const string Delete = "delete";
}

/// <summary>公文: a paper from a template, with fields, a second person who issues it, and a number without gaps.</summary>
public sealed class Document : ZoneEntity, IAudited
{
    /// <summary>What people call it before it has a number, and in addresses: <c>D2026-0001</c>.</summary>
    public string Code { get; set; } = "";

    /// <summary>Code of its template.</summary>
    public string Template { get; set; } = "";

    /// <summary>The title.</summary>
    public string Title { get; set; } = "";

    /// <summary>Title and number as they are searched.</summary>
    public string Search { get; set; } = "";

    /// <summary>The values put in, as a JSON object by field.</summary>
    public string Fields { get; set; } = "{}";

    /// <summary>The composed body as JSON, kept at issue so that the paper never changes; null before.</summary>
    public string? Blocks { get; set; }

    /// <summary>Kind of what it is about.</summary>
    public string? SubjectKind { get; set; }

    /// <summary>Id or code of what it is about.</summary>
    public string? SubjectId { get; set; }

    /// <summary>Where that opens, below <c>/z/{zone}/</c>.</summary>
    public string? SubjectPath { get; set; }

    /// <summary>The office that drafts and prints it.</summary>
    public Guid? UnitId { get; set; }

    /// <summary>Who drafted it; null: a program did.</summary>
    public Guid? AuthorId { get; set; }

    /// <summary>The business day on which it was drafted.</summary>
    public DateOnly DraftedOn { get; set; }

    /// <summary><see cref="DocumentState"/>.</summary>
    public string State { get; set; } = DocumentState.Draft;

    /// <summary>主送机关, as printed.</summary>
    public string? Recipients { get; set; }

    /// <summary>抄送, as printed.</summary>
    public string? CopyTo { get; set; }

    /// <summary>The enterprise that the paper goes to, where it goes to one; its account reads it once it is issued.</summary>
    public Guid? EnterpriseId { get; set; }

    /// <summary>平急, 加急 or 特急; null: no haste.</summary>
    public string? Urgency { get; set; }

    /// <summary>附件说明: the names of what is attached, one a line.</summary>
    public string? AttachmentNotes { get; set; }

    /// <summary>机关代字: 临经开发; null until it is chosen or, at issue, found by the template.</summary>
    public string? Word { get; set; }

    /// <summary>Year of the number.</summary>
    public int? Year { get; set; }

    /// <summary>Number in word and year.</summary>
    public int? Serial { get; set; }

    /// <summary>成文日期: the business day of issue.</summary>
    public DateOnly? IssuedOn { get; set; }

    /// <summary>Who issued it.</summary>
    public Guid? IssuedById { get; set; }

    /// <summary>签发人 as printed, kept at issue.</summary>
    public string? Signatory { get; set; }

    /// <summary>发文机关 as printed, kept at issue.</summary>
    public string? Organ { get; set; }

    /// <summary>印发机关 as printed, kept at issue.</summary>
    public string? PrintedBy { get; set; }

    /// <summary>The sign-off it was handed in with last.</summary>
    public string? SignOffCode { get; set; }

    /// <summary>Why it was voided.</summary>
    public string? VoidReason { get; set; }

    /// <summary>The business day on which it was voided.</summary>
    public DateOnly? VoidedOn { get; set; }

    /// <summary>The number as printed; null before it has one.</summary>
    public string? Number => Serial is { } serial && Year is { } year ? DocumentNumber.Write(Word ?? "", year, serial) : null;

    /// <inheritdoc />
    public string AuditLabel => Code;
}

/// <summary>How numbers of papers are written (GB/T 9704-2012, 7.2.5): the year in 〔〕, the serial without 第 and without leading zeros.</summary>
public static class DocumentNumber
{
    /// <summary>临经开发〔2026〕42号.</summary>
    public static string Write(string word, int year, int serial) => FormattableString.Invariant($"{word}\u3014{year}\u3015{serial}号");
}

/// <summary>机关代字 of the zone, and which papers bear it.</summary>
public sealed class DocumentWord : ZoneEntity, IAudited
{
    /// <summary>The word: 临经开发.</summary>
    public string Word { get; set; } = "";

    /// <summary>The series of templates that it serves: <c>document</c>, <c>letter</c> …</summary>
    public string Series { get; set; } = "";

    /// <inheritdoc />
    public string AuditLabel => Word;
}

/// <summary>How far the numbers of a word have come in a year. The row is taken and counted up in the transaction that issues: what fails
/// gives its number back, and nobody reads a number twice.</summary>
public sealed class DocumentSeries : IZoned
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>The word.</summary>
    public string Word { get; set; } = "";

    /// <summary>The year; every year begins anew.</summary>
    public int Year { get; set; }

    /// <summary>The last number that was given, here or on paper before.</summary>
    public int Last { get; set; }
}

/// <summary>One move of a paper: the trail that everyone who may see it reads.</summary>
public sealed class DocumentMove : IZoned
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>Version 7 UUID: moves sort by time.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>The paper.</summary>
    public Guid DocumentId { get; set; }

    /// <summary>When.</summary>
    public DateTime At { get; set; }

    /// <summary>The business day.</summary>
    public DateOnly Day { get; set; }

    /// <summary>Who moved; null: a program.</summary>
    public Guid? MemberId { get; set; }

    /// <summary><see cref="DocumentVerb"/>.</summary>
    public string Verb { get; set; } = "";

    /// <summary>The reason or the opinion.</summary>
    public string? Note { get; set; }

    /// <summary>To whom it went.</summary>
    public Guid? ToId { get; set; }
}

/// <summary>A member who reads a paper because of a part in it: its author, who signs it. Follows from other rows; kept, so that the filter of
/// every list asks one index.</summary>
public sealed class DocumentPart : IZoned
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>The paper.</summary>
    public Guid DocumentId { get; set; }

    /// <summary>Who.</summary>
    public Guid MemberId { get; set; }
}

/// <summary>A unit of the zone that a paper is addressed or copied to; its members read it once it is issued.</summary>
public sealed class DocumentCopy : IZoned
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>The paper.</summary>
    public Guid DocumentId { get; set; }

    /// <summary>The unit.</summary>
    public Guid UnitId { get; set; }
}
