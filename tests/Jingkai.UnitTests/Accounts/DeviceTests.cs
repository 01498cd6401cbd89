using Jingkai.Platform.Accounts;

namespace Jingkai.UnitTests.Accounts;

/// <summary>Browsers and systems in words, those of Chinese offices among them.</summary>
public sealed class DeviceTests
{
    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36", "Chrome · Windows", false)]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0", "Edge · Windows", false)]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/108.0.5359.95 Safari/537.36 QIHU 360EE", "360浏览器 · Windows", false)]
    [InlineData("Mozilla/5.0 (X11; Linux aarch64; Kylin) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/102.0.5005.200 Safari/537.36 Qaxbrowser", "奇安信浏览器 · 麒麟", false)]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; UOS) Gecko/20100101 Firefox/115.0", "Firefox · 统信 UOS", false)]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1", "Safari · iPhone", true)]
    [InlineData("Mozilla/5.0 (Linux; Android 14; 23127PN0CC) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/122.0 Mobile Safari/537.36 wxwork/4.1.28 MicroMessenger/7.0.1", "企业微信 · Android", true)]
    [InlineData("Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1 Mobile HuaweiBrowser/5.0.4", "华为浏览器 · HarmonyOS", true)]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15", "Safari · macOS", false)]
    [InlineData("curl/8.5.0", "", false)]
    [InlineData(null, "", false)]
    public void Device_is_named_as_people_know_it(string? userAgent, string words, bool handheld)
    {
        Device.Of(userAgent).ToString().ShouldBe(words);
        Device.Of(userAgent).IsHandheld.ShouldBe(handheld);
    }
}
