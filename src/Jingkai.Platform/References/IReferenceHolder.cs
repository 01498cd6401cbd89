using Jingkai.Kernel;
using Jingkai.Platform.Data;

namespace Jingkai.Platform.References;

/// <summary>Whoever keeps references to a record that may turn out to be there twice. When two records become one, each holder points
/// its references at the one that is kept, and back when that is undone. Scoped service; runs in the transaction of the merge, in
/// order of <see cref="Code"/>, and saves what it changed.</summary>
public interface IReferenceHolder
{
    /// <summary>Names the holder in the stored record of a merge; never changes.</summary>
    string Code { get; }

    /// <summary>What stands on both sides and cannot be both. Each needs a decision; none is made silently.</summary>
    Task<IReadOnlyList<ReferenceConflict>> ConflictsAsync(JingkaiDbContext db, ReferenceMove move, CancellationToken cancel);

    /// <summary>Points references at the kept record. Every conflict has its decision.</summary>
    /// <returns>What moved, or why nothing may; then the whole merge is refused.</returns>
    Task<Result<MovedReferences>> MoveAsync(JingkaiDbContext db, ReferenceMove move, CancellationToken cancel);

    /// <summary>What was written since upon that which had moved, so that it cannot simply go back.</summary>
    Task<IReadOnlyList<Text>> ObstaclesAsync(JingkaiDbContext db, ReferenceMove move, string record, CancellationToken cancel);

    /// <summary>Points them back, as <paramref name="record"/> says. There are no obstacles.</summary>
    Task MoveBackAsync(JingkaiDbContext db, ReferenceMove move, string record, CancellationToken cancel);
}

/// <summary>A record that becomes part of another.</summary>
/// <param name="Kind">Kind of the records: <see cref="ReferenceKinds"/>.</param>
/// <param name="Gone">Id of the one that remains as a tombstone.</param>
/// <param name="Kept">Id of the one that is kept.</param>
/// <param name="Batch">Id of the merge, which stands beside what it wrote.</param>
/// <param name="Reason">Why, in a line that can stand beside a replaced value.</param>
/// <param name="Decisions">By <see cref="ReferenceConflict.Key"/>: <see cref="ReferenceSide"/>.</param>
public sealed record ReferenceMove(string Kind, Guid Gone, Guid Kept, Guid Batch, string Reason, IReadOnlyDictionary<string, string> Decisions);

/// <summary>Kinds of records that can be merged.</summary>
public static class ReferenceKinds
{
    /// <summary>Files of the register.</summary>
    public const string Enterprise = "enterprise";
}

/// <summary>Whose value stands.</summary>
public static class ReferenceSide
{
    /// <summary>That of the record which is kept.</summary>
    public const string Kept = "kept";

    /// <summary>That of the record which goes.</summary>
    public const string Merged = "merged";
}

/// <summary>Something that both records have and that only one can keep.</summary>
/// <param name="Key">Names it in a decision.</param>
/// <param name="Title">What it is.</param>
/// <param name="Kept">As the kept record has it.</param>
/// <param name="Merged">As the other has it.</param>
public sealed record ReferenceConflict(string Key, Text Title, Text Kept, Text Merged);

/// <summary>What moved.</summary>
/// <param name="Record">Everything needed to undo it, in the holder's own words.</param>
/// <param name="Counts">How many of what, for people; those of zero left out.</param>
public sealed record MovedReferences(string Record, IReadOnlyList<ReferenceCount> Counts);

/// <summary>How many of something moved.</summary>
public sealed record ReferenceCount(Text What, int Count);
