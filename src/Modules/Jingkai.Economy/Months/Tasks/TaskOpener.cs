using Jingkai.Economy.Domain;
using Jingkai.Economy.Figures;
using Jingkai.Economy.Indicators;
using Jingkai.Economy.Months.Duties;
using Jingkai.Economy.Rollups;
using Jingkai.Kernel;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Calendars;
using Jingkai.Platform.Data;
using Jingkai.Platform.Numbering;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Months.Tasks;

/// <summary>What opening a month did.</summary>
internal sealed record Opened(int Tasks, int Duties);

/// <summary>Opens a month for reporting: from each line of the plan a task, with one duty for each enterprise of its set or for its unit. Done
/// again, it adds what is new in plan and register and leaves the rest alone.</summary>
internal sealed class TaskOpener(JingkaiDbContext db, MonthGate gate, ReportPlans plans, EnterpriseSets sets, IndicatorCatalog indicators, TaskReader reader, DutyContacts contacts, TaskClocks clocks, WorkDays days, TimeProvider clock)
{
    /// <returns>What was opened; <c>month-in-the-future</c>, <c>period-locked</c>.</returns>
    public Task<Result<Opened>> OpenAsync(int month, CancellationToken cancel = default) => db.InTransactionAsync<Opened>(async () =>
    {
        if (new DateOnly(MonthKey.Year(month), MonthKey.Month(month), 1) > db.Today) return MonthErrors.InTheFuture;
        var stored = await gate.TakeAsync(db, month, cancel);
        if (stored.State == MonthState.Locked) return MonthErrors.Locked(month);
        var names = (await indicators.AllAsync(cancel)).ToDictionary(i => i.Code, StringComparer.Ordinal);
        var known = await db.Set<ReportTask>().AsTracking().Where(t => t.Month == month).ToListAsync(cancel);
        var (now, rules) = (clock.Now(), await days.DeadlineAsync(cancel));
        int opened = 0, duties = 0;
        foreach (var line in await plans.LinesAsync(cancel))
        {
            var task = known.FirstOrDefault(t => t.Line == line.Line);
            if (task is null)
            {
                if (Task(line, month, names, rules) is not { } made) continue;
                made.Code = NumberSeries.Format("T", MonthKey.Year(month), await NumberSeries.ReserveAsync(db, $"T{MonthKey.Year(month)}", 1, cancel));
                (made.OpenedAt, made.OpenedById) = (now, db.Actor.MemberId);
                db.Add(task = made);
                await db.SaveChangesAsync(cancel);
                opened++;
            }

            await clocks.StartAsync(task, await reader.TitleTextAsync(task, names, cancel), cancel);
            clocks.Touch(task.Id);
            duties += task.Kind == TaskKind.Office ? await UnitAsync(task, now, names, cancel) : await EnterprisesAsync(task, now, names, cancel);
        }

        return new Opened(opened, duties);
    }, cancel);

    /// <summary>The due day: counting begins on the day after the month's last; an unannounced year is counted by the week and said so.</summary>
    public static (DateOnly Day, bool Provisional) DueOn(Deadline rules, int month, int workday)
    {
        var due = rules.Due(TimeLimit.Of(workday, LimitUnit.WorkingDays).Value, MonthKey.LastDay(month).ToDateTime(TimeOnly.MinValue));
        return (due.Day!.Value, due.Provisional);
    }

    /// <summary>The period for which a unit delivers an indicator at the end of a month; null when the indicator has none then.</summary>
    public static Period? PeriodOf(Indicator indicator, int month)
    {
        var (year, index) = (MonthKey.Year(month), MonthKey.Month(month));
        if (indicator.Frequency == "Q" && index % 3 != 0) return null;
        if (indicator.Frequency == "Y" && index != 12) return null;
        var period = indicator.Cumulative ? Period.YearToDate(year, index) : Period.Month(year, index);
        return FigurePeriods.Check(indicator, period) is { IsOk: true } known ? known.Value : null;
    }

