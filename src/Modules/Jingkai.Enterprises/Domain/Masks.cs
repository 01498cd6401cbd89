using System.Globalization;

namespace Jingkai.Enterprises.Domain;

/// <summary>Personal values as they are shown before somebody asks to see them.</summary>
internal static class Masks
{
    /// <summary>程子英 is 程**; at most two stars, so that the length says nothing.</summary>
    public static string Name(string name)
    {
        if (name.Length == 0) return "";
        var first = StringInfo.GetNextTextElement(name);
        return first + (StringInfo.ParseCombiningCharacters(name).Length > 2 ? "**" : "*");
    }

    /// <summary>13800138000 is 138****8000; shorter numbers keep their last two digits.</summary>
    public static string? Phone(string? phone) => phone switch
    {
        null or "" => phone,
        { Length: >= 11 } => $"{phone[..3]}****{phone[^4..]}",
        { Length: > 4 } => $"****{phone[^2..]}",
        _ => "****",
    };
}
