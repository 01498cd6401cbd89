using Jingkai.Kernel;

namespace Jingkai.Projects.Contracts;

/// <summary>一期, 二期: a phase as it is entered; money in 万元, land in 亩.</summary>
public sealed record PastPhase(string Name, string Content, decimal? TotalInvestment, decimal? LandMu, string? Capacity = null, string? Standard = null);

/// <summary>A node of a project's own plan as it is entered.</summary>
public sealed record PastNode(string Name, DateOnly? PlannedOn, DateOnly? ReachedOn = null, DateOnly? StartOn = null, DateOnly? BegunOn = null);

/// <summary>Brings in what an office knows of its projects beside the ledger, through the services that serve every page; projects are named, as a list names them.</summary>
public interface IProjectSetup
{
    /// <summary>The permanent code of a project by its name.</summary>
    Task<Result<string>> CodeAsync(string project, CancellationToken cancel = default);

    /// <summary>Sets the phases of a project.</summary>
    Task<Result<string>> PhaseAsync(string project, IReadOnlyList<PastPhase> phases, CancellationToken cancel = default);

    /// <summary>Sets the nodes of its own plan.</summary>
    Task<Result<string>> PlanAsync(string project, IReadOnlyList<PastNode> nodes, CancellationToken cancel = default);

    /// <summary>Asks to put a day off.</summary>
    /// <param name="project">Name or code of the project.</param>
    /// <param name="what">start, completion or land.</param>
    /// <param name="until">The day asked for.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>Code of the sign-off it waits in; <c>constrained</c> and the other refusals.</returns>
    Task<Result<string>> ExtendAsync(string project, string what, DateOnly until, string reason, CancellationToken cancel = default);
}
