using Jingkai.Kernel;
using Jingkai.Platform.Counting;
using Jingkai.Platform.Data;
using Jingkai.Projects.Domain;
using Jingkai.Projects.LifeCycle;
using Jingkai.Projects.Register;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Figures;

/// <summary>Counts projects by what they reached, within the reader's scope. Every number is the sum over the records that its trace lists.</summary>
internal sealed class ProjectCounts(JingkaiDbContext db) : ICountedSource
{
    private static readonly Dictionary<string, ProjectMeasure> Measures = ProjectMeasures.All.ToDictionary(m => m.Indicator.Code, StringComparer.Ordinal);

    public IReadOnlyList<CountedIndicator> Indicators { get; } = [.. ProjectMeasures.All.Select(m => m.Indicator)];

    public async Task<IReadOnlyList<Counted>> CountAsync(string indicator, IReadOnlyList<CountSpan> spans, CancellationToken cancel)
    {
        var measure = Measures[indicator];
        var stays = await Stays(measure).ToListAsync(cancel);
        // From the first day on which any project reached anything, a nought is a nought; before it there is nothing to say.
        var known = await db.Set<ProjectNode>().AsNoTracking().Where(n => db.Set<InvestmentProject>().Any(p => p.Id == n.ProjectId && p.VoidedAt == null)).MinAsync(n => n.ReachedOn, cancel);
        return [.. spans.Select(span => known is null || known > span.Until ? Counted.Nothing : Sum(measure, [.. stays.Where(s => Counts(measure, s, span))]))];
    }

    public async Task<PagedList<CountedRecord>> RecordsAsync(string indicator, CountSpan span, PageRequest page, CancellationToken cancel)
    {
        var measure = Measures[indicator];
        var found = (await Stays(measure).ToListAsync(cancel)).Where(s => Counts(measure, s, span)).OrderByDescending(s => s.Since).ThenBy(s => s.Code, StringComparer.Ordinal).ToList();
        return new([.. found.Skip(page.Skip).Take(page.Size).Select(s => new CountedRecord(s.Code, new(s.Name, s.Name), $"projects/{s.Code}", Tally.Begin(s.Since), Ladder.StageOf(s.Stage)?.Name, Value(measure, s)))],
            found.Count, page.Page, page.Size);
    }

    private IQueryable<Stay> Stays(ProjectMeasure measure)
    {
        var (e, kind, floor, ceiling) = (measure.Event, measure.Kind, measure.Floor, measure.Ceiling);
        // A sub-project is in its whole.
        var projects = db.Set<InvestmentProject>().AsNoTracking().Where(p => p.VoidedAt == null && p.ParentId == null);
        if (kind is not null) projects = projects.Where(p => p.Kind == kind);
        if (floor is not null) projects = projects.Where(p => p.InvestmentFen >= floor);
        if (ceiling is not null) projects = projects.Where(p => p.InvestmentFen < ceiling);
        var (since, until) = (e.From, e.Until ?? []);
        return from p in projects
               join n in db.Set<ProjectNode>().AsNoTracking() on p.Id equals n.ProjectId
               where n.Milestone == since && n.ReachedOn != null
               select new Stay
               {
                   Code = p.Code, Name = p.Name, Stage = p.Stage, Since = n.ReachedOn!.Value, Ended = p.EndedOn, InvestmentFen = p.InvestmentFen, LandUnits = p.LandUnits,
                   Until = db.Set<ProjectNode>().Where(m => m.ProjectId == p.Id && until.Contains(m.Milestone)).Min(m => m.ReachedOn),
               };
    }

    private static bool Counts(ProjectMeasure measure, Stay stay, CountSpan span) => measure.Event.Until is null
        ? span.Holds(stay.Since) : stay.Since <= span.Until && !(stay.Until <= span.Until) && !(stay.Ended <= span.Until);

    // Summed in the stored integers; the unit comes last.
    private static Counted Sum(ProjectMeasure measure, IReadOnlyList<Stay> stays) => measure.Sum switch
    {
        ProjectSum.Investment => new(stays.Sum(s => (decimal)(s.InvestmentFen ?? 0)) / 10_000_000_000m, null, stays.Count),
        ProjectSum.Land => new(stays.Sum(s => (decimal)(s.LandUnits ?? 0)) / 20_000_000m, null, stays.Count),
        _ => new(stays.Count),
    };

    private static decimal? Value(ProjectMeasure measure, Stay stay) => measure.Sum switch
    {
        ProjectSum.Investment => stay.InvestmentFen / 10_000_000_000m,
        ProjectSum.Land => Amounts.Mu(stay.LandUnits),
        _ => null,
    };

    private sealed class Stay
    {
        public required string Code { get; init; }

        public required string Name { get; init; }

        public required string Stage { get; init; }

        public required DateOnly Since { get; init; }

        public required DateOnly? Until { get; init; }

        public required DateOnly? Ended { get; init; }

        public required long? InvestmentFen { get; init; }

        public required long? LandUnits { get; init; }
    }
}
