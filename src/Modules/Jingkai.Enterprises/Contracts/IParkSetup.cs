namespace Jingkai.Enterprises.Contracts;

/// <summary>Sets up a zone's parks before any enterprise is in them: the demo and an office's first day.</summary>
public interface IParkSetup
{
    /// <summary>Adds the parks that are not there yet; names differ by more than blanks, width and case.</summary>
    /// <returns>How many were added.</returns>
    Task<int> AddAsync(IReadOnlyList<string> names, CancellationToken cancel = default);
}
