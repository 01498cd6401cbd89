namespace Jingkai.IntegrationTests.Cases;

/// <summary>A part, told a second time.</summary>
internal sealed class ReferencePart(string unit, int after, string state)
{
    public string Unit { get; } = unit;

    public int After { get; } = after;

    public string State { get; set; } = state;

    public string? Holder { get; set; }
}

/// <summary>What a case must do, told a second time and in another way: names instead of rows, days walked one by one, no shared code.</summary>
internal sealed class ReferenceCase(string raisedBy, bool firmHasAccount, DateOnly raised, string level, Func<DateOnly, bool> worked)
{
    private static readonly Dictionary<string, (int Amount, bool Working)> Levels = new() { ["simple"] = (3, true), ["complex"] = (7, false), ["hard"] = (10, true), ["consultation"] = (1, true) };

    private readonly List<(DateOnly From, DateOnly Until)> pauses = [];
    private DateOnly since = raised;
    private DateOnly? paused;
    private int extra;
    private int? pending;

    public string State { get; private set; } = "registered";

    public string? Responsible { get; private set; } = raisedBy == "firm" ? "liaison" : raisedBy == "boss" ? "liaison" : raisedBy;

    public string? OfferedTo { get; private set; }

    public string? OfferedUnit { get; private set; }

    public string? Back { get; private set; }

    public int Returned { get; private set; }

    public int Reopened { get; private set; }

    public string Level { get; private set; } = level;

    public string? Settled { get; private set; }

    public string FollowUp { get; private set; } = "none";

    public List<ReferencePart> Parts { get; } = [];

    /// <summary>The day on which silence closes it.</summary>
    public DateOnly? SilenceOn { get; private set; }

    public DateOnly? Ended { get; private set; }

    public bool Over => State is "closed" or "withdrawn";

    private bool Unanswered => State is "registered" or "assigned" or "accepted" or "in-hand" or "held";

    private bool Working => State is "accepted" or "in-hand";

    /// <summary>The day the answer is due; null when it does not run.</summary>
    public DateOnly? Due()
    {
        if (!Unanswered || paused is not null) return null;
        var (amount, working) = Levels[Level];
        amount += extra;
        var day = since;
        while (amount > 0)
        {
            day = day.AddDays(1);
            if (Still(day)) continue;
            if (!working || worked(day)) amount--;
        }

        while (!worked(day) || Still(day)) day = day.AddDays(1);
        return day;
    }

    /// <summary>In whose inbox it is: a name, a unit after a dot, or desk, asker, nobody.</summary>
    public string Turn() => State switch
    {
        "registered" => "desk",
        "assigned" => OfferedTo ?? "." + OfferedUnit,
        "accepted" or "in-hand" or "held" => Responsible ?? "desk",
        "answered" when firmHasAccount => "asker",
        "answered" when raisedBy != "firm" && raisedBy != Responsible => raisedBy,
        "answered" or "confirmed" => "desk",
        "closed" when FollowUp == "open" => "desk",
        _ => "nobody",
    };

