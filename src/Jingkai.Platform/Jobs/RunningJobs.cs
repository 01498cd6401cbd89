using System.Collections.Concurrent;

namespace Jingkai.Platform.Jobs;

/// <summary>The jobs that run in this process. While a large import writes, SQLite's one writer is taken: neither its progress
/// nor a wish to stop it could pass through the database then, so both also pass through here.</summary>
public sealed class RunningJobs
{
    private readonly ConcurrentDictionary<Guid, Running> running = new();

    /// <summary>Progress of a job of this process in ten-thousandths, or null.</summary>
    public int? ProgressOf(Guid job) => running.TryGetValue(job, out var entry) ? entry.Progress() : null;

    /// <summary>Stops a job of this process; false when it does not run here.</summary>
    public bool Stop(Guid job)
    {
        if (!running.TryGetValue(job, out var entry)) return false;
        try
        {
            entry.Stop.Cancel();
            return true;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    internal void Add(Guid job, Func<int> progress, CancellationTokenSource stop) => running[job] = new(progress, stop);

    internal void Remove(Guid job) => running.TryRemove(job, out _);

    private sealed record Running(Func<int> Progress, CancellationTokenSource Stop);
}
