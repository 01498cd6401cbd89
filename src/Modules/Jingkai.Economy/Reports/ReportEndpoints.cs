using Jingkai.Economy.Months.Citations;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Economy.Reports;

/// <summary>Enterprises' monthly reports over the interface.</summary>
internal static class ReportEndpoints
{
    public static void Map(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/enterprise-reports", async (HttpRequest http, string? page, string? size, string? sort, JingkaiDbContext db, ReportService reports, CancellationToken cancel) =>
        {
            var request = PageRequest.Parse(page, size);
            if (!request.IsOk) return ApiResults.Problem(request.Error);
            return ReportQuery.Filter(db, http.Query).Try(out var lines, out var error) ? ApiResults.From(await reports.ListAsync(lines, request.Value, sort, cancel)) : ApiResults.Problem(error);
        }).RequirePermission("reports.read").Produces<PagedList<ReportView>>().WithSummary("Enterprises' monthly reports.").WithQuery(
            new QueryParameter("period", "The month."), new("from", "First month."), new("to", "Last month."), new("indicator", "Code of the measure's indicator."), new("enterprise", "Code or credit code."), new("q", "Part of the enterprise's name, or its code."));

        zone.MapGet("/enterprise-reports/{enterprise}/{month}", async (string enterprise, string month, ReportService reports, CancellationToken cancel) =>
        {
            var period = Period.Parse(month);
            if (!period.IsOk) return ApiResults.Problem(period.Error);
            var items = await reports.MonthAsync(enterprise, period.Value.YearMonth, cancel);
            return items.Count == 0 ? ApiResults.Problem(ApiErrors.NotFound) : TypedResults.Ok(new { items, total = items.Count, page = 1, size = items.Count });
        }).RequirePermission("reports.read");

        zone.MapGet("/enterprise-reports/{enterprise}/{month}/{indicator}/versions", async (string enterprise, string month, string indicator, ReportService reports, CancellationToken cancel) =>
        {
            var period = Period.Parse(month);
            if (!period.IsOk) return ApiResults.Problem(period.Error);
            if ((await reports.MonthAsync(enterprise, period.Value.YearMonth, cancel)).All(r => r.Indicator != indicator)) return ApiResults.Problem(ApiErrors.NotFound);
            var items = await reports.VersionsAsync(enterprise, indicator, period.Value.YearMonth, cancel);
            return TypedResults.Ok(new { items, total = items.Count, page = 1, size = Math.Max(items.Count, 1) });
        }).RequirePermission("reports.read");

        zone.MapPatch("/enterprise-reports/{enterprise}/{month}", async (
            string enterprise, string month, Correction input, [FromHeader(Name = "If-Match")] string? ifMatch, ReportService reports, CitationReader citations, CancellationToken cancel) =>
        {
            var period = Period.Parse(month);
            if (!period.IsOk) return ApiResults.Problem(period.Error);
            // A tag that was never given names no version.
            if (!IfMatch.TryRead(ifMatch, out var version)) version = -1;
            var corrected = await reports.CorrectAsync(enterprise, period.Value, input with { SeenVersion = input.SeenVersion ?? version }, cancel);
            if (!corrected.IsOk) return ApiResults.Problem(corrected.Error);
            var citedBy = CitationReader.Papers(await citations.OfReportAsync(enterprise, input.Indicator!, period.Value.YearMonth, input.Carry, cancel));
            return TypedResults.Ok(new { items = corrected.Value, total = corrected.Value.Count, page = 1, size = corrected.Value.Count, citedBy });
        }).RequirePermission("reports.write");
    }
}
