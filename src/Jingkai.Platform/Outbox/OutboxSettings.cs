using System.Net;
using Microsoft.Extensions.Configuration;

namespace Jingkai.Platform.Outbox;

/// <summary>What the administrator of the installation set under <c>Outbox</c>. Holds secrets: it is never logged, shown or
/// serialised, and its text says nothing of them.</summary>
public sealed class OutboxSettings
{
    /// <summary>Whether this process delivers; false for one that only serves pages.</summary>
    public bool Dispatch { get; init; } = true;

    /// <summary>Attempts before a message is given up: with the back-off, about three and a half hours.</summary>
    public int MostAttempts { get; init; } = 12;

    /// <summary>For one attempt, from connecting to the end of the answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Attempts at the same time, each to another target.</summary>
    public int Parallel { get; init; } = 16;

    /// <summary>How long sent messages are kept.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Hosts that webhooks may name: <c>hooks.example.cn</c>, <c>*.example.cn</c>, <c>hooks.example.cn:8443</c>.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Networks inside the house that may be reached although private: <c>10.20.0.0/16</c>.</summary>
    public IReadOnlyList<IPNetwork> Networks { get; init; } = [];

    /// <summary>For tests: plain HTTP to this machine, for hosts that are listed.</summary>
    public bool AllowLoopback { get; init; }

    /// <summary>Where members open the platform, for links in messages; none: messages carry no link.</summary>
    public Uri? Site { get; init; }

    /// <summary>The mail server; null: no e-mail.</summary>
    public SmtpSettings? Smtp { get; init; }

    /// <summary>The SMS gateway; null: no SMS.</summary>
    public SmsSettings? Sms { get; init; }

    /// <summary>DingTalk robots by zone code; the empty code stands for every zone without its own.</summary>
    public IReadOnlyDictionary<string, RobotSettings> DingTalk { get; init; } = new Dictionary<string, RobotSettings>();

    /// <summary>WeCom robots by zone code, likewise.</summary>
    public IReadOnlyDictionary<string, RobotSettings> WeCom { get; init; } = new Dictionary<string, RobotSettings>();

    /// <summary>The ways by which a member of a zone can be told, in the order of <see cref="OutboxChannels.Personal"/>.</summary>
    public IReadOnlyList<string> WaysOf(string zone) => [.. OutboxChannels.Personal.Where(way => way switch
    {
        OutboxChannels.Email => Smtp is not null,
        OutboxChannels.Sms => Sms is not null,
        OutboxChannels.DingTalk => RobotOf(DingTalk, zone) is not null,
        _ => RobotOf(WeCom, zone) is not null,
    })];

    /// <summary>The host by which a way leaves, for the list of messages.</summary>
    internal string HostOf(string way, string zone) => way switch
    {
        OutboxChannels.Email => Smtp?.Host,
        OutboxChannels.Sms => Sms?.Host,
        OutboxChannels.DingTalk => RobotOf(DingTalk, zone)?.Url.Host,
        _ => RobotOf(WeCom, zone)?.Url.Host,
    } ?? "";

    internal static RobotSettings? RobotOf(IReadOnlyDictionary<string, RobotSettings> robots, string zone) =>
        robots.GetValueOrDefault(zone) ?? robots.GetValueOrDefault("");

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidOperationException">A setting cannot be read; the message names it and not its value.</exception>
    public static OutboxSettings Read(IConfiguration configuration)
    {
        var outbox = configuration.GetSection("Outbox");
        return new()
        {
            Dispatch = outbox.GetValue("Dispatch", true),
            MostAttempts = Math.Clamp(outbox.GetValue("MostAttempts", 12), 1, 100),
            Timeout = TimeSpan.FromMilliseconds(Math.Clamp(outbox.GetValue("TimeoutMilliseconds", 15_000), 100, 60_000)),
            Parallel = Math.Clamp(outbox.GetValue("Parallel", 16), 1, 256),
            Keep = TimeSpan.FromDays(Math.Clamp(outbox.GetValue("KeepDays", 30), 1, 3650)),
            Hosts = [.. List(outbox, "Hosts").Select(h => h.ToLowerInvariant())],
            Networks = [.. List(outbox, "Networks").Select(n => IPNetwork.TryParse(n, out var network) ? network : throw Bad("Networks"))],
            AllowLoopback = outbox.GetValue("AllowLoopback", false),
            Site = Address(outbox, "Site"),
            Smtp = SmtpSettings.Read(outbox.GetSection("Smtp")),
            Sms = SmsSettings.Read(outbox.GetSection("Sms")),
            DingTalk = Robots(outbox.GetSection("DingTalk")),
            WeCom = Robots(outbox.GetSection("WeCom")),
        };
    }

    /// <summary>A list in one text with commas, or as an array.</summary>
    private static IEnumerable<string> List(IConfigurationSection section, string name) =>
        (section[name]?.Split(',') ?? section.GetSection(name).GetChildren().Select(c => c.Value ?? "")).Select(v => v.Trim()).Where(v => v.Length > 0);

