using System.Linq.Expressions;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Indicators;
using Jingkai.Economy.Months;
using Jingkai.Economy.Rollups;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.Localization;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Figures;

/// <summary>A report behind a figure.</summary>
internal sealed record TraceRecord(string Code, string? CreditCode, string? Enterprise, decimal? Value, decimal? Prior, string? Period, int? Version, string? Collected, DateTime? RecordedAt, Guid? Batch)
{
    /// <summary>Of a counted record what it is about.</summary>
    public string? Label { get; init; }

    /// <summary>Of a counted record where it opens.</summary>
    public string? Path { get; init; }

    /// <summary>Of a counted record how it counts.</summary>
    public string? State { get; init; }
}

/// <summary>Records behind a figure; those the reader may not read appear as one line, and only when they are three or more.</summary>
internal sealed record TracePage(IReadOnlyList<TraceRecord> Items, long Total, int Page, int Size, OthersLine? Others);

/// <summary>Enterprises the reader may not read, together.</summary>
internal sealed record OthersLine(long N, decimal? Sum);

/// <summary>A number that went into a figure, with where it can be opened further.</summary>
internal sealed record TraceInput(string Name, decimal? Value, string Unit, string? Source, string? Wording, int? Version, DateTime? RecordedAt, string? Trace);

/// <summary>What stands behind a figure.</summary>
/// <param name="Definition">What is measured.</param>
/// <param name="Formula">The formula with its numbers.</param>
/// <param name="Inputs">The numbers.</param>
/// <param name="Records">The records.</param>
/// <param name="Figure">The figure.</param>
/// <param name="Versions">Delivered versions, newest first.</param>
/// <param name="Frozen">Frozen versions of the sum, newest first.</param>
/// <param name="SinceLock">What moved since the month was locked; then the records add up to what the sum is now.</param>
/// <param name="SinceRef">Of a counted figure, when it was another as the reference was made.</param>
internal sealed record TraceView(
    string Definition, string Formula, IReadOnlyList<TraceInput> Inputs, TracePage Records, Figure Figure, IReadOnlyList<VersionView> Versions, IReadOnlyList<FrozenView> Frozen, SinceLock? SinceLock, CountedThen? SinceRef = null);

/// <summary>A delivered version.</summary>
internal sealed record VersionView(int Version, decimal? Value, decimal? Growth, string Status, string Source, DateTime RecordedAt, DateTime? ReplacedAt);

/// <summary>Opens a figure down to its records.</summary>
internal sealed class Tracer(JingkaiDbContext db, IndicatorCatalog indicators, SubjectFinder subjects, FigureReader figures, SmallCells cells, FrozenTrace frozen, CountedTrace counts, Localizer l)
{
    /// <summary>What stands between the parts of a formula.</summary>
    public static string Between => new Text("；", "; ").Current;

    private static string Implied => new Text("可比同期(推算)", "Comparable prior (implied)").Current;

    public async Task<Result<TraceView>> TraceAsync(string reference, PageRequest page, CancellationToken cancel = default)
    {
        var decoded = FigureRef.Decode(reference);
        if (!decoded.IsOk) return decoded.Error;
        var (code, subjectText, periodText, _, _) = decoded.Value;
        // The records must be those that were summed.
        await using var moment = await db.SnapshotAsync(cancel);
        var indicator = await indicators.FindAsync(code, cancel);
        var subject = await subjects.FindAsync(subjectText, cancel);
        var period = Period.Parse(periodText);
        if (!indicator.IsOk || !subject.IsOk || !period.IsOk) return FigureErrors.BadRef;
        if (indicator.Value.Counted is not null) return await counts.TraceAsync(indicator.Value, subject.Value, period.Value, decoded.Value, page, cancel);
        var (asOf, known) = await InstantAsync(indicator.Value, subject.Value, period.Value, decoded.Value, cancel);
        if (!known) return FigureErrors.BadRef;
        var figure = (await figures.ReadAsync(indicator.Value, subject.Value, [period.Value], asOf, cancel))[0];
        if (figure is null) return FigureErrors.NoFigure;
        if (asOf is not null) figure = figure with { Ref = reference, Trace = $"/api/v1/zones/{db.Actor.ZoneCode}/figures/{reference}/trace" };
        var records = await RecordsAsync(indicator.Value, subject.Value, period.Value, figure, asOf, page, cancel);
        var versions = await VersionsAsync(indicator.Value, subject.Value, period.Value, figure, cancel);
        var history = await frozen.ReadAsync(indicator.Value, subject.Value, period.Value, figure, asOf, cancel);
        // With sums that moved, what others add is no difference of the two any more.
        if (history.Moved) records = records with { Others = null };
        return new TraceView(DefinitionOf(indicator.Value), FormulaOf(indicator.Value, figure), Inputs(indicator.Value, figure), records, figure, versions, history.Versions, history.Since);
    }

