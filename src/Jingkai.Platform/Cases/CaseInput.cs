using System.Globalization;
using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Cases.Kinds;
using Jingkai.Platform.Data;

namespace Jingkai.Platform.Cases;

/// <summary>A case to raise.</summary>
/// <param name="Title">What is asked, in a line; at most 100 characters.</param>
public sealed record CaseInput(string? Title)
{
    /// <summary>Code of the kind; the usual one when empty.</summary>
    public string? Kind { get; init; }

    /// <summary>Code or id of what it is about; an account of an enterprise need not say its own.</summary>
    public string? Subject { get; init; }

    /// <summary>The same for kinds about enterprises.</summary>
    public string? Enterprise { get; init; }

    /// <summary>Code of a category.</summary>
    public string? Category { get; init; }

    /// <summary>Code of a class; the kind's first when empty.</summary>
    public string? Class { get; init; }

    /// <summary>The same at length; at most 4000 characters.</summary>
    public string? Text { get; init; }

    /// <summary>One of <see cref="CaseSource.All"/>; the platform when empty.</summary>
    public string? Source { get; init; }

    /// <summary>加急.</summary>
    public bool? Urgent { get; init; }

    /// <summary>Id or name of the unit that the first receiver proposes.</summary>
    public string? Unit { get; init; }

    /// <summary>Values of the kind's own fields.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Fields { get; init; }
}

/// <summary>A move asked for.</summary>
/// <param name="Move">One of <see cref="CaseVerb.Moves"/>.</param>
/// <param name="Note">What or why; the answer itself, the asker's words.</param>
/// <param name="To">A unit or member (assign, hand-over, add-part), a case (duplicate), a common problem (group), a meeting (lift; a new one when empty).</param>
/// <param name="Evidence">Ids of attachments of the case.</param>
public sealed record CaseMoveInput(string? Move, string? Note = null, string? To = null, IReadOnlyList<string>? Evidence = null)
{
    /// <summary>How much more time, in the unit of the limit (extend).</summary>
    public int? Amount { get; init; }

    /// <summary>The day on which a held case is looked at again (hold).</summary>
    public string? Until { get; init; }

    /// <summary>1 to 5 (confirm, rate).</summary>
    public int? Grade { get; init; }

    /// <summary>The right category (classify).</summary>
    public string? Category { get; init; }

    /// <summary>The right class (classify, assign).</summary>
    public string? Class { get; init; }

    /// <summary>Assisting units (assign): each a part of the same title.</summary>
    public IReadOnlyList<string>? Assist { get; init; }

    /// <summary>Number of the part that comes first (add-part).</summary>
    public int? After { get; init; }

    /// <summary>The number in the outer system (send-out); <see cref="To"/> names the system.</summary>
    public string? Reference { get; init; }

    /// <summary>Whether a bad review was found to be right (follow-up).</summary>
    public bool? Valid { get; init; }
}

/// <summary>Checks what people and programs write, all errors at once.</summary>
internal sealed class CaseInputReader(JingkaiDbContext db, CaseKinds kinds, IEnumerable<ICaseSubject> subjects, CaseTargets targets)
{
    public const int LongestTitle = 100, LongestText = 4000, LongestNote = 2000;

    /// <summary>A case with everything but its code, its times and who holds it.</summary>
    public async Task<Result<(Case Row, CaseKindDefinition Kind)>> ReadAsync(CaseInput input, CancellationToken cancel)
    {
        if (await kinds.FindAsync(input.Kind, cancel) is not { } kind) return CaseErrors.UnknownKind(input.Kind);
        var errors = new List<Error>();
        var (title, text) = (TextNormal.Clean(input.Title), TextNormal.CleanLines(input.Text ?? ""));
        if (title.Length == 0) errors.Add(ApiErrors.Required("title"));
        if (title.Length > LongestTitle) errors.Add(ApiErrors.TooLong("title", LongestTitle));
        if (text.Length > LongestText) errors.Add(ApiErrors.TooLong("text", LongestText));
        var category = Category(kind, input.Category, errors);
        var level = Class(kind, input.Class, errors) ?? (kind.Classes.Count > 0 ? kind.Classes[0].Code : "");
        var source = string.IsNullOrEmpty(input.Source) ? CaseSource.Platform : input.Source;
        if (!CaseSource.All.Contains(source)) errors.Add(CaseErrors.UnknownSource(source));
        var subject = await SubjectAsync(kind, input, errors, cancel);
        var unit = await targets.UnitAsync(input.Unit ?? kind.CategoryOf(category)?.Unit, cancel);
        if (!string.IsNullOrWhiteSpace(input.Unit) && unit is null) errors.Add(CaseErrors.UnknownTarget(input.Unit).At("unit"));
        var fields = Fields(kind, input.Fields, errors);
        if (errors.Count > 0) return ApiErrors.Invalid(errors);
        return (new Case
        {
            ZoneId = db.ZoneId, Kind = kind.Code, SubjectKind = subject is null ? null : kind.Subject, SubjectId = subject?.Id, SubjectName = subject?.Name, Category = category ?? "", Class = level, Title = title,
            Text = text.Length == 0 ? null : text, Source = source, Urgent = input.Urgent == true, Fields = fields, ProposedUnitId = unit,
        }, kind);
    }

