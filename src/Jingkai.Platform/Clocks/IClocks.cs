using Jingkai.Kernel;
using Jingkai.Platform.Data;

namespace Jingkai.Platform.Clocks;

/// <summary>What a clock runs for.</summary>
/// <param name="Kind">Kind of the subject: <c>report-task</c> …</param>
/// <param name="Id">Its id or code.</param>
public readonly record struct ClockSubject(string Kind, string Id);

/// <summary>A clock to start.</summary>
/// <param name="Subject">What it runs for.</param>
/// <param name="Label">What people call it.</param>
/// <param name="LimitCode">Code of the zone's limit.</param>
public sealed record NewClock(ClockSubject Subject, Text Label, string LimitCode)
{
    /// <summary>The event, on the zone's wall clock; now when null.</summary>
    public DateTime? Start { get; init; }

    /// <summary>A limit of its own in place of the zone's amount, as a plan or a contract says; the zone need not know the code then.</summary>
    public TimeLimit? Limit { get; init; }

    /// <summary>Warning points where the zone has set none for the limit.</summary>
    public string? Points { get; init; }

    /// <summary>Where the subject opens, below <c>/z/{zone}/</c>.</summary>
    public string? Path { get; init; }

    /// <summary>Whose turn it is.</summary>
    public Guid? Owner { get; init; }

    /// <summary>The unit that answers for it; the owner's when null.</summary>
    public Guid? Unit { get; init; }

    /// <summary>Moved by its subject only, not by hand.</summary>
    public bool Managed { get; init; }

    /// <summary>The clock it takes the place of, when another limit was the right one: what did not count there does not count here.</summary>
    public Guid? Instead { get; init; }
}

/// <summary>Running time limits for whoever has matters that take time. Every call works within the caller's transaction, so that a matter
/// and its clock never differ; the sweep, reminders and escalations follow by themselves.</summary>
public interface IClocks
{
    /// <summary>Starts a clock.</summary>
    /// <returns>It; <c>unknown-limit</c>, <c>clock-runs</c>.</returns>
    Task<Result<Clock>> StartAsync(NewClock what, CancellationToken cancel = default);

    /// <summary>Lets time stand still: a hearing, an expert review, papers that are missing.</summary>
    Task<Result<Clock>> PauseAsync(Guid id, string reason, CancellationToken cancel = default);

    /// <summary>Ends the pause; the days after its first up to and including today do not count.</summary>
    Task<Result<Clock>> ResumeAsync(Guid id, CancellationToken cancel = default);

    /// <summary>Asks for more time, in the unit of the limit. It counts once another than the owner has agreed.</summary>
    Task<Result<ClockExtension>> ExtendAsync(Guid id, int amount, string reason, bool legal, CancellationToken cancel = default);

    /// <summary>The matter is done.</summary>
    Task<Result<Clock>> StopAsync(Guid id, CancellationToken cancel = default);

    /// <summary>It was not done after all: the clock runs on from its first start.</summary>
    Task<Result<Clock>> ReopenAsync(Guid id, CancellationToken cancel = default);

    /// <summary>Gives it to another member, and to that member's unit.</summary>
    Task<Result<Clock>> HandOverAsync(Guid id, Guid to, string? note, CancellationToken cancel = default);

    /// <summary>Counts open clocks anew, of one limit or all: the calendar, the hours or the limit changed.</summary>
    /// <returns>How many ends moved.</returns>
    Task<int> RecomputeAsync(string? limitCode, CancellationToken cancel = default);

    /// <summary>Takes a clock's row until the transaction ends: what its subject decides by is read after that. Null when there is none.</summary>
    Task<Clock?> HoldAsync(Guid id, CancellationToken cancel = default);

    /// <summary>The latest clock of a subject, open or not.</summary>
    Task<Clock?> FindAsync(ClockSubject subject, CancellationToken cancel = default);
}

/// <summary>A point of a clock that has come.</summary>
/// <param name="Clock">The clock.</param>
/// <param name="Point">Percent, or <see cref="ClockPoint.Legal"/>.</param>
/// <param name="At">The instant it is given.</param>
public sealed record ClockSignal(Clock Clock, int Point, DateTime At);

/// <summary>A kind of subject behind whose clock other people wait than one owner. It writes its own notices in the sweep's transaction;
/// kinds without one are told to the owner, and from 100 % on also to the owner's superiors.</summary>
public interface IClockSubject
{
    /// <summary>Kind of the subject.</summary>
    string Kind { get; }

    /// <summary>Tells whoever it concerns that a point has come. The sweep holds the clock's row, so what others may hold is only tried, not waited for.</summary>
    /// <returns>Who was told; null: not now, somebody is at the subject; the next sweep asks again.</returns>
    Task<ClockTold?> TellAsync(JingkaiDbContext db, ClockSignal signal, CancellationToken cancel);
}

/// <summary>What a kind of subject told.</summary>
/// <param name="Told">How many were told.</param>
/// <param name="ForOwner">What the clock's owner and, from 100 % on, the superiors are told beside; null: nothing.</param>
public sealed record ClockTold(int Told, Text? ForOwner)
{
    /// <summary>The matter ended with this point: the clock stops.</summary>
    public bool Over { get; init; }
}
