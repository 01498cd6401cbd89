using System.Text.Json.Serialization;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Figures;
using Jingkai.Economy.Indicators;
using Jingkai.Economy.Rollups;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Analysis;

/// <summary>One part of a growth.</summary>
/// <param name="Kind">part, or rest: what the shown parts leave of the whole.</param>
/// <param name="Subject">Canonical text of a subject, or the code of an enterprise; null for the rest.</param>
/// <param name="Count">Enterprises with value and comparable prior.</param>
internal sealed record ContributionLine(
    string Kind, string? Subject, string Name, long? Count, decimal? Value, decimal? Prior, decimal? Delta, decimal? Growth, decimal? Rate, decimal? Pull, bool Withheld, string? Trace,
    [property: JsonIgnore] Subject? About = null, [property: JsonIgnore] string? Ref = null);

/// <summary>A growth divided into its parts.</summary>
/// <param name="Growth">Growth of the enterprises that have value and prior, in per cent.</param>
/// <param name="DeliveredGrowth">Growth as the office delivered it, which may stand on another population.</param>
/// <param name="Withheld">The whole would give an enterprise away to this reader, so nothing is shown.</param>
internal sealed record ContributionView(
    string Indicator, string Name, string Unit, string Subject, string Period, string By, long Count, long Reporting, decimal? Value, decimal? Prior, decimal? Delta, decimal? Growth, decimal? DeliveredGrowth,
    bool Withheld, string? Trace, IReadOnlyList<ContributionLine> Items, long Total, int Page, int Size, [property: JsonIgnore] Period At, [property: JsonIgnore] string? Ref);

/// <summary>What is asked.</summary>
internal sealed record ContributionAsk(string? Indicator, string? Period, string? Subject, string? By, string? Sort);

/// <summary>Divides the growth of a rolled-up indicator by industry, leading group, park or enterprise.</summary>
internal sealed class ContributionReader(JingkaiDbContext db, IndicatorCatalog indicators, SubjectFinder subjects, SmallCells cells, Tracer tracer)
{
    public static IReadOnlyList<string> Kinds { get; } = ["industry", "group", "park", "enterprise"];

    /// <summary>Whether this reader may see enterprises one by one.</summary>
    public bool MayReadEnterprises => cells.Unrestricted;

    public async Task<Result<ContributionView>> ReadAsync(ContributionAsk ask, PageRequest page, CancellationToken cancel = default)
    {
        if (string.IsNullOrWhiteSpace(ask.Indicator)) return FigureErrors.Missing("indicator");
        var by = string.IsNullOrEmpty(ask.By) ? "industry" : ask.By;
        if (!Kinds.Contains(by)) return ApiErrors.BadFilter("by", by);
        if (ask.Sort is not (null or "" or "pull" or "-pull")) return ApiErrors.BadSort(ask.Sort, ["pull"]);
        await using var moment = await db.SnapshotAsync(cancel);
        var indicator = await indicators.FindAsync(ask.Indicator, cancel);
        if (!indicator.IsOk) return indicator.Error;
        var subject = await subjects.FindAsync(ask.Subject, cancel);
        if (!subject.IsOk) return subject.Error;
        var period = FigurePeriods.Read(indicator.Value, ask.Period);
        if (!period.IsOk) return period.Error;
        if (indicator.Value.RealGrowth) return AnalysisErrors.RealGrowth(Name(indicator.Value));
        if (Measures.Of(indicator.Value.Code) is not { } measure) return AnalysisErrors.NotSummed(Name(indicator.Value));
        if (LevelKey.Of(period.Value, measure, indicator.Value.Merged) is not { Less: null } key) return AnalysisErrors.NotComparablePeriod;
        if (by is "group" or "park" && subject.Value.Kind != SubjectKind.Zone) return AnalysisErrors.OnlyZone(by);
        if (by == "industry" && subject.Value.Kind is not (SubjectKind.Zone or SubjectKind.Industry)) return AnalysisErrors.OnlyZone(by);
        if (by == "enterprise" && !cells.Unrestricted) return ApiErrors.NotPermitted;
        var work = new Work(indicator.Value, measure, subject.Value, period.Value, key, by);
        var parts = by == "enterprise" ? [] : await PartsAsync(work, cancel);
        var data = await FigureData.ReadAsync(db, subjects, work.Indicator, [work.Subject, Subject.Zone, .. parts], [work.Period], null, withSums: true, cancel);
        var composer = new FigureComposer(work.Indicator, data, db.Actor.ZoneCode);
        if (composer.LevelOf(work.Subject, work.Period) is not { } level) return FigureErrors.NoFigure;
        var down = ask.Sort == "-pull" || string.IsNullOrEmpty(ask.Sort);
        return by == "enterprise" ? await EnterprisesAsync(work, composer, level, down, page, cancel) : await DivideAsync(work, composer, level, parts, down, cancel);
    }

