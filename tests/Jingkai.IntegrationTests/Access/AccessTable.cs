namespace Jingkai.IntegrationTests.Access;

/// <summary>One example call of an endpoint and how it answers each reader.</summary>
/// <param name="Endpoint">Method and pattern, as the program maps it.</param>
/// <param name="Address">An address of it; names in braces are filled in by the test.</param>
/// <param name="Body">What is sent; empty: nothing.</param>
/// <param name="Answers">One answer for each of <see cref="AccessTable.Readers"/>.</param>
public sealed record AccessRow(string Endpoint, string Address, string Body, IReadOnlyList<string> Answers)
{
    public string Method => Endpoint[..Endpoint.IndexOf(' ', StringComparison.Ordinal)];

    /// <summary>As it stands in the file.</summary>
    public override string ToString() => string.Join(',', [Endpoint, Address, Body, .. Answers]);
}

/// <summary>The table <c>access-table.csv</c>: who gets which answer where. A status, and for redirects where to; 2xx means that the
/// reader is let in, and so do 400, 404 and 422 where the example asks for something wrong on purpose, so that nothing changes.</summary>
public static class AccessTable
{
    /// <summary>The demo's accounts, the administrator of the installation, an account of another zone, and nobody.</summary>
    public static IReadOnlyList<string> Readers { get; } =
        ["leader", "economy", "promotion", "projects", "department", "liaison", "enterprise", "operator", "auditor", "admin", "province", "root", "stranger", "nobody"];

    public static string Heading { get; } = string.Join(',', ["endpoint", "address", "body", .. Readers]);

    public static IReadOnlyList<AccessRow> Read()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Access", "access-table.csv"));
        lines[0].ShouldBe(Heading, "the first line of access-table.csv");
        return [.. lines.Skip(1).Where(l => l.Length > 0).Select(Row)];
    }

    private static AccessRow Row(string line)
    {
        var cells = line.Split(',');
        cells.Length.ShouldBe(3 + Readers.Count, line);
        return new(cells[0], cells[1], cells[2], cells[3..]);
    }
}
