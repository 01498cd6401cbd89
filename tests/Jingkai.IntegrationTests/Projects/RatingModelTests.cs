using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Data;
using Jingkai.Platform.SignOffs;
using Jingkai.Projects.Rating;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Projects;

/// <summary>A random year of rounds with late edits, appeals, talks and constraints beside a small model of its own: flags, counters, consequences and releases agree
/// after every step, and at the end every verdict that was ever given comes out again to the letter.</summary>
public abstract class RatingModelTests(ProjectServer server) : ServerTests(server)
{
    private const int Projects = 4, Rounds = 12;

    [Theory]
    [InlineData(20261126)]
    [InlineData(7)]
    public async Task Random_year_agrees_with_the_model_and_every_verdict_is_reproduced(int seed)
    {
        var random = new Random(seed);
        using var rating = await RatingZone.OpenAsync(Server, "2026-01-15", [.. Enumerable.Range(1, Projects).Select(n => $"项目{n}")]);
        var zone = rating.Zone;
        var model = rating.Codes.Values.ToDictionary(c => c, _ => new Model(), StringComparer.Ordinal);
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var n = 0; n < Rounds; n++)
        {
            var (start, end) = Cadence.Around(Cadence.HalfMonth, new DateOnly(2026, 2 + (n / 2), n % 2 == 0 ? 10 : 20))!.Value;
            var last = Day(end);
            await zone.TodayAsync(Day(start));
            var round = await rating.RoundAsync(last);
            await zone.TodayAsync(Day(end.AddDays(1)));
            foreach (var (code, of) in model)
            {
                if (random.Next(12) == 0)
                {
                    (await zone.PostAsync("works", $"rating-rounds/{round}/excuses", new { project = code, reason = "停工待批" })).EnsureSuccessStatusCode();
                    continue;
                }

                of.Percent = Math.Clamp(decimal.Round(RatingZone.Planned(last) + Leads[random.Next(Leads.Length)], 4), 0, 100);
                await rating.ReportAsync(round, code, of.Percent.Value, last);
            }

            await rating.FreezeAsync(round);
            await rating.PublishAsync(round);
            foreach (var of in model.Values)
            {
                of.Publish(round, RatingZone.Planned(last));
                of.Percent = null;
            }

            await AgreeAsync(rating, round, model, told);
            await PlayAsync(rating, random, round, last, model);
            await AgreeAsync(rating, round, model, told);
        }

