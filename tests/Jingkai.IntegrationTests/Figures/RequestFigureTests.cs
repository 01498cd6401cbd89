using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jingkai.IntegrationTests.Clocks;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Accounts;

namespace Jingkai.IntegrationTests.Figures;

/// <summary>
/// Six requests around the National Day of 2020, counted by hand. 1 to 8 October are days off, Saturday 10 October is worked.
/// <list type="bullet">
/// <item>A simple: raised 28 Sep, answered 29 Sep (1 working day, in time), confirmed with 5 and closed 30 Sep, reopened 29 Oct.</item>
/// <item>B simple: raised 30 Sep, answered Sat 10 Oct (9 and 10 Oct: 2 working days; due 9 Oct: late), reopened 10 Oct, answered again 12 Oct, confirmed with 2, followed up and closed 13 Oct.</item>
/// <item>C complex: raised 29 Sep, returned once, held from 30 Sep to 12 Oct, answered 13 Oct (30 Sep and 13 Oct: 2 working days, in time), closed by silence 28 Oct.</item>
/// <item>D hard: raised 12 Oct, due 12 Nov, never answered. E consultation: raised 13 Oct, withdrawn 14 Oct. F simple: raised 13 Oct, never assigned.</item>
/// </list>
/// </summary>
public abstract class RequestFigureTests(TestServer server) : ServerTests(server)
{
    [Fact]
    public async Task Worked_example_is_counted_as_by_hand_and_every_number_opens()
    {
        using var play = await Play.RunAsync(Server);
        foreach (var (code, period, value, part, whole) in ((string, string, decimal?, int?, int?)[])
        [
            ("CASE_RAISED", "2020-09", 3, null, null), ("CASE_RAISED", "2020-10", 3, null, null), ("CASE_RAISED", "2020-09-29/2020-10-12", 3, null, null), ("CASE_RAISED", "../2020-10", 6, null, null),
            ("CASE_ANSWERED", "2020-09", 1, null, null), ("CASE_ANSWERED", "2020-10", 2, null, null), ("CASE_ANSWERED", "2020-Q4", 2, null, null),
            ("CASE_SETTLED", "2020-09", 1, null, null), ("CASE_SETTLED", "2020-10", 2, null, null), ("CASE_SETTLED", "2020-01/2020-10", 2, null, null),
            ("CASE_CONFIRMED", "2020-09", 1, null, null), ("CASE_CONFIRMED", "2020-10", 1, null, null), ("CASE_SILENT", "2020-10", 1, null, null), ("CASE_SILENT", "2020-09", 0, null, null),
            ("CASE_CLOSED", "2020-09", 1, null, null), ("CASE_CLOSED", "2020-10", 2, null, null),
            ("CASE_OPEN", "2020-09", 2, null, null), ("CASE_OPEN", "2020-10", 3, null, null),
            ("CASE_OVERDUE", "2020-09", 0, null, null), ("CASE_OVERDUE", "2020-10", 2, null, null), ("CASE_OVERDUE", "2020-11", 3, null, null),
            ("CASE_RETURNED", "2020-09", 1, null, null), ("CASE_REOPENED", "2020-09", 0, null, null), ("CASE_REOPENED", "2020-10", 2, null, null),
            ("CASE_RATE", "2020-09", 100m / 3, 1, 3), ("CASE_RATE", "2020-10", 0, 0, 2), ("CASE_RATE_FLOW", "2020-10", 200m / 3, 2, 3), ("CASE_CONFIRM_RATE", "2020-10", 50, 1, 2),
            ("CASE_ONTIME", "2020-09", 100, 1, 1), ("CASE_ONTIME", "2020-10", 50, 1, 2),
            ("CASE_DAYS", "2020-09", 1, null, 1), ("CASE_DAYS", "2020-10", 2, null, 2), ("CASE_DAYS_SIMPLE", "2020-01/2020-10", 1.5m, null, 2), ("CASE_DAYS_COMPLEX", "2020-10", 2, null, 1), ("CASE_DAYS_HARD", "2020-10", null, null, 0),
            ("CASE_SATISF", "2020-09", 100, 1, 1), ("CASE_SATISF", "2020-10", 0, 0, 1), ("CASE_SATISF", "2020", 50, 1, 2), ("CASE_BAD", "2020-10", 1, null, null), ("CASE_BAD_FOLLOWED", "2020-10", 1, null, null),
        ])
        {
            var figure = await Json(await play.Zone.Economy.FigureAsync(play.Zone.Office.Zone, code, period));
            (figure.Number("value"), (int?)figure.Number("part"), (int?)figure.Number("base")).ShouldBe((value, part, whole), $"{code} {period}");
            figure.Text("scope").ShouldBe("zone");
            var trace = await Json(await play.Zone.Economy.GetAsync(figure.Text("trace")));
            trace.At("records.total").GetInt64().ShouldBe(whole ?? (long)value!.Value, $"{code} {period}");
            foreach (var record in trace.GetProperty("records").Items()) (await play.Zone.Economy.GetAsync(play.Zone.At($"cases/{record.Text("code")}"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        var october = await Json(await play.Zone.Economy.FigureAsync(play.Zone.Office.Zone, "CASE_RATE_FLOW", "2020-10"));
        (await Json(await play.Zone.Economy.GetAsync(october.Text("trace")))).Text("formula").ShouldNotBeNull().ShouldContain("2 ÷ 3 × 100 ≈ 66.67 %");
    }

    [Fact]
    public async Task Boards_divide_the_same_numbers_and_each_opens_to_its_requests()
    {
        using var play = await Play.RunAsync(Server);
        var board = await ClockZone.GetAsync(play.Zone.Economy, play.Zone.At("case-boards?by=unit&period=2020-10"));
        // E was the liaison's, who received it first.
        Line(board, "审批局").ShouldBe((1, 1, 1, 2, 2, 2m, 50m, 0m));
        Line(board, "建设局").ShouldBe((1, 1, 0, 0, 0, null, null, null));
        Line(board, "未分办").ShouldBe((1, 1, 1, 0, 0, null, null, null));
        Line(board.GetProperty("total")).ShouldBe((3, 3, 2, 2, 2, 2m, 50m, 0m));
        Line(await ClockZone.GetAsync(play.Zone.Economy, play.Zone.At("case-boards?by=category&period=2020-09")), "用工人才").ShouldBe((2, 1, 0, 1, 1, 1m, 100m, 100m));
        Line(await ClockZone.GetAsync(play.Zone.Economy, play.Zone.At("case-boards?by=class&period=2020-10")), "疑难").ShouldBe((1, 1, 0, 0, 0, null, null, null));
        Line(await ClockZone.GetAsync(play.Zone.Economy, play.Zone.At("case-boards?by=liaison&period=2020-09")), "officer").Raised.ShouldBe(3);
        foreach (var by in (string[])["unit", "category", "liaison", "class"])
            foreach (var line in (await ClockZone.GetAsync(play.Zone.Economy, play.Zone.At($"case-boards?by={by}&period=2020-10"))).Items())
                foreach (var measure in (string[])["raised", "open", "overdue", "answered", "settled"])
                    (await ClockZone.GetAsync(play.Zone.Economy, play.Zone.At($"case-boards/records?by={by}&key={line.Text("key")}&measure={measure}&period=2020-10&size=1"))).GetProperty("total").GetInt32()
                        .ShouldBe(line.GetProperty(measure).GetInt32(), $"{by} {line.Text("name")} {measure}");
        (await Code(await play.Zone.Economy.GetAsync(play.Zone.At("case-boards?by=colour")))).ShouldBe("bad-filter");
        (await Code(await play.Zone.Economy.GetAsync(play.Zone.At("case-boards?period=2020.1")))).ShouldBe("bad-period");
        (await Code(await play.Zone.Economy.GetAsync(play.Zone.At("case-boards/records?measure=none")))).ShouldBe("bad-filter");
    }

    [Fact]
    public async Task Offices_count_what_they_may_read_and_enterprises_see_no_board()
    {
        using var play = await Play.RunAsync(Server);
        var own = await Json(await play.Zone.Other.FigureAsync(play.Zone.Office.Zone, "CASE_RAISED", "2020"));
        // D is theirs, and C they returned.
        (own.Number("value"), own.Text("scope")).ShouldBe((2m, "own"));
        var board = await ClockZone.GetAsync(play.Zone.Other, play.Zone.At("case-boards?by=unit&period=2020"));
        (board.Text("scope"), board.GetProperty("total").GetProperty("raised").GetInt32()).ShouldBe(("own", 2));
        (await play.Asker.GetAsync(play.Zone.At("case-boards"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Code(await play.Asker.FigureAsync(play.Zone.Office.Zone, "CASE_RAISED", "2020"))).ShouldBe("records-not-permitted");
    }

    private static (int Raised, int Open, int Overdue, int Answered, int Settled, decimal? Days, decimal? OnTime, decimal? Satisfaction) Line(JsonElement board, string name) => Line(board.Items().Single(i => i.Text("name") == name));

    private static (int Raised, int Open, int Overdue, int Answered, int Settled, decimal? Days, decimal? OnTime, decimal? Satisfaction) Line(JsonElement line) =>
        (line.GetProperty("raised").GetInt32(), line.GetProperty("open").GetInt32(), line.GetProperty("overdue").GetInt32(), line.GetProperty("answered").GetInt32(), line.GetProperty("settled").GetInt32(),
            line.Number("medianDays"), line.At("onTime").Number("value"), line.At("satisfaction").Number("value"));

    /// <summary>The six requests, moved day by day.</summary>
    private sealed class Play : IDisposable
    {
        private readonly Dictionary<string, string> codes = [];

        public ClockZone Zone { get; private init; } = null!;

        public HttpClient Asker { get; private set; } = null!;

        public static async Task<Play> RunAsync(TestServer server)
        {
            var play = new Play { Zone = await ClockZone.OpenAsync(server, "2020-09-28") };
            var (zone, economy) = (play.Zone, play.Zone.Economy);
            await economy.MustImportAsync(zone.Office.Zone, "enterprises", Firm.Ledger([new("临江电梯", "3435") { Liaison = "officer" }]));
            var firm = (await ClockZone.GetAsync(economy, zone.At("enterprises"))).Items()[0].Text("code")!;
            play.Asker = await zone.Office.HireAsync("asker", Roles.Enterprise, firm);
            var (officer, other, asker) = (zone.Officer, zone.Other, play.Asker);

            await play.RaiseAsync("A", economy, firm, "simple", "labour");
            await play.MoveAsync("A", economy, new { move = "assign", to = "审批局" });
            await play.MoveAsync("A", officer, new { move = "accept" });
            await zone.TodayAsync("2020-09-29");
            await play.MoveAsync("A", officer, new { move = "answer", note = "已对接人才市场" });
            await play.RaiseAsync("C", economy, firm, "complex", "utilities");
            await play.MoveAsync("C", economy, new { move = "assign", to = "建设局" });
            await play.MoveAsync("C", other, new { move = "return", note = "不属本局职责" });
            await play.MoveAsync("C", economy, new { move = "assign", to = "审批局" });
            await play.MoveAsync("C", officer, new { move = "accept" });
            await zone.TodayAsync("2020-09-30");
            await play.MoveAsync("A", asker, new { move = "confirm", grade = 5 });
            await play.MoveAsync("A", economy, new { move = "close" });
            await play.MoveAsync("C", officer, new { move = "hold", until = "2020-10-12", note = "等供电方案" });
            await play.RaiseAsync("B", economy, firm, "simple", "labour");
            await play.MoveAsync("B", economy, new { move = "assign", to = "审批局" });
            await play.MoveAsync("B", officer, new { move = "accept" });
            await zone.TodayAsync("2020-10-10");
            await play.MoveAsync("B", officer, new { move = "answer", note = "请关注招聘会" });
            await play.MoveAsync("B", asker, new { move = "reopen", note = "没有解决" });
            await zone.TodayAsync("2020-10-12");
            await play.MoveAsync("B", officer, new { move = "answer", note = "已安排专场" });
            await play.MoveAsync("B", asker, new { move = "confirm", grade = 2, note = "太慢" });
            await play.MoveAsync("C", officer, new { move = "resume" });
            await play.RaiseAsync("D", economy, firm, "hard", "land");
            await play.MoveAsync("D", economy, new { move = "assign", to = "建设局" });
            await play.MoveAsync("D", other, new { move = "accept" });
            await zone.TodayAsync("2020-10-13");
            await play.MoveAsync("B", zone.Leader, new { move = "follow-up", valid = true, note = "已致歉" });
            await play.MoveAsync("B", economy, new { move = "close" });
            await play.MoveAsync("C", officer, new { move = "answer", note = "已扩容" });
            await play.RaiseAsync("E", asker, null, "consultation", "policy");
            await play.RaiseAsync("F", economy, firm, "simple", "other");
            await zone.TodayAsync("2020-10-14");
            await play.MoveAsync("E", asker, new { move = "withdraw" });
            foreach (var day in (string[])["2020-10-20", "2020-10-26", "2020-10-28"])
            {
                await zone.TodayAsync(day);
                await zone.SweepAsync();
            }

            await zone.TodayAsync("2020-10-29");
            await play.MoveAsync("A", asker, new { move = "reopen", note = "又缺人了" });
            await zone.TodayAsync("2020-11-13");
            return play;
        }

        public void Dispose() => Zone.Dispose();

        private async Task RaiseAsync(string name, HttpClient by, string? enterprise, string level, string category) =>
            codes[name] = (await Json(await by.PostAsJsonAsync(Zone.At("cases"), new { title = $"诉求{name}", enterprise, @class = level, category }))).Text("code")!;

        private async Task MoveAsync(string name, HttpClient by, object move) => await Json(await by.PostAsJsonAsync(Zone.At($"cases/{codes[name]}/moves"), move));
    }
}

public sealed class Request_figures_on_sqlite(SqliteEmpty server) : RequestFigureTests(server);

public sealed class Request_figures_on_postgres(PostgresEmpty server) : RequestFigureTests(server);
