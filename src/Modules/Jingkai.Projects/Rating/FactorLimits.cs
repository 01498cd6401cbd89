using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Rating;

/// <summary>What a constraint can limit (要素约束).</summary>
internal static class Factors
{
    /// <summary>能耗指标.</summary>
    public const string Energy = "energy";

    /// <summary>土地指标.</summary>
    public const string Land = "land";

    /// <summary>土地延期.</summary>
    public const string Extension = "extension";
}

/// <summary>A limit in force on a project.</summary>
/// <param name="Code">Code of the consequence.</param>
/// <param name="Since">Since when.</param>
/// <param name="Reason">Why: round and flag.</param>
/// <param name="Release">When it ends.</param>
internal sealed record LimitInForce(string Code, DateOnly Since, Text Reason, Text Release);

/// <summary>The limits in force, asked by whoever grants energy, land or an extension.</summary>
internal class FactorLimits(JingkaiDbContext db)
{
    /// <summary>The limit that is in force on a factor of a project; null: none.</summary>
    public virtual async Task<LimitInForce?> OnAsync(Guid project, string factor, CancellationToken cancel) => First(await Running.Where(c => c.ProjectId == project).ToListAsync(cancel), factor);

    /// <summary>The limits in force on a factor, by project; of one project or, in one query, of all.</summary>
    public async Task<IReadOnlyDictionary<Guid, LimitInForce>> AllAsync(string factor, Guid? of, CancellationToken cancel)
    {
        if (of is { } one) return await OnAsync(one, factor, cancel) is { } found ? new Dictionary<Guid, LimitInForce> { [one] = found } : [];
        var limits = new Dictionary<Guid, LimitInForce>();
        foreach (var project in (await Running.ToListAsync(cancel)).GroupBy(c => c.ProjectId))
            if (First(project, factor) is { } limit) limits.Add(project.Key, limit);
        return limits;
    }

    // Whatever the asker may read: a limit holds for everybody.
    private IQueryable<Consequence> Running => db.Set<Consequence>().AsNoTracking().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).Where(c => c.State == ConsequenceState.InForce).OrderBy(c => c.BeginsOn).ThenBy(c => c.Id);

    private static LimitInForce? First(IEnumerable<Consequence> running, string factor) => running.FirstOrDefault(c => c.Factors?.Split(',').Contains(factor) == true) is { } limit
        ? new(limit.Code, limit.BeginsOn!.Value, new(limit.TitleZh, limit.TitleEn), new(limit.ReleaseZh ?? "", limit.ReleaseEn ?? "")) : null;
}
