using System.Collections.Frozen;
using System.Text;
using Jingkai.Economy.Domain;
using Jingkai.Kernel;
using Jingkai.Platform.Counting;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Indicators;

/// <summary>An indicator: what is measured, in which unit, how it adds up over time and what its growth means.</summary>
internal sealed record Indicator(
    string Code, string NameZh, IReadOnlyList<string> Aliases, string NameEn, string Unit, string Frequency, string Aggregation,
    string GrowthBasis, string JanFeb, string Better, string SourceDept, string Definition)
{
    /// <summary>What is counted, where the figure is not delivered but counted from records of the zone.</summary>
    public CountedIndicator? Counted { get; init; }

    /// <summary>The definition in English; null for a zone's own indicator, whose definition is what its office wrote.</summary>
    public string? DefinitionEn { get; init; }

    /// <summary>The definition in the reader's language, where it has one.</summary>
    public string DefinitionShown => DefinitionEn is null ? Definition : new Text(Definition, DefinitionEn).Current;

    /// <summary>January and February are published only together.</summary>
    public bool Merged => JanFeb == "merged";

    /// <summary>Adds up from the beginning of the year.</summary>
    public bool Cumulative => Aggregation is "flow_ytd" or "count_ytd" or "flow_year";

    /// <summary>Stands at a date.</summary>
    public bool Stock => Aggregation == "stock";

    /// <summary>Changes in percentage points, never in per cent.</summary>
    public bool InPoints => GrowthBasis == "pp";

    /// <summary>Growth at constant prices: given by the statistics office, never computed, and no prior can be inferred from it.</summary>
    public bool RealGrowth => GrowthBasis == "real";

    /// <summary>The basis of growth when a delivery does not say.</summary>
    public string UsualBasis => GrowthBasis switch { "real" => "real", "comparable" or "nominal-comparable" => "comparable", _ => "nominal" };

    /// <summary>Unit of the stored integers.</summary>
    public Unit Base => BaseOf(Unit);

    /// <summary>Unit of the catalogue.</summary>
    public Unit Shown => Kernel.Unit.Find(Unit).Value;

    /// <summary>A counted indicator as an entry of the catalogue.</summary>
    public static Indicator Of(CountedIndicator c) => new(
        c.Code, c.Name.Zh, c.Aliases, c.Name.En, c.Unit, "M", c.InPoints ? "rate" : c.AtEnd ? "stock" : c.Median ? "avg" : "count_ytd",
        c.InPoints ? "pp" : "count", "single", c.Better, c.SourceDept.Zh, c.Definition.Zh)
    { DefinitionEn = c.Definition.En, Counted = c };

    private static Unit BaseOf(string unit) => Kernel.Unit.Find(unit switch
    {
        "亿元" or "万元" => "元",
        "万美元" or "亿美元" => "美元",
        "万千瓦时" => "千瓦时",
        "万平方米" or "平方公里" => "平方米",
        _ => unit,
    }).Value;
}

/// <summary>The shipped catalogue, what is counted, and the zone's own indicators; found by code, name or alias.</summary>
internal sealed class IndicatorCatalog(JingkaiDbContext db, CountedFigures counted)
{
    /// <summary>The indicators every zone has.</summary>
    public static readonly IReadOnlyList<Indicator> Shipped = Read();

    private static readonly FrozenDictionary<string, Indicator> ShippedNames = Names(Shipped);
    private readonly IReadOnlyList<Indicator> counts = [.. counted.All.Select(Indicator.Of)];
    private IReadOnlyList<Indicator>? own;

    /// <summary>All indicators: the catalogue in its order, what is counted, then the zone's own.</summary>
    public async Task<IReadOnlyList<Indicator>> AllAsync(CancellationToken cancel = default)
    {
        var mine = await OwnAsync(cancel);
        return [.. Shipped, .. Counts(mine), .. mine];
    }

    /// <summary>Finds an indicator.</summary>
    public async Task<Result<Indicator>> FindAsync(string? text, CancellationToken cancel = default)
    {
        var key = Key(text ?? "");
        if (ShippedNames.TryGetValue(key, out var shipped)) return shipped;
        var mine = await OwnAsync(cancel);
        if ((mine.FirstOrDefault(i => Answers(i, key)) ?? Counts(mine).FirstOrDefault(i => Answers(i, key))) is { } found) return found;
        return Figures.FigureErrors.UnknownIndicator(text ?? "", Nearest.To(text ?? "", await AllAsync(cancel)));
    }

    /// <summary>Forgets the zone's own indicators after one was added.</summary>
    public void Forget() => own = null;

    private async Task<IReadOnlyList<Indicator>> OwnAsync(CancellationToken cancel) => own ??= [.. (await db.Set<ZoneIndicator>().AsNoTracking().OrderBy(i => i.Code).ToListAsync(cancel))
        .Select(i => new Indicator(i.Code, i.NameZh, i.Aliases.Split('|', StringSplitOptions.RemoveEmptyEntries), i.NameEn, i.Unit, i.Frequency, i.Aggregation, i.GrowthBasis, i.JanFeb, i.Better, i.SourceDept, i.Definition))];

    /// <summary>What is counted, but for codes the zone itself gave away before: what was delivered under them stays what it is.</summary>
    private IEnumerable<Indicator> Counts(IReadOnlyList<Indicator> mine) => counts.Where(c => mine.All(i => i.Code != c.Code));

    private static bool Answers(Indicator i, string key) => Key(i.Code) == key || Key(i.NameZh) == key || i.Aliases.Any(a => Key(a) == key);

    private static string Key(string text) => TextNormal.SearchKey(text);

    private static FrozenDictionary<string, Indicator> Names(IReadOnlyList<Indicator> indicators)
    {
        var names = new Dictionary<string, Indicator>(StringComparer.Ordinal);
        foreach (var i in indicators) names[Key(i.Code)] = i;
        foreach (var i in indicators) names.TryAdd(Key(i.NameZh), i);
        foreach (var i in indicators)
            foreach (var alias in i.Aliases) names.TryAdd(Key(alias), i);
        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static List<Indicator> Read()
    {
        var english = Rows("indicators-en.csv").ToDictionary(static c => c[0], static c => c[1], StringComparer.Ordinal);
        return [.. Rows("indicators.csv").Select(c => new Indicator(
            c[0], c[1], c[2].Split('|', StringSplitOptions.RemoveEmptyEntries), c[3], c[4], c[5], c[6], c[7], c[8], c[9], c[10], c[11])
        { DefinitionEn = english[c[0]] })];
    }

    private static IEnumerable<List<string>> Rows(string file)
    {
        using var reader = new StreamReader(typeof(IndicatorCatalog).Assembly.GetManifestResourceStream("Jingkai.Economy." + file)!, Encoding.UTF8);
        reader.ReadLine();
        while (reader.ReadLine() is { } line) yield return Cells(line);
    }

    /// <summary>One line of our own files: commas, and quotes around what contains one.</summary>
    private static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        foreach (var c in line)
        {
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else cell.Append(c);
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
