using Jingkai.Enterprises.Contracts;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Jingkai.Projects.Domain;
using Jingkai.Projects.LifeCycle;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Register;

/// <summary>Reads projects within the reader's scope.</summary>
internal sealed class ProjectReader(JingkaiDbContext db, IEnterpriseDirectory directory)
{
    private ProjectBook? book;

    public async Task<ProjectBook> BookAsync(CancellationToken cancel) => book ??= await ProjectBook.LoadAsync(db, directory, cancel);

    public async Task<PagedList<ProjectSummary>> ListAsync(ProjectFilter filter, PageRequest page, CancellationToken cancel)
    {
        var projects = await filter.ApplyAsync(db, await BookAsync(cancel), cancel);
        var total = await projects.LongCountAsync(cancel);
        var ids = await filter.Order(projects).Skip(page.Skip).Take(page.Size).Select(p => p.Id).ToListAsync(cancel);
        var views = await ViewsAsync(ids, cancel);
        return new([.. views.Select(v => v.Summary)], total, page.Page, page.Size);
    }

    public async Task<Result<ProjectView>> FindAsync(string code, CancellationToken cancel) =>
        await IdOfAsync(code, cancel) is { } id && await ViewsAsync([id], cancel) is [var (view, _)] ? view : ApiErrors.NotFound;

    /// <summary>By permanent code, project code or id.</summary>
    public async Task<Guid?> IdOfAsync(string code, CancellationToken cancel)
    {
        var id = Guid.TryParse(code, out var parsed) ? parsed : Guid.Empty;
        return await db.Set<InvestmentProject>().AsNoTracking().Where(p => p.Code == code || p.Id == id || (p.NationalCode == code && p.VoidedAt == null)).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(cancel);
    }

    /// <summary>Whether a permission of the reader reaches a project.</summary>
    public Task<bool> MayAsync(Guid project, string permission, CancellationToken cancel) => db.Set<InvestmentProject>().Where(ProjectScope.Of(db, permission)).AnyAsync(p => p.Id == project, cancel);

    /// <summary>Milestones and nodes of a project's own plan.</summary>
    public async Task<IReadOnlyList<ProjectNode>> NodesAsync(Guid project, CancellationToken cancel) => await db.Set<ProjectNode>().AsNoTracking().Where(n => n.ProjectId == project).OrderBy(n => n.Position).ThenBy(n => n.Id).ToListAsync(cancel);

    /// <summary>Completed investment by month, the newest first.</summary>
    public Task<IReadOnlyList<MonthView>> MonthsAsync(Guid project, CancellationToken cancel) => ProjectStory.MonthsAsync(db, project, cancel);

    /// <summary>What was done to a project, the newest first.</summary>
    public Task<IReadOnlyList<HistoryView>> HistoryAsync(Guid project, string code, CancellationToken cancel) => ProjectStory.ReadAsync(db, project, code, cancel);

    /// <summary>How many projects stand at each stage, and what they come to, of those that pass a filter.</summary>
    public async Task<IReadOnlyList<StageCount>> StagesAsync(ProjectFilter filter, CancellationToken cancel)
    {
        var rows = await (await filter.ApplyAsync(db, await BookAsync(cancel), cancel)).GroupBy(p => p.Stage).Select(g => new { Stage = g.Key, Projects = g.Count(), Fen = g.Sum(p => p.ParentId == null ? p.InvestmentFen ?? 0 : 0) }).ToListAsync(cancel);
        return [.. Ladder.Stages.Select(s => rows.Find(r => r.Stage == s.Code) is { } row ? new StageCount(s.Code, s.Name.Current, row.Projects, row.Fen / 10_000_000_000m) : new StageCount(s.Code, s.Name.Current, 0, 0))];
    }

