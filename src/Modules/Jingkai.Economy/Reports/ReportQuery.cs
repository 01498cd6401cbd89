using Jingkai.Economy.Domain;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Reports;

/// <summary>A stored value with its enterprise.</summary>
internal sealed class ReportLine
{
    public required ReportValue Value { get; init; }

    public required string Code { get; init; }

    public required string? CreditCode { get; init; }

    public required string Name { get; init; }

    public required string SortKey { get; init; }
}

/// <summary>Reports by enterprise, period and measure, under the reader's scope.</summary>
internal static class ReportQuery
{
    /// <summary>Reads <c>period</c>, <c>from</c>, <c>to</c>, <c>indicator</c>, <c>enterprise</c> and <c>q</c>.</summary>
    /// <returns>The reports, or <c>bad-period</c>, <c>bad-filter</c> (400).</returns>
    public static Result<IQueryable<ReportLine>> Filter(JingkaiDbContext db, IQueryCollection filters)
    {
        Error? error = null;
        int? Month(string name)
        {
            if (filters[name].ToString() is not { Length: > 0 } text) return null;
            if (Period.Parse(text).Try(out var period, out var bad)) return period.YearMonth;
            error ??= bad.At(name);
            return null;
        }

        var values = db.Set<ReportValue>().AsNoTracking();
        if (Month("period") is { } month) values = values.Where(v => v.Month == month);
        if (Month("from") is { } from) values = values.Where(v => v.Month >= from);
        if (Month("to") is { } to) values = values.Where(v => v.Month <= to);
        if (filters["indicator"].ToString() is { Length: > 0 } indicator)
        {
            var measure = Measures.Of(indicator) ?? Measures.All.FirstOrDefault(m => m.Heading == indicator);
            if (measure is null) error ??= ApiErrors.BadFilter("indicator", indicator);
            else values = values.Where(v => v.Measure == measure.Id);
        }

        if (error is not null) return error;
        var lines = from v in values join e in db.Set<EnterpriseCopy>() on v.EnterpriseId equals e.EnterpriseId select new { v, e };
        if (filters["enterprise"].ToString() is { Length: > 0 } key) lines = lines.Where(l => l.e.Code == key || l.e.CreditCode == key);
        if (TextNormal.Clean(filters["q"].ToString()) is { Length: > 0 } q) lines = lines.Where(l => l.e.Name.Contains(q) || l.e.Code == q || l.e.CreditCode == q);
        return Result.Ok(lines.Select(l => new ReportLine { Value = l.v, Code = l.e.Code, CreditCode = l.e.CreditCode, Name = l.e.Name, SortKey = l.e.SortKey }));
    }

    /// <summary>What a list can be sorted by.</summary>
    public static IReadOnlyList<string> Sorts { get; } = ["name", "period", "value", "ytd"];

    /// <summary>In the order asked for, always down to a single row.</summary>
    public static Result<IQueryable<ReportLine>> Sort(IQueryable<ReportLine> lines, string? sort)
    {
        var text = string.IsNullOrEmpty(sort) ? "-period" : sort;
        var down = text[0] == '-';
        IOrderedQueryable<ReportLine>? ordered = (down ? text[1..] : text) switch
        {
            "name" => down ? lines.OrderByDescending(l => l.SortKey) : lines.OrderBy(l => l.SortKey),
            "period" => down ? lines.OrderByDescending(l => l.Value.Month) : lines.OrderBy(l => l.Value.Month),
            // What is not reported stands last either way.
            "value" => down ? lines.OrderBy(l => l.Value.MonthE4 == null).ThenByDescending(l => l.Value.MonthE4) : lines.OrderBy(l => l.Value.MonthE4 == null).ThenBy(l => l.Value.MonthE4),
            "ytd" => down ? lines.OrderBy(l => l.Value.YtdE4 == null).ThenByDescending(l => l.Value.YtdE4) : lines.OrderBy(l => l.Value.YtdE4 == null).ThenBy(l => l.Value.YtdE4),
            _ => null,
        };
        return ordered is null ? ApiErrors.BadSort(text, Sorts)
            : Result.Ok<IQueryable<ReportLine>>(ordered.ThenByDescending(l => l.Value.Month).ThenBy(l => l.SortKey).ThenBy(l => l.Code).ThenBy(l => l.Value.Measure));
    }

    /// <summary>In the order asked for, the measures of an enterprise and month side by side. A row of all measures has no order by
    /// one of their values; then, as without a sort, they stand as they are stored, which costs the database nothing.</summary>
    public static Result<IQueryable<ReportLine>> SortRows(IQueryable<ReportLine> lines, string? sort)
    {
        if (!Sort(lines, sort).Try(out _, out var error)) return error;
        var ordered = sort switch
        {
            "name" => lines.OrderBy(l => l.SortKey).ThenBy(l => l.Value.EnterpriseId).ThenBy(l => l.Value.Month),
            "-name" => lines.OrderByDescending(l => l.SortKey).ThenByDescending(l => l.Value.EnterpriseId).ThenBy(l => l.Value.Month),
            "period" => lines.OrderBy(l => l.Value.Month).ThenBy(l => l.SortKey).ThenBy(l => l.Value.EnterpriseId),
            "-period" => lines.OrderByDescending(l => l.Value.Month).ThenBy(l => l.SortKey).ThenBy(l => l.Value.EnterpriseId),
            _ => lines.OrderBy(l => l.Value.EnterpriseId).ThenBy(l => l.Value.Month),
        };
        return Result.Ok<IQueryable<ReportLine>>(ordered.ThenBy(l => l.Value.Measure));
    }
}
