using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Jingkai.Economy.Figures;
using Jingkai.Economy.Indicators;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Jingkai.Platform.Zones;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Analysis;

/// <summary>An item with the zone's value and where it comes from.</summary>
/// <param name="Origin">figure, entered, simulated, or missing.</param>
/// <param name="Lowest">Lowest and highest value of all that have one.</param>
internal sealed record AssessedItem(
    string Code, string Name, string? Unit, string Better, decimal Weight, decimal? Value, string Origin, decimal? Lowest, decimal? Highest, int Known, decimal? Points, string? Source, string? Trace, [property: JsonIgnore] string? Ref);

/// <summary>A dimension with its points; null points: none of its items has a value.</summary>
internal sealed record AssessedDimension(string Name, decimal Weight, int? Published, decimal? Points, IReadOnlyList<AssessedItem> Items);

/// <summary>One place in the ranking; no score where no value is known.</summary>
internal sealed record AssessedPlace(int Rank, string Name, bool Own, decimal? Score, decimal Covered, int Missing);

/// <summary>What an assessment would give; score and rank are null while no value is known.</summary>
internal sealed record AssessmentView(
    int Year, string Scheme, string? Basis, string Method, decimal? Score, decimal Covered, int? Rank, int Participants, decimal? ScoreBefore, int? RankBefore, IReadOnlyList<AssessedDimension> Dimensions, IReadOnlyList<AssessedPlace> Ranking);

/// <summary>Scores the zone among the peers whose values were entered, and what would be if a value were another.</summary>
internal sealed class AssessmentReader(JingkaiDbContext db, IndicatorCatalog indicators, FigureReader figures, ZoneService zones)
{
    private const string Own = "";

    /// <summary>The scheme of a year: the zone's own, or the shipped one.</summary>
    public async Task<SchemeView> SchemeAsync(int year, CancellationToken cancel = default)
    {
        var row = await db.Set<AssessmentSetting>().AsNoTracking().Where(s => s.FromYear <= year).OrderByDescending(s => s.FromYear).FirstOrDefaultAsync(cancel);
        return row is null ? new(null, ShippedSchemes.National2021) : Of(row);
    }

    /// <summary>Every scheme of the zone, the newest first.</summary>
    public async Task<IReadOnlyList<SchemeView>> SchemesAsync(CancellationToken cancel = default) =>
        [.. (await db.Set<AssessmentSetting>().AsNoTracking().OrderByDescending(s => s.FromYear).ToListAsync(cancel)).Select(Of)];

    private static SchemeView Of(AssessmentSetting row) => new(row.FromYear, JsonSerializer.Deserialize<AssessmentScheme>(row.Definition, JsonSerializerOptions.Web)!, row.Version);

    /// <summary>Sets the scheme from a year on.</summary>
    /// <param name="from">The first year.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="seen">Version the change was made from; null: any.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result<SchemeView>> SetAsync(int? from, AssessmentScheme? scheme, int? seen = null, CancellationToken cancel = default)
    {
        if (from is not (>= 1949 and <= 2200)) return ApiErrors.Required("from");
        if (scheme is null) return ApiErrors.Required("scheme");
        if (AssessmentRules.Problem(scheme) is { } problem) return new Error(ErrorKind.Invalid, "bad-scheme", problem, "scheme");
        foreach (var item in scheme.Dimensions.SelectMany(d => d.Items).Where(i => i.Indicator is { Length: > 0 }))
            if (await indicators.FindAsync(item.Indicator, cancel) is { IsOk: false } unknown) return unknown.Error;
        var row = await db.Set<AssessmentSetting>().FirstOrDefaultAsync(s => s.FromYear == from, cancel);
        if (seen is { } version && (row?.Version ?? 0) != version) return ApiErrors.Stale;
        if (row is null) db.Add(row = new() { ZoneId = db.ZoneId, FromYear = from.Value });
        row.Definition = JsonSerializer.Serialize(scheme, JsonSerializerOptions.Web);
        await db.SaveChangesAsync(cancel);
        return Of(row);
    }

    /// <summary>Years with entered values, the newest first, and the last business year.</summary>
    public async Task<IReadOnlyList<int>> YearsAsync(CancellationToken cancel = default) =>
        [.. (await db.Set<AssessmentValue>().AsNoTracking().Select(v => v.Year).Distinct().ToListAsync(cancel)).Union([db.Today.Year, db.Today.Year - 1]).OrderDescending()];

