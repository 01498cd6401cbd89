using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Cases;
using Jingkai.Platform.Cases.Kinds;
using Jingkai.Platform.Cases.Reading;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Jingkai.Platform.Inboxes;
using Jingkai.Platform.SignOffs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Cases;

/// <summary>Random legal and illegal moves over days with holidays, pauses and new holidays agree with a reference: states, who answers, whose turn,
/// due days, parts and counts; and each open case is in exactly one inbox.</summary>
public abstract class CaseModelTests(TestServer server) : ServerTests(server)
{
    private static readonly string[] Names = ["econ", "centre", "plan", "build", "fire", "liaison", "boss", "firm"];

    private static readonly string[] Targets = [".规划局", ".消防", ".项目中心", "plan", "build", "fire", "centre", "econ"];

    private static readonly string[] Levels = ["simple", "complex", "hard", "consultation"];

    private static readonly string[] Moves = ["assign", "assign", "accept", "accept", "accept", "return", "hand-over", "progress", "extend", "hold", "resume", "add-part", "answer", "answer", "confirm", "reopen", "follow-up", "close", "rate", "classify", "withdraw"];

    private sealed class Played(ReferenceCase reference, string code)
    {
        public ReferenceCase Reference { get; } = reference;

        public string Code { get; } = code;

        public DateOnly Answered { get; set; }
    }

    [Fact]
    public async Task Random_plays_agree_with_the_reference()
    {
        using var zone = await CaseZone.OpenAsync(Server, "2025-09-22");
        await SetLimitsAsync(zone);
        var seed = Environment.GetEnvironmentVariable("JINGKAI_SEED") is { } given ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : 20251001;
        var random = new Random(seed);
        var freed = new HashSet<DateOnly>();
        // 国庆、中秋 2025: off from 1 to 8 October, worked on 28 September and 11 October.
        bool Worked(DateOnly day) => !freed.Contains(day) && ((day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !(day.Month == 10 && day.Day <= 8)) || (day.Month, day.Day) is (9, 28) or (10, 11));
        var cases = new List<Played>();
        var (accepted, refused) = (0, 0);
        for (var day = 0; day < 45; day++)
        {
            if (day > 0)
            {
                await zone.TodayAsync(zone.Today.AddDays(1).ToString("yyyy-MM-dd"));
                foreach (var c in cases) c.Reference.Dawn(zone.Today);
                await zone.SweepAsync();
            }

            if (day is 12 or 25)
            {
                var off = zone.Today.AddDays(3);
                freed.Add(off);
                (await System.Net.Http.Json.HttpClientJsonExtensions.PutAsJsonAsync(zone.Office.Economy, zone.At($"calendar/days/{off:yyyy-MM-dd}"), new { worked = false, name = "台风停工" })).IsSuccessStatusCode.ShouldBeTrue();
                foreach (var c in cases) c.Reference.Recount(c.Answered);
            }

            if (cases.Count < 20 && day % 2 == 0)
            {
                var (who, quiet, level) = (random.Next(3) switch { 0 => "firm", 1 => "liaison", _ => "econ" }, random.Next(3) == 0, Levels[random.Next(4)]);
                if (who == "firm") quiet = false;
                var raised = await zone.RaiseAsync(who, who == "firm" ? null : quiet ? zone.Quiet : zone.Firm, level, $"诉求{cases.Count}");
                raised.IsOk.ShouldBeTrue();
                cases.Add(new(new(who, !quiet, zone.Today, level, Worked), raised.Value.Code));
            }

            for (var n = 0; n < 12; n++)
            {
                var c = cases[random.Next(cases.Count)];
                var (who, legal, done) = await StepAsync(zone, c, random);
                if (legal) accepted++;
                else refused++;
                done.ShouldBe(legal, $"seed {seed}, day {day}: {who}");
                await AgreeAsync(zone, c, $"seed {seed}, day {day}: {who}");
            }
        }

        foreach (var c in cases) await AgreeAsync(zone, c, $"seed {seed}, at the end");
        (accepted > 120, refused > 120).ShouldBe((true, true), $"{accepted} accepted, {refused} refused");
        await InboxesAsync(zone, cases);
        await CountsAsync(zone, cases);
    }

