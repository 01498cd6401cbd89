using Jingkai.Kernel;
using Jingkai.Platform.Localization;
using Jingkai.Platform.Maps;
using Jingkai.Ui;

namespace Jingkai.UnitTests.Ui;

public sealed class MapAndGanttTests
{
    private static readonly DateOnly Today = new(2026, 3, 5);

    private static readonly GanttRow[] Rows =
    [
        new("一号厂房") { Href = "/z/linping/projects/P1", Note = "规划建设局", PlannedFrom = new(2026, 1, 1), PlannedUntil = new(2026, 2, 28), Promised = new(2026, 3, 31), ActualFrom = new(2026, 1, 10), Milestones = [new("封顶", new(2026, 2, 10))] },
        new("<script>alert(1)</script>") { PlannedFrom = new(2026, 6, 1), PlannedUntil = new(2026, 5, 1), Level = 1 },
    ];

    [Fact]
    public async Task A_gantt_chart_says_in_a_table_what_it_draws()
    {
        var html = await Rendered.Html<GanttChart>(parameters: [("Title", "节点"), ("Rows", Rows), ("Today", Today)]);
        var text = Rendered.TextOf(html);
        text.ShouldContain("2026-01-01 – 2026-02-28");
        text.ShouldContain("2026-01-10 起，进行中");
        text.ShouldContain("封顶 2026-02-10");
        text.ShouldContain("起止日期颠倒");
        text.ShouldContain("今天");
        html.ShouldContain("""href="/z/linping/projects/P1" """.TrimEnd());
        html.ShouldContain("共 2 行，进行中 1 行，超期 1 行");
        html.ShouldNotContain("<script>");
        html.ShouldNotContain("style=");
    }

    [Fact]
    public async Task An_english_gantt_chart_names_months_in_english()
    {
        var text = Rendered.TextOf(await Rendered.Html<GanttChart>(Localizer.English, ("Title", "Nodes"), ("Rows", new[] { Rows[0] with { Label = "Hall", Note = null, Milestones = [] } }), ("Today", Today)));
        text.ShouldContain("Feb 2026");
        text.ShouldNotContain("月");
    }

    [Fact]
    public async Task A_gantt_chart_without_rows_says_so() =>
        Rendered.TextOf(await Rendered.Html<GanttChart>(parameters: [("Title", "节点"), ("Rows", Array.Empty<GanttRow>()), ("Today", Today)])).ShouldContain("还没有可显示的节点");

    [Fact]
    public async Task A_map_lists_its_points_as_links_with_mark_letter_and_words()
    {
        var html = await Rendered.Html<MapBox>(parameters: [("Title", "园区地图"), ("Layers", "/map"), ("Points", "/points"), ("Sets", new[] { Set(2) }), ("Root", "/z/linping")]);
        html.ShouldContain("""href="/z/linping/projects/P-0" data-point="projects:P-0" """.TrimEnd());
        html.ShouldContain("""list="map-list" """.TrimEnd());
        var text = Rendered.TextOf(html);
        text.ShouldContain("P-0 · 在建 · 红旗");
        text.ShouldContain("内部工作用图，不得对外展示");
        // Nothing carries the yellow flag, so the legend does not speak of it.
        text.ShouldNotContain("黄旗");
        html.ShouldNotContain("style=");
    }

    [Fact]
    public async Task A_map_for_outside_shows_its_review_numbers_and_a_long_list_says_what_is_left()
    {
        var text = Rendered.TextOf(await Rendered.Html<MapBox>(parameters: [("Title", "园区地图"), ("Layers", "/map"), ("Points", "/points"), ("Sets", new[] { Set(5) }), ("MostListed", 3), ("ReviewNumbers", new[] { "浙S(2026)12号" })]));
        text.ShouldContain("审图号： 浙S(2026)12号");
        text.ShouldContain("另有 2 个");
        text.ShouldNotContain("不得对外展示");
    }

    private static MapPointSet Set(int count) => new(new Projects(), [.. Enumerable.Range(0, count).Select(n => new MapPoint($"P-{n}", new($"{n}号厂房", $"Hall {n}"), Place.Stored(1_203_000_000 + n, 304_000_000), $"projects/P-{n}") { Stage = "building", Flag = "red" })]);

    private sealed class Projects : IMapSource
    {
        public string Kind => "projects";

        public Text Name => new("项目", "Projects");

        public string Permission => "projects.read";

        public IReadOnlyList<MapMark> Marks { get; } =
        [
            new(MapMark.Stage, "building", new("在建", "Under construction"), new("建", "C"), MapMarkShape.Square, MapMarkColour.Blue),
            new(MapMark.Flag, "red", new("红旗", "Red flag"), new("红", "R"), MapMarkShape.Pennant, MapMarkColour.Red),
            new(MapMark.Flag, "yellow", new("黄旗", "Yellow flag"), new("黄", "Y"), MapMarkShape.Pennant, MapMarkColour.Yellow),
        ];

        public Task<IReadOnlyList<MapPoint>> PointsAsync(CancellationToken cancel = default) => throw new NotSupportedException();
    }
}
