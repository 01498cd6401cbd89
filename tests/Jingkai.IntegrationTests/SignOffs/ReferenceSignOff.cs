namespace Jingkai.IntegrationTests.SignOffs;

/// <summary>What a sign-off must do, told a second time and in another way: lists of names instead of rows, no shared code.</summary>
internal sealed class ReferenceSignOff(string starter, IReadOnlyList<(string Mode, string[] Members)> plan)
{
    private sealed record Seat(string Asked, bool Extra)
    {
        public string? Decided { get; set; }

        public bool Gone { get; set; }
    }

    private readonly HashSet<string> used = [];
    private List<Seat> seats = [];
    private int step;

    /// <summary>pending, returned, approved or withdrawn.</summary>
    public string State { get; private set; } = "";

    /// <summary>Who is away today and who stands in.</summary>
    public Dictionary<string, string?> Away { get; } = [];

    /// <summary>Who has left.</summary>
    public HashSet<string> Left { get; } = [];

    /// <summary>Everyone who ever decided, round by round.</summary>
    public List<List<string>> Deciders { get; } = [];

    public void Submit()
    {
        State = "pending";
        step = 0;
        used.Clear();
        Deciders.Add([]);
        Sit();
    }

    /// <summary>Who has to act: sorted names; "-" for a place that nobody holds.</summary>
    public List<string> Waiting() => State switch
    {
        "returned" => [Left.Contains(starter) ? "-" : starter],
        "pending" => [.. seats.Where(s => s is { Decided: null, Gone: false }).Select(s => HolderOf(s) ?? "-").Distinct().Order(StringComparer.Ordinal)],
        _ => [],
    };

    /// <summary>Whether a move is allowed to somebody; carries it out when it is.</summary>
    public bool Try(string who, string verb, string? to)
    {
        var seat = State == "pending" ? seats.Find(s => s is { Decided: null, Gone: false } && HolderOf(s) == who) : null;
        switch (verb)
        {
            case "approve" when seat is not null:
                seat.Decided = who;
                Deciders[^1].Add(who);
                Advance();
                return true;
            case "return" when seat is not null:
                Deciders[^1].Add(who);
                State = "returned";
                return true;
            case "hand-over" when seat is not null && to is not null && to != who && to != seat.Asked && CanSit(to, seat):
                seat.Gone = true;
                seats.Add(new(to, seat.Extra));
                return true;
            case "add-signer" when seat is not null && to is not null && to != who && to != seat.Asked && CanSit(to, seat):
                seats.Add(new(to, true));
                return true;
            case "submit" when who == starter && State == "returned" && plan.All(p => p.Members.All(m => !Left.Contains(m))):
                Submit();
                return true;
            case "withdraw" when who == starter && State is "pending" or "returned" && who == starter:
                State = "withdrawn";
                return true;
            case "reassign" when who == starter && State == "pending" && to is not null
                && seats.Find(s => s is { Decided: null, Gone: false } && HolderOf(s) is null) is { } empty && CanSit(to, empty):
                empty.Gone = true;
                seats.Add(new(to, empty.Extra));
                return true;
            default:
                return false;
        }
    }

    private void Sit() => seats = [.. plan[step].Members.Select(m => new Seat(m, false))];

    private void Advance()
    {
        var live = seats.Where(s => !s.Gone).ToList();
        var extras = live.Where(s => s.Extra).All(s => s.Decided is not null);
        var planned = live.Where(s => !s.Extra).ToList();
        var enough = plan[step].Mode == "any" ? planned.Exists(s => s.Decided is not null) : planned.TrueForAll(s => s.Decided is not null);
        if (!extras || !enough) return;
        foreach (var seat in live.Where(s => s.Decided is not null))
        {
            used.Add(seat.Asked);
            used.Add(seat.Decided!);
        }

        if (++step == plan.Count) State = "approved";
        else Sit();
    }

    private string? HolderOf(Seat seat)
    {
        var who = seat.Asked;
        var hops = 0;
        while (Away.TryGetValue(who, out var next))
        {
            if (next is null || next == seat.Asked || hops++ == 2) return Own(seat);
            who = next;
        }

        return who != seat.Asked && CanSit(who, seat) ? who : Own(seat);
    }

    private string? Own(Seat seat) => Left.Contains(seat.Asked) ? null : seat.Asked;

    private bool CanSit(string who, Seat seat)
    {
        if (who == starter || Left.Contains(who) || used.Contains(who)) return false;
        if (plan.Skip(step + 1).Any(p => p.Members.Contains(who))) return false;
        return !seats.Exists(s => s != seat && !s.Gone && (s.Asked == who || s.Decided == who));
    }
}
