using Jingkai.Economy.Domain;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.RulePacks.Facts;
using Jingkai.Rules;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Rules;

/// <summary>What an enterprise reported of whole years, from its monthly reports: the December of a year carries the year.</summary>
internal sealed class ReportedFacts(JingkaiDbContext db) : IFactSource
{
    private const int December = 12;

    /// <summary>Above, whole columns are read instead of rows by id.</summary>
    private const int Few = 500;

    private static Unit Yuan { get; } = Unit.Find("元").Value;

    private static Unit Power { get; } = Unit.Find("千瓦时").Value;

    private static readonly IReadOnlyList<(string Measure, string Code)> Yearly = [("IND_REV", "revenue"), ("IND_GOV", "output"), ("TAX", "tax"), ("POWER_IND", "power")];

    public string Subject => "enterprise";

    public IReadOnlyList<string> Offers { get; } = [.. Yearly.SelectMany(y => new[] { y.Code, $"{y.Code}_prior" }), "best_before"];

    public async Task TellAsync(FactQuestion question, Action<Guid, string, GivenFact> tell, CancellationToken cancel)
    {
        // Who may not read the reports is not told what is in them, by no verdict either.
        if (!db.Actor.May("reports.read")) return;
        var year = question.On.Year - 1;
        var measures = Yearly.Where(y => question.Wanted.Overlaps([y.Code, $"{y.Code}_prior"])).Select(y => Measures.Of(y.Measure)!.Id).ToHashSet();
        var best = question.Wanted.Contains("best_before");
        if (best) measures.Add(Measures.Of("IND_REV")!.Id);
        if (measures.Count == 0) return;
        var ids = question.Subjects.Select(s => s.Id).ToHashSet();
        var some = ids.Count <= Few ? ids.ToArray() : null;
        var last = MonthKey.Of(year, December);
        var rows = await db.Set<ReportValue>().AsNoTracking()
            .Where(v => measures.Contains(v.Measure) && v.Month <= last && (best || v.Month == last) && v.Month % 100 == December && (some == null || some.Contains(v.EnterpriseId))).ToListAsync(cancel);
        foreach (var row in rows.Where(r => r.Month == last && ids.Contains(r.EnterpriseId)))
        {
            var y = Yearly.First(y => Measures.Of(y.Measure)!.Id == row.Measure);
            var note = new FactNote($"企业月报 {year}年", MonthKey.LastDay(last));
            if (row.YtdE4 is { } value) tell(row.EnterpriseId, y.Code, GivenFact.Of(value / 10_000m, UnitOf(y.Measure), note));
            if (row.YtdPriorE4 is { } prior) tell(row.EnterpriseId, $"{y.Code}_prior", GivenFact.Of(prior / 10_000m, UnitOf(y.Measure), note));
        }

        if (!best) return;
        var revenue = Measures.Of("IND_REV")!.Id;
        foreach (var enterprise in rows.Where(r => r.Measure == revenue && r.YtdE4 is not null && ids.Contains(r.EnterpriseId)).GroupBy(r => r.EnterpriseId))
        {
            // The comparable value of the year before counts where that year itself was not reported.
            var before = enterprise.Where(r => r.Month < last).Select(r => r.YtdE4!.Value).Concat(enterprise.Select(r => r.YtdPriorE4).OfType<long>()).ToList();
            if (before.Count > 0) tell(enterprise.Key, "best_before", GivenFact.Of(before.Max() / 10_000m, Yuan, new("企业月报", MonthKey.LastDay(MonthKey.Of(year - 1, December)))));
        }
    }

    private static Unit UnitOf(string measure) => Measures.Of(measure)!.Base == "元" ? Yuan : Power;
}
