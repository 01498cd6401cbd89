using Jingkai.Economy.Domain;
using Jingkai.Economy.Exchange;
using Jingkai.Economy.Indicators;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Months.Duties;

/// <summary>Four numbers of a measure, in the ledger's unit.</summary>
internal sealed record Numbers4(decimal? Value, decimal? Prior, decimal? Ytd, decimal? YtdPrior);

/// <summary>A measure to fill in.</summary>
/// <param name="Indicator">Its indicator.</param>
/// <param name="Heading">Its heading in the ledger.</param>
/// <param name="Unit">Unit of the numbers.</param>
/// <param name="Stock">One number: the state at the end of the month.</param>
/// <param name="Typed">What to show in the fields, by part.</param>
/// <param name="Stored">What the figures count now; null when nothing is in.</param>
/// <param name="LastMonth">The month before, of the same year.</param>
/// <param name="LastYear">The same month of the year before.</param>
internal sealed record SheetMeasure(string Indicator, string Heading, string Unit, bool Stock, IReadOnlyDictionary<string, string?> Typed, Numbers4? Stored, Numbers4? LastMonth, Numbers4? LastYear);

/// <summary>An office's figure to fill in.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Period">Canonical period.</param>
/// <param name="InPoints">It changes in percentage points.</param>
/// <param name="Typed">What to show in the fields.</param>
/// <param name="LastPeriod">The period before, of the same year, as delivered.</param>
/// <param name="LastYear">The same period of the year before, as delivered.</param>
internal sealed record SheetFigure(string Indicator, string Name, string Unit, string Period, bool InPoints, IReadOnlyDictionary<string, string?> Typed, decimal? LastPeriod, decimal? LastYear);

/// <summary>A duty with everything needed to fill it in or to look at it.</summary>
internal sealed record DutySheetView(DutyView Duty, IReadOnlyList<SheetMeasure> Measures, SheetFigure? Figure, string? Note, IReadOnlyList<Check> Errors, IReadOnlyList<Check> Warnings, IReadOnlyList<DutyMoveView> Moves);

/// <summary>Lays a duty out: last month's and last year's values beside the fields, and what there is to say to what was typed.</summary>
internal sealed class DutySheet(JingkaiDbContext db, DutyReader reader, DutyJudge judge, IndicatorCatalog indicators)
{
    public async Task<Result<DutySheetView>> ReadAsync(Guid id, CancellationToken cancel = default)
    {
        if (await reader.FindAsync(id, cancel) is not { } view) return ApiErrors.NotFound;
        var duty = await db.Set<ReportDuty>().AsNoTracking().FirstAsync(d => d.Id == id, cancel);
        var task = await db.Set<ReportTask>().AsNoTracking().FirstAsync(t => t.Id == duty.TaskId, cancel);
        var draft = DutyForm.Parse(duty.Draft);
        var measures = duty.EnterpriseId is { } enterprise ? await MeasuresAsync(task, enterprise, duty.Draft is null ? null : draft, cancel) : [];
        // What was submitted is looked at with the same eyes as what is typed; only it cannot be refused any more.
        var form = duty.Draft is not null ? draft : Stored(measures);
        var judged = form.IsEmpty ? null : await judge.JudgeAsync(task, duty, form, cancel);
        return new DutySheetView(view, measures, duty.EnterpriseId is null ? await FigureAsync(task, draft, cancel) : null,
            duty.Draft is null ? duty.Note : draft.Note, duty.Draft is null ? [] : judged?.Objections ?? [], judged?.Warnings ?? [], await reader.MovesAsync(id, cancel));
    }

    private static DutyForm Stored(IReadOnlyList<SheetMeasure> measures) => new(measures.Where(m => m.Stored is not null)
        .SelectMany(m => Typed(m.Stored).Select(t => (Name: $"{m.Indicator}.{t.Key}", t.Value))).ToDictionary(t => t.Name, t => t.Value, StringComparer.Ordinal), null);

