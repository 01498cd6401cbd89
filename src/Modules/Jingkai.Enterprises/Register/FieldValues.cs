using System.Globalization;
using Jingkai.Enterprises.Domain;

namespace Jingkai.Enterprises.Register;

/// <summary>The fields of a file as its trail keeps and compares them: texts and lists of texts by the names of the interface,
/// empty ones left out.</summary>
internal sealed class FieldValues : SortedDictionary<string, object>
{
    public FieldValues() : base(StringComparer.Ordinal)
    {
    }

    public static FieldValues Of(Dossier dossier, RuleContext context)
    {
        var file = dossier.File;
        var values = new FieldValues();
        values.Put("name", file.Name);
        values.Put("creditCode", file.CreditCode);
        values.Put("creditCodeReason", file.CheckException);
        values.Put("stage", Kebab.Of(file.Stage));
        values.Put("presence", Kebab.Of(file.Presence));
        values.Put("kinds", Kebab.Flags(file.Kinds));
        values.Put("industryCode", file.IndustryCode);
        values.Put("industryHistory", dossier.Industries.Select(p => $"{p.IndustryCode} –{Day(p.UntilOn)}"));
        values.Put("park", context.Parks.NameOf(file.ParkId));
        values.Put("parkHistory", dossier.Parks.Select(p => $"{context.Parks.NameOf(p.ParkId)} –{Day(p.UntilOn)}"));
        values.Put("registeredOn", Day(file.RegisteredOn));
        values.Put("movedInOn", Day(file.MovedInOn));
        values.Put("movedOutOn", Day(file.MovedOutOn));
        values.Put("landMu", Land.Mu(file.LandUnits)?.ToString(CultureInfo.InvariantCulture));
        values.Put("floorAreaM2", Land.SquareMetres(file.FloorUnits)?.ToString(CultureInfo.InvariantCulture));
        values.Put("address", file.Address);
        values.Put("products", file.Products);
        values.Put("marketPosition", file.MarketPosition);
        values.Put("staff", file.Staff?.ToString(CultureInfo.InvariantCulture));
        values.Put("energyTce", Energy.Tonnes(file.EnergyE4)?.ToString(CultureInfo.InvariantCulture));
        foreach (var field in PlainFields.All) values.Put(field.Name, field.Text(file));
        if (dossier.Names.Count > 0)
        {
            values.Put("formerNames", dossier.Names.Where(n => n.Kind == NameKind.Former).Select(n => Dated(n.Name, n.FromOn, n.UntilOn)));
            values.Put("shortNames", dossier.Names.Where(n => n.Kind == NameKind.Short).Select(n => Dated(n.Name, n.FromOn, n.UntilOn)));
        }

        values.Put("aboveScale", dossier.Listings.Select(l => Dated(l.Kind, l.Since, l.UntilOn)));
        values.Put("qualifications", dossier.Qualifications.Select(q => Dated(q.Issuer is null ? q.Title : $"{q.Title} {q.Issuer}", q.FromOn, q.ToOn)));
        values.Put("liaisons", dossier.Liaisons.Select(a => context.Members.NameOf(a.MemberId)).Concat(LiaisonLines.Read(file.LiaisonNames)));
        values.Put("provenance", dossier.Provenances.Select(p => $"{p.Field}: {p.Source} {Day(p.AsOf)} {p.ConfirmedBy} {Day(p.DueOn)}"));
        if (dossier.Contacts.Count > 0) values["contacts"] = dossier.Contacts.Select(c => new ContactValue(c.Name, c.Phone, c.Post)).ToList();
        return values;
    }

    /// <summary>The fields that differ, on either side.</summary>
    public static (FieldValues Before, FieldValues After) Difference(FieldValues before, FieldValues after)
    {
        var (was, now) = (new FieldValues(), new FieldValues());
        foreach (var (field, value) in before)
            if (!after.TryGetValue(field, out var other) || !Same(value, other)) was[field] = value;
        foreach (var (field, value) in after)
            if (!before.TryGetValue(field, out var other) || !Same(value, other)) now[field] = value;
        return (was, now);
    }

    /// <summary>A field in words, contacts masked; an empty text when it is not set.</summary>
    public string Word(string field) => TryGetValue(field, out var value) ? value switch
    {
        string text => text,
        IReadOnlyList<string> items => string.Join("、", items),
        IReadOnlyList<ContactValue> contacts => string.Join("、", contacts.Select(c => $"{Masks.Name(c.Name)} {Masks.Phone(c.Phone)}".Trim())),
        _ => "",
    } : "";

    private void Put(string field, string? value)
    {
        if (!string.IsNullOrEmpty(value)) this[field] = value;
    }

    private void Put(string field, IEnumerable<string> items)
    {
        List<string> list = [.. items];
        if (list.Count > 0) this[field] = list;
    }

    private static bool Same(object a, object b) => (a, b) switch
    {
        (IReadOnlyList<string> x, IReadOnlyList<string> y) => x.SequenceEqual(y, StringComparer.Ordinal),
        (IReadOnlyList<ContactValue> x, IReadOnlyList<ContactValue> y) => x.SequenceEqual(y),
        _ => a.Equals(b),
    };

    private static string Dated(string text, DateOnly? from, DateOnly? until) =>
        from is null && until is null ? text : $"{text} {Day(from)}–{Day(until)}";

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A contact as it stands in a file; the trail keeps name and number by reference.</summary>
internal sealed record ContactValue(string Name, string? Phone, string? Post);
