using Jingkai.Projects.Domain;
using Jingkai.Projects.Rating;
using Jingkai.Projects.Rating.Facts;
using Jingkai.Projects.Register;
using Jingkai.Rules;

namespace Jingkai.UnitTests.Projects;

/// <summary>What rule packs may know of a project on a day.</summary>
public class ProjectFactsTests
{
    [Theory]
    [InlineData("2026-03-10", "2026-03-09", 0)]
    [InlineData("2026-03-10", "2026-03-10", 0)]
    [InlineData("2026-03-10", "2026-03-30", 0)]
    [InlineData("2026-03-10", "2026-03-31", 1)]
    [InlineData("2026-03-10", "2026-04-15", 1)]
    [InlineData("2026-03-10", "2026-05-10", 2)]
    [InlineData("2026-03-10", "2026-06-09", 2)]
    [InlineData("2026-03-10", "2026-06-10", 3)]
    [InlineData("2026-03-31", "2026-03-31", 1)]
    [InlineData("2026-01-31", "2026-02-28", 1)]
    [InlineData("2025-12-15", "2026-12-15", 12)]
    public void Months_overdue_are_full_months_and_one_as_soon_as_the_due_month_is_over(string planned, string on, int months) =>
        ProjectFacts.Overdue(DateOnly.Parse(planned, null), DateOnly.Parse(on, null)).ShouldBe(months);

    [Theory]
    [InlineData("half-month", "2026-02-15", "2026-02-01", "2026-02-15")]
    [InlineData("half-month", "2026-02-16", "2026-02-16", "2026-02-28")]
    [InlineData("month", "2024-02-10", "2024-02-01", "2024-02-29")]
    [InlineData("quarter", "2026-12-31", "2026-10-01", "2026-12-31")]
    public void A_round_has_the_days_of_its_cadence(string cadence, string day, string start, string end) =>
        Cadence.Around(cadence, DateOnly.Parse(day, null)).ShouldBe((DateOnly.Parse(start, null), DateOnly.Parse(end, null)));

    [Fact]
    public void Facts_of_a_day_know_nothing_of_what_came_later()
    {
        var file = Build(("started", "2026-01-01", "2026-01-05"), ("library", "2026-02-01", "2026-06-20"), ("capped", "2026-06-01", null), ("completed", "2026-12-31", null));
        var facts = ProjectFacts.Of(file, [], new() { Day = new(2026, 6, 10), PercentE4 = 412_500, Accident = false }, "甲填报，乙复核", new(2026, 6, 15));
        Number(facts, "progress").ShouldBe(41.25m);
        Number(facts, "planned_progress").ShouldBe(100m * 165 / 364);
        (Number(facts, "start_overdue_months"), Number(facts, "finish_overdue_months"), Number(facts, "months_not_in_library")).ShouldBe((0, 0, 5), "entered in the library only on 20 June");
        (Number(facts, "overdue_nodes"), Number(facts, "longest_overdue")).ShouldBe((2, 134));
        (Say(facts, "started"), Say(facts, "progress_late"), Say(facts, "preparation_late"), Say(facts, "accident")).ShouldBe(("是", "是", "否", "否"));
        facts.ShouldNotContainKey("funds_below_rule");
        facts["progress"].Note.ShouldBe(new FactNote("甲填报，乙复核", new(2026, 6, 10)));
    }

    [Fact]
    public void A_project_that_has_not_started_stands_at_nought_and_its_preparation_may_be_late()
    {
        var file = Build(("land", "2026-02-01", null), ("started", "2026-03-10", null), ("completed", "2026-12-31", null));
        var facts = ProjectFacts.Of(file, [], null, null, new(2026, 6, 15));
        (Number(facts, "progress"), Number(facts, "start_overdue_months"), Say(facts, "preparation_late"), Say(facts, "progress_late")).ShouldBe((0, 3, "是", "否"));
        var early = ProjectFacts.Of(file, [], null, null, new(2026, 1, 15));
        (Number(early, "planned_progress"), Number(early, "overdue_nodes"), Say(early, "preparation_late")).ShouldBe((0, 0, "否"));
    }

    [Fact]
    public void Places_go_by_the_lead_on_the_plan_and_equal_leads_share_one()
    {
        var all = new[] { (50m, 40m), (60m, 50m), (30m, 40m) }.Select(p => new Dictionary<string, GivenFact> { ["progress"] = GivenFact.Of(p.Item1, global::Jingkai.Kernel.Unit.Percent), ["planned_progress"] = GivenFact.Of(p.Item2, global::Jingkai.Kernel.Unit.Percent) }).Append([]).ToList();
        ProjectFacts.Rank(all);
        all.Select(f => Number(f, "rank")).ShouldBe([1, 1, 3, null]);
        all.ShouldAllBe(f => Number(f, "ranked") == 3);
    }

    [Fact]
    public void Facts_are_kept_and_read_again_with_units_sources_and_days()
    {
        var facts = ProjectFacts.Of(Build(("started", "2026-01-01", "2026-01-05"), ("completed", "2026-12-31", null)), [], new() { Day = new(2026, 6, 10), PercentE4 = 1 }, "甲填报", new(2026, 6, 15));
        var kept = ProjectFacts.Kept(ProjectFacts.Keep(facts));
        kept.Keys.ShouldBe(facts.Keys, ignoreOrder: true);
        foreach (var (code, fact) in facts)
        {
            kept[code].SameValue(fact).ShouldBeTrue(code);
            kept[code].Note.ShouldBe(fact.Note);
        }

        kept["progress"].Show(chinese: true).ShouldBe("0.0001%");
    }

    private static ProjectFile Build(params (string Milestone, string? Planned, string? Reached)[] nodes)
    {
        var file = new ProjectFile(new() { Name = "项目", InvestmentFen = 1_000_000 });
        file.Nodes.AddRange(nodes.Select((n, at) => new ProjectNode { Milestone = n.Milestone, Position = at, PlannedOn = n.Planned is null ? null : DateOnly.Parse(n.Planned, null), ReachedOn = n.Reached is null ? null : DateOnly.Parse(n.Reached, null) }));
        return file;
    }

    private static decimal? Number(Dictionary<string, GivenFact> facts, string code) => facts.GetValueOrDefault(code)?.Number;

    private static string? Say(Dictionary<string, GivenFact> facts, string code) => facts.GetValueOrDefault(code)?.Show(chinese: true);
}
