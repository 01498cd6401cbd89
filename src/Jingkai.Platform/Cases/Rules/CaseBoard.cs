using Jingkai.Kernel;
using Jingkai.Platform.Cases.Kinds;

namespace Jingkai.Platform.Cases.Rules;

/// <summary>A case with its parts and its kind: the rules of what may be done next, by whom, and whose turn it is. Knows no database.</summary>
internal sealed class CaseBoard(Case row, IReadOnlyList<CasePart> parts, CaseKindDefinition kind, DateOnly today)
{
    public Case Case => row;

    public IReadOnlyList<CasePart> Parts => parts;

    public CaseKindDefinition Kind => kind;

    private bool Unanswered => CaseState.Unanswered.Contains(row.State);

    private bool Working => row.State is CaseState.Accepted or CaseState.InHand;

    /// <summary>The moves open to somebody now, in the order of <see cref="CaseVerb.Moves"/>.</summary>
    public IReadOnlyList<string> Allowed(CaseActor actor) => [.. CaseVerb.Moves.Where(move => May(move, actor) is null)];

    /// <summary>Why somebody cannot do something now; null when they can.</summary>
    public Error? Refusal(string move, CaseActor actor) => May(move, actor)?.Invoke(Allowed(actor));

    private Func<IReadOnlyList<string>, Error>? May(string move, CaseActor actor)
    {
        Func<IReadOnlyList<string>, Error> no = allowed => CaseErrors.NotAllowed(move, allowed);
        Func<IReadOnlyList<string>, Error>? If(bool may) => may ? null : no;
        var (responsible, assigned) = (Responsible(actor), Assigned(actor));
        var directs = actor.Desk || actor.Leads;
        return move switch
        {
            CaseVerb.Assign => If(Unanswered && (directs || (row.State == CaseState.Registered && responsible && actor.Handles && kind.Assigners.Contains("receiver")))),
            CaseVerb.Accept => If(row.State switch
            {
                CaseState.Assigned => assigned,
                // Who received it first and can settle it takes it at once.
                CaseState.Registered => actor.Handles && (responsible || actor.Desk),
                _ => false,
            }),
            CaseVerb.Return when row.State == CaseState.Assigned && assigned => row.ResumeState is null && row.Returned > 0 ? CaseErrors.ReturnSpent : null,
            CaseVerb.Progress or CaseVerb.HandOver or CaseVerb.SendOut => If(Working && responsible),
            CaseVerb.Extend => If(Working && responsible && row.ResponsibleId is not null && row.ClockId is not null),
            CaseVerb.Hold => If(Working && responsible),
            CaseVerb.Resume => If(row.State == CaseState.Held && (responsible || directs)),
            CaseVerb.AddPart => If(Working && (responsible || directs)),
            CaseVerb.Lift => If(Unanswered && row.State != CaseState.Held && (responsible || directs) && !AskerOnly(actor)),
            CaseVerb.Escalate => If(Unanswered && (responsible || directs) && !AskerOnly(actor)),
            CaseVerb.Answer when Working && responsible => parts.Any(p => PartState.IsOpen(p.State)) ? CaseErrors.PartsOpen : null,
            CaseVerb.Confirm when row.State == CaseState.Answered => Confirms(actor, no),
            CaseVerb.Reopen => Reopens(actor, no),
            CaseVerb.FollowUp when row is { State: CaseState.Confirmed or CaseState.Closed, FollowUp: FollowUpState.Open } && directs => Own(actor) ? CaseErrors.OwnWork : null,
            CaseVerb.Close when row.State == CaseState.Confirmed && directs => row.FollowUp == FollowUpState.Open ? CaseErrors.FollowUpOpen : Own(actor) ? CaseErrors.OwnWork : null,
            CaseVerb.Close when row.State == CaseState.Answered && kind.Closing.By == Settlement.Decision => If(responsible || directs),
            CaseVerb.Rate => If(row.State == CaseState.Closed && row.Grade is null && (actor.Asks || actor.Everybody)),
            CaseVerb.Classify => If(Unanswered && (directs || responsible) && !AskerOnly(actor)),
            CaseVerb.Duplicate => If(Unanswered && directs),
            CaseVerb.Group => If(!CaseState.IsOver(row.State) && (directs || responsible) && !AskerOnly(actor)),
            CaseVerb.Urge => If(row.State is not (CaseState.Answered or CaseState.Held) && !CaseState.IsOver(row.State) && (directs || actor.Asks || actor.Is(row.RaisedById)) && !(actor.Me is not null && actor.Me == row.TurnMemberId)),
            CaseVerb.Comment => If(!CaseState.IsOver(row.State) && !AskerOnly(actor) && (actor.Handles || directs || actor.Is(row.RaisedById))),
            CaseVerb.Withdraw => If(Unanswered && (actor.Asks || actor.Everybody || (actor.Is(row.RaisedById) && !row.RaisedByAsker))),
            _ => no,
        };
    }

