using System.Reflection;

namespace Jingkai.Kernel;

/// <summary>Comma-separated tables inside the assembly: no quotes, one heading line, UTF-8.</summary>
internal static class EmbeddedTable
{
    internal static IEnumerable<string[]> Rows(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Jingkai.Kernel.Data.{file}")
            ?? throw new InvalidOperationException($"The table {file} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                yield return line.Split(',');
            }
        }
    }
}
