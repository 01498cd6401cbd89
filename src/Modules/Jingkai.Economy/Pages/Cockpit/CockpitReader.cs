using Jingkai.Economy.Domain;
using Jingkai.Economy.Figures;
using Jingkai.Economy.Indicators;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Pages.Cockpit;

/// <summary>A headline figure: up to its period, in its last month, and over the year before.</summary>
internal sealed record Headline(Indicator Indicator, Subject Subject, Period Period, Figure Figure, Figure? Month, IReadOnlyList<decimal?> Course);

/// <summary>A point of the trend: the period by itself and the year to date it ends.</summary>
internal sealed record TrendPoint(Period Period, Figure? Figure, Figure? ToDate)
{
    public decimal? Growth => Figure?.Growth ?? Figure?.ComputedGrowth;

    public decimal? GrowthToDate => ToDate?.Growth ?? ToDate?.ComputedGrowth;
}

/// <summary>A target and how far it is met; without a figure when nothing was reported yet.</summary>
internal sealed record TargetRow(Indicator Indicator, Subject Subject, int Year, decimal? Value, decimal? Growth, string? Bound, Figure? Figure, Period? Period);

/// <summary>Everything the cockpit shows.</summary>
internal sealed record CockpitView
{
    public required LatestView Latest { get; init; }

    /// <summary>The period the page stands at; null when the zone has no figure.</summary>
    public Period? At { get; init; }

    public IReadOnlyList<Headline> Cards { get; init; } = [];

    public IReadOnlyList<Headline> More { get; init; } = [];

    public Indicator? Main { get; init; }

    public IReadOnlyList<TrendPoint> Months { get; init; } = [];

    public IReadOnlyList<TrendPoint> Quarters { get; init; } = [];

    public Period? StructurePeriod { get; init; }

    public IReadOnlyList<PartOfWhole> Groups { get; init; } = [];

    public IReadOnlyList<PartOfWhole> Industries { get; init; } = [];

    public IReadOnlyList<PartOfWhole> Parks { get; init; } = [];

    public IReadOnlyList<TargetRow> Targets { get; init; } = [];

    public IReadOnlyList<TargetRow> Later { get; init; } = [];
}

/// <summary>Reads the cockpit of a zone. The number of queries follows the indicators shown, never the enterprises.</summary>
internal sealed class CockpitReader(JingkaiDbContext db, IndicatorCatalog catalog, SubjectFinder subjects, FigureReader reader, LatestFigures latest, Breakdown breakdown)
{
    private const int FewestCards = 4, FewCards = 8, MostCards = 12;

    /// <summary>The core set of a leader's screen in its usual order, with near relatives beside it.</summary>
    private static readonly string[] Core =
    [
        "GDP", "IND_GOV", "IND_VA", "IND_INVOICE", "IND_REV", "FAI", "FAI_ALL", "FAI_IND", "FAI_MFG", "FAI_TECH", "FDI", "FDI_MFG", "TRADE", "EXPORT",
        "FISC_GPB", "TAX", "TAX_SHARE", "RETAIL", "SERV_REV", "HT_OUT_SHARE", "RD_INT", "HT_ENT", "SIGN_N", "SIGN_AMT", "PROJ_NEW", "PROJ_DONE",
        "CHAIN_PROJ", "INNO_SPACE_NEW", "MU_TAX", "MU_VA", "LAB_PROD", "POWER", "POWER_IND", "ENERGY_INT",
    ];

    private const string MainIndicator = "IND_GOV";

    /// <summary>Whether an indicator belongs to the core set.</summary>
    public static bool IsCore(Indicator indicator) => Core.Contains(indicator.Code);

