using Jingkai.Kernel;
using Jingkai.Platform.Cases;
using Jingkai.Platform.Counting;
using Jingkai.Services.Figures;

namespace Jingkai.UnitTests.Services;

/// <summary>What is counted of requests, from their timeline alone.</summary>
public class RequestMeasureTests
{
    private static readonly CountSpan July = new(new(2020, 7, 1), new(2020, 7, 31)), August = new(new(2020, 8, 1), new(2020, 8, 31));
    private static readonly DateTime Now = At("2020-09-09", 12);
    private static readonly Deadline Rules = new(WorkCalendar.Default, OfficeHours.Usual);

    [Fact]
    public void Past_month_stays_what_it_was_when_a_request_is_reopened_later()
    {
        var fact = Fact("2020-07-01", null, Move(CaseVerb.Answer, CaseState.Answered, "2020-07-02"), Move(CaseVerb.Confirm, CaseState.Confirmed, "2020-07-03", "5"), Move(CaseVerb.Close, CaseState.Closed, "2020-07-04"),
            Move(CaseVerb.Reopen, CaseState.InHand, "2020-08-01"));
        foreach (var measure in (string[])[RequestMeasures.Settled, RequestMeasures.Confirmed, RequestMeasures.Closed]) Count(measure, July, fact).ShouldBe(1, measure);
        Count(RequestMeasures.Open, July, fact).ShouldBe(0);
        Count(RequestMeasures.Open, August, fact).ShouldBe(1);
        Count(RequestMeasures.Settled, new(new(2020, 7, 1), new(2020, 8, 31)), fact).ShouldBe(0, "undone within the span");
        Count(RequestMeasures.Reopened, August, fact).ShouldBe(1);
        (Sum(RequestMeasures.Resolution, July, fact).Value, Count(RequestMeasures.Satisfaction, July, fact)).ShouldBe((100m, 1));
    }

    [Fact]
    public void Request_settled_twice_counts_once_by_what_stands()
    {
        var fact = Fact("2020-07-01", null, Move(CaseVerb.Confirm, CaseState.Closed, "2020-07-03", "4"), Move(CaseVerb.Reopen, CaseState.InHand, "2020-07-05"), Move(CaseVerb.Silence, CaseState.Closed, "2020-07-20"));
        (Count(RequestMeasures.Settled, July, fact), Count(RequestMeasures.Confirmed, July, fact), Count(RequestMeasures.Silent, July, fact), Count(RequestMeasures.Closed, July, fact)).ShouldBe((1, 0, 1, 1));
        Sum(RequestMeasures.Confirmation, July, fact).ShouldBe(Counted.Rate(0, 1));
    }

    [Fact]
    public void Withdrawn_and_duplicate_requests_are_raised_but_no_base_and_not_open()
    {
        foreach (var (verb, state) in ((string, string)[])[(CaseVerb.Withdraw, CaseState.Withdrawn), (CaseVerb.Duplicate, CaseState.Duplicate)])
        {
            var fact = Fact("2020-07-01", null, Move(verb, state, "2020-08-02"));
            (Count(RequestMeasures.Raised, July, fact), Count(RequestMeasures.Open, July, fact), Count(RequestMeasures.Open, August, fact)).ShouldBe((1, 1, 0));
            Sum(RequestMeasures.Resolution, July, fact).ShouldBe(Counted.Rate(0, 1), "at the end of July it was still there");
            Sum(RequestMeasures.Resolution, new(new(2020, 7, 1), new(2020, 8, 31)), fact).ShouldBe(Counted.Rate(0, 0));
        }
    }

