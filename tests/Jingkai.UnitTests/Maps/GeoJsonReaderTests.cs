using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Jingkai.Kernel;
using Jingkai.Platform.Maps;

namespace Jingkai.UnitTests.Maps;

public class GeoJsonReaderTests
{
    private const string Ring = "[[120.3,30.4],[120.31,30.4],[120.31,30.41],[120.3,30.4]]";

    [Theory]
    [InlineData("""{"type":"Point","coordinates":[120.3,30.4]}""", 1)]
    [InlineData("""{"type":"Point","coordinates":[120.3,30.4,12.5]}""", 1)]
    [InlineData("""{"type":"LineString","coordinates":[[120.3,30.4],[120.31,30.41]]}""", 2)]
    [InlineData("""{"type":"MultiLineString","coordinates":[[[120.3,30.4],[120.31,30.41]],[[120.3,30.4],[120.31,30.41]]]}""", 4)]
    [InlineData("""{"type":"Polygon","coordinates":[""" + Ring + """]}""", 4)]
    [InlineData("""{"type":"MultiPolygon","coordinates":[[""" + Ring + "],[" + Ring + """]]}""", 8)]
    public void Every_geometry_is_read_and_becomes_a_feature(string geometry, int positions)
    {
        var shapes = Read(geometry).Value;

        (shapes.Features, shapes.Positions).ShouldBe((1, positions));
        Read(Feature(geometry)).Value.GeoJson.ShouldBe(shapes.GeoJson);
        Read(shapes.GeoJson).Value.GeoJson.ShouldBe(shapes.GeoJson);
    }

    [Fact]
    public void What_is_kept_is_plain_and_short()
    {
        var shapes = Read("""{"type":"FeatureCollection","bbox":[0,0,1,1],"extra":1,"features":[{"type":"Feature","id":7,"bbox":[0,0,1,1],"properties":{"name":" 东园 ","mu":345.5,"open":true,"none":null,"tags":["a"],"more":{"a":1}},"geometry":{"type":"Point","coordinates":[120.300000004,30.40000000,99]}}]}""").Value;

        shapes.GeoJson.ShouldBe("""{"type":"FeatureCollection","features":[{"type":"Feature","id":7,"properties":{"name":"东园","mu":345.5,"open":true},"geometry":{"type":"Point","coordinates":[120.3,30.4]}}]}""");
        shapes.Dropped.ShouldBe(2);
    }

    [Fact]
    public void A_mark_of_utf_8_and_a_known_reference_system_are_let_through()
    {
        var text = "\uFEFF" + """{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}},"features":[{"type":"Feature","properties":null,"geometry":{"type":"Point","coordinates":[120.3,30.4]}}]}""";

        Read(text).IsOk.ShouldBeTrue();
        Read(text.Replace("4490", "4549", StringComparison.Ordinal)).Error!.Code.ShouldBe("wrong-crs");
    }

    [Theory]
    [InlineData("""{"type":"Polygon","coordinates":[[[120.3,30.4],[120.31,30.4],[120.31,30.41],[120.3,30.41]]]}""", "ring-open", "第1个要素，外环：")]
    [InlineData("""{"type":"Polygon","coordinates":[""" + Ring + """,[[120.3,30.4],[120.3,30.4]]]}""", "ring-short", "第1个要素，第1个内环：")]
    [InlineData("""{"type":"MultiPolygon","coordinates":[[""" + Ring + """],[[[120.3,30.4],[120.31,95],[120.31,30.41],[120.3,30.4]]]]}""", "place-out-of-range", "第1个要素，第2部分，外环，第2点：")]
    [InlineData("""{"type":"LineString","coordinates":[[120.3,30.4]]}""", "line-short", "第1个要素：")]
    [InlineData("""{"type":"LineString","coordinates":[]}""", "bad-geojson", "第1个要素：")]
    [InlineData("""{"type":"LineString","coordinates":[[120.3,"30.4"],[120.3,30.4]]}""", "bad-position", "第1个要素，第1点：")]
    [InlineData("""{"type":"LineString","coordinates":[[120.3],[120.3,30.4]]}""", "bad-position", "第1个要素，第1点：")]
    [InlineData("""{"type":"LineString","coordinates":[[120.3,30.4],7]}""", "bad-position", "第1个要素，第2点：")]
    [InlineData("""{"type":"Point","coordinates":[30.4,120.3]}""", "place-out-of-range", "写反")]
    [InlineData("""{"type":"Point","coordinates":[40535812.3,3367402.1]}""", "place-out-of-range", "投影坐标")]
    [InlineData("""{"type":"Point","coordinates":[1e400,30]}""", "place-out-of-range", "投影坐标")]
    [InlineData("""{"type":"MultiPoint","coordinates":[[120.3,30.4]]}""", "bad-geojson", "最外层")]
    public void A_fault_is_told_with_its_place_and_what_to_do(string geometry, string code, string words)
    {
        var error = Read(geometry).Error!;

        error.Code.ShouldBe(code);
        error.Message.Zh.ShouldContain(words);
        error.Message.En.ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [InlineData("""{"type":"Feature","properties":{"name":"东园"}}""", "第1个要素（东园）：没有 geometry")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Circle"}}]}""", "第1个要素：不支持这种图形")]
    [InlineData("""{"type":"FeatureCollection","features":["a"]}""", "第1个要素：type 应为 Feature")]
    public void A_feature_without_a_shape_is_named(string json, string words) => Read(json).Error!.Message.Zh.ShouldContain(words);

