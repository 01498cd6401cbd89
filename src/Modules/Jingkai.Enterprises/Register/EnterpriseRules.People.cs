using Jingkai.Enterprises.Domain;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;

namespace Jingkai.Enterprises.Register;

/// <content>Contacts, liaisons and where values come from.</content>
internal sealed partial class EnterpriseRules
{
    private void Contacts()
    {
        if (!input.Contacts.IsSet) return;
        var wanted = input.Contacts.Value ?? [];
        if (TooMany("contacts", wanted.Count)) return;
        var kept = new List<Contact>();
        for (var i = 0; i < wanted.Count; i++)
        {
            var field = $"contacts[{i}]";
            var known = Known(wanted[i], kept);
            var name = Personal($"{field}.name", wanted[i].Name, 50, known?.Name, Masks.Name);
            var phone = Personal($"{field}.phone", wanted[i].Phone, 100, known?.Phone, Masks.Phone);
            if (name is null && phone is null)
            {
                if (errors.All(e => e.Field?.StartsWith(field, StringComparison.Ordinal) != true)) errors.Add(Errors.ContactEmpty(field));
                continue;
            }

            var contact = known ?? dossier.New(new Contact());
            (contact.Name, contact.Phone, contact.Post, contact.Position) = (name ?? "", phone, Text($"{field}.post", wanted[i].Post, 50), kept.Count);
            kept.Add(contact);
        }

        dossier.Contacts.Clear();
        dossier.Contacts.AddRange(kept);
    }

    /// <summary>The stored contact an item speaks of: by id, or where it came masked by its masks.</summary>
    private Contact? Known(ContactInput wanted, List<Contact> taken) =>
        dossier.Contacts.FirstOrDefault(c => !taken.Contains(c) && c.Id == wanted.Id)
        ?? dossier.Contacts.FirstOrDefault(c => !taken.Contains(c) && (c.Name == wanted.Name || Masks.Name(c.Name) == wanted.Name)
            && (c.Phone == wanted.Phone || Masks.Phone(c.Phone) == wanted.Phone));

    /// <summary>A program or page that sends back what it was shown sends masks; they stand for the stored value.</summary>
    private string? Personal(string field, string? text, int longest, string? stored, Func<string, string?> mask)
    {
        var clean = Text(field, text, longest);
        if (clean is null || clean == stored) return clean;
        if (stored is not null && clean == mask(stored)) return stored;
        if (!clean.Contains('*', StringComparison.Ordinal)) return clean;
        errors.Add(Errors.MaskedValue(field));
        return null;
    }

    private void Liaisons()
    {
        if (!input.Liaisons.IsSet) return;
        var wanted = input.Liaisons.Value ?? [];
        if (TooMany("liaisons", wanted.Count)) return;
        var members = new List<Guid>();
        var names = new List<string>();
        for (var i = 0; i < wanted.Count; i++)
        {
            var field = $"liaisons[{i}]";
            var name = Text($"{field}.name", wanted[i].Name, 50);
            var member = wanted[i].Member is { } id ? context.Members.Find(id) : name is null ? null : Seated(name) ?? context.Members.Named(name);
            if (member is not null) members.Add(member.Id);
            else if (wanted[i].Member is { } unknown) errors.Add(Errors.LiaisonUnknown($"{field}.member", unknown.ToString()));
            else if (name is not null) names.Add(name);
        }

        foreach (var seat in dossier.Liaisons.Where(a => !members.Contains(a.MemberId))) seat.UntilOn = seat.FromOn > context.Today ? seat.FromOn : context.Today;
        dossier.Liaisons.RemoveAll(a => !members.Contains(a.MemberId));
        foreach (var member in members.Distinct().Where(m => dossier.Liaisons.All(a => a.MemberId != m))) Seat(member);
        file.LiaisonNames = LiaisonLines.Write(names);
    }

    // Of two members of one name, the one who is liaison already is meant.
    private Member? Seated(string name) => dossier.Liaisons
        .Select(a => context.Members.Find(a.MemberId)).FirstOrDefault(m => m is not null && TextNormal.SearchKey(m.Name) == TextNormal.SearchKey(name));

