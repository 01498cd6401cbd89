using Jingkai.Kernel;

namespace Jingkai.Projects.Contracts;

/// <summary>A project of a round whose past progress is to be entered.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Planned">Planned progress on the round's last day, per cent; null: nothing was planned.</param>
/// <param name="Started">It had started by then.</param>
/// <param name="Before">What was entered last before, per cent.</param>
public sealed record PastProject(string Code, string Name, decimal? Planned, bool Started, decimal? Before);

/// <summary>Brings past rounds in, as an office does that rated its projects on paper before: progress that was checked then, judged by the rule pack now.</summary>
public interface IRatingSetup
{
    /// <summary>Enters progress of a round's projects all at once, with neither accidents nor lack of funds.</summary>
    /// <param name="round">Code of an open round.</param>
    /// <param name="checker">User name of who checked it; the actor entered it. Null: it waits to be checked.</param>
    /// <param name="percent">Progress of a project, per cent with at most four decimals; null: nothing was entered.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>How many were entered; <c>not-found</c>, <c>round-not-open</c>.</returns>
    Task<Result<int>> EnterAsync(string round, string? checker, Func<PastProject, decimal?> percent, CancellationToken cancel = default);

    /// <summary>Opens the round of a day.</summary>
    /// <returns>Its code.</returns>
    Task<Result<string>> OpenAsync(string pack, string cadence, DateOnly day, CancellationToken cancel = default);

    /// <summary>Records the talks of a round that are due as held, by the actor.</summary>
    /// <param name="round">Code of a published round.</param>
    /// <param name="on">The day of the talks.</param>
    /// <param name="minutes">What was said.</param>
    /// <param name="plan">The rectification plan.</param>
    /// <param name="planDueOn">By when it is to be carried out.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>How many; <c>not-found</c>, what a talk is refused for.</returns>
    Task<Result<int>> TalkAsync(string round, DateOnly on, string minutes, string plan, DateOnly planDueOn, CancellationToken cancel = default);

    /// <summary>Confirms that the plans of the talks of a round were carried out; by another than who recorded them.</summary>
    /// <param name="round">Code of a published round.</param>
    /// <param name="on">The day that was found.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>How many; <c>not-found</c>, what it is refused for.</returns>
    Task<Result<int>> SettleAsync(string round, DateOnly on, string outcome, CancellationToken cancel = default);

    /// <summary>Freezes and publishes a round that is complete.</summary>
    Task<Result<string>> PublishAsync(string round, CancellationToken cancel = default);
}
