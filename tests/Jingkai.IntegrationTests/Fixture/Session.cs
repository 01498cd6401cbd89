using System.Net;
using System.Text.RegularExpressions;

namespace Jingkai.IntegrationTests.Fixture;

/// <summary>A browser without scripts: cookies, forms with their proof, and no redirects followed.</summary>
internal sealed partial class Session : IDisposable
{
    private readonly CookieContainer cookies = new();

    public Session(Uri address) =>
        Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = address };

    public HttpClient Client { get; }

    /// <summary>Signs in and fails when that is refused.</summary>
    public static async Task<Session> OfAsync(TestServer server, string account, string? password = null)
    {
        var session = new Session(server.Address);
        var answer = await session.SignInAsync(account, password ?? server.Passwords[account]);
        answer.StatusCode.ShouldBe(HttpStatusCode.Found, $"{account} could not sign in");
        return session;
    }

    public Task<HttpResponseMessage> SignInAsync(string account, string password, string? returnUrl = null) =>
        PostAsync("/sign-in" + (returnUrl is null ? "" : "?returnUrl=" + Uri.EscapeDataString(returnUrl)), "sign-in", new() { ["Model.UserName"] = account, ["Model.Password"] = password });

    /// <summary>Posts a form of a page, with the proof and the hidden values the page gave it.</summary>
    public async Task<HttpResponseMessage> PostAsync(string page, string form, Dictionary<string, string> fields)
    {
        var html = await Client.GetStringAsync(page);
        var all = Hidden(html, form);
        all.ShouldContainKey("__RequestVerificationToken", $"{page} has no form {form}");
        foreach (var (name, value) in fields) all[name] = value;
        return await Client.PostAsync(page, new FormUrlEncodedContent(all));
    }

    /// <summary>A cookie the server set, or null.</summary>
    public Cookie? Cookie(string name) => cookies.GetAllCookies().FirstOrDefault(c => c.Name == name);

    public void Dispose() => Client.Dispose();

    /// <summary>The hidden values of the form that answers to a name.</summary>
    internal static Dictionary<string, string> Hidden(string html, string form)
    {
        foreach (Match found in Forms().Matches(html))
        {
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (Match input in Inputs().Matches(found.Value))
            {
                if (!input.Value.Contains("type=\"hidden\"", StringComparison.Ordinal)) continue;
                if (Attribute(input.Value, "name") is { } name) values[name] = Attribute(input.Value, "value") ?? "";
            }

            if (values.GetValueOrDefault("_handler") == form) return values;
        }

        return [];
    }

    private static string? Attribute(string tag, string name) =>
        Regex.Match(tag, $" {name}=\"([^\"]*)\"", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)) is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Value) : null;

    [GeneratedRegex("<form .*?</form>", RegexOptions.Singleline, 1000)]
    private static partial Regex Forms();

    [GeneratedRegex("<input [^>]*>", RegexOptions.Singleline, 1000)]
    private static partial Regex Inputs();
}
