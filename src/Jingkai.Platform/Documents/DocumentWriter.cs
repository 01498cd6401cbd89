using System.Text.Json.Nodes;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Documents.Composing;
using Jingkai.Platform.Documents.Templates;
using Jingkai.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Platform.Documents;

/// <summary>Puts into a paper what somebody enters, and says what it comes to.</summary>
internal sealed class DocumentWriter(DocumentStore store, DocumentNumbers numbers, TemplateCatalog templates, IServiceProvider services)
{
    /// <summary>The template of a paper. It was there when the paper was drafted; a program without its module cannot serve the paper.</summary>
    public DocumentTemplate TemplateOf(Document document) => templates.Find(document.Template) ?? throw new InvalidOperationException($"The template '{document.Template}' of {document.Code} is not installed.");

    /// <summary>The values of a paper.</summary>
    public static JsonObject FieldsOf(Document document) => (JsonObject)JsonNode.Parse(document.Fields)!;

    /// <summary>Writes an input into a paper.</summary>
    /// <param name="document">The paper.</param>
    /// <param name="input">What is entered; what is null stays.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<IReadOnlyList<Error>> ApplyAsync(Document document, DocumentInput input, CancellationToken cancel)
    {
        var (template, people) = (TemplateOf(document), await store.PeopleAsync(cancel));
        var reader = new FieldReader(template, people);
        var before = Composer(document, template, people);
        var (title, to) = (before.Line(template.Title), before.Line(template.To));
        document.Fields = reader.Read(FieldsOf(document), input.Fields).ToJsonString(JobQueue.Json);
        var errors = reader.Errors.ToList();
        if (errors.Count > 0) return errors;

        if (input.Enterprise is not null) await EnterpriseAsync(document, template, input, errors, cancel);
        var after = Composer(document, template, people);
        // What nobody worded otherwise follows the fields.
        if (input.Title is not null) document.Title = TextNormal.Clean(input.Title);
        else if (document.Title == title) document.Title = "";
        if (document.Title.Length == 0) document.Title = after.Line(template.Title);
        var addressed = input.To is not null ? TextNormal.Clean(input.To) : document.Recipients == to ? "" : document.Recipients ?? "";
        if (addressed.Length == 0) addressed = after.Line(template.To);
        document.Recipients = Given(addressed);
        if (input.CopyTo is not null) document.CopyTo = Given(TextNormal.Clean(input.CopyTo));
        if (input.Attachments is not null) document.AttachmentNotes = Given(TextNormal.CleanLines(input.Attachments).Replace("\n\n", "\n", StringComparison.Ordinal));
        if (input.Urgency is not null) document.Urgency = Given(TextNormal.Clean(input.Urgency));
        if (input.Word is not null)
        {
            document.Word = Given(TextNormal.Clean(input.Word));
            if (document.Word is { } word && !(await numbers.WordOfAsync(template, word, cancel)).Try(out _, out var error)) errors.Add(error);
        }

        if (document.Title.Length > DocumentLimits.LongestTitle) errors.Add(ApiErrors.TooLong("title", DocumentLimits.LongestTitle));
        if (document.Recipients?.Length > DocumentLimits.LongestAddress) errors.Add(ApiErrors.TooLong("to", DocumentLimits.LongestAddress));
        if (document.CopyTo?.Length > DocumentLimits.LongestAddress) errors.Add(ApiErrors.TooLong("copyTo", DocumentLimits.LongestAddress));
        if (document.AttachmentNotes?.Length > DocumentLimits.LongestNotes) errors.Add(ApiErrors.TooLong("attachments", DocumentLimits.LongestNotes));
        if (document.Urgency is { } urgency && !DocumentLimits.Urgencies.Contains(urgency)) errors.Add(DocumentErrors.BadUrgency(urgency));
        foreach (var (text, field) in ((string?, string)[])[(document.Title, "title"), (document.Recipients, "to"), (document.CopyTo, "copyTo")])
            if (text?.Contains("{{figure:", StringComparison.Ordinal) == true) errors.Add(DocumentErrors.FigureInTitle(field));
        document.Search = TextNormal.SearchKey($"{document.Title}{document.Number}");
        return errors;
    }

    /// <summary>What stands between a paper and its issue, and what it comes to under the actor's scope.</summary>
    public async Task<Result<IReadOnlyList<PaperBlock>>> ReadyAsync(Document document, CancellationToken cancel)
    {
        var template = TemplateOf(document);
        var errors = FieldReader.Missing(template, FieldsOf(document)).ToList();
        if (template.Addressed && document.Recipients is null) errors.Add(ApiErrors.Required("to"));
        if (template.ToEnterprise && document.EnterpriseId is null) errors.Add(ApiErrors.Required("enterprise"));
        if (errors.Count > 0) return ApiErrors.Invalid(errors);
        var composed = await ComposeAsync(document, cancel);
        return composed.Unresolved.Count > 0 ? ApiErrors.Invalid(composed.Unresolved) : Result.Ok(composed.Body);
    }

    /// <summary>What a draft comes to today.</summary>
    public async Task<Composed> ComposeAsync(Document document, CancellationToken cancel)
    {
        var (template, fields, people) = (TemplateOf(document), FieldsOf(document), await store.PeopleAsync(cancel));
        var references = DocumentComposer.References(template, fields);
        IReadOnlyDictionary<string, Result<FigureQuote>> quotes = new Dictionary<string, Result<FigureQuote>>();
        if (references.Count > 0)
            quotes = services.GetService<IFigureQuotes>() is { } source ? await source.QuoteAsync(references, cancel) : references.ToDictionary(r => r, _ => (Result<FigureQuote>)DocumentErrors.NoFigures, StringComparer.Ordinal);
        return new DocumentComposer(template, fields, id => people.NameOf(id), quotes).Compose();
    }

    /// <summary>The enterprise that a paper goes to.</summary>
    public async Task<DocumentRecipient?> EnterpriseAsync(Document document, CancellationToken cancel) =>
        document.EnterpriseId is { } id && services.GetService<IDocumentRecipients>() is { } recipients ? await recipients.FindAsync(id, cancel) : null;

    private async Task EnterpriseAsync(Document document, DocumentTemplate template, DocumentInput input, List<Error> errors, CancellationToken cancel)
    {
        var (code, old) = (TextNormal.Clean(input.Enterprise), await EnterpriseAsync(document, cancel));
        if (code.Length == 0)
        {
            document.EnterpriseId = null;
            return;
        }

        if (services.GetService<IDocumentRecipients>() is not { } recipients || await recipients.FindAsync(code, cancel) is not { } found)
        {
            errors.Add(DocumentErrors.UnknownEnterprise(code));
            return;
        }

        document.EnterpriseId = found.Id;
        if (string.IsNullOrWhiteSpace(input.To) && (document.Recipients is null || document.Recipients == old?.Name) && template.To.Length == 0) document.Recipients = found.Name;
    }

    private static DocumentComposer Composer(Document document, DocumentTemplate template, DocumentPeople people) => new(template, FieldsOf(document), id => people.NameOf(id), null);

    private static string? Given(string text) => text.Length == 0 ? null : text;
}