    private void Seat(Guid member)
    {
        var seat = new Assignment
        {
            ZoneId = file.ZoneId,
            MemberId = member,
            Role = AssignmentRoles.Liaison,
            SubjectKind = RegisterScope.EnterpriseKind,
            SubjectId = file.Id,
            FromOn = context.Today,
        };
        dossier.Liaisons.Add(seat);
        dossier.NewLiaisons.Add(seat);
    }

    private void StatedProvenance()
    {
        foreach (var (field, stated) in input.Provenance)
        {
            if (!ProvenanceFields.All.Contains(field))
            {
                errors.Add(Errors.NotOfList($"provenance.{field}", "unknown-field", field, ProvenanceFields.All));
                continue;
            }

            if (stated is null) dossier.Provenances.RemoveAll(p => p.Field == field);
            else if (stated != Known(field)) Provenance(field, Text($"provenance.{field}.source", stated.Source, 200), stated.AsOf, Text($"provenance.{field}.confirmedBy", stated.ConfirmedBy, 50), stated.DueOn == context.Terms.DueOn(field, stated.AsOf) ? null : stated.DueOn);
        }
    }

    // Who sends a file back as it was shown states nothing new.
    private ProvenanceInput Known(string field) => dossier.Provenances.FirstOrDefault(p => p.Field == field) is { } own
        ? new(own.Source, own.AsOf, own.ConfirmedBy, own.DueOn ?? context.Terms.DueOn(field, own.AsOf))
        : new(file.Source, file.AsOf, file.ConfirmedBy, file.DueOn ?? context.Terms.DueOn(field, file.AsOf));

    private void NewProvenance()
    {
        (file.Source, file.AsOf, file.DueOn) = (Text("source", input.Source, 200) ?? context.Source, input.AsOf ?? context.Today, null);
    }

    /// <summary>What changed comes from the present writer and waits to be confirmed.</summary>
    private void ChangedProvenance(IEnumerable<string> fields)
    {
        var (source, asOf) = (Text("source", input.Source, 200) ?? context.Source, input.AsOf ?? context.Today);
        foreach (var field in fields.Where(f => ProvenanceFields.All.Contains(f) && !input.Provenance.ContainsKey(f)))
        {
            if (file.Source == source && file.AsOf == asOf && file.ConfirmedBy is null && file.DueOn is null) dossier.Provenances.RemoveAll(p => p.Field == field);
            else Provenance(field, source, asOf, null, null);
        }
    }

    /// <summary>Says of fields that they are still true: right as of a day, by whom; what they hold and where it came from stays.</summary>
    public static void Confirm(Dossier dossier, IEnumerable<string> fields, DateOnly day, string by)
    {
        foreach (var field in fields)
        {
            var row = dossier.Provenances.FirstOrDefault(p => p.Field == field);
            if (row is null) dossier.Provenances.Add(row = dossier.New(new Provenance { Field = field, Source = dossier.File.Source }));
            (row.AsOf, row.ConfirmedBy, row.DueOn) = (day, by, null);
        }
    }

    private void Provenance(string field, string? source, DateOnly? asOf, string? confirmedBy, DateOnly? dueOn)
    {
        var row = dossier.Provenances.FirstOrDefault(p => p.Field == field);
        if (row is null) dossier.Provenances.Add(row = dossier.New(new Provenance { Field = field }));
        (row.Source, row.AsOf, row.ConfirmedBy, row.DueOn) = (source, asOf, confirmedBy, dueOn);
    }
}

/// <summary>Liaisons without an account, one per line with a line break on either side, so that a whole name can be searched.</summary>
internal static class LiaisonLines
{
    public static string? Write(IReadOnlyCollection<string> names) => names.Count == 0 ? null : $"\n{string.Join('\n', names.Distinct())}\n";

    public static IReadOnlyList<string> Read(string? lines) => lines?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];
}

/// <summary>Fields whose source, day, confirmation and next due day are kept one by one.</summary>
internal static class ProvenanceFields
{
    public static IReadOnlyList<string> All { get; } =
    [
        "name", "creditCode", "stage", "presence", "industryCode", "park", "registeredOn", "movedInOn", "movedOutOn", "landMu",
        "floorAreaM2", "address", "products", "marketPosition", "staff", "energyTce", "aboveScale", "qualifications", "contacts", "liaisons",
        .. PlainFields.Names,
    ];
}
