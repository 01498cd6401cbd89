using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.Maps;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Maps;

/// <summary>The map of a zone: its layers, who keeps them, what is shown to whom, and points from elsewhere.</summary>
public abstract class MapTests(MapServer server) : ServerTests(server)
{
    [Fact]
    public async Task Layer_is_kept_and_drawn_with_its_bounds_and_not_sent_twice()
    {
        using var office = await Office.OpenAsync(Server);
        (await Map(office)).GetProperty("bounds").ValueKind.ShouldBe(JsonValueKind.Null);
        var made = await PutAsync(office, "parks", new { nameZh = "园区", nameEn = "Parks", source = "规划图", reviewNumber = "浙S(2026)12号", geoJson = Shapes.Square("东园", 120.30m) });
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        made.Headers.Location!.ToString().ShouldBe(office.At("map/layers/parks"));
        (await PutAsync(office, "boundary", new { nameZh = "范围", source = "规划图", geoJson = Shapes.Square("范围", 120.25m, 30.40m) })).StatusCode.ShouldBe(HttpStatusCode.Created);

        var map = await Map(office);
        map.Items("layers").Select(l => l.Text("code")).ShouldBe(["boundary", "parks"]);
        map.GetProperty("bounds").EnumerateArray().Select(n => n.GetDecimal()).ShouldBe([120.25m, 30.40m, 120.31m, 30.43m]);
        map.GetProperty("reviewNumbers").EnumerateArray().Select(n => n.GetString()).ShouldBe(["浙S(2026)12号"]);
        var parks = map.Items("layers")[1];
        parks.At("features.type").GetString().ShouldBe("FeatureCollection");
        parks.GetProperty("features").Items("features")[0].At("properties.name").GetString().ShouldBe("东园");

        var answer = await office.Economy.GetAsync(office.At("map"));
        var tag = answer.Headers.ETag!.Tag;
        (await Conditional(office, tag)).ShouldBe(HttpStatusCode.NotModified);
        await PutAsync(office, "parks", new { nameZh = "园区", source = "规划图（更新）" });
        (await Conditional(office, tag)).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("gcj-02")]
    [InlineData("bd-09")]
    public async Task Shapes_of_another_datum_are_converted_on_entry_and_say_so(string datum)
    {
        using var office = await Office.OpenAsync(Server);
        (await PutAsync(office, "plots", new { nameZh = "地块", source = "导航地图", datum, geoJson = Shapes.Square("一号地块") })).EnsureSuccessStatusCode();
        var layer = (await Layers(office)).Single();
        (layer.Text("datum"), layer.GetProperty("converted").GetBoolean()).ShouldBe((datum, true));
        var corner = (await Map(office)).Items("layers")[0].GetProperty("features").Items("features")[0].At("geometry.coordinates")[0][0];
        var expected = Datums.Parse(datum).Value.ToCgcs2000(GeoPoint.OfDegrees(120.30m, 30.42m).Value);
        (corner[0].GetDecimal(), corner[1].GetDecimal()).ShouldBe((expected.Longitude, expected.Latitude));
    }

