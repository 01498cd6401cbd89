using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Register;
using Jingkai.Kernel;
using Jingkai.Platform.Ledgers;

namespace Jingkai.Enterprises.Exchange;

/// <summary>Columns of a row that say something; the others leave what is stored.</summary>
[Flags]
internal enum Cells
{
    None = 0,
    FormerNames = 1,
    IndustryCode = 2,
    Park = 4,
    RegisteredOn = 8,
    ListedSince = 16,
    ListedUntil = 32,
    Qualifications = 64,
    Land = 128,
    ContactName = 256,
    ContactPhone = 512,
    Liaisons = 1024,
    ShortNames = 2048,
    MovedInOn = 4096,
    MovedOutOn = 8192,
    Address = 16384,
    Products = 32768,
    MarketPosition = 65536,
    Floor = 131072,
    Staff = 262144,
    Energy = 524288,
}

/// <summary>What is kept of a good row until the whole file is read. A set cell without value clears.</summary>
internal sealed class StagedRow
{
    private static readonly IReadOnlyDictionary<string, PlainInput> NoPlain = new Dictionary<string, PlainInput>();

    public required int Number { get; init; }

    public required string CreditCode { get; init; }

    public required string Name { get; init; }

    public Cells Set { get; set; }

    public IReadOnlyList<string>? FormerNames { get; set; }

    public string? IndustryCode { get; set; }

    public string? Park { get; set; }

    public DateOnly? RegisteredOn { get; set; }

    public DateOnly? ListedSince { get; set; }

    public DateOnly? ListedUntil { get; set; }

    public IReadOnlyList<string>? Qualifications { get; set; }

    public long? LandUnits { get; set; }

    public string? ContactName { get; set; }

    public string? ContactPhone { get; set; }

    public IReadOnlyList<string>? Liaisons { get; set; }

    /// <summary>What most files do not have; kept apart, so that a row of theirs stays small.</summary>
    public StagedFactory? Factory { get; set; }

    /// <summary>Plain fields that say something, by name.</summary>
    public IReadOnlyDictionary<string, PlainInput>? Plain { get; set; }

    public bool Has(Cells cells) => (Set & cells) != 0;

    /// <summary>The change this row asks of a file.</summary>
    public EnterpriseInput ToInput(Dossier dossier, DateOnly today) => new()
    {
        CreditCode = dossier.IsNew ? CreditCode : default(Optional<string?>),
        Name = Name,
        FormerNames = Has(Cells.FormerNames) ? new(Former(dossier, today)) : default,
        IndustryCode = Has(Cells.IndustryCode) ? IndustryCode : default(Optional<string?>),
        Park = Has(Cells.Park) ? Park : default(Optional<string?>),
        RegisteredOn = Has(Cells.RegisteredOn) ? RegisteredOn : default(Optional<DateOnly?>),
        Land = Has(Cells.Land) ? LandUnits is { } units ? new LandInput(units, Unit.StoredArea) : null : default(Optional<LandInput?>),
        AboveScale = Has(Cells.ListedSince | Cells.ListedUntil) ? new(Listings(dossier)) : default,
        Qualifications = Has(Cells.Qualifications) ? new(Qualified(dossier, today)) : default,
        Contacts = Has(Cells.ContactName | Cells.ContactPhone) ? new(Contacts(dossier)) : default,
        Liaisons = Has(Cells.Liaisons) ? new([.. (Liaisons ?? []).Select(name => new LiaisonInput(name))]) : default,
        ShortNames = Has(Cells.ShortNames) ? new([.. (Factory?.ShortNames ?? []).Select(name => new NameInput(name))]) : default,
        MovedInOn = Has(Cells.MovedInOn) ? Factory?.MovedInOn : default(Optional<DateOnly?>),
        MovedOutOn = Has(Cells.MovedOutOn) ? Factory?.MovedOutOn : default(Optional<DateOnly?>),
        Address = Has(Cells.Address) ? Factory?.Address : default(Optional<string?>),
        Products = Has(Cells.Products) ? Factory?.Products : default(Optional<string?>),
        MarketPosition = Has(Cells.MarketPosition) ? Factory?.MarketPosition : default(Optional<string?>),
        Floor = Has(Cells.Floor) ? Factory?.FloorUnits is { } floor ? new LandInput(floor, Unit.StoredArea) : null : default(Optional<LandInput?>),
        Staff = Has(Cells.Staff) ? Factory?.Staff : default(Optional<int?>),
        Energy = Has(Cells.Energy) ? Factory?.Energy : default(Optional<decimal?>),
        Plain = Plain ?? NoPlain,
    };

    /// <summary>Former names are facts: a file adds those it knows. A change of name made by this very row keeps the name before.</summary>
    private List<NameInput>? Former(Dossier dossier, DateOnly today)
    {
        if (FormerNames is null) return null;
        var names = dossier.Names.Where(n => n.Kind == NameKind.Former).Select(n => new NameInput(n.Name)).ToList();
        if (!dossier.IsNew && Name != dossier.File.Name) names.Add(new(dossier.File.Name, Until: today));
        return [.. names.Concat(FormerNames.Select(name => new NameInput(name))).DistinctBy(n => n.Name)];
    }

