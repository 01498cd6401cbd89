using Jingkai.Economy.Domain;
using Jingkai.Economy.Indicators;
using Jingkai.Economy.Rollups;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Figures;

/// <summary>A relation that does not hold, with its figures and the difference.</summary>
internal sealed record BrokenRelation(string Relation, string Message, string Indicator, string Period, decimal? Left, decimal? Right, decimal? Difference, string Unit, IReadOnlyList<string> Figures);

/// <summary>Checks that figures agree with one another: delivered and rolled up, month and year to date, parts and whole.
/// Totals are delivered, so parts may differ by rounding; nothing is ever adjusted.</summary>
internal sealed class Consistency(JingkaiDbContext db, IndicatorCatalog indicators, SubjectFinder subjects, FigureReader reader, MoreRelations more)
{
    public async Task<Result<IReadOnlyList<BrokenRelation>>> CheckAsync(string? periodText, CancellationToken cancel = default)
    {
        if (string.IsNullOrWhiteSpace(periodText)) return FigureErrors.Missing("period");
        var period = Period.Parse(periodText.Trim());
        if (!period.IsOk) return period.Error;
        var broken = new List<BrokenRelation>();
        await using var moment = await db.SnapshotAsync(cancel);
        var delivered = (await db.Set<Observation>().AsNoTracking().Where(o => o.Current && o.Subject != Rollups.Subjects.Zone && o.PeriodEnd == period.Value.End)
            .Select(o => new { o.Indicator, o.Subject }).Distinct().ToListAsync(cancel)).ToLookup(o => o.Indicator, o => o.Subject);
        foreach (var indicator in await indicators.AllAsync(cancel))
        {
            // Counts come from one set of records: there are no two of them to disagree.
            if (indicator.Counted is not null) continue;
            var checkedPeriod = FigurePeriods.Check(indicator, period.Value);
            if (checkedPeriod.IsOk) await Check(indicator, checkedPeriod.Value, delivered[indicator.Code], broken, cancel);
        }

        return broken;
    }

    private async Task Check(Indicator indicator, Period period, IEnumerable<string> delivered, List<BrokenRelation> broken, CancellationToken cancel)
    {
        var whole = (await reader.ReadAsync(indicator, Subject.Zone, [period], null, cancel))[0];
        if (whole is null || whole.Withheld) return;
        if (whole is { Origin: "reported", RolledUp: { Difference: { } difference } sum } && difference != 0)
            broken.Add(new("reported-and-rolled-up", new Text("部门数与企业汇总数不一致", "The office's figure and the enterprises' sum differ").Current, indicator.Code, period.ToString(), whole.Value, sum.Value, difference, indicator.Unit, [whole.Ref]));
        if (indicator.Cumulative && period.Kind == PeriodKind.YearToDate && period.Index > (indicator.Merged ? 2 : 1)) await Steps(indicator, period, whole, broken, cancel);
        await Parts(indicator, period, whole, delivered, broken, cancel);
        await more.CheckAsync(indicator, period, whole, broken, cancel);
    }

    /// <summary>The year to date is the earlier year to date and the month.</summary>
    private async Task Steps(Indicator indicator, Period period, Figure whole, List<BrokenRelation> broken, CancellationToken cancel)
    {
        var parts = await reader.ReadAsync(indicator, Subject.Zone, [Period.YearToDate(period.Year, period.Index - 1), Period.Month(period.Year, period.Index)], null, cancel);
        if (parts[0] is not { Value: { } before } earlier || parts[1] is not { Value: { } month } last || whole.Value is not { } value) return;
        // A month that is itself the difference of the two levels says nothing.
        if (last.Origin == "derived" || before + month == value) return;
        broken.Add(new("month-and-year-to-date", new Text("上期累计加本月不等于本期累计", "The earlier year-to-date value and the month do not add up").Current,
            indicator.Code, period.ToString(), value, before + month, value - before - month, indicator.Unit, [whole.Ref, earlier.Ref, last.Ref]));
    }

    /// <summary>No part is more than the whole, nor are the leading industries together. Ratios have no parts, and a loss elsewhere
    /// lets one part of a profit exceed the whole.</summary>
    private async Task Parts(Indicator indicator, Period period, Figure whole, IEnumerable<string> delivered, List<BrokenRelation> broken, CancellationToken cancel)
    {
        if (indicator.Aggregation is "rate" or "avg" || indicator.Code == "IND_PROFIT" || whole.Value is not { } value) return;
        var named = await subjects.NamedAsync(cancel);
        var about = delivered.Select(d => SubjectTexts.Find(d, named)).Where(d => d.IsOk).Select(d => d.Value).ToList();
        var groups = (await subjects.SetsAsync(cancel)).FirstOrDefault(s => s.Covers(period.End))?.Groups.Select(g => new Subject(SubjectKind.Group, g.Name, g.Name)).ToList() ?? [];
        if (Measures.Of(indicator.Code) is not null) about = [.. about.Union(groups)];
        if (about.Count == 0) return;
        var parts = (await reader.ReadAsync(indicator, about, [period], null, cancel)).Select(r => r[0]).OfType<Figure>().Where(p => !p.Withheld).ToList();
        foreach (var part in parts.Where(p => p.Value > value)) Add(part.Value!.Value, [part], new Text($"{part.SubjectName}大于全区", $"{part.SubjectName} is more than the zone"));
        var leading = parts.Where(p => groups.Any(g => g.Text == p.Subject)).ToList();
        var sum = leading.Sum(p => p.Value ?? 0);
        if (leading.Count > 1 && sum > value) Add(sum, leading, new Text("主导产业合计大于全区", "The leading industries add up to more than the zone"));

        void Add(decimal left, IReadOnlyList<Figure> figures, Text message) =>
            broken.Add(new("parts-and-whole", message.Current, indicator.Code, period.ToString(), left, value, left - value, indicator.Unit, [whole.Ref, .. figures.Select(p => p.Ref)]));
    }
}