    [Fact]
    public async Task What_is_said_changes_without_the_shapes_and_a_lost_update_is_refused()
    {
        using var office = await Office.OpenAsync(Server);
        (await PutAsync(office, "roads", new { nameZh = "道路", source = "甲", geoJson = Shapes.Square("路") })).EnsureSuccessStatusCode();
        var before = await Stored(office);
        var changed = await Json(await PutAsync(office, "roads", new { nameZh = "主要道路", source = "乙", order = 5 }, ifMatch: "\"1\""));
        (changed.Text("nameZh"), changed.Text("source"), changed.GetProperty("order").GetInt32(), changed.GetProperty("version").GetInt32()).ShouldBe(("主要道路", "乙", 5, 2));
        (await Stored(office)).ShouldBe(before);
        var stale = await PutAsync(office, "roads", new { nameZh = "道路", source = "丙" }, ifMatch: "\"1\"");
        stale.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await Code(stale)).ShouldBe("stale");
        (await PutAsync(office, "roads", new { nameZh = "道路", source = "丁" }, ifMatch: "*")).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task Layer_that_goes_away_stays_in_the_trail_with_the_digest_of_its_shapes()
    {
        using var office = await Office.OpenAsync(Server);
        (await PutAsync(office, "water", new { nameZh = "水系", source = "甲", geoJson = Shapes.Square("湖") })).EnsureSuccessStatusCode();
        (await office.Economy.DeleteAsync(office.At("map/layers/water"))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await office.Economy.DeleteAsync(office.At("map/layers/water"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Layers(office)).ShouldBeEmpty();
        (await Stored(office)).ShouldBeEmpty();
        var trail = await Server.InZone(office.Zone, s => s.GetRequiredService<JingkaiDbContext>().Set<AuditEntry>().Where(e => e.EntityType == nameof(MapLayer)).OrderBy(e => e.Id).Select(e => new { e.Action, e.Before, e.After }).ToListAsync());
        trail.Select(e => e.Action).ShouldBe(["created", "removed"]);
        trail[0].After.ShouldNotBeNull().ShouldContain("sha256", Case.Insensitive);
        trail[1].Before.ShouldNotBeNull().ShouldNotContain("Polygon");
    }

    [Fact]
    public async Task Map_for_outside_eyes_needs_a_review_number_on_every_layer_that_holds()
    {
        using var office = await Office.OpenAsync(Server);
        (await PutAsync(office, "boundary", new { nameZh = "范围", source = "甲", reviewNumber = "浙S（2026）12号", geoJson = Shapes.Square("范围") })).EnsureSuccessStatusCode();
        (await PutAsync(office, "parks", new { nameZh = "园区", source = "甲", geoJson = Shapes.Square("园") })).EnsureSuccessStatusCode();
        var refused = await office.Economy.GetAsync(office.At("map?view=outside"));
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        (problem.Text("code"), problem.Text("detail")!.Contains("园区", StringComparison.Ordinal), problem.Text("detail")!.Contains("范围", StringComparison.Ordinal)).ShouldBe(("review-number-missing", true, false));
        // One that holds no more hinders nobody.
        (await PutAsync(office, "parks", new { nameZh = "园区", source = "甲", until = "2019-12-31" })).EnsureSuccessStatusCode();
        var map = await Json(await office.Economy.GetAsync(office.At("map?view=outside")));
        (map.GetProperty("outside").GetBoolean(), map.Items("layers").Single().Text("reviewNumber")).ShouldBe((true, "浙S（2026）12号"));
        (await Layers(office)).Select(l => l.GetProperty("inForce").GetBoolean()).ShouldBe([true, false]);
        (await office.Economy.GetAsync(office.At("map?view=public"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Economy_office_keeps_the_map_and_everyone_of_the_zone_sees_it()
    {
        using var office = await Office.OpenAsync(Server);
        (await PutAsync(office, "boundary", new { nameZh = "范围", source = "甲", geoJson = Shapes.Square("范围") })).EnsureSuccessStatusCode();
        foreach (var role in (string[])[Roles.Leader, Roles.Projects, Roles.Liaison, Roles.Operator])
        {
            var client = await office.HireAsync(role, role);
            (await client.GetAsync(office.At("map"))).StatusCode.ShouldBe(HttpStatusCode.OK, role);
            (await client.PutAsJsonAsync(office.At("map/layers/boundary"), new { nameZh = "别名", source = "乙" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden, role);
            (await client.DeleteAsync(office.At("map/layers/boundary"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden, role);
        }

        using var neighbour = await Office.OpenAsync(Server);
        (await neighbour.Economy.GetAsync(office.At("map"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Layers(neighbour)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Points_come_from_their_source_under_its_permission()
    {
        using var office = await Office.OpenAsync(Server);
        var answer = await office.Economy.GetAsync(office.At("map/points?kind=test-sites"));
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/geo+json");
        var points = await Json(answer);
        points.Items("features").Select(f => f.At("properties.code").GetString()).ShouldBe(["P-1", "P-2", "P-3", "P-4", "P-5", "P-6"]);
        var first = points.Items("features")[0];
        (first.Text("id"), first.At("properties.path").GetString(), first.At("properties.converted").GetBoolean(), first.At("properties.summary")[0].GetString())
            .ShouldBe(("test-sites:P-1", $"/z/{office.Zone}/sites/P-1", true, "进度 45%，计划 50%"));
        first.At("geometry.coordinates")[0].GetDecimal().ShouldNotBe(120.3012m);
        points.Items("marks").Select(m => (m.Text("group"), m.Text("letter"), m.Text("shape"), m.Text("colour"))).ShouldContain(("flag", "红", "pennant", "red"));

        var leader = await office.HireAsync("leader", Roles.Leader);
        (await leader.GetAsync(office.At("map/points?kind=test-sites"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Json(await leader.GetAsync(office.At("map/points")))).Items("features").ShouldBeEmpty();
        (await Code(await office.Economy.GetAsync(office.At("map/points?kind=castles")))).ShouldBe("bad-filter");
    }

    [Fact]
    public async Task Page_takes_a_file_and_names_the_place_of_a_fault()
    {
        using var office = await Office.OpenAsync(Server);
        using var session = await Session.OfAsync(Server, $"{office.Zone}.economy", "correct horse battery");
        var page = $"/z/{office.Zone}/map/layers/new";
        var open = """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"东园"},"geometry":{"type":"Polygon","coordinates":[[[120.3,30.4],[120.31,30.4],[120.31,30.41],[120.3,30.41]]]}}]}""";
        var refused = await SendAsync(session, page, open);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()).ShouldContain("第1个要素（东园），外环：环没有闭合");
        var done = await SendAsync(session, page, open.Replace("[120.3,30.41]]", "[120.3,30.41],[120.3,30.4]]", StringComparison.Ordinal));
        done.StatusCode.ShouldBe(HttpStatusCode.Found);
        (await session.Client.GetStringAsync($"/z/{office.Zone}/map")).ShouldContain("规划图");
        (await session.Client.GetStringAsync($"/z/{office.Zone}/map?view=outside")).ShouldContain("还不能对外展示");
        (await session.PostAsync($"/z/{office.Zone}/map/layers/parks", "map-layer-remove", [])).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await Layers(office)).ShouldBeEmpty();
    }

    private static async Task<HttpResponseMessage> SendAsync(Session session, string page, string geoJson)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in Session.Hidden(await session.Client.GetStringAsync(page), "map-layer")) form.Add(new StringContent(value), name);
        foreach (var (name, value) in new Dictionary<string, string> { ["Input.Code"] = "parks", ["Input.NameZh"] = "园区", ["Input.Source"] = "规划图", ["Input.Datum"] = "cgcs2000" })
            form.Add(new StringContent(value), name);
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(geoJson)), "Input.File", "园区.geojson");
        return await session.Client.PostAsync(page, form);
    }

    private static async Task<HttpResponseMessage> PutAsync(Office office, string code, object body, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, office.At($"map/layers/{code}")) { Content = JsonContent.Create(body) };
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await office.Economy.SendAsync(request);
    }

    private static async Task<JsonElement> Map(Office office) => await Json(await office.Economy.GetAsync(office.At("map")));

    private static async Task<IReadOnlyList<JsonElement>> Layers(Office office) => (await Json(await office.Economy.GetAsync(office.At("map/layers")))).Items();

    private static async Task<HttpStatusCode> Conditional(Office office, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, office.At("map"));
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return (await office.Economy.SendAsync(request)).StatusCode;
    }

    private Task<List<string>> Stored(Office office) => Server.InZone(office.Zone, s => s.GetRequiredService<JingkaiDbContext>().Set<MapShape>().Select(m => m.GeoJson).ToListAsync());
}

public sealed class Maps_on_sqlite(SqliteMaps server) : MapTests(server), IClassFixture<SqliteMaps>;

public sealed class Maps_on_postgres(PostgresMaps server) : MapTests(server), IClassFixture<PostgresMaps>;

/// <summary>The maps the demo ships.</summary>
public abstract class DemoMapTests(TestServer server) : ServerTests(server)
{
    [Theory]
    [InlineData("linping", 13)]
    [InlineData("shangyu", 1)]
    [InlineData("yangzhou", 2)]
    [InlineData("qianjiang", 1)]
    public async Task Demo_zone_has_a_map_that_says_it_is_schematic(string zone, int parks)
    {
        using var client = Server.Client();
        var layers = (await Json(await client.GetAsync($"/api/v1/zones/{zone}/map"))).Items("layers");
        layers.Select(l => l.Text("code")).ShouldBe(["boundary", "water", "parks", "roads"]);
        layers.ShouldAllBe(l => l.Text("name")!.Contains("示意", StringComparison.Ordinal) && l.Text("source")!.Contains("示意", StringComparison.Ordinal) && l.Text("reviewNumber") == null);
        layers[2].GetProperty("features").Items("features").Count.ShouldBe(parks);
        layers.SelectMany(l => l.GetProperty("features").Items("features")).ShouldAllBe(f => f.At("properties.schematic").GetBoolean());
        (await Code(await client.GetAsync($"/api/v1/zones/{zone}/map?view=outside"))).ShouldBe("review-number-missing");
    }
}

public sealed class Demo_maps_on_sqlite(SqliteDemo server) : DemoMapTests(server);

public sealed class Demo_maps_on_postgres(PostgresDemo server) : DemoMapTests(server);
