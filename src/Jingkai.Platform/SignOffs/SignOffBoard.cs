namespace Jingkai.Platform.SignOffs;

/// <summary>A member as the rules of sign-off need to know it.</summary>
/// <param name="Id">The member.</param>
/// <param name="Active">Has not left the zone.</param>
/// <param name="Permissions">What the member's roles grant.</param>
public sealed record Signatory(Guid Id, bool Active, IReadOnlySet<string> Permissions);

/// <summary>A sign-off with everything its rules look at, and the rules themselves: whose turn it is, who may do what, what
/// follows. It knows no database, so that a model test can play it.</summary>
/// <remarks>Three laws hold whatever happens: who started it or owns the matter never decides; nobody decides twice in a round;
/// each open place is held by exactly one person, or visibly by nobody.</remarks>
internal sealed class SignOffBoard(
    SignOff signOff, IReadOnlyList<SignOffStep> steps, IReadOnlyList<SignOffSigner> signers, IReadOnlyList<Absence> absences,
    IReadOnlyDictionary<Guid, Signatory> members, DateOnly today)
{
    private readonly List<SignOffSigner> all = [.. signers];

    public SignOff SignOff { get; } = signOff;

    /// <summary>Places of all rounds, the new ones included.</summary>
    public IReadOnlyList<SignOffSigner> Signers => all;

    private IEnumerable<SignOffSigner> Round => all.Where(s => s.Round == SignOff.Round);

    private IEnumerable<SignOffSigner> Open => SignOff.State == SignOffState.Pending ? Round.Where(s => s.State == SignerState.Open) : [];

    /// <summary>Open places that nobody can fill: the one asked has left and nobody may stand in.</summary>
    public IReadOnlyList<SignOffSigner> Orphans => [.. Open.Where(s => Holder(s) is null)];

    /// <summary>Who has to act now: the holders of the open places, or the starter of a returned one.</summary>
    public IReadOnlyList<Guid> Holders => SignOff.State == SignOffState.Returned
        ? IsActive(SignOff.StarterId) ? [SignOff.StarterId] : []
        : [.. Open.Select(Holder).OfType<Guid>()];

    /// <summary>How many stand in one after another when those who stand in are away themselves; <see cref="SignOffScope"/> looks
    /// just as far.</summary>
    public const int LongestChain = 2;

    /// <summary>Who fills an open place today: the one asked, or who stands in during an absence. A stand-in who may not sign
    /// here leaves the place with the absent member rather than with two.</summary>
    public Guid? Holder(SignOffSigner place)
    {
        var who = place.MemberId;
        for (var passed = 0; AbsenceOf(who) is { } absence; passed++)
        {
            if (absence.StandInId is not { } next || next == place.MemberId || passed == LongestChain) return Self(place);
            who = next;
        }

        return who != place.MemberId && MayFill(who, place) ? who : Self(place);
    }

    /// <summary>The open place that a member fills.</summary>
    public SignOffSigner? PlaceOf(Guid member) => Open.FirstOrDefault(s => Holder(s) == member);

    /// <summary>Whether a member may be asked in a place: active, entitled, neither starter nor owner, and not asked elsewhere in
    /// this round.</summary>
    public bool MayFill(Guid member, SignOffSigner place) =>
        member != SignOff.StarterId && member != SignOff.OwnerId && IsActive(member) && Entitled(member, place.Step)
        && Round.All(s => s == place || s.State is SignerState.HandedOver or SignerState.Lapsed || (s.MemberId != member && s.DecidedById != member));

    /// <summary>Whether a member may be asked instead of, or besides, those of a place: someone new to it who may fill it.</summary>
    public bool MayBeAsked(Guid member, SignOffSigner place) => member != place.MemberId && member != Holder(place) && MayFill(member, place);

    /// <summary>The moves open to a member now, in the order of <see cref="SignOffVerb.Moves"/>.</summary>
    public IReadOnlyList<string> Allowed(Guid member)
    {
        var moves = new List<string>();
        if (PlaceOf(member) is not null) moves.AddRange([SignOffVerb.Approve, SignOffVerb.Return, SignOffVerb.HandOver, SignOffVerb.AddSigner]);
        if (member == SignOff.StarterId && SignOff.State == SignOffState.Returned) moves.Add(SignOffVerb.Submit);
        if (member == SignOff.StarterId && SignOff.State is SignOffState.Pending or SignOffState.Returned) moves.Add(SignOffVerb.Withdraw);
        if ((member == SignOff.StarterId || member == SignOff.OwnerId) && SignOff.State == SignOffState.Pending && Holders.Count > 0) moves.Add(SignOffVerb.Urge);
        if (member == SignOff.StarterId && Orphans.Count > 0) moves.Add(SignOffVerb.Reassign);
        return moves;
    }

    /// <summary>同意. True when that was the last agreement needed.</summary>
    public bool Approve(SignOffSigner place, Guid by, string? opinion, DateTime at)
    {
        Decide(place, SignerState.Approved, by, opinion, at);
        if (!StepDone(place.Step)) return false;
        foreach (var other in Round.Where(s => s.Step == place.Step && s.State == SignerState.Open)) other.State = SignerState.Lapsed;
        if (steps.All(s => s.Round != SignOff.Round || s.Number <= place.Step))
        {
            Close(SignOffState.Approved, at);
            return true;
        }

        SignOff.Step = place.Step + 1;
        foreach (var next in Round.Where(s => s.Step == SignOff.Step && s.State == SignerState.Waiting)) next.State = SignerState.Open;
        return false;
    }

    /// <summary>退回 to the starter: all other places of the round lapse.</summary>
    public void Return(SignOffSigner place, Guid by, string? opinion, DateTime at)
    {
        Decide(place, SignerState.Returned, by, opinion, at);
        Lapse();
        SignOff.State = SignOffState.Returned;
    }

    /// <summary>转办, and 改派 of a place that nobody holds.</summary>
    public SignOffSigner HandOver(SignOffSigner place, Guid to)
    {
        place.State = SignerState.HandedOver;
        return Ask(place, to, place.Added);
    }

    /// <summary>加签: the step now needs this agreement too.</summary>
    public SignOffSigner AddSigner(SignOffSigner place, Guid who) => Ask(place, who, added: true);

    /// <summary>撤回.</summary>
    public void Withdraw(DateTime at)
    {
        Lapse();
        Close(SignOffState.Withdrawn, at);
    }

    private SignOffSigner Ask(SignOffSigner beside, Guid who, bool added)
    {
        var asked = new SignOffSigner { ZoneId = SignOff.ZoneId, SignOffId = SignOff.Id, Round = SignOff.Round, Step = beside.Step, MemberId = who, Added = added, State = SignerState.Open };
        all.Add(asked);
        return asked;
    }

    private static void Decide(SignOffSigner place, string state, Guid by, string? opinion, DateTime at) =>
        (place.State, place.DecidedById, place.Opinion, place.DecidedAt) = (state, by, opinion, at);

    private bool StepDone(int step)
    {
        var mode = steps.First(s => s.Round == SignOff.Round && s.Number == step).Mode;
        var asked = Round.Where(s => s.Step == step && s.State is SignerState.Open or SignerState.Approved).ToList();
        var planned = asked.Where(s => !s.Added).ToList();
        return asked.Where(s => s.Added).All(s => s.State == SignerState.Approved)
            && (mode == SignOffMode.Any ? planned.Any(s => s.State == SignerState.Approved) : planned.All(s => s.State == SignerState.Approved));
    }

    private void Lapse()
    {
        foreach (var other in Round.Where(s => s.State is SignerState.Open or SignerState.Waiting)) other.State = SignerState.Lapsed;
    }

    private void Close(string state, DateTime at) => (SignOff.State, SignOff.ClosedAt) = (state, at);

    private Absence? AbsenceOf(Guid member) =>
        absences.FirstOrDefault(a => a.MemberId == member && a.VoidedAt is null && a.FromOn <= today && today < a.UntilOn);

    private Guid? Self(SignOffSigner place) => IsActive(place.MemberId) && Entitled(place.MemberId, place.Step) ? place.MemberId : null;

    private bool IsActive(Guid member) => members.TryGetValue(member, out var found) && found.Active;

    private bool Entitled(Guid member, int step) =>
        steps.First(s => s.Round == SignOff.Round && s.Number == step).Permission is not { } permission || members[member].Permissions.Contains(permission);
}
