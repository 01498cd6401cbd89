using System.Text.Json;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Zones;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jingkai.Platform.Jobs;

/// <summary>Takes one job after another: the oldest that waits, or whose worker stopped renewing its lease. Several nodes
/// may run it; on PostgreSQL a job is taken with <c>FOR UPDATE SKIP LOCKED</c>.</summary>
internal sealed class JobRunner(IServiceScopeFactory scopes, JobSignal signal, RunningJobs running, TimeProvider clock, ILogger<JobRunner> log) : BackgroundService
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    /// <summary>A job whose worker died this often is given up: it may be what kills them.</summary>
    private const int MostAttempts = 3;

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(400);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (!await RunOne(stopping)) await signal.WaitAsync(TimeSpan.FromSeconds(2), clock, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                log.LogError(error, "The job runner could not look for work; it tries again");
                await Task.Delay(TimeSpan.FromSeconds(2), clock, stopping);
            }
        }
    }

    private async Task<bool> RunOne(CancellationToken stopping)
    {
        var job = await Take(stopping);
        if (job is null) return false;
        if (job.State == JobState.Failed) return true;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var progress = new Progress();
        running.Add(job.Id, () => progress.Value, stop);
        var beat = KeepLease(job, progress, stop);
        var (state, result) = await Work(job, progress, stop.Token);
        await stop.CancelAsync();
        await beat;
        if (!stopping.IsCancellationRequested) await Finish(job, state, result, progress);
        else await GiveBack(job);
        running.Remove(job.Id);
        return true;
    }

    private async Task<Job?> Take(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JingkaiDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var now = clock.Now();
        var open = db.Provider == Provider.Postgres
            ? db.Set<Job>().FromSql($"SELECT * FROM platform_jobs WHERE state = 'queued' OR (state = 'running' AND lease_until < {now}) ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED")
            : db.Set<Job>().Where(j => j.State == JobState.Queued || (j.State == JobState.Running && j.LeaseUntil < now)).OrderBy(j => j.Id).Take(1);
        var job = (await open.IgnoreQueryFilters().AsTracking().ToListAsync(cancel)).FirstOrDefault();
        if (job is null) return null;
        db.Actor.Enter(job.ZoneId, "", default);
        job.StartedAt ??= now;
        if (job.Attempts == MostAttempts)
        {
            log.LogError("Job {Job} of kind {Kind} is given up: its worker died {Attempts} times", job.Id, job.Kind, job.Attempts);
            (job.State, job.FinishedAt, job.UniqueKey) = (JobState.Failed, now, null);
            job.Result = JsonSerializer.Serialize(new { code = "job-given-up", message = $"处理程序 {MostAttempts} 次意外中断，已停止；未作任何更改。 The work broke off {MostAttempts} times and is given up; nothing was changed." }, JobQueue.Json);
        }
        else
        {
            (job.State, job.LeaseUntil) = (JobState.Running, now + Lease);
            job.Attempts++;
        }

        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(CancellationToken.None);
        return job;
    }

    private async Task<(string State, object? Result)> Work(Job job, Progress progress, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await ActAs(scope.ServiceProvider, job, cancel);
            var handler = scope.ServiceProvider.GetServices<IJobHandler>().FirstOrDefault(h => h.Kind == job.Kind)
                ?? throw new InvalidOperationException($"No handler runs jobs of kind '{job.Kind}'.");
            var result = await handler.RunAsync(new(job.Id, job.Payload, progress.Set), cancel);
            return result is FailedWork failed ? (JobState.Failed, failed.Result) : (JobState.Done, result);
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            return (JobState.Cancelled, null);
        }
        catch (Exception error)
        {
            log.LogError(error, "Job {Job} of kind {Kind} failed", job.Id, job.Kind);
            return (JobState.Failed, new { code = "job-failed", message = "内部错误，已记录；未作任何更改。 An internal error was logged; nothing was changed." });
        }
    }

    /// <summary>A job runs under the rights its asker has now, not those of the server.</summary>
    private static async Task ActAs(IServiceProvider services, Job job, CancellationToken cancel)
    {
        var access = services.GetRequiredService<AccessReader>();
        var actor = services.GetRequiredService<Actor>();
        var db = services.GetRequiredService<JingkaiDbContext>();
        var zone = await db.Set<Zone>().AsNoTracking().FirstAsync(z => z.Id == job.ZoneId, cancel);
        var today = services.GetRequiredService<IZoneCalendar>().Today(new(zone.Id, zone.Code, zone.Name, zone.ShortName, zone.DemoToday));
        if (job.AccountId is not { } id)
        {
            actor.ActAsSystem(zone.Id, zone.Code, today, "job");
            return;
        }

        var account = await access.AccountAsync(id, cancel) is { Disabled: false } found ? found : throw new InvalidOperationException("The account that asked for this job may not act any more.");
        var place = await access.PlaceAsync(id, account.InstallationRole, zone.Id, cancel) ?? throw new InvalidOperationException("The account that asked for this job has left the zone.");
        actor.SignIn(id, account.UserName, account.DisplayName, account.InstallationRole, "job", null);
        actor.Enter(zone.Id, zone.Code, today);
        actor.Hold(place.Member, place.Unit, place.Enterprise, place.Roles, place.Grants);
    }

    private async Task KeepLease(Job job, Progress progress, CancellationTokenSource stop)
    {
        var written = -1;
        var renewed = clock.Now();
        while (!stop.IsCancellationRequested)
        {
            // The end of the work ends the wait too: a short job must not last a whole beat.
            await Task.Delay(Beat, clock, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested) return;
            try
            {
                var now = clock.Now();
                if (progress.Value == written && now - renewed < Lease / 4 && !await CancelAsked(job)) continue;
                written = progress.Value;
                renewed = now;
                if (!await Update(job, j => j.SetProperty(x => x.ProgressE4, written).SetProperty(x => x.LeaseUntil, now + Lease)) || await CancelAsked(job)) await stop.CancelAsync();
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // SQLite has one writer: while a large import commits, the beat waits its turn.
                log.LogDebug(error, "Could not renew the lease of job {Job} this time", job.Id);
            }
        }
    }

    private async Task<bool> CancelAsked(Job job)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JingkaiDbContext>();
        return await db.Set<Job>().IgnoreQueryFilters().AnyAsync(j => j.ZoneId == job.ZoneId && j.Id == job.Id && j.CancelRequested);
    }

    private async Task<bool> Update(Job job, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Job>> set)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JingkaiDbContext>();
        return await db.Set<Job>().IgnoreQueryFilters().Where(j => j.ZoneId == job.ZoneId && j.Id == job.Id && j.State == JobState.Running && j.Attempts == job.Attempts).ExecuteUpdateAsync(set) > 0;
    }

    private async Task Finish(Job job, string state, object? result, Progress progress)
    {
        var text = result is null ? null : JsonSerializer.Serialize(result, JobQueue.Json);
        var now = clock.Now();
        var done = state == JobState.Done ? 10_000 : progress.Value;
        await Update(job, j => j.SetProperty(x => x.State, state).SetProperty(x => x.Result, text).SetProperty(x => x.FinishedAt, now)
            .SetProperty(x => x.ProgressE4, done).SetProperty(x => x.UniqueKey, (string?)null));
    }

    /// <summary>A server that is stopped in good order has not died of the job: the next one takes it at once.</summary>
    private async Task GiveBack(Job job)
    {
        try
        {
            await Update(job, j => j.SetProperty(x => x.State, JobState.Queued).SetProperty(x => x.Attempts, x => x.Attempts - 1));
        }
        catch (Exception error)
        {
            log.LogInformation(error, "Job {Job} could not be given back; its lease runs out instead", job.Id);
        }
    }

    private sealed class Progress
    {
        private int value;

        public int Value => Volatile.Read(ref value);

        public void Set(decimal part) => Volatile.Write(ref value, (int)(Math.Clamp(part, 0m, 1m) * 10_000m));
    }
}
