using Jingkai.Economy.Domain;
using Jingkai.Economy.Figures;
using Jingkai.Economy.Indicators;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Months.Tasks;

/// <summary>How far a task is, within the reader's scope.</summary>
/// <param name="Total">Duties.</param>
/// <param name="Waiting">未报.</param>
/// <param name="Draft">草稿.</param>
/// <param name="Submitted">待确认.</param>
/// <param name="Returned">已退回.</param>
/// <param name="Confirmed">已确认.</param>
/// <param name="Late">Still owed after the due day, or submitted after it.</param>
/// <param name="Owed">Still owed after the due day.</param>
internal sealed record Progress(int Total, int Waiting, int Draft, int Submitted, int Returned, int Confirmed, int Late, int Owed)
{
    public static Progress Of(IEnumerable<Progress> parts) => parts.Aggregate(new Progress(0, 0, 0, 0, 0, 0, 0, 0), (a, b) => new(
        a.Total + b.Total, a.Waiting + b.Waiting, a.Draft + b.Draft, a.Submitted + b.Submitted, a.Returned + b.Returned, a.Confirmed + b.Confirmed, a.Late + b.Late, a.Owed + b.Owed));

    /// <summary>Values that are in, confirmed or not.</summary>
    public int In => Submitted + Confirmed;
}

/// <summary>A task as interface and pages show it.</summary>
internal sealed record TaskView(
    string Code, string Kind, string Title, string Month, string Period, string? Set, IReadOnlyList<string> Measures, string? Indicator, string? Unit, DateOnly DueOn, bool Provisional, string State, DateTime OpenedAt, Progress Progress);

/// <summary>Reads tasks with their progress.</summary>
internal sealed class TaskReader(JingkaiDbContext db, IndicatorCatalog indicators, SubjectFinder subjects)
{
    /// <summary>The tasks of months that the reader has to do with, in order of code.</summary>
    public async Task<IReadOnlyList<TaskView>> OfMonthsAsync(IReadOnlyCollection<int> months, CancellationToken cancel = default) =>
        await ViewAsync(await db.Set<ReportTask>().AsNoTracking().Where(t => months.Contains(t.Month)).OrderBy(t => t.Code).ToListAsync(cancel), cancel);

    /// <summary>Shows tasks; those of which the reader sees no duty are left out, unless the reader sees all.</summary>
    public async Task<IReadOnlyList<TaskView>> ViewAsync(IReadOnlyList<ReportTask> tasks, CancellationToken cancel = default)
    {
        if (tasks.Count == 0) return [];
        var (ids, today) = (tasks.Select(t => t.Id).ToList(), db.Today);
        var counts = (await (from d in db.Set<ReportDuty>().AsNoTracking()
                             join t in db.Set<ReportTask>() on d.TaskId equals t.Id
                             where ids.Contains(d.TaskId)
                             group d by new { d.TaskId, d.State, d.Late, Overdue = t.DueOn < today } into g
                             select new { g.Key.TaskId, g.Key.State, g.Key.Late, g.Key.Overdue, N = g.Count() }).ToListAsync(cancel)).ToLookup(c => c.TaskId);
        var units = tasks.Any(t => t.UnitId is not null) ? await db.Set<Jingkai.Platform.Accounts.Unit>().AsNoTracking().ToDictionaryAsync(u => u.Id, u => u.Name, cancel) : [];
        var names = (await indicators.AllAsync(cancel)).ToDictionary(i => i.Code, StringComparer.Ordinal);
        var shown = new List<TaskView>();
        foreach (var task in tasks)
        {
            var mine = counts[task.Id].ToList();
            if (mine.Count == 0 && !db.SeesAll(MonthsModel.DutyPermission)) continue;
            int In(string state) => mine.Where(c => c.State == state).Sum(c => c.N);
            var owed = mine.Where(c => DutyState.Owed.Contains(c.State) && c.Overdue).Sum(c => c.N);
            shown.Add(new(task.Code, task.Kind, await TitleAsync(task, names, cancel), MonthKey.Text(task.Month), task.Period, task.EnterpriseSet,
                task.Measures.Split(',', StringSplitOptions.RemoveEmptyEntries), task.Indicator, task.UnitId is { } unit ? units.GetValueOrDefault(unit) : null, task.DueOn, task.Provisional, task.State, task.OpenedAt,
                new(mine.Sum(c => c.N), In(DutyState.Waiting), In(DutyState.Draft), In(DutyState.Submitted), In(DutyState.Returned), In(DutyState.Confirmed),
                    owed + mine.Where(c => c.Late && !DutyState.Owed.Contains(c.State)).Sum(c => c.N), owed)));
        }

        return shown;
    }

    /// <summary>What a task is called, in both languages: for notices and the inbox.</summary>
    public async Task<Text> TitleTextAsync(ReportTask task, CancellationToken cancel = default) =>
        await TitleTextAsync(task, (await indicators.AllAsync(cancel)).ToDictionary(i => i.Code, StringComparer.Ordinal), cancel);

    /// <summary>The same, with the indicators at hand.</summary>
    public async Task<Text> TitleTextAsync(ReportTask task, IReadOnlyDictionary<string, Indicator> names, CancellationToken cancel = default)
    {
        if (task.Kind == TaskKind.Office)
        {
            var period = Period.Parse(task.Period).Value;
            var indicator = names.GetValueOrDefault(task.Indicator ?? "");
            return new($"{period.ToChinese()}{indicator?.NameZh ?? task.Indicator}", $"{indicator?.NameEn ?? task.Indicator}, {period.ToEnglish()}");
        }

        var month = Period.FromYearMonth(task.Month);
        var set = await SetTextAsync(task.EnterpriseSet, cancel);
        return new($"{month.ToChinese()}企业月报（{set.Zh}）", $"Enterprise reports, {month.ToEnglish()} ({set.En})");
    }

    /// <summary>What a set of enterprises is called.</summary>
    public async Task<Text> SetTextAsync(string? set, CancellationToken cancel = default) => set switch
    {
        EnterpriseSets.AboveScale => new("规上工业企业", "industrial, above scale"),
        EnterpriseSets.All or null => new("全部企业", "all enterprises"),
        _ => await subjects.FindAsync(set, cancel) is { IsOk: true } found ? new(found.Value.Name, found.Value.Name) : new(set, set),
    };

    private async Task<string> TitleAsync(ReportTask task, IReadOnlyDictionary<string, Indicator> names, CancellationToken cancel) => (await TitleTextAsync(task, names, cancel)).Current;
}
