using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Jingkai.Ui;

/// <summary>
/// ECharts options as JSON. Values stay <see cref="decimal"/> to the last, so no binary fraction ever shows. Number formats, fonts
/// and colours are added in the browser (web/src/charts); series carry unit and decimals there in <c>jk</c>.
/// </summary>
public static class ChartOptions
{
    private const string Ink = "#1d2530", Soft = "#566070", Ochre = "#e0993a", Umber = "#6b4310";

    // Razor encodes the attribute; encoding Chinese a second time would only make pages long.
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Lines over periods.</summary>
    /// <param name="data">The series; all of one unit.</param>
    /// <param name="fromZero">The axis begins at zero; lines may do without.</param>
    public static string Line(ChartData data, bool fromZero = false)
    {
        var option = Cartesian(data, horizontal: false);
        option["yAxis"] = ValueAxis(Unit(data), fromZero);
        option["series"] = Series(data, (series, _) =>
        {
            series["type"] = "line";
            // A lone point between gaps must stay visible.
            series["showSymbol"] = data.Categories.Count <= 24;
        });
        return Json(option);
    }

    /// <summary>Bars, always from zero.</summary>
    /// <param name="data">The series; all of one unit.</param>
    /// <param name="horizontal">Bars to the right, for long names; the first category on top.</param>
    /// <param name="labels">The values at the bars; by default when there is one series of at most 14 values.</param>
    public static string Bar(ChartData data, bool horizontal = false, bool? labels = null)
    {
        var show = labels ?? (data.Series.Count == 1 && data.Categories.Count <= 14);
        var option = Cartesian(data, horizontal);
        option[horizontal ? "xAxis" : "yAxis"] = ValueAxis(Unit(data), fromZero: true, hidden: show && horizontal);
        option["series"] = Series(data, (series, jk) =>
        {
            series["type"] = "bar";
            if (!show) return;
            series["label"] = new JsonObject { ["show"] = true, ["position"] = horizontal ? "right" : "top", ["fontSize"] = 11, ["color"] = Soft };
            if (!horizontal && data.Categories.Count > 7) jk["wideLabels"] = true;
        });
        return Json(option);
    }

    /// <summary>Stacked bars: a whole and its parts over periods.</summary>
    /// <param name="data">The parts; all of one unit.</param>
    /// <param name="horizontal">Bars to the right.</param>
    public static string StackedBar(ChartData data, bool horizontal = false)
    {
        var option = Cartesian(data, horizontal);
        option[horizontal ? "xAxis" : "yAxis"] = ValueAxis(Unit(data), fromZero: true);
        option["series"] = Series(data, (series, _) =>
        {
            series["type"] = "bar";
            series["stack"] = "whole";
            series["itemStyle"] = new JsonObject { ["borderColor"] = "#fff", ["borderWidth"] = 1 };
        });
        return Json(option);
    }

    /// <summary>A ring of shares, named at the ring. For at most six parts; beyond that a bar chart reads better.</summary>
    /// <param name="data">One series.</param>
    public static string Donut(ChartData data)
    {
        var source = data.Series[0];
        var items = new JsonArray();
        for (var i = 0; i < data.Categories.Count; i++)
        {
            if (source.Values[i] is null) continue;
            items.Add(Point(source, i, new JsonObject { ["name"] = data.Categories[i] }));
        }

        return Json(new JsonObject
        {
            ["tooltip"] = new JsonObject { ["trigger"] = "item" },
            ["series"] = new JsonArray(new JsonObject
            {
                ["type"] = "pie",
                ["name"] = source.Name,
                ["radius"] = new JsonArray("46%", "70%"),
                ["clockwise"] = true,
                ["data"] = items,
                ["label"] = new JsonObject { ["show"] = true, ["fontSize"] = 12, ["lineHeight"] = 16 },
                ["labelLine"] = new JsonObject { ["length"] = 8, ["length2"] = 10 },
                ["jk"] = Jk(source),
            }),
        });
    }

