using Jingkai.Economy.Domain;
using Jingkai.Economy.Figures;
using Jingkai.Economy.Indicators;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Pages.Delivered;

/// <summary>A figure as an office delivered it, with where it opens.</summary>
internal sealed record ObservationRow(
    Indicator Indicator, Subject Subject, Period Period, decimal? Value, string? Bound, decimal? Growth, string? Basis, decimal? Change, string Status, string Source, DateOnly? PublishedOn, int Number, bool Planned, bool Withheld, string Ref);

/// <summary>A target.</summary>
internal sealed record TargetListRow(Indicator Indicator, Subject Subject, int Year, decimal? Value, string? Bound, decimal? Growth, string? Source, int Number);

/// <summary>Lists of what offices delivered: figures and targets in force.</summary>
internal sealed class DeliveredReader(JingkaiDbContext db, IndicatorCatalog catalog, SubjectFinder subjects, SmallCells cells)
{
    public static IReadOnlyList<string> ObservationSorts { get; } = ["period", "indicator", "published"];

    public static IReadOnlyList<string> TargetSorts { get; } = ["year", "indicator"];

    /// <param name="q">Part of an indicator's name, alias or code.</param>
    /// <param name="period">A month: deliveries whose period ends in it.</param>
    /// <param name="sort">One of <see cref="ObservationSorts"/>.</param>
    /// <param name="page">The page.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result<PagedList<ObservationRow>>> ObservationsAsync(string? q, Period? period, string? sort, PageRequest page, CancellationToken cancel)
    {
        var indicators = await IndicatorsAsync(cancel);
        var rows = db.Set<Observation>().AsNoTracking().Where(o => o.Current);
        if (Matching(q, indicators.Values) is { } codes) rows = rows.Where(o => codes.Contains(o.Indicator));
        if (period is { } p)
        {
            var (start, end) = (new DateOnly(p.End.Year, p.End.Month, 1), p.End);
            rows = rows.Where(o => o.PeriodEnd >= start && o.PeriodEnd <= end);
        }

        IOrderedQueryable<Observation>? ordered = (string.IsNullOrEmpty(sort) ? "-period" : sort) switch
        {
            "period" => rows.OrderBy(o => o.PeriodEnd),
            "-period" => rows.OrderByDescending(o => o.PeriodEnd),
            "indicator" => rows.OrderBy(o => o.Indicator),
            "-indicator" => rows.OrderByDescending(o => o.Indicator),
            "published" => rows.OrderBy(o => o.PublishedOn),
            "-published" => rows.OrderByDescending(o => o.PublishedOn),
            _ => null,
        };
        if (ordered is null) return ApiErrors.BadSort(sort!, ObservationSorts);
        var total = await rows.LongCountAsync(cancel);
        var items = new List<ObservationRow>();
        foreach (var o in await ordered.ThenBy(o => o.Id).Skip(page.Skip).Take(page.Size).ToListAsync(cancel))
        {
            var (i, about, at) = (indicators[o.Indicator], await SubjectAsync(o.Subject, cancel), Period.Parse(o.Period).Value);
            var told = (await cells.OfAsync(i, about, at, cancel)).Delivered;
            var (value, growth, change) = told ? (Shown(i, o.ValueE4), o.GrowthE4 / 10_000m, o.ChangeE4 / 10_000m) : default;
            items.Add(new(i, about, at, value, told ? o.Bound : null, growth, o.GrowthBasis, change, o.Status, o.Source,
                o.PublishedOn, o.Number, !LatestFigures.IsActual(i, o.PeriodEnd, o.PublishedOn, db.Today), !told, new FigureRef(o.Indicator, o.Subject, o.Period, o.Number).Encode()));
        }

        return new PagedList<ObservationRow>(items, total, page.Page, page.Size);
    }

    /// <param name="q">Part of an indicator's name, alias or code.</param>
    /// <param name="year">A year.</param>
    /// <param name="sort">One of <see cref="TargetSorts"/>.</param>
    /// <param name="page">The page.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result<PagedList<TargetListRow>>> TargetsAsync(string? q, int? year, string? sort, PageRequest page, CancellationToken cancel)
    {
        var indicators = await IndicatorsAsync(cancel);
        var rows = db.Set<Target>().AsNoTracking().Where(t => t.Current);
        if (Matching(q, indicators.Values) is { } codes) rows = rows.Where(t => codes.Contains(t.Indicator));
        if (year is { } y) rows = rows.Where(t => t.Year == y);
        IOrderedQueryable<Target>? ordered = (string.IsNullOrEmpty(sort) ? "-year" : sort) switch
        {
            "year" => rows.OrderBy(t => t.Year),
            "-year" => rows.OrderByDescending(t => t.Year),
            "indicator" => rows.OrderBy(t => t.Indicator),
            "-indicator" => rows.OrderByDescending(t => t.Indicator),
            _ => null,
        };
        if (ordered is null) return ApiErrors.BadSort(sort!, TargetSorts);
        var total = await rows.LongCountAsync(cancel);
        var items = new List<TargetListRow>();
        foreach (var t in await ordered.ThenBy(t => t.Id).Skip(page.Skip).Take(page.Size).ToListAsync(cancel))
            items.Add(new(indicators[t.Indicator], await SubjectAsync(t.Subject, cancel), t.Year, Shown(indicators[t.Indicator], t.ValueE4), t.Bound, t.GrowthE4 / 10_000m, t.Source, t.Number));
        return new PagedList<TargetListRow>(items, total, page.Page, page.Size);
    }

    private async Task<Dictionary<string, Indicator>> IndicatorsAsync(CancellationToken cancel) => (await catalog.AllAsync(cancel)).ToDictionary(i => i.Code, StringComparer.Ordinal);

    private async Task<Subject> SubjectAsync(string text, CancellationToken cancel) =>
        await subjects.FindAsync(text, cancel) is { IsOk: true } found ? found.Value : new(SubjectKind.Group, text, text);

    private static List<string>? Matching(string? q, IEnumerable<Indicator> indicators) => TextNormal.SearchKey(q ?? "") is { Length: > 0 } key
        ? [.. indicators.Where(i => TextNormal.SearchKey(i.Code).Contains(key, StringComparison.Ordinal) || TextNormal.SearchKey(i.NameZh).Contains(key, StringComparison.Ordinal)
            || TextNormal.SearchKey(i.NameEn).Contains(key, StringComparison.Ordinal) || i.Aliases.Any(a => TextNormal.SearchKey(a).Contains(key, StringComparison.Ordinal))).Select(i => i.Code)]
        : null;

    private static decimal? Shown(Indicator indicator, long? scaled) => scaled is { } s ? Unit.FromScaled(s, 4, indicator.Base, indicator.Shown) : null;
}