    private sealed record Work(Indicator Indicator, Measure Measure, Subject Subject, Period Period, LevelKey Key, string By);

    private static string Name(Indicator indicator) => new Text(indicator.NameZh, indicator.NameEn).Current;

    private static Change ChangeOf(Level level) => new(level.Both, level.Prior, level.BothCount);

    private async Task<IReadOnlyList<Subject>> PartsAsync(Work work, CancellationToken cancel)
    {
        switch (work.By)
        {
            case "group":
                var set = (await subjects.SetsAsync(cancel)).FirstOrDefault(s => s.Covers(work.Period.End));
                return [.. (set?.Groups ?? []).Select(g => new Subject(SubjectKind.Group, g.Name, g.Name))];
            case "park":
                return [.. (await subjects.ParksAsync(cancel)).Select(p => new Subject(SubjectKind.Park, p.Id.ToString("N"), p.Name))];
            default:
                var stored = await db.Set<Rollup>().AsNoTracking().Where(r => r.Measure == work.Measure.Id && r.Month == work.Key.Month && r.Subject.StartsWith("industry:") && (r.MonthCount > 0 || r.YtdCount > 0))
                    .Select(r => r.Subject).ToListAsync(cancel);
                return [.. stored.Select(s => IndustryCode.Find(s[9..]).Value).Where(i => work.Subject.Kind == SubjectKind.Zone ? i.Level == 2 : i.Parent == work.Subject.Value)
                    .OrderBy(i => i.Code, StringComparer.Ordinal).Select(i => new Subject(SubjectKind.Industry, i.Code, i.Name))];
        }
    }

    private async Task<ContributionView> DivideAsync(Work work, FigureComposer composer, Level level, IReadOnlyList<Subject> about, bool down, CancellationToken cancel)
    {
        var whole = ChangeOf(level);
        var parts = about.Select(s => (Subject: s, Level: composer.LevelOf(s, work.Period))).Where(p => p.Level is not null).Select(p => (p.Subject, Level: p.Level!.Value)).ToList();
        var withheld = await WithheldAsync(work, parts, cancel);
        if (withheld is null) return View(work, composer, level, [], 0, new(1, Math.Max(1, parts.Count)), withheld: true);
        var shown = parts.Where(p => !withheld.Contains(p.Subject.Text)).Select(p => (p.Subject, Change: ChangeOf(p.Level))).ToList();
        // Ordered by the exact change; what is withheld stands at the end by name, so that its place does not tell its size.
        var ordered = down ? shown.OrderByDescending(p => p.Change.Delta) : shown.OrderBy(p => p.Change.Delta);
        var lines = ordered.ThenBy(p => p.Subject.Value, StringComparer.Ordinal).Select(p => Line(composer, work, p.Subject, p.Change, whole)).ToList();
        lines.AddRange(parts.Where(p => withheld.Contains(p.Subject.Text)).Select(p => new ContributionLine("part", p.Subject.Text, p.Subject.Name, null, null, null, null, null, null, null, true, null, p.Subject)));
        var rest = shown.Aggregate(whole, (left, p) => left - p.Change);
        if (rest.Count > 0 || !rest.Delta.IsZero) lines.Add(Rest(composer, rest, whole));
        return View(work, composer, level, lines, lines.Count, new(1, Math.Max(1, lines.Count)), withheld: false);
    }

    private static ContributionLine Line(FigureComposer composer, Work work, Subject subject, Change change, Change whole)
    {
        var c = Contribution.Of(change, whole);
        var figure = composer.Compose(subject, work.Period, work.Period.ToString(), Allowed.All, Allowed.All);
        return new("part", subject.Text, subject.Name, change.Count, composer.Shown(change.Value), composer.Shown(change.Prior), composer.Shown(change.Delta), c.Growth, c.Rate, c.Pull, false, figure?.Trace, subject, figure?.Ref);
    }

