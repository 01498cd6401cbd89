using Jingkai.Kernel;
using Jingkai.Platform.Counting;
using Jingkai.Platform.Data;
using Jingkai.Projects.Domain;
using Jingkai.Projects.LifeCycle;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Figures;

/// <summary>Completed investment, rates of what was due, and the days from the agreement to the start and to completion.</summary>
internal sealed class ProgressCounts(JingkaiDbContext db) : ICountedSource
{
    private const string Invested = "PRJ_INVESTED", StartRate = "PRJ_START_RATE", LibraryRate = "PRJ_LIBRARY_RATE", ProductionRate = "PRJ_PRODUCTION_RATE";

    private static readonly Dictionary<string, (string From, string To, bool Best)> Times = new(StringComparer.Ordinal)
    {
        ["PRJ_DAYS_START"] = ("signed", "started", false), ["PRJ_DAYS_START_BEST"] = ("signed", "started", true),
        ["PRJ_DAYS_COMPLETION"] = ("signed", "completed", false), ["PRJ_DAYS_COMPLETION_BEST"] = ("signed", "completed", true),
    };

    private static readonly Dictionary<string, string?> Walls = new(StringComparer.Ordinal) { ["PRJ_ON_WALL"] = null, ["PRJ_ON_WALL_IND"] = "industrial", ["PRJ_ON_WALL_GOV"] = "government" };

    private static readonly Dictionary<string, string> Rates = new(StringComparer.Ordinal) { [StartRate] = "started", [LibraryRate] = "library", [ProductionRate] = "production" };

    public IReadOnlyList<CountedIndicator> Indicators { get; } =
    [
        new(Invested, new("项目完成投资", "Investment completed by projects"), "亿元", new("各项目当月完成投资之和；不含作废的项目和子项目。", "Sum of the investment completed by projects by month; voided projects and sub-projects are left out."))
        {
            SourceDept = ProjectMeasures.Records, Permission = ProjectsPermissions.Read, Sum = true, BaseName = new("月度记录", "months of projects"), RecordUnit = "条",
        },
        Wall("PRJ_ON_WALL", "上图项目数", "Projects on the wall", "", ""),
        Wall("PRJ_ON_WALL_IND", "上图产业项目数", "Industrial projects on the wall", "产业项目中", "industrial "),
        Wall("PRJ_ON_WALL_GOV", "上图政府投资项目数", "Government-funded projects on the wall", "政府投资项目中", "government-funded "),
        Rate(StartRate, "开工率", "Start rate", "开工", "started"),
        Rate(LibraryRate, "项目入库率", "Rate of entry in the statistics library", "入库", "entered"),
        Rate(ProductionRate, "投产率", "Production rate", "投产", "in production"),
        Days("PRJ_DAYS_START", "签约到开工用时（中位数）", "Days from agreement to start (median)", "开工日期在期内的项目，签约日到开工日的自然日数的中位数。", "Median of the calendar days from agreement to start of projects started within the period."),
        Days("PRJ_DAYS_START_BEST", "签约到开工最短用时", "Fewest days from agreement to start", "开工日期在期内的项目中，签约日到开工日自然日数最少的。", "The fewest calendar days from agreement to start of projects started within the period."),
        Days("PRJ_DAYS_COMPLETION", "签约到竣工用时（中位数）", "Days from agreement to completion (median)", "竣工日期在期内的项目，签约日到竣工日的自然日数的中位数。", "Median of the calendar days from agreement to completion of projects completed within the period."),
        Days("PRJ_DAYS_COMPLETION_BEST", "签约到竣工最短用时", "Fewest days from agreement to completion", "竣工日期在期内的项目中，签约日到竣工日自然日数最少的。", "The fewest calendar days from agreement to completion of projects completed within the period."),
    ];

    public async Task<IReadOnlyList<Counted>> CountAsync(string indicator, IReadOnlyList<CountSpan> spans, CancellationToken cancel)
    {
        if (Walls.TryGetValue(indicator, out var kind)) return Tally.AtEnd((await Wall(kind).ToListAsync(cancel)).Select(p => (p.WallFrom, p.WallUntil)), spans);
        var hits = await HitsAsync(indicator, cancel);
        return [.. spans.Select(span => Sum(indicator, [.. hits.Where(h => span.Holds(h.Day))], span.Until, hits.Any(h => h.Day <= span.Until)))];
    }

    public async Task<PagedList<CountedRecord>> RecordsAsync(string indicator, CountSpan span, PageRequest page, CancellationToken cancel)
    {
        if (Walls.TryGetValue(indicator, out var kind))
        {
            var standing = Wall(kind).Where(p => p.WallFrom <= span.Until && (p.WallUntil == null || p.WallUntil > span.Until));
            var shown = await standing.OrderBy(p => p.SortKey).ThenBy(p => p.Id).Skip(page.Skip).Take(page.Size).ToListAsync(cancel);
            return new([.. shown.Select(p => new CountedRecord(p.Code, new(p.Name, p.Name), $"projects/{p.Code}", Tally.Begin(p.WallFrom!.Value), Ladder.StageOf(p.Stage)?.Name, null))], await standing.LongCountAsync(cancel), page.Page, page.Size);
        }

        var hits = (await HitsAsync(indicator, cancel)).Where(h => span.Holds(h.Day)).OrderByDescending(h => h.Day).ThenBy(h => h.Code, StringComparer.Ordinal).ToList();
        // The best is one of those it is the best of.
        if (Times.TryGetValue(indicator, out var time) && time.Best) hits = [.. hits.OrderBy(h => h.Value).ThenBy(h => h.Code, StringComparer.Ordinal)];
        return new([.. hits.Skip(page.Skip).Take(page.Size).Select(h => new CountedRecord(h.Code, new(h.Name, h.Name), $"projects/{h.Code}", Tally.Begin(h.Day), Rates.ContainsKey(indicator) ? h.Done <= span.Until ? new Text("已完成", "done") : new Text("未完成", "not done") : null, h.Value))],
            hits.Count, page.Page, page.Size);
    }