    private async Task<IReadOnlyList<SheetMeasure>> MeasuresAsync(ReportTask task, Guid enterprise, DutyForm? draft, CancellationToken cancel)
    {
        var (last, year) = (MonthKey.Month(task.Month) == 1 ? 0 : task.Month - 1, task.Month - 100);
        var stored = (await db.Set<ReportValue>().AsNoTracking().Where(v => v.EnterpriseId == enterprise && (v.Month == task.Month || v.Month == last || v.Month == year)).ToListAsync(cancel)).ToDictionary(v => (v.Measure, v.Month));
        return [.. task.AskedMeasures.Select(m =>
        {
            Numbers4? Of(int month) => stored.TryGetValue((m.Id, month), out var v) ? new(Shown(v.MonthE4, m), Shown(v.MonthPriorE4, m), Shown(v.YtdE4, m), Shown(v.YtdPriorE4, m)) : null;
            var (now, before) = (Of(task.Month), Of(year));
            // A first form begins with last year's values as the comparable ones; whoever restates them writes over them.
            var first = now is null && before is not null ? new Numbers4(null, m.Stock ? null : before.Value, null, m.Stock ? null : before.Ytd) : now;
            return new SheetMeasure(m.Indicator, m.Heading, m.Unit, m.Stock, draft is not null ? Typed(draft, m) : Typed(first), now, Of(last), before);
        })];
    }

    private async Task<SheetFigure> FigureAsync(ReportTask task, DutyForm draft, CancellationToken cancel)
    {
        var indicator = (await indicators.FindAsync(task.Indicator, cancel)).Value;
        var period = Period.Parse(task.Period).Value;
        Period? last = period.Kind == PeriodKind.YearToDate && period.Index > (indicator.Merged ? 2 : 1) ? Period.YearToDate(period.Year, period.Index - 1) : null;
        var texts = new[] { task.Period, last?.ToString(), period.PriorYear().ToString() };
        var delivered = (await db.Set<Observation>().AsNoTracking().Where(o => o.Current && o.Indicator == indicator.Code && o.Subject == Rollups.Subjects.Zone && texts.Contains(o.Period)).ToListAsync(cancel)).ToDictionary(o => o.Period, StringComparer.Ordinal);
        decimal? Value(Period? of) => of is { } p && delivered.TryGetValue(p.ToString(), out var o) && o.ValueE4 is { } e4 ? Unit.FromScaled(e4, 4, indicator.Base, indicator.Shown) : null;
        var typed = !draft.IsEmpty ? DutyForm.OfficeFields.ToDictionary(f => f, f => draft[f], StringComparer.Ordinal) : Typed(delivered.GetValueOrDefault(task.Period), indicator);
        return new(indicator.Code, new Text(indicator.NameZh, indicator.NameEn).Current, indicator.Unit, task.Period, indicator.InPoints, typed, Value(last), Value(period.PriorYear()));
    }

    private static Dictionary<string, string?> Typed(DutyForm draft, Measure m) => DutyForm.Parts.ToDictionary(p => p.Name, p => draft[$"{m.Indicator}.{p.Name}"], StringComparer.Ordinal);

    private static Dictionary<string, string?> Typed(Numbers4? n) => new(StringComparer.Ordinal) { ["value"] = Plain(n?.Value), ["prior"] = Plain(n?.Prior), ["ytd"] = Plain(n?.Ytd), ["ytdPrior"] = Plain(n?.YtdPrior) };

    private static Dictionary<string, string?> Typed(Observation? o, Indicator indicator) => new(StringComparer.Ordinal)
    {
        ["value"] = o?.ValueE4 is { } v ? Plain(Unit.FromScaled(v, 4, indicator.Base, Unit.Find(o.DeliveredUnit ?? indicator.Unit).Value)) : null,
        ["bound"] = o?.Bound, ["unit"] = o?.DeliveredUnit ?? indicator.Unit, ["growth"] = Plain(o?.GrowthE4 / 10_000m), ["change"] = Plain(o?.ChangeE4 / 10_000m),
        ["basis"] = Words.BasisWord(o?.GrowthBasis), ["status"] = Words.StatusWord(o?.Status), ["source"] = o?.Source,
        ["publishedOn"] = o?.PublishedOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), ["wording"] = o?.Wording,
    };

    private static string? Plain(decimal? value) => value?.ToString("0.##########", System.Globalization.CultureInfo.InvariantCulture);

    private static decimal? Shown(long? e4, Measure m) => e4 is { } v ? Unit.FromScaled(v, 4, Unit.Find(m.Base).Value, Unit.Find(m.Unit).Value) : null;
}
