using System.Globalization;
using System.Numerics;
using System.Text.Json.Serialization;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Figures;
using Jingkai.Economy.Indicators;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Jingkai.Platform.Localization;
using Jingkai.Platform.RulePacks.Keeping;
using Jingkai.Platform.Zones;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Economy.Analysis;

/// <summary>Something to look at, with what triggered it.</summary>
/// <param name="Kind">growth, behind, below, outlier or late.</param>
/// <param name="Seen">The value as it stands; sent back with a note, so that nobody takes note of what has changed meanwhile.</param>
/// <param name="DueOn">Of a late report: the day it was due, where the month was opened.</param>
/// <param name="State">open; acknowledged; changed: somebody took note of another value.</param>
internal sealed record AlertView(
    string Key, string Kind, string Indicator, string Name, string Subject, string SubjectName, string? Enterprise, string Period, decimal? Value, decimal? Limit, decimal? Reference, string Unit,
    string Message, string Seen, string State, string? Note, string? By, DateTime? At, string? Trace, [property: JsonIgnore] string? Ref, [property: JsonIgnore] Period On, DateOnly? DueOn = null);

/// <summary>Which alerts are wanted.</summary>
internal sealed record AlertAsk(string? Kind, string? State, string? Indicator, string? Text);

/// <summary>What is taken note of.</summary>
internal sealed record AlertNoteInput(string? Key, string? Note, string? Seen);

