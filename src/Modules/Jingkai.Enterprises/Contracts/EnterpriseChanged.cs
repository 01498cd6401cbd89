using Jingkai.Platform.Events;

namespace Jingkai.Enterprises.Contracts;

/// <summary>Enterprises were entered, changed or voided. Published by every write path in its own transaction: after the
/// rows are written and before it commits. One event carries a whole batch of an import (up to 1000 enterprises, ordered
/// by id), and only enterprises of which something carried here may have changed.</summary>
/// <param name="Enterprises">The enterprises as they stand after the change, in order of <see cref="EnterpriseSnapshot.Id"/>.</param>
public sealed record EnterpriseChanged(IReadOnlyList<EnterpriseSnapshot> Enterprises) : IEvent;

/// <summary>What other modules copy of an enterprise.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">Permanent code, <c>E2026-0001</c>.</param>
/// <param name="CreditCode">18 characters; null before the stage registered, and when the enterprise is voided: another may
/// then have the code.</param>
/// <param name="Name">Name now.</param>
/// <param name="SortKey">Pinyin order of the name, see <see cref="Jingkai.Kernel.TextNormal.SortKey"/>.</param>
/// <param name="Spans">Its classification over time: disjoint, without gaps, in order, and only while it is in the zone
/// (from moving in, or from <see cref="ClassificationSpan.Beginning"/> when that day is unknown, to moving out). Empty when the
/// enterprise is voided.</param>
public sealed record EnterpriseSnapshot(
    Guid Id, string Code, string? CreditCode, string Name, string SortKey, IReadOnlyList<ClassificationSpan> Spans)
{
    /// <summary>The classification in force on a day: for a report, the last day of its period.</summary>
    /// <returns>The span, or null when the enterprise is not in the zone on that day.</returns>
    public ClassificationSpan? On(DateOnly day)
    {
        foreach (var span in Spans)
            if (span.From <= day && (span.Until is not { } until || day < until)) return span;
        return null;
    }
}

/// <summary>A time during which the classification of an enterprise did not change.</summary>
/// <param name="From">First day.</param>
/// <param name="Until">First day no longer in it; null: still in force.</param>
/// <param name="Industry">Code of GB/T 4754-2017 without the section's letter (<c>3612</c>), or the letter alone; null: unknown.</param>
/// <param name="ParkId">The park; null: none.</param>
/// <param name="AboveScaleIndustry">A listing 规上工业 was in force. Listed, never derived from revenue.</param>
/// <param name="Operating">It operated in the zone (在地): it has moved in, and not only its registration is here.</param>
public sealed record ClassificationSpan(
    DateOnly From, DateOnly? Until, string? Industry, Guid? ParkId, bool AboveScaleIndustry, bool Operating)
{
    /// <summary>Stands for "always" where the first day is not known.</summary>
    public static DateOnly Beginning { get; } = new(1900, 1, 1);
}
