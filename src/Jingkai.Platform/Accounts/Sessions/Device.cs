namespace Jingkai.Platform.Accounts;

/// <summary>A browser and a system in words, as far as the browser's own description tells. Names are those printed on the icons;
/// empty where nothing known is named.</summary>
/// <param name="Browser">For instance <c>Edge</c>, <c>微信</c>.</param>
/// <param name="System">For instance <c>Windows</c>, <c>麒麟</c>.</param>
public sealed record Device(string Browser, string System)
{
    // In this order: most browsers also name those they descend from.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("wxwork", "企业微信"), ("MicroMessenger", "微信"), ("DingTalk", "钉钉"), ("Lark", "飞书"), ("Qaxbrowser", "奇安信浏览器"), ("QIHU", "360浏览器"), ("360SE", "360浏览器"), ("360EE", "360浏览器"),
        ("MetaSr", "搜狗浏览器"), ("QQBrowser", "QQ浏览器"), ("UCBrowser", "UC浏览器"), ("HuaweiBrowser", "华为浏览器"), ("MiuiBrowser", "小米浏览器"), ("Edg", "Edge"), ("OPR/", "Opera"),
        ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"), ("Trident", "Internet Explorer"), ("MSIE", "Internet Explorer"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("OpenHarmony", "HarmonyOS"), ("HarmonyOS", "HarmonyOS"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("UOS", "统信 UOS"), ("Kylin", "麒麟"),
        ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ];

    /// <summary>The device behind a <c>User-Agent</c>.</summary>
    public static Device Of(string? userAgent) => new(Find(Browsers, userAgent), Find(Systems, userAgent));

    /// <summary>Whether it is held in a hand.</summary>
    public bool IsHandheld => System is "iPhone" or "iPad" or "Android" or "HarmonyOS";

    /// <summary>Both in one; empty when neither is known.</summary>
    public override string ToString() => string.Join(" · ", new[] { Browser, System }.Where(w => w.Length > 0));

    private static string Find((string Mark, string Name)[] known, string? userAgent) =>
        userAgent is null ? "" : known.FirstOrDefault(k => userAgent.Contains(k.Mark, StringComparison.OrdinalIgnoreCase)).Name ?? "";
}
