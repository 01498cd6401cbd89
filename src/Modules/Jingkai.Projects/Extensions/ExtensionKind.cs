using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Jingkai.Platform.Numbering;
using Jingkai.Platform.SignOffs;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Promises;
using Jingkai.Projects.Rating;
using Jingkai.Projects.Register;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Extensions;

/// <summary>Moves the day of a project when another than who asked has agreed, and no limit is in force by then.</summary>
internal sealed class ExtensionKind(Signatories signatories, FactorLimits limits, IClocks clocks, PromiseClock promises, TimeProvider time) : ISignOffKind
{
    public const string KindCode = "projects.extension";

    public string Code => KindCode;

    public Text Name { get; } = new("项目延期", "Extension of a project");

    public async Task<Result<IReadOnlyList<StepPlan>>> PlanAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel)
    {
        // Handed in again after a return: it waits anew, unless another one does or a limit came into force.
        if (await AskedAsync(db, signOff, cancel) is { State: ExtensionAnswer.Refused } asked)
        {
            if (await limits.OnAsync(asked.ProjectId, Factors.Extension, cancel) is { } limit) return Errors.Constrained(limit);
            if (await db.Set<ProjectExtension>().FirstOrDefaultAsync(e => e.ProjectId == asked.ProjectId && e.What == asked.What && e.State == ExtensionAnswer.Asked, cancel) is { } other) return Errors.Pending(other.SignOff ?? "");
            (asked.State, asked.DecidedById, asked.DecidedAt) = (ExtensionAnswer.Asked, null, null);
            if (asked.ClockId is { } id && await clocks.HoldAsync(id, cancel) is { State: ClockState.Stopped }) await clocks.ReopenAsync(id, cancel);
        }

        return Result.Ok<IReadOnlyList<StepPlan>>([new(SignOffMode.Any, new("决定延期", "Decide the extension"), await signatories.ForAsync(ProjectsPermissions.Confirm, signOff, cancel), ProjectsPermissions.Confirm)]);
    }

    public async Task<Result> ApprovedAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel)
    {
        await NumberSeries.HoldAsync(db, ProjectService.Series, cancel);
        if (await AskedAsync(db, signOff, cancel) is not { State: ExtensionAnswer.Asked } asked) return Errors.Changed;
        if (await limits.OnAsync(asked.ProjectId, Factors.Extension, cancel) is { } limit) return Errors.Constrained(limit);
        if (await ProjectFile.LoadAsync(db, [asked.ProjectId], track: true, cancel) is not [var file]) return Errors.Changed;
        var (project, rule) = (file.Project, ExtensionRules.Find(asked.What)!);
        var granted = await db.Set<ProjectExtension>().CountAsync(e => e.ProjectId == project.Id && e.What == rule.Code && e.State == ExtensionAnswer.Granted, cancel);
        // It was asked for in time or marked; how late it is decided is not the asker's doing.
        if (project.VoidedAt is not null || project.EndedOn is not null || !ExtensionService.Judge(rule, file, granted, asked.UntilOn, DateOnly.MinValue).Try(out var now, out _) || now.ExpiresOn != asked.ExpiresOn) return Errors.Changed;
        var node = file.Milestone(rule.Milestone);
        if (node is null) db.Add(node = new ProjectWriter(db).NewNode(file, rule.Milestone));
        (asked.WasPlannedOn, asked.WasPromisedOn) = (node.PlannedOn, node.PromisedOn);
        if (node.PromisedOn is not null) node.PromisedOn = asked.UntilOn;
        if (node.PlannedOn is not null || node.PromisedOn is null) node.PlannedOn = asked.UntilOn;
        (asked.State, asked.DecidedById, asked.DecidedAt) = (ExtensionAnswer.Granted, db.Actor.MemberId, time.Now());
        if (rule.Milestone == "completed") await StretchAsync(db, project.Id, asked, cancel);
        AuditTrail.Record(db, time.Now(), "extended", nameof(InvestmentProject), project.Id.ToString(), project.Code, new { milestone = rule.Milestone, expires = asked.ExpiresOn }, new { milestone = rule.Milestone, until = asked.UntilOn, signOff = signOff.Code });
        if (asked.ClockId is { } clock && await clocks.StopAsync(clock, cancel) is { IsOk: false, Error: { } refused }) return refused;
        return await PromiseAsync(db, project, rule, asked.UntilOn, cancel);
    }

    public async Task NotApprovedAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel)
    {
        if (await AskedAsync(db, signOff, cancel) is not { State: ExtensionAnswer.Asked } asked) return;
        (asked.State, asked.DecidedById, asked.DecidedAt) = (ExtensionAnswer.Refused, db.Actor.MemberId, time.Now());
        if (asked.ClockId is { } clock) await clocks.StopAsync(clock, cancel);
    }

    /// <summary>What of a planned course is still to come is stretched to the new day: so much of the whole was to stand by then, so much is by now.</summary>
    private static async Task StretchAsync(JingkaiDbContext db, Guid project, ProjectExtension asked, CancellationToken cancel)
    {
        var points = await db.Set<PlanPoint>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsTracking().Where(p => p.ProjectId == project).OrderBy(p => p.Day).ToListAsync(cancel);
        var pivot = Math.Min(db.Today.DayNumber, asked.ExpiresOn.DayNumber - 1);
        var later = points.FindAll(p => p.Day.DayNumber > pivot);
        if (later.Count == 0) return;
        var stretched = later.ConvertAll(p => new PlanPoint
        {
            ZoneId = p.ZoneId, ProjectId = project, PercentE4 = p.PercentE4, Day = DateOnly.FromDayNumber(pivot + (int)((long)(p.Day.DayNumber - pivot) * (asked.UntilOn.DayNumber - pivot) / (asked.ExpiresOn.DayNumber - pivot))),
        });
        db.RemoveRange(later);
        await db.SaveChangesAsync(cancel);
        db.AddRange(stretched);
    }

    /// <summary>The investor's promise of that milestone, and its clock, move with it.</summary>
    private async Task<Result> PromiseAsync(JingkaiDbContext db, InvestmentProject project, ExtensionRule rule, DateOnly until, CancellationToken cancel)
    {
        await db.SaveChangesAsync(cancel);
        var items = PromiseItems.All.Where(i => i.Milestone == rule.Milestone).Select(i => i.Code).ToList();
        foreach (var promise in await db.Set<ProjectPromise>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsTracking().Where(p => p.ProjectId == project.Id && p.Side == PromiseSide.Investor && items.Contains(p.Item) && p.Result == null && p.VoidedAt == null).OrderBy(p => p.Id).ToListAsync(cancel))
        {
            promise.DueOn = until;
            await db.SaveChangesAsync(cancel);
            if (await promises.FollowAsync(promise, project, changed: true, cancel) is { IsOk: false, Error: { } refused }) return refused;
        }

        await db.SaveChangesAsync(cancel);
        return Result.Ok();
    }

    // Whatever the signer's scope: the request belongs to the sign-off.
    private static async Task<ProjectExtension?> AskedAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel)
    {
        var id = JsonSerializer.Deserialize<ExtensionAsked>(signOff.Payload, JsonSerializerOptions.Web)!.Extension;
        return db.Set<ProjectExtension>().Local.FirstOrDefault(e => e.Id == id) ?? await db.Set<ProjectExtension>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsTracking().FirstOrDefaultAsync(e => e.Id == id, cancel);
    }
}

/// <summary>What a sign-off of an extension is about.</summary>
internal sealed record ExtensionAsked(Guid Extension);
