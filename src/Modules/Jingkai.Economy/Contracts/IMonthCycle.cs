using Jingkai.Kernel;

namespace Jingkai.Economy.Contracts;

/// <summary>The monthly cycle for whoever sets a zone up in the name of its members: each call does what the page of the same name does, with the
/// rights of the actor of its scope.</summary>
public interface IMonthCycle
{
    /// <summary>Adds a line of enterprises to the reporting plan.</summary>
    Task<Result<Guid>> PlanEnterprisesAsync(string set, int dueWorkday, CancellationToken cancel = default);

    /// <summary>Adds a figure that a unit delivers to the reporting plan.</summary>
    Task<Result<Guid>> PlanOfficeAsync(string indicator, string unit, int dueWorkday, CancellationToken cancel = default);

    /// <summary>Opens a month, <c>2020-08</c>; answers the number of duties made.</summary>
    Task<Result<int>> OpenAsync(string month, CancellationToken cancel = default);

    /// <summary>Confirms what waits in a month: all of it, or the first <paramref name="most"/>; answers how many.</summary>
    Task<Result<int>> ConfirmAsync(string month, int? most = null, CancellationToken cancel = default);

    /// <summary>Returns an enterprise's month with a reason.</summary>
    Task<Result<Guid>> ReturnAsync(string month, string enterprise, string reason, CancellationToken cancel = default);

    /// <summary>Asks for a month to be locked, naming what is not confirmed; answers the code of the sign-off.</summary>
    Task<Result<string>> AskToLockAsync(string month, string reason, CancellationToken cancel = default);

    /// <summary>Records that a paper prints a figure of the zone.</summary>
    Task<Result<int>> CiteAsync(string document, DateOnly on, string indicator, string period, string printed, CancellationToken cancel = default);
}
