namespace Jingkai.Platform.Meetings;

/// <summary>Who acts on a meeting.</summary>
/// <param name="Id">The member.</param>
/// <param name="Leads">A leader of the zone, who may mend any meeting that waits for someone who is gone.</param>
internal readonly record struct MeetingActor(Guid Id, bool Leads);

/// <summary>Who may do what with a meeting, and when. Knows no database. Its law: none of those who wrote the minutes confirms them.</summary>
/// <param name="meeting">The meeting.</param>
/// <param name="writers">Whoever wrote of its minutes.</param>
internal sealed class MeetingRules(Meeting meeting, IReadOnlySet<Guid> writers)
{
    /// <summary>Sees to the meeting: who called it, its chair and its recorder, and the zone's leaders.</summary>
    public bool Keeps(MeetingActor who) => who.Leads || who.Id == meeting.CallerId || IsChairOrRecorder(who.Id);

    /// <summary>May change time, place and agenda.</summary>
    public bool MayPlan(MeetingActor who) => meeting.State == MeetingState.Planned && Keeps(who);

    /// <summary>May say who came, and who chaired and wrote.</summary>
    public bool MayAttend(MeetingActor who) => meeting.State is MeetingState.Planned or MeetingState.Held && Keeps(who);

    /// <summary>May write the minutes.</summary>
    public bool MayWrite(MeetingActor who) => meeting.State == MeetingState.Held && IsChairOrRecorder(who.Id);

    /// <summary>May take an item off the agenda or change its words: who keeps the meeting, and who put it there.</summary>
    public bool MayChange(MeetingActor who, AgendaItem item) => meeting.State == MeetingState.Planned && (Keeps(who) || item.AddedById == who.Id);

    /// <summary>The moves open to somebody now.</summary>
    public IReadOnlyList<string> Allowed(MeetingActor who) => [.. MeetingVerb.Moves.Where(verb => May(who, verb))];

    /// <summary>Who confirms minutes that <paramref name="by"/> hands in: the chair who wrote none of them, or else the leader who was named.</summary>
    /// <param name="by">Who hands them in; counts as one who wrote.</param>
    /// <param name="named">Whom they named.</param>
    /// <param name="people">The members of the zone.</param>
    public Kernel.Result<Guid> Confirmer(Guid by, Guid? named, MeetingPeople people)
    {
        bool Wrote(Guid id) => id == by || id == meeting.RecorderId || writers.Contains(id);
        if (meeting.ChairId is { } chair && !Wrote(chair) && people.TakesPart(chair))
            return named is null || named == chair ? chair : MeetingErrors.ChairConfirms;
        if (named is not { } to) return MeetingErrors.ConfirmerRequired;
        return !Wrote(to) && people.Leads(to) ? to : MeetingErrors.CannotConfirm;
    }

    private bool May(MeetingActor who, string verb) => verb switch
    {
        MeetingVerb.Hold or MeetingVerb.Cancel => MayPlan(who),
        MeetingVerb.Minute => MayWrite(who),
        MeetingVerb.Confirm => meeting.State == MeetingState.Written && meeting.ConfirmerId == who.Id && !writers.Contains(who.Id),
        // Who handed them in may take them back, and a leader frees minutes that wait for someone who is gone.
        MeetingVerb.Return => meeting.State == MeetingState.Written && (who.Leads || meeting.ConfirmerId == who.Id || IsChairOrRecorder(who.Id)),
        MeetingVerb.Correct => meeting.State == MeetingState.Minuted && (meeting.ConfirmerId == who.Id || IsChairOrRecorder(who.Id)),
        _ => false,
    };

    private bool IsChairOrRecorder(Guid id) => id == meeting.ChairId || id == meeting.RecorderId;
}

/// <summary>Who may do what with a task from a meeting. Its law: nobody accepts what they did or hold.</summary>
/// <param name="meeting">The meeting it is from.</param>
/// <param name="task">The task.</param>
internal sealed class MeetingTaskRules(Meeting meeting, MeetingDecision task)
{
    /// <summary>The moves open to somebody now.</summary>
    public IReadOnlyList<string> Allowed(MeetingActor who) => [.. MeetingTaskVerb.Moves.Where(verb => May(who, verb))];

    /// <summary>In whose inbox it waits once <paramref name="by"/> says it is done: the recorder, else the chair, else who confirmed the minutes.</summary>
    public Guid? AcceptorAfter(Guid by, MeetingPeople people) => ((Guid?[])[meeting.RecorderId, meeting.ChairId, meeting.ConfirmerId])
        .Where(id => id is { } known && known != by && known != task.OwnerId)
        .OrderByDescending(id => people.TakesPart(id!.Value)).FirstOrDefault();

    /// <summary>Whether somebody may be asked to accept it.</summary>
    public bool MayAccept(MeetingActor who) => who.Id != task.OwnerId && who.Id != task.DoneById
        && (who.Leads || who.Id == task.AcceptorId || who.Id == meeting.RecorderId || who.Id == meeting.ChairId);

    private bool May(MeetingActor who, string verb) => (verb, task.State) switch
    {
        (MeetingTaskVerb.Done, MeetingTaskState.Open) => who.Id == task.OwnerId,
        (MeetingTaskVerb.HandOver, MeetingTaskState.Open) => who.Leads || who.Id == task.OwnerId || who.Id == meeting.RecorderId || who.Id == meeting.ChairId,
        (MeetingTaskVerb.HandOver, MeetingTaskState.Done) => MayAccept(who),
        (MeetingTaskVerb.Accept or MeetingTaskVerb.Return, MeetingTaskState.Done) =>
            who.Id != task.OwnerId && who.Id != task.DoneById && (who.Id == task.AcceptorId || who.Id == meeting.RecorderId || who.Id == meeting.ChairId),
        _ => false,
    };
}
