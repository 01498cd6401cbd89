using System.Collections.Concurrent;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Localization;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(Jingkai.BrowserTests.Fixture.Browsers))]

namespace Jingkai.BrowserTests.Fixture;

/// <summary>One server with the demo zones and one Chromium in each language for all tests: fields for dates speak the browser's own.</summary>
public sealed class Browsers : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> states = new(StringComparer.Ordinal);
    private IPlaywright? playwright;
    private readonly Dictionary<string, IBrowser> browsers = new(StringComparer.Ordinal);
    private Localizer? words;

    /// <summary>The server; running only when there is a browser.</summary>
    internal SqliteDemo Server { get; } = new();

    /// <summary>Set when this machine has no Chromium: the tests say so and are skipped.</summary>
    public bool Missing => Executable is null;

    private static string? Executable { get; } = Find();

    public async ValueTask InitializeAsync()
    {
        if (Missing) return;
        // Playwright brings its own Node, which not every machine can run; the tests need one anyway.
        if (Environment.GetEnvironmentVariable("PLAYWRIGHT_NODEJS_PATH") is null && OnPath("node") is { } node)
            Environment.SetEnvironmentVariable("PLAYWRIGHT_NODEJS_PATH", node);
        // Generous: a test machine may be building something else meanwhile.
        Assertions.SetDefaultExpectTimeout(15_000);
        playwright = await Playwright.CreateAsync();
        var launching = new[] { Localizer.Chinese, Localizer.English }.Select(language => (language, Launch(playwright, language))).ToList();
        await Server.InitializeAsync();
        foreach (var (language, browser) in launching) browsers[language] = await browser;
        words = Server.Services.GetRequiredService<Localizer>();
        await OutboxRecords.AddAsync(Server);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in browsers.Values) await browser.DisposeAsync();
        playwright?.Dispose();
        if (!Missing) await Server.DisposeAsync();
    }

    /// <summary>A visitor who has not signed in.</summary>
    internal async Task<Visitor> Visitor(Screen screen, string language) => await New(screen, language, null);

    /// <summary>Somebody who has signed in through the form: once for each account, later visits carry the cookie.</summary>
    internal async Task<Visitor> As(string account, Screen screen = Screen.Desktop, string language = Localizer.Chinese)
    {
        var state = await states.GetOrAdd(account, name => new(() => SignInOnce(name))).Value;
        return await New(screen, language, state);
    }

    private async Task<string> SignInOnce(string account)
    {
        await using var visitor = await Visitor(Screen.Desktop, Localizer.Chinese);
        await visitor.SignIn(account);
        return await visitor.Page.Context.StorageStateAsync();
    }

    private async Task<Visitor> New(Screen screen, string language, string? state)
    {
        var context = await browsers[language].NewContextAsync(new()
        {
            BaseURL = Server.Address.ToString(),
            ViewportSize = screen.Size(),
            HasTouch = screen == Screen.Phone,
            DeviceScaleFactor = screen == Screen.Phone ? 2 : 1,
            Locale = language,
            TimezoneId = "Asia/Shanghai",
            ReducedMotion = ReducedMotion.Reduce,
            StorageState = state,
        });
        context.SetDefaultTimeout(15_000);
        context.SetDefaultNavigationTimeout(20_000);
        await context.AddCookiesAsync([new() { Name = "jingkai-lang", Value = language, Url = Server.Address.ToString() }]);
        return await Fixture.Visitor.Enter(context, Server, words!, screen, language);
    }

    private static Task<IBrowser> Launch(IPlaywright playwright, string language) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Executable,
        Args = ["--no-sandbox", "--disable-dev-shm-usage", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--font-render-hinting=none", $"--lang={language}"],
        Env = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().Select(e => KeyValuePair.Create((string)e.Key, (string?)e.Value ?? ""))
            .Where(e => e.Key != "LANGUAGE").Append(KeyValuePair.Create("LANGUAGE", language == Localizer.Chinese ? "zh_CN" : "en")),
    });

    private static string? Find() =>
        Environment.GetEnvironmentVariable("JINGKAI_CHROMIUM") is { Length: > 0 } named && File.Exists(named) ? named
        : OnPath("chromium") ?? OnPath("chromium-browser") ?? OnPath("google-chrome") ?? OnPath("google-chrome-stable");

    private static string? OnPath(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name))
        .FirstOrDefault(File.Exists);
}

/// <summary>A test class that needs a browser.</summary>
public abstract class BrowserTests
{
    protected BrowserTests(Browsers browsers)
    {
        Assert.SkipWhen(browsers.Missing, "No Chromium was found: the pages were not tried.");
        Browsers = browsers;
    }

    /// <summary>Server and browser.</summary>
    protected Browsers Browsers { get; }
}
