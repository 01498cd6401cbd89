using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Attachments;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.Numbering;
using Jingkai.Platform.SignOffs;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Register;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.LifeCycle;

/// <summary>Claims stages and brings evidence. A claim changes nothing but that it waits; the confirmer's agreement moves the project.</summary>
internal sealed class StageService(JingkaiDbContext db, ProjectReader reader, SignOffService signOffs, TimeProvider clock)
{
    private const int LongestNote = 1000;

    /// <summary>Claims that a project reached its next stage.</summary>
    /// <returns>Code of the sign-off; every reason against it; nothing changed then.</returns>
    public Task<Result<string>> ClaimAsync(string code, StageClaim claim, CancellationToken cancel) => db.InTransactionAsync<string>(async () =>
    {
        if (!(await TakeAsync(code, ProjectsPermissions.Write, cancel)).Try(out var file, out var error)) return error;
        if (await OpenAsync(db, file.Project.Id, cancel) is { } open) return Errors.Pending(open.SignOff ?? "");
        foreach (var (brought, at) in (claim.Evidence ?? []).Select((e, at) => (e, at)))
            if (!(await AddAsync(file, brought, cancel)).Try(out _, out error)) return ApiErrors.Invalid([error.At(string.Create(CultureInfo.InvariantCulture, $"evidence[{at}]"))]);
        await db.SaveChangesAsync(cancel);
        var free = await FreeAsync(db, file.Project.Id, null, cancel);
        var wrong = Gate.Judge(FactsOf(file), claim.To, claim.On, free.Select(e => e.Kind).ToHashSet(StringComparer.Ordinal), db.Today).ToList();
        var note = TextNormal.CleanLines(claim.Note);
        if (note.Length > LongestNote) wrong.Add(ApiErrors.TooLong("note", LongestNote));
        if (wrong.Count > 0) return wrong.Find(w => w.Kind == ErrorKind.Conflict) ?? ApiErrors.Invalid(wrong);
        var (project, stage) = (file.Project, Ladder.StageOf(claim.To)!);
        var move = new StageMove
        {
            ZoneId = db.ZoneId, ProjectId = project.Id, FromStage = project.Stage, ToStage = stage.Code, ReachedOn = claim.On, Note = note.Length == 0 ? null : note, ClaimedById = db.Actor.MemberId, ClaimedAt = clock.Now(),
        };
        Tie(move, free);
        db.Add(move);
        var asked = await signOffs.StartAsync(new(StageKind.KindCode, ProjectScope.Kind, project.Id.ToString(), new($"{project.Name}：{Ladder.StageOf(project.Stage)!.Zh} → {stage.Zh}", $"{project.Name}: {Ladder.StageOf(project.Stage)!.En} → {stage.En}"), new StageAsked(move.Id))
        {
            Reason = note.Length == 0 ? null : note, Path = $"projects/{project.Code}?tab=stages", Owner = file.Holder("attendant"),
        }, cancel);
        if (!asked.Try(out var signOff, out error)) return error;
        move.SignOff = signOff.Code;
        AuditTrail.Record(db, move.ClaimedAt, "stage-claimed", nameof(InvestmentProject), project.Id.ToString(), project.Code, new { stage = project.Stage }, new { stage = stage.Code, on = claim.On, signOff = signOff.Code });
        await db.SaveChangesAsync(cancel);
        return signOff.Code;
    }, cancel);

    /// <summary>Ties a file of the project to what it proves.</summary>
    public Task<Result<Guid>> BringAsync(string code, EvidenceInput input, CancellationToken cancel) => db.InTransactionAsync<Guid>(async () =>
    {
        if (!(await TakeAsync(code, ProjectsPermissions.Attach, cancel)).Try(out var file, out var error)) return error;
        if (!(await AddAsync(file, input, cancel)).Try(out var evidence, out error)) return ApiErrors.Invalid([error]);
        await db.SaveChangesAsync(cancel);
        return evidence.Id;
    }, cancel);

