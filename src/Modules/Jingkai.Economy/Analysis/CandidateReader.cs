using System.Text.Json.Serialization;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Indicators;
using Jingkai.Enterprises.Contracts;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Analysis;

/// <summary>An enterprise below scale whose turnover comes near the threshold of its sector. Whether it is listed the statistics
/// office alone says; this is only where to look.</summary>
/// <param name="Turnover">Operating revenue of the last twelve months that are reported, 万元.</param>
/// <param name="Share">Turnover ÷ threshold in per cent.</param>
/// <param name="Status">reached, or near.</param>
/// <param name="Lacking">What is missing to the threshold, 万元; zero when reached.</param>
/// <param name="MissingMonths">Months of the twelve without a report: the turnover is at least what is shown.</param>
internal sealed record CandidateLine(
    string Enterprise, string? CreditCode, string Name, string? Industry, string Sector, decimal Threshold, decimal Turnover, decimal Share, string Status, decimal Lacking, IReadOnlyList<string> MissingMonths,
    string From, string To, [property: JsonIgnore] int Month, [property: JsonIgnore] string? IndustryName);

/// <summary>Candidates with what could not be judged.</summary>
/// <param name="NoIndustry">Enterprises below scale that report but have no industry code, so no threshold.</param>
/// <param name="NoThreshold">Enterprises of sectors where turnover does not decide.</param>
internal sealed record CandidateList(IReadOnlyList<CandidateLine> Items, long Total, int Page, int Size, long NoIndustry, long NoThreshold, string? From, string? To);

/// <summary>The 小升规 list, under the reader's scope.</summary>
internal sealed class CandidateReader(JingkaiDbContext db, IEnterpriseDirectory directory, AnalysisSettings settings, IndicatorCatalog catalog)
{
    private const string Revenue = "IND_REV";

    public async Task<Result<CandidateList>> ReadAsync(string? status, string? text, PageRequest page, CancellationToken cancel = default)
    {
        if (status is not (null or "" or "reached" or "near")) return ApiErrors.BadFilter("status", status);
        await using var moment = await db.SnapshotAsync(cancel);
        var rules = new AlertRules((await settings.NowAsync(cancel)).Thresholds);
        var (measure, today) = (Measures.Of(Revenue)!, db.Today);
        var values = db.Set<ReportValue>().AsNoTracking().Where(v => v.Measure == measure.Id);
        var newest = MonthKey.Of(today);
        if (await values.Where(v => v.Month <= newest).MaxAsync(v => (int?)v.Month, cancel) is not { } last) return new CandidateList([], 0, page.Page, page.Size, 0, 0, null, null);
        var first = MonthKey.Of(MonthKey.LastDay(last).AddMonths(-11));
        var listed = await directory.ListedAsync(today, cancel);
        var spans = await db.Set<EnterpriseSpan>().AsNoTracking().Where(s => s.Operating && !s.AboveScale && s.FromOn <= today && (s.UntilOn == null || s.UntilOn > today)).ToDictionaryAsync(s => s.EnterpriseId, s => s.Industry, cancel);
        var below = from v in values.Where(v => v.Month >= first && v.Month <= last && v.MonthE4 != null)
                    join s in db.Set<EnterpriseSpan>().Where(s => s.Operating && !s.AboveScale && s.FromOn <= today && (s.UntilOn == null || s.UntilOn > today)) on v.EnterpriseId equals s.EnterpriseId
                    select new { v.EnterpriseId, v.Month, Value = v.MonthE4!.Value };
        var reports = (await below.ToListAsync(cancel)).Where(r => !listed.Contains(r.EnterpriseId)).ToLookup(r => r.EnterpriseId);
        var merged = (await catalog.FindAsync(Revenue, cancel)).Value.Merged;
        var months = Months(first, last, merged).ToList();
        var (lines, noIndustry, noThreshold) = (new List<(Guid Id, CandidateLine Line)>(), 0L, 0L);
        foreach (var enterprise in reports)
        {
            var industry = spans.GetValueOrDefault(enterprise.Key);
            if (rules.SectorOf(industry) is not { } sector)
            {
                if (industry is null) noIndustry++;
                else noThreshold++;
                continue;
            }

            if (sector.WanYuan is not { } threshold)
            {
                noThreshold++;
                continue;
            }

            // Ten-thousandths of a yuan; a merged February carries January, so a window that begins with February has a month more in it and none less.
            var turnover = enterprise.Sum(r => r.Value) / 100_000_000m;
            if (!rules.Candidate(turnover, threshold)) continue;
            var missing = months.Except(enterprise.Select(r => r.Month)).Select(m => MonthKey.PeriodOf(m, merged).ToString()).ToList();
            lines.Add((enterprise.Key, new("", null, "", industry, sector.Kind, threshold, turnover, Rounding.Display(turnover / threshold * 100, 1), turnover >= threshold ? "reached" : "near", Math.Max(0, threshold - turnover), missing,
                Period.FromYearMonth(first).ToString(), Period.FromYearMonth(last).ToString(), last, industry is { } code && IndustryCode.Find(code).Try(out var found, out _) ? found.Shown : null)));
        }

        var ids = lines.Select(l => l.Id).ToList();
        var names = await db.Set<EnterpriseCopy>().AsNoTracking().Where(e => ids.Contains(e.EnterpriseId)).ToDictionaryAsync(e => e.EnterpriseId, cancel);
        var all = lines.Where(l => names.ContainsKey(l.Id)).Select(l => l.Line with { Enterprise = names[l.Id].Code, CreditCode = names[l.Id].CreditCode, Name = names[l.Id].Name })
            .Where(l => string.IsNullOrEmpty(status) || l.Status == status).Where(l => string.IsNullOrWhiteSpace(text) || l.Name.Contains(TextNormal.Clean(text), StringComparison.Ordinal) || l.Enterprise == text.Trim())
            .OrderByDescending(l => l.Turnover / l.Threshold).ThenBy(l => l.Enterprise, StringComparer.Ordinal).ToList();
        return new CandidateList([.. all.Skip(page.Skip).Take(page.Size)], all.Count, page.Page, page.Size, noIndustry, noThreshold, Period.FromYearMonth(first).ToString(), Period.FromYearMonth(last).ToString());
    }

    /// <summary>Months with a report of their own; a merged January has none.</summary>
    private static IEnumerable<int> Months(int first, int last, bool merged)
    {
        for (var month = first; month <= last; month = MonthKey.Next(month))
            if (!(merged && MonthKey.Month(month) == 1)) yield return month;
    }
}
