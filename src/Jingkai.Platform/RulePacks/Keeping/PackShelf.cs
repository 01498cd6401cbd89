using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Jingkai.Rules;

namespace Jingkai.Platform.RulePacks.Keeping;

/// <summary>Packs that were checked, by hash, for the whole process; and the texts that ship with it.</summary>
public sealed class PackShelf
{
    private const string Prefix = "Jingkai.Rules.Shipped.";

    // A zone has some dozens of packs; a stranger's texts must not fill the memory.
    private const int Most = 500;

    private readonly ConcurrentDictionary<string, PackCheck> known = new(StringComparer.Ordinal);

    /// <summary>The shipped texts, by the name of the file.</summary>
    public IReadOnlyDictionary<string, string> Shipped { get; } = Load();

    /// <summary>A text, checked; its tests have run.</summary>
    public PackCheck Check(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        if (known.TryGetValue(hash, out var check)) return check;
        if (known.Count >= Most) known.Clear();
        return known.GetOrAdd(hash, PackReader.Check(text));
    }

    private static Dictionary<string, string> Load()
    {
        var assembly = typeof(PackShelf).Assembly;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            texts.Add(Path.GetFileNameWithoutExtension(name[Prefix.Length..]), reader.ReadToEnd());
        }

        return texts;
    }
}
