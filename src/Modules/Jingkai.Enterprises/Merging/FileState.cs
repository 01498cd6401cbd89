using System.Text.Encodings.Web;
using System.Text.Json;
using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Register;
using Jingkai.Kernel;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Merging;

/// <summary>A whole file as plain values: what is compared side by side, and what a merge keeps of each side so that it can be undone.</summary>
internal sealed record FileState
{
    private static readonly JsonSerializerOptions Canonical = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public required string Name { get; init; }
    public required string? CreditCode { get; init; }
    public required string? CheckException { get; init; }
    public required string Stage { get; init; }
    public required string Presence { get; init; }
    public required IReadOnlyList<string> Kinds { get; init; }
    public required IReadOnlyList<SpanInput> Industries { get; init; }
    public required IReadOnlyList<SpanInput> Parks { get; init; }
    public required DateOnly? RegisteredOn { get; init; }
    public required DateOnly? MovedInOn { get; init; }
    public required DateOnly? MovedOutOn { get; init; }
    public required long? LandUnits { get; init; }
    public required long? FloorUnits { get; init; }
    public required string? Address { get; init; }
    public required string? Products { get; init; }
    public required string? MarketPosition { get; init; }
    public required int? Staff { get; init; }
    public required long? EnergyE4 { get; init; }
    /// <summary>The plain fields that hold something, exactly.</summary>
    public IReadOnlyDictionary<string, string> Plain { get; init; } = new Dictionary<string, string>();
    public required IReadOnlyList<NameInput> FormerNames { get; init; }
    public required IReadOnlyList<NameInput> ShortNames { get; init; }
    public required IReadOnlyList<ListingInput> Listings { get; init; }
    public required IReadOnlyList<QualificationInput> Qualifications { get; init; }
    public required IReadOnlyList<ContactInput> Contacts { get; init; }
    public required IReadOnlyList<LiaisonInput> Liaisons { get; init; }
    public required ProvenanceInput Whole { get; init; }
    public required IReadOnlyDictionary<string, ProvenanceInput> Provenance { get; init; }

    public static FileState Of(Dossier dossier, RuleContext context)
    {
        var file = dossier.File;
        return new()
        {
            Name = file.Name,
            CreditCode = file.CreditCode,
            CheckException = file.CheckException,
            Stage = Kebab.Of(file.Stage),
            Presence = Kebab.Of(file.Presence),
            Kinds = Kebab.Flags(file.Kinds),
            Industries = [.. dossier.Industries.OrderBy(p => p.UntilOn).Select(p => new SpanInput(p.IndustryCode, p.UntilOn)), new(file.IndustryCode, null)],
            Parks = [.. dossier.Parks.OrderBy(p => p.UntilOn).Select(p => new SpanInput(context.Parks.NameOf(p.ParkId), p.UntilOn)), new(context.Parks.NameOf(file.ParkId), null)],
            RegisteredOn = file.RegisteredOn,
            MovedInOn = file.MovedInOn,
            MovedOutOn = file.MovedOutOn,
            LandUnits = file.LandUnits,
            FloorUnits = file.FloorUnits,
            Address = file.Address,
            Products = file.Products,
            MarketPosition = file.MarketPosition,
            Staff = file.Staff,
            EnergyE4 = file.EnergyE4,
            Plain = new SortedDictionary<string, string>(PlainFields.All.Select(f => (f.Name, Exact: f.Exact(file))).Where(f => f.Exact is not null).ToDictionary(f => f.Name, f => f.Exact!), StringComparer.Ordinal),
            FormerNames = Names(dossier, NameKind.Former),
            ShortNames = Names(dossier, NameKind.Short),
            Listings = [.. dossier.Listings.OrderBy(l => l.Since).Select(l => new ListingInput(l.Kind, l.Since, l.UntilOn))],
            Qualifications = [.. dossier.Qualifications.Select(q => new QualificationInput(q.Kind, q.Level, q.Issuer, q.FromOn, q.ToOn))],
            Contacts = [.. dossier.Contacts.Select(c => new ContactInput(c.Name, c.Phone, c.Post, c.Id))],
            Liaisons = [.. dossier.Liaisons.Where(a => a.UntilOn is null || a.UntilOn > context.Today).Select(a => new LiaisonInput(context.Members.NameOf(a.MemberId), a.MemberId)),
                .. LiaisonLines.Read(file.LiaisonNames).Select(n => new LiaisonInput(n))],
            Whole = new(file.Source, file.AsOf, file.ConfirmedBy, file.DueOn),
            Provenance = new SortedDictionary<string, ProvenanceInput>(dossier.Provenances.ToDictionary(p => p.Field, p => new ProvenanceInput(p.Source, p.AsOf, p.ConfirmedBy, p.DueOn)), StringComparer.Ordinal),
        };
    }

    /// <summary>A field so that equal values are equal texts; null when it holds nothing.</summary>
    public string? Text(string field) => field switch
    {
        "name" => Name,
        "creditCode" => CreditCode,
        "stage" => Stage,
        "presence" => Presence,
        "kinds" => Json(Kinds),
        "industryCode" => Industries is [{ Value: null }] ? null : Json(Industries),
        "park" => Parks is [{ Value: null }] ? null : Json(Parks),
        "registeredOn" => One(RegisteredOn),
        "movedInOn" => One(MovedInOn),
        "movedOutOn" => One(MovedOutOn),
        "landMu" => One(LandUnits),
        "floorAreaM2" => One(FloorUnits),
        "address" => Address,
        "products" => Products,
        "marketPosition" => MarketPosition,
        "staff" => One(Staff),
        "energyTce" => One(EnergyE4),
        "aboveScale" => Listings.Count == 0 ? null : Json(Listings),
        _ when PlainFields.Find(field) is not null => Plain.GetValueOrDefault(field),
        _ => Items(field) is { Count: > 0 } items ? Json(items) : null,
    };

