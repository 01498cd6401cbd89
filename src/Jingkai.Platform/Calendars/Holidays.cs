using Jingkai.Kernel;

namespace Jingkai.Platform.Calendars;

/// <summary>Names of the holidays of the notices in both languages.</summary>
internal static class Holidays
{
    private static readonly Dictionary<string, string> English = new(StringComparer.Ordinal)
    {
        ["元旦"] = "New Year", ["春节"] = "Spring Festival", ["清明节"] = "Qingming", ["劳动节"] = "Labour Day", ["端午节"] = "Dragon Boat Festival", ["中秋节"] = "Mid-Autumn Festival", ["国庆节"] = "National Day",
    };

    /// <summary>The name in the reader's language; one the notices do not know stays as it was entered.</summary>
    public static string Told(string name) => new Text(name, string.Join(" and ", name.Split('、').Select(n => English.GetValueOrDefault(n, n)))).Current;
}
