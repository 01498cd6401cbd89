using Jingkai.Economy.Domain;
using Jingkai.Economy.Rollups;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Figures;

/// <summary>Keeps a reader from learning a single enterprise's value out of sums (统计法: survey data must not identify a
/// respondent, or let one infer it).</summary>
/// <remarks>What matters is how many enterprises behind a sum the reader may not read: with one or two of them hidden, what
/// the reader knows can be taken off and the rest is laid bare. Then the sum is withheld; and so is the next smallest
/// sibling, when all other siblings and the whole would give the withheld one by subtraction.</remarks>
internal sealed class SmallCells(JingkaiDbContext db, SubjectFinder finder)
{
    // A page asks for many subjects of the same month; what was read once in a request is not read again.
    private readonly Dictionary<(int Measure, int Month), Dictionary<string, long>> readables = [];
    private readonly Dictionary<(int Measure, int Month, int? Version, string Family), Dictionary<string, long>> counted = [];

    private Guid? moment;

    public const int Fewest = 3;
    public const string Permission = "reports.read";

    /// <summary>True when this reader reads every enterprise of the zone, so nothing needs withholding.</summary>
    public bool Unrestricted => db.SeesAll(Permission);

    /// <summary>The subjects of a family whose sum must not be shown for a month.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="measure">The measure.</param>
    /// <param name="month">The month.</param>
    /// <param name="cancel">Cancels.</param>
    /// <param name="version">The frozen version whose sums are shown; null: the live ones.</param>
    /// <returns>Texts of subjects; the family of <paramref name="subject"/> is its siblings under the same parent.</returns>
    public async Task<bool> WithheldAsync(Subject subject, Measure measure, int month, CancellationToken cancel = default, int? version = null)
    {
        if (Unrestricted) return false;
        if (moment != db.MomentOf())
        {
            readables.Clear();
            counted.Clear();
            moment = db.MomentOf();
        }

        var sets = await finder.SetsAsync(cancel);
        var readable = await ReadableAsync(measure, month, sets, cancel);
        var chain = await FamiliesAsync(subject, month, sets, cancel);
        foreach (var family in chain)
        {
            var counts = await CountsAsync(measure, month, version, family, cancel);
            if (Hidden(family.Key, counts, readable) is 1 or 2) return true;
            if (family.Siblings.Count > 0 && Secondary(family, counts, readable)) return true;
        }

        return false;
    }

    private sealed record Family(string Key, IReadOnlyList<string> Siblings, string? Whole);

    /// <summary>The subject itself with its siblings; for a group also what the named enterprises add to its prefixes.</summary>
    private async Task<IReadOnlyList<Family>> FamiliesAsync(Subject subject, int month, IReadOnlyList<GroupSetView> sets, CancellationToken cancel)
    {
        if (subject.RollupKey(month, sets) is not { } key) return [];
        switch (subject.Kind)
        {
            case SubjectKind.Industry:
                var families = new List<Family>();
                foreach (var code in IndustryCode.AncestorsAndSelf(subject.Value))
                {
                    var parent = IndustryCode.Find(code).Value.Parent;
                    var siblings = IndustryCode.All.Where(i => i.Parent == parent).Select(i => Subjects.Industry(i.Code)).ToList();
                    families.Add(new(Subjects.Industry(code), siblings, parent is null ? Subjects.Zone : Subjects.Industry(parent)));
                }

                return families;
            case SubjectKind.Group:
                var set = sets.First(s => s.Covers(MonthKey.LastDay(month)));
                var groups = set.Groups.Select(g => Subjects.Group(set.Number, g.Name)).ToList();
                var union = Subjects.Group(set.Number, Subjects.Union);
                return subject.Value == Subjects.Union ? [new(union, [union], Subjects.Zone)] : [new(key, groups, union), new(union, [union], Subjects.Zone)];
            case SubjectKind.Park:
                var parks = (await finder.ParksAsync(cancel)).Select(p => Subjects.Park(p.Id)).ToList();
                return [new(key, parks, Subjects.Zone)];
            default:
                return [new(key, [], null)];
        }
    }