    /// <summary>Projects in the order of the ids.</summary>
    public async Task<IReadOnlyList<(ProjectView View, ProjectSummary Summary)>> ViewsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        if (ids.Count == 0) return [];
        var words = await BookAsync(cancel);
        var files = await ProjectFile.LoadAsync(db, ids, track: false, cancel);
        var companies = await directory.ByIdsAsync([.. files.Select(f => f.Project.EnterpriseId).OfType<Guid>().Distinct()], cancel);
        return [.. files.Select(f => (View: Of(f, words, f.Project.EnterpriseId is { } company ? companies.GetValueOrDefault(company) : null, db.Today), Summary: Short(f, words, db.Today)))];
    }

    /// <summary>A project as it is answered.</summary>
    public static ProjectView Of(ProjectFile file, ProjectBook words, EnterpriseRef? company, DateOnly today)
    {
        var (p, brief) = (file.Project, Short(file, words, today));
        DateOnly? Reached(string milestone) => file.Milestone(milestone)?.ReachedOn;
        return new(brief.Code, brief.Name, brief.Kind, brief.KindName, brief.Stage, brief.StageName)
        {
            Id = p.Id, StageOn = p.StageOn, TotalInvestment = brief.TotalInvestment, InvestmentBound = p.InvestmentBound, LandMu = brief.LandMu, LandBound = p.LandBound, Unit = brief.Unit, Park = brief.Park,
            Sponsor = brief.Sponsor, Attendant = brief.Attendant, Tags = brief.Tags, OnWall = brief.OnWall, YearPlan = brief.YearPlan, YearCompleted = brief.YearCompleted, EndedOn = p.EndedOn,
            Aliases = p.AliasList, NationalCode = p.NationalCode, Investor = p.Investor, Enterprise = company?.Code, EnterpriseName = company?.Name, IndustryCode = p.IndustryCode, Chain = p.Chain,
            Content = p.Content, Capacity = p.Capacity, Address = p.Address, Longitude = Amounts.Degrees(p.LongitudeE7), Latitude = Amounts.Degrees(p.LatitudeE7), Datum = p.LongitudeE7 is null ? null : Datum.Cgcs2000.Code(), EnteredDatum = p.EnteredDatum, Place = ProjectPlace.Of(p), WallFrom = p.WallFrom, WallUntil = p.WallUntil,
            Parent = file.Parent?.Code, ParentName = file.Parent?.Name, Source = p.Source, EndReason = p.EndReason, VoidedAt = p.VoidedAt, VoidedBy = p.VoidedBy, VoidReason = p.VoidReason, Version = p.Version, Completed = Amounts.Wan(file.Invested),
            Milestones = [.. file.Nodes.Where(n => n.Milestone is not null).OrderBy(n => n.Position).Select(n => new MilestoneView(n.Milestone!, Ladder.MilestoneName(n.Milestone)!.Value.Current, n.PlannedOn, n.PromisedOn, n.ReachedOn))],
            Years = [.. file.YearPlans.Select(y => y.Year).Concat(file.Months.Select(m => m.Month / 100)).Distinct().Order()
                .Select(y => new YearView(y, Amounts.Wan(file.YearPlans.Find(p => p.Year == y)?.PlannedFen), Amounts.Wan(file.InvestedIn(y))))],
            DaysToStart = Amounts.Days(Reached("signed"), Reached("started")),
            DaysToCompletion = Amounts.Days(Reached("signed"), Reached("completed")),
            StartedOnLand = Amounts.Days(Reached("land"), Reached("started")) is { } days ? days <= Amounts.StartOnLandDays : null,
        };
    }

    private static ProjectSummary Short(ProjectFile file, ProjectBook words, DateOnly today)
    {
        var p = file.Project;
        return new(p.Code, p.Name, p.Kind, Ladder.KindOf(p.Kind)?.Name.Current ?? p.Kind, p.Stage, Ladder.StageOf(p.Stage)?.Name.Current ?? p.Stage)
        {
            Id = p.Id, StageOn = p.StageOn, TotalInvestment = Amounts.Wan(p.InvestmentFen), InvestmentBound = p.InvestmentBound, LandMu = Amounts.Mu(p.LandUnits), LandBound = p.LandBound,
            Unit = words.UnitName(p.UnitId), Park = words.ParkName(p.ParkId), Sponsor = words.NameOf(file.Holder("sponsor")), Attendant = words.NameOf(file.Holder("attendant")),
            Tags = [.. file.Tags.Select(t => t.Tag)], OnWall = p.WallFrom <= today && (p.WallUntil is null || p.WallUntil > today),
            YearPlan = Amounts.Wan(file.YearPlans.Find(y => y.Year == today.Year)?.PlannedFen), YearCompleted = Amounts.Wan(file.InvestedIn(today.Year)), EndedOn = p.EndedOn,
        };
    }
}
