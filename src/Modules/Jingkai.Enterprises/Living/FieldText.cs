using System.Globalization;
using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Register;
using Jingkai.Kernel;

namespace Jingkai.Enterprises.Living;

/// <summary>Fields that one line of text can tell, so that a correction is typed with one hand: read into a change of the file, and
/// written as people read them.</summary>
internal static class FieldText
{
    /// <summary>Fields that can be corrected by a line, in the order of the file.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "contacts", "address", "products", "marketPosition", "staff", "floorAreaM2", "energyTce", "landMu", "name", "creditCode", "industryCode", "park",
        "registeredOn", "movedInOn", "movedOutOn", .. PlainFields.Names,
    ];

    /// <summary>What a liaison finds out on a visit and may write. What decides about figures, money or identity is the office's.</summary>
    public static IReadOnlySet<string> OfTheVisit { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "contacts", "address", "products", "marketPosition", "staff", "floorAreaM2", "energyTce",
    }.Union(PlainFields.All.Where(f => f.OfTheVisit).Select(f => f.Name)).ToHashSet(StringComparer.Ordinal);

    /// <summary>The field as one line; null when it holds nothing. Contacts come masked.</summary>
    public static string? Of(EnterpriseView view, string field) => field switch
    {
        "contacts" => view.Contacts.Count == 0 ? null : string.Join(' ', new[] { view.Contacts[0].Name, view.Contacts[0].Phone, view.Contacts[0].Post }.Where(t => !string.IsNullOrEmpty(t))),
        "address" => view.Address,
        "products" => view.Products,
        "marketPosition" => view.MarketPosition,
        "staff" => view.Staff?.ToString(CultureInfo.InvariantCulture),
        "floorAreaM2" => Plain(view.FloorAreaM2),
        "energyTce" => Plain(view.EnergyTce),
        "landMu" => Plain(view.LandMu),
        "name" => view.Name,
        "creditCode" => view.CreditCode,
        "industryCode" => view.IndustryCode,
        "park" => view.Park,
        "stage" => view.Stage,
        "presence" => view.Presence,
        "registeredOn" => Day(view.RegisteredOn),
        "movedInOn" => Day(view.MovedInOn),
        "movedOutOn" => Day(view.MovedOutOn),
        "aboveScale" => Many(view.AboveScale.Select(l => $"{l.Kind} {Day(l.Since)}–{Day(l.Until)}")),
        "qualifications" => Many(view.Qualifications.Where(q => q.InForce).Select(q => q.Level is null ? q.Kind : $"{q.Kind}（{q.Level}）")),
        "liaisons" => Many(view.Liaisons.Select(l => l.Name)),
        _ => view.Plain.GetValueOrDefault(field),
    };

    /// <summary>The line as a change of the file.</summary>
    public static Result<EnterpriseInput> Read(EnterpriseView view, string field, string? text)
    {
        var line = TextNormal.Clean(text);
        var value = line.Length == 0 ? null : line;
        switch (field)
        {
            case "contacts": return Contact(view, value);
            case "address": return new EnterpriseInput { Address = value };
            case "products": return new EnterpriseInput { Products = value };
            case "marketPosition": return new EnterpriseInput { MarketPosition = value };
            case "name": return new EnterpriseInput { Name = value };
            case "creditCode": return new EnterpriseInput { CreditCode = value };
            case "industryCode": return new EnterpriseInput { IndustryCode = value };
            case "park": return new EnterpriseInput { Park = value };
            case "staff":
                return Number(value, out var staff) && staff is null or (>= int.MinValue and <= int.MaxValue) && staff == (staff is { } s ? decimal.Truncate(s) : null)
                ? new EnterpriseInput { Staff = staff is { } n ? decimal.ToInt32(n) : null } : Register.Errors.BadType("value", "整数", "a whole number");
            case "energyTce": return Number(value, out var energy) ? new EnterpriseInput { Energy = energy } : NotANumber;
            case "floorAreaM2": return Number(value, out var floor) ? new EnterpriseInput { Floor = floor is { } m2 ? new LandInput(m2, Unit.SquareMetre) : null } : NotANumber;
            case "landMu": return Number(value, out var land) ? new EnterpriseInput { Land = land is { } mu ? new LandInput(mu, Unit.Mu) : null } : NotANumber;
            case "registeredOn": return Date(value, out var registered) ? new EnterpriseInput { RegisteredOn = registered } : Register.Errors.BadDate("value", value!);
            case "movedInOn": return Date(value, out var movedIn) ? new EnterpriseInput { MovedInOn = movedIn } : Register.Errors.BadDate("value", value!);
            case "movedOutOn": return Date(value, out var movedOut) ? new EnterpriseInput { MovedOutOn = movedOut } : Register.Errors.BadDate("value", value!);
            default:
                if (PlainFields.Find(field) is { } plain)
                    return plain.Read(new(value)).Try(out _, out var error) ? new EnterpriseInput { Plain = new Dictionary<string, PlainInput>(StringComparer.Ordinal) { [field] = new(value) } } : error.At("value");
                return Register.Errors.NotOfList("field", "unknown-field", field, All);
        }
    }

    /// <summary>A proposed line as it is shown to whoever may not see contacts in full.</summary>
    public static string? Masked(string field, string? line)
    {
        if (field != "contacts" || line is null) return line;
        var (name, phone, post) = Parts(line);
        return string.Join(' ', new[] { Domain.Masks.Name(name ?? ""), Domain.Masks.Phone(phone), post }.Where(t => !string.IsNullOrEmpty(t)));
    }

    // The first contact is meant; the others stay.
    private static Result<EnterpriseInput> Contact(EnterpriseView view, string? line)
    {
        var others = view.Contacts.Skip(1).Select(c => new ContactInput(c.Name, c.Phone, c.Post, c.Id));
        if (line is null) return new EnterpriseInput { Contacts = new((IReadOnlyList<ContactInput>)[.. others]) };
        var (name, phone, post) = Parts(line);
        var first = new ContactInput(name, phone, post, view.Contacts.Count > 0 ? view.Contacts[0].Id : null);
        return new EnterpriseInput { Contacts = new((IReadOnlyList<ContactInput>)[first, .. others]) };
    }

    /// <summary>Name, number and post of 程子英 13800138000 总经理, in any order of name and number.</summary>
    private static (string? Name, string? Phone, string? Post) Parts(string line)
    {
        var words = TextNormal.HalfWidth(line).Split([' ', ',', ';', '、', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var phone = words.FirstOrDefault(w => w.Count(char.IsAsciiDigit) >= 5 || w.Contains("**", StringComparison.Ordinal) && w.Any(char.IsAsciiDigit));
        var rest = words.Where(w => w != phone).ToList();
        return (rest.FirstOrDefault(), phone, rest.Count > 1 ? string.Join(' ', rest.Skip(1)) : null);
    }

    private static Error NotANumber { get; } = Register.Errors.BadType("value", "数字", "a number");

    private static bool Number(string? text, out decimal? number)
    {
        number = null;
        if (text is null) return true;
        var plain = TextNormal.HalfWidth(text).Replace(",", "", StringComparison.Ordinal).Trim();
        if (!decimal.TryParse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var read)) return false;
        number = read;
        return true;
    }

    private static bool Date(string? text, out DateOnly? day)
    {
        day = null;
        if (text is null) return true;
        if (!DateOnly.TryParseExact(TextNormal.HalfWidth(text).Trim(), ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)) return false;
        day = read;
        return true;
    }

    private static string? Plain(decimal? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Many(IEnumerable<string> items) => string.Join('、', items) is { Length: > 0 } text ? text : null;
}
