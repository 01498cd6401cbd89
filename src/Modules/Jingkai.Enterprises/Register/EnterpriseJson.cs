using System.Globalization;
using System.Text.Json;
using Jingkai.Enterprises.Domain;
using Jingkai.Kernel;
using Jingkai.Platform.Api;

namespace Jingkai.Enterprises.Register;

/// <summary>Reads a file or a JSON merge patch (RFC 7396) of it: what is absent stays, null clears, lists are replaced whole.
/// Fields that are only shown (code, version, names of industries …) are passed over, so that an answer can be sent back.</summary>
internal sealed class EnterpriseJson
{
    private readonly List<Error> errors = [];
    private readonly JsonElement json;

    private EnterpriseJson(JsonElement json) => this.json = json;

    public static Result<EnterpriseInput> Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || PlainText.IsBroken(json)) return ApiErrors.BadJson;
        var reader = new EnterpriseJson(json);
        var input = reader.Input();
        return reader.errors.Count == 0 ? input : ApiErrors.Invalid(reader.errors);
    }

    private EnterpriseInput Input() => new()
    {
        CreditCode = Set("creditCode", Text),
        Name = Set("name", Text),
        Stage = Set("stage", Text),
        Presence = Set("presence", Text),
        Kinds = Set("kinds", (e, f) => Items(e, f, (item, field) => Text(item, field) ?? "")),
        FormerNames = Set("formerNames", (e, f) => Items(e, f, Name)),
        ShortNames = Set("shortNames", (e, f) => Items(e, f, Name)),
        IndustryCode = Set("industryCode", Text),
        IndustryHistory = Set("industryHistory", (e, f) => Items(e, f, (item, field) => new SpanInput(Text(item, field, "industryCode"), Date(item, field, "until")))),
        Park = Set("park", Text),
        ParkHistory = Set("parkHistory", (e, f) => Items(e, f, (item, field) => new SpanInput(Text(item, field, "park"), Date(item, field, "until")))),
        EffectiveOn = Date(json, "", "effectiveOn"),
        Correction = Truth("correction"),
        RegisteredOn = Set("registeredOn", Date),
        MovedInOn = Set("movedInOn", Date),
        MovedOutOn = Set("movedOutOn", Date),
        Land = Set("landMu", Mu),
        Floor = Set("floorAreaM2", (e, f) => Number(e, f) is { } area ? new LandInput(area, Unit.SquareMetre) : null),
        Address = Set("address", Text),
        Products = Set("products", Text),
        MarketPosition = Set("marketPosition", Text),
        Staff = Set("staff", Whole),
        Energy = Set("energyTce", Number),
        Plain = Plain(),
        AboveScale = Set("aboveScale", (e, f) => Items(e, f, (item, field) => new ListingInput(Text(item, field, "kind"), Date(item, field, "since"), Date(item, field, "until")))),
        Qualifications = Set("qualifications", (e, f) => Items(e, f, Qualification)),
        Contacts = Set("contacts", (e, f) => Items(e, f, (item, field) => new ContactInput(Text(item, field, "name"), Text(item, field, "phone"), Text(item, field, "post"), Id(item, field, "id")))),
        Liaisons = Set("liaisons", (e, f) => Items(e, f, Liaison)),
        Provenance = Provenance(),
        Source = Text(json, "", "source"),
        AsOf = Date(json, "", "asOf"),
        AcceptWarning = Truth("acceptWarning"),
        Reason = Text(json, "", "reason"),
    };

    private Optional<T?> Set<T>(string name, Func<JsonElement, string, T?> read) =>
        json.TryGetProperty(name, out var value) ? new(value.ValueKind == JsonValueKind.Null ? default : read(value, name)) : default;

    private IReadOnlyList<T>? Items<T>(JsonElement value, string field, Func<JsonElement, string, T> read)
    {
        if (value.ValueKind != JsonValueKind.Array) return Wrong<IReadOnlyList<T>>(field, "列表", "a list");
        if (value.GetArrayLength() > 1000)
        {
            errors.Add(Errors.TooMany(field, 1000));
            return null;
        }

        return [.. value.EnumerateArray().Select((item, i) => read(item, $"{field}[{i}]"))];
    }

    private NameInput Name(JsonElement item, string field) => item.ValueKind == JsonValueKind.Object
        ? new(Text(item, field, "name"), Date(item, field, "from"), Date(item, field, "until"))
        : new(Text(item, field));

    private QualificationInput Qualification(JsonElement item, string field) => item.ValueKind == JsonValueKind.Object
        ? new(Text(item, field, "kind"), Text(item, field, "level"), Text(item, field, "issuer"), Date(item, field, "from"), Date(item, field, "to"))
        : new(Text(item, field));

    private LiaisonInput Liaison(JsonElement item, string field) => item.ValueKind == JsonValueKind.Object
        ? new(Text(item, field, "name"), Id(item, field, "member"))
        : new(Text(item, field));

    private Dictionary<string, ProvenanceInput?> Provenance()
    {
        var stated = new Dictionary<string, ProvenanceInput?>(StringComparer.Ordinal);
        if (!json.TryGetProperty("provenance", out var fields) || fields.ValueKind == JsonValueKind.Null) return stated;
        if (fields.ValueKind != JsonValueKind.Object)
        {
            Wrong<string>("provenance", "对象", "an object");
            return stated;
        }

        foreach (var property in fields.EnumerateObject().Take(100))
        {
            var field = $"provenance.{property.Name}";
            stated[property.Name] = property.Value.ValueKind == JsonValueKind.Null ? null
                : new(Text(property.Value, field, "source"), Date(property.Value, field, "asOf"), Text(property.Value, field, "confirmedBy"), Date(property.Value, field, "dueOn"));
        }

        return stated;
    }

    private Dictionary<string, PlainInput> Plain()
    {
        var set = new Dictionary<string, PlainInput>(StringComparer.Ordinal);
        foreach (var field in PlainFields.All)
        {
            if (!json.TryGetProperty(field.Name, out var value)) continue;
            set[field.Name] = value.ValueKind == JsonValueKind.Null ? default : new(field.Kind switch
            {
                PlainKind.Text or PlainKind.Word => Text(value, field.Name),
                PlainKind.Date => Date(value, field.Name)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                PlainKind.Whole => Whole(value, field.Name)?.ToString(CultureInfo.InvariantCulture),
                _ => Number(value, field.Name)?.ToString(CultureInfo.InvariantCulture),
            });
        }

        return set;
    }

    private LandInput? Mu(JsonElement value, string field) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var mu) ? new(mu, Unit.Mu) : Wrong<LandInput>(field, "数字", "a number");

    private decimal? Number(JsonElement value, string field) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number : Wrong<decimal?>(field, "数字", "a number");

    private int? Whole(JsonElement value, string field) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : Wrong<int?>(field, "整数", "a whole number");

    private bool Truth(string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null or JsonValueKind.False) return false;
        if (value.ValueKind != JsonValueKind.True) Wrong<string>(name, "true 或 false", "true or false");
        return true;
    }

    private T? Part<T>(JsonElement item, string field, string name, Func<JsonElement, string, T?> read)
    {
        if (item.ValueKind != JsonValueKind.Object) return Wrong<T>(field, "对象", "an object");
        return item.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? read(value, field.Length == 0 ? name : $"{field}.{name}") : default;
    }

    private string? Text(JsonElement item, string field, string name) => Part(item, field, name, Text);

    private DateOnly? Date(JsonElement item, string field, string name) => Part(item, field, name, Date);

    private Guid? Id(JsonElement item, string field, string name) =>
        Part(item, field, name, (value, at) => value.ValueKind == JsonValueKind.String && value.TryGetGuid(out var id) ? id : Wrong<Guid?>(at, "标识", "an id"));

    private string? Text(JsonElement value, string field) =>
        value.ValueKind == JsonValueKind.String ? value.GetString() : Wrong<string>(field, "文本", "a text");

    private DateOnly? Date(JsonElement value, string field)
    {
        if (value.ValueKind != JsonValueKind.String) return Wrong<DateOnly?>(field, "日期", "a date");
        var text = value.GetString()!;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        errors.Add(Errors.BadDate(field, text.Length <= 40 ? text : text[..40] + "…"));
        return null;
    }

    private T? Wrong<T>(string field, string zh, string en)
    {
        errors.Add(Errors.BadType(field, zh, en));
        return default;
    }
}
