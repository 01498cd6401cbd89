using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Attachments;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Calendars;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Jingkai.Platform.Numbering;
using Jingkai.Platform.SignOffs;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Rating;
using Jingkai.Projects.Register;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Extensions;

/// <summary>A request as somebody makes it.</summary>
/// <param name="What">start, completion or land.</param>
/// <param name="Until">The day asked for.</param>
/// <param name="Reason">Why.</param>
/// <param name="File">A file of the project that goes with it.</param>
internal sealed record ExtensionInput(string? What, DateOnly? Until, string? Reason, string? File = null);

/// <summary>A request as it is answered.</summary>
internal sealed record ExtensionLine(
    string What, string WhatName, DateOnly Expires, DateOnly Until, DateOnly? WasPlanned, DateOnly? WasPromised, string Reason, Guid? File, bool Late, string State, string? AskedBy, DateOnly AskedOn, string? SignOff, DateOnly? AnswerBy, string? DecidedBy, DateTime? DecidedAt);

/// <summary>Asks for extensions, by the rules that are data and never past a limit in force.</summary>
internal sealed class ExtensionService(JingkaiDbContext db, ProjectReader reader, FactorLimits limits, SignOffService signOffs, IClocks clocks, WorkDays days, TimeProvider time)
{
    public const string ClockKind = "project-extension", Limit = "project.extension";

    private const int LongestReason = 500;

    /// <summary>Hands a request in.</summary>
    /// <returns>Code of the sign-off; why not; nothing changed then.</returns>
    public Task<Result<string>> AskAsync(string code, ExtensionInput input, CancellationToken cancel) => db.InTransactionAsync<string>(async () =>
    {
        if (db.Actor.MemberId is null) return LifeCycle.Errors.MembersOnly;
        await NumberSeries.HoldAsync(db, ProjectService.Series, cancel);
        if (await reader.IdOfAsync(code, cancel) is not { } id) return ApiErrors.NotFound;
        if (!await reader.MayAsync(id, ProjectsPermissions.Write, cancel)) return ApiErrors.NotPermitted;
        var file = (await ProjectFile.LoadAsync(db, [id], track: false, cancel))[0];
        if (file.Project.VoidedAt is not null) return LifeCycle.Errors.Voided;
        if (file.Project.EndedOn is not null) return LifeCycle.Errors.Ended;
        // Whatever else is wrong with it: a constrained project gets none, and is told why and until when.
        if (await limits.OnAsync(id, Factors.Extension, cancel) is { } limit) return Errors.Constrained(limit);
        var (rule, reason, wrong) = (ExtensionRules.Find(input.What), TextNormal.CleanLines(input.Reason), new List<Error>());
        if (rule is null) wrong.Add(string.IsNullOrWhiteSpace(input.What) ? ApiErrors.Required("what") : Errors.UnknownWhat(input.What));
        if (input.Until is null) wrong.Add(ApiErrors.Required("until"));
        if (reason.Length == 0) wrong.Add(ApiErrors.Required("reason"));
        if (reason.Length > LongestReason) wrong.Add(ApiErrors.TooLong("reason", LongestReason));
        Guid? paper = null;
        if (!string.IsNullOrWhiteSpace(input.File) && (paper = await FileAsync(id, input.File, cancel)) is null) wrong.Add(Errors.NoSuchFile(input.File));
        if (wrong.Count > 0) return ApiErrors.Invalid(wrong);
        if (await db.Set<ProjectExtension>().FirstOrDefaultAsync(e => e.ProjectId == id && e.What == rule!.Code && e.State == ExtensionAnswer.Asked, cancel) is { } open) return Errors.Pending(open.SignOff ?? "");
        var granted = await db.Set<ProjectExtension>().CountAsync(e => e.ProjectId == id && e.What == rule!.Code && e.State == ExtensionAnswer.Granted, cancel);
        if (!Judge(rule!, file, granted, input.Until!.Value, (await days.CalendarAsync(cancel)).AddWorkdaysProvisionally(db.Today, rule!.AskWorkingDays).Day).Try(out var asked, out var error)) return error;
        (asked.Reason, asked.AttachmentId, asked.AskedById, asked.AskedOn) = (reason, paper, db.Actor.MemberId, db.Today);
        db.Add(asked);
        var label = new Text($"{file.Project.Name}：{rule.Zh}至 {asked.UntilOn:yyyy-MM-dd}", $"{file.Project.Name}: {rule.En} until {asked.UntilOn:yyyy-MM-dd}");
        var late = asked.IsLate ? new Text("（申请晚于规定时间）", " (asked for late)") : default;
        var sign = await signOffs.StartAsync(new(ExtensionKind.KindCode, ProjectScope.Kind, id.ToString(), new(label.Zh + late.Zh, label.En + late.En), new ExtensionAsked(asked.Id)) { Reason = reason, Path = $"projects/{file.Project.Code}?tab=stages", Owner = file.Holder("attendant") }, cancel);
        if (!sign.Try(out var signOff, out error)) return error;
        asked.SignOff = signOff.Code;
        var clock = await AnswerAsync(asked, label, file.Project, cancel);
        if (!clock.IsOk) return clock.Error;
        asked.ClockId = clock.Value.Id;
        AuditTrail.Record(db, time.Now(), "extension-asked", nameof(InvestmentProject), id.ToString(), file.Project.Code, new { milestone = rule.Milestone, expires = asked.ExpiresOn }, new { milestone = rule.Milestone, until = asked.UntilOn, signOff = signOff.Code, reason });
        await db.SaveChangesAsync(cancel);
        return signOff.Code;
    }, cancel);

