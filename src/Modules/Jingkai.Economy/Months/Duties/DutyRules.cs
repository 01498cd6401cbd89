using Jingkai.Economy.Domain;

namespace Jingkai.Economy.Months.Duties;

/// <summary>What the reader may do with a duty by right, whatever its state.</summary>
/// <param name="Member">The reader; null: no member of the zone.</param>
/// <param name="Delivers">It is the reader's to fill in, or the reader's office does it for others.</param>
/// <param name="Confirms">May look at what others submitted and confirm or return it.</param>
/// <param name="Reminds">May remind.</param>
internal sealed record DutyRights(Guid? Member, bool Delivers, bool Confirms, bool Reminds);

/// <summary>The rules of a duty: 未报 → 草稿 → 待确认 → 已确认, and back by a return. They know no database.</summary>
internal static class DutyRules
{
    /// <summary>The moves open to a reader now. Nobody confirms what they submitted.</summary>
    public static IReadOnlyList<string> Allowed(ReportDuty duty, bool taskOpen, DutyRights rights)
    {
        if (!taskOpen) return [];
        var moves = new List<string>();
        if (DutyState.Owed.Contains(duty.State))
        {
            if (rights.Delivers) moves.AddRange([DutyVerb.Draft, DutyVerb.Submit]);
            if (rights.Reminds) moves.Add(DutyVerb.Remind);
        }
        else if (rights.Confirms)
        {
            if (duty.State == DutyState.Submitted && rights.Member is { } me && me != duty.SubmittedById) moves.Add(DutyVerb.Confirm);
            moves.Add(DutyVerb.Return);
        }

        return moves;
    }
}