        told.Count.ShouldBeGreaterThan(Projects * Rounds / 2);
        model.Values.Sum(m => m.Limits.Count).ShouldBeGreaterThan(0, "the year has constraints");
        foreach (var (id, answer) in told)
        {
            var again = await zone.GetAsync("boss", $"rule-verdicts/{id}/reproduction");
            (again.GetProperty("same").GetBoolean(), again.GetProperty("now").ToString()).ShouldBe((true, answer));
        }
    }

    // Mostly far behind or ahead, so that ladders are climbed; one just at the edge of each flag.
    private static readonly decimal[] Leads = [-45, -40, -35, -30, -20, -15, -10, -5, 0, 3, 10];

    /// <summary>What people do between two rounds.</summary>
    private static async Task PlayAsync(RatingZone rating, Random random, string round, string last, Dictionary<string, Model> model)
    {
        var zone = rating.Zone;
        foreach (var limit in (await rating.ConsequencesAsync("&state=proposed")).Where(_ => random.Next(4) > 0).ToList())
        {
            var agree = random.Next(5) > 0;
            (await zone.SignAsync("boss", limit.Text("signOff")!, agree ? "approve" : "return", agree ? null : "暂缓")).EnsureSuccessStatusCode();
            model[limit.Text("project")!].Limits.Single(l => l.State == "proposed").State = agree ? "in-force" : "refused";
        }

        foreach (var limit in (await rating.ConsequencesAsync("&state=in-force")).Where(_ => random.Next(8) == 0).ToList())
        {
            (await zone.PostAsync("boss", $"consequences/{limit.Text("code")}/lifting", new { reason = "经研究解除" })).EnsureSuccessStatusCode();
            model[limit.Text("project")!].Limits.Single(l => l.State == "in-force").State = "released";
        }

        foreach (var (code, of) in model)
        {
            if (of.Current is not { } flag || random.Next(3) > 0) continue;
            var appeal = (await Json(await zone.PostAsync("plan", $"rating-rounds/{round}/appeals", new { project = code, reason = "情况不符" }))).Text("id")!;
            var decision = random.Next(4) switch { 0 => "reject", 1 => "excuse", _ => "rejudge" };
            if (decision == "rejudge")
            {
                var percent = Math.Clamp(decimal.Round(RatingZone.Planned(last) + Leads[random.Next(Leads.Length)], 4), 0, 100);
                var entry = (await Json(await zone.PostAsync("plan", $"projects/{code}/progress", new { percent, on = last }))).Text("id")!;
                await rating.CheckAsync(code, entry);
                var better = of.Flag(percent - RatingZone.Planned(last), of.Before);
                var refused = better == flag ? "appeal-nothing-changed" : Model.Place(better) > Model.Place(flag) ? "appeal-worse" : null;
                var answer = await zone.PostAsync("boss", $"rating-rounds/{round}/appeals/{appeal}/decision", new { decision, reason = "核实" });
                if (refused is not null)
                {
                    (await Code(answer)).ShouldBe(refused);
                    (await zone.PostAsync("boss", $"rating-rounds/{round}/appeals/{appeal}/decision", new { decision = "reject", reason = "不成立" })).EnsureSuccessStatusCode();
                    continue;
                }

                answer.EnsureSuccessStatusCode();
                of.Rejudge(round, better);
            }
            else
            {
                (await zone.PostAsync("boss", $"rating-rounds/{round}/appeals/{appeal}/decision", new { decision, reason = "研究决定" })).EnsureSuccessStatusCode();
                if (decision == "excuse") of.Excuse(round);
            }
        }
    }

    private static async Task AgreeAsync(RatingZone rating, string round, Dictionary<string, Model> model, Dictionary<string, string> told)
    {
        var verdicts = await rating.VerdictsAsync(round);
        var consequences = (await rating.ConsequencesAsync()).ToLookup(c => c.Text("project")!);
        // Whoever approves is asked for what waits, and for nothing that fell or was released meanwhile.
        var asked = await rating.Zone.InAsync(async s => await s.GetRequiredService<JingkaiDbContext>().Set<SignOff>().Where(o => o.Kind == "projects.constraint" && o.State == SignOffState.Pending).Select(o => o.Code).ToListAsync());
        asked.Order(StringComparer.Ordinal).ShouldBe(consequences.SelectMany(c => c).Where(c => c.Text("state") == "proposed").Select(c => c.Text("signOff")!).Order(StringComparer.Ordinal));
        foreach (var (code, of) in model)
        {
            var line = verdicts[code];
            line.Text("flag").ShouldBe(of.Current, $"{round} {code}");
            if (of.Current is { } flag)
            {
                line.GetProperty("inARow").GetInt32().ShouldBe(of.InARow(flag));
                line.GetProperty("inAll").GetInt32().ShouldBe(of.Flags.Count(f => f == flag));
                told[line.Text("verdictId")!] = line.GetProperty("verdict").ToString();
            }

            var found = consequences[code].Where(c => c.Text("kind") != "constraint").Select(c => $"{c.Text("round")} {c.Text("kind")} {(c.Text("state") == "withdrawn" ? "withdrawn" : "stands")}").Order(StringComparer.Ordinal);
            found.ShouldBe(of.Told.Select(t => $"{t.Round} {t.Kind} {(t.Withdrawn ? "withdrawn" : "stands")}").Order(StringComparer.Ordinal), $"{round} {code}");
            consequences[code].Where(c => c.Text("kind") == "constraint").Select(c => $"{c.Text("round")} {c.Text("state")}").Order(StringComparer.Ordinal).ShouldBe(of.Limits.Select(l => $"{l.Round} {l.State}").Order(StringComparer.Ordinal), $"{round} {code}");
            var id = Guid.Parse(line.Text("projectId")!);
            var limited = await rating.Zone.InAsync(s => s.GetRequiredService<FactorLimits>().OnAsync(id, Factors.Extension, CancellationToken.None));
            (limited is not null).ShouldBe(of.Limits.Exists(l => l.State == "in-force"));
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The rules of the pack and its ladder once more, in the plainest words.</summary>
    private sealed class Model
    {
        public List<string?> Rounds { get; } = [];

        public List<(string Round, string Kind, bool Withdrawn)> Told { get; } = [];

        public List<Limit> Limits { get; } = [];

        public decimal? Percent { get; set; }

        public string? Current => Rounds.LastOrDefault();

        /// <summary>Flags that count: rounds without one are passed over.</summary>
        public List<string> Flags => [.. Rounds.OfType<string>()];

        public List<string> Before => [.. Rounds.Take(Rounds.Count - 1).OfType<string>()];

        public static int Place(string flag) => Array.IndexOf(["red", "blue", "yellow", "snail"], flag);

        public string Flag(decimal gap, List<string> before) =>
            gap < -30 || Run(before, "yellow") >= 3 ? "snail" : gap < -10 ? "yellow" : gap >= 0 ? "red" : "blue";

        public int InARow(string flag) => Run(Flags, flag);

        public void Publish(string round, decimal planned)
        {
            Rounds.Add(Percent is { } percent ? Flag(percent - planned, Flags) : null);
            if (Current is null) return;
            Release(round);
            Follow(round);
        }

        public void Rejudge(string round, string flag)
        {
            Rounds[^1] = flag;
            Withdraw(round, keeps: Steps());
            Release(round);
            Follow(round);
        }

        public void Excuse(string round)
        {
            Rounds[^1] = null;
            Withdraw(round, keeps: []);
        }

        private static int Run(List<string> flags, params string[] of) => flags.AsEnumerable().Reverse().TakeWhile(of.Contains).Count();

        private List<string> Steps() => Current switch
        {
            "red" => ["commendation"],
            "yellow" => ["reminder"],
            "snail" => Run(Flags, "snail") >= 2 ? ["talk", "constraint"] : ["talk"],
            _ => [],
        };

        private void Follow(string round)
        {
            foreach (var step in Steps())
            {
                if (step != "constraint")
                {
                    if (!Told.Contains((round, step, false))) Told.Add((round, step, false));
                }
                else if (!Limits.Exists(l => l.State is "proposed" or "in-force" || (l.Round == round && l.State != "withdrawn")))
                {
                    Limits.Add(new() { Round = round, State = "proposed" });
                }
            }
        }

        private void Release(string round)
        {
            if (Run(Flags, "red", "blue") < 2) return;
            foreach (var limit in Limits.Where(l => l.Round != round))
                limit.State = limit.State switch { "in-force" => "released", "proposed" => "withdrawn", var other => other };
        }

        private void Withdraw(string round, List<string> keeps)
        {
            for (var i = 0; i < Told.Count; i++)
                if (Told[i].Round == round && !keeps.Contains(Told[i].Kind)) Told[i] = Told[i] with { Withdrawn = true };
            foreach (var limit in Limits.Where(l => l.Round == round && !keeps.Contains("constraint"))) limit.State = "withdrawn";
        }
    }

    private sealed class Limit
    {
        public required string Round { get; init; }

        public required string State { get; set; }
    }
}

public sealed class Rating_model_on_sqlite(SqliteProjects server) : RatingModelTests(server), IClassFixture<SqliteProjects>;

public sealed class Rating_model_on_postgres(PostgresProjects server) : RatingModelTests(server), IClassFixture<PostgresProjects>;
