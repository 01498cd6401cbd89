using System.Net.Http.Json;
using System.Text.Json;

namespace Jingkai.IntegrationTests.Fixture;

/// <summary>What tests of attachments do over and over.</summary>
internal static class AttachmentCalls
{
    public static async Task<HttpResponseMessage> Attach(HttpClient client, Office office, string subject, byte[] file, string name, byte[]? preview = null, string? note = null, string? key = null)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", name } };
        if (preview is not null) form.Add(new ByteArrayContent(preview), "preview", "preview");
        if (note is not null) form.Add(new StringContent(note), "note");
        var request = new HttpRequestMessage(HttpMethod.Post, office.At($"attachments?subject={Uri.EscapeDataString(subject)}")) { Content = form };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request);
    }

    public static Task<HttpResponseMessage> Void(HttpClient client, Office office, string id) => client.PostAsJsonAsync(office.At($"attachments/{id}/void"), new { reason = "传错了" });

    public static async Task<IReadOnlyList<JsonElement>> ListAsync(HttpClient client, Office office, string subject) =>
        (await ReadAsync(await client.GetAsync(office.At($"attachments?subject={(subject.Contains(':', StringComparison.Ordinal) ? "" : "enterprise:")}{subject}")))).Items();

    /// <summary>An enterprise; its permanent code and its credit code.</summary>
    public static async Task<(string Code, string CreditCode)> EnterpriseAsync(Office office)
    {
        var firm = new Firm($"附件测试{Office.CreditCode()}", "3612", "东园");
        await office.Economy.MustImportAsync(office.Zone, "enterprises", Firm.Ledger([firm]));
        return ((await ReadAsync(await office.Economy.GetAsync(office.At($"enterprises/{firm.Code}")))).Text("code")!, firm.Code);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(body);
        return JsonDocument.Parse(body).RootElement.Clone();
    }
}