    /// <summary>Completion in per cent as bars to the right, with the time progress as an upright line.</summary>
    /// <param name="data">One series of percentages.</param>
    /// <param name="pace">Time progress in per cent.</param>
    /// <param name="paceLabel">Words at the line, for example 序时进度.</param>
    public static string Progress(ChartData data, decimal pace, string paceLabel)
    {
        var option = Cartesian(data, horizontal: true);
        var most = data.Series[0].Values.Max() ?? 0;
        option["grid"]!["top"] = 22;
        option["grid"]!["right"] = 16;
        option["xAxis"] = ValueAxis("%", fromZero: true);
        option["xAxis"]!["max"] = most <= 100 ? 100 : Math.Ceiling(most / 20) * 20;
        option["xAxis"]!["interval"] = 20 * Math.Max(1, Math.Ceiling(most / 120));
        option["series"] = Series(data, (series, _) =>
        {
            series["type"] = "bar";
            series["barMaxWidth"] = 18;
            series["label"] = new JsonObject { ["show"] = true, ["position"] = "insideLeft", ["fontSize"] = 11, ["color"] = "#fff" };
            series["markLine"] = new JsonObject
            {
                ["symbol"] = "none",
                ["silent"] = true,
                ["lineStyle"] = new JsonObject { ["color"] = Ink, ["type"] = "solid", ["width"] = 1.5m },
                ["label"] = new JsonObject { ["formatter"] = $"{paceLabel} {Format.Percent(pace, 2)}", ["position"] = "start", ["distance"] = 4, ["fontSize"] = 11, ["color"] = Ink },
                ["data"] = new JsonArray(new JsonObject { ["xAxis"] = pace }),
            };
            foreach (var point in series["data"]!.AsArray().OfType<JsonObject>())
            {
                if (point["value"] is not { } value) continue;
                var percent = value.GetValue<decimal>();
                // The bar also ends before the line, so the colour is not alone in saying that it is behind.
                if (percent < pace) point["itemStyle"] = new JsonObject { ["color"] = Ochre };
                // A number does not fit into a short bar, and white would not show on ochre.
                if (percent < 12) point["label"] = new JsonObject { ["position"] = "right", ["color"] = Ink };
                else if (percent < pace) point["label"] = new JsonObject { ["color"] = Ink };
            }
        });
        return Json(option);
    }

    /// <summary>Levels as bars above, their growth as lines below, over the same periods: two scales that are never laid over each other.</summary>
    /// <param name="level">Levels; the first series is drawn.</param>
    /// <param name="growth">Growth in per cent over the same categories: of the period, and perhaps of the year to date.</param>
    public static string LevelAndGrowth(ChartData level, params IReadOnlyList<ChartSeries> growth)
    {
        var periods = new Func<int, JsonObject>(grid => new JsonObject
        {
            ["type"] = "category",
            ["gridIndex"] = grid,
            ["data"] = Texts(level.Categories),
            ["axisLabel"] = new JsonObject { ["show"] = grid == 1, ["hideOverlap"] = true, ["interval"] = level.Categories.Count <= 24 ? 0 : "auto" },
        });
        var top = ValueAxis(level.Series[0].Unit, fromZero: true);
        top["splitNumber"] = 3;
        var below = ValueAxis(growth[0].Unit.Length > 0 ? growth[0].Unit : "%", fromZero: false);
        below["gridIndex"] = 1;
        below["splitNumber"] = 2;
        var bars = OneSeries(level.Series[0]);
        bars["type"] = "bar";
        var series = new JsonArray(bars);
        for (var i = 0; i < growth.Count; i++)
        {
            var line = OneSeries(growth[i]);
            line["type"] = "line";
            line["xAxisIndex"] = 1;
            line["yAxisIndex"] = 1;
            line["itemStyle"] = new JsonObject { ["color"] = i == 0 ? Ochre : Umber };
            // Lines are told apart by their dashes and marks too.
            if (i > 0) (line["lineStyle"], line["symbol"]) = (new JsonObject { ["type"] = "dashed", ["width"] = 1.5m }, "rect");
            else line["markLine"] = new JsonObject
            {
                ["symbol"] = "none", ["silent"] = true, ["label"] = new JsonObject { ["show"] = false },
                ["lineStyle"] = new JsonObject { ["color"] = Soft, ["type"] = "solid", ["width"] = 1 },
                ["data"] = new JsonArray(new JsonObject { ["yAxis"] = 0 }),
            };
            series.Add(line);
        }

        return Json(new JsonObject
        {
            ["tooltip"] = new JsonObject { ["trigger"] = "axis" },
            ["axisPointer"] = new JsonObject { ["link"] = new JsonArray(new JsonObject { ["xAxisIndex"] = "all" }) },
            ["legend"] = new JsonObject { ["top"] = 0, ["left"] = 0 },
            ["grid"] = new JsonArray(
                new JsonObject { ["left"] = 4, ["right"] = 8, ["top"] = 48, ["height"] = "34%", ["containLabel"] = true },
                new JsonObject { ["left"] = 4, ["right"] = 8, ["bottom"] = 4, ["height"] = "44%", ["containLabel"] = true }),
            ["xAxis"] = new JsonArray(periods(0), periods(1)),
            ["yAxis"] = new JsonArray(top, below),
            ["series"] = series,
        });
    }