    /// <summary>The items of a list, each as a text without the id it is stored under.</summary>
    public IReadOnlyList<string> Items(string field) => field switch
    {
        "qualifications" => [.. Qualifications.Select(q => Json(q))],
        "contacts" => [.. Contacts.Select(c => Json(c with { Id = null }))],
        "liaisons" => [.. Liaisons.Select(l => l.Member?.ToString() ?? l.Name ?? "")],
        "formerNames" => [.. FormerNames.Select(n => n.Name ?? "")],
        "shortNames" => [.. ShortNames.Select(n => n.Name ?? "")],
        _ => [],
    };

    /// <summary>A change that gives a file these fields as they stand here.</summary>
    public EnterpriseInput Input(IReadOnlySet<string> fields)
    {
        var input = new EnterpriseInput();
        if (fields.Contains("name")) input = input with { Name = Name, Correction = true };
        if (fields.Contains("creditCode")) input = input with { CreditCode = CreditCode, AcceptWarning = true, Reason = CheckException ?? "合并档案沿用" };
        if (fields.Contains("stage")) input = input with { Stage = Stage };
        if (fields.Contains("presence")) input = input with { Presence = Presence };
        if (fields.Contains("kinds")) input = input with { Kinds = new(Kinds) };
        if (fields.Contains("industryCode")) input = input with { IndustryHistory = new(Industries) };
        if (fields.Contains("park")) input = input with { ParkHistory = new(Parks) };
        if (fields.Contains("registeredOn")) input = input with { RegisteredOn = RegisteredOn };
        if (fields.Contains("movedInOn")) input = input with { MovedInOn = MovedInOn };
        if (fields.Contains("movedOutOn")) input = input with { MovedOutOn = MovedOutOn };
        if (fields.Contains("landMu")) input = input with { Land = Area(LandUnits) };
        if (fields.Contains("floorAreaM2")) input = input with { Floor = Area(FloorUnits) };
        if (fields.Contains("address")) input = input with { Address = Address };
        if (fields.Contains("products")) input = input with { Products = Products };
        if (fields.Contains("marketPosition")) input = input with { MarketPosition = MarketPosition };
        if (fields.Contains("staff")) input = input with { Staff = Staff };
        if (fields.Contains("energyTce")) input = input with { Energy = Energy.Tonnes(EnergyE4) };
        input = input with { Plain = PlainFields.All.Where(f => fields.Contains(f.Name)).ToDictionary(f => f.Name, f => f.FromExact(Plain.GetValueOrDefault(f.Name)), StringComparer.Ordinal) };
        if (fields.Contains("aboveScale")) input = input with { AboveScale = new(Listings) };
        if (fields.Contains("qualifications")) input = input with { Qualifications = new(Qualifications) };
        if (fields.Contains("contacts")) input = input with { Contacts = new(Contacts) };
        if (fields.Contains("liaisons")) input = input with { Liaisons = new(Liaisons) };
        if (fields.Contains("formerNames")) input = input with { FormerNames = new(FormerNames) };
        if (fields.Contains("shortNames")) input = input with { ShortNames = new(ShortNames) };
        return input;
    }

    /// <summary>The same with what identifies people kept apart, so that it can be erased.</summary>
    public FileState Apart(JingkaiDbContext db) => this with
    {
        Contacts = [.. Contacts.Select(c => c with { Name = string.IsNullOrEmpty(c.Name) ? c.Name : AuditTrail.Personal(db, c.Name), Phone = string.IsNullOrEmpty(c.Phone) ? c.Phone : AuditTrail.Personal(db, c.Phone) })],
    };

    /// <summary>The same with people as they were; who was erased since stays erased.</summary>
    public async Task<FileState> WholeAsync(JingkaiDbContext db, CancellationToken cancel)
    {
        var ids = Contacts.SelectMany(c => new[] { Id(c.Name), Id(c.Phone) }).OfType<Guid>().ToList();
        if (ids.Count == 0) return this;
        var people = await db.Set<PersonalValue>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Value, cancel);
        string? Read(string? text) => Id(text) is { } id ? people.GetValueOrDefault(id) : text;
        return this with { Contacts = [.. Contacts.Select(c => c with { Name = Read(c.Name) ?? "", Phone = Read(c.Phone) }).Where(c => !string.IsNullOrEmpty(c.Name) || !string.IsNullOrEmpty(c.Phone))] };
    }

    private static Guid? Id(string? text) => text is not null && text.StartsWith("personal:", StringComparison.Ordinal) && Guid.TryParse(text.AsSpan("personal:".Length), out var id) ? id : null;

    private static List<NameInput> Names(Dossier dossier, NameKind kind) => [.. dossier.Names.Where(n => n.Kind == kind).OrderBy(n => n.Position).Select(n => new NameInput(n.Name, n.FromOn, n.UntilOn))];

    private static LandInput? Area(long? units) => units is { } u ? new LandInput(u, Unit.StoredArea) : null;

    private static string? One<T>(T? value) where T : struct => value is { } set ? JsonSerializer.Serialize(set, Canonical) : null;

    private static string Json(object value) => JsonSerializer.Serialize(value, Canonical);
}
