using Jingkai.Economy.Domain;
using Jingkai.Economy.Rollups;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.Numbering;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Months.Duties;

/// <summary>What was confirmed at once, and what was left.</summary>
internal sealed record Confirmed(int Done, int Left);

/// <summary>Moves duties on.</summary>
internal sealed class DutyService(
    JingkaiDbContext db, MonthGate gate, EconomyLocks locks, DutyJudge judge, DutyMarks marks, DutyContacts contacts, Tasks.TaskReader tasks, Tasks.TaskClocks clocks, TimeProvider clock)
{
    public const string SubmitPermission = "duties.submit";
    public const string ConfirmPermission = "reports.confirm";

    private static readonly HashSet<int> None = [];

    /// <summary>What the actor may do with a duty by right.</summary>
    public static DutyRights RightsOf(JingkaiDbContext db, ReportDuty duty) => new(
        db.Actor.MemberId,
        db.SeesAll(SubmitPermission)
            || (db.SeesBy(SubmitPermission, Scope.Enterprise) && duty.EnterpriseId is { } enterprise && enterprise == db.Actor.EnterpriseId)
            || (db.SeesBy(SubmitPermission, Scope.Unit) && duty.UnitId is { } unit && unit == db.Actor.UnitId),
        db.SeesAll(ConfirmPermission), db.SeesAll(MonthEndpoints.WritePermission));

    /// <summary>Keeps what was typed; no figure knows it.</summary>
    public Task<Result<Guid>> SaveAsync(Guid id, Func<ReportTask, Result<DutyForm>> read, int? seen, CancellationToken cancel = default) => MoveAsync(id, DutyVerb.Draft, seen, async (duty, task) =>
    {
        var form = read(task);
        if (!form.IsOk) return form.Error;
        var note = DutyErrors.Note(form.Value.Note, required: false);
        if (!note.IsOk) return note.Error;
        (duty.Draft, duty.DraftAt) = ((form.Value with { Note = note.Value }).Serialize(), clock.Now());
        if (duty.State == DutyState.Waiting) duty.State = DutyState.Draft;
        await db.SaveChangesAsync(cancel);
        return Result.Ok();
    }, cancel);

    /// <summary>Submits what was typed, or the draft: the values go into the figures and wait to be confirmed.</summary>
    public Task<Result<Guid>> SubmitAsync(Guid id, Func<ReportTask, Result<DutyForm>> read, int? seen, CancellationToken cancel = default) => MoveAsync(id, DutyVerb.Submit, seen, async (duty, task) =>
    {
        var given = read(task);
        if (!given.IsOk) return given.Error;
        var form = given.Value.IsEmpty ? DutyForm.Parse(duty.Draft) with { Note = given.Value.Note } : given.Value;
        if (form.IsEmpty) return DutyErrors.NothingTyped;
        var note = DutyErrors.Note(form.Note, required: false);
        if (!note.IsOk) return note.Error;
        var judged = await judge.JudgeAsync(task, duty, form, cancel);
        if (judged.Errors.Count > 0) return ApiErrors.Invalid(judged.Errors);
        var own = duty.EnterpriseId is { } enterprise && enterprise == db.Actor.EnterpriseId;
        marks.Submission = new(duty.Id, duty.Label, own ? Collected.Declared : null, note.Value);
        try
        {
            await judged.Session.ApplyAsync(None, write: true, _ => { }, cancel);
        }
        finally
        {
            marks.Submission = null;
        }

        return Result.Ok();
    }, cancel);

    /// <summary>Confirms what another submitted.</summary>
    public Task<Result<Guid>> ConfirmAsync(Guid id, int? seen, CancellationToken cancel = default) => MoveAsync(id, DutyVerb.Confirm, seen, async (duty, _) =>
    {
        Confirm(duty, clock.Now());
        await db.SaveChangesAsync(cancel);
        return Result.Ok();
    }, cancel);

    /// <summary>Returns it to the enterprise or unit, with the reason.</summary>
    public Task<Result<Guid>> ReturnAsync(Guid id, string? reason, int? seen, CancellationToken cancel = default) => MoveAsync(id, DutyVerb.Return, seen, async (duty, task) =>
    {
        var note = DutyErrors.Note(reason, required: true);
        if (!note.IsOk) return note.Error;
        var now = clock.Now();
        (duty.State, duty.ReturnNote, duty.ConfirmedAt, duty.ConfirmedById) = (DutyState.Returned, note.Value, null, null);
        Trail(duty, DutyVerb.Return, note.Value, now);
        clocks.Touch(duty.TaskId);
        var title = await TitleAsync(task, cancel);
        await contacts.TellAsync(task, [duty], new($"已退回，请改正后再报：{title.Zh}", $"Returned, to be mended: {title.En}"), now, withLiaisons: true, note.Value, cancel);
        await db.SaveChangesAsync(cancel);
        return Result.Ok();
    }, cancel);

    /// <summary>Confirms several of one task at once: those named, or all that wait. What the actor submitted is left for another.</summary>
    public Task<Result<Confirmed>> ConfirmAllAsync(string taskCode, IReadOnlyCollection<Guid>? ids, CancellationToken cancel = default) => db.InTransactionAsync<Confirmed>(async () =>
    {
        if (db.Actor.MemberId is not { } me) return DutyErrors.MembersOnly;
        if (await db.Set<ReportTask>().AsNoTracking().FirstOrDefaultAsync(t => t.Code == taskCode, cancel) is not { } task) return ApiErrors.NotFound;
        var held = await gate.HoldAsync(db, [task.Month], cancel);
        if (held.Locked.Count > 0 || task.State != TaskState.Open) return MonthErrors.Locked(task.Month);
        if (ids is { Count: 0 }) return DutyErrors.NoneChosen;
        if (db.Provider == Provider.Postgres) await db.Database.ExecuteSqlAsync($"SELECT 1 FROM economy_report_duties WHERE zone_id = {db.ZoneId} AND task_id = {task.Id} ORDER BY id FOR UPDATE", cancel);
        var waiting = await db.Set<ReportDuty>().AsTracking().Where(d => d.TaskId == task.Id && d.State == DutyState.Submitted && (ids == null || ids.Contains(d.Id))).ToListAsync(cancel);
        var mine = waiting.Where(d => d.SubmittedById != me).ToList();
        var now = clock.Now();
        // One entry of the trail for the whole, not one for each enterprise.
        using (db.SuppressAudit())
        {
            foreach (var duty in mine) Confirm(duty, now);
            AuditTrail.Record(db, now, "confirmed", nameof(ReportTask), task.Id.ToString(), task.Code, after: new { duties = mine.Select(d => d.Label) });
            await db.SaveChangesAsync(cancel);
        }

        return new Confirmed(mine.Count, (ids?.Count ?? waiting.Count) - mine.Count);
    }, cancel);

    private void Confirm(ReportDuty duty, DateTime now)
    {
        (duty.State, duty.ConfirmedAt, duty.ConfirmedById) = (DutyState.Confirmed, now, db.Actor.MemberId);
        clocks.Touch(duty.TaskId);
        Trail(duty, DutyVerb.Confirm, null, now);
    }

    private void Trail(ReportDuty duty, string verb, string? note, DateTime now) =>
        db.Add(new DutyMove { ZoneId = db.ZoneId, DutyId = duty.Id, At = now, MemberId = db.Actor.MemberId, Verb = verb, Note = note });

    /// <summary>Holds the month, the enterprise and the duty, in this order, and moves the duty when its state and the actor's rights allow.</summary>
    private Task<Result<Guid>> MoveAsync(Guid id, string verb, int? seen, Func<ReportDuty, ReportTask, Task<Result>> move, CancellationToken cancel) => db.InTransactionAsync<Guid>(async () =>
    {
        // Found first under the reader's scope: of what one may not see, one does not learn that it exists.
        if (await db.Set<ReportDuty>().AsNoTracking().FirstOrDefaultAsync(d => d.Id == id, cancel) is not { } found) return ApiErrors.NotFound;
        var held = await gate.HoldAsync(db, [found.Month], cancel);
        if (verb == DutyVerb.Submit && found.EnterpriseId is { } enterprise) await locks.LockAsync(db, [enterprise], cancel);
        if (verb == DutyVerb.Submit && found.UnitId is not null) await NumberSeries.HoldAsync(db, Exchange.ObservationsLedger.LedgerCode, cancel);
        if (db.Provider == Provider.Postgres) await db.Database.ExecuteSqlAsync($"SELECT 1 FROM economy_report_duties WHERE zone_id = {db.ZoneId} AND id = {id} FOR UPDATE", cancel);
        var duty = await db.Set<ReportDuty>().AsTracking().FirstAsync(d => d.Id == id, cancel);
        var task = await db.Set<ReportTask>().AsNoTracking().FirstAsync(t => t.Id == duty.TaskId, cancel);
        if (held.Locked.Count > 0) return MonthErrors.Locked(duty.Month);
        if (seen is { } version && version != duty.Version) return ApiErrors.Stale;
        var rights = RightsOf(db, duty);
        var allowed = DutyRules.Allowed(duty, task.State == TaskState.Open, rights);
        if (!allowed.Contains(verb))
        {
            if (!May(verb, rights)) return ApiErrors.NotPermitted;
            if (verb == DutyVerb.Confirm && rights.Member is null) return DutyErrors.MembersOnly;
            return verb == DutyVerb.Confirm && duty.State == DutyState.Submitted && duty.SubmittedById == rights.Member ? DutyErrors.OwnSubmission(allowed) : DutyErrors.NotAllowed(verb, allowed);
        }

        var moved = await move(duty, task);
        return moved.IsOk ? id : moved.Error;
    }, cancel);

    private static bool May(string verb, DutyRights rights) => verb switch
    {
        DutyVerb.Draft or DutyVerb.Submit => rights.Delivers,
        DutyVerb.Confirm or DutyVerb.Return => rights.Confirms,
        _ => rights.Reminds,
    };

    private async Task<Text> TitleAsync(ReportTask task, CancellationToken cancel) => await tasks.TitleTextAsync(task, cancel);
}
