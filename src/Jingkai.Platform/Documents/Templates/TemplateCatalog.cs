using System.Reflection;
using System.Text.Json;

namespace Jingkai.Platform.Documents.Templates;

/// <summary>All templates of the installation.</summary>
public sealed class TemplateCatalog
{
    private readonly Dictionary<string, DocumentTemplate> byCode = new(StringComparer.Ordinal);

    /// <summary>Collects the templates of all sources.</summary>
    /// <exception cref="InvalidOperationException">A template is not sound, or two have the same code: the program does not start with it.</exception>
    public TemplateCatalog(IEnumerable<IDocumentTemplateSource> sources)
    {
        foreach (var template in sources.SelectMany(s => s.Templates))
        {
            var faults = TemplateCheck.Faults(template);
            if (faults.Count > 0) throw new InvalidOperationException(string.Join('\n', faults));
            if (!byCode.TryAdd(template.Code, template)) throw new InvalidOperationException($"Two templates are called '{template.Code}'.");
        }
    }

    /// <summary>All, in the order in which they are offered.</summary>
    public IReadOnlyCollection<DocumentTemplate> All => byCode.Values;

    /// <summary>A template by code.</summary>
    public DocumentTemplate? Find(string? code) => code is null ? null : byCode.GetValueOrDefault(code);

    /// <summary>Reads the templates that an assembly carries as resources below a prefix.</summary>
    public static IReadOnlyList<DocumentTemplate> Embedded(Assembly assembly, string prefix) =>
        [.. assembly.GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name => Read(assembly, name))];

    private static DocumentTemplate Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        try
        {
            return JsonSerializer.Deserialize<DocumentTemplate>(stream, Strict)!;
        }
        catch (JsonException error)
        {
            throw new InvalidOperationException($"{name}: {error.Message}", error);
        }
    }

    // A misspelt property of a template is a fault, not a silence.
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };
}

/// <summary>The templates that come with the platform.</summary>
internal sealed class PlatformTemplates : IDocumentTemplateSource
{
    private static readonly IReadOnlyList<DocumentTemplate> Shipped = TemplateCatalog.Embedded(typeof(PlatformTemplates).Assembly, "Jingkai.Platform.Documents.");

    public IEnumerable<DocumentTemplate> Templates => Shipped;
}
