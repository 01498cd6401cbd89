using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Attachments;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Register;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Promises;

/// <summary>Reads promises within the reader's scope: who sees a project sees what both sides promised.</summary>
internal sealed class PromiseReader(JingkaiDbContext db, ProjectReader projects)
{
    public async Task<PagedList<PromiseView>> ListAsync(PromiseFilter filter, PageRequest page, CancellationToken cancel)
    {
        var promises = filter.Apply(db, await projects.BookAsync(cancel));
        var total = await promises.LongCountAsync(cancel);
        return new(await ViewsAsync(await filter.Order(db, promises).Skip(page.Skip).Take(page.Size).ToListAsync(cancel), cancel), total, page.Page, page.Size);
    }

    /// <summary>All promises of a project, open ones first.</summary>
    public async Task<IReadOnlyList<PromiseView>> OfAsync(Guid project, CancellationToken cancel)
    {
        var filter = new PromiseFilter { Project = project.ToString() };
        return await ViewsAsync(await filter.Order(db, filter.Apply(db, await projects.BookAsync(cancel))).ToListAsync(cancel), cancel);
    }

    /// <summary>How the promises that pass a filter stand, by side.</summary>
    public async Task<IReadOnlyList<PromiseCount>> CountsAsync(PromiseFilter filter, CancellationToken cancel)
    {
        var promises = (filter with { Side = null, State = null }).Apply(db, await projects.BookAsync(cancel));
        var beginning = ClockEnds.Beginning(db.Today);
        var rows = await promises.GroupBy(p => new { p.Side, p.Result }).Select(g => new { g.Key.Side, g.Key.Result, N = g.Count() }).ToListAsync(cancel);
        var late = await promises.Where(p => p.Result == null && db.Set<ClockEnds>().Any(k => k.ZoneId == p.ZoneId && k.Id == p.ClockId && k.DueAt < beginning)).GroupBy(p => p.Side).Select(g => new { Side = g.Key, N = g.Count() }).ToListAsync(cancel);
        return [.. PromiseSide.All.Select(s => new PromiseCount(s.Code, rows.Where(r => r.Side == s.Code).Sum(r => r.N), rows.Where(r => r.Side == s.Code && r.Result is null).Sum(r => r.N), late.Find(l => l.Side == s.Code)?.N ?? 0,
            rows.Where(r => r.Side == s.Code && r.Result is PromiseResult.Kept or PromiseResult.KeptLate && r.Side == s.Code).Sum(r => r.N), rows.Where(r => r.Side == s.Code && r.Result == PromiseResult.Broken).Sum(r => r.N)))];
    }

    public async Task<Result<PromiseView>> FindAsync(string code, CancellationToken cancel)
    {
        var id = Guid.TryParse(code, out var parsed) ? parsed : Guid.Empty;
        return await db.Set<ProjectPromise>().AsNoTracking().FirstOrDefaultAsync(p => p.Code == code || p.Id == id, cancel) is { } promise ? (await ViewsAsync([promise], cancel))[0] : ApiErrors.NotFound;
    }

    /// <summary>Files of the project to choose evidence from, the newest first.</summary>
    public async Task<IReadOnlyList<(string Id, string Name)>> FilesAsync(string projectCode, CancellationToken cancel)
    {
        if (await projects.IdOfAsync(projectCode, cancel) is not { } project) return [];
        var subject = project.ToString();
        var files = await db.Set<Attachment>().AsNoTracking().Where(a => a.SubjectKind == ProjectScope.Kind && a.SubjectId == subject && a.VoidedAt == null).OrderByDescending(a => a.Id).Select(a => new { a.Id, a.Name }).ToListAsync(cancel);
        return [.. files.Select(f => (f.Id.ToString(), f.Name))];
    }

    public async Task<IReadOnlyList<PromiseView>> ViewsAsync(IReadOnlyList<ProjectPromise> promises, CancellationToken cancel)
    {
        if (promises.Count == 0) return [];
        var (book, projectIds, clockIds, files) = (await projects.BookAsync(cancel), promises.Select(p => p.ProjectId).Distinct().ToList(), promises.Select(p => p.ClockId).OfType<Guid>().ToList(), promises.Select(p => p.EvidenceId).OfType<Guid>().ToList());
        var of = await db.Set<InvestmentProject>().AsNoTracking().Where(p => projectIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => (p.Code, p.Name), cancel);
        var ends = await db.Set<ClockEnds>().AsNoTracking().Where(c => clockIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancel);
        var names = await db.Set<Attachment>().AsNoTracking().Where(a => files.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, cancel);
        var paused = await db.Set<ClockStandstill>().AsNoTracking().Where(s => clockIds.Contains(s.ClockId) && s.UntilAt == null).ToDictionaryAsync(s => s.ClockId, s => s.Reason, cancel);
        return [.. promises.Select(p => View(p, of[p.ProjectId], book, p.ClockId is { } clock ? ends.GetValueOrDefault(clock) : null, p.EvidenceId is { } file ? names.GetValueOrDefault(file) : null, p.ClockId is { } at ? paused.GetValueOrDefault(at) : null))];
    }

    private PromiseView View(ProjectPromise p, (string Code, string Name) project, ProjectBook book, ClockEnds? clock, string? evidence, string? pause)
    {
        var item = PromiseItems.Find(p.Item);
        var ends = p.Result is null ? clock?.DueOn : null;
        return new(p.Code, project.Code, project.Name, p.Side, PromiseSide.NameOf(p.Side).Current, p.Item, item?.Name.Current ?? p.Item, p.Text)
        {
            Id = p.Id, Value = PromiseWriter.Number(p.ValueE4), ValueUnit = p.ValueUnit, AtMost = item?.AtMost == true, AgreedOn = p.AgreedOn, DueOn = p.DueOn, Ends = ends, DaysLeft = ends?.DayNumber - db.Today.DayNumber,
            State = p.VoidedAt is not null ? PromiseState.Voided : p.Result ?? (p.SignOff is not null ? PromiseState.Waiting : clock?.State == ClockState.Paused ? PromiseState.Paused : ends < db.Today ? PromiseState.Overdue : PromiseState.Open),
            Unit = book.UnitName(p.UnitId), Owner = book.NameOf(p.OwnerId), OwnerId = p.OwnerId, Agreement = p.Agreement, Source = p.Source, Result = p.Result, Achieved = PromiseWriter.Number(p.AchievedE4), ResultOn = p.ResultOn,
            Evidence = p.EvidenceId, EvidenceName = evidence, Remedy = p.Remedy, ResultNote = p.ResultNote, EnteredBy = book.NameOf(p.EnteredById), JudgedBy = book.NameOf(p.JudgedById), JudgedAt = p.JudgedAt, SignOff = p.SignOff,
            PauseReason = clock?.State == ClockState.Paused ? pause : null, VoidReason = p.VoidReason, Version = p.Version,
        };
    }
}
