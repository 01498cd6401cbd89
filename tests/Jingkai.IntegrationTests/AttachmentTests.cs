using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Attachments;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.Uploads;
using Jingkai.UnitTests.Attachments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using static Jingkai.IntegrationTests.Fixture.AttachmentCalls;

namespace Jingkai.IntegrationTests;

/// <summary>Files of a record: kept as they are, shown safely, seen by whoever may see the record's files.</summary>
public abstract class AttachmentTests(TestServer server) : ServerTests(server)
{
    private static readonly byte[] Photo = MadeFiles.Jpeg(4000, 3000, MadeFiles.Exif(latitude: [(30, 1), (25, 1), (0, 1)], longitude: [(120, 1), (18, 1), (0, 1)]));

    [Fact]
    public async Task Original_is_kept_byte_for_byte_and_sent_as_a_download_only()
    {
        using var office = await Office.OpenAsync(Server);
        var (code, _) = await EnterpriseAsync(office);
        var made = await Json(await Attach(office.Economy, office, $"enterprise:{code}", Photo, "../走访 <照片>.png", note: " 门口\u0007 "));
        made.Text("name").ShouldBe("走访 _照片_.jpg");
        made.Text("note").ShouldBe("门口");
        made.Text("kind").ShouldBe("jpeg");
        made.Text("sha256").ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Photo)));
        made.Text("takenAt").ShouldBe("2020-07-31T08:05:09Z");
        (made.Number("latitude"), made.Number("longitude")).ShouldBe((30.416667m, 120.3m));

        using var content = await office.Economy.GetAsync(made.Text("content"));
        (await content.Content.ReadAsByteArrayAsync()).ShouldBe(Photo);
        content.Content.Headers.ContentType!.MediaType.ShouldBe("image/jpeg");
        content.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        content.Content.Headers.ContentDisposition.FileNameStar.ShouldBe("走访 _照片_.jpg");
        content.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        content.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
        content.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
        content.Headers.CacheControl!.ToString().ShouldBe("no-cache, private");

        var again = new HttpRequestMessage(HttpMethod.Get, made.Text("content"));
        again.Headers.IfNoneMatch.Add(content.Headers.ETag!);
        (await office.Economy.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        var part = new HttpRequestMessage(HttpMethod.Get, made.Text("content")) { Headers = { Range = new(2, 5) } };
        (await (await office.Economy.SendAsync(part)).Content.ReadAsByteArrayAsync()).ShouldBe(Photo[2..6]);

        var list = await Json(await office.Economy.GetAsync(office.At($"attachments?subject=enterprise:{code}")));
        list.Items().ShouldHaveSingleItem().Text("id").ShouldBe(made.Text("id"));
        (await Json(await office.Economy.GetAsync(office.At($"attachments/{made.Text("id")}")))).Text("sha256").ShouldBe(made.Text("sha256"));
    }

    [Fact]
    public async Task Shown_picture_is_small_and_carries_neither_place_nor_anything_else()
    {
        using var office = await Office.OpenAsync(Server);
        var (code, _) = await EnterpriseAsync(office);
        var preview = MadeFiles.Jpeg(1600, 1200, MadeFiles.Exif(), "comment", "<script>alert(1)</script>");
        var made = await Json(await Attach(office.Economy, office, $"enterprise:{code}", Photo, "a.jpg", preview));
        made.At("preview.width").GetInt32().ShouldBe(1600);
        using var shown = await office.Economy.GetAsync(made.At("preview").Text("url"));
        shown.Content.Headers.ContentType!.MediaType.ShouldBe("image/jpeg");
        shown.Content.Headers.ContentDisposition.ShouldBeNull();
        shown.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
        (await shown.Content.ReadAsByteArrayAsync()).ShouldBe(MadeFiles.Jpeg(1600, 1200));

        // Held upright the camera's picture has its sides turned.
        (await Attach(office.Economy, office, $"enterprise:{code}", MadeFiles.Jpeg(4000, 3000, comment: "upright"), "b.jpg", MadeFiles.Jpeg(1200, 1600))).StatusCode.ShouldBe(HttpStatusCode.Created);
        (byte[] File, byte[] Preview, string Code)[] wrong =
        [
            (MadeFiles.Jpeg(4000, 3001), MadeFiles.Jpeg(1700, 1200), "bad-preview"), (MadeFiles.Jpeg(4000, 3001), "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), "bad-preview"),
            (MadeFiles.Jpeg(4000, 3001), MadeFiles.Jpeg()[..^2], "bad-preview"), (MadeFiles.Jpeg(4000, 3001), MadeFiles.Pdf(), "bad-preview"), (MadeFiles.Pdf(), MadeFiles.Jpeg(), "bad-preview"),
            (MadeFiles.Jpeg(4000, 3001), new byte[5 << 20], "bad-preview"), (MadeFiles.Jpeg(4000, 3001), MadeFiles.Jpeg(1600, 800), "preview-differs"),
        ];
        foreach (var (file, other, refusal) in wrong) (await Code(await Attach(office.Economy, office, $"enterprise:{code}", file, "c.jpg", other))).ShouldBe(refusal);
        (await Json(await office.Economy.GetAsync(office.At($"attachments?subject=enterprise:{code}")))).At("total").GetInt32().ShouldBe(2);
    }

    public static TheoryData<string, string, int> Hostile => new()
    {
        { "svg", "file-kind-refused", 415 }, { "html", "file-kind-refused", 415 }, { "exe", "file-kind-refused", 415 }, { "zip", "file-kind-refused", 415 }, { "script in csv", "file-kind-refused", 415 },
        { "bomb", "file-too-large-inflated", 413 }, { "macro", "file-has-macros", 415 }, { "cut docx", "damaged-file", 415 }, { "cut jpeg", "damaged-file", 415 }, { "empty", "empty-file", 422 },
    };

    [Theory, MemberData(nameof(Hostile))]
    public async Task Hostile_file_is_refused_and_leaves_nothing_behind(string what, string code, int status)
    {
        using var office = await Office.OpenAsync(Server);
        var (enterprise, _) = await EnterpriseAsync(office);
        var before = await FilesAsync(office);
        byte[] file = what switch
        {
            "svg" => "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"u8.ToArray(),
            "html" => "<!doctype html><script>alert(1)</script>"u8.ToArray(),
            "exe" => [.. "MZ"u8, .. new byte[200]],
            "zip" => MadeFiles.Zip(("a.exe", new byte[9])),
            "script in csv" => "a,b\n1,<script>alert(1)</script>"u8.ToArray(),
            "bomb" => MadeFiles.Office("word/document.xml", ("word/media/a.bin", new byte[24 << 20])),
            "macro" => MadeFiles.Office("word/document.xml", ("word/vbaProject.bin", [1])),
            "cut docx" => MadeFiles.Office("word/document.xml")[..^30],
            "cut jpeg" => MadeFiles.Jpeg()[..^2],
            _ => [],
        };
        foreach (var name in new[] { "a.pdf", "a.jpg", "a.docx", "a.txt" })
        {
            using var answer = await Attach(office.Economy, office, $"enterprise:{enterprise}", file, name);
            ((int)answer.StatusCode).ShouldBe(status, name);
            (await Code(answer)).ShouldBe(code, name);
        }

        (await FilesAsync(office)).ShouldBe(before);
    }

    [Fact]
    public async Task File_beyond_the_limit_is_refused_before_it_is_read()
    {
        using var office = await Office.OpenAsync(Server);
        var (code, _) = await EnterpriseAsync(office);
        var before = await FilesAsync(office);
        // Only the head is sent: a hundred megabytes are promised and none of them waited for.
        using var socket = new TcpClient(Server.Address.Host, Server.Address.Port);
        await using var line = socket.GetStream();
        await line.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {office.At($"attachments?subject=enterprise:{code}")} HTTP/1.1\r\nHost: {Server.Address.Authority}\r\nAuthorization: {office.Economy.DefaultRequestHeaders.Authorization}\r\n"
            + $"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {100 << 20}\r\nExpect: 100-continue\r\n\r\n"));
        using var answer = new StreamReader(line);
        (await answer.ReadLineAsync()).ShouldBe("HTTP/1.1 413 Payload Too Large");
        (await answer.ReadToEndAsync()).ShouldContain("\"code\":\"too-large\"");
        (await FilesAsync(office)).ShouldBe(before);
    }

    [Fact]
    public async Task Request_without_a_file_or_with_a_broken_form_is_told_so()
    {
        using var office = await Office.OpenAsync(Server);
        var (code, _) = await EnterpriseAsync(office);
        var address = office.At($"attachments?subject=enterprise:{code}");
        (await Code(await office.Economy.PostAsJsonAsync(address, new { }))).ShouldBe("no-file");
        (await Code(await office.Economy.PostAsync(address, new MultipartFormDataContent { { new StringContent("x"), "note" } }))).ShouldBe("no-file");
        var broken = new StringContent("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-");
        broken.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        (await Code(await office.Economy.PostAsync(address, broken))).ShouldBe("no-file");
        (await Code(await Attach(office.Economy, office, "nothing", Photo, "a.jpg"))).ShouldBe("bad-subject");
        (await Code(await Attach(office.Economy, office, "nothing:1", Photo, "a.jpg"))).ShouldBe("unknown-subject");
        (await Code(await Attach(office.Economy, office, $"enterprise:{code}", Photo, "a.jpg", note: new string('x', 201)))).ShouldBe("too-long");
    }

    [Fact]
    public async Task Same_content_again_changes_nothing_and_twins_are_shown_to_those_who_see_both()
    {
        using var office = await Office.OpenAsync(Server);
        var (one, _) = await EnterpriseAsync(office);
        var (other, _) = await EnterpriseAsync(office);
        var first = await Json(await Attach(office.Economy, office, $"enterprise:{one}", Photo, "a.jpg"));
        var before = await FilesAsync(office);
        using var again = await Attach(office.Economy, office, $"enterprise:{one}", Photo, "another name.jpg");
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Json(again)).Text("id").ShouldBe(first.Text("id"));
        (await FilesAsync(office)).ShouldBe(before);

        await Json(await Attach(office.Economy, office, $"enterprise:{other}", Photo, "a.jpg"));
        (await ListAsync(office.Economy, office, one)).ShouldHaveSingleItem().Items("alsoAt").ShouldHaveSingleItem().Text("path")!.ShouldContain(other);
        using var liaison = await office.HireAsync("liaison", Roles.Liaison);
        await AssignAsync(office, "liaison", one);
        (await ListAsync(liaison, office, one)).ShouldHaveSingleItem().Items("alsoAt").ShouldBeEmpty();

        // What was voided may be sent again.
        await Void(office.Economy, office, first.Text("id")!);
        (await Attach(office.Economy, office, $"enterprise:{one}", Photo, "a.jpg")).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Nobody_learns_of_files_beyond_their_scope()
    {
        using var office = await Office.OpenAsync(Server);
        var (code, _) = await EnterpriseAsync(office);
        var (neighbour, _) = await EnterpriseAsync(office);
        var file = (await Json(await Attach(office.Economy, office, $"enterprise:{code}", Photo, "a.jpg", MadeFiles.Jpeg()))).Text("id")!;
        using var own = await office.HireAsync("own", Roles.Enterprise, code);
        using var stranger = await office.HireAsync("stranger", Roles.Enterprise, neighbour);
        using var liaison = await office.HireAsync("liaison", Roles.Liaison);
        using var park = await office.HireAsync("park", Roles.Operator);
        await office.AssignParkAsync("park", "东园");
        using var elsewhere = await Office.OpenAsync(Server);

        (await own.GetAsync(office.At($"attachments/{file}/content"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        var nothing = Guid.CreateVersion7().ToString();
        foreach (var (client, zone) in new[] { (stranger, office), (liaison, office), (park, office), (elsewhere.Economy, elsewhere) })
        {
            foreach (var path in new[] { "", "/content", "/preview" })
            {
                var refused = await client.GetAsync(zone.At($"attachments/{file}{path}"));
                var absent = await client.GetAsync(zone.At($"attachments/{nothing}{path}"));
                (refused.StatusCode, await refused.Content.ReadAsStringAsync()).ShouldBe((HttpStatusCode.NotFound, await absent.Content.ReadAsStringAsync()));
            }

            (await Code(await client.PostAsJsonAsync(zone.At($"attachments/{file}/void"), new { reason = "x" }))).ShouldBe("not-found");
            var list = await client.GetAsync(zone.At($"attachments?subject=enterprise:{code}"));
            (list.StatusCode, await list.Content.ReadAsStringAsync()).ShouldBe((HttpStatusCode.NotFound, await (await client.GetAsync(zone.At("attachments?subject=enterprise:E2000-9999"))).Content.ReadAsStringAsync()));
            (await Code(await Attach(client, zone, $"enterprise:{code}", MadeFiles.Pdf(), "a.pdf"))).ShouldBe("unknown-subject");
        }

        // The operator of the park reads the enterprise itself, but not its papers.
        (await park.GetAsync(office.At($"enterprises/{code}"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var leader = await office.HireAsync("leader", Roles.Leader);
        (await ListAsync(leader, office, code)).Count.ShouldBe(1);
        (await Code(await Attach(leader, office, $"enterprise:{code}", MadeFiles.Pdf(), "a.pdf"))).ShouldBe("may-not-add");
        (await Code(await leader.PostAsJsonAsync(office.At($"attachments/{file}/void"), new { reason = "x" }))).ShouldBe("may-not-void");
    }

    [Fact]
    public async Task Voided_file_keeps_its_line_and_closes_its_content()
    {
        using var office = await Office.OpenAsync(Server);
        var (code, _) = await EnterpriseAsync(office);
        using var own = await office.HireAsync("own", Roles.Enterprise, code);
        using var leader = await office.HireAsync("leader", Roles.Leader);
        var mine = (await Json(await Attach(own, office, $"enterprise:{code}", Photo, "身份证.jpg", MadeFiles.Jpeg()))).Text("id")!;
        var theirs = (await Json(await Attach(office.Economy, office, $"enterprise:{code}", MadeFiles.Pdf(), "a.pdf"))).Text("id")!;
        (await Code(await own.PostAsJsonAsync(office.At($"attachments/{theirs}/void"), new { reason = "not mine" }))).ShouldBe("may-not-void");
        (await Code(await own.PostAsJsonAsync(office.At($"attachments/{mine}/void"), new { reason = "  " }))).ShouldBe("required");
        var voided = await Json(await Void(own, office, mine));
        voided.At("voided").Text("reason").ShouldBe("传错了");
        voided.At("voided").Text("by").ShouldBe("own");
        (await Code(await own.PostAsJsonAsync(office.At($"attachments/{mine}/void"), new { reason = "again" }))).ShouldBe("already-voided");

        var seen = (await ListAsync(leader, office, code)).Single(a => a.Text("id") == mine);
        (seen.Text("name"), seen.Text("content")).ShouldBe(("身份证.jpg", null));
        (await Code(await leader.GetAsync(office.At($"attachments/{mine}/content")))).ShouldBe("attachment-voided");
        (await Code(await own.GetAsync(office.At($"attachments/{mine}/preview")))).ShouldBe("attachment-voided");
        (await (await own.GetAsync(office.At($"attachments/{mine}/content"))).Content.ReadAsByteArrayAsync()).ShouldBe(Photo);
        (await (await office.Economy.GetAsync(office.At($"attachments/{mine}/content"))).Content.ReadAsByteArrayAsync()).ShouldBe(Photo);

        var trail = await Server.InZone(office.Zone, async s => await s.GetRequiredService<JingkaiDbContext>().Set<AuditEntry>().AsNoTracking()
            .Where(e => e.EntityType == nameof(Attachment) && e.EntityId == mine).OrderBy(e => e.Id).Select(e => new { e.Action, e.ActorName, e.After }).ToListAsync());
        trail.Select(e => (e.Action, e.ActorName)).ShouldBe([("created", "own"), ("voided", "own")]);
        trail[0].After!.ShouldContain(Convert.ToHexStringLower(SHA256.HashData(Photo)));
        trail[0].After!.ShouldNotContain("30.4");
        trail[1].After!.ShouldContain("传错了");
    }

    [Fact]
    public async Task Evidence_on_a_sign_off_comes_from_its_starter_and_its_signers_while_it_is_open()
    {
        using var office = await Office.OpenAsync(Server);
        using var signer = await office.HireAsync("signer", Roles.Promotion);
        using var told = await office.HireAsync("told", Roles.Projects);
        using var stranger = await office.HireAsync("stranger", Roles.Department);
        using var leader = await office.HireAsync("leader", Roles.Leader);
        var body = new { title = "采购展板", steps = new[] { new { mode = "one", members = new[] { $"{office.Zone}.signer" } } }, copies = new[] { $"{office.Zone}.told" } };
        var code = (await Json(await office.Economy.PostAsJsonAsync(office.At("sign-offs"), body))).Text("code");
        var subject = $"sign-off:{code}";

        var quote = (await Json(await Attach(office.Economy, office, subject, MadeFiles.Pdf(), "报价.pdf"))).Text("id")!;
        var opinion = (await Json(await Attach(signer, office, subject, Photo, "现场.jpg"))).Text("id")!;
        foreach (var reader in new[] { told, leader })
        {
            (await ListAsync(reader, office, subject)).Count.ShouldBe(2);
            (await reader.GetAsync(office.At($"attachments/{quote}/content"))).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await Code(await Attach(reader, office, subject, MadeFiles.Jpeg(), "a.jpg"))).ShouldBe("may-not-add");
        }

        (await Code(await stranger.GetAsync(office.At($"attachments?subject={subject}")))).ShouldBe("unknown-subject");
        (await Code(await stranger.GetAsync(office.At($"attachments/{quote}/content")))).ShouldBe("not-found");
        (await Code(await signer.PostAsJsonAsync(office.At($"attachments/{quote}/void"), new { reason = "x" }))).ShouldBe("may-not-void");
        var extra = (await Json(await Attach(signer, office, subject, MadeFiles.Png(), "b.png"))).Text("id")!;
        await Json(await Void(signer, office, extra));
        (await told.GetAsync(office.At($"attachments/{extra}/content"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await office.Economy.GetAsync(office.At($"attachments/{extra}/content"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        await Json(await signer.PostAsJsonAsync(office.At($"sign-offs/{code}/moves"), new { move = "approve" }));
        (await Code(await Attach(office.Economy, office, subject, MadeFiles.Jpeg(), "late.jpg"))).ShouldBe("may-not-add");
        (await Code(await signer.PostAsJsonAsync(office.At($"attachments/{opinion}/void"), new { reason = "x" }))).ShouldBe("may-not-void");
        (await ListAsync(told, office, subject)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Limits_hold_when_many_send_at_once()
    {
        using var office = await Office.OpenAsync(Server);
        var (code, _) = await EnterpriseAsync(office);
        // The same file from a finger that pressed twice, in two tabs.
        var same = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Attach(office.Economy, office, $"enterprise:{code}", Photo, "a.jpg")));
        same.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        same.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(5);

        async Task<string> Add(int n, params (string Key, string Value)[] settings) => await Server.InZone(office.Zone, async services =>
        {
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create<string, string?>(s.Key, s.Value))).Build();
            var limits = new AttachmentLimits(configuration, services.GetRequiredService<UploadStore>());
            var service = ActivatorUtilities.CreateInstance<AttachmentService>(services, limits);
            var added = await service.AddAsync($"enterprise:{code}", new(new MemoryStream(MadeFiles.Jpeg(comment: $"{n}")), "a.jpg"));
            return added.IsOk ? "added" : added.Error.Code;
        });
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Add(n, ("Attachments:MaxPerSubject", "3"))));
        outcomes.Order().ShouldBe(["added", "added", "too-many-attachments", "too-many-attachments", "too-many-attachments", "too-many-attachments"]);
        (await Add(9, ("Attachments:MaxZoneMegabytes", "0"))).ShouldBe("zone-storage-full");
        (await ListAsync(office.Economy, office, code)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Form_sent_again_with_its_key_is_answered_as_before_although_its_boundary_changed()
    {
        using var office = await Office.OpenAsync(Server);
        var (code, _) = await EnterpriseAsync(office);
        var first = await Attach(office.Economy, office, $"enterprise:{code}", Photo, "a.jpg", key: "visit-1-photo-1");
        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        var again = await Attach(office.Economy, office, $"enterprise:{code}", Photo, "a.jpg", key: "visit-1-photo-1");
        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        again.Headers.GetValues("Idempotent-Replayed").ShouldBe(["true"]);
        (await Json(again)).Text("id").ShouldBe((await Json(first)).Text("id"));
        (await Code(await Attach(office.Economy, office, $"enterprise:{code}", MadeFiles.Pdf(), "a.jpg", key: "visit-1-photo-1"))).ShouldBe("idempotency-key-reused");
    }

    [Fact]
    public async Task Page_takes_several_files_names_what_it_refuses_and_voids()
    {
        using var office = await Office.OpenAsync(Server);
        var (code, _) = await EnterpriseAsync(office);
        using var visit = await WebVisit.SignInAsync(Server, $"{office.Zone}.economy", "correct horse battery");
        var address = $"/z/{office.Zone}/enterprises/{code}?tab=files";
        (await visit.PageAsync(address)).ShouldContain("photo-field");

        using var sent = await visit.PostAsync(address, "file-add", new() { ["note"] = "两份" }, ("file", "a.pdf", MadeFiles.Pdf()), ("file", "b.jpg", Photo), ("preview-1", "preview", MadeFiles.Jpeg()));
        sent.StatusCode.ShouldBe(HttpStatusCode.Found);
        sent.Headers.Location!.ToString().ShouldEndWith("?tab=files");
        var items = await ListAsync(office.Economy, office, code);
        items.Select(i => (i.Text("name"), i.Text("note"))).ShouldBe([("b.jpg", "两份"), ("a.pdf", "两份")]);
        items[0].GetProperty("preview").ValueKind.ShouldBe(JsonValueKind.Object);
        var page = await visit.PageAsync(address);
        page.ShouldContain($"attachments/{items[0].Text("id")}/preview");

        using var mixed = await visit.PostAsync(address, "file-add", [], ("file", "坏.exe", "MZ\0\0"u8.ToArray()), ("file", "c.png", MadeFiles.Png()), ("file", "a.pdf", MadeFiles.Pdf()));
        mixed.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var text = WebUtility.HtmlDecode(await mixed.Content.ReadAsStringAsync());
        text.ShouldContain("坏.exe：");
        text.ShouldContain("c.png");
        (await ListAsync(office.Economy, office, code)).Count.ShouldBe(3);
        using var none = await visit.PostAsync(address, "file-add", []);
        none.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        var voiding = $"{address}&void={items[1].Text("id")}";
        using var refused = await visit.PostAsync(voiding, "file-void", new() { ["id"] = items[1].Text("id")!, ["reason"] = " " });
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var voided = await visit.PostAsync(voiding, "file-void", new() { ["id"] = items[1].Text("id")!, ["reason"] = "过期" });
        voided.StatusCode.ShouldBe(HttpStatusCode.Found);
        WebUtility.HtmlDecode(await visit.PageAsync(address)).ShouldContain("过期");
    }

    private Task AssignAsync(Office office, string member, string enterprise) => Server.InZone(office.Zone, async services =>
    {
        var db = services.GetRequiredService<JingkaiDbContext>();
        var id = await db.Set<Member>().Where(m => m.Name == member).Select(m => m.Id).SingleAsync();
        var found = await services.GetRequiredService<Enterprises.Contracts.IEnterpriseDirectory>().FindAsync(enterprise);
        if (!await db.Set<Assignment>().AnyAsync(a => a.MemberId == id && a.SubjectId == found!.Id))
            db.Add(new Assignment { ZoneId = db.ZoneId, MemberId = id, Role = AssignmentRoles.Liaison, SubjectKind = "enterprise", SubjectId = found!.Id, FromOn = new(2020, 1, 1) });
        return await db.SaveChangesAsync();
    });

    /// <summary>Rows and files of a zone.</summary>
    private async Task<(int Rows, int Files)> FilesAsync(Office office)
    {
        var folder = Path.Combine(Server.Folder, "uploads", (await office.IdAsync()).ToString(System.Globalization.CultureInfo.InvariantCulture));
        var rows = await Server.InZone(office.Zone, s => s.GetRequiredService<JingkaiDbContext>().Set<Upload>().CountAsync());
        return (rows, Directory.Exists(folder) ? Directory.GetFiles(folder).Length : 0);
    }
}

public sealed class Attachments_on_sqlite(SqliteEmpty server) : AttachmentTests(server);

public sealed class Attachments_on_postgres(PostgresEmpty server) : AttachmentTests(server);