    private static JsonObject Cartesian(ChartData data, bool horizontal)
    {
        var categories = new JsonObject
        {
            ["type"] = "category",
            ["data"] = Texts(data.Categories),
            ["axisLabel"] = new JsonObject { ["hideOverlap"] = true, ["interval"] = data.Categories.Count <= 24 ? 0 : "auto" },
        };
        if (horizontal)
        {
            categories["inverse"] = true;
            categories["axisLabel"] = new JsonObject { ["width"] = 120, ["overflow"] = "truncate" };
            categories["jk"] = new JsonObject { ["names"] = true };
        }

        var legend = data.Series.Count > 1;
        return new JsonObject
        {
            ["tooltip"] = new JsonObject { ["trigger"] = "axis", ["axisPointer"] = new JsonObject { ["type"] = "shadow" } },
            ["legend"] = new JsonObject { ["show"] = legend, ["top"] = 0, ["left"] = 0, ["type"] = "plain" },
            ["grid"] = new JsonObject
            {
                ["left"] = 4, ["right"] = horizontal ? 44 : 8, ["top"] = (legend ? 28 : 0) + (horizontal ? 4 : 26), ["bottom"] = 4, ["containLabel"] = true,
            },
            [horizontal ? "yAxis" : "xAxis"] = categories,
        };
    }

    private static JsonObject ValueAxis(string unit, bool fromZero, bool hidden = false)
    {
        var axis = new JsonObject { ["type"] = "value", ["scale"] = !fromZero, ["splitNumber"] = 4 };
        if (hidden)
        {
            axis["show"] = false;
            return axis;
        }

        // A per cent sign fits at every number; other units stand once at the end of the axis.
        if (unit == "%") axis["jk"] = new JsonObject { ["unit"] = "%" };
        else if (unit.Length > 0) axis["name"] = unit;
        return axis;
    }

    private static string Unit(ChartData data) => data.Series.Count > 0 ? data.Series[0].Unit : "";

    private static JsonArray Texts(IReadOnlyList<string> texts) => [.. texts.Select(text => (JsonNode?)JsonValue.Create(text))];

    private static JsonArray Series(ChartData data, Action<JsonObject, JsonObject> shape)
    {
        var result = new JsonArray();
        foreach (var source in data.Series)
        {
            var series = OneSeries(source);
            shape(series, series["jk"]!.AsObject());
            result.Add(series);
        }

        return result;
    }

    private static JsonObject OneSeries(ChartSeries source)
    {
        var points = new JsonArray();
        for (var i = 0; i < source.Values.Count; i++) points.Add(Point(source, i, []));
        return new JsonObject { ["name"] = source.Name, ["data"] = points, ["jk"] = Jk(source) };
    }

    private static JsonObject Point(ChartSeries source, int index, JsonObject point)
    {
        point["value"] = source.Values[index] is { } value ? JsonValue.Create(value) : null;
        if (source.Links is { } links && links[index] is { } href) point["href"] = href;
        return point;
    }

    private static JsonObject Jk(ChartSeries source) => new() { ["unit"] = source.Unit, ["digits"] = source.Digits };

    private static string Json(JsonObject option) => option.ToJsonString(Relaxed);
}