    /// <summary>The requests of a project, the newest first.</summary>
    public async Task<Result<IReadOnlyList<ExtensionLine>>> ListAsync(string code, CancellationToken cancel)
    {
        if (await reader.IdOfAsync(code, cancel) is not { } id) return ApiErrors.NotFound;
        var rows = await db.Set<ProjectExtension>().AsNoTracking().Where(e => e.ProjectId == id).OrderByDescending(e => e.Id).ToListAsync(cancel);
        var (book, clockIds) = (await reader.BookAsync(cancel), rows.Select(r => r.ClockId).OfType<Guid>().ToList());
        var ends = await db.Set<ClockEnds>().AsNoTracking().Where(c => clockIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancel);
        return Result.Ok<IReadOnlyList<ExtensionLine>>([.. rows.Select(e => new ExtensionLine(e.What, ExtensionRules.Find(e.What)?.Name.Current ?? e.What, e.ExpiresOn, e.UntilOn, e.WasPlannedOn, e.WasPromisedOn, e.Reason, e.AttachmentId, e.IsLate, e.State,
            book.NameOf(e.AskedById), e.AskedOn, e.SignOff, e.State == ExtensionAnswer.Asked && e.ClockId is { } clock ? ends.GetValueOrDefault(clock)?.DueOn : null, book.NameOf(e.DecidedById), e.DecidedAt))]);
    }

    /// <summary>Judges a request by its rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="file">The project.</param>
    /// <param name="granted">How many it had.</param>
    /// <param name="until">The day asked for.</param>
    /// <param name="earliest">What runs out before this day is asked for too late.</param>
    public static Result<ProjectExtension> Judge(ExtensionRule rule, ProjectFile file, int granted, DateOnly until, DateOnly earliest)
    {
        var node = file.Milestone(rule.Milestone);
        if (node?.ReachedOn is not null) return Errors.Reached;
        var day = node?.PromisedOn ?? node?.PlannedOn;
        // An approval holds for a time, whatever was planned; unless it was put off already, it runs out before a later plan does.
        if (granted == 0 && rule.ValidFrom is { } from && file.Milestone(from)?.ReachedOn is { } approved && approved.AddMonths(rule.ValidMonths ?? 0) is var valid && !(day <= valid)) day = valid;
        if (day is not { } expires) return Errors.NoDay;
        if (granted >= rule.Most) return Errors.Extended(rule.Most!.Value);
        if (until <= expires) return ApiErrors.Invalid([Errors.NotLater(expires)]);
        if (until > expires.AddMonths(rule.MostMonths)) return ApiErrors.Invalid([Errors.TooFar(expires.AddMonths(rule.MostMonths), rule.MostMonths)]);
        var late = expires < earliest;
        if (late && rule.RefusesLate) return Errors.AskedLate(expires, rule.AskWorkingDays, earliest);
        return new ProjectExtension { ZoneId = file.Project.ZoneId, ProjectId = file.Project.Id, What = rule.Code, UntilOn = until, ExpiresOn = expires, WasPlannedOn = node?.PlannedOn, WasPromisedOn = node?.PromisedOn, IsLate = late };
    }

    /// <summary>The clock of the answer: the zone's own limit, or that of the rules.</summary>
    private async Task<Result<Clock>> AnswerAsync(ProjectExtension asked, Text label, InvestmentProject project, CancellationToken cancel)
    {
        var what = new NewClock(new(ClockKind, asked.Id.ToString()), label, Limit) { Path = $"projects/{project.Code}?tab=stages", Managed = true };
        var started = await clocks.StartAsync(what, cancel);
        return started.IsOk || started.Error.Code != "unknown-limit" ? started : await clocks.StartAsync(what with { Limit = TimeLimit.Of(ExtensionRules.AnswerWorkingDays, LimitUnit.WorkingDays).Value }, cancel);
    }

    private async Task<Guid?> FileAsync(Guid project, string key, CancellationToken cancel)
    {
        var subject = project.ToString();
        return Guid.TryParse(key, out var id) && await db.Set<Attachment>().AnyAsync(a => a.Id == id && a.SubjectKind == ProjectScope.Kind && a.SubjectId == subject && a.VoidedAt == null, cancel) ? id : null;
    }
}
