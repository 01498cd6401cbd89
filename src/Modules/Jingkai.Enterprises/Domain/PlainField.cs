using System.Collections.Frozen;
using System.Globalization;
using Jingkai.Enterprises.Register;
using Jingkai.Kernel;

namespace Jingkai.Enterprises.Domain;

/// <summary>What a plain field holds.</summary>
internal enum PlainKind
{
    Text,

    /// <summary>1/100 per cent.</summary>
    Percent,

    /// <summary>A whole number from 0.</summary>
    Whole,

    /// <summary>1/30 000 m², read and written in m².</summary>
    Area,

    Date,

    /// <summary>One of a closed list of words.</summary>
    Word,
}

/// <summary>A value as it is asked for: a text, or an area in its own unit. Neither: nothing shall stand there.</summary>
internal readonly record struct PlainInput(string? Text, LandInput? Area = null);

/// <summary>A field of the file that holds one value and no history. Everything that treats fields alike (page, form, interface, ledger,
/// correction, survey, merge, yearly copy) takes them from <see cref="PlainFields"/>, so that a further one is one entry there.</summary>
internal sealed class PlainField
{
    private static readonly string[] Days = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日"];

    /// <summary>Name in the interface for programs.</summary>
    public required string Name { get; init; }

    public required PlainKind Kind { get; init; }

    /// <summary>Part of the file it is shown in: edge or factory.</summary>
    public required string Section { get; init; }

    /// <summary>Heading in the ledger, as zone offices write it.</summary>
    public required string Heading { get; init; }

    /// <summary>Other headings in use.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Longest text.</summary>
    public int Longest { get; init; } = 200;

    /// <summary>Largest number, in per cent or units.</summary>
    public int Most { get; init; } = 1_000_000;

    /// <summary>The words of the list, each with what ledgers write.</summary>
    public IReadOnlyList<(string Word, string Chinese)> Words { get; init; } = [];

    /// <summary>A liaison finds it out on a visit and may write it.</summary>
    public bool OfTheVisit { get; init; } = true;

    /// <summary>The stored value: string, int, long or DateOnly.</summary>
    public required Func<Enterprise, object?> Stored { get; init; }

    public required Action<Enterprise, object?> Store { get; init; }

    /// <summary>As interface, trail and correction write it; null: nothing.</summary>
    public string? Text(Enterprise file) => Value(file) switch
    {
        null => null,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var text => text.ToString(),
    };

    /// <summary>The value in the unit people use: per cent, m².</summary>
    public object? Value(Enterprise file) => (Kind, Stored(file)) switch
    {
        (PlainKind.Percent, int e2) => e2 / 100m,
        (PlainKind.Area, long units) => Land.SquareMetres(units),
        (_, var stored) => stored,
    };

    /// <summary>As a cell of the ledger.</summary>
    public object? Cell(Enterprise file) => Kind == PlainKind.Word && Stored(file) is string word ? Words.First(w => w.Word == word).Chinese : Value(file);

    /// <summary>The word of the list that is meant, also as ledgers write it; null: none.</summary>
    public string? WordOf(string text) => Words.FirstOrDefault(w => w.Word == text || w.Chinese == text).Word;

    /// <summary>Exactly, where m² would round.</summary>
    public string? Exact(Enterprise file) => Stored(file) switch
    {
        long units => units.ToString(CultureInfo.InvariantCulture),
        _ => Text(file),
    };

    /// <summary>The input that stores what <see cref="Exact"/> told.</summary>
    public PlainInput FromExact(string? text) => text is not null && Kind == PlainKind.Area ? new(null, new LandInput(decimal.Parse(text, CultureInfo.InvariantCulture), Unit.StoredArea)) : new(text);

