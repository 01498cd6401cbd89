using Jingkai.Kernel;
using Jingkai.Platform.Maps;

namespace Jingkai.IntegrationTests.Fixture;

/// <summary>Points that whoever keeps maps may see.</summary>
internal sealed class TestPoints : IMapSource
{
    private static readonly (string Zh, string En, string At, string Stage, string? Flag)[] Sites =
    [
        ("一号厂房", "First hall", "120.3012,30.4211", "building", "red"),
        ("二号厂房", "Second hall", "120.3112,30.4311", "building", null),
        ("三号厂房", "Third hall", "120.2741,30.4402", "signed", "yellow"),
        ("研发中心", "Research centre", "120.3301,30.4025", "done", "black"),
        ("物流基地", "Logistics base", "120.2820,30.3991", "done", null),
        ("检测平台", "Testing platform", "120.2825,30.3996", "signed", "red"),
    ];

    public string Kind => "test-sites";

    public Text Name => new("测试点", "Test sites");

    public string Permission => MapKeeper.Permission;

    public IReadOnlyList<MapMark> Marks { get; } =
    [
        new(MapMark.Stage, "signed", new("签约", "Signed"), new("签", "S"), MapMarkShape.Circle, MapMarkColour.Grey),
        new(MapMark.Stage, "building", new("在建", "Under construction"), new("建", "C"), MapMarkShape.Square, MapMarkColour.Blue),
        new(MapMark.Stage, "done", new("竣工", "Completed"), new("竣", "D"), MapMarkShape.Diamond, MapMarkColour.Green),
        new(MapMark.Flag, "red", new("红旗", "Red flag"), new("红", "R"), MapMarkShape.Pennant, MapMarkColour.Red),
        new(MapMark.Flag, "yellow", new("黄旗", "Yellow flag"), new("黄", "Y"), MapMarkShape.Pennant, MapMarkColour.Yellow),
        new(MapMark.Flag, "black", new("黑旗", "Black flag"), new("黑", "B"), MapMarkShape.Pennant, MapMarkColour.Black),
    ];

    // The first was taken from a map of another datum.
    public Task<IReadOnlyList<MapPoint>> PointsAsync(CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<MapPoint>>(
        [.. Sites.Select((site, n) => new MapPoint($"P-{n + 1}", new(site.Zh, site.En), Place.Parse(site.At, n == 0 ? Datum.Gcj02 : Datum.Cgcs2000).Value, $"sites/P-{n + 1}")
        {
            Stage = site.Stage,
            Flag = site.Flag,
            Summary = [new("进度 45%，计划 50%", "45 % done, 50 % planned"), new("责任单位：规划建设局", "Responsible: planning office")],
        })]);
}
