using Jingkai.Economy.Domain;
using Jingkai.Economy.Figures;
using Jingkai.Economy.Rollups;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Months.Tasks;

/// <summary>The enterprises that a task asks: by the same dated classification that sums their reports, so that whoever is expected is asked.</summary>
internal sealed class EnterpriseSets(JingkaiDbContext db, SubjectFinder subjects)
{
    /// <summary>Industrial enterprises with an above-scale listing in force, operating in the zone.</summary>
    public const string AboveScale = "above-scale";

    /// <summary>Every enterprise operating in the zone.</summary>
    public const string All = "all";

    /// <summary>Reads a set as people and programs write it.</summary>
    /// <returns><c>above-scale</c>, <c>all</c>, or the canonical text of an industry, group or park; else <c>unknown-set</c> or what the subject refuses.</returns>
    public async Task<Result<string>> ReadAsync(string? text, CancellationToken cancel = default)
    {
        var clean = TextNormal.Clean(text);
        if (clean is AboveScale or "规上" or "规上工业") return AboveScale;
        if (clean is All or "全部") return All;
        if (clean.Length == 0) return TaskErrors.UnknownSet(clean);
        var subject = await subjects.FindAsync(clean, cancel);
        if (!subject.IsOk) return subject.Error.At("set");
        return subject.Value.Kind == SubjectKind.Zone ? All : subject.Value.Text;
    }

    /// <summary>The enterprises of a set for a month, in order of id.</summary>
    public async Task<IReadOnlyList<Guid>> MembersAsync(string set, int month, CancellationToken cancel = default)
    {
        var sets = await subjects.SetsAsync(cancel);
        var classification = new Classification(sets);
        var population = set == AboveScale ? Population.AboveScaleIndustry : Population.Reporting;
        var key = set is AboveScale or All ? Subjects.Zone : (await subjects.FindAsync(set, cancel)) is { IsOk: true } subject ? subject.Value.RollupKey(month, sets) : null;
        if (key is null) return [];
        var day = MonthKey.LastDay(month);
        var members = new List<Guid>();
        foreach (var span in await db.Set<EnterpriseSpan>().AsNoTracking().Where(s => s.FromOn <= day && (s.UntilOn == null || s.UntilOn > day)).OrderBy(s => s.EnterpriseId).ToListAsync(cancel))
            if (classification.SubjectsOf(span, day, population).Contains(key)) members.Add(span.EnterpriseId);
        return members;
    }
}
