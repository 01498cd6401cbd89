using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Jingkai.Platform.Ledgers.Views;
using Jingkai.Platform.Localization;
using Jingkai.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jingkai.UnitTests.Ui;

/// <summary>Components as the HTML a browser gets.</summary>
internal static class Rendered
{
    public static Localizer Words { get; } = new(typeof(AppShell).Assembly);

    public static async Task<string> Html<T>(string language = Localizer.Chinese, params (string Name, object? Value)[] parameters) where T : IComponent
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            await using var services = new ServiceCollection()
                .AddSingleton(Words)
                .AddScoped<SavedViewState>()
                .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
                .AddSingleton<AntiforgeryStateProvider, Token>()
                .BuildServiceProvider();
            await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
            var view = ParameterView.FromDictionary(parameters.ToDictionary(p => p.Name, p => p.Value));
            return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(view)).ToHtmlString());
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    /// <summary>The text between the tags, blanks folded.</summary>
    public static string TextOf(string html) =>
        System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(System.Text.RegularExpressions.Regex.Replace(html, "<[^>]+>", " "), @"\s+", " ")).Trim();

    private sealed class Token : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken GetAntiforgeryToken() => new("token", "__RequestVerificationToken");
    }
}
