using System.Globalization;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Indicators;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Microsoft.AspNetCore.Http;

namespace Jingkai.Economy.Exchange;

/// <summary>Filter and order of delivered figures and targets as they stand in an address; one for pages and exports.</summary>
internal sealed record DeliveredQuery
{
    public static IReadOnlyList<string> ObservationSorts { get; } = ["period", "indicator", "published"];

    public static IReadOnlyList<string> TargetSorts { get; } = ["year", "indicator"];

    /// <summary>Codes of the indicators wanted; null for all.</summary>
    public IReadOnlyList<string>? Indicators { get; init; }

    /// <summary>Figures whose period ends in the last month of this one.</summary>
    public Period? Period { get; init; }

    public int? Year { get; init; }

    public string? Sort { get; init; }

    /// <summary>Reads <c>q</c>, <c>indicator</c> (code, name or alias), <c>period</c>, <c>year</c> and <c>sort</c>.</summary>
    /// <returns>The query, or <c>unknown-indicator</c>, <c>bad-period</c>, <c>bad-filter</c>.</returns>
    public static async Task<Result<DeliveredQuery>> ReadAsync(IQueryCollection filters, IndicatorCatalog catalog, CancellationToken cancel)
    {
        var query = new DeliveredQuery { Indicators = Matching(filters["q"], await catalog.AllAsync(cancel)), Sort = filters["sort"].ToString() is { Length: > 0 } sort ? sort : null };
        if (filters["indicator"].ToString() is { Length: > 0 } name)
        {
            if (!(await catalog.FindAsync(name, cancel)).Try(out var indicator, out var unknown)) return unknown.At("indicator");
            query = query with { Indicators = query.Indicators is null || query.Indicators.Contains(indicator.Code) ? [indicator.Code] : [] };
        }

        if (filters["period"].ToString() is { Length: > 0 } text)
        {
            if (!Kernel.Period.Parse(text).Try(out var period, out var bad)) return bad.At("period");
            query = query with { Period = period };
        }

        if (filters["year"].ToString() is { Length: > 0 } digits)
        {
            if (!int.TryParse(TextNormal.HalfWidth(digits), NumberStyles.None, CultureInfo.InvariantCulture, out var year)) return ApiErrors.BadFilter("year", digits);
            query = query with { Year = year };
        }

        return query;
    }

    /// <summary>Codes of the indicators whose name, alias or code contains the text; null when there is none.</summary>
    public static IReadOnlyList<string>? Matching(string? q, IEnumerable<Indicator> indicators) => TextNormal.SearchKey(q ?? "") is { Length: > 0 } key
        ? [.. indicators.Where(i => new[] { i.Code, i.NameZh, i.NameEn }.Concat(i.Aliases).Any(name => TextNormal.SearchKey(name).Contains(key, StringComparison.Ordinal))).Select(i => i.Code)]
        : null;

    /// <summary>The figures wanted.</summary>
    public IQueryable<Observation> Filter(IQueryable<Observation> rows)
    {
        if (Indicators is { } codes) rows = rows.Where(o => codes.Contains(o.Indicator));
        if (Period is not { } period) return rows;
        var (start, end) = (new DateOnly(period.End.Year, period.End.Month, 1), new DateOnly(period.End.Year, period.End.Month, 1).AddMonths(1));
        return rows.Where(o => o.PeriodEnd >= start && o.PeriodEnd < end);
    }

    /// <summary>The targets wanted.</summary>
    public IQueryable<Target> Filter(IQueryable<Target> rows)
    {
        if (Indicators is { } codes) rows = rows.Where(t => codes.Contains(t.Indicator));
        return Year is { } year ? rows.Where(t => t.Year == year) : rows;
    }

    /// <summary>In the order asked for, down to a single row.</summary>
    public Result<IQueryable<Observation>> Order(IQueryable<Observation> rows)
    {
        IOrderedQueryable<Observation>? ordered = Sort switch
        {
            "period" => rows.OrderBy(o => o.PeriodEnd),
            null or "-period" => rows.OrderByDescending(o => o.PeriodEnd),
            "indicator" => rows.OrderBy(o => o.Indicator),
            "-indicator" => rows.OrderByDescending(o => o.Indicator),
            // What has no such day stands last either way, on both databases.
            "published" => rows.OrderBy(o => o.PublishedOn == null).ThenBy(o => o.PublishedOn),
            "-published" => rows.OrderBy(o => o.PublishedOn == null).ThenByDescending(o => o.PublishedOn),
            _ => null,
        };
        return ordered is null ? ApiErrors.BadSort(Sort!, ObservationSorts) : Result.Ok<IQueryable<Observation>>(ordered.ThenBy(o => o.Id));
    }

    /// <summary>In the order asked for, down to a single row.</summary>
    public Result<IQueryable<Target>> Order(IQueryable<Target> rows)
    {
        IOrderedQueryable<Target>? ordered = Sort switch
        {
            "year" => rows.OrderBy(t => t.Year),
            null or "-year" => rows.OrderByDescending(t => t.Year),
            "indicator" => rows.OrderBy(t => t.Indicator),
            "-indicator" => rows.OrderByDescending(t => t.Indicator),
            _ => null,
        };
        return ordered is null ? ApiErrors.BadSort(Sort!, TargetSorts) : Result.Ok<IQueryable<Target>>(ordered.ThenBy(t => t.Id));
    }
}