    private static async Task<(string What, bool Legal, bool Done)> StepAsync(CaseZone zone, Played c, Random random)
    {
        var who = Names[random.Next(Names.Length)];
        // Most moves by somebody who might: otherwise little would ever happen.
        if (random.Next(3) > 0) who = Turn(c, random);
        if (c.Reference.Parts.Count > 0 && random.Next(5) == 0)
        {
            var (number, deed) = (random.Next(c.Reference.Parts.Count) + 1, new[] { "accept", "done", "cancel" }[random.Next(3)]);
            var legalPart = c.Reference.TryPart(who, number, deed);
            var part = await zone.DoAsync(who, s => s.GetRequiredService<CaseService>().MovePartAsync(c.Code, number, deed, "已办", null));
            return ($"{c.Code} {who} part {number} {deed} {(part.IsOk ? "" : part.Error.Code)}", legalPart, part.IsOk);
        }

        if (random.Next(12) == 0) return await GrantAsync(zone, c);
        var move = random.Next(4) > 0 ? Likely(c.Reference.State, random) : Moves[random.Next(Moves.Length)];
        var (to, grade, level, valid, amount) = (Targets[random.Next(Targets.Length)], random.Next(1, 6), Levels[random.Next(4)], random.Next(2) == 0, random.Next(1, 4));
        var before = c.Reference.State;
        var legal = c.Reference.Try(who, move, zone.Today, to, grade, level, valid, amount);
        if (legal && before != "answered" && c.Reference.State == "answered") c.Answered = zone.Today;
        var parts = c.Reference.Parts;
        var input = new CaseMoveInput(move, "说明", move switch
        {
            "assign" or "hand-over" => to.StartsWith('.') ? to[1..] : $"{zone.Code}.{to}",
            "add-part" => to.StartsWith('.') ? to[1..] : CaseZone.People.First(p => p.Name == to).Unit,
            _ => null,
        })
        {
            Grade = move is "confirm" or "rate" ? grade : null, Class = move == "classify" ? level : null, Valid = move == "follow-up" ? valid : null, Amount = move == "extend" ? amount : null, Until = move == "hold" ? zone.Today.AddDays(60).ToString("yyyy-MM-dd") : null,
            After = move == "add-part" && legal && parts[^1].After > 0 ? parts[^1].After : null,
        };
        var moved = await zone.MoveAsync(who, c.Code, input);
        return ($"{c.Code} {who} {move} {to} in {before}: {(moved.IsOk ? "done" : moved.Error.Code + " " + string.Join(',', moved.Error.Allowed ?? []))}", legal, moved.IsOk);
    }

    /// <summary>What people usually do in a state.</summary>
    private static string Likely(string state, Random random)
    {
        string[] moves = state switch
        {
            "registered" => ["assign", "assign", "accept"],
            "assigned" => ["accept", "accept", "return", "assign"],
            "accepted" or "in-hand" => ["progress", "answer", "answer", "answer", "hand-over", "extend", "hold", "add-part", "classify"],
            "held" => ["resume", "resume", "classify", "assign"],
            "answered" => ["confirm", "reopen"],
            "confirmed" => ["follow-up", "close", "close", "reopen"],
            _ => ["rate", "reopen", "follow-up"],
        };
        return moves[random.Next(moves.Length)];
    }

    private static async Task<(string, bool, bool)> GrantAsync(CaseZone zone, Played c)
    {
        var legal = c.Reference.TryGrant();
        var row = await zone.RowAsync(c.Code);
        // The latest that was asked of the clock that runs now; what was asked of an earlier one is refused for ever.
        var code = await zone.InAsync(async s => await s.GetRequiredService<JingkaiDbContext>().Set<ClockExtension>().Where(e => e.ClockId == row.ClockId && e.State == ExtensionState.Asked).Select(e => e.SignOff).FirstOrDefaultAsync());
        if (code is null) return ($"{c.Code} grants nothing", legal, false);
        var signed = await zone.DoAsync("boss", s => s.GetRequiredService<SignOffService>().MoveAsync(code, new(SignOffVerb.Approve, "同意")));
        return ($"{c.Code} grant {(signed.IsOk ? "" : signed.Error.Code)}", legal, signed.IsOk);
    }

    private static string Turn(Played c, Random random) => c.Reference.Turn() switch
    {
        "desk" => random.Next(2) == 0 ? "econ" : "centre",
        "asker" => "firm",
        "nobody" => "firm",
        ['.', .. var unit] => CaseZone.People.Where(p => p.Unit == unit).Select(p => p.Name).ElementAt(random.Next(CaseZone.People.Count(p => p.Unit == unit))),
        var name => name,
    };

