using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Maps;

namespace Jingkai.IntegrationTests.Maps;

/// <summary>Layers that no zone can want: each is refused with its reason, nothing changes and nothing fails.</summary>
public abstract class MapHostileTests(MapServer server) : ServerTests(server)
{
    private const string Point = """{"type":"Point","coordinates":[120.3,30.4]}""";

    [Fact]
    public async Task Bad_layers_are_refused_and_change_nothing()
    {
        using var office = await Office.OpenAsync(Server);
        var failures = Server.Errors.Entries.Count;
        (await SendAsync(office, "boundary", $$"""{"nameZh":"范围","source":"甲","geoJson":{{Point}}}""")).EnsureSuccessStatusCode();
        var before = await office.Economy.GetStringAsync(office.At("map"));
        (string Code, string Body, int Status, string Refusal)[] tries =
        [
            ("Boundary", $$"""{"nameZh":"范围","source":"甲","geoJson":{{Point}}}""", 422, "bad-code"),
            ("new", $$"""{"nameZh":"范围","source":"甲","geoJson":{{Point}}}""", 422, "bad-code"),
            ("%2e%2e%2fetc", $$"""{"nameZh":"范围","source":"甲","geoJson":{{Point}}}""", 422, "bad-code"),
            ("parks", "{}", 422, "invalid"),
            ("parks", """{"nameZh":"园区","source":"甲"}""", 422, "required"),
            ("parks", """{"nameZh":"园区","source":"甲","geoJson":null}""", 422, "required"),
            ("parks", """{"nameZh":"园区","source":"甲","geoJson":"text"}""", 422, "bad-geojson"),
            ("parks", """{"nameZh":"园区","source":"甲","geoJson":[1,2,3]}""", 422, "bad-geojson"),
            ("parks", """{"nameZh":"园区","source":"甲","geoJson":{}}""", 422, "bad-geojson"),
            ("parks", """{"nameZh":"园区","source":"甲","geoJson":{"type":"FeatureCollection"}}""", 422, "no-features"),
            ("parks", """{"nameZh":"园区","source":"甲","geoJson":{"type":"FeatureCollection","features":[]}}""", 422, "no-features"),
            ("parks", """{"nameZh":"园区","source":"甲","geoJson":{"type":"Point","type":"Point","coordinates":[120,30]}}""", 422, "bad-geojson"),
            ("parks", """{"nameZh":"园区","source":"甲","geoJson":{"type":"GeometryCollection","geometries":[]}}""", 422, "bad-geojson"),
            ("parks", """{"nameZh":"园区","source":"甲","geoJson":{"type":"Point","coordinates":[NaN,30]}}""", 400, "bad-json"),
            ("parks", """{"nameZh":"园区","source":"甲","geoJson":{"type":"Point","coordinates":[1e999,30]}}""", 422, "place-out-of-range"),
            ("parks", """{"nameZh":"园区\u0000","source":"甲","geoJson":{"type":"Point","coordinates":[120,30]}}""", 400, "bad-json"),
            ("parks", $$"""{"nameZh":"园区","source":"甲","datum":"beijing54","geoJson":{{Point}}}""", 422, "unknown-datum"),
            ("parks", $$"""{"nameZh":"园区","source":"甲","order":-1,"geoJson":{{Point}}}""", 422, "bad-number"),
            ("parks", $$"""{"nameZh":"园区","source":"甲","from":"2026-02-01","until":"2026-01-01","geoJson":{{Point}}}""", 422, "date-order"),
            ("parks", $$"""{"nameZh":"{{new string('园', 61)}}","source":"甲","geoJson":{{Point}}}""", 422, "too-long"),
            ("parks", $$"""{"nameZh":"园区","source":"甲","reviewNumber":"{{new string('9', 41)}}","geoJson":{{Point}}}""", 422, "too-long"),
            ("parks", $$"""{"nameZh":"园区","source":"甲","geoJson":{{new string('[', 60)}}1{{new string(']', 60)}}}""", 422, "bad-geojson"),
        ];
        foreach (var (code, body, status, refusal) in tries)
        {
            var answer = await SendAsync(office, code, body);
            var text = await answer.Content.ReadAsStringAsync();
            ((int)answer.StatusCode, JsonDocument.Parse(text).RootElement.GetProperty("code").GetString()).ShouldBe((status, refusal), $"{body}\n{text}");
        }

        (await office.Economy.GetStringAsync(office.At("map"))).ShouldBe(before);
        Server.Errors.Entries.Count.ShouldBe(failures);
    }

    [Fact]
    public async Task Too_many_bytes_or_positions_are_refused_and_the_map_as_a_whole_has_a_limit()
    {
        using var office = await Office.OpenAsync(Server);
        var position = "[120.3012345,30.4212345],";
        string Line(int positions) =>
            """{"nameZh":"道路","source":"甲","geoJson":{"type":"LineString","coordinates":[""" + string.Concat(Enumerable.Repeat(position, positions)).TrimEnd(',') + "]}}";
        var bytes = await SendAsync(office, "roads", Line((GeoJsonReader.MostBytes / position.Length) + 100));
        bytes.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await Code(bytes)).ShouldBe("too-large");
        var many = await SendAsync(office, "roads", Line(GeoJsonReader.MostPositions + 1));
        (await Code(many)).ShouldBe("too-many-positions");
        for (var i = 0; i < 2; i++) (await SendAsync(office, $"roads-{i}", Line(190_000))).EnsureSuccessStatusCode();
        (await Code(await SendAsync(office, "roads-2", Line(190_000)))).ShouldBe("map-too-large");
        (await Json(await office.Economy.GetAsync(office.At("map/layers")))).Items().Select(l => l.GetProperty("positions").GetInt32()).ShouldBe([190_000, 190_000]);
    }

    [Fact]
    public async Task Words_of_a_feature_stay_words()
    {
        using var office = await Office.OpenAsync(Server);
        var body = new
        {
            nameZh = "<b>园区</b>",
            source = "\"><script>alert(1)</script>",
            geoJson = Shapes.Collection(new { type = "Feature", properties = new { name = "</script><img src=x onerror=alert(1)>" }, geometry = new { type = "Point", coordinates = (decimal[])[120.3m, 30.4m] } }),
        };
        (await office.Economy.PutAsJsonAsync(office.At("map/layers/parks"), body)).EnsureSuccessStatusCode();
        var map = await office.Economy.GetAsync(office.At("map"));
        (map.Content.Headers.ContentType!.MediaType, map.Headers.GetValues("X-Content-Type-Options").Single()).ShouldBe(("application/json", "nosniff"));
        using var session = await Session.OfAsync(Server, $"{office.Zone}.economy", "correct horse battery");
        foreach (var page in (string[])["map", "map/layers/parks"])
        {
            var html = await session.Client.GetStringAsync($"/z/{office.Zone}/{page}");
            html.ShouldNotContain("<script>alert");
            html.ShouldNotContain("<b>园区");
        }
    }

    private static Task<HttpResponseMessage> SendAsync(Office office, string code, string body) =>
        office.Economy.PutAsync(office.At($"map/layers/{code}"), new StringContent(body, Encoding.UTF8, "application/json"));
}

public sealed class Hostile_maps_on_sqlite(SqliteMaps server) : MapHostileTests(server), IClassFixture<SqliteMaps>;

public sealed class Hostile_maps_on_postgres(PostgresMaps server) : MapHostileTests(server), IClassFixture<PostgresMaps>;
