using System.Collections.Frozen;
using System.Text.Json.Serialization;
using Jingkai.Enterprises.Domain;
using Jingkai.Kernel;
using Jingkai.Platform.Data;

namespace Jingkai.Enterprises.Register;

/// <summary>A file as interface and page show it. Contacts come masked.</summary>
internal sealed record EnterpriseView
{
    public required Guid Id { get; init; }
    public required string Code { get; init; }
    public required string? CreditCode { get; init; }
    public required CreditCodeWarning? CreditCodeWarning { get; init; }
    public required string Name { get; init; }
    public required IReadOnlyList<string> Kinds { get; init; }
    public required string Stage { get; init; }
    public required string Presence { get; init; }
    public required IReadOnlyList<string> FormerNames { get; init; }
    public required IReadOnlyList<string> ShortNames { get; init; }
    public required IReadOnlyList<NameView> NameHistory { get; init; }
    public required string? IndustryCode { get; init; }
    public required string? IndustryName { get; init; }
    public required IReadOnlyList<IndustrySpan> IndustryHistory { get; init; }
    public required string? Park { get; init; }
    public required IReadOnlyList<ParkSpan> ParkHistory { get; init; }
    public required DateOnly? RegisteredOn { get; init; }
    public required DateOnly? MovedInOn { get; init; }
    public required DateOnly? MovedOutOn { get; init; }
    public required IReadOnlyList<ListingView> AboveScale { get; init; }
    public required IReadOnlyList<QualificationView> Qualifications { get; init; }
    public required decimal? LandMu { get; init; }
    public required decimal? FloorAreaM2 { get; init; }
    public required string? Address { get; init; }
    public required string? Products { get; init; }
    public required string? MarketPosition { get; init; }
    public required int? Staff { get; init; }
    public required decimal? EnergyTce { get; init; }
    public required string? Brands { get; init; }
    public required string? Technologies { get; init; }
    public required decimal? RdSharePercent { get; init; }
    public required string? Premises { get; init; }
    public required string? Landlord { get; init; }
    public required DateOnly? LeaseEndsOn { get; init; }
    public required decimal? IdleAreaM2 { get; init; }
    public required int? ProductionLines { get; init; }
    public required string? Equipment { get; init; }
    public required string? Takt { get; init; }
    public required decimal? AutomationPercent { get; init; }
    public required string? Capacity { get; init; }
    public required decimal? UtilisationPercent { get; init; }

    /// <summary>The plain fields that hold something, each as one text.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> Plain { get; init; } = new Dictionary<string, string>();
    public required IReadOnlyList<ContactView> Contacts { get; init; }
    public required IReadOnlyList<LiaisonView> Liaisons { get; init; }
    public required IReadOnlyDictionary<string, ProvenanceView> Provenance { get; init; }
    public required VoidedView? Voided { get; init; }

    /// <summary>Of a tombstone: the file to look at instead.</summary>
    public MergedIntoView? MergedInto { get; init; }
    public required int Version { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; init; }

