namespace Jingkai.ArchitectureTests.Sources;

/// <summary>A text of the repository.</summary>
/// <param name="Path">From the root, with <c>/</c>.</param>
/// <param name="Text">Its content.</param>
internal sealed record SourceFile(string Path, string Text);

/// <summary>The repository the tests were built from.</summary>
internal static class SourceTree
{
    private static readonly HashSet<string> Made = new(StringComparer.Ordinal) { "bin", "obj", "node_modules", "dist", "artifacts", "data" };

    public static string Root { get; } = FindRoot();

    /// <summary>Files below folders, by extension, without what a build makes.</summary>
    public static IEnumerable<SourceFile> Files(IEnumerable<string> folders, params string[] extensions) =>
        folders.Select(f => System.IO.Path.Combine(Root, f)).Where(Directory.Exists).SelectMany(f => Below(f, extensions)).Select(Read);

    /// <summary>Files of the product and its tests, without the offenders.</summary>
    public static IEnumerable<SourceFile> Own(params string[] extensions) =>
        Files(["src", "tests", "bench", "eng", "web"], extensions).Where(f => !f.Path.StartsWith("tests/Offenders/", StringComparison.Ordinal));

    private static IEnumerable<string> Below(string folder, string[] extensions) =>
        Directory.EnumerateFiles(folder).Where(f => extensions.Contains(System.IO.Path.GetExtension(f)))
            .Concat(Directory.EnumerateDirectories(folder).Where(d => !Made.Contains(System.IO.Path.GetFileName(d))).SelectMany(d => Below(d, extensions)))
            .Order(StringComparer.Ordinal);

    private static SourceFile Read(string path) => new(System.IO.Path.GetRelativePath(Root, path).Replace('\\', '/'), File.ReadAllText(path));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Jingkai.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not lie in the repository.");
    }
}