    private static ContributionLine Rest(FigureComposer composer, Change rest, Change whole)
    {
        var c = Contribution.Of(rest, whole);
        return new("rest", null, new Text("其余", "The rest").Current, rest.Count, composer.Shown(rest.Value), composer.Shown(rest.Prior), composer.Shown(rest.Delta), c.Growth, c.Rate, c.Pull, false, null);
    }

    private static ContributionView View(Work work, FigureComposer composer, Level level, IReadOnlyList<ContributionLine> lines, long total, PageRequest page, bool withheld)
    {
        var figure = composer.Compose(work.Subject, work.Period, work.Period.ToString(), withheld ? default : Allowed.All, withheld ? default : Allowed.All)!;
        var whole = ChangeOf(level);
        return new(
            work.Indicator.Code, Name(work.Indicator), work.Indicator.Unit, work.Subject.Text, work.Period.ToString(), work.By, whole.Count, level.Count,
            withheld ? null : composer.Shown(whole.Value), withheld ? null : composer.Shown(whole.Prior), withheld ? null : composer.Shown(whole.Delta), withheld ? null : level.Growth,
            figure.Growth, withheld, figure.Trace, lines, total, page.Page, page.Size, work.Period, figure.Ref);
    }

    /// <summary>Enterprises by the size of their change, a page of them; the rest line is everything that is not on the page.</summary>
    private async Task<Result<ContributionView>> EnterprisesAsync(Work work, FigureComposer composer, Level level, bool down, PageRequest page, CancellationToken cancel)
    {
        var whole = ChangeOf(level);
        var spans = await tracer.PopulationAsync(work.Subject, work.Measure, work.Key.Month, cancel);
        var (measure, month, inMonth) = (work.Measure.Id, work.Key.Month, work.Key.InMonth);
        var rows = from v in db.Set<ReportValue>().AsNoTracking().Where(v => v.Measure == measure && v.Month == month)
                   join s in spans on v.EnterpriseId equals s.EnterpriseId
                   join e in db.Set<EnterpriseCopy>() on v.EnterpriseId equals e.EnterpriseId
                   select new { e.Code, e.Name, Value = inMonth ? v.MonthE4 : v.YtdE4, Prior = inMonth ? v.MonthPriorE4 : v.YtdPriorE4 };
        rows = rows.Where(r => r.Value != null && r.Prior != null);
        var total = await rows.LongCountAsync(cancel);
        var ordered = down ? rows.OrderByDescending(r => r.Value - r.Prior) : rows.OrderBy(r => r.Value - r.Prior);
        var items = await ordered.ThenBy(r => r.Code).Skip(page.Skip).Take(page.Size).ToListAsync(cancel);
        var at = MonthKey.PeriodOf(month, work.Indicator.Merged).ToString();
        var lines = items.Select(r =>
        {
            var change = new Change(r.Value!.Value, r.Prior!.Value, 1);
            var c = Contribution.Of(change, whole);
            return (Change: change, Line: new ContributionLine(
                "part", r.Code, r.Name, 1, composer.Shown(change.Value), composer.Shown(change.Prior), composer.Shown(change.Delta), c.Growth, c.Rate, c.Pull, false,
                $"/api/v1/zones/{db.Actor.ZoneCode}/enterprise-reports/{r.Code}/{MonthKey.Year(month):0000}-{MonthKey.Month(month):00}"));
        }).ToList();
        var rest = lines.Aggregate(whole, (left, l) => left - l.Change);
        List<ContributionLine> shown = [.. lines.Select(l => l.Line)];
        if (rest.Count > 0) shown.Add(Rest(composer, rest, whole));
        return View(work, composer, level, shown, total, page, withheld: false);
    }

    /// <summary>Parts whose growth this reader is not told, by text; null when it is the whole's. A part is value and prior of those
    /// that have both, which is what its growth stands on, so it is told on the terms of growth: sums told together stay safe in
    /// any addition and subtraction, and the rest is one.</summary>
    private async Task<IReadOnlySet<string>?> WithheldAsync(Work work, List<(Subject Subject, Level Level)> parts, CancellationToken cancel)
    {
        var withheld = new HashSet<string>(StringComparer.Ordinal);
        if (cells.Unrestricted) return withheld;
        if (!await ToldAsync(work.Subject)) return null;
        foreach (var (subject, _) in parts)
            if (!await ToldAsync(subject)) withheld.Add(subject.Text);
        return withheld;

        async Task<bool> ToldAsync(Subject subject) => await cells.OfAsync(work.Indicator, subject, work.Period, cancel) is { Sum: true, Growth: true };
    }
}
