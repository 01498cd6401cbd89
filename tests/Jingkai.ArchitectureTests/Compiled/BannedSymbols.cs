using System.Reflection;

namespace Jingkai.ArchitectureTests.Compiled;

/// <summary>A second net beside the analyzer: reads the same list and looks for its symbols in the compiled code, where no
/// suppression and no generated source hides them.</summary>
internal sealed class BannedSymbols
{
    private readonly Dictionary<string, string> members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> types = new(StringComparer.Ordinal);

    /// <param name="lines">Lines of <c>eng/BannedSymbols.txt</c>: kind, colon, symbol, semicolon, remedy.</param>
    public BannedSymbols(IEnumerable<string> lines)
    {
        foreach (var line in lines.Where(l => l.Length > 2 && l[1] == ':'))
        {
            var parts = line[2..].Split(';', 2);
            var remedy = parts.Length > 1 ? parts[1] : "";
            switch (line[0])
            {
                case 'T':
                    types[parts[0]] = remedy;
                    break;
                case 'P':
                    var dot = parts[0].LastIndexOf('.');
                    members[$"{parts[0][..dot]}.get_{parts[0][(dot + 1)..]}"] = remedy;
                    break;
                default:
                    members[parts[0]] = remedy;
                    break;
            }
        }
    }

    public IEnumerable<string> Violations(IEnumerable<Assembly> assemblies)
    {
        foreach (var assembly in assemblies)
        {
            using var compiled = new CompiledAssembly(assembly);
            foreach (var use in compiled.Members())
            {
                var symbol = $"{use.Type.FullName}.{use.Member}";
                if (members.TryGetValue(symbol, out var remedy) || types.TryGetValue(use.Type.FullName, out remedy))
                    yield return $"{use.Where} uses {symbol}: {remedy}";
            }
        }
    }
}