    public static EnterpriseView Of(Dossier dossier, ParkBook parks, MemberBook members, FieldTerms terms, DateOnly today)
    {
        var file = dossier.File;
        return new()
        {
            Id = file.Id,
            Code = file.Code,
            CreditCode = file.CreditCode,
            CreditCodeWarning = Register.CreditCodeWarning.Of(file.CreditCode, file.CheckException),
            Name = file.Name,
            Kinds = Kebab.Flags(file.Kinds),
            Stage = Kebab.Of(file.Stage),
            Presence = Kebab.Of(file.Presence),
            FormerNames = [.. dossier.Names.Where(n => n.Kind == NameKind.Former).Select(n => n.Name)],
            ShortNames = [.. dossier.Names.Where(n => n.Kind == NameKind.Short).Select(n => n.Name)],
            NameHistory = [.. dossier.Names.Select(n => new NameView(n.Name, Kebab.Of(n.Kind), n.FromOn, n.UntilOn))],
            IndustryCode = file.IndustryCode,
            IndustryName = IndustryNames.Of(file.IndustryCode),
            IndustryHistory = [.. Turns(dossier.Industries.Select(p => (p.IndustryCode, p.UntilOn)), file.IndustryCode)
                .Select(t => new IndustrySpan(t.From, t.Until, t.Value, IndustryNames.Of(t.Value)))],
            Park = parks.NameOf(file.ParkId),
            ParkHistory = [.. Turns(dossier.Parks.Select(p => (p.ParkId, p.UntilOn)), file.ParkId).Select(t => new ParkSpan(t.From, t.Until, parks.NameOf(t.Value)))],
            RegisteredOn = file.RegisteredOn,
            MovedInOn = file.MovedInOn,
            MovedOutOn = file.MovedOutOn,
            AboveScale = [.. dossier.Listings.Select(l => new ListingView(l.Since, l.UntilOn, l.Kind))],
            Qualifications = [.. dossier.Qualifications.Select(q => new QualificationView(q.Kind, q.Level, q.Issuer, q.FromOn, q.ToOn, q.InForceOn(today)))],
            LandMu = Land.Mu(file.LandUnits),
            FloorAreaM2 = Land.SquareMetres(file.FloorUnits),
            Address = file.Address,
            Products = file.Products,
            MarketPosition = file.MarketPosition,
            Staff = file.Staff,
            EnergyTce = Energy.Tonnes(file.EnergyE4),
            Brands = file.Brands,
            Technologies = file.Technologies,
            RdSharePercent = file.RdShareE2 / 100m,
            Premises = file.Premises,
            Landlord = file.Landlord,
            LeaseEndsOn = file.LeaseEndsOn,
            IdleAreaM2 = Land.SquareMetres(file.IdleUnits),
            ProductionLines = file.ProductionLines,
            Equipment = file.Equipment,
            Takt = file.Takt,
            AutomationPercent = file.AutomationE2 / 100m,
            Capacity = file.Capacity,
            UtilisationPercent = file.UtilisationE2 / 100m,
            Plain = PlainFields.All.Select(f => (f.Name, Text: f.Text(file))).Where(f => f.Text is not null).ToDictionary(f => f.Name, f => f.Text!, StringComparer.Ordinal),
            Contacts = [.. dossier.Contacts.Select(c => new ContactView(c.Id, Masks.Name(c.Name), Masks.Phone(c.Phone), c.Post))],
            Liaisons = [.. dossier.Liaisons.Select(a => new LiaisonView(members.NameOf(a.MemberId), a.MemberId, a.FromOn, true)),
                .. LiaisonLines.Read(file.LiaisonNames).Select(name => new LiaisonView(name, null, null, false))],
            Provenance = FieldStandings.Of(dossier, terms),
            Voided = file.VoidedAt is { } at ? new(at, file.VoidedBy, file.VoidReason) : null,
            Version = file.Version,
            CreatedAt = file.CreatedAt,
            UpdatedAt = file.UpdatedAt,
        };
    }

    /// <summary>The view of one file, or null when the reader may not know of it.</summary>
    public static async Task<EnterpriseView?> FindAsync(JingkaiDbContext db, string key, CancellationToken cancel)
    {
        var dossier = (await Dossier.LoadAsync(db, EnterpriseKey.Find(db, key), track: false, cancel)).FirstOrDefault();
        if (dossier is null && await EnterpriseKey.GoneAsync(db, key, cancel) is { } gone) dossier = (await Dossier.LoadAsync(db, db.Set<Enterprise>().Where(e => e.Id == gone.Id), track: false, cancel)).FirstOrDefault();
        if (dossier is null) return null;
        var view = Of(dossier, await ParkBook.LoadAsync(db, cancel), await MemberBook.LoadAsync(db, cancel), await FieldTerms.LoadAsync(db, cancel), db.Today);
        if (dossier.File.MergedIntoId is null) return view;
        var kept = await RegisterService.FollowAsync(db, dossier.File, cancel);
        // Whoever may see the tombstone only, as its liaison, is not told what it leads to.
        return kept.Id == dossier.File.Id ? view : view with { MergedInto = new(kept.Code, kept.CreditCode, kept.Name) };
    }

