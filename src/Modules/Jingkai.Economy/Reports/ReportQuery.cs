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
    /// <returns>The reports, or <c>bad-period</c> or <c>bad-filter</c> (400): a filter that cannot be read never lets everything through.</returns>
    public static Result<IQueryable<ReportLine>> Filter(JingkaiDbContext db, IQueryCollection filters)
    {
        var values = db.Set<ReportValue>().AsNoTracking();
        if (!Month(filters, "period").Try(out var month, out var error) || !Month(filters, "from").Try(out var from, out error) || !Month(filters, "to").Try(out var to, out error)) return error;
        if (month is not null) values = values.Where(v => v.Month == month);
        if (from is not null) values = values.Where(v => v.Month >= from);
        if (to is not null) values = values.Where(v => v.Month <= to);
        if (filters["indicator"].ToString() is { Length: > 0 } indicator)
        {
            if (Measures.Of(indicator) is not { } measure) return ApiErrors.BadFilter("indicator", indicator);
            values = values.Where(v => v.Measure == measure.Id);
        }

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

    private static Result<int?> Month(IQueryCollection filters, string name)
    {
        if (filters[name].ToString() is not { Length: > 0 } text) return (int?)null;
        return Period.Parse(text).Try(out var period, out var error) ? (int?)period.YearMonth : error.At(name);
    }
}