    private ReportTask? Task(ReportPlanLine line, int month, IReadOnlyDictionary<string, Indicator> names, Deadline rules)
    {
        var (due, provisional) = DueOn(rules, month, line.DueWorkday);
        var task = new ReportTask
        {
            ZoneId = db.ZoneId, Month = month, Line = line.Line, Kind = line.Kind, EnterpriseSet = line.EnterpriseSet, Indicator = line.Indicator, UnitId = line.UnitId,
            DueWorkday = line.DueWorkday, DueOn = due, Provisional = provisional,
        };
        if (line.Kind == TaskKind.Office)
        {
            if (!names.TryGetValue(line.Indicator ?? "", out var indicator) || PeriodOf(indicator, month) is not { } period) return null;
            task.Period = period.ToString();
            return task;
        }

        // January and February of a merged measure are reported together, in February.
        var measures = line.Measures.Split(',', StringSplitOptions.RemoveEmptyEntries).Where(m => MonthKey.Month(month) != 1 || Measures.Of(m)!.Population != Population.AboveScaleIndustry).ToList();
        if (measures.Count == 0) return null;
        (task.Measures, task.Period) = (string.Join(',', measures), MonthKey.Text(month));
        return task;
    }

    private async Task<int> EnterprisesAsync(ReportTask task, DateTime now, IReadOnlyDictionary<string, Indicator> names, CancellationToken cancel)
    {
        var members = await sets.MembersAsync(task.EnterpriseSet!, task.Month, cancel);
        var known = (await db.Set<ReportDuty>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).Where(d => d.TaskId == task.Id).Select(d => d.EnterpriseId).ToListAsync(cancel)).ToHashSet();
        var missing = members.Where(m => !known.Contains(m)).ToList();
        if (missing.Count == 0) return 0;
        var codes = await db.Set<EnterpriseCopy>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking().ToDictionaryAsync(e => e.EnterpriseId, e => e.Code, cancel);
        var measures = task.AskedMeasures.Select(m => m.Id).ToList();
        // Values that are in already answer the duty: an office may begin in the middle of a month.
        var stored = (await db.Set<ReportValue>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking().Where(v => v.Month == task.Month && measures.Contains(v.Measure)).Select(v => new { v.EnterpriseId, v.RecordedAt, v.BatchId }).ToListAsync(cancel))
            .GroupBy(v => v.EnterpriseId).ToDictionary(g => g.Key, g => g.MaxBy(v => v.RecordedAt)!);
        var duties = missing.Select(m => new ReportDuty
        {
            ZoneId = db.ZoneId, TaskId = task.Id, Month = task.Month, EnterpriseId = m, Label = $"{task.Code} {codes.GetValueOrDefault(m)}",
            State = stored.ContainsKey(m) ? DutyState.Submitted : DutyState.Waiting, SubmittedAt = stored.GetValueOrDefault(m)?.RecordedAt, BatchId = stored.GetValueOrDefault(m)?.BatchId,
        }).ToList();
        await AddAsync(task, duties, now, names, cancel);
        return duties.Count;
    }

    private async Task<int> UnitAsync(ReportTask task, DateTime now, IReadOnlyDictionary<string, Indicator> names, CancellationToken cancel)
    {
        if (await db.Set<ReportDuty>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AnyAsync(d => d.TaskId == task.Id, cancel)) return 0;
        var delivered = await db.Set<Observation>().AsNoTracking().Where(o => o.Current && o.Indicator == task.Indicator && o.Subject == Subjects.Zone && o.Period == task.Period).FirstOrDefaultAsync(cancel);
        await AddAsync(task,
        [
            new()
            {
                ZoneId = db.ZoneId, TaskId = task.Id, Month = task.Month, UnitId = task.UnitId, Label = $"{task.Code} {task.Indicator}",
                State = delivered is null ? DutyState.Waiting : DutyState.Submitted, SubmittedAt = delivered?.RecordedAt, BatchId = delivered?.BatchId,
            },
        ], now, names, cancel);
        return 1;
    }

    private async Task AddAsync(ReportTask task, List<ReportDuty> duties, DateTime now, IReadOnlyDictionary<string, Indicator> names, CancellationToken cancel)
    {
        await BulkWriter.InsertAsync(db, duties, cancel);
        var title = await reader.TitleTextAsync(task, names, cancel);
        await contacts.TellAsync(task, [.. duties.Where(d => d.State == DutyState.Waiting)], new($"请于{task.DueOn:yyyy-MM-dd}前报送：{title.Zh}", $"To be reported by {task.DueOn:yyyy-MM-dd}: {title.En}"), now, withLiaisons: false, null, cancel);
        AuditTrail.Record(db, now, "opened", nameof(ReportTask), task.Id.ToString(), task.Code, after: new { duties = duties.Count, waiting = duties.Count(d => d.State == DutyState.Waiting), dueOn = task.DueOn });
        await db.SaveChangesAsync(cancel);
    }
}