    private IReadOnlyList<ListingInput> Listings(Dossier dossier)
    {
        var stored = dossier.Listings.ConvertAll(l => new ListingInput(l.Kind, l.Since, l.UntilOn));
        var merged = ListingCells.Merge(stored, this, Has(Cells.IndustryCode) ? IndustryCode : dossier.File.IndustryCode);
        return merged.IsOk ? merged.Value : throw new ImportOvertakenException($"Row {Number} fitted the listings it was judged by and does not fit those of now: {merged.Error.Code}");
    }

    /// <summary>The cell names what holds now. What it no longer names ended yesterday and stays in the file.</summary>
    private List<QualificationInput> Qualified(Dossier dossier, DateOnly today)
    {
        var wanted = (Qualifications ?? []).Distinct().ToList();
        var result = new List<QualificationInput>();
        foreach (var stored in dossier.Qualifications)
        {
            var kept = !stored.InForceOn(today) || wanted.Remove(stored.Title);
            // What began today and is gone today never held.
            if (!kept && stored.FromOn >= today) continue;
            result.Add(new(stored.Kind, stored.Level, stored.Issuer, stored.FromOn, kept ? stored.ToOn : today.AddDays(-1)));
        }

        // What the file held before and lost begins anew; what is named for the first time has held since nobody knows when.
        result.AddRange(wanted.Select(title => new QualificationInput(title, From: dossier.Qualifications.Any(q => q.Title == title) ? today : null)));
        return result;
    }

    /// <summary>The first contact; others stay as they are.</summary>
    private List<ContactInput> Contacts(Dossier dossier)
    {
        var contacts = dossier.Contacts.ConvertAll(c => new ContactInput(c.Name, c.Phone, c.Post, c.Id));
        var first = contacts.FirstOrDefault() ?? new(null, null);
        var name = Has(Cells.ContactName) ? ContactName : first.Name;
        var phone = Has(Cells.ContactPhone) ? ContactPhone : first.Phone;
        if (contacts.Count > 0) contacts.RemoveAt(0);
        if (!string.IsNullOrEmpty(name) || !string.IsNullOrEmpty(phone)) contacts.Insert(0, first with { Name = name, Phone = phone });
        return contacts;
    }
}

/// <summary>The later columns of a row: where it works, what it makes, how large it is.</summary>
internal sealed class StagedFactory
{
    public IReadOnlyList<string>? ShortNames { get; set; }

    public DateOnly? MovedInOn { get; set; }

    public DateOnly? MovedOutOn { get; set; }

    public string? Address { get; set; }

    public string? Products { get; set; }

    public string? MarketPosition { get; set; }

    public long? FloorUnits { get; set; }

    public int? Staff { get; set; }

    public decimal? Energy { get; set; }
}

/// <summary>How the two dates of a row, 规上入库日期 and 规上退出日期, meet the listings that are stored.</summary>
internal static class ListingCells
{
    /// <summary>The listings after the row. An entry on a day after the last exit is a new one; otherwise it corrects the last.</summary>
    public static Result<IReadOnlyList<ListingInput>> Merge(IReadOnlyList<ListingInput> stored, StagedRow row, string? industry)
    {
        var listings = stored.OrderBy(l => l.Since).ToList();
        var at = listings.Count - 1;
        if (row.Has(Cells.ListedSince))
        {
            if (row.ListedSince is not { } since)
            {
                if (at >= 0) listings.RemoveAt(at);
                return Result.Ok<IReadOnlyList<ListingInput>>(listings);
            }

            var same = listings.FindIndex(l => l.Since == since);
            if (same >= 0)
            {
                at = same;
            }
            else if (at < 0 || listings[at].Until <= since)
            {
                listings.Add(new(ListingKinds.Of(industry), since, null));
                at = listings.Count - 1;
            }
            else
            {
                listings[at] = listings[at] with { Since = since };
            }
        }

        if (row.Has(Cells.ListedUntil))
        {
            if (at < 0)
            {
                if (row.ListedUntil is null) return Result.Ok<IReadOnlyList<ListingInput>>(listings);
                return Register.Errors.ListingWithoutStart(EnterpriseColumns.ListedUntil);
            }

            listings[at] = listings[at] with { Until = row.ListedUntil };
        }

        if (at >= 0 && listings[at].Until <= listings[at].Since) return Register.Errors.ListingOrder(EnterpriseColumns.ListedUntil);
        for (var i = 0; i < listings.Count; i++)
        {
            var other = listings[i];
            if (i != at && at >= 0 && other.Kind == listings[at].Kind && Overlap(other, listings[at])) return Register.Errors.ListingOverlap(EnterpriseColumns.ListedSince);
        }

        return Result.Ok<IReadOnlyList<ListingInput>>(listings);
    }

    private static bool Overlap(ListingInput a, ListingInput b) => !(a.Until <= b.Since) && !(b.Until <= a.Since);
}
