using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Jingkai.Platform.Outbox.Targets;
using Jingkai.Platform.Outbox.Webhooks;

namespace Jingkai.Platform.Outbox.Channels;

/// <summary>SMS through whatever gateway the zone has a contract with: an HTTP request by template.</summary>
internal sealed partial class SmsChannel(OutboxSettings settings, LetterReader letters, OutboxHttp http) : IOutboxChannel
{
    private const int LongestText = 200;

    public string Code => OutboxChannels.Sms;

    public async Task<DeliveryOutcome> SendAsync(OutboxDelivery message, CancellationToken cancel)
    {
        if (settings.Sms is not { } sms) return DeliveryOutcome.Refused(DeliveryErrors.NotSetUp);
        if (await letters.ReadAsync(message, Code, cancel) is not { To.Phone: { } phone } letter) return DeliveryOutcome.Refused(DeliveryErrors.NoRecipient);
        using var request = Compose(sms, phone, Words(letter), message.Key);
        var answer = await http.SendAsync(request, listed: true, cancel);
        // Keys may stand anywhere in the template: whatever looks like one is not repeated from the answer.
        var secrets = Token().Matches($"{sms.Url} {sms.Body} {string.Join(' ', sms.Headers.Values)}").Select(m => m.Value).Append(phone).ToList();
        if (answer.Failure is null && answer.IsSuccess && sms.Success is { } sign && !answer.Body.Contains(sign, StringComparison.Ordinal))
            return DeliveryOutcome.Failed(DeliveryErrors.Rejected, OutboxHttp.Excerpt(answer.Body, secrets));
        return WebhookChannel.Outcome(answer, secrets);
    }

    internal static HttpRequestMessage Compose(SmsSettings sms, string phone, string text, string key)
    {
        string Fill(string template, Func<string, string> escape) => Place().Replace(template, m => escape(m.Groups[1].Value switch { "phone" => phone, "text" => text, _ => key }));
        var request = new HttpRequestMessage(sms.Method, Fill(sms.Url, Uri.EscapeDataString));
        if (sms.Body.Length > 0)
            request.Content = new StringContent(Fill(sms.Body, sms.ContentType == "application/json" ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode : Uri.EscapeDataString), Encoding.UTF8, sms.ContentType);
        foreach (var (name, value) in sms.Headers) request.Headers.TryAddWithoutValidation(name, value);
        request.Headers.Add(Signature.KeyHeader, key);
        return request;
    }

    private static string Words(Letter letter)
    {
        var text = $"{letter.Title}（{letter.Zone}）";
        return text.Length <= LongestText ? text : text[..(LongestText - 1)] + "…";
    }

    // In one pass: a title that reads {key} stays what it is.
    [GeneratedRegex(@"\{(phone|text|key)\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"[A-Za-z0-9_+/=-]{8,}")]
    private static partial Regex Token();
}
