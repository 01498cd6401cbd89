using Jingkai.Kernel;

namespace Jingkai.Projects.Domain;

/// <summary>How a stated size is to be read: articles and agreements say 约50亿元, 超30亿元.</summary>
internal static class Bounds
{
    public const string About = "about";

    public const string MoreThan = "more-than";

    public const string AtLeast = "at-least";

    public const string AtMost = "at-most";

    public const string Nearly = "nearly";

    private static readonly Dictionary<string, Text> Names = new(StringComparer.Ordinal)
    {
        [About] = new("约", "about "), [MoreThan] = new("超", "over "), [AtLeast] = new("不少于", "at least "), [AtMost] = new("不超过", "at most "), [Nearly] = new("近", "nearly "),
    };

    public static IReadOnlyList<string> All { get; } = [About, MoreThan, AtLeast, AtMost, Nearly];

    /// <summary>The word before the number; empty when it is exact.</summary>
    public static string Word(string? bound) => bound is not null && Names.TryGetValue(bound, out var name) ? name.Current : "";

    /// <summary>What a bound is called.</summary>
    public static Text NameOf(string bound) => Names[bound];

    /// <summary>What a word of an office means; null: none of them.</summary>
    public static string? Of(string? word) => TextNormal.Clean(word) switch
    {
        "约" or "大约" or "左右" or About => About,
        "超" or "超过" or "逾" or "余" or MoreThan => MoreThan,
        "不少于" or "不低于" or "至少" or AtLeast => AtLeast,
        "不超过" or "不高于" or "至多" or "峰值" or AtMost => AtMost,
        "近" or "将近" or Nearly => Nearly,
        _ => null,
    };
}
