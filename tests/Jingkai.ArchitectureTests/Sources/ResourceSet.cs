using System.Text.Json;

namespace Jingkai.ArchitectureTests.Sources;

/// <summary>The texts of one project in both languages.</summary>
/// <param name="Project">Name of the project.</param>
/// <param name="Chinese">Keys and texts of <c>zh-CN.json</c>.</param>
/// <param name="English">Keys and texts of <c>en.json</c>.</param>
internal sealed record ResourceSet(string Project, IReadOnlyDictionary<string, string> Chinese, IReadOnlyDictionary<string, string> English)
{
    /// <summary>Prefix of the project's keys: the last part of its name in lower case.</summary>
    public string Prefix => Project.Split('.')[^1].ToLowerInvariant() + ".";

    /// <summary>The projects below a folder that have texts.</summary>
    public static IReadOnlyList<ResourceSet> Below(string folder) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(SourceTree.Root, folder), "*.csproj", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(project => (Name: Path.GetFileNameWithoutExtension(project), Resources: Path.Combine(Path.GetDirectoryName(project)!, "Resources")))
            .Where(p => Directory.Exists(p.Resources))
            .Select(p => new ResourceSet(p.Name, Read(p.Resources, "zh-CN"), Read(p.Resources, "en"))),
    ];

    private static Dictionary<string, string> Read(string folder, string language)
    {
        var path = Path.Combine(folder, $"{language}.json");
        return File.Exists(path) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path))! : [];
    }
}
