using Jingkai.Economy.Domain;
using Jingkai.Economy.Figures;
using Jingkai.Economy.Indicators;
using Jingkai.Economy.Months.Citations;
using Jingkai.Economy.Rollups;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Months;

/// <summary>A frozen or cited figure that is another now.</summary>
/// <param name="Ref">The figure as it is now.</param>
/// <param name="Indicator">Code of the indicator.</param>
/// <param name="Name">Its name.</param>
/// <param name="Subject">Canonical text of the subject.</param>
/// <param name="SubjectName">What people read.</param>
/// <param name="Period">Canonical period.</param>
/// <param name="Unit">Unit of the values.</param>
/// <param name="Old">As it was locked or cited.</param>
/// <param name="New">As it is now.</param>
/// <param name="Because">Why: reasons of the corrections, or that the register moved an enterprise.</param>
/// <param name="Cited">The paper that prints the old one; null for a frozen figure.</param>
internal sealed record ChangedFigure(string Ref, string Indicator, string Name, string Subject, string SubjectName, string Period, string Unit, decimal? Old, decimal? New, string Because, string? Cited);

/// <summary>A report value that changed since the month was locked.</summary>
internal sealed record ChangedReport(string Code, string Enterprise, string Indicator, string Month, string Unit, decimal? Old, decimal? New, decimal? OldYtd, decimal? NewYtd, DateTime At, string? By, string? Reason, string? SignOff);

/// <summary>What changed since a month was locked: figures with old and new, and the values behind them with who and why.</summary>
internal sealed record MonthChangesView(int Number, DateTime FrozenAt, IReadOnlyList<ChangedFigure> Figures, int FiguresTotal, IReadOnlyList<ChangedReport> Reports);

/// <summary>Compares the last frozen version of a month with what is live now.</summary>
internal sealed class MonthChanges(JingkaiDbContext db, IndicatorCatalog indicators, SubjectFinder subjects, FigureReader figures, SmallCells cells, CitationReader citations)
{
    private const int MostFigures = 200;
    private const int MostReports = 200;