    public async Task<CockpitView> ReadAsync(Period? at, CancellationToken cancel)
    {
        await using var moment = await db.SnapshotAsync(cancel);
        var view = await latest.ReadAsync(at?.YearMonth, cancel);
        if (view.Periods.Count == 0) return new() { Latest = view };
        var order = Core.Select((code, i) => (code, i)).ToDictionary(c => c.code, c => c.i, StringComparer.Ordinal);
        var zone = view.Periods.Where(p => p.Subject == "zone").ToList();
        var headlines = zone.Where(p => order.ContainsKey(p.Indicator.Code)).OrderBy(p => order[p.Indicator.Code]).Take(MostCards).ToList();
        if (headlines.Count < FewestCards)
            headlines.AddRange(zone.Except(headlines).Where(p => p.Indicator.Aggregation != "rate").OrderByDescending(Weight).ThenByDescending(p => p.Period.End).ThenBy(p => p.Indicator.Code, StringComparer.Ordinal).Take(FewCards - headlines.Count).ToList());
        var cards = new List<Headline>();
        foreach (var p in headlines)
            if (await HeadlineAsync(p, Subject.Zone, course: true, cancel) is { } card) cards.Add(card);

        var more = new List<Headline>();
        foreach (var p in view.Periods.Except(headlines).Where(p => !IsDivision(p)).OrderBy(p => p.Subject != "zone").ThenByDescending(Weight).ThenByDescending(p => p.Period.End).ThenBy(p => p.Indicator.Code, StringComparer.Ordinal))
            if (await subjects.FindAsync(p.Subject, cancel) is { IsOk: true } subject && await HeadlineAsync(p, subject.Value, course: false, cancel) is { } line) more.Add(line);

        var stand = Stand(view);
        var main = await catalog.FindAsync(MainIndicator, cancel);
        var structure = view.Of(MainIndicator)?.Period;
        var (targets, later) = await TargetsAsync(view, stand.Year, cancel);
        return new()
        {
            Latest = view,
            At = stand,
            Cards = cards,
            More = more,
            Main = main.Value,
            Months = structure is { } s ? await MonthsAsync(main.Value, s, cancel) : [],
            Quarters = structure is { } q ? await QuartersAsync(main.Value, q, cancel) : [],
            StructurePeriod = structure,
            Groups = structure is { } g ? await breakdown.GroupsAsync(main.Value, g, cancel) : [],
            Industries = structure is { } i ? await breakdown.IndustriesAsync(main.Value, i, null, cancel) : [],
            Parks = structure is { } k && Measures.Of(MainIndicator) is not null ? await breakdown.ParksAsync(main.Value, k, cancel) : [],
            Targets = targets,
            Later = later,
        };
    }

    /// <summary>The period the headline figures stand at: that of the main indicator, otherwise the latest that has ended.</summary>
    private Period Stand(LatestView view) =>
        view.Of(MainIndicator)?.Period ?? view.Periods.Where(p => p.Period.Kind != PeriodKind.UpTo && p.Period.End <= db.Today).Select(p => p.Period).DefaultIfEmpty(Period.MonthOf(db.Today)).Max();

    /// <summary>Achievements before circumstances, circumstances before plain descriptions.</summary>
    private static int Weight(LatestPeriod p) => p.Indicator is { Better: "up", GrowthBasis: not "n/a" } ? 2 : p.Indicator.GrowthBasis != "n/a" ? 1 : 0;

    /// <summary>What the panels of structure show already is not listed again.</summary>
    private static bool IsDivision(LatestPeriod p) => p.Indicator.Code == MainIndicator && p.Subject != "zone";