    /// <summary>As of when the figure stood that a reference names; null: it stands now.</summary>
    private async Task<(DateTime? AsOf, bool Known)> InstantAsync(Indicator indicator, Subject subject, Period period, FigureRef reference, CancellationToken cancel)
    {
        if (reference.Version > 0)
        {
            var (text, name) = (subject.Text, period.ToString());
            var delivered = await db.Set<Observation>().AsNoTracking()
                .FirstOrDefaultAsync(o => o.Indicator == indicator.Code && o.Subject == text && o.Period == name && o.Number == reference.Version, cancel);
            return (delivered?.ReplacedAt?.AddMicroseconds(-1), delivered is not null);
        }

        // Who may not read every enterprise is shown the sum as it stands now: two instants could give one enterprise away.
        if (reference.At is not { } at || !cells.Unrestricted) return (null, true);
        var live = (await figures.ReadAsync(indicator, subject, [period], null, cancel))[0];
        return (live?.Ref == reference.Encode() ? null : at, true);
    }

    private static string DefinitionOf(Indicator indicator) => Measures.Of(indicator.Code) is { } measure
        ? indicator.DefinitionShown + (measure.Population == Population.AboveScaleIndustry
            ? new Text("。汇总口径：报告期末在库且在区经营的规上工业企业（门类B、C、D），按期末行业归类。", ". Summed: industrial enterprises (sections B, C, D) listed above designated size and operating in the zone on the last day of the period.").Current
            : new Text("。汇总口径：企业上报口径，全部报送企业，不与部门数对账。", ". Summed: every reporting enterprise; not reconciled with the departments' figures.").Current)
        : indicator.DefinitionShown;

    private string FormulaOf(Indicator indicator, Figure figure)
    {
        if (figure.Withheld) return new Text("会使人推知个别企业的数，不予显示", "Withheld: single enterprises could be inferred").Current;
        var parts = new List<string>();
        if (figure.RolledUp is { Value: not null } sum) parts.Add(new Text(
            FormattableString.Invariant($"Σ {sum.Reporting.Received} 家企业月报（应报 {sum.Reporting.Expected} 家）= {sum.Value} {l.Written(figure.Unit)}"),
            FormattableString.Invariant($"Σ of {sum.Reporting.Received} enterprises' reports ({sum.Reporting.Expected} expected) = {sum.Value} {l.Written(figure.Unit)}")).Current);
        if (figure.ComputedGrowth is { } growth && figure.Prior is { } prior && figure.PriorBasis == "comparable")
            parts.Add(FormattableString.Invariant($"({figure.RolledUp?.Value ?? figure.Value} ÷ {prior} − 1) × 100 = {growth} %"));
        if (figure.Completion is { } completion) parts.Add(FormattableString.Invariant($"{figure.Value} ÷ {figure.Target!.Value} × 100 = {completion} %"));
        if (figure.PriorBasis == "implied") parts.Add(FormattableString.Invariant($"{Implied} = {figure.Value} ÷ (1 + {figure.Growth} %) = {Rounding.Display(figure.Prior!.Value, 4)} {l.Written(figure.Unit)}"));
        if (indicator.RealGrowth) parts.Add(new Text("增速按可比价，由统计部门给出，不由两期数值推算", "Growth is at constant prices, given by the statistics office and never computed from two values").Current);
        return string.Join(Between, parts);
    }

    private static List<TraceInput> Inputs(Indicator indicator, Figure figure)
    {
        var inputs = new List<TraceInput>();
        if (figure.Source is not null) inputs.Add(new(new Text(indicator.NameZh, indicator.NameEn).Current, figure.Value, figure.Unit, figure.Source, figure.Wording, figure.Version, null, null));
        if (figure.Target is { } target) inputs.Add(new(new Text("年度目标", "Target of the year").Current, target.Value, target.Unit, target.Source, null, null, null, null));
        if (figure.Prior is { } prior) inputs.Add(new(figure.PriorBasis == "implied" ? Implied : new Text("可比同期", "Comparable prior").Current, prior, figure.Unit, null, null, null, null, null));
        return inputs;
    }