    private static Dictionary<string, RobotSettings> Robots(IConfigurationSection section)
    {
        var robots = new Dictionary<string, RobotSettings>(StringComparer.OrdinalIgnoreCase);
        if (RobotSettings.Read(section) is { } all) robots[""] = all;
        foreach (var zone in section.GetSection("Zones").GetChildren())
            if (RobotSettings.Read(zone) is { } own) robots[zone.Key] = own;
        return robots;
    }

    internal static Uri? Address(IConfigurationSection section, string name) =>
        section[name] is not { Length: > 0 } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? uri : throw Bad($"{section.Key}:{name}");

    internal static InvalidOperationException Bad(string name) => new($"The setting Outbox:{name} cannot be read.");
}

/// <summary>The mail server.</summary>
/// <param name="Host">Its name.</param>
/// <param name="Port">587 with TLS, 25 without, when not set. Port 465 (TLS from the first byte) is not spoken.</param>
/// <param name="Tls">STARTTLS before anything is said.</param>
/// <param name="User">For signing in; null: not signed in.</param>
/// <param name="Password">For signing in.</param>
/// <param name="From">Address of the sender.</param>
public sealed record SmtpSettings(string Host, int Port, bool Tls, string? User, string? Password, string From)
{
    internal static SmtpSettings? Read(IConfigurationSection section)
    {
        if (section["Host"] is not { Length: > 0 } host) return null;
        if (!System.Net.Mail.MailAddress.TryCreate(section["From"], out _)) throw OutboxSettings.Bad("Smtp:From");
        var tls = section.GetValue("Tls", true);
        return new(host, section.GetValue("Port", tls ? 587 : 25), tls, section["User"] is { Length: > 0 } user ? user : null, section["Password"], section["From"]!);
    }

    /// <inheritdoc />
    public override string ToString() => $"smtp {Host}:{Port}";
}

/// <summary>A group robot.</summary>
/// <param name="Url">Its address; carries the token.</param>
/// <param name="Secret">The secret for signing (加签); DingTalk only, null when the robot was set up without.</param>
public sealed record RobotSettings(Uri Url, string? Secret)
{
    internal static RobotSettings? Read(IConfigurationSection section) =>
        OutboxSettings.Address(section, "Url") is { } url ? new(url, section["Secret"] is { Length: > 0 } secret ? secret : null) : null;

    /// <inheritdoc />
    public override string ToString() => $"robot {Url.Host}";
}

/// <summary>An SMS gateway as an HTTP template. <c>{phone}</c>, <c>{text}</c> and <c>{key}</c> are put into address and body, escaped
/// as the place asks for.</summary>
/// <param name="Method">POST or GET.</param>
/// <param name="Url">Address with its places.</param>
/// <param name="Headers">Headers as they are, such as an authorization.</param>
/// <param name="ContentType">Of the body: <c>application/json</c> or <c>application/x-www-form-urlencoded</c>.</param>
/// <param name="Body">Body with its places; empty for none.</param>
/// <param name="Success">A text that the answer must contain, for gateways that refuse with status 200; null: the status decides.</param>
public sealed record SmsSettings(HttpMethod Method, string Url, IReadOnlyDictionary<string, string> Headers, string ContentType, string Body, string? Success)
{
    /// <summary>The gateway.</summary>
    public string Host => new Uri(Url.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal)).Host;

    internal static SmsSettings? Read(IConfigurationSection section)
    {
        if (section["Url"] is not { Length: > 0 } url) return null;
        var type = section["ContentType"] is { Length: > 0 } given ? given : "application/json";
        if (type is not ("application/json" or "application/x-www-form-urlencoded")) throw OutboxSettings.Bad("Sms:ContentType");
        var method = section["Method"]?.ToUpperInvariant() switch { null or "" or "POST" => HttpMethod.Post, "GET" => HttpMethod.Get, "PUT" => HttpMethod.Put, _ => throw OutboxSettings.Bad("Sms:Method") };
        // The places stand in path and query, never where the host is said.
        if (!Uri.TryCreate(url.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal), UriKind.Absolute, out var plain) || plain.Scheme is not ("https" or "http")
            || url.IndexOf('{', StringComparison.Ordinal) is >= 0 and var place && place < url.IndexOf('/', url.IndexOf("//", StringComparison.Ordinal) + 2)) throw OutboxSettings.Bad("Sms:Url");
        var headers = section.GetSection("Headers").GetChildren().ToDictionary(h => h.Key, h => h.Value ?? "", StringComparer.OrdinalIgnoreCase);
        return new(method, url, headers, type, section["Body"] ?? "", section["Success"] is { Length: > 0 } success ? success : null);
    }

    /// <inheritdoc />
    public override string ToString() => $"sms {Host}";
}
