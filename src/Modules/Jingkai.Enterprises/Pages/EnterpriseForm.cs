using System.Globalization;
using System.Text.Json;
using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Register;
using Jingkai.Kernel;

namespace Jingkai.Enterprises.Pages;

/// <summary>The form of a file as it is typed. <see cref="Seen"/> carries what the reader was shown, so that only what they changed is
/// written and a change by somebody else in the meantime is noticed field by field.</summary>
internal sealed class EnterpriseForm
{
    /// <summary>Empty rows offered below each list.</summary>
    public const int Spare = 2;

    public int? Version { get; set; }
    public string? Seen { get; set; }
    public string? Name { get; set; }
    public string? Correction { get; set; }
    public string? FormerNames { get; set; }
    public string? ShortNames { get; set; }
    public string? CreditCode { get; set; }
    public string? AcceptWarning { get; set; }
    public string? Reason { get; set; }
    public string? Stage { get; set; }
    public string? Presence { get; set; }
    public List<string>? Kinds { get; set; }
    public string? IndustryCode { get; set; }
    public string? Park { get; set; }
    public string? EffectiveOn { get; set; }
    public string? LandMu { get; set; }
    public string? FloorAreaM2 { get; set; }
    public string? Address { get; set; }
    public string? Products { get; set; }
    public string? MarketPosition { get; set; }
    public string? Staff { get; set; }
    public string? EnergyTce { get; set; }
    public Dictionary<string, string?>? Plain { get; set; }
    public string? RegisteredOn { get; set; }
    public string? MovedInOn { get; set; }
    public string? MovedOutOn { get; set; }
    public List<ListingRow>? AboveScale { get; set; }
    public List<QualificationRow>? Qualifications { get; set; }
    public List<ContactRow>? Contacts { get; set; }
    public string? Liaisons { get; set; }
    public string? Source { get; set; }
    public string? AsOf { get; set; }

    public sealed class ListingRow
    {
        public string? Kind { get; set; }
        public string? Since { get; set; }
        public string? Until { get; set; }
        internal bool IsEmpty => Blank(Since) && Blank(Until);
    }

    public sealed class QualificationRow
    {
        public string? Kind { get; set; }
        public string? Level { get; set; }
        public string? Issuer { get; set; }
        public string? From { get; set; }
        public string? To { get; set; }
        internal bool IsEmpty => Blank(Kind) && Blank(Level) && Blank(Issuer);
    }

    public sealed class ContactRow
    {
        public string? Id { get; set; }
        public string? Name { get; set; }
        public string? Phone { get; set; }
        public string? Post { get; set; }
        internal bool IsEmpty => Blank(Name) && Blank(Phone);
    }

    /// <summary>The form of a file as it is stored.</summary>
    public static EnterpriseForm Of(EnterpriseView view)
    {
        var form = new EnterpriseForm
        {
            Version = view.Version,
            Name = view.Name,
            FormerNames = string.Join('\n', view.FormerNames),
            ShortNames = string.Join('\n', view.ShortNames),
            CreditCode = view.CreditCode,
            Stage = view.Stage,
            Presence = view.Presence,
            Kinds = [.. view.Kinds],
            IndustryCode = view.IndustryCode,
            Park = view.Park,
            LandMu = view.LandMu?.ToString(CultureInfo.InvariantCulture),
            FloorAreaM2 = view.FloorAreaM2?.ToString(CultureInfo.InvariantCulture),
            Address = view.Address,
            Products = view.Products,
            MarketPosition = view.MarketPosition,
            Staff = view.Staff?.ToString(CultureInfo.InvariantCulture),
            EnergyTce = view.EnergyTce?.ToString(CultureInfo.InvariantCulture),
            Plain = PlainFields.All.ToDictionary(f => f.Name, f => view.Plain.GetValueOrDefault(f.Name), StringComparer.Ordinal),
            RegisteredOn = Day(view.RegisteredOn),
            MovedInOn = Day(view.MovedInOn),
            MovedOutOn = Day(view.MovedOutOn),
            AboveScale = [.. view.AboveScale.Select(l => new ListingRow { Kind = l.Kind, Since = Day(l.Since), Until = Day(l.Until) })],
            Qualifications = [.. view.Qualifications.Select(q => new QualificationRow { Kind = q.Kind, Level = q.Level, Issuer = q.Issuer, From = Day(q.From), To = Day(q.To) })],
            Contacts = [.. view.Contacts.Select(c => new ContactRow { Id = c.Id.ToString(), Name = c.Name, Phone = c.Phone, Post = c.Post })],
            Liaisons = string.Join('\n', view.Liaisons.Select(l => l.Name)),
        };
        form.Seen = JsonSerializer.Serialize(form.Fields());
        return form;
    }

    /// <summary>A form for a new file.</summary>
    public static EnterpriseForm Empty() => new() { Stage = "operating", Presence = "both", Kinds = ["enterprise"] };

    /// <summary>A plain field as it is typed.</summary>
    internal string? PlainOf(string field) => Plain?.GetValueOrDefault(field);

