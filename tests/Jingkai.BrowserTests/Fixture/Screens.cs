using Jingkai.Platform.Localization;

namespace Jingkai.BrowserTests.Fixture;

/// <summary>The two sizes every page is looked at.</summary>
public enum Screen
{
    /// <summary>1440 × 900.</summary>
    Desktop,

    /// <summary>390 × 844.</summary>
    Phone,
}

/// <summary>A size and a language.</summary>
public static class Screens
{
    /// <summary>Every size in every language.</summary>
    public static TheoryData<Screen, string> All { get; } = new()
    {
        { Screen.Desktop, Localizer.Chinese },
        { Screen.Desktop, Localizer.English },
        { Screen.Phone, Localizer.Chinese },
        { Screen.Phone, Localizer.English },
    };

    /// <summary>Width and height of a size.</summary>
    public static ViewportSize Size(this Screen screen) => screen == Screen.Desktop
        ? new() { Width = 1440, Height = 900 }
        : new() { Width = 390, Height = 844 };
}
