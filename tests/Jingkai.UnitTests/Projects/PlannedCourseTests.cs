using Jingkai.Projects.Domain;
using Jingkai.Projects.Progress;

namespace Jingkai.UnitTests.Projects;

public sealed class PlannedCourseTests
{
    private static readonly DateOnly Start = new(2022, 1, 1);
    private static readonly DateOnly Completion = new(2022, 12, 31);

    [Theory]
    [InlineData("2021-12-31", 0)]
    [InlineData("2022-01-01", 0)]
    [InlineData("2022-07-02", 50)]
    [InlineData("2022-12-31", 100)]
    [InlineData("2023-05-01", 100)]
    public void Without_points_the_course_is_even_from_start_to_completion(string day, int percent) =>
        PlannedCourse.On([], Start, Completion, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(percent);

    [Fact]
    public void Between_two_points_it_is_exact_and_never_rounded()
    {
        PlanPoint[] points = [Point("2022-01-01", 0), Point("2022-01-04", 100_000), Point("2022-02-03", 400_000)];
        PlannedCourse.On(points, null, null, new(2022, 1, 2)).ShouldBe(10m / 3);
        PlannedCourse.On(points, null, null, new(2022, 1, 19)).ShouldBe(25);
        PlannedCourse.On(points, null, null, new(2022, 3, 1)).ShouldBe(40);
    }

    [Fact]
    public void Nothing_planned_is_unknown_and_not_nought()
    {
        PlannedCourse.On([], null, Completion, Start).ShouldBeNull();
        PlannedCourse.On([], Start, null, Start).ShouldBeNull();
        PlannedCourse.On([], Start, null, Start.AddDays(-1)).ShouldBe(0, "before its start nothing is due");
        PlannedCourse.On([], Completion, Start, Start).ShouldBeNull();
    }

    [Fact]
    public void Course_never_falls_from_one_day_to_the_next()
    {
        PlanPoint[] points = [Point("2022-01-10", 50_000), Point("2022-03-01", 50_000), Point("2022-03-02", 900_000), Point("2022-09-01", 1_000_000)];
        var before = -1m;
        for (var day = Start; day < Completion; day = day.AddDays(1))
        {
            var now = PlannedCourse.On(points, Start, Completion, day)!.Value;
            now.ShouldBeGreaterThanOrEqualTo(before);
            before = now;
        }

        before.ShouldBe(100);
    }

    private static PlanPoint Point(string day, int e4) => new() { Day = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), PercentE4 = e4 };
}
