using Jingkai.Kernel;

namespace Jingkai.Platform.Outbox;

/// <summary>Refusals of outbox, webhooks and notice preferences.</summary>
internal static class OutboxErrors
{
    public static Error NotDead { get; } = Error.Conflict("not-dead", "只有已放弃的消息才能重新投递。", "Only a message that was given up is sent again.");

    public static Error UnknownState(string state) => Error.Malformed("bad-filter", $"没有状态“{state}”，可用：{string.Join("、", OutboxState.All)}。", $"There is no state \"{state}\"; use one of: {string.Join(", ", OutboxState.All)}.", "state");

    public static Error UnknownChannel(string channel) => Error.Malformed("bad-filter", $"没有途径“{channel}”，可用：{string.Join("、", OutboxChannels.All)}。", $"There is no channel \"{channel}\"; use one of: {string.Join(", ", OutboxChannels.All)}.", "channel");

    public static Error NameTooLong { get; } = Error.Invalid("too-long", "名称最多 60 个字。", "A name has at most 60 characters.", "name");

    public static Error BadUrl { get; } = Error.Invalid("bad-url", "请填写完整网址，例如 https://hooks.example.cn/jingkai，不能带账号或 # 部分。", "Give a whole address such as https://hooks.example.cn/jingkai, without user name or # part.", "url");

    public static Error NotHttps { get; } = Error.Invalid("not-https", "只能使用 https 网址。", "Only https addresses are used.", "url");

    public static Error HostNotListed(string host) => Error.Invalid("host-not-listed", $"主机“{host}”不在允许名单中，请平台管理员在 Outbox:Hosts 中加入。", $"The host \"{host}\" is not listed; the administrator of the installation adds it under Outbox:Hosts.", "url");

    public static Error NoTopics { get; } = Error.Invalid("topics-required", "至少选择一类事件。", "Choose at least one kind of event.", "topics");

    public static Error UnknownTopic(string topic, IEnumerable<string> known) => Error.Invalid("unknown-topic", $"没有“{topic}”这类事件，可用：{string.Join("、", known)}。", $"There is no topic \"{topic}\"; use one of: {string.Join(", ", known)}.", "topics");

    public static Error TooManyWebhooks { get; } = Error.Conflict("too-many-webhooks", "最多登记 50 个接收方。", "There are 50 webhooks already.");

    public static Error MembersOnly { get; } = new(ErrorKind.Forbidden, "members-only", new("通知方式属于本区成员，当前账号不是本区成员。", "Notice preferences belong to members of the zone; this account is not one."));

    public static Error BadEmail { get; } = Error.Invalid("bad-email", "邮箱地址不正确。", "This is not an e-mail address.", "email");

    public static Error BadPhone { get; } = Error.Invalid("bad-phone", "手机号码应为 11 位数字，或以 + 开头的国际号码。", "A mobile number has 11 digits, or begins with + and the country.", "phone");

    public static Error BadWecomUser { get; } = Error.Invalid("bad-wecom-user", "企业微信账号由字母、数字和 . _ - @ 组成，最多 64 位。", "A WeCom user id has up to 64 letters, digits and . _ - @", "wecomUser");

    public static Error BadLanguage { get; } = Error.Invalid("bad-language", "语言应为 zh-CN 或 en。", "The language is zh-CN or en.", "language");

    public static Error UnknownWay(string way, IReadOnlyList<string> known) => Error.Invalid("unknown-way", $"没有途径“{way}”，已开通：{(known.Count == 0 ? "无" : string.Join("、", known))}。", $"There is no way \"{way}\"; set up here: {(known.Count == 0 ? "none" : string.Join(", ", known))}.", "ways");

    public static Error EmailNeeded { get; } = Error.Invalid("email-required", "选择了邮件，请填写邮箱地址。", "Give the address by which e-mail reaches you.", "email");

    public static Error PhoneNeeded { get; } = Error.Invalid("phone-required", "选择了短信，请填写手机号码。", "Give the number by which SMS reaches you.", "phone");

    public static Error BadTime(string field) => Error.Invalid("bad-time", "时间应为 00:00 至 23:59。", "A time runs from 00:00 to 23:59.", field);
}