    /// <summary>What the gates look at of a project.</summary>
    public static GateFacts FactsOf(ProjectFile file) => new(file.Project, file.Nodes, file.Months.Count > 0);

    /// <summary>The claim of a project that waits.</summary>
    public static Task<StageMove?> OpenAsync(JingkaiDbContext db, Guid project, CancellationToken cancel) =>
        db.Set<StageMove>().AsTracking().FirstOrDefaultAsync(m => m.ProjectId == project && m.State == StageMoveState.Claimed, cancel);

    /// <summary>Evidence no confirmed or waiting claim stands on, and that of one claim; what lies on a voided file is none.</summary>
    public static async Task<List<ProjectEvidence>> FreeAsync(JingkaiDbContext db, Guid project, Guid? of, CancellationToken cancel) =>
        await db.Set<ProjectEvidence>().AsTracking().Where(e => e.ProjectId == project
            && (e.MoveId == null || e.MoveId == of || db.Set<StageMove>().Any(m => m.ZoneId == e.ZoneId && m.Id == e.MoveId && m.State == StageMoveState.Refused))
            && db.Set<Attachment>().Any(a => a.ZoneId == e.ZoneId && a.Id == e.AttachmentId && a.VoidedAt == null)).ToListAsync(cancel);

    /// <summary>A claim stands on the evidence its gate asks for.</summary>
    public static void Tie(StageMove move, IEnumerable<ProjectEvidence> free)
    {
        foreach (var evidence in free.Where(e => (Ladder.StageOf(move.ToStage)!.Evidence ?? []).Contains(e.Kind))) evidence.MoveId = move.Id;
    }

    private async Task<Result<ProjectEvidence>> AddAsync(ProjectFile file, EvidenceInput input, CancellationToken cancel)
    {
        if (Ladder.EvidenceName(input.Kind) is null) return Errors.UnknownEvidence(input.Kind);
        var (subject, note) = (file.Project.Id.ToString(), TextNormal.Clean(input.Note));
        if (note.Length > LongestNote) return ApiErrors.TooLong("note", LongestNote);
        if (!Guid.TryParse(input.Attachment, out var id) || !await db.Set<Attachment>().AnyAsync(a => a.Id == id && a.SubjectKind == ProjectScope.Kind && a.SubjectId == subject && a.VoidedAt == null, cancel)) return Errors.NoSuchFile(input.Attachment);
        var known = await db.Set<ProjectEvidence>().AsTracking().FirstOrDefaultAsync(e => e.ProjectId == file.Project.Id && e.AttachmentId == id, cancel);
        if (known is null) db.Add(known = new() { ZoneId = db.ZoneId, ProjectId = file.Project.Id, AttachmentId = id, ById = db.Actor.MemberId, At = clock.Now() });
        // What a confirmed stage stands on stays what it was.
        if (known.MoveId is null) (known.Kind, known.Note) = (input.Kind!, note.Length == 0 ? null : note);
        return known;
    }

    /// <summary>The project with its parts, held until the transaction ends.</summary>
    private async Task<Result<ProjectFile>> TakeAsync(string code, string permission, CancellationToken cancel)
    {
        if (db.Actor.MemberId is null) return Errors.MembersOnly;
        await NumberSeries.HoldAsync(db, ProjectService.Series, cancel);
        if (await reader.IdOfAsync(code, cancel) is not { } id) return ApiErrors.NotFound;
        if (!await db.Set<InvestmentProject>().Where(ProjectScope.Of(db, permission)).AnyAsync(p => p.Id == id, cancel)) return ApiErrors.NotPermitted;
        return (await ProjectFile.LoadAsync(db, [id], track: true, cancel))[0];
    }
}

/// <summary>What a sign-off of a stage is about.</summary>
/// <param name="Move">The claim.</param>
internal sealed record StageAsked(Guid Move);
