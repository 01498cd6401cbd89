using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Jingkai.Enterprises.Domain;

/// <summary>Words of a closed list as they stand in the interface and in the database: <c>registered-only</c>.</summary>
internal static class Kebab
{
    public static string Of<T>(T value) where T : struct, Enum => Words<T>.ByValue[value];

    /// <summary>The value of a word, or null when it is not of the list.</summary>
    public static T? Parse<T>(string? word) where T : struct, Enum =>
        word is not null && Words<T>.ByWord.TryGetValue(word, out var value) ? value : null;

    /// <summary>All words in the order of the list.</summary>
    public static IReadOnlyList<string> All<T>() where T : struct, Enum => Words<T>.All;

    /// <summary>The words of the flags that are set.</summary>
    public static IReadOnlyList<string> Flags<T>(T value) where T : struct, Enum =>
        [.. Enum.GetValues<T>().Where(flag => Convert.ToInt32(flag, null) != 0 && value.HasFlag(flag)).Select(Of)];

    private static class Words<T> where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> ByValue =
            Enum.GetValues<T>().ToFrozenDictionary(v => v, v => JsonNamingPolicy.KebabCaseLower.ConvertName(v.ToString()));

        public static readonly FrozenDictionary<string, T> ByWord = ByValue.ToFrozenDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal);

        public static readonly IReadOnlyList<string> All = [.. Enum.GetValues<T>().Select(v => ByValue[v])];
    }
}

/// <summary>Stores a value of a closed list as its word, so that a table can be read without the program.</summary>
internal sealed class KebabConverter<T>() : ValueConverter<T, string>(value => Kebab.Of(value), word => Kebab.Parse<T>(word)!.Value)
    where T : struct, Enum;
