using System.Text.Json.Nodes;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Documents.Composing;

namespace Jingkai.Platform.Documents;

/// <summary>A person of a paper.</summary>
/// <param name="Id">The member.</param>
/// <param name="Name">The name in the zone.</param>
/// <param name="Post">The post, as printed.</param>
/// <param name="Unit">The office.</param>
public sealed record DocumentPersonView(Guid Id, string Name, string? Post, string? Unit);

/// <summary>A paper in a list.</summary>
public record DocumentSummary
{
    /// <summary>What people call it before it has a number, and in addresses.</summary>
    public required string Code { get; init; }

    /// <summary>Code of its template.</summary>
    public required string Template { get; init; }

    /// <summary>What the template is called.</summary>
    public required string TemplateName { get; init; }

    /// <summary>文种.</summary>
    public required string Kind { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>Number as printed; null before it has one.</summary>
    public required string? Number { get; init; }

    /// <summary><see cref="DocumentState"/>.</summary>
    public required string State { get; init; }

    /// <summary>主送机关.</summary>
    public required string? To { get; init; }

    /// <summary>The office that drafts it.</summary>
    public required string? Unit { get; init; }

    /// <summary>紧急程度.</summary>
    public required string? Urgency { get; init; }

    /// <summary>The business day on which it was drafted.</summary>
    public required DateOnly DraftedOn { get; init; }

    /// <summary>成文日期.</summary>
    public required DateOnly? IssuedOn { get; init; }

    /// <summary>签发人.</summary>
    public required string? Signatory { get; init; }
}

/// <summary>A move of a paper.</summary>
/// <param name="At">When.</param>
/// <param name="Day">The business day.</param>
/// <param name="By">Who.</param>
/// <param name="Verb"><see cref="DocumentVerb"/>.</param>
/// <param name="Note">The reason or the opinion.</param>
/// <param name="To">To whom it went.</param>
public sealed record DocumentMoveView(DateTime At, DateOnly Day, string? By, string Verb, string? Note, string? To);

/// <summary>A figure that a paper prints.</summary>
/// <param name="Ref">The permanent reference.</param>
/// <param name="Printed">As printed.</param>
/// <param name="Path">Where it opens, from the root.</param>
public sealed record DocumentFigureView(string Ref, string Printed, string? Path);

/// <summary>What keeps a draft from being handed in.</summary>
/// <param name="Field">The place.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Message">What to do.</param>
public sealed record DocumentFault(string Field, string Code, string Message);

/// <summary>A paper with everything that its reader may know. A reader to whom it was sent sees the paper; how it came about is for those who
/// worked on it.</summary>
public sealed record DocumentView : DocumentSummary
{
    /// <summary>From its line in a list.</summary>
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public DocumentView(DocumentSummary summary, Paper paper) : base(summary) => Paper = paper;

    /// <summary>抄送.</summary>
    public string? CopyTo { get; init; }

    /// <summary>Code of the enterprise that it goes to.</summary>
    public string? Enterprise { get; init; }

    /// <summary>Names of what is attached, one a line.</summary>
    public string? Attachments { get; init; }

    /// <summary>机关代字 that was chosen or, once it is issued, that it bears.</summary>
    public string? Word { get; init; }

    /// <summary>What it is about: <c>kind:id</c>.</summary>
    public string? Subject { get; init; }

    /// <summary>Where that opens, from the root; null: the reader may not open it.</summary>
    public string? SubjectPath { get; init; }

    /// <summary>Who drafted it.</summary>
    public DocumentPersonView? Author { get; init; }

    /// <summary>Code of the sign-off that it was handed in with last.</summary>
    public string? SignOff { get; init; }

    /// <summary>The values put in.</summary>
    public JsonObject? Fields { get; init; }

    /// <summary>Grows with every change; send it back as <c>If-Match</c>.</summary>
    public int Version { get; init; }

    /// <summary>The moves open to the reader now.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];

    /// <summary>The paper as printed; of a draft as it comes out today.</summary>
    public Paper Paper { get; init; }

    /// <summary>Figures that it prints.</summary>
    public IReadOnlyList<DocumentFigureView> Figures { get; init; } = [];

    /// <summary>What keeps a draft from being handed in.</summary>
    public IReadOnlyList<DocumentFault> Faults { get; init; } = [];

    /// <summary>Why it was voided.</summary>
    public string? VoidReason { get; init; }

    /// <summary>The business day on which it was voided.</summary>
    public DateOnly? VoidedOn { get; init; }

    /// <summary>Every move, in order of time.</summary>
    public IReadOnlyList<DocumentMoveView> Moves { get; init; } = [];
}

/// <summary>Which papers.</summary>
/// <param name="Q">Words of the title, a number or a code.</param>
/// <param name="Template">Code of a template.</param>
/// <param name="State"><see cref="DocumentState"/>.</param>
/// <param name="Year">Issued in this year, or drafted in it where it was not issued.</param>
/// <param name="SubjectKind">About this kind …</param>
/// <param name="SubjectId">… and this one.</param>
/// <param name="Sort"><c>-code</c> (usual), <c>code</c>, <c>issuedOn</c>, <c>-issuedOn</c>.</param>
public sealed record DocumentFilter(string? Q, string? Template, string? State, int? Year, string? SubjectKind, string? SubjectId, string Sort)
{
    private static readonly string[] Sorts = ["-code", "code", "issuedOn", "-issuedOn"];

    /// <summary>Reads a filter of an address.</summary>
    public static Result<DocumentFilter> Parse(string? q, string? template, string? state, string? year, string? subject, string? sort)
    {
        static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
        (template, state, year, subject, sort) = (Given(template), Given(state), Given(year), Given(subject), Given(sort) ?? "-code");
        if (state is not null && !DocumentState.All.Contains(state)) return ApiErrors.BadFilter("state", state);
        if (!Sorts.Contains(sort)) return ApiErrors.BadSort(sort, Sorts);
        int? of = null;
        if (year is not null)
        {
            if (!int.TryParse(year, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var read) || read is < 1900 or > 2200) return ApiErrors.BadFilter("year", year);
            of = read;
        }

        var at = subject?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (subject is not null && (at < 1 || at == subject.Length - 1)) return ApiErrors.BadFilter("subject", subject);
        return new DocumentFilter(Given(q), template, state, of, subject?[..at], subject?[(at + 1)..], sort);
    }
}

/// <summary>A template as it is offered.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Kind">文种.</param>
/// <param name="Layout"><see cref="Templates.PaperLayout"/>.</param>
/// <param name="Series">Which words may number it.</param>
/// <param name="Addressed">It needs 主送机关.</param>
/// <param name="ToEnterprise">It goes to one enterprise.</param>
/// <param name="Fields">Its fields.</param>
public sealed record TemplateView(string Code, string Name, string Kind, string Layout, string Series, bool Addressed, bool ToEnterprise, IReadOnlyList<TemplateFieldView> Fields);

/// <summary>A field of a template.</summary>
/// <param name="Code">Name in the interface.</param>
/// <param name="Label">Name on pages.</param>
/// <param name="Type"><see cref="Templates.FieldType"/>.</param>
/// <param name="Required">A paper is not handed in without it.</param>
/// <param name="Hint">What belongs in it.</param>
/// <param name="Columns">Columns of a table.</param>
public sealed record TemplateFieldView(string Code, string Label, string Type, bool Required, string? Hint, IReadOnlyList<TemplateFieldView> Columns);