    private Func<IReadOnlyList<string>, Error>? Confirms(CaseActor actor, Func<IReadOnlyList<string>, Error> no)
    {
        if (kind.Closing.By == Settlement.Decision) return no;
        if (kind.Closing.By == Settlement.Recheck) return !actor.Desk && !actor.Leads ? no : Own(actor) ? CaseErrors.OwnWork : null;
        if (actor.Asks || actor.Everybody) return null;
        // Somebody else than the handler may call the asker and write down what was said: who raised it, or the desk.
        var calls = actor.Desk || actor.Is(row.RaisedById) || (row.Turn == CaseTurn.Member && actor.Is(row.TurnMemberId));
        return !calls ? no : Own(actor) ? CaseErrors.OwnWork : null;
    }

    private Func<IReadOnlyList<string>, Error>? Reopens(CaseActor actor, Func<IReadOnlyList<string>, Error> no)
    {
        if (row.State is not (CaseState.Answered or CaseState.Confirmed or CaseState.Closed)) return no;
        var speaks = actor.Asks || actor.Everybody || actor.Desk || (actor.Is(row.RaisedById) && !row.RaisedByAsker);
        if (!speaks) return no;
        if (row.State == CaseState.Closed && row.EndedAt is { } ended && DateOnly.FromDateTime(Clocks.ClockTime.Local(ended)).AddDays(kind.Closing.ReopenDays) < today) return allowed => CaseErrors.ReopenTooLate(kind.Closing.ReopenDays, allowed);
        return null;
    }

    /// <summary>Answers for it now. What nobody took yet and no officer raised is the desk's.</summary>
    private bool Responsible(CaseActor actor) => row.ResponsibleId is null ? actor.Desk || actor.Everybody : actor.Is(row.ResponsibleId);

    private bool Assigned(CaseActor actor) => row.AssignedId is { } member ? actor.Is(member) : actor.IsOf(row.AssignedUnitId);

    private bool Own(CaseActor actor) => !actor.Everybody && actor.Is(row.ResponsibleId);

    private static bool AskerOnly(CaseActor actor) => actor is { Asks: true, Handles: false, Desk: false, Leads: false };

    /// <summary>Sets whose turn it is after a move.</summary>
    /// <param name="askerIsThere">Somebody signs in for what the case is about.</param>
    public void SetTurn(bool askerIsThere)
    {
        (row.Turn, row.TurnMemberId, row.TurnUnitId) = row.State switch
        {
            CaseState.Registered => (CaseTurn.Desk, null, null),
            CaseState.Assigned when row.AssignedId is { } member => (CaseTurn.Member, member, null),
            CaseState.Assigned => (CaseTurn.Unit, null, row.AssignedUnitId),
            CaseState.Accepted or CaseState.InHand or CaseState.Held => Of(row.ResponsibleId),
            CaseState.Answered when kind.Closing.By == Settlement.Decision => Of(row.ResponsibleId),
            CaseState.Answered when kind.Closing.By == Settlement.Asker && askerIsThere => (CaseTurn.Asker, null, null),
            // Nobody signs in for the asker: who raised it asks and writes it down, unless it is their own work.
            CaseState.Answered when kind.Closing.By == Settlement.Asker && row.RaisedById is { } raiser && !row.RaisedByAsker && raiser != row.ResponsibleId => (CaseTurn.Member, raiser, null),
            CaseState.Answered => (CaseTurn.Desk, null, null),
            CaseState.Confirmed => (CaseTurn.Desk, null, null),
            // A bad review given after the end is still somebody's.
            CaseState.Closed when row.FollowUp == FollowUpState.Open => (CaseTurn.Desk, null, null),
            _ => ((string Turn, Guid? Member, Guid? Unit))(CaseTurn.Nobody, null, null),
        };

        static (string, Guid?, Guid?) Of(Guid? member) => member is null ? (CaseTurn.Desk, null, null) : (CaseTurn.Member, member, null);
    }
}
