using Jingkai.Enterprises.Domain;

namespace Jingkai.Enterprises.Register;

/// <summary>Where each filled field of a file comes from and when it is due, whether it has words of its own or shares those of the file.</summary>
internal static class FieldStandings
{
    public static SortedDictionary<string, ProvenanceView> Of(Dossier dossier, FieldTerms terms) => Of(FilledFields.Of(dossier), dossier.File.Whole, dossier.Provenances, terms);

    public static SortedDictionary<string, ProvenanceView> Of(IReadOnlySet<string> filled, ProvenanceView whole, IEnumerable<Provenance> provenances, FieldTerms terms)
    {
        var standings = new SortedDictionary<string, ProvenanceView>(StringComparer.Ordinal);
        foreach (var field in filled) standings[field] = whole with { DueOn = whole.DueOn ?? terms.DueOn(field, whole.AsOf) };
        foreach (var own in provenances) standings[own.Field] = new(own.Source, own.AsOf, own.ConfirmedBy, own.DueOn ?? terms.DueOn(own.Field, own.AsOf));
        return standings;
    }

    /// <summary>The filled fields that are due on a day, the longest due first.</summary>
    public static IReadOnlyList<StaleField> Due(IReadOnlySet<string> filled, ProvenanceView whole, IEnumerable<Provenance> provenances, FieldTerms terms, DateOnly day) =>
        [.. Of(filled, whole, provenances, terms).Where(s => s.Value.DueOn <= day && filled.Contains(s.Key)).Select(s => new StaleField(s.Key, s.Value)).OrderBy(s => s.Standing.DueOn).ThenBy(s => s.Field, StringComparer.Ordinal)];
}

/// <summary>A field past its due day.</summary>
internal sealed record StaleField(string Field, ProvenanceView Standing);

/// <summary>Which fields of a file hold something: what is empty cannot be confirmed.</summary>
internal static class FilledFields
{
    public static IReadOnlySet<string> Of(Dossier dossier) => Of(
        dossier.File, dossier.Listings.Count > 0, dossier.Qualifications.Count > 0, dossier.Contacts.Count > 0, dossier.Liaisons.Count > 0);

    public static IReadOnlySet<string> Of(Enterprise file, bool listings, bool qualifications, bool contacts, bool liaisons)
    {
        var filled = new HashSet<string>(StringComparer.Ordinal) { "name", "stage", "presence" };
        void Add(string field, bool holds)
        {
            if (holds) filled.Add(field);
        }

        Add("creditCode", file.CreditCode is not null);
        Add("industryCode", file.IndustryCode is not null);
        Add("park", file.ParkId is not null);
        Add("registeredOn", file.RegisteredOn is not null);
        Add("movedInOn", file.MovedInOn is not null);
        Add("movedOutOn", file.MovedOutOn is not null);
        Add("landMu", file.LandUnits is not null);
        Add("floorAreaM2", file.FloorUnits is not null);
        Add("address", file.Address is not null);
        Add("products", file.Products is not null);
        Add("marketPosition", file.MarketPosition is not null);
        Add("staff", file.Staff is not null);
        Add("energyTce", file.EnergyE4 is not null);
        foreach (var field in PlainFields.All) Add(field.Name, field.Stored(file) is not null);
        Add("aboveScale", listings);
        Add("qualifications", qualifications);
        Add("contacts", contacts);
        Add("liaisons", liaisons || file.LiaisonNames is not null);
        return filled;
    }
}
