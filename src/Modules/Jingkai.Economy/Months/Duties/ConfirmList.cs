using Jingkai.Economy.Domain;
using Jingkai.Economy.Indicators;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Months.Duties;

/// <summary>A submitted duty as the second person looks at it: its first measure with growth, and what is odd.</summary>
/// <param name="Duty">The duty.</param>
/// <param name="Name">The enterprise or, of an office, the indicator.</param>
/// <param name="Measure">What the numbers are.</param>
/// <param name="Unit">Their unit.</param>
/// <param name="Value">The month.</param>
/// <param name="Growth">Its growth over the comparable prior, in per cent.</param>
/// <param name="Ytd">The year to date.</param>
/// <param name="YtdGrowth">Its growth.</param>
/// <param name="Odd">What a person should look at.</param>
internal sealed record ConfirmRow(DutyView Duty, string Name, string Measure, string? Unit, decimal? Value, decimal? Growth, decimal? Ytd, decimal? YtdGrowth, string? Odd);

/// <summary>What waits to be confirmed.</summary>
internal sealed class ConfirmList(JingkaiDbContext db, DutyReader reader, IndicatorCatalog indicators)
{
    /// <summary>A month that is this far from the year before deserves a look.</summary>
    private const decimal OddGrowth = 50m;

    public async Task<PagedList<ConfirmRow>> ReadAsync(int month, string? task, PageRequest page, CancellationToken cancel = default)
    {
        var list = await reader.ListAsync(new(DutyState.Submitted, Month: month, Task: task), page, cancel);
        if (list.Items.Count == 0) return new([], list.Total, list.Page, list.Size);
        var ids = list.Items.Select(d => d.Id).ToList();
        var duties = await (from d in db.Set<ReportDuty>().AsNoTracking()
                            join t in db.Set<ReportTask>() on d.TaskId equals t.Id
                            where ids.Contains(d.Id)
                            select new { d.Id, d.EnterpriseId, Task = t }).ToDictionaryAsync(d => d.Id, cancel);
        var enterprises = duties.Values.Select(d => d.EnterpriseId).OfType<Guid>().ToList();
        var before = MonthKey.Month(month) == 1 ? 0 : month - 1;
        var values = (await db.Set<ReportValue>().AsNoTracking().Where(v => enterprises.Contains(v.EnterpriseId) && (v.Month == month || v.Month == before)).ToListAsync(cancel)).ToDictionary(v => (v.EnterpriseId, v.Measure, v.Month));
        var names = (await indicators.AllAsync(cancel)).ToDictionary(i => i.Code, StringComparer.Ordinal);
        var periods = duties.Values.Where(d => d.Task.Kind == TaskKind.Office).Select(d => d.Task.Period).ToList();
        var delivered = periods.Count == 0 ? [] : (await db.Set<Observation>().AsNoTracking().Where(o => o.Current && o.Subject == Rollups.Subjects.Zone && periods.Contains(o.Period)).ToListAsync(cancel)).ToDictionary(o => (o.Indicator, o.Period));
        return list.Map(duty => duties[duty.Id] is { Task.Kind: TaskKind.Enterprises, EnterpriseId: { } enterprise } own
            ? Enterprise(duty, own.Task, enterprise, values, names) : Office(duty, duties[duty.Id].Task, names, delivered));
    }

    private static ConfirmRow Enterprise(DutyView duty, ReportTask task, Guid enterprise, Dictionary<(Guid, int, int), ReportValue> values, Dictionary<string, Indicator> names)
    {
        string NameOf(Measure m) => new Text(m.Heading, names.GetValueOrDefault(m.Indicator)?.NameEn ?? m.Indicator).Current;
        var asked = task.AskedMeasures;
        var first = asked[0];
        var now = values.GetValueOrDefault((enterprise, first.Id, task.Month));
        decimal? Shown(long? e4) => e4 is { } v ? Unit.FromScaled(v, 4, Unit.Find(first.Base).Value, Unit.Find(first.Unit).Value) : null;
        var growth = Grown(now?.MonthE4, now?.MonthPriorE4);
        var missing = asked.Where(m => values.GetValueOrDefault((enterprise, m.Id, task.Month)) is not { } v || (v.MonthE4 is null && v.YtdE4 is null)).ToList();
        string? odd = null;
        if (missing.Count > 0) odd = new Text($"缺{string.Join("、", missing.Select(NameOf))}", $"Missing: {string.Join(", ", missing.Select(NameOf))}").Current;
        else if (asked.FirstOrDefault(m => DoesNotAddUp(m, enterprise, task.Month, values)) is { } measure) odd = new Text($"{NameOf(measure)}：上月累计加本月不等于累计", $"{NameOf(measure)}: last level and month do not add up").Current;
        else if (growth is > OddGrowth or < -OddGrowth) odd = new Text("增减幅度大", "Large change").Current;
        return new(duty, duty.Enterprise?.Name ?? "", NameOf(first), first.Unit, Shown(now?.MonthE4), growth, Shown(now?.YtdE4), Grown(now?.YtdE4, now?.YtdPriorE4), odd);
    }

    private static bool DoesNotAddUp(Measure m, Guid enterprise, int month, Dictionary<(Guid, int, int), ReportValue> values) =>
        !m.Stock && MonthKey.Month(month) > (m.Population == Population.AboveScaleIndustry ? 2 : 1)
        && values.GetValueOrDefault((enterprise, m.Id, month)) is { MonthE4: { } value, YtdE4: { } level } && values.GetValueOrDefault((enterprise, m.Id, month - 1)) is { YtdE4: { } last } && last + value != level;

    private static ConfirmRow Office(DutyView duty, ReportTask task, Dictionary<string, Indicator> names, Dictionary<(string, string), Observation> delivered)
    {
        var indicator = names.GetValueOrDefault(task.Indicator ?? "");
        var o = delivered.GetValueOrDefault((task.Indicator ?? "", task.Period));
        var name = indicator is null ? task.Indicator ?? "" : new Text(indicator.NameZh, indicator.NameEn).Current;
        var value = o?.ValueE4 is { } e4 && indicator is not null ? Unit.FromScaled(e4, 4, indicator.Base, indicator.Shown) : (decimal?)null;
        return new(duty, name, duty.Unit ?? "", indicator?.Unit, null, null, value, o?.GrowthE4 / 10_000m, null);
    }

    private static decimal? Grown(long? value, long? prior) => value is { } v && prior is { } p ? Growth.Percent(v, p) : null;
}
