namespace Jingkai.DemoMaker;

/// <summary>The files of demo/ that are made, not written by hand: path inside the repository and text.</summary>
public static class DemoFiles
{
    public static (IReadOnlyDictionary<string, string> Files, string CheckTable) Make(string root)
    {
        // The order fixes the names and codes: a new zone goes last.
        var registry = new Registry(Words.Load(Path.Combine(root, "eng", "demo-words.json")));
        var linping = new Linping(registry);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["demo/linping/enterprises.csv"] = Csv.Enterprises(linping.Enterprises),
            ["demo/linping/enterprise-reports.csv"] = linping.ReportsCsv(),
            ["demo/linping/groups.json"] = linping.GroupsJson(),
            ["demo/shangyu/enterprises.csv"] = Csv.Enterprises(OtherZones.Shangyu(registry)),
            ["demo/yangzhou/enterprises.csv"] = Csv.Enterprises(OtherZones.Yangzhou(registry)),
            ["demo/qianjiang/enterprises.csv"] = Csv.Enterprises(OtherZones.Qianjiang(registry)),
        };
        return (files, linping.CheckTable());
    }
}