    /// <summary>Whether the sibling is the next smallest that must go with those withheld, so that the whole minus the shown
    /// ones does not give them away.</summary>
    private static bool Secondary(Family family, Dictionary<string, long> counts, Dictionary<string, long> readable)
    {
        var hidden = family.Siblings.Select(s => (Key: s, Hidden: Hidden(s, counts, readable))).Where(s => s.Hidden > 0).ToList();
        var rest = Hidden(family.Whole!, counts, readable) - hidden.Sum(s => s.Hidden);
        var covered = hidden.Where(s => s.Hidden < Fewest).Sum(s => s.Hidden) + (rest is > 0 and < Fewest ? rest : 0);
        if (covered is 0 or >= Fewest) return false;
        foreach (var sibling in hidden.Where(s => s.Hidden >= Fewest).OrderBy(s => s.Hidden).ThenBy(s => s.Key, StringComparer.Ordinal))
        {
            if (sibling.Key == family.Key) return true;
            covered += sibling.Hidden;
            if (covered >= Fewest) return false;
        }

        return false;
    }

    private static long Hidden(string key, Dictionary<string, long> counts, Dictionary<string, long> readable) => counts.GetValueOrDefault(key) - readable.GetValueOrDefault(key);

    /// <summary>How many enterprises stand behind the sums of a family: the live ones, or those of a frozen version.</summary>
    private async Task<Dictionary<string, long>> CountsAsync(Measure measure, int month, int? version, Family family, CancellationToken cancel)
    {
        var name = family.Siblings.Contains(family.Key) ? $"{family.Whole}|{family.Siblings[0]}" : family.Key;
        if (counted.TryGetValue((measure.Id, month, version, name), out var known)) return known;
        var keys = family.Siblings.Append(family.Key).Append(family.Whole ?? family.Key).Distinct().ToList();
        if (version is { } number)
        {
            var texts = keys.ToDictionary(k => k, FrozenSum.SubjectOf, StringComparer.Ordinal);
            var asked = texts.Values.Distinct().ToList();
            var sums = await db.Set<FrozenSum>().AsNoTracking().Where(f => f.Measure == measure.Id && f.Month == month && f.Number == number && asked.Contains(f.Subject))
                .ToDictionaryAsync(f => f.Subject, f => Math.Max(f.MonthCount, f.YtdCount), StringComparer.Ordinal, cancel);
            return counted[(measure.Id, month, version, name)] = texts.Where(t => sums.ContainsKey(t.Value)).ToDictionary(t => t.Key, t => sums[t.Value], StringComparer.Ordinal);
        }

        return counted[(measure.Id, month, version, name)] = await db.Set<Rollup>().AsNoTracking().Where(r => r.Measure == measure.Id && r.Month == month && keys.Contains(r.Subject))
            .ToDictionaryAsync(r => r.Subject, r => Math.Max(r.MonthCount, r.YtdCount), StringComparer.Ordinal, cancel);
    }

    /// <summary>How many contributors of each subject the reader may read: the reader holds few enterprises, so this is small.</summary>
    private async Task<Dictionary<string, long>> ReadableAsync(Measure measure, int month, IReadOnlyList<GroupSetView> sets, CancellationToken cancel)
    {
        if (readables.TryGetValue((measure.Id, month), out var known)) return known;
        var mine = await db.Set<ReportValue>().AsNoTracking().Where(v => v.Measure == measure.Id && v.Month == month).Select(v => v.EnterpriseId).ToListAsync(cancel);
        var spans = (await db.Set<EnterpriseSpan>().AsNoTracking().Where(s => mine.Contains(s.EnterpriseId)).OrderBy(s => s.FromOn).ToListAsync(cancel)).ToLookup(s => s.EnterpriseId);
        var classification = new Classification(sets);
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var enterprise in mine)
            foreach (var subject in classification.SubjectsOf([.. spans[enterprise]], month, measure.Population))
                counts[subject] = counts.GetValueOrDefault(subject) + 1;
        return readables[(measure.Id, month)] = counts;
    }
}
