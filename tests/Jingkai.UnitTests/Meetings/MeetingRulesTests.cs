using Jingkai.Platform.Meetings;

namespace Jingkai.UnitTests.Meetings;

/// <summary>Who may do what with a meeting and its tasks.</summary>
public sealed class MeetingRulesTests
{
    private static readonly Guid Chair = Guid.CreateVersion7(), Recorder = Guid.CreateVersion7(), Caller = Guid.CreateVersion7(), Leader = Guid.CreateVersion7(), Officer = Guid.CreateVersion7(), Gone = Guid.CreateVersion7();

    private static readonly MeetingPeople People = new(
        [Person(Chair, leads: true), Person(Recorder), Person(Caller), Person(Leader, leads: true), Person(Officer), new(Gone, "gone", "gone", null, null, TakesPart: false, Leads: false)], new Dictionary<Guid, string>());

    [Fact]
    public void Nobody_confirms_minutes_they_wrote_whatever_their_part()
    {
        foreach (var writers in Subsets([Chair, Recorder, Leader]))
            foreach (var confirmer in (Guid?[])[Chair, Recorder, Leader, null])
                foreach (var who in (Guid[])[Chair, Recorder, Caller, Leader, Officer])
                {
                    var rules = new MeetingRules(Meeting(MeetingState.Written, confirmer), writers);
                    var may = rules.Allowed(new(who, People.Leads(who))).Contains(MeetingVerb.Confirm);
                    may.ShouldBe(who == confirmer && !writers.Contains(who));
                }
    }

    [Fact]
    public void Chair_confirms_unless_the_chair_wrote_and_then_only_a_leader_who_did_not()
    {
        Confirmer([], Recorder, null).ShouldBe(Chair);
        Confirmer([Recorder], Recorder, Chair).ShouldBe(Chair);
        Code([Recorder], Recorder, Leader).ShouldBe("chair-confirms");
        Code([Chair], Recorder, null).ShouldBe("confirmer-required");
        Code([], Chair, null).ShouldBe("confirmer-required");
        Code([Chair], Recorder, Chair).ShouldBe("cannot-confirm");
        Code([Chair], Recorder, Officer).ShouldBe("cannot-confirm");
        Code([Chair, Leader], Recorder, Leader).ShouldBe("cannot-confirm");
        Confirmer([Chair], Recorder, Leader).ShouldBe(Leader);
        // The chair has left: a leader confirms.
        new MeetingRules(Meeting(MeetingState.Held, chair: Gone), new HashSet<Guid>()).Confirmer(Recorder, Leader, People).Value.ShouldBe(Leader);
    }

    [Theory]
    [InlineData(MeetingState.Planned, "hold,cancel")]
    [InlineData(MeetingState.Held, "minute")]
    [InlineData(MeetingState.Written, "return")]
    [InlineData(MeetingState.Minuted, "correct")]
    [InlineData(MeetingState.Cancelled, "")]
    public void Recorder_moves_a_meeting_by_its_state(string state, string moves) =>
        string.Join(',', new MeetingRules(Meeting(state, Chair), new HashSet<Guid> { Recorder }).Allowed(new(Recorder, false))).ShouldBe(moves);

    [Fact]
    public void Whoever_has_no_part_moves_nothing()
    {
        foreach (var state in MeetingState.All) new MeetingRules(Meeting(state, Chair), new HashSet<Guid>()).Allowed(new(Officer, false)).ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_accepts_what_they_hold_or_did_and_an_acceptor_is_always_found()
    {
        foreach (var owner in (Guid[])[Chair, Recorder, Leader, Officer])
            foreach (var (chair, recorder, confirmer) in ((Guid, Guid, Guid)[])[(Chair, Recorder, Chair), (Chair, Chair, Leader), (Chair, Recorder, Leader)])
            {
                var meeting = Meeting(MeetingState.Minuted, confirmer, chair, recorder);
                var task = new MeetingDecision { OwnerId = owner, State = MeetingTaskState.Open };
                var acceptor = new MeetingTaskRules(meeting, task).AcceptorAfter(owner, People);
                acceptor.ShouldNotBeNull().ShouldNotBe(owner);
                (task.State, task.DoneById, task.AcceptorId) = (MeetingTaskState.Done, owner, acceptor);
                var rules = new MeetingTaskRules(meeting, task);
                rules.Allowed(new(acceptor.Value, false)).ShouldContain(MeetingTaskVerb.Accept);
                rules.Allowed(new(owner, People.Leads(owner))).ShouldBeEmpty();
            }
    }

    [Fact]
    public void Acceptor_who_has_left_is_passed_over()
    {
        var meeting = Meeting(MeetingState.Minuted, Chair, recorder: Gone);
        new MeetingTaskRules(meeting, new() { OwnerId = Officer, State = MeetingTaskState.Open }).AcceptorAfter(Officer, People).ShouldBe(Chair);
    }

    [Fact]
    public void Task_of_somebody_who_is_gone_is_handed_over_by_a_leader()
    {
        var task = new MeetingDecision { OwnerId = Gone, State = MeetingTaskState.Open };
        new MeetingTaskRules(Meeting(MeetingState.Minuted, Chair), task).Allowed(new(Leader, true)).ShouldBe([MeetingTaskVerb.HandOver]);
    }

    private static Guid Confirmer(HashSet<Guid> writers, Guid by, Guid? named) => new MeetingRules(Meeting(MeetingState.Held), writers).Confirmer(by, named, People).Value;

    private static string Code(HashSet<Guid> writers, Guid by, Guid? named) => new MeetingRules(Meeting(MeetingState.Held), writers).Confirmer(by, named, People).Error!.Code;

    private static Meeting Meeting(string state, Guid? confirmer = null, Guid? chair = null, Guid? recorder = null) =>
        new() { State = state, ChairId = chair ?? Chair, RecorderId = recorder ?? Recorder, CallerId = Caller, ConfirmerId = confirmer };

    private static MeetingPerson Person(Guid id, bool leads = false) => new(id, id.ToString(), "x", null, null, TakesPart: true, leads);

    private static IEnumerable<HashSet<Guid>> Subsets(Guid[] all) => Enumerable.Range(0, 1 << all.Length).Select(bits => all.Where((_, n) => (bits & (1 << n)) != 0).ToHashSet());
}
