// Makes the invented part of demo/: the enterprises of the four demo zones, 临平's monthly reports and its
// leading-industry groups. Deterministic: the same files on every machine, every run. The work is in demo-maker/.
//
//   dotnet run eng/make-demo.cs              writes the files and prints the check table
//   dotnet run eng/make-demo.cs -- --check   writes nothing, exits 1 when a file differs from what would be written
#:project demo-maker/DemoMaker.csproj
#:property PublishAot=false

using System.Text;
using Jingkai.DemoMaker;

var root = new DirectoryInfo(Environment.CurrentDirectory);
while (root is not null && !File.Exists(Path.Combine(root.FullName, "Jingkai.slnx")))
{
    root = root.Parent;
}

if (root is null)
{
    Console.Error.WriteLine("Run this inside the repository: no Jingkai.slnx above the current folder.");
    return 2;
}

var (files, checkTable) = DemoFiles.Make(root.FullName);
var differing = 0;
foreach (var (path, text) in files)
{
    var full = Path.Combine(root.FullName, path);
    if (args.Contains("--check"))
    {
        var same = File.Exists(full) && File.ReadAllText(full) == text;
        differing += same ? 0 : 1;
        Console.WriteLine($"{(same ? "same   " : "differs")}  {path}");
    }
    else
    {
        File.WriteAllText(full, text, new UTF8Encoding(false));
        Console.WriteLine($"{text.AsSpan().Count('\n'),6} lines  {path}");
    }
}

Console.WriteLine();
Console.Write(checkTable);
return differing == 0 ? 0 : 1;