    /// <summary>Whether a move is allowed to somebody; carries it out when it is.</summary>
    public bool Try(string who, string move, DateOnly today, string? to = null, int? grade = null, string? level = null, bool valid = true, int amount = 0)
    {
        var (desk, boss, firm) = (who is "econ" or "centre", who == "boss", who == "firm");
        var handles = !boss && !firm;
        var mine = Responsible is null ? desk : who == Responsible;
        var offered = State == "assigned" && (OfferedTo is not null ? who == OfferedTo : handles && UnitOf(who) == OfferedUnit);
        var asker = firm && firmHasAccount;
        var own = who == Responsible;
        switch (move)
        {
            case "assign" when Unanswered && (desk || boss):
                if (Working && Target(to!).Member is { } same && same == Responsible) return false;
                if (State == "held") Resume(today);
                (State, Back) = ("assigned", null);
                Offer(to!);
                return true;
            case "accept" when offered || (State == "registered" && handles && (mine || desk)):
                Responsible = OfferedTo ?? who;
                (State, Back, OfferedTo, OfferedUnit) = (Back ?? "accepted", null, null, null);
                return true;
            case "return" when offered && (Back is not null || Returned == 0):
                if (Back is not null) State = Back;
                else (State, Returned) = ("registered", Returned + 1);
                (Back, OfferedTo, OfferedUnit) = (null, null, null);
                return true;
            case "hand-over" when Working && mine && Target(to!).Member != Responsible:
                (Back, State) = (State, "assigned");
                Offer(to!);
                return true;
            case "progress" when Working && mine:
                State = "in-hand";
                return true;
            case "extend" when Working && mine && Responsible is not null && pending is null:
                pending = amount;
                return true;
            case "hold" when Working && mine:
                (State, paused) = ("held", today);
                return true;
            case "resume" when State == "held" && (mine || desk || boss):
                Resume(today);
                State = "in-hand";
                return true;
            case "add-part" when Working && (mine || desk || boss):
                var after = Parts.FindLastIndex(p => p.State != "cancelled") + 1;
                Parts.Add(new(UnitOf(to!), after, after > 0 && Parts[after - 1].State != "done" ? "waiting" : "open"));
                return true;
            case "answer" when Working && mine && Parts.TrueForAll(p => p.State is "done" or "cancelled"):
                (State, SilenceOn) = ("answered", firmHasAccount ? After(today, 10) : null);
                return true;
            case "confirm" when State == "answered" && (asker || ((desk || (who == raisedBy && raisedBy != "firm")) && !own)):
                (State, Settled, SilenceOn) = ("confirmed", asker ? "asker" : "call-back", null);
                FollowUp = grade <= 2 ? "open" : "none";
                return true;
            case "reopen" when State is "answered" or "confirmed" or "closed" && (asker || desk || (who == raisedBy && raisedBy != "firm")) && (State != "closed" || Ended!.Value.AddDays(30) >= today):
                (Settled, SilenceOn, FollowUp, Ended) = (null, null, "none", null);
                Reopened++;
                since = today;
                pauses.Clear();
                (extra, pending) = (0, null);
                State = Responsible is null ? "registered" : "in-hand";
                return true;
            case "follow-up" when State is "confirmed" or "closed" && FollowUp == "open" && (desk || boss) && !own:
                FollowUp = valid ? "valid" : "not-valid";
                return true;
            case "close" when State == "confirmed" && FollowUp != "open" && (desk || boss) && !own:
                (State, Ended) = ("closed", today);
                return true;
            case "rate" when State == "closed" && Settled == "silence" && asker && !Rated:
                Rated = true;
                FollowUp = grade <= 2 ? "open" : "none";
                return true;
            case "classify" when Unanswered && (desk || boss || mine):
                if (level == Level) return true;
                Level = level!;
                // Another clock: what did not count before still does not, and more time that was granted was granted to the other.
                if (paused is { } began)
                {
                    pauses.Add((began, today));
                    paused = today;
                }

                (extra, pending) = (0, null);
                return true;
            case "withdraw" when Unanswered && (asker || (who == raisedBy && raisedBy != "firm")):
                (State, Ended, paused) = ("withdrawn", today, null);
                foreach (var part in Parts.Where(p => p.State is not ("done" or "cancelled"))) part.State = "cancelled";
                return true;
            default:
                return false;
        }
    }

    /// <summary>A grade was given after the end.</summary>
    public bool Rated { get; private set; }

    /// <summary>A part is accepted, done or taken back.</summary>
    public bool TryPart(string who, int number, string move)
    {
        var part = Parts[number - 1];
        var own = part.Holder is not null ? who == part.Holder : who is not ("boss" or "firm") && UnitOf(who) == part.Unit;
        var leads = who is "econ" or "centre" || who == Responsible;
        var may = Unanswered && (part.State, move) switch
        {
            ("open", "accept") => own,
            ("open" or "accepted", "done") => own,
            ("open" or "accepted" or "waiting", "cancel") => leads,
            _ => false,
        };
        if (!may) return false;
        part.Holder ??= move == "cancel" ? null : who;
        part.State = move switch { "accept" => "accepted", "done" => "done", _ => "cancelled" };
        if (move != "accept")
            foreach (var next in Parts.Where(p => p.After == number && p.State == "waiting")) next.State = "open";
        return true;
    }

    /// <summary>A second person agrees to more time; possible while the clock it was asked of runs.</summary>
    public bool TryGrant()
    {
        if (pending is not { } more || !Unanswered) return false;
        extra += more;
        pending = null;
        return true;
    }

    /// <summary>A new day begins.</summary>
    public void Dawn(DateOnly today)
    {
        if (State != "answered" || SilenceOn is not { } end || today <= end) return;
        (State, Settled, Ended, SilenceOn) = ("closed", "silence", today, null);
    }

    /// <summary>The calendar changed: what silence has to wait for is counted anew.</summary>
    public void Recount(DateOnly answered) => SilenceOn = State == "answered" && SilenceOn is not null ? After(answered, 10) : SilenceOn;

    private DateOnly After(DateOnly day, int workingDays)
    {
        for (; workingDays > 0; workingDays--)
            do day = day.AddDays(1);
            while (!worked(day));
        return day;
    }

    private bool Still(DateOnly day) => pauses.Exists(p => day > p.From && day <= p.Until);

    private void Resume(DateOnly today)
    {
        pauses.Add((paused!.Value, today));
        paused = null;
    }

    private void Offer(string to) => (OfferedTo, OfferedUnit) = (Target(to).Member, Target(to).Unit);

    private static (string? Member, string Unit) Target(string to) => to.StartsWith('.') ? (null, to[1..]) : (to, UnitOf(to));

    private static string UnitOf(string name) => name.StartsWith('.') ? name[1..] : CaseZone.People.First(p => p.Name == name).Unit;
}
