using System.Net;
using System.Text.RegularExpressions;

namespace Jingkai.IntegrationTests.Fixture;

/// <summary>Somebody who signed in through the form and holds the cookie; forms are posted as a browser posts them.</summary>
internal sealed partial class WebVisit : IDisposable
{
    private readonly HttpClient client;
    private readonly CookieContainer cookies;

    private WebVisit(Uri address, CookieContainer cookies) =>
        (this.cookies, client) = (cookies, new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = address });

    /// <summary>Signs in.</summary>
    public static async Task<WebVisit> SignInAsync(TestServer server, string account, string password, string? userAgent = null)
    {
        var visit = new WebVisit(server.Address, new());
        if (userAgent is not null) visit.client.DefaultRequestHeaders.UserAgent.ParseAdd(userAgent);
        using var answer = await visit.PostAsync("/sign-in", "sign-in", new() { ["Model.UserName"] = account, ["Model.Password"] = password });
        answer.StatusCode.ShouldBe(HttpStatusCode.Found, await answer.Content.ReadAsStringAsync());
        return visit;
    }

    public void Dispose() => client.Dispose();

    /// <summary>Somebody who holds a copy of the same cookies.</summary>
    public WebVisit Copy()
    {
        var copies = new CookieContainer();
        copies.Add(cookies.GetAllCookies());
        return new(client.BaseAddress!, copies);
    }

    /// <summary>The value of a cookie.</summary>
    public string Cookie(string name) => cookies.GetAllCookies().Single(c => c.Name == name).Value;

    public Task<HttpResponseMessage> GetAsync(string path) => client.GetAsync(path);

    /// <summary>The page's text; fails when it is not there.</summary>
    public async Task<string> PageAsync(string path)
    {
        using var answer = await client.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{path}: {answer.Headers.Location} {text}");
        return text;
    }

    /// <summary>Whether the server still knows who this is.</summary>
    public async Task<bool> IsSignedInAsync()
    {
        using var answer = await client.GetAsync("/api/v1/session");
        return answer.StatusCode == HttpStatusCode.OK;
    }

    /// <summary>Opens a page and posts one of its forms to another address.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, string form, Dictionary<string, string> values, string to) => PostAsync(path, form, values, to, []);

    /// <summary>Opens a page and posts one of its forms.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, string form, Dictionary<string, string> values, params (string Field, string Name, byte[] Content)[] files) =>
        PostAsync(path, form, values, path, files);

    private async Task<HttpResponseMessage> PostAsync(string path, string form, Dictionary<string, string> values, string to, (string Field, string Name, byte[] Content)[] files)
    {
        var page = await client.GetStringAsync(path);
        var body = new MultipartFormDataContent
        {
            { new StringContent(WebUtility.HtmlDecode(Token().Match(page).Groups[1].Value)), "__RequestVerificationToken" },
        };
        if (form.Length > 0) body.Add(new StringContent(form), "_handler");
        foreach (var (name, value) in values) body.Add(new StringContent(value), name);
        foreach (var (field, name, content) in files) body.Add(new ByteArrayContent(content), field, name);
        return await client.PostAsync(to, body);
    }

    /// <summary>Calls the interface with the cookie, as scripts of pages do.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        var session = System.Text.Json.JsonDocument.Parse(await client.GetStringAsync("/api/v1/session")).RootElement;
        var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add("X-CSRF-Token", session.Text("csrfToken"));
        return await client.SendAsync(request);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"|value=\"([^\"]+)\"[^>]*name=\"__RequestVerificationToken\"")]
    private static partial Regex Token();
}
