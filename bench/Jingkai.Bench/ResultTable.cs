using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Jingkai.Bench;

/// <summary>What was measured, against what, and the ratio that was promised.</summary>
internal sealed class ResultTable
{
    private readonly List<string> rows = [];

    public void Add(string what, string measured, string against, decimal ratio, string promise, bool kept) =>
        Keep(string.Create(CultureInfo.InvariantCulture, $"| {what} | {measured} | {against} | {ratio:0.00} | {promise} | {(kept ? "yes" : "**no**")} |"));

    public void Note(string what, string measured) => Keep($"| {what} | {measured} | | | | |");

    /// <summary>Shown at once too: a later measure that fails must not take the earlier ones with it.</summary>
    private void Keep(string row)
    {
        rows.Add(row);
        Console.Error.WriteLine(row);
    }

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.AppendLine("| what | measured | against, in the same run | ratio | promised | kept |");
        text.AppendLine("|---|---|---|---:|---|---|");
        foreach (var row in rows) text.AppendLine(row);
        return text.ToString();
    }

    public void WriteTo(string path)
    {
        var cpu = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() : null;
        var head = $"""
            # Benchmarks

            Measured by `dotnet run -c Release --project bench/Jingkai.Bench -- --write` on {TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {cpu ?? RuntimeInformation.ProcessArchitecture.ToString()},
            {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}. Each figure is a ratio to a lower bound or a peer
            **in the same run**, because seconds on a shared machine say little. What is not kept stands here too.


            """;
        File.WriteAllText(path, head + ToMarkdown());
    }
}

/// <summary>Where the repository is, seen from the built program.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Jingkai.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? Directory.GetCurrentDirectory();
    }
}

/// <summary>Order statistics of a sample.</summary>
internal static class Sample
{
    public static decimal Median(IEnumerable<decimal> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[sorted.Count / 2];
    }

    public static decimal Milliseconds(TimeSpan span) => span.Ticks / (decimal)TimeSpan.TicksPerMillisecond;
}