    /// <summary>Takes empty rows out of the lists.</summary>
    public void Tidy()
    {
        AboveScale?.RemoveAll(r => r.IsEmpty);
        Qualifications?.RemoveAll(r => r.IsEmpty);
        Contacts?.RemoveAll(r => r.IsEmpty);
    }

    /// <summary>Each field as one text, by the names of the interface.</summary>
    public SortedDictionary<string, string> Fields() => new(PlainFields.All.ToDictionary(f => f.Name, f => Text(PlainOf(f.Name))), StringComparer.Ordinal)
    {
        ["name"] = Text(Name),
        ["formerNames"] = Text(FormerNames),
        ["shortNames"] = Text(ShortNames),
        ["creditCode"] = Text(CreditCode),
        ["stage"] = Text(Stage),
        ["presence"] = Text(Presence),
        ["kinds"] = string.Join('\n', Kinds ?? []),
        ["industryCode"] = Text(IndustryCode),
        ["park"] = Text(Park),
        ["landMu"] = Text(LandMu),
        ["floorAreaM2"] = Text(FloorAreaM2),
        ["address"] = Text(Address),
        ["products"] = Text(Products),
        ["marketPosition"] = Text(MarketPosition),
        ["staff"] = Text(Staff),
        ["energyTce"] = Text(EnergyTce),
        ["registeredOn"] = Text(RegisteredOn),
        ["movedInOn"] = Text(MovedInOn),
        ["movedOutOn"] = Text(MovedOutOn),
        ["aboveScale"] = Rows(AboveScale, r => [r.Kind, r.Since, r.Until]),
        ["qualifications"] = Rows(Qualifications, r => [r.Kind, r.Level, r.Issuer, r.From, r.To]),
        ["contacts"] = Rows(Contacts, r => [r.Id, r.Name, r.Phone, r.Post]),
        ["liaisons"] = Text(Liaisons),
    };

    /// <summary>The fields the writer changed; all that are filled when nothing was seen before.</summary>
    public HashSet<string> Changed()
    {
        var seen = SeenFields();
        return [.. Fields().Where(f => f.Value != seen.GetValueOrDefault(f.Key, "")).Select(f => f.Key)];
    }

    /// <summary>After somebody else saved: untouched fields take the stored values, touched ones stay as typed.</summary>
    /// <returns>The touched fields whose stored value is another now, with that value.</returns>
    public IReadOnlyDictionary<string, string> Renew(EnterpriseForm stored)
    {
        var (seen, mine, now) = (SeenFields(), Changed(), stored.Fields());
        foreach (var field in now.Keys.Where(f => !mine.Contains(f))) Take(stored, field);
        (Version, Seen) = (stored.Version, stored.Seen);
        return mine.Where(f => now[f] != seen.GetValueOrDefault(f, "")).ToDictionary(f => f, f => now[f].Replace("\u001f", " ", StringComparison.Ordinal).Replace("\n", "、", StringComparison.Ordinal));
    }

    /// <summary>Everything but the contacts stays as it was seen.</summary>
    public void KeepContactsOnly()
    {
        var seen = SeenFields();
        Seen = JsonSerializer.Serialize(new Dictionary<string, string>(Fields()) { ["contacts"] = seen.GetValueOrDefault("contacts", "") });
    }

    private Dictionary<string, string> SeenFields()
    {
        try
        {
            return Blank(Seen) ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(Seen!) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private void Take(EnterpriseForm other, string field)
    {
        switch (field)
        {
            case "name": Name = other.Name; break;
            case "formerNames": FormerNames = other.FormerNames; break;
            case "shortNames": ShortNames = other.ShortNames; break;
            case "creditCode": CreditCode = other.CreditCode; break;
            case "stage": Stage = other.Stage; break;
            case "presence": Presence = other.Presence; break;
            case "floorAreaM2": FloorAreaM2 = other.FloorAreaM2; break;
            case "address": Address = other.Address; break;
            case "products": Products = other.Products; break;
            case "marketPosition": MarketPosition = other.MarketPosition; break;
            case "staff": Staff = other.Staff; break;
            case "energyTce": EnergyTce = other.EnergyTce; break;
            case "kinds": Kinds = other.Kinds; break;
            case "industryCode": IndustryCode = other.IndustryCode; break;
            case "park": Park = other.Park; break;
            case "landMu": LandMu = other.LandMu; break;
            case "registeredOn": RegisteredOn = other.RegisteredOn; break;
            case "movedInOn": MovedInOn = other.MovedInOn; break;
            case "movedOutOn": MovedOutOn = other.MovedOutOn; break;
            case "aboveScale": AboveScale = other.AboveScale; break;
            case "qualifications": Qualifications = other.Qualifications; break;
            case "contacts": Contacts = other.Contacts; break;
            case "liaisons": Liaisons = other.Liaisons; break;
            default: (Plain ??= [])[field] = other.PlainOf(field); break;
        }
    }

    // Browsers send line breaks as CR LF and drop trailing ones.
    private static string Text(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();

    private static string Rows<T>(List<T>? rows, Func<T, string?[]> cells) => string.Join('\n', (rows ?? []).Select(r => string.Join('\u001f', cells(r).Select(Text))));

    private static bool Blank(string? text) => string.IsNullOrWhiteSpace(text);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
