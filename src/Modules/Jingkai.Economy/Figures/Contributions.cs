using Jingkai.Economy.Domain;
using Jingkai.Economy.Rollups;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Figures;

/// <summary>Which of an enterprise's numbers of a month go into a sum.</summary>
[Flags]
internal enum Parts : byte
{
    None = 0,

    /// <summary>The value of the month.</summary>
    Month = 1,

    /// <summary>The value of the month and its comparable prior.</summary>
    MonthBoth = 2,

    /// <summary>The year-to-date value.</summary>
    Level = 4,

    /// <summary>The year-to-date value and its comparable prior.</summary>
    LevelBoth = 8,
}

/// <summary>The enterprises behind the sums of one measure that a reader may not read: in atoms of those that stand in the same
/// sums in every month, for these nobody can tell apart.</summary>
internal sealed class Contributions
{
    private readonly SortedDictionary<int, Dictionary<string, List<(int Atom, Parts Parts)>>> months = [];

    /// <summary>How many enterprises each atom has.</summary>
    public List<int> Sizes { get; } = [];

    /// <summary>Months with a report, in order of time (<c>yyyymm</c>).</summary>
    public IEnumerable<int> Months => months.Keys;

    /// <summary>Subjects of a month in which somebody unreadable stands.</summary>
    public IEnumerable<string> Subjects(int month) => months[month].Keys;

    /// <summary>The atoms that put such a number into the sum of a subject.</summary>
    public IReadOnlyList<int> Of(int month, string subject, Parts part) =>
        months.TryGetValue(month, out var subjects) && subjects.TryGetValue(subject, out var atoms) ? [.. atoms.Where(a => (a.Parts & part) != 0).Select(a => a.Atom)] : [];

    /// <summary>How many enterprises that are.</summary>
    public int Count(int month, string subject) => months[month][subject].Sum(a => Sizes[a.Atom]);

    /// <summary>Reads what the scope filter leaves out. Only who reported what is read, no value.</summary>
    public static async Task<Contributions> ReadAsync(JingkaiDbContext db, Measure measure, IReadOnlySet<Guid> readable, IReadOnlyList<GroupSetView> sets, CancellationToken cancel)
    {
        var spans = (await db.Set<EnterpriseSpan>().AsNoTracking().OrderBy(s => s.FromOn).ToListAsync(cancel)).ToLookup(s => s.EnterpriseId);
        var rows = await db.Set<ReportValue>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking().Where(v => v.Measure == measure.Id)
            .Select(v => new { v.EnterpriseId, v.Month, HasMonth = v.MonthE4 != null, HasMonthPrior = v.MonthPriorE4 != null, HasLevel = v.YtdE4 != null, HasLevelPrior = v.YtdPriorE4 != null }).ToListAsync(cancel);
        var classification = new Classification(sets);
        var found = new Contributions();
        var atoms = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var enterprise in rows.Where(r => !readable.Contains(r.EnterpriseId)).GroupBy(r => r.EnterpriseId))
        {
            var own = spans[enterprise.Key].ToList();
            var places = enterprise.OrderBy(r => r.Month).Select(r => (r.Month, Subjects: classification.SubjectsOf(own, r.Month, measure.Population), Parts: PartsOf(r.HasMonth, r.HasMonthPrior, r.HasLevel, r.HasLevelPrior)))
                .Where(p => p.Subjects.Length > 0 && p.Parts != Parts.None).ToList();
            if (places.Count > 0) found.Add(atoms, places);
        }

        return found;
    }

    private static Parts PartsOf(bool month, bool monthPrior, bool level, bool levelPrior) =>
        (month ? Parts.Month | (monthPrior ? Parts.MonthBoth : Parts.None) : Parts.None) | (level ? Parts.Level | (levelPrior ? Parts.LevelBoth : Parts.None) : Parts.None);

    private void Add(Dictionary<string, int> atoms, List<(int Month, string[] Subjects, Parts Parts)> places)
    {
        var signature = string.Join(';', places.Select(p => FormattableString.Invariant($"{p.Month}:{(byte)p.Parts}:{string.Join(',', p.Subjects)}")));
        if (atoms.TryGetValue(signature, out var known))
        {
            Sizes[known]++;
            return;
        }

        var atom = atoms[signature] = Sizes.Count;
        Sizes.Add(1);
        foreach (var (month, subjects, parts) in places)
        {
            if (!months.TryGetValue(month, out var bySubject)) months.Add(month, bySubject = new(StringComparer.Ordinal));
            foreach (var subject in subjects)
            {
                if (!bySubject.TryGetValue(subject, out var list)) bySubject.Add(subject, list = []);
                list.Add((atom, parts));
            }
        }
    }
}
