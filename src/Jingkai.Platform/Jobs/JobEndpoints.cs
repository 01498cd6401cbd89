using System.Text.Json.Nodes;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Jobs;

/// <summary>A job as page and interface show it. Progress runs from 0 to 1.</summary>
public sealed record JobView(Guid Id, string Kind, string State, decimal Progress, JsonNode? Result, DateTime CreatedAt, DateTime? FinishedAt);

/// <summary>Reads and cancels jobs: one's own, or all for those who keep the zone.</summary>
public static class JobBoard
{
    /// <summary>The job, or null when it does not exist or belongs to another reader.</summary>
    public static async Task<JobView?> FindAsync(JingkaiDbContext db, Guid id, CancellationToken cancel = default) =>
        await Visible(db).FirstOrDefaultAsync(j => j.Id == id, cancel) is { } job ? View(job) : null;

    /// <summary>Asks a job to stop.</summary>
    public static async Task<Result> CancelAsync(JingkaiDbContext db, Guid id, DateTime now, CancellationToken cancel = default)
    {
        if (!await Visible(db).AnyAsync(j => j.Id == id, cancel)) return ApiErrors.NotFound;
        await Visible(db).Where(j => j.Id == id && j.State == JobState.Queued)
            .ExecuteUpdateAsync(j => j.SetProperty(x => x.State, JobState.Cancelled).SetProperty(x => x.FinishedAt, now).SetProperty(x => x.UniqueKey, (string?)null), cancel);
        var asked = await Visible(db).Where(j => j.Id == id && (j.State == JobState.Running || j.State == JobState.Cancelled))
            .ExecuteUpdateAsync(j => j.SetProperty(x => x.CancelRequested, true), cancel);
        return asked > 0 ? Result.Ok() : Finished;
    }

    private static Error Finished { get; } = new(ErrorKind.Conflict, "job-finished", new("任务已结束，不能取消。", "The job has ended and cannot be cancelled."));

    private static IQueryable<Job> Visible(JingkaiDbContext db)
    {
        var account = db.Actor.AccountId;
        var all = db.Actor.IsInstallationAdministrator;
        return db.Set<Job>().AsNoTracking().Where(j => all || j.AccountId == account);
    }

    private static JobView View(Job job) => new(
        job.Id, job.Kind, job.State, job.ProgressE4 / 10_000m, job.Result is null ? null : JsonNode.Parse(job.Result), job.CreatedAt, job.FinishedAt);
}

internal static class JobEndpoints
{
    public static void Map(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/jobs/{id:guid}", async (Guid id, JingkaiDbContext db, CancellationToken cancel) =>
            await JobBoard.FindAsync(db, id, cancel) is { } job ? TypedResults.Ok(job) : ApiResults.Problem(ApiErrors.NotFound)).RequirePermission("platform.zone");
        zone.MapDelete("/jobs/{id:guid}", async (Guid id, JingkaiDbContext db, TimeProvider clock, CancellationToken cancel) =>
            ApiResults.From(await JobBoard.CancelAsync(db, id, clock.Now(), cancel))).RequirePermission("platform.zone");
    }
}
