using System.Text.RegularExpressions;

namespace Jingkai.ArchitectureTests.Sources;

/// <summary>Documents stay in step with the repository.</summary>
internal static partial class DocumentRules
{
    /// <summary>Links between documents that lead nowhere.</summary>
    public static IEnumerable<string> BrokenLinks(IEnumerable<SourceFile> documents, Func<string, bool> exists) =>
        from document in documents
        from Match link in Link().Matches(document.Text)
        let target = link.Groups[1].Value
        where !target.Contains("://", StringComparison.Ordinal)
        let path = Path.GetFullPath(Path.Combine("/", Path.GetDirectoryName(document.Path)!, target)).TrimStart('/')
        where !exists(path)
        select $"{document.Path} leads to {target}, which does not exist";

    /// <summary>Packages whose version does not stand in the record of dependencies.</summary>
    /// <param name="packages">Names and versions in use.</param>
    /// <param name="record">Text of the record.</param>
    public static IEnumerable<string> UnrecordedPackages(IEnumerable<(string Name, string Version)> packages, string record)
    {
        var lines = record.Split('\n').Where(l => l.StartsWith('|')).ToList();
        return from package in packages
               let last = package.Name.Split('.')[^1]
               where !lines.Any(l => (l.Contains(package.Name, StringComparison.Ordinal) || l.Contains($".{last}", StringComparison.Ordinal)) && l.Contains(package.Version, StringComparison.Ordinal))
               select $"{package.Name} {package.Version} is not in the record of dependencies";
    }

    /// <summary>Packages with their version from <c>Directory.Packages.props</c> and <c>package.json</c>.</summary>
    public static IEnumerable<(string Name, string Version)> Packages(string props, string packageJson) =>
        Central().Matches(props).Select(m => (m.Groups[1].Value, m.Groups[2].Value))
            .Concat(Npm().Matches(packageJson).Select(m => (m.Groups[1].Value, m.Groups[2].Value)).Where(p => p.Item1 != "version"));

    // A link to another document or folder; pictures are made by the browser tests.
    [GeneratedRegex(@"(?<!\!)\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex("PackageVersion Include=\"([^\"]+)\" Version=\"([^\"]+)\"")]
    private static partial Regex Central();

    [GeneratedRegex("\"(@?[a-z][a-z0-9/-]*)\": \"([0-9]+\\.[0-9][^\"]*)\"")]
    private static partial Regex Npm();
}