    private static IEnumerable<(DateOnly? From, DateOnly? Until, T Value)> Turns<T>(IEnumerable<(T Value, DateOnly Until)> past, T current)
    {
        DateOnly? from = null;
        foreach (var (value, until) in past.OrderBy(p => p.Until))
        {
            yield return (from, until, value);
            from = until;
        }

        if (from is not null || current is not null) yield return (from, null, current);
    }
}

/// <summary>The credit code's check character fails and was accepted for a reason.</summary>
internal sealed record CreditCodeWarning(string Code, string Message, string Expected, string? Reason)
{
    public static CreditCodeWarning? Of(string? creditCode, string? reason)
    {
        if (creditCode is null || !CreditCode.Parse(creditCode).Try(out var code, out _) || code.CheckPasses) return null;
        return new("credit-code-check", Errors.CreditCodeCheck(code.ExpectedCheck).Message.Current, code.ExpectedCheck.ToString(), reason);
    }
}

internal sealed record NameView(string Name, string Kind, DateOnly? From, DateOnly? Until);

/// <param name="From">First day; null: from the beginning.</param>
/// <param name="Until">First day no longer in force; null: in force.</param>
/// <param name="IndustryCode">The code; null: not known.</param>
/// <param name="IndustryName">Its name.</param>
internal sealed record IndustrySpan(DateOnly? From, DateOnly? Until, string? IndustryCode, string? IndustryName);

internal sealed record ParkSpan(DateOnly? From, DateOnly? Until, string? Park);

internal sealed record ListingView(DateOnly Since, DateOnly? Until, string Kind);

internal sealed record QualificationView(string Kind, string? Level, string? Issuer, DateOnly? From, DateOnly? To, bool InForce);

internal sealed record ContactView(Guid Id, string Name, string? Phone, string? Post);

/// <param name="Name">Name.</param>
/// <param name="Member">The member of the zone; null when there is no account of this name.</param>
/// <param name="Since">First day.</param>
/// <param name="Bound">False for a name from a file that belongs to no account (未绑定账号).</param>
internal sealed record LiaisonView(string Name, Guid? Member, DateOnly? Since, bool Bound);

internal sealed record ProvenanceView(string? Source, DateOnly? AsOf, string? ConfirmedBy, DateOnly? DueOn);

/// <summary>The file a tombstone leads to.</summary>
internal sealed record MergedIntoView(string Code, string? CreditCode, string Name);

internal sealed record VoidedView(DateTime At, string? By, string? Reason);

internal static class IndustryNames
{
    private static readonly FrozenDictionary<string, Industry> ByCode = IndustryCode.All.ToFrozenDictionary(i => i.Code, StringComparer.Ordinal);

    /// <summary>The name of a stored code in the reader's language; null when there is none, or when it is not of the present edition.</summary>
    public static string? Of(string? code) => code is null ? null : ByCode.GetValueOrDefault(code)?.Shown;
}

internal static class Land
{
    private const decimal UnitsOfMu = 20_000_000m;
    private const decimal UnitsOfSquareMetre = 30_000m;

    /// <summary>Stored units as 亩. Exact: 20 000 000 has only the factors 2 and 5, so the quotient is a finite decimal.</summary>
    public static decimal? Mu(long? units) => units / UnitsOfMu;

    /// <summary>Stored units as m².</summary>
    public static decimal? SquareMetres(long? units) => units / UnitsOfSquareMetre;
}

internal static class Energy
{
    /// <summary>Stored ten-thousandths as 吨标准煤.</summary>
    public static decimal? Tonnes(long? e4) => e4 / 10_000m;
}