    /// <param name="year">Year; the business year's when null.</param>
    /// <param name="changes">Item=value pairs tried out.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result<AssessmentView>> ReadAsync(int? year, IReadOnlyList<string> changes, CancellationToken cancel = default)
    {
        var asked = year ?? db.Today.Year - 1;
        var scheme = (await SchemeAsync(asked, cancel)).Scheme!;
        var items = scheme.Dimensions.SelectMany(d => d.Items).ToList();
        var tried = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var change in changes)
        {
            var cut = change.IndexOf('=', StringComparison.Ordinal);
            if (cut <= 0 || items.All(i => i.Code != change[..cut])) return ApiErrors.BadFilter("set", change);
            var text = TextNormal.HalfWidth(change[(cut + 1)..]).Replace(",", "", StringComparison.Ordinal).Trim();
            if (text.Length == 0) continue;
            if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || Math.Abs(value) > 1_000_000_000_000m) return ApiErrors.BadFilter("set", change);
            tried[change[..cut]] = value;
        }

        await using var moment = await db.SnapshotAsync(cancel);
        var entered = await db.Set<AssessmentValue>().AsNoTracking().Where(v => v.Year == asked).ToListAsync(cancel);
        var values = entered.GroupBy(v => v.Participant, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToDictionary(v => v.Item, v => v.ValueE4 / 10_000m, StringComparer.Ordinal), StringComparer.Ordinal);
        if (!values.TryGetValue(Own, out var own)) values[Own] = own = new(StringComparer.Ordinal);
        var known = new Dictionary<string, Figure>(StringComparer.Ordinal);
        foreach (var item in items.Where(i => i.Indicator is { Length: > 0 } && !own.ContainsKey(i.Code)))
            if (await FigureAsync(item, asked, cancel) is { Value: { } value } figure) (own[item.Code], known[item.Code]) = (value, figure);

        var before = Scored();
        foreach (var (item, value) in tried) own[item] = value;
        var after = tried.Count == 0 ? before : Scored();
        var mine = after.First(p => p.Participant == Own);
        var points = mine.Items.ToDictionary(i => i.Item, StringComparer.Ordinal);
        var ownName = (await zones.ListAsync(cancel)).FirstOrDefault(z => z.Code == db.Actor.ZoneCode)?.ShortName ?? db.Actor.ZoneCode;
        var ranked = values.Count > 1;
        var was = before.First(p => p.Participant == Own);
        return new AssessmentView(
            asked, new Text(scheme.Name, scheme.NameEn ?? scheme.Name).Current, scheme.Basis is null ? null : new Text(scheme.Basis, scheme.BasisEn ?? scheme.Basis).Current, "min-max",
            Shown(mine.Items), Rounding.Display(mine.Covered, 2), ranked && mine.Covered > 0 ? mine.Rank : null, values.Count,
            tried.Count == 0 ? null : Shown(was.Items), tried.Count == 0 || !ranked || was.Covered == 0 ? null : was.Rank,
            [.. scheme.Dimensions.Select(d => new AssessedDimension(new Text(d.Name, d.NameEn ?? d.Name).Current, d.Weight, d.Published, Shown([.. d.Items.Select(i => points[i.Code])]), [.. d.Items.Select(Item)]))],
            [.. after.Select(p => new AssessedPlace(p.Rank, p.Participant == Own ? ownName : p.Participant, p.Participant == Own, Shown(p.Items), Rounding.Display(p.Covered, 2), p.Items.Count(i => i.Value is null)))]);

        // Of nothing known there is no score: 0.00 would read as the worst of all.
        static decimal? Shown(IReadOnlyList<ItemScore> parts) => parts.All(p => p.Value is null) ? null : Rounding.Display(parts.Sum(p => p.Points), 2);

        IReadOnlyList<ParticipantScore> Scored() => AssessmentRules.Score(scheme, values.ToDictionary(v => v.Key, v => (IReadOnlyDictionary<string, decimal>)new Dictionary<string, decimal>(v.Value, StringComparer.Ordinal), StringComparer.Ordinal));

        AssessedItem Item(AssessmentItem item)
        {
            var score = points[item.Code];
            var all = values.Values.Where(v => v.ContainsKey(item.Code)).Select(v => v[item.Code]).ToList();
            var figure = known.GetValueOrDefault(item.Code);
            var typed = entered.FirstOrDefault(v => v.Participant == Own && v.Item == item.Code);
            return new(item.Code, new Text(item.Name, item.NameEn ?? item.Name).Current, item.Unit, item.Better, Rounding.Display(score.Weight, 2), score.Value,
                tried.ContainsKey(item.Code) ? "simulated" : typed is not null ? "entered" : figure is not null ? "figure" : "missing",
                all.Count > 0 ? all.Min() : null, all.Count > 0 ? all.Max() : null, all.Count, score.Value is null ? null : Rounding.Display(score.Points, 2), typed?.Source ?? figure?.Source, figure?.Trace, figure?.Ref);
        }
    }

    /// <summary>The whole year's figure of the item's indicator, in its unit.</summary>
    private async Task<Figure?> FigureAsync(AssessmentItem item, int year, CancellationToken cancel)
    {
        var found = await indicators.FindAsync(item.Indicator, cancel);
        if (!found.IsOk || (item.Unit is { } unit && unit != found.Value.Unit)) return null;
        return (await figures.ReadAsync(found.Value, Subject.Zone, [FigurePeriods.Canonical(found.Value, Period.YearToDate(year, 12))], null, cancel))[0] is { Withheld: false } figure ? figure : null;
    }
}
