namespace Jingkai.Economy.Contracts;

/// <summary>What a rebuild found.</summary>
/// <param name="Rows">Roll-ups after the rebuild.</param>
/// <param name="Changed">Roll-ups that differed from what had been kept; anything but 0 is a bug.</param>
public sealed record RebuildOutcome(long Rows, long Changed);

/// <summary>Rebuilds the roll-ups of the actor's zone from the reports.</summary>
public interface IRollupMaintenance
{
    /// <summary>Computes every roll-up and population anew, compares with what was kept, and replaces it.</summary>
    Task<RebuildOutcome> RebuildAsync(CancellationToken cancel);
}
