using Jingkai.Economy.Domain;
using Jingkai.Economy.Rollups;

namespace Jingkai.Economy.Merging;

/// <summary>What a merge did to reports and groups: all that is needed to undo it.</summary>
/// <param name="Moved">Values that only the file which went had, and that belong to the kept one now.</param>
/// <param name="Left">Values that gave way; they stand among the replaced versions of the file that went.</param>
/// <param name="Over">Values of the kept file that gave way to those of the other.</param>
/// <param name="Groups">Mentions of the file that went in definitions of leading-industry groups.</param>
/// <param name="Duties">Reporting duties that moved.</param>
/// <param name="Marked">The kept file's own duties that were marked, as they stood before; null in records of earlier versions.</param>
internal sealed record MergedReports(IReadOnlyList<MovedValue> Moved, IReadOnlyList<LeftValue> Left, IReadOnlyList<ReplacedValue> Over, IReadOnlyList<MovedMention> Groups, IReadOnlyList<Guid> Duties,
    IReadOnlyList<MarkedDuty>? Marked = null);

/// <summary>A duty as it stood before a merge marked it.</summary>
/// <param name="Id">The duty.</param>
/// <param name="By">The batch of the merge: as long as the duty carries it, nothing was reported anew.</param>
/// <param name="State">Its state.</param>
/// <param name="SubmittedById">Who had submitted.</param>
/// <param name="SubmittedAt">When.</param>
/// <param name="BatchId">What had written its values.</param>
/// <param name="Late">Whether that was late.</param>
/// <param name="ConfirmedById">Who had confirmed.</param>
/// <param name="ConfirmedAt">When.</param>
/// <param name="Draft">What was typed and not submitted.</param>
/// <param name="DraftAt">When.</param>
internal sealed record MarkedDuty(
    Guid Id, Guid By, string State, Guid? SubmittedById, DateTime? SubmittedAt, Guid? BatchId, bool Late, Guid? ConfirmedById, DateTime? ConfirmedAt, string? Draft, DateTime? DraftAt);

/// <summary>A measure and month with its four values.</summary>
internal sealed record MovedValue(int Measure, int Month, Figures4 Values);

/// <param name="Measure">The measure.</param>
/// <param name="Month"><c>yyyymm</c>.</param>
/// <param name="Values">The values.</param>
/// <param name="Version">The version they had.</param>
/// <param name="Collected">How they were collected.</param>
internal sealed record LeftValue(int Measure, int Month, Figures4 Values, int Version, int Collected);

internal sealed record ReplacedValue(int Measure, int Month, Figures4 Before, Figures4 After);

/// <param name="Set">Number of the set.</param>
/// <param name="Group">Name of the group.</param>
/// <param name="Plus">Named as belonging; otherwise as not belonging.</param>
/// <param name="Dropped">The kept file was named there already, so the mention fell.</param>
internal sealed record MovedMention(int Set, string Group, bool Plus, bool Dropped);

/// <summary>Which reports move, which give way, which are the same on both sides.</summary>
internal sealed class MergePlan
{
    private MergePlan()
    {
    }

    public List<ReportValue> Moved { get; } = [];

    /// <summary>Values of the file that goes which the kept one does not take.</summary>
    public List<ReportValue> Left { get; } = [];

    public List<(ReportValue Kept, ReportValue Merged)> Over { get; } = [];

    /// <summary>Both have something to say and do not say the same.</summary>
    public List<(ReportValue Kept, ReportValue Merged)> Disputed { get; } = [];

    public static string Key(int month) => FormattableString.Invariant($"reports:{MonthKey.Year(month):0000}-{MonthKey.Month(month):00}");

    /// <summary>Plans the merge; what is disputed and not decided stays in <see cref="Disputed"/> only.</summary>
    public static MergePlan Of(IEnumerable<ReportValue> gone, IEnumerable<ReportValue> kept, IReadOnlyDictionary<string, string> decisions)
    {
        var plan = new MergePlan();
        var stays = kept.ToDictionary(v => (v.Measure, v.Month));
        foreach (var value in gone.OrderBy(v => v.Month).ThenBy(v => v.Measure))
        {
            if (!stays.TryGetValue((value.Measure, value.Month), out var own))
            {
                plan.Moved.Add(value);
                continue;
            }

            var (mine, theirs) = (Figures4.Of(own), Figures4.Of(value));
            if (theirs.IsEmpty || mine == theirs) plan.Left.Add(value);
            // "Not reported" says nothing against a report.
            else if (mine.IsEmpty) plan.Over.Add((own, value));
            else
            {
                plan.Disputed.Add((own, value));
                var side = decisions.GetValueOrDefault(Key(value.Month));
                if (side == Platform.References.ReferenceSide.Kept) plan.Left.Add(value);
                else if (side == Platform.References.ReferenceSide.Merged) plan.Over.Add((own, value));
            }
        }

        return plan;
    }
}