    /// <summary>A category that new cases may have.</summary>
    public static string? Category(CaseKindDefinition kind, string? code, List<Error> errors)
    {
        if (kind.Categories.Count == 0) return null;
        var known = kind.Categories.Where(c => !c.Retired).Select(c => c.Code).ToList();
        if (string.IsNullOrWhiteSpace(code)) errors.Add(ApiErrors.Required("category"));
        else if (!known.Contains(code)) errors.Add(CaseErrors.UnknownCategory(code, known));
        return code;
    }

    /// <summary>A class, or null when none is named.</summary>
    public static string? Class(CaseKindDefinition kind, string? code, List<Error> errors)
    {
        if (string.IsNullOrWhiteSpace(code)) return null;
        if (kind.ClassOf(code) is null) errors.Add(CaseErrors.UnknownClass(code, kind.Classes.Select(c => c.Code)));
        return code;
    }

    /// <summary>The words of a move.</summary>
    public static Result<string> Note(string? note, bool required)
    {
        var clean = TextNormal.CleanLines(note ?? "");
        if (clean.Length == 0 && required) return ApiErrors.Invalid([CaseErrors.NoteRequired]);
        return clean.Length > LongestNote ? ApiErrors.Invalid([ApiErrors.TooLong("note", LongestNote)]) : clean;
    }

    private async Task<CaseSubject?> SubjectAsync(CaseKindDefinition kind, CaseInput input, List<Error> errors, CancellationToken cancel)
    {
        if (kind.Subject is not { } of) return null;
        var field = input.Subject is null && input.Enterprise is not null ? "enterprise" : "subject";
        var key = TextNormal.Clean(input.Subject ?? input.Enterprise);
        if (subjects.FirstOrDefault(s => s.Kind == of) is { } source && await source.FindAsync(key.Length == 0 ? null : key, cancel) is { } found) return found;
        errors.Add(key.Length == 0 ? ApiErrors.Required(field) : CaseErrors.UnknownSubject(key).At(field));
        return null;
    }

    private static string Fields(CaseKindDefinition kind, IReadOnlyDictionary<string, JsonElement>? given, List<Error> errors)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var unknown in (given?.Keys ?? []).Where(k => kind.Fields.All(f => f.Code != k))) errors.Add(CaseErrors.UnknownField(unknown));
        foreach (var field in kind.Fields)
        {
            var value = given is not null && given.TryGetValue(field.Code, out var element) ? TextNormal.Clean(element.ValueKind == JsonValueKind.String ? element.GetString() : element.ValueKind == JsonValueKind.Null ? "" : element.GetRawText()) : "";
            if (value.Length == 0)
            {
                if (field.Required) errors.Add(ApiErrors.Required(field.Code));
                continue;
            }

            var fits = field.Type switch
            {
                "number" => decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _),
                "date" => DateOnly.TryParseExact(value, "yyyy-MM-dd", out _),
                "choice" => field.Options?.Any(o => o.Code == value) == true,
                _ => true,
            };
            if (!fits) errors.Add(CaseErrors.BadField(field.Code, field.Type));
            else if (value.Length > 500) errors.Add(ApiErrors.TooLong(field.Code, 500));
            else values[field.Code] = value;
        }

        return JsonSerializer.Serialize(values, CaseKinds.Json);
    }
}