    /// <summary>What changed, or null when the month was never locked. Sums are compared for whoever reads all reports: to others the difference
    /// of two sums may tell one enterprise.</summary>
    public async Task<MonthChangesView?> ReadAsync(int month, CancellationToken cancel = default)
    {
        var version = await db.Set<MonthVersion>().AsNoTracking().Where(v => v.Month == month).OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancel);
        if (version is null) return null;
        var papers = cells.Unrestricted ? await citations.OfMonthAsync(month, cancel) : [];
        // A paper may have been printed before a correction that the last version already holds.
        var since = papers.Select(p => p.RecordedAt).Append(version.FrozenAt).Min();
        var all = await ReportsAsync(month, since, cancel);
        List<ChangedReport> reports = [.. all.Where(r => r.At > version.FrozenAt)];
        var changed = cells.Unrestricted ? await SumsAsync(month, version.Number, reports, cancel) : [];
        var cited = await CitedAsync(papers, all, cancel);
        return new(version.Number, version.FrozenAt, [.. cited, .. changed.Take(MostFigures)], cited.Count + changed.Count, reports);
    }

    private async Task<List<ChangedReport>> ReportsAsync(int month, DateTime since, CancellationToken cancel)
    {
        var replaced = await (from v in db.Set<ReportVersion>().AsNoTracking()
                              join e in db.Set<EnterpriseCopy>() on v.EnterpriseId equals e.EnterpriseId
                              where v.Month == month && v.ReplacedAt > since
                              orderby v.ReplacedAt, v.EnterpriseId, v.Measure, v.Version
                              select new { v, e.Code, e.Name, By = db.Users.Where(u => u.Id == v.ReplacedBy).Select(u => u.DisplayName).FirstOrDefault() }).Take(MostReports).ToListAsync(cancel);
        var now = await (from r in db.Set<ReportValue>().AsNoTracking()
                         join e in db.Set<EnterpriseCopy>() on r.EnterpriseId equals e.EnterpriseId
                         where r.Month == month && r.RecordedAt > since
                         orderby r.RecordedAt, r.EnterpriseId, r.Measure
                         select new { r, e.Code, e.Name }).Take(MostReports).ToListAsync(cancel);
        var current = now.ToDictionary(n => (n.r.EnterpriseId, n.r.Measure), n => n.r);
        var changes = new List<ChangedReport>();
        foreach (var x in replaced)
        {
            // The next replaced version, or what is stored now, is what took its place.
            var next = replaced.FirstOrDefault(y => y.v.EnterpriseId == x.v.EnterpriseId && y.v.Measure == x.v.Measure && y.v.Version == x.v.Version + 1)?.v;
            var stored = current.GetValueOrDefault((x.v.EnterpriseId, x.v.Measure));
            changes.Add(Change(Measures.ById(x.v.Measure), x.Code, x.Name, month, x.v.MonthE4, next?.MonthE4 ?? stored?.MonthE4, x.v.YtdE4, next?.YtdE4 ?? stored?.YtdE4, x.v.ReplacedAt, x.By, x.v.Reason, x.v.SignOff));
        }

        changes.AddRange(now.Where(n => n.r.Version == 1).Select(n => Change(Measures.ById(n.r.Measure), n.Code, n.Name, month, null, n.r.MonthE4, null, n.r.YtdE4, n.r.RecordedAt, null, null, null)));
        return changes;
    }

    private static ChangedReport Change(Measure m, string code, string name, int month, long? old, long? now, long? oldYtd, long? nowYtd, DateTime at, string? by, string? reason, string? signOff)
    {
        var (stored, shown) = (Unit.Find(m.Base).Value, Unit.Find(m.Unit).Value);
        decimal? Shown(long? e4) => e4 is { } v ? Unit.FromScaled(v, 4, stored, shown) : null;
        return new(code, name, m.Indicator, MonthKey.PeriodOf(month, m.Population == Population.AboveScaleIndustry).ToString(), m.Unit, Shown(old), Shown(now), Shown(oldYtd), Shown(nowYtd), at, by, reason, signOff);
    }

    private async Task<List<ChangedFigure>> SumsAsync(int month, int number, List<ChangedReport> reports, CancellationToken cancel)
    {
        var frozen = await db.Set<FrozenSum>().AsNoTracking().Where(f => f.Month == month && f.Number == number).ToListAsync(cancel);
        var live = (await db.Set<Rollup>().AsNoTracking().Where(r => r.Month == month).ToListAsync(cancel)).Where(RollupDeltas.Changes).ToDictionary(r => (r.Measure, Subject: FrozenSum.SubjectOf(r.Subject)));
        var keys = frozen.Select(f => (f.Measure, f.Subject)).Union(live.Keys).OrderBy(k => k.Measure).ThenBy(k => Rank(k.Subject)).ThenBy(k => k.Subject, StringComparer.Ordinal).ToList();
        var before = frozen.ToDictionary(f => (f.Measure, f.Subject), f => f.AsRollup());
        var changed = new List<ChangedFigure>();
        foreach (var (measureId, subject) in keys)
        {
            var (old, now) = (before.GetValueOrDefault((measureId, subject)), live.GetValueOrDefault((measureId, subject)));
            if (old is not null && now is not null && Freezer.Same(old, now)) continue;
            var measure = Measures.ById(measureId);
            var indicator = (await indicators.FindAsync(measure.Indicator, cancel)).Value;
            var named = await subjects.FindAsync(subject, cancel) is { IsOk: true } found ? found.Value : new Subject(SubjectKind.Group, subject, subject);
            foreach (var (period, was, become) in Pairs(measure, month, old, now))
                changed.Add(Figure(indicator, named, period, was, become, Because(measure, reports), null));
        }

        return changed;
    }

    /// <summary>The month and the year to date of two sums, where they differ.</summary>
    private static IEnumerable<(Period Period, long? Old, long? New)> Pairs(Measure measure, int month, Rollup? old, Rollup? now)
    {
        var (year, index) = (MonthKey.Year(month), MonthKey.Month(month));
        var merged = measure.Population == Population.AboveScaleIndustry && index == 2;
        if (!merged && (old?.MonthSumE4, old?.MonthCount) != (now?.MonthSumE4, now?.MonthCount)) yield return (Period.Month(year, index), Value(old, old?.MonthCount, old?.MonthSumE4), Value(now, now?.MonthCount, now?.MonthSumE4));
        if (!measure.Stock && (old?.YtdSumE4, old?.YtdCount) != (now?.YtdSumE4, now?.YtdCount)) yield return (Period.YearToDate(year, index), Value(old, old?.YtdCount, old?.YtdSumE4), Value(now, now?.YtdCount, now?.YtdSumE4));
        static long? Value(Rollup? r, long? count, long? sum) => r is null || count is 0 ? null : sum;
    }

    private async Task<List<ChangedFigure>> CitedAsync(IReadOnlyList<CitationView> papers, List<ChangedReport> reports, CancellationToken cancel)
    {
        var changed = new List<ChangedFigure>();
        foreach (var citation in papers)
        {
            var indicator = (await indicators.FindAsync(citation.Indicator, cancel)).Value;
            if (citation.Value is not { } old || await subjects.FindAsync(citation.Subject, cancel) is not { IsOk: true } subject) continue;
            var now = (await figures.ReadAsync(indicator, subject.Value, [Period.Parse(citation.Period).Value], null, cancel))[0];
            if (now is null or { Withheld: true } || now.Value == old) continue;
            var because = Measures.Of(indicator.Code) is { } measure ? Because(measure, [.. reports.Where(r => r.At > citation.RecordedAt)]) : new Text($"第{now.Version}版：{now.Source}", $"Version {now.Version}: {now.Source}").Current;
            changed.Add(new(now.Ref, indicator.Code, new Text(indicator.NameZh, indicator.NameEn).Current, citation.Subject, subject.Value.Name, citation.Period, indicator.Unit, old, now.Value, because, $"{citation.Document}（{citation.On:yyyy-MM-dd}）"));
        }

        return changed;
    }

    private static ChangedFigure Figure(Indicator indicator, Subject subject, Period period, long? old, long? now, string because, string? cited)
    {
        decimal? Shown(long? e4) => e4 is { } v ? Unit.FromScaled(v, 4, indicator.Base, indicator.Shown) : null;
        return new(new FigureRef(indicator.Code, subject.Text, period.ToString(), 0).Encode(), indicator.Code, new Text(indicator.NameZh, indicator.NameEn).Current, subject.Text, subject.Name, period.ToString(), indicator.Unit, Shown(old), Shown(now), because, cited);
    }

    private static string Because(Measure measure, List<ChangedReport> reports)
    {
        var reasons = reports.Where(r => r.Indicator == measure.Indicator).Select(r => r.Reason).OfType<string>().Distinct().ToList();
        if (reasons.Count > 0) return string.Join("；", reasons);
        return reports.Any(r => r.Indicator == measure.Indicator)
            ? new Text("补报或重新导入", "Reported or imported since").Current
            : new Text("企业的行业、园区或规上状态有调整", "The register changed an enterprise's industry, park or listing").Current;
    }

    private static int Rank(string subject) => subject == Subjects.Zone ? 0 : subject.StartsWith("group:", StringComparison.Ordinal) ? 1 : subject.StartsWith("park:", StringComparison.Ordinal) ? 2 : 3;
}
