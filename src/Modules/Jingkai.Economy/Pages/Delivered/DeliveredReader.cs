using Jingkai.Economy.Domain;
using Jingkai.Economy.Exchange;
using Jingkai.Economy.Figures;
using Jingkai.Economy.Indicators;
using Jingkai.Kernel;
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
    /// <summary>Months in which periods of delivered figures end (<c>yyyymm</c>).</summary>
    public async Task<IReadOnlyList<int>> MonthsAsync(CancellationToken cancel) =>
        [.. (await db.Set<Observation>().AsNoTracking().Where(o => o.Current).Select(o => o.PeriodEnd).Distinct().ToListAsync(cancel)).Select(day => (day.Year * 100) + day.Month).Distinct()];

    /// <param name="q">Part of an indicator's name, alias or code.</param>
    /// <param name="period">A month: deliveries whose period ends in it.</param>
    /// <param name="sort">One of <see cref="DeliveredQuery.ObservationSorts"/>.</param>
    /// <param name="page">The page.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result<PagedList<ObservationRow>>> ObservationsAsync(string? q, Period? period, string? sort, PageRequest page, CancellationToken cancel)
    {
        var indicators = await IndicatorsAsync(cancel);
        var query = new DeliveredQuery { Indicators = DeliveredQuery.Matching(q, indicators.Values), Period = period, Sort = sort };
        var rows = query.Filter(db.Set<Observation>().AsNoTracking().Where(o => o.Current));
        if (!query.Order(rows).Try(out var ordered, out var error)) return error;
        await using var moment = await db.SnapshotAsync(cancel);
        var total = await rows.LongCountAsync(cancel);
        var items = new List<ObservationRow>();
        foreach (var o in await ordered.Skip(page.Skip).Take(page.Size).ToListAsync(cancel))
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
    /// <param name="sort">One of <see cref="DeliveredQuery.TargetSorts"/>.</param>
    /// <param name="page">The page.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result<PagedList<TargetListRow>>> TargetsAsync(string? q, int? year, string? sort, PageRequest page, CancellationToken cancel)
    {
        var indicators = await IndicatorsAsync(cancel);
        var query = new DeliveredQuery { Indicators = DeliveredQuery.Matching(q, indicators.Values), Year = year, Sort = sort };
        var rows = query.Filter(db.Set<Target>().AsNoTracking().Where(t => t.Current));
        if (!query.Order(rows).Try(out var ordered, out var error)) return error;
        var total = await rows.LongCountAsync(cancel);
        var items = new List<TargetListRow>();
        foreach (var t in await ordered.Skip(page.Skip).Take(page.Size).ToListAsync(cancel))
            items.Add(new(indicators[t.Indicator], await SubjectAsync(t.Subject, cancel), t.Year, Shown(indicators[t.Indicator], t.ValueE4), t.Bound, t.GrowthE4 / 10_000m, t.Source, t.Number));
        return new PagedList<TargetListRow>(items, total, page.Page, page.Size);
    }

    private async Task<Dictionary<string, Indicator>> IndicatorsAsync(CancellationToken cancel) => (await catalog.AllAsync(cancel)).ToDictionary(i => i.Code, StringComparer.Ordinal);

    private async Task<Subject> SubjectAsync(string text, CancellationToken cancel) =>
        await subjects.FindAsync(text, cancel) is { IsOk: true } found ? found.Value : new(SubjectKind.Group, text, text);

    private static decimal? Shown(Indicator indicator, long? scaled) => scaled is { } s ? Unit.FromScaled(s, 4, indicator.Base, indicator.Shown) : null;
}
