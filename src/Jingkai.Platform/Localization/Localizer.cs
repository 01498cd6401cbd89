using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Jingkai.Platform.Localization;

/// <summary>
/// The words of the interface: Chinese first, English complete. They stand in <c>Resources/zh-CN.json</c> and
/// <c>Resources/en.json</c> of each assembly, one flat object of key and text, embedded as
/// <c>AssemblyName.Resources.zh-CN.json</c>. The language is that of <see cref="CultureInfo.CurrentUICulture"/>.
/// </summary>
public sealed partial class Localizer
{
    /// <summary>The language that a visitor without a choice sees.</summary>
    public const string Chinese = "zh-CN";

    /// <summary>The second language.</summary>
    public const string English = "en";

    // Keys come from code, so they are few; the cap only guards against a key built from a visitor's text.
    private const int MostMissingKept = 1000;

    private readonly FrozenDictionary<string, string> _chinese;
    private readonly FrozenDictionary<string, string> _english;
    private readonly ConcurrentDictionary<string, byte> _missing = new(StringComparer.Ordinal);

    /// <summary>Reads the resources of the given assemblies.</summary>
    /// <exception cref="InvalidOperationException">Two assemblies define the same key, or a file is no flat JSON object of texts.</exception>
    public Localizer(params IEnumerable<Assembly> assemblies)
    {
        Assembly[] sources = [.. assemblies.Distinct()];
        _chinese = Read(sources, Chinese);
        _english = Read(sources, English);
    }

    /// <summary>The languages on offer, the default first.</summary>
    public static IReadOnlyList<string> Languages { get; } = [Chinese, English];

    /// <summary>The text of a key in the current language; the key itself when nothing is stored, which a test turns into a failure.</summary>
    public string this[string key] => Find(key);

    /// <summary>The text of a key with its places <c>{0}</c>, <c>{1}</c> … filled in.</summary>
    public string this[string key, params object?[] args] => string.Format(CultureInfo.CurrentCulture, Find(key), args);

    /// <summary>The text of a key in both languages, for what is kept or shown to another than the one who writes it.</summary>
    public Kernel.Text Both(string key) => new(_chinese.GetValueOrDefault(key, key), _english.GetValueOrDefault(key, key));

    /// <summary>Keys that were asked for and are stored in no language, or not in the one that was asked for.</summary>
    public IReadOnlyCollection<string> MissingKeys => [.. _missing.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Every key of any language.</summary>
    public IReadOnlyCollection<string> Keys => [.. _chinese.Keys.Union(_english.Keys).Order(StringComparer.Ordinal)];

    /// <summary>Which of the two languages a culture reads: every kind of Chinese <c>zh-CN</c>, all others <c>en</c>.</summary>
    public static string LanguageOf(CultureInfo culture) =>
        culture.TwoLetterISOLanguageName == "zh" ? Chinese : English;

    /// <summary>Whether the key is stored in both languages.</summary>
    public bool Has(string key) => _chinese.ContainsKey(key) && _english.ContainsKey(key);

    /// <summary>What is wrong with the stored texts: a key that one language lacks, or places that differ between the two.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        foreach (var key in Keys)
        {
            if (!_chinese.TryGetValue(key, out var chinese)) faults.Add($"{key}: no {Chinese} text");
            else if (!_english.TryGetValue(key, out var english)) faults.Add($"{key}: no {English} text");
            else if (!Places(chinese).SetEquals(Places(english))) faults.Add($"{key}: the places of {Chinese} and {English} differ");
        }

        return faults;
    }

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(match => match.Groups[1].Value)];

    private static FrozenDictionary<string, string> Read(Assembly[] assemblies, string language)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var assembly in assemblies)
        {
            var name = $"{assembly.GetName().Name}.Resources.{language}.json";
            using var stream = assembly.GetManifestResourceStream(name);
            if (stream is null) continue;
            var entries = JsonSerializer.Deserialize<Dictionary<string, string>>(stream)
                ?? throw new InvalidOperationException($"{name} is empty.");
            foreach (var (key, text) in entries)
            {
                if (!texts.TryAdd(key, text)) throw new InvalidOperationException($"{name}: the key {key} is already taken by another assembly.");
            }
        }

        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private string Find(string key)
    {
        var chinese = LanguageOf(CultureInfo.CurrentUICulture) == Chinese;
        if ((chinese ? _chinese : _english).TryGetValue(key, out var text)) return text;
        if (_missing.Count < MostMissingKept) _missing.TryAdd(key, 0);
        return (chinese ? _english : _chinese).GetValueOrDefault(key, key);
    }

    [GeneratedRegex(@"\{(\d+)(?:[,:][^}]*)?\}")]
    private static partial Regex Place();
}
