using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Attachments;
using Jingkai.Platform.Data;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Register;
using Jingkai.Ui;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.LifeCycle;

/// <summary>Reads stages, gates and evidence of projects within the reader's scope.</summary>
internal sealed class StageReader(JingkaiDbContext db, ProjectReader reader)
{
    /// <summary>The gate before a project.</summary>
    public async Task<Result<GateView>> GateAsync(string code, CancellationToken cancel)
    {
        if (await reader.IdOfAsync(code, cancel) is not { } id) return ApiErrors.NotFound;
        var file = (await ProjectFile.LoadAsync(db, [id], track: false, cancel))[0];
        var (project, facts) = (file.Project, StageService.FactsOf(file));
        var stage = Ladder.StageOf(project.Stage)!.Name.Current;
        var pending = await StageService.OpenAsync(db, id, cancel);
        var live = project is { VoidedAt: null, EndedOn: null };
        if (Gate.Next(facts) is not { } gate || !live) return new GateView(project.Stage, stage, null, null, [], [], false, pending?.SignOff);
        var free = (await StageService.FreeAsync(db, id, pending?.Id, cancel)).Select(e => e.Kind).ToHashSet(StringComparer.Ordinal);
        var asked = Ladder.KindOf(project.Kind)!.FactsOf(gate.To).Select(f => new GateItem(f, Ladder.FactName(f).Current, facts.Has(f))).ToList();
        var evidence = gate.Evidence.Select(e => new GateItem(e, Ladder.EvidenceName(e)!.Value.Current, free.Contains(e))).ToList();
        return new GateView(project.Stage, stage, gate.To.Code, gate.To.Name.Current, asked, evidence, pending is null && asked.TrueForAll(f => f.Present) && evidence.TrueForAll(e => e.Present), pending?.SignOff);
    }

    /// <summary>The moves of a project, the newest first.</summary>
    public async Task<Result<IReadOnlyList<StageMoveView>>> MovesAsync(string code, CancellationToken cancel)
    {
        if (await reader.IdOfAsync(code, cancel) is not { } id) return ApiErrors.NotFound;
        var (moves, book) = (await db.Set<StageMove>().AsNoTracking().Where(m => m.ProjectId == id).OrderByDescending(m => m.Id).ToListAsync(cancel), await reader.BookAsync(cancel));
        var evidence = await EvidenceAsync(id, cancel);
        return Result.Ok<IReadOnlyList<StageMoveView>>([.. moves.Select(m => new StageMoveView(
            m.FromStage, Ladder.StageOf(m.FromStage)?.Name.Current, m.ToStage, Ladder.StageOf(m.ToStage)?.Name.Current ?? m.ToStage, m.ReachedOn, m.Note, book.NameOf(m.ClaimedById), m.ClaimedAt, m.State, m.SignOff, book.NameOf(m.DecidedById), m.DecidedAt)
        {
            Evidence = [.. evidence.Where(e => e.Move == m.Id).Select(e => e.View)],
        })]);
    }

    /// <summary>Files of a project that a claim can bring, the newest first.</summary>
    public async Task<IReadOnlyList<SelectOption>> FilesAsync(Guid project, CancellationToken cancel)
    {
        var subject = project.ToString();
        var files = await db.Set<Attachment>().AsNoTracking().Where(a => a.SubjectKind == ProjectScope.Kind && a.SubjectId == subject && a.VoidedAt == null
            && !db.Set<ProjectEvidence>().Any(e => e.AttachmentId == a.Id && e.ProjectId == project && e.MoveId != null)).OrderByDescending(a => a.Id).Select(a => new { a.Id, a.Name, a.Note }).ToListAsync(cancel);
        return [.. files.Select(f => new SelectOption(f.Id.ToString(), f.Name, f.Note))];
    }

    /// <summary>All evidence of a project, the newest first.</summary>
    public async Task<Result<IReadOnlyList<EvidenceView>>> EvidenceAsync(string code, CancellationToken cancel) =>
        await reader.IdOfAsync(code, cancel) is { } id ? Result.Ok<IReadOnlyList<EvidenceView>>([.. (await EvidenceAsync(id, cancel)).Select(e => e.View)]) : ApiErrors.NotFound;

    private async Task<IReadOnlyList<(Guid? Move, EvidenceView View)>> EvidenceAsync(Guid project, CancellationToken cancel)
    {
        var rows = await (from e in db.Set<ProjectEvidence>().AsNoTracking()
                          join a in db.Set<Attachment>().AsNoTracking() on e.AttachmentId equals a.Id
                          join m in db.Set<StageMove>().AsNoTracking() on e.MoveId equals (Guid?)m.Id into moves
                          from m in moves.DefaultIfEmpty()
                          where e.ProjectId == project && (a.VoidedAt == null || (m != null && m.State == StageMoveState.Confirmed))
                          orderby e.Id descending
                          select new { Evidence = e, a.Name, a.TakenAt, Voided = a.VoidedAt != null, To = m == null || m.State == StageMoveState.Refused ? null : m.ToStage }).ToListAsync(cancel);
        var book = await reader.BookAsync(cancel);
        return [.. rows.Select(r => (r.Evidence.MoveId, new EvidenceView(r.Evidence.Id, r.Evidence.Kind, Ladder.EvidenceName(r.Evidence.Kind)?.Current ?? r.Evidence.Kind, r.Evidence.AttachmentId, r.Name, r.Evidence.Note, r.TakenAt,
            book.NameOf(r.Evidence.ById), r.Evidence.At, r.To) { Voided = r.Voided }))];
    }
}
