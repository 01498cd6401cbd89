using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Jobs;

/// <summary>A job as page and interface show it. Progress runs from 0 to 1.</summary>
public sealed record JobView(Guid Id, string Kind, string State, decimal Progress, JsonNode? Result, DateTime CreatedAt, DateTime? FinishedAt)
{
    /// <summary>True when it will not change any more.</summary>
    [JsonIgnore]
    public bool IsOver => State is not (JobState.Queued or JobState.Running);
}

/// <summary>A job with what was asked, for lists of one kind.</summary>
public sealed record JobEntry(JobView Job, string Payload);

/// <summary>Reads and cancels jobs: one's own, or all for those who keep the installation.</summary>
public sealed class JobBoard(JingkaiDbContext db, RunningJobs running, TimeProvider clock)
{
    /// <summary>The job, or null when it does not exist or belongs to another reader.</summary>
    public async Task<JobEntry?> FindAsync(Guid id, CancellationToken cancel = default) =>
        await Visible.FirstOrDefaultAsync(j => j.Id == id, cancel) is { } job ? Entry(job) : null;

    /// <summary>The latest jobs of a kind, newest first.</summary>
    public async Task<IReadOnlyList<JobEntry>> RecentAsync(string kind, int most, CancellationToken cancel = default) =>
        [.. (await Visible.Where(j => j.Kind == kind).OrderByDescending(j => j.Id).Take(most).ToListAsync(cancel)).Select(Entry)];

    /// <summary>Asks a job to stop.</summary>
    public async Task<Result> CancelAsync(Guid id, CancellationToken cancel = default)
    {
        if (await Visible.FirstOrDefaultAsync(j => j.Id == id, cancel) is not { } job) return ApiErrors.NotFound;
        if (job.State == JobState.Running && running.Stop(id)) return Result.Ok();
        var now = clock.Now();
        await Visible.Where(j => j.Id == id && j.State == JobState.Queued)
            .ExecuteUpdateAsync(j => j.SetProperty(x => x.State, JobState.Cancelled).SetProperty(x => x.FinishedAt, now).SetProperty(x => x.UniqueKey, (string?)null), cancel);
        var asked = await Visible.Where(j => j.Id == id && (j.State == JobState.Running || j.State == JobState.Cancelled))
            .ExecuteUpdateAsync(j => j.SetProperty(x => x.CancelRequested, true), cancel);
        return asked > 0 ? Result.Ok() : Finished;
    }

    private static Error Finished { get; } = new(ErrorKind.Conflict, "job-finished", new("任务已结束，不能取消。", "The job has ended and cannot be cancelled."));

    private IQueryable<Job> Visible
    {
        get
        {
            var account = db.Actor.AccountId;
            var all = db.Actor.IsInstallationAdministrator;
            return db.Set<Job>().AsNoTracking().Where(j => all || j.AccountId == account);
        }
    }

    private JobEntry Entry(Job job)
    {
        var progress = job.State == JobState.Running ? Math.Max(running.ProgressOf(job.Id) ?? 0, job.ProgressE4) : job.ProgressE4;
        var result = job.Result is null ? null : Said.Read(JsonNode.Parse(job.Result));
        return new(new(job.Id, job.Kind, job.State, progress / 10_000m, result, job.CreatedAt, job.FinishedAt), job.Payload);
    }
}

internal static class JobEndpoints
{
    public static void Map(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/jobs/{id:guid}", async (Guid id, JobBoard board, CancellationToken cancel) =>
            await board.FindAsync(id, cancel) is { } entry ? TypedResults.Ok(entry.Job) : ApiResults.Problem(ApiErrors.NotFound)).RequirePermission("platform.zone").Produces<JobView>().WithSummary("State, progress and result of a job.");
        zone.MapDelete("/jobs/{id:guid}", async (Guid id, JobBoard board, CancellationToken cancel) =>
            ApiResults.From(await board.CancelAsync(id, cancel))).RequirePermission("platform.zone").Produces(StatusCodes.Status204NoContent).WithSummary("Cancels a job.");
    }
}
