using System.Reflection;
using System.Runtime.CompilerServices;
using Jingkai.Platform.Modules;
using Microsoft.AspNetCore.Components;

namespace Jingkai.ArchitectureTests.Compiled;

/// <summary>What compiled assemblies may see of one another.</summary>
internal static class Boundaries
{
    private static readonly string[] Outside =
    [
        "System.IO.File", "System.IO.Directory", "System.IO.FileStream", "System.IO.FileInfo", "System.IO.DirectoryInfo",
        "System.Console", "System.Environment", "System.Threading.Thread", "System.Diagnostics.Process",
    ];

    // What the compiler itself writes into an iterator.
    private const string IteratorThread = "get_CurrentManagedThreadId";

    /// <summary>A module uses another module only through its public <c>Contracts</c> namespace.</summary>
    public static IEnumerable<string> ForeignTypes(IReadOnlyCollection<Assembly> modules)
    {
        var names = modules.Select(m => m.GetName().Name!).ToHashSet(StringComparer.Ordinal);
        foreach (var module in modules)
        {
            var own = module.GetName().Name!;
            using var compiled = new CompiledAssembly(module);
            foreach (var use in compiled.Types().Where(u => u.Assembly != own && names.Contains(u.Assembly)))
                if (!Within(use.Namespace, $"{use.Assembly}.Contracts")) yield return $"{own} uses {use.FullName}, which is no contract of {use.Assembly}";
        }
    }

    /// <summary>A module exports its contracts, its <see cref="IModule"/> and Razor components, nothing else.</summary>
    public static IEnumerable<string> Exports(IEnumerable<Assembly> modules) =>
        from module in modules
        from type in module.GetExportedTypes()
        where type.DeclaringType is null
            && !Within(type.Namespace ?? "", $"{module.GetName().Name}.Contracts")
            && !typeof(IModule).IsAssignableFrom(type)
            && !typeof(IComponent).IsAssignableFrom(type)
            && type.Name != "_Imports"
        select $"{type.FullName} is exported but neither contract, module nor component";

    /// <summary>Internals are opened to tests and measurements only.</summary>
    public static IEnumerable<string> Friends(IEnumerable<Assembly> assemblies) =>
        from assembly in assemblies
        from friend in assembly.GetCustomAttributes<InternalsVisibleToAttribute>()
        let name = friend.AssemblyName.Split(',')[0]
        where !name.EndsWith("Tests", StringComparison.Ordinal) && !name.EndsWith("Bench", StringComparison.Ordinal)
        select $"{assembly.GetName().Name} opens its internals to {name}";

    /// <summary>The kernel is pure: only the base library, no web, no database, no files, no environment.</summary>
    public static IEnumerable<string> Impurities(Assembly kernel)
    {
        foreach (var reference in kernel.GetReferencedAssemblies().Select(r => r.Name!))
            if (!Within(reference, "System") || Within(reference, "System.Net") || Within(reference, "System.Data"))
                yield return $"{kernel.GetName().Name} refers to {reference}";
        using var compiled = new CompiledAssembly(kernel);
        foreach (var use in compiled.Members().Where(u => u.Member != IteratorThread && (Outside.Contains(u.Type.FullName) || Within(u.Type.Namespace, "System.Net"))))
            yield return $"{use.Where} uses {use.Type.FullName}.{use.Member}";
    }

    private static bool Within(string name, string space) =>
        name == space || name.StartsWith(space + ".", StringComparison.Ordinal);
}