    [Fact]
    public void Not_json_is_told_with_line_and_byte()
    {
        var error = Read("{\n\"type\":\"Point\",\n\"coordinates\":[NaN,1]}").Error!;

        error.Code.ShouldBe("bad-geojson");
        error.Message.Zh.ShouldContain("第 3 行");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("3")]
    [InlineData("\"Point\"")]
    [InlineData("{\"type\":7}")]
    [InlineData("{\"type\":\"Point\",\"type\":\"Point\",\"coordinates\":[1,2]}")]
    [InlineData("{\"type\":\"Point\",\"coordinates\":[1,2],}")]
    [InlineData("{\"type\":\"Point\",\"coordinates\":[1,2],\"properties\":{\"a\":\"\\u0000\"}}")]
    [InlineData("{\"type\":\"Point\",\"coordinates\":[1,2],\"properties\":{\"a\":\"\\ud800\"}}")]
    public void What_is_no_geojson_is_refused(string json) => Read(json).Error!.Code.ShouldBe("bad-geojson");

    [Fact]
    public void Bytes_that_are_no_utf_8_are_refused()
    {
        byte[] gb18030 = [.. "{\"type\":\"Point\",\"coordinates\":[1,2],\"properties\":{\"name\":\""u8, 0xB6, 0xAB, 0xD4, 0xB0, .. "\"}}"u8];

        GeoJsonReader.Read(gb18030, Datum.Cgcs2000).Error!.Code.ShouldBe("bad-geojson");
    }

    [Fact]
    public void A_thousand_levels_are_refused_without_being_followed() =>
        Read($$"""{"type":"Polygon","coordinates":{{new string('[', 1000)}}{{new string(']', 1000)}}}""").Error!.Code.ShouldBe("bad-geojson");

    [Fact]
    public void Twenty_faults_are_told_and_no_more()
    {
        var feature = """{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[200,30]}}""";

        Read($$"""{"type":"FeatureCollection","features":[{{string.Join(',', Enumerable.Repeat(feature, 500))}}]}""").Error!.Details!.Count.ShouldBe(GeoJsonReader.MostFaults);
    }

    [Fact]
    public void Too_many_features_are_refused() =>
        Read($$"""{"type":"FeatureCollection","features":[{{string.Join(',', Enumerable.Repeat("1", GeoJsonReader.MostFeatures + 1))}}]}""").Error!.Code.ShouldBe("too-many-features");

    [Fact]
    public void Too_many_bytes_are_refused_unread() => GeoJsonReader.Read(new byte[GeoJsonReader.MostBytes + 1], Datum.Cgcs2000).Error!.Code.ShouldBe("too-large");

    [Fact]
    public void Bounds_hold_every_position_and_reading_again_changes_nothing() => Prop.ForAll(Gen.NonEmptyListOf(Position()).ToArbitrary(), list =>
    {
        var shapes = Read($$"""{"type":"FeatureCollection","features":[{{string.Join(',', list.Select(p => Feature($$"""{"type":"Point","coordinates":[{{p}}]}""")))}}]}""").Value;
        var again = Read(shapes.GeoJson).Value;
        return again == shapes && shapes.Features == list.Count
            && list.TrueForAll(p => p.LongitudeE7 >= shapes.SouthWest.LongitudeE7 && p.LongitudeE7 <= shapes.NorthEast.LongitudeE7 && p.LatitudeE7 >= shapes.SouthWest.LatitudeE7 && p.LatitudeE7 <= shapes.NorthEast.LatitudeE7);
    }).Holds();

    [Fact]
    public void No_cut_or_changed_byte_makes_it_fail() => Prop.ForAll(Gen.Choose(0, 400).ToArbitrary(), Gen.Choose(0, 255).ToArbitrary(), (at, value) =>
    {
        var bytes = Encoding.UTF8.GetBytes("""{"type":"FeatureCollection","features":[{"type":"Feature","id":"a","properties":{"name":"东园","n":1},"geometry":{"type":"MultiPolygon","coordinates":[[[[120.3,30.4],[120.31,30.4],[120.31,30.41],[120.3,30.4]]]]}}]}""");
        var cut = GeoJsonReader.Read(bytes.AsMemory(0, Math.Min(at, bytes.Length - 1)), Datum.Gcj02);
        bytes[at % bytes.Length] = (byte)value;
        var changed = GeoJsonReader.Read(bytes, Datum.Gcj02);
        return !cut.IsOk && (!changed.IsOk || JsonDocument.Parse(changed.Value.GeoJson).RootElement.GetProperty("features").GetArrayLength() == 1);
    }).Holds();

    private static Result<MapShapes> Read(string json) => GeoJsonReader.Read(Encoding.UTF8.GetBytes(json), Datum.Cgcs2000);

    private static string Feature(string geometry) => $$"""{"type":"Feature","properties":{},"geometry":{{geometry}}}""";

    private static Gen<GeoPoint> Position() =>
        from longitude in Gen.Choose(-GeoPoint.MostLongitude, GeoPoint.MostLongitude)
        from latitude in Gen.Choose(-GeoPoint.MostLatitude, GeoPoint.MostLatitude)
        select GeoPoint.OfE7(longitude, latitude);
}
