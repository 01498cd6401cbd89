namespace Jingkai.Platform.Cases;

/// <summary>Where a case stands. Answered (已答复), confirmed (办结) and closed (销号) are three states and are counted apart.</summary>
public static class CaseState
{
    /// <summary>登记: written down, not yet given to a unit.</summary>
    public const string Registered = "registered";

    /// <summary>分办: offered to a unit or a person that has not accepted yet.</summary>
    public const string Assigned = "assigned";

    /// <summary>签收: somebody answers for it.</summary>
    public const string Accepted = "accepted";

    /// <summary>办理中: there was progress that the asker was told of.</summary>
    public const string InHand = "in-hand";

    /// <summary>挂起: waits until a day on which it is looked at again; its time does not count and it is not done.</summary>
    public const string Held = "held";

    /// <summary>已答复: the asker was answered and is asked to confirm.</summary>
    public const string Answered = "answered";

    /// <summary>办结: confirmed as its kind says.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>销号: struck off the list.</summary>
    public const string Closed = "closed";

    /// <summary>重复: ends with the case it repeats.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>撤回: its asker took it back.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>All states in order.</summary>
    public static IReadOnlyList<string> All { get; } = [Registered, Assigned, Accepted, InHand, Held, Answered, Confirmed, Closed, Duplicate, Withdrawn];

    /// <summary>States in which somebody has to do something.</summary>
    public static IReadOnlyList<string> Open { get; } = [Registered, Assigned, Accepted, InHand, Held, Answered, Confirmed];

    /// <summary>States before the answer, in which its time counts.</summary>
    public static IReadOnlyList<string> Unanswered { get; } = [Registered, Assigned, Accepted, InHand, Held];

    /// <summary>Whether the case is over.</summary>
    public static bool IsOver(string state) => state is Closed or Duplicate or Withdrawn;
}

/// <summary>What is done to a case.</summary>
public static class CaseVerb
{
    /// <summary>登记.</summary>
    public const string Raise = "raise";

    /// <summary>分办 to a unit or a person.</summary>
    public const string Assign = "assign";

    /// <summary>签收.</summary>
    public const string Accept = "accept";

    /// <summary>退回, with a reason; once.</summary>
    public const string Return = "return";

    /// <summary>转办 within the work; the present holder stays responsible until the other accepts.</summary>
    public const string HandOver = "hand-over";

    /// <summary>阶段反馈, told to the asker.</summary>
    public const string Progress = "progress";

    /// <summary>申请延期.</summary>
    public const string Extend = "extend";

    /// <summary>挂起 until a review date.</summary>
    public const string Hold = "hold";

    /// <summary>恢复.</summary>
    public const string Resume = "resume";

    /// <summary>协办: a part for another unit.</summary>
    public const string AddPart = "add-part";

    /// <summary>报送外部平台, with its number there.</summary>
    public const string SendOut = "send-out";

    /// <summary>提请专题会.</summary>
    public const string Lift = "lift";

    /// <summary>提级: told to the leaders above.</summary>
    public const string Escalate = "escalate";

    /// <summary>答复.</summary>
    public const string Answer = "answer";

    /// <summary>确认, with a grade.</summary>
    public const string Confirm = "confirm";

    /// <summary>重办: not satisfied.</summary>
    public const string Reopen = "reopen";

    /// <summary>差评回访.</summary>
    public const string FollowUp = "follow-up";

    /// <summary>销号.</summary>
    public const string Close = "close";

    /// <summary>补评: a grade after the case was closed by silence.</summary>
    public const string Rate = "rate";

    /// <summary>Its category or class was wrong.</summary>
    public const string Classify = "classify";

    /// <summary>重复: ends with another case.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>并入共性问题.</summary>
    public const string Group = "group";

    /// <summary>催办.</summary>
    public const string Urge = "urge";

    /// <summary>A word among officers.</summary>
    public const string Comment = "comment";

    /// <summary>撤回 by its asker.</summary>
    public const string Withdraw = "withdraw";

    /// <summary>Closed because the asker said nothing for the stated time; done by the sweep.</summary>
    public const string Silence = "silence";

    /// <summary>A part was taken, done or taken back; a meeting decided, or will not.</summary>
    public const string PartAccept = "part-accept", PartDone = "part-done", PartCancel = "part-cancel", Minuted = "minuted", Dropped = "dropped";


    /// <summary>The moves that can be asked for, in the order of a case's life.</summary>
    public static IReadOnlyList<string> Moves { get; } =
        [Assign, Accept, Return, Progress, Answer, HandOver, AddPart, Extend, Hold, Resume, Lift, Escalate, SendOut, Confirm, Reopen, FollowUp, Close, Rate, Classify, Duplicate, Group, Urge, Comment, Withdraw];

    /// <summary>What the asker is not shown: who passes what to whom, and words among officers.</summary>
    internal static bool IsInternal(string verb) => verb is Comment or Return or HandOver or Escalate or Urge or Group or FollowUp or AddPart or PartAccept or PartDone or PartCancel or Extend or Lift or Minuted or Dropped;
}

/// <summary>Whose turn it is.</summary>
public static class CaseTurn
{
    /// <summary>A member.</summary>
    public const string Member = "member";

    /// <summary>A unit: whoever of it takes it.</summary>
    public const string Unit = "unit";

    /// <summary>The desk that assigns and strikes off.</summary>
    public const string Desk = "desk";

    /// <summary>The asker.</summary>
    public const string Asker = "asker";

    /// <summary>Nobody's: it is over.</summary>
    public const string Nobody = "nobody";
}

/// <summary>How a case was settled.</summary>
public static class Settlement
{
    /// <summary>The asker confirmed.</summary>
    public const string Asker = "asker";

    /// <summary>Another than the handler asked and wrote down what the asker said.</summary>
    public const string CallBack = "call-back";

    /// <summary>The asker was reminded twice and said nothing.</summary>
    public const string Silence = "silence";

    /// <summary>Another than the handler checked it.</summary>
    public const string Recheck = "recheck";

    /// <summary>It was decided.</summary>
    public const string Decision = "decision";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Asker, CallBack, Silence, Recheck, Decision];
}

/// <summary>Five grades of satisfaction, 5 the best.</summary>
public static class Grades
{
    /// <summary>非常不满意 and 非常满意.</summary>
    public const int Worst = 1, Best = 5;

    /// <summary>不满意 and worse are followed up.</summary>
    public static bool IsBad(int grade) => grade <= 2;
}

/// <summary>How a bad review stands.</summary>
public static class FollowUpState
{
    /// <summary>Nothing to follow up.</summary>
    public const string None = "none";

    /// <summary>Waits for the desk.</summary>
    public const string Open = "open";

    /// <summary>核实属实, and what was mended.</summary>
    public const string Valid = "valid";

    /// <summary>核实不属实.</summary>
    public const string NotValid = "not-valid";
}
