using System.Globalization;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Localization;
using static Microsoft.Playwright.Assertions;

namespace Jingkai.BrowserTests.Fixture;

/// <summary>A person before a screen. Notes everything that a browser complains about on any page that is opened.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    /// <summary>The zone of the demo that carries enterprises and their reports.</summary>
    public const string Zone = "/z/linping";

    // Chromium repeats the page in pictures that are taller than its textures.
    private const int TallestPicture = 3800;

    private static readonly string? Pictures = Environment.GetEnvironmentVariable("JINGKAI_PICTURES") is { Length: > 0 } folder ? folder : null;

    // Reports through the console, which survives a navigation; Turbo replaces the body without a load event.
    private const string Watcher = """
        addEventListener('securitypolicyviolation', e => console.error(`policy: ${e.violatedDirective} ${e.blockedURI} ${e.sample}`));
        const look = () => requestAnimationFrame(() => requestAnimationFrame(() => {
          const root = document.documentElement;
          if (root.scrollWidth > root.clientWidth)
            console.error(`overflow: ${root.scrollWidth} of ${root.clientWidth} px at ${location.pathname}${location.search}`);
        }));
        addEventListener('load', look);
        addEventListener('turbo:load', look);
        addEventListener('turbo:frame-load', look);
        """;

    private readonly List<string> complaints = [];
    private readonly HashSet<int> expected = [];
    private readonly SqliteDemo server;
    private readonly Localizer words;

    private Visitor(IPage page, SqliteDemo server, Localizer words, Screen screen, string language)
    {
        (Page, this.server, this.words, Screen, Language) = (page, server, words, screen, language);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !IsExpected(message.Text)) Complain($"{message.Text} ({message.Location})");
        };
        // Leaving a page aborts what it was still fetching.
        page.PageError += (_, error) =>
        {
            if (!error.Contains("AbortError", StringComparison.Ordinal)) Complain($"page error: {error}");
        };
    }

    /// <summary>Whether pictures are kept.</summary>
    public static bool KeepsPictures => Pictures is not null;

    /// <summary>The open page.</summary>
    public IPage Page { get; }

    /// <summary>Its size.</summary>
    public Screen Screen { get; }

    /// <summary>Its language.</summary>
    public string Language { get; }

    /// <summary>Where the page is, without the server.</summary>
    public string Path => new Uri(Page.Url).PathAndQuery;

    public static async Task<Visitor> Enter(IBrowserContext context, SqliteDemo server, Localizer words, Screen screen, string language)
    {
        await context.AddInitScriptAsync(Watcher);
        return new(await context.NewPageAsync(), server, words, screen, language);
    }

    /// <summary>A word of the interface in this visitor's language.</summary>
    public string Word(string key, params object?[] args)
    {
        var (before, format) = (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture);
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(Language);
            return args.Length == 0 ? words[key] : words[key, args];
        }
        finally
        {
            (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = (before, format);
        }
    }

    /// <summary>Says that an answer with this status belongs to the test; the browser notes every one in its console.</summary>
    public void Expects(int status) => expected.Add(status);

    /// <summary>Opens an address and expects its page.</summary>
    public async Task Open(string path, int status = 200)
    {
        if (status >= 400) Expects(status);
        var answer = await Page.GotoAsync(path);
        answer!.Status.ShouldBe(status, path);
    }

    /// <summary>Signs in as people do.</summary>
    public async Task SignIn(string account, string? password = null)
    {
        if (!Page.Url.Contains("/sign-in", StringComparison.Ordinal)) await Open("/sign-in");
        await Page.FillAsync("[name='Model.UserName']", account);
        await Page.FillAsync("[name='Model.Password']", password ?? server.Passwords[account]);
        await Page.ClickAsync("form:has([name='Model.Password']) button[type=submit]");
        if (password is null || !expected.Contains(422)) await Expect(Page).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in"));
    }

    /// <summary>
    /// Waits until the page of an address stands. The address alone says nothing: it changes when a visit begins, while the old
    /// page is still there to be read and clicked.
    /// </summary>
    public async Task At(string pattern)
    {
        await Expect(Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(pattern));
        await Settled();
    }

    /// <summary>Waits until nothing is on its way: neither a page nor a part of one.</summary>
    public async Task Settled()
    {
        await Expect(Page.Locator("html[aria-busy=true], html[data-turbo-preview]")).ToHaveCountAsync(0);
        await Expect(Page.Locator("turbo-frame[busy]")).ToHaveCountAsync(0);
    }

    /// <summary>Follows an entry of the side navigation, which a phone opens first.</summary>
    public async Task Menu(string href)
    {
        if (Screen == Screen.Phone) await Page.ClickAsync("nav-toggle a");
        await Page.ClickAsync($"#site-nav a[href='{href}']");
        await At(System.Text.RegularExpressions.Regex.Escape(href) + "$");
    }

    /// <summary>The first visible match.</summary>
    public ILocator Seen(string selector) => Page.Locator(selector).Filter(new() { Visible = true }).First;

    /// <summary>Keeps a download under its own name until the server's folder goes.</summary>
    public async Task<string> Save(IDownload download)
    {
        var path = System.IO.Path.Combine(server.Folder, "downloads", Guid.CreateVersion7().ToString("N"), download.SuggestedFilename);
        await download.SaveAsAsync(path);
        return path;
    }

    /// <summary>Keeps a picture of the whole page, named by page, screen, language and state, where JINGKAI_PICTURES names a folder for them.</summary>
    public async Task Keep(string name, string state)
    {
        if (Pictures is null) return;
        Directory.CreateDirectory(Pictures);
        await Page.EvaluateAsync("scrollTo(0, 0)");
        // Nothing is pointed at, and a bar that follows the window stands where it belongs on the whole page.
        await Page.Mouse.MoveAsync(0, 0);
        // By the object model: a style sheet of a test is against the page's policy.
        await Page.EvaluateAsync("document.querySelectorAll('.jk-bulk').forEach(bar => bar.style.position = 'static')");
        var (width, height) = (Screen.Size().Width, await Page.EvaluateAsync<int>("document.documentElement.scrollHeight"));
        await Page.ScreenshotAsync(new()
        {
            Path = System.IO.Path.Combine(Pictures, $"{name}.{Screen}.{Language}.{state}.png".ToLowerInvariant()),
            FullPage = true,
            Animations = ScreenshotAnimations.Disabled,
            Clip = new() { X = 0, Y = 0, Width = width, Height = Math.Min(height, TallestPicture) },
        });
    }

    /// <summary>Waits until the charts of the page are drawn.</summary>
    public async Task Drawn()
    {
        var charts = await Page.Locator("zone-chart").CountAsync();
        await Expect(Page.Locator("zone-chart:state(ready)")).ToHaveCountAsync(charts);
        var maps = await Page.Locator("zone-map").CountAsync();
        await Expect(Page.Locator("zone-map:state(ready)")).ToHaveCountAsync(maps);
    }

    /// <summary>Fails with everything the browser complained about, and with what the server logged as an error.</summary>
    public async Task NoComplaints()
    {
        var wide = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (wide > 0) Complain($"overflow: {wide} px too wide at {Path}");
        // What the last page reports is on its way through the browser: a round trip puts it before this line.
        await Page.EvaluateAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 20))))");
        string[] all;
        lock (complaints)
        {
            all = [.. complaints.Distinct()];
            complaints.Clear();
        }

        all.ShouldBeEmpty();
        NewErrors().ShouldBeEmpty();
    }

    /// <summary>Leaves out of account what was complained about so far.</summary>
    public void Forget()
    {
        lock (complaints) complaints.Clear();
    }

    /// <summary>What axe-core finds against WCAG 2.2 AA that is serious or critical.</summary>
    public async Task<IReadOnlyList<string>> Barriers()
    {
        // Evaluated through the debugger, so the page's policy does not stand in the way.
        if (!await Page.EvaluateAsync<bool>("typeof axe === 'object'")) await Page.EvaluateAsync(Axe.Value);
        var found = await Page.EvaluateAsync<JsonElement>("""
            async () => {
              const result = await axe.run(document, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }, resultTypes: ['violations'] });
              return result.violations.filter(v => v.impact === 'serious' || v.impact === 'critical')
                .flatMap(v => v.nodes.slice(0, 4).map(n => `${v.id}: ${n.html.slice(0, 220)} | ${n.any.concat(n.all, n.none).map(c => c.message).join('; ').slice(0, 260)}`));
            }
            """);
        return [.. found.EnumerateArray().Select(f => f.GetString()!)];
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    private static readonly Lazy<string> Axe = new(() => File.ReadAllText(System.IO.Path.Combine(AppContext.BaseDirectory, "axe.min.js")) + "; undefined;");

    // The log is everybody's: each error is reported once, to the test that looks first.
    private static int errorsSeen;

    private IReadOnlyList<string> NewErrors()
    {
        var all = server.Errors.Entries;
        var seen = Interlocked.Exchange(ref errorsSeen, all.Count);
        return [.. all.Skip(seen)];
    }

    private bool IsExpected(string text) =>
        text.StartsWith("Failed to load resource", StringComparison.Ordinal)
        && expected.Any(status => text.Contains($"status of {status}", StringComparison.Ordinal));

    private void Complain(string what)
    {
        lock (complaints) complaints.Add(what);
    }
}