    /// <summary>Reads an input into what is stored.</summary>
    public Result<object?> Read(PlainInput input)
    {
        if (input.Area is { } area) return Units(area);
        var text = TextNormal.Clean(input.Text);
        if (text.Length == 0) return Result.Ok<object?>(null);
        var plain = TextNormal.HalfWidth(text).Replace(",", "", StringComparison.Ordinal).Trim();
        switch (Kind)
        {
            case PlainKind.Text: return text.Length <= Longest ? Result.Ok<object?>(text) : Register.Errors.TooLong(Name, Longest);
            case PlainKind.Word:
                return WordOf(plain) is { } word ? Result.Ok<object?>(word) : Register.Errors.NotOfList(Name, $"unknown-{Name}", text, Words.Select(w => w.Word));
            case PlainKind.Date:
                return DateOnly.TryParseExact(plain, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year >= 1900 ? Result.Ok<object?>(day)
                    : Register.Errors.BadDate(Name, text.Length <= 40 ? text : text[..40] + "…");
            default:
                if (Kind == PlainKind.Percent) plain = plain.TrimEnd('%').TrimEnd();
                if (!decimal.TryParse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return Register.Errors.BadType(Name, "数字", "a number");
                if (number < 0) return Register.Errors.Negative(Name);
                if (Kind == PlainKind.Area) return Units(new(number, Unit.SquareMetre));
                var scaled = number > Most ? -1 : Kind == PlainKind.Percent ? number * 100 : number;
                return scaled >= 0 && scaled == decimal.Truncate(scaled) ? Result.Ok<object?>(decimal.ToInt32(scaled))
                    : Kind == PlainKind.Percent ? Register.Errors.BadPercent(Name, Most) : Register.Errors.BadWhole(Name, Most);
        }
    }

    private Result<object?> Units(LandInput area) => area.Value < 0 ? Register.Errors.Negative(Name)
        : area.Unit.ToScaled(area.Value, Unit.StoredArea, 0).Try(out var units, out var error) ? Result.Ok<object?>(units) : error.At(Name);
}

/// <summary>The plain fields: 竞争优势 and 厂房概况 beside those that were there first.</summary>
internal static class PlainFields
{
    public const string Edge = "edge", Factory = "factory";

    public static IReadOnlyList<PlainField> All { get; } =
    [
        Text("brands", Edge, "品牌", 200, e => e.Brands, (e, v) => e.Brands = v, "自主品牌", "主要品牌"),
        Percent("rdSharePercent", Edge, "研发投入占比", 1000, e => e.RdShareE2, (e, v) => e.RdShareE2 = v, false, "研发占比", "研发投入强度", "研发费用占营业收入比重"),
        Text("technologies", Edge, "关键技术", 500, e => e.Technologies, (e, v) => e.Technologies = v, "核心技术", "技术标签"),
        new()
        {
            Name = "premises", Kind = PlainKind.Word, Section = Factory, Heading = "厂房权属", Aliases = ["厂房性质", "自有或租赁"],
            Words = [("own", "自有"), ("leased", "租赁"), ("mixed", "自有和租赁")], Stored = e => e.Premises, Store = (e, v) => e.Premises = (string?)v,
        },
        Text("landlord", Factory, "出租方", 200, e => e.Landlord, (e, v) => e.Landlord = v, "房东", "厂房出租方"),
        new()
        {
            Name = "leaseEndsOn", Kind = PlainKind.Date, Section = Factory, Heading = "租赁到期日", Aliases = ["租赁到期", "租期至", "到期日期"],
            Stored = e => e.LeaseEndsOn, Store = (e, v) => e.LeaseEndsOn = (DateOnly?)v,
        },
        new()
        {
            Name = "idleAreaM2", Kind = PlainKind.Area, Section = Factory, Heading = "闲置厂房面积", Aliases = ["闲置面积", "可出租面积", "可租面积"],
            Stored = e => e.IdleUnits, Store = (e, v) => e.IdleUnits = (long?)v,
        },
        new()
        {
            Name = "productionLines", Kind = PlainKind.Whole, Section = Factory, Heading = "生产线数", Most = 10_000, Aliases = ["生产线", "生产线条数", "产线数"],
            Stored = e => e.ProductionLines, Store = (e, v) => e.ProductionLines = (int?)v,
        },
        Text("equipment", Factory, "主要设备", 500, e => e.Equipment, (e, v) => e.Equipment = v, "关键设备", "主要生产设备"),
        Text("takt", Factory, "生产节拍", 100, e => e.Takt, (e, v) => e.Takt = v, "节拍"),
        Percent("automationPercent", Factory, "自动化率", 100, e => e.AutomationE2, (e, v) => e.AutomationE2 = v, true, "设备自动化率"),
        Text("capacity", Factory, "年产能", 200, e => e.Capacity, (e, v) => e.Capacity = v, "设计产能", "产能"),
        Percent("utilisationPercent", Factory, "产能利用率", 1000, e => e.UtilisationE2, (e, v) => e.UtilisationE2 = v, true, "开工率"),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(f => f.Name)];

    private static readonly FrozenDictionary<string, PlainField> ByName = All.ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);

    public static PlainField? Find(string name) => ByName.GetValueOrDefault(name);

    public static IEnumerable<PlainField> Of(string section) => All.Where(f => f.Section == section);

    private static PlainField Text(string name, string section, string heading, int longest, Func<Enterprise, string?> get, Action<Enterprise, string?> set, params string[] aliases) =>
        new() { Name = name, Kind = PlainKind.Text, Section = section, Heading = heading, Longest = longest, Aliases = aliases, Stored = get, Store = (e, v) => set(e, (string?)v) };

    private static PlainField Percent(string name, string section, string heading, int most, Func<Enterprise, int?> get, Action<Enterprise, int?> set, bool ofTheVisit, params string[] aliases) =>
        new() { Name = name, Kind = PlainKind.Percent, Section = section, Heading = heading, Most = most, OfTheVisit = ofTheVisit, Aliases = aliases, Stored = e => get(e), Store = (e, v) => set(e, (int?)v) };
}
