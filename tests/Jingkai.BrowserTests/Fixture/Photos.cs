using System.Text.Json;
using Jingkai.UnitTests.Attachments;

namespace Jingkai.BrowserTests.Fixture;

/// <summary>Photos as a telephone takes them.</summary>
internal static class Photos
{
    /// <summary>A photo that a browser can decode, with place and time in it; each seed gives another.</summary>
    public static async Task<FilePayload> Take(IPage page, int seed, int width = 4000, int height = 3000, string name = "IMG_0731.jpg")
    {
        var bytes = await page.EvaluateAsync<JsonElement>("""
            async ([width, height, seed]) => {
              const canvas = document.createElement('canvas');
              [canvas.width, canvas.height] = [width, height];
              const pen = canvas.getContext('2d');
              const sky = pen.createLinearGradient(0, 0, 0, height);
              sky.addColorStop(0, '#7fb2e5'); sky.addColorStop(.6, '#dfeaf4'); sky.addColorStop(.62, '#9aa08f'); sky.addColorStop(1, '#6f7565');
              pen.fillStyle = sky; pen.fillRect(0, 0, width, height);
              pen.fillStyle = '#b9bfc6'; pen.fillRect(width * .15, height * .3, width * .6, height * .38);
              pen.fillStyle = `hsl(${seed * 47 % 360} 40% 40%)`;
              for (let i = 0; i < 8; i++) pen.fillRect(width * (.18 + i * .07), height * .38, width * .045, height * .08);
              pen.fillRect(width * .4, height * .52, width * .1, height * .16);
              const blob = await new Promise(done => canvas.toBlob(done, 'image/jpeg', .9));
              return await new Promise(done => { const r = new FileReader(); r.onload = () => done(r.result.split(',')[1]); r.readAsDataURL(blob); });
            }
            """, new object[] { width, height, seed });
        var plain = bytes.GetBytesFromBase64();
        var exif = MadeFiles.Exif(latitude: [(30, 1), (25, 1), (0, 1)], longitude: [(120, 1), (18, 1), (0, 1)]);
        var segment = MadeFiles.Join([0xFF, 0xE1, (byte)((exif.Length + 8) >> 8), (byte)(exif.Length + 8)], "Exif\0\0"u8.ToArray(), exif);
        return new() { Name = name, MimeType = "image/jpeg", Buffer = MadeFiles.Join(plain[..2], segment, plain[2..]) };
    }

    /// <summary>Attaches a photo on the page that is open.</summary>
    public static async Task Attach(Visitor visitor, FilePayload photo, string note)
    {
        var page = visitor.Page;
        if (await page.Locator(".jk-file-add[open]").CountAsync() == 0) await page.ClickAsync(".jk-file-add > summary");
        await page.SetInputFilesAsync(".jk-drop input[type=file]", photo);
        await page.FillAsync("[name=note]", note);
        // At once, while the picture is still being made: the form waits for it by itself.
        await page.ClickAsync(".jk-file-add button[type=submit]");
        await page.Locator(".jk-file", new() { HasText = note }).First.WaitForAsync();
    }
}