    [Fact]
    public void Overdue_is_judged_at_the_end_of_the_span_and_never_by_hours_that_have_not_come()
    {
        var run = new AnswerRun(At("2020-07-01", 9), At("2020-08-05", 10), At("2020-07-10", 17), []);
        var fact = Timed("2020-07-01", "2020-08-05", [run], Move(CaseVerb.Answer, CaseState.Answered, "2020-08-05"));
        Count(RequestMeasures.Overdue, new(null, new(2020, 7, 9)), fact).ShouldBe(0);
        Count(RequestMeasures.Overdue, July, fact).ShouldBe(1);
        Count(RequestMeasures.Overdue, August, fact).ShouldBe(0);
        Sum(RequestMeasures.OnTime, August, fact).ShouldBe(Counted.Rate(0, 1));
        var today = Timed("2020-09-08", null, [new AnswerRun(At("2020-09-08", 9), null, At("2020-09-09", 17), [])]);
        Count(RequestMeasures.Overdue, new(new(2020, 9, 1), new(2020, 9, 30)), today).ShouldBe(0, "due at five, and it is noon");
        Count(RequestMeasures.Overdue, new(new(2020, 9, 1), new(2020, 9, 30)), Timed("2020-09-07", null, [new AnswerRun(At("2020-09-07", 9), null, null, [])])).ShouldBe(0, "no end while time stands still");
    }

    [Fact]
    public void Days_to_the_answer_are_working_days_without_pauses_over_all_its_clocks()
    {
        // 30 Sep; 1 to 8 Oct off; 9, 10 (worked Saturday), 12 and 13 Oct.
        var pause = new ClockPause(new(2020, 10, 9, 9, 0, 0, DateTimeKind.Unspecified), new(2020, 10, 10, 9, 0, 0, DateTimeKind.Unspecified));
        var fact = Timed("2020-09-29", "2020-10-13", [new(At("2020-09-29", 9), At("2020-10-12", 9), At("2020-10-12", 17), [pause]), new(At("2020-09-29", 9), At("2020-10-13", 8), At("2020-10-12", 17), [])]);
        fact.DaysToAnswer(Rules).ShouldBe(4);
        fact.InTime.ShouldBe(false, "the clock that the answer stopped");
    }

    [Fact]
    public void Bad_reviews_are_counted_with_those_followed_up_by_the_end()
    {
        var fact = Fact("2020-07-01", null, Move(CaseVerb.Confirm, CaseState.Confirmed, "2020-07-30", "1"), Move(CaseVerb.FollowUp, CaseState.Confirmed, "2020-08-02"), Move(CaseVerb.Close, CaseState.Closed, "2020-08-02"));
        (Count(RequestMeasures.Bad, July, fact), Count(RequestMeasures.BadMended, July, fact)).ShouldBe((1, 0));
        Count(RequestMeasures.BadMended, new(new(2020, 7, 1), new(2020, 8, 31)), fact).ShouldBe(1);
    }

    [Fact]
    public void Return_of_a_hand_over_is_no_return_to_the_desk() =>
        (Count(RequestMeasures.Returned, July, Fact("2020-07-01", null, Move(CaseVerb.Return, CaseState.Registered, "2020-07-02"))), Count(RequestMeasures.Returned, July, Fact("2020-07-01", null, Move(CaseVerb.Return, CaseState.InHand, "2020-07-02")))).ShouldBe((1, 0));

    private static RequestFact Fact(string raised, string? answered, params RequestMove[] moves) => Timed(raised, answered, [], moves);

    private static RequestFact Timed(string raised, string? answered, AnswerRun[] runs, params RequestMove[] moves) =>
        new(new() { Code = "C2020-0001", RaisedAt = At(raised, 9), FirstAnsweredAt = answered is null ? null : At(answered, 10) }, moves, runs);

    private static RequestMove Move(string verb, string state, string day, string? about = null) => new(verb, state, At(day, 10), about);

    private static DateTime At(string day, int hour) => Tally.Begin(DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).AddHours(hour);

    private static int Count(string measure, CountSpan span, RequestFact fact) => RequestMeasures.Of(measure, [fact], span, Now, Rules).Count;

    private static Counted Sum(string measure, CountSpan span, RequestFact fact) => RequestMeasures.Sum(measure, RequestMeasures.Of(measure, [fact], span, Now, Rules));
}
