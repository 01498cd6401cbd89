using System.Text.Json;
using System.Threading.Channels;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Jobs;

/// <summary>Does one kind of long work.</summary>
public interface IJobHandler
{
    /// <summary>Kind of job it runs.</summary>
    string Kind { get; }

    /// <summary>Runs the job. Returns the result to show; throws only for bugs. When <paramref name="cancel"/> is
    /// signalled nothing of the work may remain.</summary>
    Task<object?> RunAsync(JobRun run, CancellationToken cancel);
}

/// <summary>Returned by a handler whose work was refused as a whole, for a reason that the asker can mend.</summary>
/// <param name="Result">What to show.</param>
public sealed record FailedWork(object Result);

/// <summary>A job while it runs.</summary>
/// <param name="Id">The job.</param>
/// <param name="Payload">What was asked, as JSON.</param>
/// <param name="Report">Tells progress, 0 to 1; cheap, written to the database at most a few times a second.</param>
public sealed record JobRun(Guid Id, string Payload, Action<decimal> Report)
{
    /// <summary>The payload as a type.</summary>
    public T Read<T>() => JsonSerializer.Deserialize<T>(Payload, JobQueue.Json)!;
}

/// <summary>Takes jobs in.</summary>
public sealed class JobQueue(TimeProvider clock, JobSignal signal)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Adds a job for the actor of the context; it runs once the context is saved.</summary>
    public Job Enqueue(JingkaiDbContext db, string kind, object payload, string? uniqueKey = null)
    {
        var job = new Job
        {
            ZoneId = db.ZoneId,
            Kind = kind,
            Payload = JsonSerializer.Serialize(payload, Json),
            AccountId = db.Actor.AccountId,
            CreatedAt = clock.Now(),
            UniqueKey = uniqueKey,
        };
        db.Add(job);
        return job;
    }

    /// <summary>Closes a job that its asker ran in place instead of leaving it to the runner.</summary>
    public async Task FinishAsync(JingkaiDbContext db, Guid id, object result, CancellationToken cancel = default)
    {
        var (text, now) = (JsonSerializer.Serialize(result, Json), clock.Now());
        await db.Set<Job>().Where(j => j.Id == id).ExecuteUpdateAsync(j => j.SetProperty(x => x.State, JobState.Done).SetProperty(x => x.Result, text)
            .SetProperty(x => x.FinishedAt, now).SetProperty(x => x.ProgressE4, 10_000), cancel);
    }

    /// <summary>Ends a job with its result within the transaction of its work, so that both hold or neither does.</summary>
    /// <returns>False when the job has ended before: another worker had taken it over.</returns>
    public async Task<bool> CloseAsync(JingkaiDbContext db, Guid id, object result, CancellationToken cancel = default)
    {
        var (text, now) = (JsonSerializer.Serialize(result, Json), clock.Now());
        return await db.Set<Job>().Where(j => j.Id == id && j.FinishedAt == null).ExecuteUpdateAsync(j => j.SetProperty(x => x.State, JobState.Done).SetProperty(x => x.Result, text)
            .SetProperty(x => x.FinishedAt, now).SetProperty(x => x.ProgressE4, 10_000).SetProperty(x => x.UniqueKey, (string?)null), cancel) > 0;
    }

    /// <summary>Wakes the runner after the job was saved, instead of at its next look.</summary>
    public void Wake() => signal.Set();
}

/// <summary>Wakes the job runner of this process.</summary>
public sealed class JobSignal
{
    private readonly Channel<bool> channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>There may be work.</summary>
    public void Set() => channel.Writer.TryWrite(true);

    internal async Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var wait = channel.Reader.ReadAsync(limit.Token).AsTask();
        await Task.WhenAny(wait, Task.Delay(atMost, clock, limit.Token));
        await limit.CancelAsync();
        cancel.ThrowIfCancellationRequested();
    }
}
