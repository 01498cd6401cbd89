using System.Globalization;
using System.Text;
using Jingkai.BrowserTests.Fixture;
using Jingkai.UnitTests.Attachments;
using static Microsoft.Playwright.Assertions;

namespace Jingkai.BrowserTests;

/// <summary>Files of an enterprise: from the camera to the page.</summary>
public sealed class FilesTests(Browsers browsers) : Fixture.BrowserTests(browsers)
{
    private const string Files = $"{Visitor.Zone}/enterprises/91330499MA4Y4Q0U31?tab=files";

    private static int seeds = 100;

    [Theory]
    [MemberData(nameof(Screens.All), MemberType = typeof(Screens))]
    public async Task A_photo_is_shrunk_before_it_is_sent_and_tells_place_and_time(Screen screen, string language)
    {
        await using var visitor = await Browsers.As("enterprise", screen, language);
        var page = visitor.Page;
        await visitor.Open(Files);
        var photo = await Photos.Take(page, Interlocked.Increment(ref seeds));
        var note = $"厂区 {screen} {language}";
        await Photos.Attach(visitor, photo, note);

        var line = page.Locator(".jk-file", new() { HasText = note });
        await Expect(line).ToContainTextAsync("2020-07-31 16:05");
        await Expect(line).ToContainTextAsync("30.41667");
        var picture = line.Locator("img");
        await Expect(picture).ToHaveAttributeAsync("width", "1600");
        await Expect(picture).ToHaveAttributeAsync("height", "1200");
        await Expect(picture).ToHaveJSPropertyAsync("naturalWidth", 1600);
        var shown = await Bytes(page, (await picture.GetAttributeAsync("src"))!);
        shown.Length.ShouldBeLessThan(photo.Buffer.Length);
        Encoding.Latin1.GetString(shown).ShouldNotContain("Exif");
        var original = await page.RunAndWaitForDownloadAsync(() => line.Locator("a[download]").ClickAsync());
        original.SuggestedFilename.ShouldBe("IMG_0731.jpg");
        (await File.ReadAllBytesAsync(await visitor.Save(original))).ShouldBe(photo.Buffer);
        await visitor.NoComplaints();
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Adding_and_voiding_need_no_mouse(string language)
    {
        await using var visitor = await Browsers.As("enterprise", Screen.Desktop, language);
        var page = visitor.Page;
        await visitor.Open(Files);
        if (await page.Locator(".jk-file-add[open]").CountAsync() == 0)
        {
            await KeyboardTests.TabTo(page, ".jk-file-add > summary");
            await page.Keyboard.PressAsync("Enter");
        }

        // Listened for from here on: the browser must know that it is, before a key opens the dialogue.
        var chosen = new TaskCompletionSource<IFileChooser>();
        page.FileChooser += (_, found) => chosen.TrySetResult(found);
        await KeyboardTests.TabTo(page, ".jk-drop input[type=file]");
        await page.Keyboard.PressAsync("Space");
        var chooser = await chosen.Task.WaitAsync(TimeSpan.FromSeconds(15));
        var seed = Interlocked.Increment(ref seeds).ToString(CultureInfo.InvariantCulture);
        await chooser.SetFilesAsync(new FilePayload { Name = $"执照 {seed}.pdf", MimeType = "application/pdf", Buffer = MadeFiles.Pdf($"\n% {seed}\n%%EOF\n") });
        await KeyboardTests.TabTo(page, "[name=note]");
        await page.Keyboard.TypeAsync($"keyboard {seed}");
        await page.Keyboard.PressAsync("Enter");
        var line = page.Locator(".jk-file", new() { HasText = $"keyboard {seed}" });
        await Expect(line).ToContainTextAsync($"执照 {seed}.pdf");

        await KeyboardTests.TabTo(page, $"#{await line.GetAttributeAsync("id")} a[href*='void=']");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[name=reason]")).ToBeVisibleAsync();
        await KeyboardTests.TabTo(page, "[name=reason]");
        await page.Keyboard.TypeAsync("wrong file");
        await page.Keyboard.PressAsync("Enter");
        await Expect(line).ToContainTextAsync(visitor.Word("platform.files.voided"));
        await Expect(line).ToContainTextAsync("wrong file");
        await visitor.NoComplaints();
    }

    [Fact]
    public async Task A_refused_file_is_named_and_the_others_are_kept()
    {
        await using var visitor = await Browsers.As("economy", Screen.Phone);
        visitor.Expects(422);
        await visitor.Open(Files);
        await Open(visitor);
        var seed = Interlocked.Increment(ref seeds);
        await visitor.Page.SetInputFilesAsync(".jk-drop input[type=file]",
        [
            new FilePayload { Name = "报表.pdf", MimeType = "application/pdf", Buffer = "MZ\0\0"u8.ToArray() },
            new FilePayload { Name = $"说明 {seed}.pdf", MimeType = "application/pdf", Buffer = MadeFiles.Pdf($"\n% {seed}\n%%EOF\n") },
        ]);
        await visitor.Page.ClickAsync(".jk-file-add button[type=submit]");
        await Expect(visitor.Page.Locator("main [role=alert]").First).ToContainTextAsync("报表.pdf");
        await Expect(visitor.Page.Locator(".jk-file", new() { HasText = $"说明 {seed}.pdf" })).ToBeVisibleAsync();
        await visitor.NoComplaints();
    }

    [Fact]
    public async Task Without_scripts_the_original_is_sent_all_the_same()
    {
        FilePayload photo;
        await using (var drawing = await Browsers.As("economy"))
        {
            await drawing.Open(Files);
            photo = await Photos.Take(drawing.Page, Interlocked.Increment(ref seeds), 800, 600, "plain.jpg");
        }

        await using var visitor = await Browsers.As("economy", scripts: false);
        await visitor.Open(Files);
        await Open(visitor);
        await visitor.Page.SetInputFilesAsync(".jk-drop input[type=file]", photo);
        await visitor.Page.FillAsync("[name=note]", "without scripts");
        await visitor.Page.ClickAsync(".jk-file-add button[type=submit]");
        var line = visitor.Page.Locator(".jk-file", new() { HasText = "without scripts" });
        await Expect(line).ToContainTextAsync("plain.jpg");
        (await line.Locator("img").CountAsync()).ShouldBe(0);
    }

    private static async Task Open(Visitor visitor)
    {
        if (await visitor.Page.Locator(".jk-file-add[open]").CountAsync() == 0) await visitor.Page.ClickAsync(".jk-file-add > summary");
    }

    private static async Task<byte[]> Bytes(IPage page, string address)
    {
        var answer = await page.APIRequest.GetAsync(new Uri(new Uri(page.Url), address).ToString());
        answer.Headers["content-type"].ShouldBe("image/jpeg");
        return await answer.BodyAsync();
    }
}