    private async Task<IReadOnlyList<VersionView>> VersionsAsync(Indicator indicator, Subject subject, Period period, Figure figure, CancellationToken cancel)
    {
        if (figure.Withheld) return [];
        var (text, name) = (subject.Text, period.ToString());
        var versions = await db.Set<Observation>().AsNoTracking().Where(o => o.Indicator == indicator.Code && o.Subject == text && o.Period == name).OrderByDescending(o => o.Number).ToListAsync(cancel);
        return [.. versions.Select(o => new VersionView(
            o.Number, o.ValueE4 is { } v ? Unit.FromScaled(v, 4, indicator.Base, indicator.Shown) : null, o.GrowthE4 / 10_000m, o.Status, o.Source, o.RecordedAt, o.ReplacedAt))];
    }

    private async Task<TracePage> RecordsAsync(Indicator indicator, Subject subject, Period period, Figure figure, DateTime? asOf, PageRequest page, CancellationToken cancel)
    {
        if (figure.RolledUp is null || Measures.Of(indicator.Code) is not { } measure || LevelKey.Of(period, measure, indicator.Merged) is not { } key) return new([], 0, page.Page, page.Size, null);
        var spans = await PopulationAsync(subject, measure, key.Month, cancel);
        var values = ReportsOf(measure, key.Month, asOf);
        values = key.InMonth ? values.Where(v => v.MonthE4 != null) : values.Where(v => v.YtdE4 != null);
        var rows = from v in values
                   join s in spans on v.EnterpriseId equals s.EnterpriseId
                   join e in db.Set<EnterpriseCopy>() on v.EnterpriseId equals e.EnterpriseId
                   select new { v, e.Code, e.CreditCode, e.Name };
        var total = await rows.LongCountAsync(cancel);
        var ordered = key.InMonth ? rows.OrderByDescending(r => r.v.MonthE4) : rows.OrderByDescending(r => r.v.YtdE4);
        var items = await ordered.ThenBy(r => r.Code).Skip(page.Skip).Take(page.Size).ToListAsync(cancel);
        var less = key.Less is { } l ? await LessAsync(measure, l, asOf, [.. items.Select(i => i.v.EnterpriseId)], cancel) : [];
        var records = items.Select(r =>
        {
            var (value, prior) = key.InMonth ? (r.v.MonthE4, r.v.MonthPriorE4) : (r.v.YtdE4, r.v.YtdPriorE4);
            if (key.Less is not null && less.GetValueOrDefault(r.v.EnterpriseId) is { } start) (value, prior) = (value - (start.YtdE4 ?? 0), prior - start.YtdPriorE4);
            return new TraceRecord(r.Code, r.CreditCode, r.Name, Shown(indicator, value), Shown(indicator, prior),
                MonthKey.PeriodOf(r.v.Month, indicator.Merged).ToString(), r.v.Version, CollectedText(r.v.Collected), r.v.RecordedAt, r.v.BatchId);
        }).ToList();
        return new(records, total, page.Page, page.Size, await OthersAsync(indicator, figure, total, key, rows.Select(r => key.InMonth ? r.v.MonthE4 : r.v.YtdE4), cancel));
    }

    private static async Task<OthersLine?> OthersAsync(Indicator indicator, Figure figure, long total, LevelKey key, IQueryable<long?> mine, CancellationToken cancel)
    {
        var hidden = figure.RolledUp!.Reporting.Received - total;
        if (hidden < Disclosure.Fewest || figure.RolledUp.Value is null || key.Less is not null) return null;
        var sum = await mine.SumAsync(cancel) ?? 0;
        return new(hidden, figure.RolledUp.Value - Shown(indicator, sum));
    }

    private Task<Dictionary<Guid, PastReport>> LessAsync(Measure measure, int month, DateTime? asOf, Guid[] enterprises, CancellationToken cancel) =>
        ReportsOf(measure, month, asOf).Where(v => enterprises.Contains(v.EnterpriseId)).ToDictionaryAsync(v => v.EnterpriseId, cancel);

