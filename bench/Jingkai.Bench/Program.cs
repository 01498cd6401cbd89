using Jingkai.Bench;

// Each measure is a ratio to a lower bound or a peer in the same run. Nothing here is asserted: the table is the result.
if (args is ["--load", var order]) return await CaseLoad.RunAsync(order);
string[] known = ["cases", "figures", "import", "list", "rules", "start", "wall"];
var wanted = args.Where(a => !a.StartsWith("--", StringComparison.Ordinal)).ToList();
if (wanted.Count == 0) wanted = [.. known];
if (wanted.Except(known).ToList() is { Count: > 0 } unknown)
{
    Console.Error.WriteLine($"unknown measure {string.Join(", ", unknown)}; known: {string.Join(", ", known)}");
    return 2;
}

var table = new ResultTable();
foreach (var name in wanted)
{
    Console.Error.WriteLine($"measuring {name} …");
    await (name switch
    {
        "cases" => CaseBench.RunAsync(table),
        "figures" => FigureBench.RunAsync(table),
        "import" => ImportBench.RunAsync(table),
        "rules" => RulesBench.RunAsync(table),
        "list" => ListBench.RunAsync(table),
        "wall" => WallBench.RunAsync(table),
        _ => StartBench.RunAsync(table),
    });
}

Console.Write(table.ToMarkdown());
if (Array.IndexOf(args, "--write") >= 0) table.WriteTo(Path.Combine(Repository.Root, "docs", "benchmarks.md"));
return 0;
