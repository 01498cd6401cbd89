using Jingkai.Platform.Data;

namespace Jingkai.Platform.Jobs;

/// <summary>States of a job.</summary>
public static class JobState
{
    /// <summary>Waiting for a worker.</summary>
    public const string Queued = "queued";

    /// <summary>A worker holds the lease.</summary>
    public const string Running = "running";

    /// <summary>Finished; the result is set.</summary>
    public const string Done = "done";

    /// <summary>Ended by an error; nothing was kept.</summary>
    public const string Failed = "failed";

    /// <summary>Ended on request; nothing was kept.</summary>
    public const string Cancelled = "cancelled";
}

/// <summary>Long work, run apart from the request that asked for it, under the rights of who asked.</summary>
public sealed class Job : IZoned
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>Version 7 UUID: jobs run in order of asking.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Which handler runs it.</summary>
    public string Kind { get; set; } = "";

    /// <summary>See <see cref="JobState"/>.</summary>
    public string State { get; set; } = JobState.Queued;

    /// <summary>Ten-thousandths of the whole, 0 to 10 000.</summary>
    public int ProgressE4 { get; set; }

    /// <summary>What the handler needs, as JSON.</summary>
    public string Payload { get; set; } = "{}";

    /// <summary>What the handler found, as JSON.</summary>
    public string? Result { get; set; }

    /// <summary>The account whose rights the job runs under.</summary>
    public Guid? AccountId { get; set; }

    /// <summary>At most one open job of a zone has this key; null: any number.</summary>
    public string? UniqueKey { get; set; }

    /// <summary>When it was asked for.</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>When a worker took it first.</summary>
    public DateTime? StartedAt { get; set; }

    /// <summary>When it ended.</summary>
    public DateTime? FinishedAt { get; set; }

    /// <summary>Until when the worker holds it; renewed while it works. After that another may take it.</summary>
    public DateTime? LeaseUntil { get; set; }

    /// <summary>How often a worker took it; more than once only when a worker died or lost its lease.</summary>
    public int Attempts { get; set; }

    /// <summary>Set by whoever asks it to stop.</summary>
    public bool CancelRequested { get; set; }
}