    private IQueryable<PastReport> ReportsOf(Measure measure, int month, DateTime? asOf) => PastReports.Read(
        db.Set<ReportValue>().AsNoTracking().Where(v => v.Measure == measure.Id && v.Month == month),
        db.Set<ReportVersion>().AsNoTracking().Where(v => v.Measure == measure.Id && v.Month == month), asOf);

    /// <summary>Spans in force on the last day of the month that belong to the subject and the measure's population: the same
    /// rule as <see cref="Classification"/>, as a query.</summary>
    internal async Task<IQueryable<EnterpriseSpan>> PopulationAsync(Subject subject, Measure measure, int month, CancellationToken cancel)
    {
        var day = MonthKey.LastDay(month);
        var spans = db.Set<EnterpriseSpan>().AsNoTracking().Where(s => s.Operating && s.FromOn <= day && (s.UntilOn == null || s.UntilOn > day));
        if (measure.Population == Population.AboveScaleIndustry)
        {
            var industrial = Divisions("B").Concat(Divisions("C")).Concat(Divisions("D")).ToList();
            spans = spans.Where(s => s.AboveScale && s.Industry != null && (industrial.Contains(s.Industry.Substring(0, 2)) || s.Industry == "B" || s.Industry == "C" || s.Industry == "D"));
        }

        switch (subject.Kind)
        {
            case SubjectKind.Industry:
                return spans.Where(Within([subject.Value]));
            case SubjectKind.Park:
                var park = Guid.Parse(subject.Value);
                return spans.Where(s => s.ParkId == park);
            case SubjectKind.Group:
                var set = (await subjects.SetsAsync(cancel)).FirstOrDefault(s => s.Covers(day));
                var groups = set?.Groups.Where(g => subject.Value == Subjects.Union || g.Name == subject.Value).ToList() ?? [];
                Expression<Func<EnterpriseSpan, bool>> any = s => false;
                foreach (var group in groups)
                {
                    var (plus, minus) = (group.Plus, group.Minus);
                    var named = Or(Within(group.Prefixes), s => plus.Contains(s.EnterpriseId));
                    any = Or(any, And(named, s => s.Industry != null && !minus.Contains(s.EnterpriseId)));
                }

                return spans.Where(any);
            default:
                return spans;
        }
    }

    private static IEnumerable<string> Divisions(string section) => IndustryCode.All.Where(i => i.Level == 2 && i.Section == section).Select(i => i.Code);

    private static Expression<Func<EnterpriseSpan, bool>> Within(IEnumerable<string> prefixes)
    {
        Expression<Func<EnterpriseSpan, bool>> any = s => false;
        foreach (var prefix in prefixes)
        {
            if (prefix.Length == 1 && char.IsAsciiLetter(prefix[0]))
            {
                var divisions = Divisions(prefix).ToList();
                any = Or(any, s => s.Industry == prefix || (s.Industry != null && divisions.Contains(s.Industry.Substring(0, 2))));
            }
            else any = Or(any, s => s.Industry != null && s.Industry.StartsWith(prefix));
        }

        return any;
    }

    private static Expression<Func<EnterpriseSpan, bool>> Or(Expression<Func<EnterpriseSpan, bool>> a, Expression<Func<EnterpriseSpan, bool>> b) => Join(Expression.OrElse, a, b);

    private static Expression<Func<EnterpriseSpan, bool>> And(Expression<Func<EnterpriseSpan, bool>> a, Expression<Func<EnterpriseSpan, bool>> b) => Join(Expression.AndAlso, a, b);

    private static Expression<Func<EnterpriseSpan, bool>> Join(Func<Expression, Expression, BinaryExpression> with, Expression<Func<EnterpriseSpan, bool>> a, Expression<Func<EnterpriseSpan, bool>> b) =>
        Expression.Lambda<Func<EnterpriseSpan, bool>>(with(a.Body, new Swap(b.Parameters[0], a.Parameters[0]).Visit(b.Body)), a.Parameters[0]);

    private sealed class Swap(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }

    private static decimal? Shown(Indicator indicator, long? scaled) => scaled is { } s ? Unit.FromScaled(s, 4, indicator.Base, indicator.Shown) : null;

    internal static string CollectedText(int collected) => (Collected)collected switch
    {
        Collected.Survey => "统计调查",
        Collected.Department => "部门报表",
        Collected.Declared => "企业自报",
        _ => "公开",
    };
}