    private static Counted Sum(string indicator, IReadOnlyList<Hit> hits, DateOnly until, bool known)
    {
        if (Rates.ContainsKey(indicator)) return known ? Counted.Rate(hits.Count(h => h.Done <= until), hits.Count) : Counted.Nothing;
        if (Times.TryGetValue(indicator, out var time))
            return !known ? Counted.Nothing : time.Best ? new(hits.Count == 0 ? null : hits.Min(h => h.Value), null, hits.Count) : Counted.Median(hits.Select(h => (int)h.Value!.Value));
        return known ? new(hits.Sum(h => h.Value ?? 0), null, hits.Count) : Counted.Nothing;
    }

    private async Task<IReadOnlyList<Hit>> HitsAsync(string indicator, CancellationToken cancel)
    {
        var projects = db.Set<InvestmentProject>().AsNoTracking().Where(p => p.VoidedAt == null && p.ParentId == null);
        if (indicator == Invested)
        {
            var months = await (from m in db.Set<MonthInvestment>().AsNoTracking() join p in projects on m.ProjectId equals p.Id select new { m.Month, m.CompletedFen, p.Code, p.Name }).ToListAsync(cancel);
            // A month's investment is known when the month is over: by its last day.
            return [.. months.Select(m => new Hit(m.Code, m.Name, new DateOnly(m.Month / 100, m.Month % 100, 1).AddMonths(1).AddDays(-1), null, m.CompletedFen / 10_000_000_000m))];
        }

        if (Rates.TryGetValue(indicator, out var milestone))
        {
            var due = await (from n in db.Set<ProjectNode>().AsNoTracking() join p in projects on n.ProjectId equals p.Id where n.Milestone == milestone && n.PlannedOn != null && p.EndedOn == null select new { n.PlannedOn, n.ReachedOn, p.Code, p.Name }).ToListAsync(cancel);
            return [.. due.Select(d => new Hit(d.Code, d.Name, d.PlannedOn!.Value, d.ReachedOn, null))];
        }

        var time = Times[indicator];
        var ends = await (from a in db.Set<ProjectNode>().AsNoTracking()
                          join b in db.Set<ProjectNode>().AsNoTracking() on a.ProjectId equals b.ProjectId
                          join p in projects on a.ProjectId equals p.Id
                          where a.Milestone == time.From && b.Milestone == time.To && a.ReachedOn != null && b.ReachedOn != null && b.ReachedOn >= a.ReachedOn
                          select new { From = a.ReachedOn!.Value, To = b.ReachedOn!.Value, p.Code, p.Name }).ToListAsync(cancel);
        return [.. ends.Select(e => new Hit(e.Code, e.Name, e.To, null, e.To.DayNumber - e.From.DayNumber))];
    }

    private IQueryable<InvestmentProject> Wall(string? kind) =>
        db.Set<InvestmentProject>().AsNoTracking().Where(p => p.VoidedAt == null && p.ParentId == null && p.WallFrom != null && (kind == null || p.Kind == kind));

    private static CountedIndicator Wall(string code, string zh, string en, string ofZh, string ofEn) => new(code, new(zh, en), "个",
        new($"期末在作战图上的项目：{ofZh}已到上图日期、未到下图日期的；不含作废的和子项目。", $"On the wall on the last day: {ofEn}projects from the day they came there to the day they left; voided ones and sub-projects are left out."))
    {
        AtEnd = true, SourceDept = ProjectMeasures.Records, Permission = ProjectsPermissions.Read, RecordUnit = "个",
    };

    private static CountedIndicator Rate(string code, string zh, string en, string doneZh, string doneEn) => new(code, new(zh, en), "%",
        new($"计划{doneZh}日期在期内的项目中，已{doneZh}的占比；不含作废、终止的和子项目。", $"Of projects planned for the period, the share already {doneEn}; voided ones, those given up and sub-projects are left out."))
    {
        InPoints = true, SourceDept = ProjectMeasures.Records, Permission = ProjectsPermissions.Read, PartName = new($"已{doneZh}", doneEn), BaseName = new($"应{doneZh}", "planned"), RecordUnit = "个",
    };

    private static CountedIndicator Days(string code, string zh, string en, string definition, string definitionEn) => new(code, new(zh, en), "天", new(definition, definitionEn))
    {
        Better = "down", Median = true, Least = code.EndsWith("_BEST", StringComparison.Ordinal), RecordUnit = "个", SourceDept = ProjectMeasures.Records, Permission = ProjectsPermissions.Read, BaseName = new("项目数", "projects"),
    };

    private sealed record Hit(string Code, string Name, DateOnly Day, DateOnly? Done, decimal? Value);
}
