using System.Xml.Linq;

namespace Jingkai.ArchitectureTests.Projects;

/// <summary>What a project file says of its dependencies.</summary>
/// <param name="Name">Name of the project.</param>
/// <param name="Folder">Folder from the root, with <c>/</c>.</param>
/// <param name="References">Names of the projects it refers to.</param>
/// <param name="Packages">Packages and shared frameworks it refers to itself.</param>
internal sealed record ProjectFile(string Name, string Folder, IReadOnlyList<string> References, IReadOnlyList<string> Packages)
{
    public bool IsModule => Folder.StartsWith("src/Modules/", StringComparison.Ordinal);

    public bool IsProduct => Folder.StartsWith("src/", StringComparison.Ordinal);

    public static ProjectFile Read(string root, string path)
    {
        var project = XDocument.Load(path);
        return new(
            Path.GetFileNameWithoutExtension(path),
            Path.GetRelativePath(root, Path.GetDirectoryName(path)!).Replace('\\', '/'),
            [.. Includes(project, "ProjectReference").Select(i => Path.GetFileNameWithoutExtension(i.Replace('\\', '/')))],
            [.. Includes(project, "PackageReference"), .. Includes(project, "FrameworkReference")]);
    }

    private static IEnumerable<string> Includes(XDocument project, string element) =>
        project.Descendants(element).Select(e => e.Attribute("Include")?.Value).OfType<string>();
}
