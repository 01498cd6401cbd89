using System.Text;
using System.Text.Json;
using Jingkai.Platform.Outbox.Targets;
using Jingkai.Platform.Outbox.Webhooks;

namespace Jingkai.Platform.Outbox.Channels;

/// <summary>What the two robots have in common: a POST of JSON, and an answer whose <c>errcode</c> decides.</summary>
internal abstract class RobotChannel(LetterReader letters, OutboxHttp http) : IOutboxChannel
{
    // Both take twenty messages a minute and group; whoever sends more is shut out for a while.
    private static readonly TimeSpan TooFast = TimeSpan.FromMinutes(10);

    public abstract string Code { get; }

    public async Task<DeliveryOutcome> SendAsync(OutboxDelivery message, CancellationToken cancel)
    {
        if (Robot(message.Zone) is not { } robot) return DeliveryOutcome.Refused(DeliveryErrors.NotSetUp);
        if (await letters.ReadAsync(message, Code, cancel) is not { } letter) return DeliveryOutcome.Refused(DeliveryErrors.NoRecipient);
        using var request = new HttpRequestMessage(HttpMethod.Post, Address(robot));
        request.Content = new StringContent(Compose(letter), Encoding.UTF8, "application/json");
        request.Headers.Add(Signature.KeyHeader, message.Key);
        var answer = await http.SendAsync(request, listed: true, cancel);
        return Outcome(answer, robot);
    }

    protected abstract RobotSettings? Robot(string zone);

    protected abstract Uri Address(RobotSettings robot);

    protected abstract string Compose(Letter letter);

    /// <summary>The code that means "too many messages".</summary>
    protected abstract int Busy { get; }

    private DeliveryOutcome Outcome(HttpAnswer answer, RobotSettings robot)
    {
        var token = robot.Url.Query.Split('=', '&').Append(robot.Secret).Append(robot.Url.Query);
        if (answer.Failure is not null || !answer.IsSuccess) return WebhookChannel.Outcome(answer, token);
        var code = ErrorCode(answer.Body);
        if (code == 0) return DeliveryOutcome.Sent;
        var detail = OutboxHttp.Excerpt(answer.Body, token);
        return code == Busy ? DeliveryOutcome.Unreached(DeliveryErrors.Rejected, detail, TooFast) : DeliveryOutcome.Failed(DeliveryErrors.Rejected, detail);
    }

    private static int? ErrorCode(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("errcode", out var code) && code.TryGetInt32(out var number) ? number : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>钉钉群机器人.</summary>
internal sealed class DingTalkChannel(OutboxSettings settings, LetterReader letters, OutboxHttp http, TimeProvider clock) : RobotChannel(letters, http)
{
    public override string Code => OutboxChannels.DingTalk;

    protected override int Busy => 130101;

    protected override RobotSettings? Robot(string zone) => OutboxSettings.RobotOf(settings.DingTalk, zone);

    protected override Uri Address(RobotSettings robot) => RobotMessages.Signed(robot, clock.GetUtcNow());

    protected override string Compose(Letter letter) => RobotMessages.DingTalk(letter);
}

/// <summary>企业微信群机器人.</summary>
internal sealed class WeComChannel(OutboxSettings settings, LetterReader letters, OutboxHttp http) : RobotChannel(letters, http)
{
    public override string Code => OutboxChannels.WeCom;

    protected override int Busy => 45009;

    protected override RobotSettings? Robot(string zone) => OutboxSettings.RobotOf(settings.WeCom, zone);

    protected override Uri Address(RobotSettings robot) => robot.Url;

    protected override string Compose(Letter letter) => RobotMessages.WeCom(letter);
}
