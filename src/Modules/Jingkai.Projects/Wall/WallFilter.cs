using Jingkai.Kernel;
using Jingkai.Projects.Register;
using Microsoft.AspNetCore.Http;

namespace Jingkai.Projects.Wall;

/// <summary>What of the wall is shown: the filter of the ledger, and beside it list and flag, which are counted before they are applied.</summary>
internal sealed record WallFilter
{
    /// <summary>Projects without a flag.</summary>
    public const string NoFlag = "none";

    public static IReadOnlyList<string> Names { get; } = ["q", "kind", "stage", "band", "unit", "park", "sponsor", "chain", "tag", "list", "flag"];

    public required ProjectFilter Projects { get; init; }

    /// <summary>One of <see cref="ProjectFilter.Lists"/>.</summary>
    public string? List { get; init; }

    /// <summary>A flag as its rule pack writes it, or <see cref="NoFlag"/>.</summary>
    public string? Flag { get; init; }

    public static Result<WallFilter> Parse(IQueryCollection query) => ProjectFilter.Parse(query).Map(filter => new WallFilter
    {
        Projects = filter with { Wall = true, List = null, Ended = false, Voided = false },
        List = filter.List,
        // Which flags there are, rule packs say.
        Flag = TextNormal.Clean(query["flag"].FirstOrDefault()) is { Length: > 0 } flag ? flag : null,
    });
}
