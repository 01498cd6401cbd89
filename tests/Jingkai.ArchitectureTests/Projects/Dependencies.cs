namespace Jingkai.ArchitectureTests.Projects;

/// <summary>Dependencies point one way: Kernel ← Rules ← Platform ← Ui ← modules ← Host.</summary>
internal static class Dependencies
{
    private static readonly string[] Layers = ["Jingkai.Kernel", "Jingkai.Rules", "Jingkai.Platform", "Jingkai.Ui"];

    private const string Host = "Jingkai.Host";

    /// <summary>References that the layers do not allow.</summary>
    public static IEnumerable<string> Forbidden(IReadOnlyCollection<ProjectFile> projects)
    {
        var known = projects.ToDictionary(p => p.Name, StringComparer.Ordinal);
        foreach (var project in projects.Where(p => p.IsProduct && p.Name != Host))
        {
            foreach (var reference in project.References)
                if (!Allowed(project, reference, known.GetValueOrDefault(reference))) yield return $"{project.Name} may not refer to {reference}";
        }

        foreach (var package in known.GetValueOrDefault(Layers[0])?.Packages ?? [])
            yield return $"{Layers[0]} may not refer to {package}: it is pure";
    }

    /// <summary>Projects that reach themselves by their references.</summary>
    public static IEnumerable<string> Cycles(IReadOnlyCollection<ProjectFile> projects)
    {
        var references = projects.ToDictionary(p => p.Name, p => p.References, StringComparer.Ordinal);
        foreach (var project in projects)
        {
            var reached = new HashSet<string>(StringComparer.Ordinal);
            var waiting = new Stack<string>(project.References);
            while (waiting.TryPop(out var next))
                if (reached.Add(next)) foreach (var further in references.GetValueOrDefault(next) ?? []) waiting.Push(further);
            if (reached.Contains(project.Name)) yield return $"{project.Name} reaches itself";
        }
    }

    private static bool Allowed(ProjectFile project, string reference, ProjectFile? target)
    {
        var layer = Array.IndexOf(Layers, reference);
        var own = Array.IndexOf(Layers, project.Name);
        if (layer >= 0) return project.IsModule || layer < own;
        return project.IsModule && target is { IsModule: true };
    }
}