    private static async Task AgreeAsync(CaseZone zone, Played c, string when)
    {
        var (row, reference) = (await zone.RowAsync(c.Code), c.Reference);
        string? Name(Guid? id) => id is { } known ? zone.Members.FirstOrDefault(m => m.Value == known).Key : null;
        row.State.ShouldBe(reference.State, when);
        Name(row.ResponsibleId).ShouldBe(reference.Responsible, when);
        var turn = row.Turn switch { "member" => Name(row.TurnMemberId)!, "unit" => "." + zone.Units.First(u => u.Value == row.TurnUnitId).Key, var other => other };
        turn.ShouldBe(reference.Turn(), when);
        (row.Returned, row.Reopened, row.Class, row.SettledBy, row.FollowUp).ShouldBe((reference.Returned, reference.Reopened, reference.Level, reference.Settled, reference.FollowUp), when);
        var (due, parts) = await zone.InAsync(async s =>
        {
            var db = s.GetRequiredService<JingkaiDbContext>();
            var clock = await db.Set<Clock>().AsNoTracking().SingleAsync(k => k.Id == row.ClockId);
            return (clock.State == ClockState.Running && clock.DueAt is { } at ? DateOnly.FromDateTime(ClockTime.Local(at)) : (DateOnly?)null, await db.Set<CasePart>().AsNoTracking().Where(p => p.CaseId == row.Id).OrderBy(p => p.Number).Select(p => p.State).ToListAsync());
        });
        due.ShouldBe(reference.Due(), when);
        parts.ShouldBe(reference.Parts.ConvertAll(p => p.State), when);
    }

    private static async Task InboxesAsync(CaseZone zone, List<Played> cases)
    {
        var boxes = new Dictionary<string, HashSet<string>>();
        foreach (var name in Names)
            boxes[name] = await zone.DoAsync(name, async s => (await s.GetRequiredService<InboxReader>().ReadAsync(InboxBox.ToDo, new(1, 200))).Items.Where(i => i.Source == "case").Select(i => i.Key).ToHashSet());
        foreach (var c in cases)
        {
            var expected = c.Reference.Turn() switch
            {
                "desk" => ["econ", "centre"],
                "asker" => ["firm"],
                "nobody" => (string[])[],
                ['.', .. var unit] => [.. CaseZone.People.Where(p => p.Unit == unit && p.Name != "boss").Select(p => p.Name)],
                var name => [name],
            };
            boxes.Where(b => b.Value.Contains(c.Code)).Select(b => b.Key).Order().ShouldBe(expected.Order(), $"{c.Code} {c.Reference.State}");
        }
    }

    private static async Task CountsAsync(CaseZone zone, List<Played> cases)
    {
        foreach (var state in CaseState.All)
        {
            var list = await zone.DoAsync("boss", s => s.GetRequiredService<CaseReader>().ListAsync(new() { State = state }, new(1, 50)));
            list.Value.Total.ShouldBe(cases.Count(c => c.Reference.State == state), state);
        }

        var late = await zone.DoAsync("boss", s => s.GetRequiredService<CaseReader>().ListAsync(new() { When = "late" }, new(1, 50)));
        late.Value.Items.Select(c => c.Code).Order().ShouldBe(cases.Where(c => c.Reference.Due() < zone.Today).Select(c => c.Code).Order());
    }

    private static Task SetLimitsAsync(CaseZone zone) => zone.DoAsync("econ", async s =>
    {
        var kinds = s.GetRequiredService<CaseKinds>();
        var kind = (await kinds.FindAsync(null))!;
        var limits = new Dictionary<string, (int, string)> { ["simple"] = (3, "working-days"), ["complex"] = (7, "calendar-days"), ["hard"] = (10, "working-days"), ["consultation"] = (1, "working-days") };
        var saved = await s.GetRequiredService<CaseKindKeeper>().PutAsync(kind.Code, kind with { Classes = [.. kind.Classes.Select(c => c with { Limit = new($"test.{c.Code}", limits[c.Code].Item1, limits[c.Code].Item2) })] }, "试验");
        saved.IsOk.ShouldBeTrue();
        return true;
    });
}

public sealed class Case_model_on_sqlite(SqliteEmpty server) : CaseModelTests(server);

public sealed class Case_model_on_postgres(PostgresEmpty server) : CaseModelTests(server);
