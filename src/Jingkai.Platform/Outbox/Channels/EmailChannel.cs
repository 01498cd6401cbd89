using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Jingkai.Platform.Outbox.Targets;
using Jingkai.Platform.Outbox.Webhooks;

namespace Jingkai.Platform.Outbox.Channels;

/// <summary>E-mail over the installation's mail server. <see cref="SmtpClient"/> speaks STARTTLS only, and is what can be had here:
/// docs/adr/0011.</summary>
internal sealed class EmailChannel(OutboxSettings settings, LetterReader letters) : IOutboxChannel
{
    public string Code => OutboxChannels.Email;

    public async Task<DeliveryOutcome> SendAsync(OutboxDelivery message, CancellationToken cancel)
    {
        if (settings.Smtp is not { } smtp) return DeliveryOutcome.Refused(DeliveryErrors.NotSetUp);
        if (await letters.ReadAsync(message, Code, cancel) is not { To.Email: { } address } letter || !MailAddress.TryCreate(address, out var to)) return DeliveryOutcome.Refused(DeliveryErrors.NoRecipient);
        using var mail = Compose(message, letter, new(smtp.From, letter.Zone, Encoding.UTF8), to);
        using var client = new SmtpClient(smtp.Host, smtp.Port) { EnableSsl = smtp.Tls, DeliveryFormat = SmtpDeliveryFormat.SevenBit };
        if (smtp.User is not null) client.Credentials = new NetworkCredential(smtp.User, smtp.Password);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(settings.Timeout);
        try
        {
            await client.SendMailAsync(mail, limit.Token).WaitAsync(limit.Token);
            return DeliveryOutcome.Sent;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return DeliveryOutcome.Unreached(DeliveryErrors.TimedOut);
        }
        catch (SmtpException error)
        {
            return Outcome(error, smtp);
        }
    }

    private static DeliveryOutcome Outcome(SmtpException error, SmtpSettings smtp)
    {
        var code = (int)error.StatusCode;
        var detail = OutboxHttp.Excerpt(code > 0 ? $"{code} {error.Message}" : error.Message, smtp.Password, smtp.User);
        return error switch
        {
            // This recipient is refused for good; a mail server that is busy or has gone away holds what lies behind.
            SmtpFailedRecipientException when code is >= 550 and < 560 => DeliveryOutcome.Refused(DeliveryErrors.Rejected, detail),
            SmtpFailedRecipientException => DeliveryOutcome.Failed(DeliveryErrors.Rejected, detail),
            { StatusCode: SmtpStatusCode.GeneralFailure } => DeliveryOutcome.Unreached(DeliveryErrors.NotReached),
            { StatusCode: SmtpStatusCode.ServiceNotAvailable } => DeliveryOutcome.Unreached(DeliveryErrors.Rejected, detail),
            _ => DeliveryOutcome.Failed(DeliveryErrors.Rejected, detail),
        };
    }

    private static MailMessage Compose(OutboxDelivery message, Letter letter, MailAddress from, MailAddress to)
    {
        var text = new StringBuilder(letter.Title).Append("\r\n");
        if (!string.IsNullOrEmpty(letter.Text)) text.Append("\r\n").Append(letter.Text.ReplaceLineEndings("\r\n")).Append("\r\n");
        if (letter.Link is { } link) text.Append("\r\n").Append(link.AbsoluteUri).Append("\r\n");
        text.Append("\r\n-- \r\n").Append(letter.Zone).Append("\r\n").Append(letter.English
            ? "Sent by Jingkai as you chose under notice preferences."
            : "按您在“通知方式”中的设置由经开台发送。").Append("\r\n");
        var mail = new MailMessage(from, to)
        {
            Subject = $"[{letter.Zone}] {letter.Title}", SubjectEncoding = Encoding.UTF8, HeadersEncoding = Encoding.UTF8,
            Body = text.ToString(), BodyEncoding = Encoding.UTF8, BodyTransferEncoding = TransferEncoding.Base64,
        };
        mail.Headers.Add("Message-ID", $"<{message.Key}@{from.Host}>");
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.Headers.Add(Signature.KeyHeader, message.Key);
        return mail;
    }
}
