using System.Globalization;
using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Register;
using Jingkai.Kernel;
using Jingkai.Platform.Api;

namespace Jingkai.Enterprises.Pages;

/// <summary>Reads what was typed into a change of the fields that the writer touched.</summary>
internal sealed class EnterpriseFormReader
{
    private readonly EnterpriseForm form;
    private readonly HashSet<string> touched;
    private readonly List<Error> errors = [];

    private EnterpriseFormReader(EnterpriseForm form, HashSet<string> touched) => (this.form, this.touched) = (form, touched);

    /// <summary>The change, or which fields cannot be read.</summary>
    public static Result<EnterpriseInput> Read(EnterpriseForm form)
    {
        form.Tidy();
        var reader = new EnterpriseFormReader(form, form.Changed());
        var input = reader.Input();
        return reader.errors.Count == 0 ? input : ApiErrors.Invalid(reader.errors);
    }

    private EnterpriseInput Input() => new()
    {
        Name = Set("name", form.Name),
        Correction = form.Correction == "true",
        FormerNames = Set("formerNames", (IReadOnlyList<NameInput>?)[.. Lines(form.FormerNames).Select(n => new NameInput(n))]),
        ShortNames = Set("shortNames", (IReadOnlyList<NameInput>?)[.. Lines(form.ShortNames).Select(n => new NameInput(n))]),
        CreditCode = Set("creditCode", form.CreditCode),
        AcceptWarning = form.AcceptWarning == "true",
        Reason = form.Reason,
        Stage = Set("stage", form.Stage),
        Presence = Set("presence", form.Presence),
        Kinds = Set("kinds", (IReadOnlyList<string>?)form.Kinds),
        IndustryCode = Set("industryCode", form.IndustryCode),
        Park = Set("park", form.Park),
        EffectiveOn = Date("effectiveOn", form.EffectiveOn),
        Land = Set("landMu", Number("landMu", form.LandMu) is { } mu ? new LandInput(mu, Unit.Mu) : null),
        Floor = Set("floorAreaM2", Number("floorAreaM2", form.FloorAreaM2) is { } floor ? new LandInput(floor, Unit.SquareMetre) : null),
        Address = Set("address", form.Address),
        Products = Set("products", form.Products),
        MarketPosition = Set("marketPosition", form.MarketPosition),
        Staff = Set("staff", Whole("staff", form.Staff)),
        Energy = Set("energyTce", Number("energyTce", form.EnergyTce)),
        Plain = PlainFields.All.Where(f => touched.Contains(f.Name)).ToDictionary(f => f.Name, f => new PlainInput(form.PlainOf(f.Name)), StringComparer.Ordinal),
        RegisteredOn = Set("registeredOn", Date("registeredOn", form.RegisteredOn)),
        MovedInOn = Set("movedInOn", Date("movedInOn", form.MovedInOn)),
        MovedOutOn = Set("movedOutOn", Date("movedOutOn", form.MovedOutOn)),
        AboveScale = Set("aboveScale", Rows(form.AboveScale, "aboveScale", (r, f) => new ListingInput(r.Kind, Date($"{f}.since", r.Since), Date($"{f}.until", r.Until)))),
        Qualifications = Set("qualifications", Rows(form.Qualifications, "qualifications", (r, f) => new QualificationInput(r.Kind, r.Level, r.Issuer, Date($"{f}.from", r.From), Date($"{f}.to", r.To)))),
        Contacts = Set("contacts", Rows(form.Contacts, "contacts", (r, _) => new ContactInput(r.Name, r.Phone, r.Post, Guid.TryParse(r.Id, out var id) ? id : null))),
        Liaisons = Set("liaisons", (IReadOnlyList<LiaisonInput>?)[.. Lines(form.Liaisons, '、', ',', '，').Select(n => new LiaisonInput(n))]),
        Source = form.Source,
        AsOf = Date("asOf", form.AsOf),
    };

    private Optional<T> Set<T>(string field, T value) => touched.Contains(field) ? value : default(Optional<T>);

    private static IReadOnlyList<TInput>? Rows<TRow, TInput>(List<TRow>? rows, string field, Func<TRow, string, TInput> read) =>
        [.. (rows ?? []).Select((row, i) => read(row, $"{field}[{i}]"))];

    private static string[] Lines(string? text, params char[] more) =>
        (text ?? "").Split(['\n', '\r', .. more], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private DateOnly? Date(string field, string? text)
    {
        var plain = TextNormal.HalfWidth(text).Trim();
        if (plain.Length == 0) return null;
        if (DateOnly.TryParseExact(plain, ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        errors.Add(Register.Errors.BadDate(field, plain.Length <= 40 ? plain : plain[..40] + "…"));
        return null;
    }

    private int? Whole(string field, string? text) => Number(field, text) is not { } number ? null
        : number == decimal.Truncate(number) && Math.Abs(number) <= int.MaxValue ? decimal.ToInt32(number) : Wrong<int?>(field, "整数", "a whole number");

    private decimal? Number(string field, string? text)
    {
        var plain = TextNormal.HalfWidth(text).Replace(",", "", StringComparison.Ordinal).Trim();
        if (plain.Length == 0) return null;
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : Wrong<decimal?>(field, "数字", "a number");
    }

    private T? Wrong<T>(string field, string zh, string en)
    {
        errors.Add(Register.Errors.BadType(field, zh, en));
        return default;
    }
}