/// <summary>Judges what the reader may see. Nothing is judged ahead and stored: a correction shows at once, and everybody's list
/// stands on their own scope. Only notes are kept.</summary>
internal sealed class AlertReader(
    JingkaiDbContext db, Actor actor, AnalysisSettings settings, LatestFigures latest, FigureReader figures, SubjectFinder subjects, PaceReader pace, IndicatorCatalog catalog, LateReports late, PackLibrary packs, ZoneVisit visit, Localizer l, TimeProvider clock)
{
    public static IReadOnlyList<string> Kinds { get; } = ["growth", "behind", "below", "outlier", "late"];

    public static IReadOnlyList<string> States { get; } = ["open", "acknowledged", "all"];

    // Further than nine times the median: the check in the database stays within 64 bits.
    private const int MostFloor = 900;

    // Figures older than this before the business date are history, not alerts.
    private const int FreshMonths = 6;

    public async Task<Result<PagedList<AlertView>>> ReadAsync(AlertAsk ask, PageRequest page, CancellationToken cancel = default)
    {
        if (ask.Kind is { Length: > 0 } kind && !Kinds.Contains(kind)) return ApiErrors.BadFilter("kind", kind);
        var state = string.IsNullOrEmpty(ask.State) ? "open" : ask.State;
        if (!States.Contains(state)) return ApiErrors.BadFilter("state", state);
        var all = (await AllAsync(cancel)).Where(a => (string.IsNullOrEmpty(ask.Kind) || a.Kind == ask.Kind) && (string.IsNullOrEmpty(ask.Indicator) || a.Indicator == ask.Indicator)
            && (state == "all" || (state == "open") == (a.State != "acknowledged"))
            && (string.IsNullOrWhiteSpace(ask.Text) || a.SubjectName.Contains(ask.Text.Trim(), StringComparison.OrdinalIgnoreCase) || a.Name.Contains(ask.Text.Trim(), StringComparison.OrdinalIgnoreCase))).ToList();
        return Result.Ok(new PagedList<AlertView>([.. all.Skip(page.Skip).Take(page.Size)], all.Count, page.Page, page.Size));
    }

    /// <summary>Takes note of an alert as it stands.</summary>
    public async Task<Result<AlertView>> NoteAsync(AlertNoteInput input, CancellationToken cancel = default)
    {
        if (string.IsNullOrWhiteSpace(input.Note) || input.Note.Length > 500) return AnalysisErrors.NoteMissing;
        if ((await AllAsync(cancel)).FirstOrDefault(a => a.Key == input.Key) is not { } alert) return ApiErrors.NotFound;
        if (input.Seen is { } seen && seen != alert.Seen) return AnalysisErrors.AlertChanged;
        db.Add(new AlertNote { ZoneId = db.ZoneId, Alert = alert.Key, Seen = alert.Seen, Note = TextNormal.Clean(input.Note), MemberId = actor.MemberId, At = clock.Now() });
        await db.SaveChangesAsync(cancel);
        return (await AllAsync(cancel)).First(a => a.Key == input.Key);
    }

    /// <summary>Every alert, by kind; within a kind the gravest first.</summary>
    public async Task<IReadOnlyList<AlertView>> AllAsync(CancellationToken cancel = default)
    {
        await using var moment = await db.SnapshotAsync(cancel);
        var set = await settings.NowAsync(cancel);
        var thresholds = set.Thresholds;
        var rules = new AlertRules(thresholds, await AlertPacks.ReadAsync(packs, db.Today, cancel), db.Today, set.From is not null);
        var known = await latest.ReadAsync(null, cancel);
        var alerts = new List<AlertView>();
        var grown = await GrowthsAsync(known, cancel);
        alerts.AddRange(grown.Where(g => rules.Growth(g.Growth) is not null).OrderBy(g => g.Growth).Select(g => Of("growth", g, rules.Growth(g.Growth)!)));
        var lines = await pace.ReadAsync(db.Today.Year, null, null, cancel);
        if (lines.IsOk)
            alerts.AddRange(lines.Value.Where(l => l is { Withheld: false, Quota: false, Completion: not null, TimeProgress: not null, Figure: not null, Behind: true })
                .Select(l => (Line: l, Why: rules.Behind(l.Completion!.Value, l.TimeProgress!.Value))).Where(l => l.Why is not null).OrderBy(l => l.Line.Gap)
                .Select(l => Of("behind", new(l.Line.About, l.Line.On, Period.Parse(l.Line.Figure!.Period).Value, l.Line.Figure, null), l.Why!)));
        if (thresholds.ComparisonZone is { Length: > 0 } other) alerts.AddRange(await BelowAsync(rules, other, grown, cancel));
        if (actor.May(SmallCells.Permission)) alerts.AddRange(await EnterprisesAsync(rules, thresholds, cancel));
        return await WithNotesAsync(alerts, cancel);
    }

    private sealed record Grown(Indicator Indicator, Subject Subject, Period Period, Figure Figure, decimal? Growth);

    /// <summary>The fresh growths of everything where more is better.</summary>
    private async Task<List<Grown>> GrowthsAsync(LatestView known, CancellationToken cancel)
    {
        var since = db.Today.AddMonths(-FreshMonths);
        var named = await subjects.NamedAsync(cancel);
        var groups = (await subjects.SetsAsync(cancel)).FirstOrDefault(s => s.Covers(db.Today))?.Groups.Select(g => new Subject(SubjectKind.Group, g.Name, g.Name)).ToList() ?? [];
        var found = new List<Grown>();
        foreach (var of in known.Periods.Where(p => p.Indicator is { Better: "up", InPoints: false } && p.Period.End >= since).GroupBy(p => p.Indicator.Code, StringComparer.Ordinal))
        {
            var indicator = of.First().Indicator;
            var asked = of.Select(p => (Subject: SubjectTexts.Find(p.Subject, named), p.Period)).Where(p => p.Subject.IsOk).Select(p => (Subject: p.Subject.Value, p.Period)).ToList();
            if (Measures.Of(indicator.Code) is not null && of.FirstOrDefault(p => p.Subject == "zone") is { } zone) asked.AddRange(groups.Where(g => asked.All(a => a.Subject != g)).Select(g => (g, zone.Period)));
            foreach (var at in asked.GroupBy(a => a.Period))
            {
                var periods = Months(indicator, at.Key);
                var about = at.Select(a => a.Subject).ToList();
                var rows = await figures.ReadAsync(indicator, about, periods, null, cancel);
                for (var i = 0; i < about.Count; i++)
                    for (var j = 0; j < periods.Count; j++)
                        if (rows[i][j] is { Withheld: false } figure && (figure.Growth ?? figure.ComputedGrowth) is { } growth) found.Add(new(indicator, about[i], periods[j], figure, growth));
            }
        }

        return found;
    }

    /// <summary>The year to date, and its last month where that has a growth of its own.</summary>
    private static IReadOnlyList<Period> Months(Indicator indicator, Period period) =>
        period.Kind == PeriodKind.YearToDate && indicator is { Cumulative: true, Frequency: "M" } && period.Index > (indicator.Merged ? 2 : 1) ? [period, Period.Month(period.Year, period.Index)] : [period];

    private async Task<List<AlertView>> BelowAsync(AlertRules rules, string other, List<Grown> grown, CancellationToken cancel)
    {
        var mine = grown.Where(g => g.Subject.Kind == SubjectKind.Zone).ToList();
        var theirs = await visit.InAsync(actor, other, FigureEndpoints.Permission, async services =>
        {
            var reader = services.GetRequiredService<FigureReader>();
            var answers = new Dictionary<(string, Period), decimal?>();
            foreach (var g in mine.GroupBy(g => g.Indicator.Code, StringComparer.Ordinal))
            {
                var own = g.ToList();
                var read = await reader.ReadAsync(own[0].Indicator, Subject.Zone, [.. own.Select(x => x.Period)], null, cancel);
                // Growth at constant prices and growth at current prices are not held against each other.
                for (var i = 0; i < own.Count; i++)
                    answers[(g.Key, own[i].Period)] = read[i] is { Withheld: false } f && (f.GrowthBasis == "real") == (own[i].Figure.GrowthBasis == "real") ? f.Growth ?? f.ComputedGrowth : null;
            }

            return answers;
        }, cancel);
        return theirs is null ? [] : [.. mine.Select(g => (g, Why: rules.Below(g.Growth, theirs.GetValueOrDefault((g.Indicator.Code, g.Period))))).Where(x => x.Why is not null)
            .OrderBy(x => x.Why!.Value - x.Why.Reference).Select(x => Of("below", x.g, x.Why!))];
    }

    private async Task<List<AlertView>> EnterprisesAsync(AlertRules rules, AnalysisThresholds thresholds, CancellationToken cancel)
    {
        var today = MonthKey.Of(db.Today);
        var values = db.Set<ReportValue>().AsNoTracking();
        if (await values.Where(v => v.Month <= today).MaxAsync(v => (int?)v.Month, cancel) is not { } month) return [];
        var first = MonthKey.Of(MonthKey.LastDay(month).AddMonths(-thresholds.OutlierMonths));
        var flows = Measures.All.Where(m => !m.Stock).Select(m => m.Id).ToList();
        var indicators = (await catalog.AllAsync(cancel)).ToDictionary(i => i.Code, StringComparer.Ordinal);
        var merged = Measures.All.Where(m => indicators[m.Indicator].Merged).Select(m => m.Id).ToList();
        // The database leaves out what cannot be an outlier: a median lies between the least and the most of the months before, so a
        // month nearer to both than the floor allows is near the median too. Only the others' months are read and judged.
        var (above, below) = (100 + (int)Math.Min(thresholds.OutlierFloor, MostFloor), 100 - (int)Math.Min(thresholds.OutlierFloor, MostFloor));
        var known = values.Where(v => flows.Contains(v.Measure) && v.MonthE4 != null)
            .Select(v => new { v.EnterpriseId, v.Measure, v.Month, Value = v.MonthE4!.Value, Even = merged.Contains(v.Measure) && v.Month % 100 == 2 ? v.MonthE4!.Value : v.MonthE4!.Value * 2 });
        var before = known.Where(v => v.Month >= first && v.Month < month).GroupBy(v => new { v.EnterpriseId, v.Measure })
            .Select(g => new { g.Key.EnterpriseId, g.Key.Measure, Months = g.Count(), Least = g.Min(v => v.Even), Most = g.Max(v => v.Even) });
        var suspects = from now in known
                       where now.Month == month
                       join b in before on new { now.EnterpriseId, now.Measure } equals new { b.EnterpriseId, b.Measure }
                       where b.Months >= thresholds.OutlierFewest && (b.Least < 0 || now.Even * 100 >= b.Least * above || now.Even * 100 <= b.Most * below)
                       select new { now.EnterpriseId, now.Measure };
        var rows = await (from v in known
                          join s in suspects on new { v.EnterpriseId, v.Measure } equals new { s.EnterpriseId, s.Measure }
                          where v.Month >= first && v.Month <= month
                          select new { v.EnterpriseId, v.Measure, v.Month, v.Value }).ToListAsync(cancel);
        var outliers = new List<(Guid Enterprise, Indicator Indicator, Judgement Why, decimal Far)>();
        foreach (var series in rows.GroupBy(r => (r.EnterpriseId, r.Measure)))
        {
            var indicator = indicators[Measures.ById(series.Key.Measure).Indicator];
            // January and February together count as twice their half. The scale is doubled so that the half stays whole.
            BigInteger Of(int at, long value) => indicator.Merged && MonthKey.Month(at) == 2 ? value : (BigInteger)value * 2;
            if (series.FirstOrDefault(r => r.Month == month) is not { } now) continue;
            var measure = Measures.ById(series.Key.Measure);
            var one = Kernel.Unit.Find(measure.Unit).Value.ToScaled(1, indicator.Base, 4).Value;
            var why = rules.Outlier(Of(month, now.Value), [.. series.Where(r => r.Month < month).Select(r => Of(r.Month, r.Value))], (BigInteger)one * 2);
            if (why is null) continue;
            why = why with { Value = why.Value / 2 / one, Reference = why.Reference!.Value / 2 / one };
            outliers.Add((series.Key.EnterpriseId, indicator, why, why.Reference == 0 ? decimal.MaxValue : Math.Abs((why.Value - why.Reference!.Value) / why.Reference.Value)));
        }

        var missing = await late.MissingAsync(month, cancel);
        var ids = outliers.Select(o => o.Enterprise).Concat(missing.Select(m => m.Enterprise)).Distinct().ToList();
        var names = await db.Set<EnterpriseCopy>().AsNoTracking().Where(e => ids.Contains(e.EnterpriseId)).ToDictionaryAsync(e => e.EnterpriseId, cancel);
        var alerts = new List<AlertView>();
        foreach (var o in outliers.OrderByDescending(o => o.Far).ThenBy(o => names[o.Enterprise].Code, StringComparer.Ordinal))
            alerts.Add(Of("outlier", o.Indicator, names[o.Enterprise], MonthKey.PeriodOf(month, o.Indicator.Merged), o.Why));
        foreach (var m in missing.Where(m => rules.Late(m.DueOn is not null)).OrderBy(m => m.DueOn ?? DateOnly.MaxValue).ThenBy(m => names[m.Enterprise].SortKey, StringComparer.Ordinal)) alerts.Add(Of("late", indicators["IND_GOV"], names[m.Enterprise], Period.FromYearMonth(m.Month), null, m.DueOn));
        return alerts;
    }

    private AlertView Of(string kind, Grown g, Judgement why)
    {
        var name = Name(g.Indicator);
        var subject = g.Subject.Kind == SubjectKind.Zone ? new Text("全区", "Whole zone").Current : g.Subject.Name;
        var (value, limit) = (P(why.Value), P(why.Reference ?? why.Limit ?? 0));
        var text = why.Because ?? kind switch
        {
            "behind" => new Text($"完成{value}%，序时进度{limit}%", $"{value} % done at {limit} % of the year"),
            "below" => new Text($"增长{value}%，对比区{limit}%", $"growth of {value} % against {limit} % of the comparison zone"),
            _ => new Text($"同比{value}%，低于{limit}%", $"growth of {value} %, below {limit} %"),
        };
        return new(Key(kind, g.Indicator.Code, g.Subject.Text, g.Period), kind, g.Indicator.Code, name, g.Subject.Text, subject, null, g.Period.ToString(), why.Value, why.Limit, why.Reference, "%",
            text.Current, P(why.Value), "open", null, null, null, g.Figure.Trace, g.Figure.Ref, g.Period);
    }

    private AlertView Of(string kind, Indicator indicator, EnterpriseCopy enterprise, Period period, Judgement? why, DateOnly? due = null)
    {
        var month = $"{period.End:yyyy-MM}";
        var (value, median) = (N(why?.Value), N(why?.Reference));
        var (unit, halves) = (why is null ? "" : Measures.Of(indicator.Code)!.Unit, period.Kind == PeriodKind.YearToDate);
        var text = why?.Because is { } own ? own
            : why is null && due is { } day ? new Text($"未报，{day:yyyy-MM-dd}截止", $"not reported, due {day:yyyy-MM-dd}")
            : why is null ? new Text("本月未报，上月已报", "not reported, though the month before was")
            : halves ? new Text($"1-2月月均{value}{unit}，此前各月中位数{median}{unit}", $"{value} {l.Written(unit)} a month in January and February against a median of {median}")
            : new Text($"本月{value}{unit}，此前各月中位数{median}{unit}", $"{value} {l.Written(unit)} against a median of {median}");
        return new(Key(kind, why is null ? "reports" : indicator.Code, enterprise.Code, period), kind, why is null ? "" : indicator.Code, why is null ? new Text("企业月报", "Monthly report").Current : Name(indicator),
            enterprise.Code, enterprise.Name, enterprise.Code, period.ToString(), why?.Value, why?.Limit, why?.Reference, unit, text.Current, value, "open", null, null, null,
            why is null ? null : $"/api/v1/zones/{actor.ZoneCode}/enterprise-reports/{enterprise.Code}/{month}", null, period, due);
    }

    private static string Name(Indicator indicator) => new Text(indicator.NameZh, indicator.NameEn).Current;

    private static string Key(string kind, string indicator, string subject, Period period) => $"{kind}|{indicator}|{subject}|{period}";

    private static string P(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string N(decimal? value) => value is { } v ? Rounding.Display(v, 4).ToString("0.####", CultureInfo.InvariantCulture) : "";

    private async Task<IReadOnlyList<AlertView>> WithNotesAsync(List<AlertView> alerts, CancellationToken cancel)
    {
        var keys = alerts.Select(a => a.Key).ToHashSet(StringComparer.Ordinal);
        var since = db.Today.AddYears(-2).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var notes = (await db.Set<AlertNote>().AsNoTracking().Where(n => n.At >= since).OrderBy(n => n.At).ToListAsync(cancel)).Where(n => keys.Contains(n.Alert)).ToList();
        if (notes.Count == 0) return alerts;
        var writers = notes.Select(n => n.MemberId).OfType<Guid>().Distinct().ToList();
        var members = await db.Set<Member>().AsNoTracking().Where(m => writers.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Name, cancel);
        var last = notes.GroupBy(n => n.Alert, StringComparer.Ordinal).ToDictionary(n => n.Key, n => n.Last(), StringComparer.Ordinal);
        return [.. alerts.Select(a => last.GetValueOrDefault(a.Key) is not { } note ? a : a with
        {
            State = note.Seen == a.Seen ? "acknowledged" : "changed", Note = note.Note, At = note.At,
            By = note.MemberId is { } m ? members.GetValueOrDefault(m) : new Text("系统管理员", "Administrator").Current,
        })];
    }
}
