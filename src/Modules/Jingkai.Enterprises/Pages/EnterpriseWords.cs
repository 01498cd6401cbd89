using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Register;
using Jingkai.Kernel;
using Jingkai.Platform.Localization;
using Jingkai.Ui;

namespace Jingkai.Enterprises.Pages;

/// <summary>The register's words and choices in the reader's language.</summary>
internal sealed class EnterpriseWords(Localizer words)
{
    public string Field(string name) => words[$"enterprises.field.{name}"];

    public string Stage(string stage) => words[$"enterprises.stage.{stage}"];

    public string Presence(string presence) => words[$"enterprises.presence.{presence}"];

    public string Kinds(IEnumerable<string> kinds) => string.Join(words["ui.list-separator"], kinds.Select(k => words[$"enterprises.kind.{k}"]));

    public string Listing(string kind) => words[$"enterprises.listing-kind.{ListingCode(kind)}"];

    /// <summary>Code and name of an industry; null when there is none.</summary>
    public static string? Industry(string? code, string? name) => code is null ? null : name is null ? code : $"{code} {name}";

    public IReadOnlyList<SelectOption> Stages => [.. Kebab.All<EnterpriseStage>().Select(s => new SelectOption(s, Stage(s)))];

    public IReadOnlyList<SelectOption> Presences => [.. Kebab.All<Presence>().Select(p => new SelectOption(p, Presence(p)))];

    public IReadOnlyList<SelectOption> Listings => [.. ListingKinds.All.Select(k => new SelectOption(k, Listing(k)))];

    public IReadOnlyList<SelectOption> YesNo => [new("true", words["enterprises.listed"]), new("false", words["enterprises.not-listed"])];

    /// <summary>Sections and divisions of the classification, for filters.</summary>
    public static IReadOnlyList<SelectOption> Divisions => [.. Known.Select(d => new SelectOption(d.Industry.Code, $"{d.Industry.Code} {d.Industry.Shown}", Keys: d.Initials))];

    private static readonly (Industry Industry, string Initials)[] Known = [.. IndustryCode.All.Where(i => i.Level <= 2).Select(i => (i, TextNormal.Initials(i.Name)))];

    public static Tone ToneOf(string stage) => stage switch
    {
        "operating" => Tone.Success,
        "building" or "registered" => Tone.Info,
        "suspended" => Tone.Warning,
        _ => Tone.Neutral,
    };

    /// <summary>How a correction stands.</summary>
    public string State(string state) => words[$"enterprises.correction.state.{state}"];

    public static Tone ToneOfCorrection(string state) => state switch { "open" => Tone.Warning, "accepted" => Tone.Success, "refused" => Tone.Danger, _ => Tone.Neutral };

    /// <summary>A stored value of a field as people read it.</summary>
    public string Value(string field, string value) => field switch
    {
        "stage" => Stage(value),
        "presence" => Presence(value),
        "confirmedFields" => Field(value),
        "kinds" => words[$"enterprises.kind.{value}"],
        // KIND FROM–UNTIL: the ledger keeps the Chinese word of the kind.
        "aboveScale" when value.Split(' ', 2) is [var kind, var span] && ListingKinds.All.Contains(kind) => $"{Listing(kind)} {span}",
        "industryCode" => Industry(value, IndustryNames.Of(value))!,
        // FIELD: SOURCE DAY …
        "provenance" when value.Split(':', 2) is [var of, var rest] => Field(of) + words["enterprises.colon"] + rest.Trim(),
        _ => PlainFields.Find(field) switch
        {
            { Kind: PlainKind.Word } listed => listed.WordOf(value) is { } word ? words[$"enterprises.{field}.{word}"] : value,
            { Kind: PlainKind.Percent } => $"{value}%",
            _ => value,
        },
    };

    /// <summary>The words of a closed list to choose from.</summary>
    public IReadOnlyList<SelectOption> Choices(PlainField field) => [.. field.Words.Select(w => new SelectOption(w.Word, words[$"enterprises.{field.Name}.{w.Word}"]))];

    /// <summary>Unit of a plain field; null when it has none.</summary>
    public static string? UnitOf(PlainField field) => field.Kind switch { PlainKind.Percent => "%", PlainKind.Area => "m²", _ => null };

    /// <summary>A span in words: 2020-03-01 起, 2018-01-01 – 2020-03-01, 至 2020-03-01, 始终.</summary>
    public string Span(DateOnly? from, DateOnly? until) => (from, until) switch
    {
        (null, null) => words["enterprises.span.always"],
        ({ } since, null) => words["enterprises.span.since", Format.Date(since)],
        (null, { } end) => words["enterprises.span.until", Format.Date(end)],
        _ => words["enterprises.span.between", Format.Date(from), Format.Date(until)],
    };

    /// <summary>Where a field comes from, in one line.</summary>
    public string? Source(EnterpriseView view, string field)
    {
        return view.Provenance.TryGetValue(field, out var source) ? Standing(source.Source, source.AsOf, source.ConfirmedBy) : null;
    }

    /// <summary>Source, day and confirmation in one line; null without a source.</summary>
    public string? Standing(string? source, DateOnly? asOf, string? confirmedBy)
    {
        if (source is null) return null;
        var line = asOf is { } day ? words["enterprises.source-line", source, Format.Date(day)] : source;
        return confirmedBy is { } by ? words["enterprises.source-confirmed", line, by] : line;
    }

    private static string ListingCode(string kind) => kind switch
    {
        ListingKinds.Industry => "industry",
        ListingKinds.Construction => "construction",
        ListingKinds.Wholesale => "wholesale",
        ListingKinds.Retail => "retail",
        ListingKinds.Lodging => "lodging",
        ListingKinds.Catering => "catering",
        ListingKinds.RealEstate => "real-estate",
        _ => "services",
    };
}
