using System.Text;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Kernel;

namespace Jingkai.IntegrationTests.Projects;

/// <summary>Where projects are: read with the map they were taken from, kept in one datum.</summary>
public abstract class ProjectPlaceTests(ProjectServer server) : ServerTests(server)
{
    [Fact]
    public async Task A_place_of_another_map_is_converted_once_and_marked_on_every_way_in()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var gcj = Datum.Gcj02.ToCgcs2000(GeoPoint.OfE7(1_203_000_000, 304_200_000));
        var code = await zone.EnterAsync("works", new { name = "高德项目", kind = "industrial", longitude = 120.3, latitude = 30.42, datum = "GCJ-02" });
        var view = await zone.GetAsync("boss", $"projects/{code}");
        (view.Number("longitude"), view.Number("latitude"), view.Text("datum"), view.Text("enteredDatum")).ShouldBe((gcj.Longitude, gcj.Latitude, "cgcs2000", "gcj-02"));

        var sheet = "项目名称,项目类型,经度,纬度,坐标系\n百度项目,产业项目,120.31,30.43,百度\n测绘项目,产业项目,120.3200000000001,30.44,\n卫星项目,产业项目,120.33,30.45,WGS84\n";
        (await zone.As("promo").ImportAsync(zone.Code, "projects", sheet)).Counts.ShouldBe((3, 3, 0, 0, 0));
        // Told again from the same map it is the same place.
        (await zone.As("promo").ImportAsync(zone.Code, "projects", sheet)).Counts.ShouldBe((3, 0, 0, 3, 0));
        var bd = Datum.Bd09.ToCgcs2000(GeoPoint.OfE7(1_203_100_000, 304_300_000));
        var list = new Dictionary<string, (decimal?, decimal?, string?)>(StringComparer.Ordinal);
        foreach (var item in (await zone.GetAsync("boss", "projects")).Items())
        {
            var one = await zone.GetAsync("boss", $"projects/{item.Text("code")}");
            list[one.Text("name")!] = (one.Number("longitude"), one.Number("latitude"), one.Text("enteredDatum"));
        }

        list["百度项目"].ShouldBe((bd.Longitude, bd.Latitude, "bd-09"));
        list["测绘项目"].ShouldBe((120.32m, 30.44m, null));
        list["卫星项目"].ShouldBe((120.33m, 30.45m, null));

        foreach (var format in (string[])["csv", "xlsx"])
        {
            var file = await zone.As("econ").GetByteArrayAsync(zone.Office.At($"ledgers/projects/export?format={format}"));
            if (format == "csv") Encoding.UTF8.GetString(file).ShouldContain("坐标系");
            (await zone.As("econ").ImportAsync(zone.Code, "projects", file, $"projects.{format}")).Counts.ShouldBe((4, 0, 0, 4, 0), format);
        }

        view = await zone.GetAsync("boss", $"projects/{code}");
        (view.Number("longitude"), view.Text("enteredDatum")).ShouldBe((gcj.Longitude, "gcj-02"));
        // An answer sent back as it is changes nothing either.
        (await zone.PatchAsync("works", code, new { longitude = view.Number("longitude"), latitude = view.Number("latitude"), datum = view.Text("datum"), enteredDatum = view.Text("enteredDatum") })).EnsureSuccessStatusCode();
        (await zone.GetAsync("boss", $"projects/{code}")).Text("enteredDatum").ShouldBe("gcj-02");
        (await zone.PatchAsync("works", code, new { longitude = 120.35, latitude = 30.4 })).EnsureSuccessStatusCode();
        view = await zone.GetAsync("boss", $"projects/{code}");
        (view.Number("longitude"), view.Text("enteredDatum")).ShouldBe((120.35m, null));
        (await zone.PatchAsync("works", code, new { longitude = (decimal?)null, latitude = (decimal?)null })).EnsureSuccessStatusCode();
        (await zone.GetAsync("boss", $"projects/{code}")).Text("datum").ShouldBeNull();
    }

    [Fact]
    public async Task Half_a_place_an_unknown_map_and_a_map_without_numbers_are_refused()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var code = await zone.EnterAsync("works", new { name = "有位置", kind = "industrial", longitude = 120.3, latitude = 30.42 });
        foreach (var (body, reason) in ((object, string)[])
            [
                (new { name = "甲", kind = "industrial", longitude = 120.3 }, "half-place"), (new { name = "甲", kind = "industrial", longitude = 30.42, latitude = 12.3 }, "bad-place"),
                (new { name = "甲", kind = "industrial", longitude = 120.3, latitude = 30.42, datum = "beijing54" }, "unknown-datum"), (new { name = "甲", kind = "industrial", datum = "bd-09" }, "half-place"),
            ])
            (await Code(await zone.PostAsync("works", "projects", body))).ShouldBe(reason);
        // One number of another map is no pair with one that is stored; one of the same datum is.
        (await Code(await zone.PatchAsync("works", code, new { longitude = 120.31, datum = "gcj-02" }))).ShouldBe("half-place");
        (await zone.PatchAsync("works", code, new { longitude = 120.31 })).EnsureSuccessStatusCode();
        var view = await zone.GetAsync("boss", $"projects/{code}");
        (view.Number("longitude"), view.Number("latitude")).ShouldBe((120.31m, 30.42m));
    }
}

public sealed class Project_places_on_sqlite(SqliteProjects server) : ProjectPlaceTests(server), IClassFixture<SqliteProjects>;

public sealed class Project_places_on_postgres(PostgresProjects server) : ProjectPlaceTests(server), IClassFixture<PostgresProjects>;
