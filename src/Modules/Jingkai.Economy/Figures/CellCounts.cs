using Jingkai.Economy.Domain;
using Jingkai.Economy.Rollups;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Figures;

/// <summary>Where an enterprise's report of a month goes.</summary>
/// <param name="Subjects">Subjects it is summed into, separated by <c>|</c>; empty when into none.</param>
/// <param name="Level">Whether it has a year-to-date value (of a stock: a value).</param>
/// <param name="Both">Whether it has the comparable prior of it too.</param>
/// <param name="Even">Whether the month has a value and a prior just where the level has.</param>
internal readonly record struct Place(string Subjects, bool Level, bool Both, bool Even = true)
{
    public static Place None { get; } = new("", false, false);

    public string[] Names => Subjects.Split('|', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>How many enterprises stand at the same places in a month and in the same month of the year before: nobody can tell them
/// apart by any sum of the two months. Only who reported is read, no value.</summary>
internal sealed class CellCounts
{
    private readonly Dictionary<(Place Now, Place Then), int> counts = [];

    /// <summary>Enterprises by their places.</summary>
    public IReadOnlyDictionary<(Place Now, Place Then), int> All => counts;

    /// <summary>Counts the reports of a month and of the same month of the year before.</summary>
    /// <param name="who">Some enterprises; null: all of the zone.</param>
    public static async Task<CellCounts> ReadAsync(JingkaiDbContext db, Measure measure, int month, IReadOnlyList<GroupSetView> sets, IReadOnlyList<Guid>? who, CancellationToken cancel)
    {
        var then = month - 100;
        var values = db.Set<ReportValue>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]);
        if (who is not null) values = values.Where(v => who.Contains(v.EnterpriseId));
        var rows = await values.AsNoTracking().Where(v => v.Measure == measure.Id && (v.Month == month || v.Month == then))
            .Select(v => new
            {
                v.EnterpriseId,
                Now = v.Month == month,
                Level = measure.Stock ? v.MonthE4 != null : v.YtdE4 != null,
                Both = measure.Stock ? v.MonthE4 != null && v.MonthPriorE4 != null : v.YtdE4 != null && v.YtdPriorE4 != null,
                Month = v.MonthE4 != null,
                MonthBoth = v.MonthE4 != null && v.MonthPriorE4 != null,
            }).ToListAsync(cancel);
        var (first, last) = (MonthKey.LastDay(then), MonthKey.LastDay(month));
        var known = db.Set<EnterpriseSpan>().AsNoTracking().Where(s => s.FromOn <= last && (s.UntilOn == null || s.UntilOn > first));
        if (who is not null) known = known.Where(s => who.Contains(s.EnterpriseId));

        var spans = (await known.OrderBy(s => s.FromOn).ToListAsync(cancel)).ToLookup(s => s.EnterpriseId);
        var classification = new Classification(sets);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var places = new Dictionary<Guid, (Place Now, Place Then)>();
        foreach (var row in rows)
        {
            var subjects = classification.SubjectsOf([.. spans[row.EnterpriseId]], row.Now ? month : then, measure.Population);
            if (subjects.Length == 0) continue;
            // Of the many that read alike one is kept.
            var text = string.Join('|', subjects);
            if (texts.TryGetValue(text, out var alike)) text = alike;
            else texts.Add(text, text);
            var place = new Place(text, row.Level, row.Both, measure.Stock || (row.Month == row.Level && row.MonthBoth == row.Both));
            var at = places.GetValueOrDefault(row.EnterpriseId, (Now: Place.None, Then: Place.None));
            places[row.EnterpriseId] = row.Now ? (place, at.Then) : (at.Now, place);
        }

        return Of(places.Values);
    }

    /// <summary>Counts enterprises by their places.</summary>
    public static CellCounts Of(IEnumerable<(Place Now, Place Then)> places)
    {
        var found = new CellCounts();
        foreach (var at in places) found.counts[at] = found.counts.GetValueOrDefault(at) + 1;
        return found;
    }

    /// <summary>Those that are not among others.</summary>
    public CellCounts Without(CellCounts others)
    {
        var left = new CellCounts();
        foreach (var (at, count) in counts)
            if (count - others.counts.GetValueOrDefault(at) is > 0 and var rest) left.counts[at] = rest;
        return left;
    }
}