    private async Task<Headline?> HeadlineAsync(LatestPeriod p, Subject subject, bool course, CancellationToken cancel)
    {
        var periods = new List<Period> { p.Period };
        if (course && p.Indicator.Cumulative && p.Period.Kind == PeriodKind.YearToDate && p.Indicator.Frequency == "M" && p.Period.Index > (p.Indicator.Merged ? 2 : 1))
            periods.Add(Period.Month(p.Period.Year, p.Period.Index));
        var month = periods.Count > 1;
        var before = course && Measures.Of(p.Indicator.Code) is not null ? Course(p.Indicator, p.Period) : [];
        periods.AddRange(before);
        var figures = await reader.ReadAsync(p.Indicator, subject, periods, null, cancel);
        if (figures[0] is not { } figure || (figure.Value is null && figure.Growth is null && figure.ChangePoints is null && !figure.Withheld)) return null;
        return new(p.Indicator, subject, p.Period, figure, month ? figures[1] : null, [.. figures.Skip(periods.Count - before.Count).Select(f => f?.Value)]);
    }

    private static List<Period> Course(Indicator indicator, Period period) =>
        [.. Period.Months(Period.MonthOf(period.End.AddMonths(-12)), Period.MonthOf(period.End), indicator.Merged)];

    private async Task<IReadOnlyList<TrendPoint>> MonthsAsync(Indicator indicator, Period until, CancellationToken cancel)
    {
        var periods = Period.Months(Period.Month(until.Year - 1, 1), Period.MonthOf(until.End), indicator.Merged).ToList();
        var toDate = periods.Select(p => Period.YearToDate(p.Year, p.End.Month)).ToList();
        var figures = await reader.ReadAsync(indicator, Subject.Zone, [.. periods, .. toDate], null, cancel);
        var points = periods.Select((p, i) => new TrendPoint(p, figures[i], figures[periods.Count + i])).ToList();
        return points.Count(p => p.Figure?.Value is not null || p.Growth is not null) < 3 ? [] : [.. points.SkipWhile(p => p.Figure is null)];
    }

    private async Task<IReadOnlyList<TrendPoint>> QuartersAsync(Indicator indicator, Period until, CancellationToken cancel)
    {
        var periods = new List<Period>();
        for (var year = until.Year - 1; year <= until.Year; year++)
            for (var quarter = 1; quarter <= 4; quarter++)
                if (Period.Quarter(year, quarter) is var q && q.End <= until.End) periods.Add(q.Canonical());
        var figures = await reader.ReadAsync(indicator, Subject.Zone, periods, null, cancel);
        var points = periods.Select((p, i) => new TrendPoint(p.Kind == PeriodKind.YearToDate ? Period.Quarter(p.Year, 1) : p, figures[i], null)).ToList();
        return points.Count(p => p.Growth is not null) < 2 ? [] : [.. points.Where(p => p.Figure is not null)];
    }

    private async Task<(IReadOnlyList<TargetRow>, IReadOnlyList<TargetRow>)> TargetsAsync(LatestView view, int year, CancellationToken cancel)
    {
        var targets = await db.Set<Target>().AsNoTracking().Where(t => t.Current && t.Year >= year).OrderBy(t => t.Year).ThenBy(t => t.Id).ToListAsync(cancel);
        List<TargetRow> now = [], later = [];
        foreach (var target in targets)
        {
            var found = await catalog.FindAsync(target.Indicator, cancel);
            var subject = await subjects.FindAsync(target.Subject, cancel);
            if (!found.IsOk || !subject.IsOk) continue;
            var indicator = found.Value;
            var period = target.Year == year && view.Of(indicator.Code, target.Subject) is { } known && known.Period.Year == year ? known.Period : (Period?)null;
            var figure = period is { } p ? (await reader.ReadAsync(indicator, subject.Value, [p], null, cancel))[0] : null;
            var value = target.ValueE4 is { } v ? Unit.FromScaled(v, 4, indicator.Base, indicator.Shown) : (decimal?)null;
            (target.Year == year ? now : later).Add(new(indicator, subject.Value, target.Year, value, target.GrowthE4 / 10_000m, target.Bound, figure, period));
        }

        // Those that lag come first: that is what a leader must see.
        return ([.. now.OrderBy(t => t.Figure is null).ThenBy(t => t.Figure?.Completion - t.Figure?.Pace ?? 0)], later);
    }
}
