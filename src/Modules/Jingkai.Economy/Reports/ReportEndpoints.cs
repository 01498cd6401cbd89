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
            if (!PageRequest.Parse(page, size).Try(out var request, out var error) || !ReportQuery.Filter(db, http.Query).Try(out var query, out error)) return ApiResults.Problem(error);
            return ApiResults.From(await reports.ListAsync(query, request, sort, cancel));
        }).RequirePermission("reports.read");

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
            string enterprise, string month, Correction input, [FromHeader(Name = "If-Match")] string? ifMatch, ReportService reports, CancellationToken cancel) =>
        {
            var period = Period.Parse(month);
            if (!period.IsOk) return ApiResults.Problem(period.Error);
            var seen = input.SeenVersion ?? (int.TryParse(ifMatch?.Trim('"', 'W', '/'), out var version) ? version : ifMatch is null or "*" ? null : -1);
            var corrected = await reports.CorrectAsync(enterprise, period.Value, input with { SeenVersion = seen }, cancel);
            return ApiResults.From(corrected.Map(items => new { items, total = items.Count, page = 1, size = items.Count }));
        }).RequirePermission("reports.write");
    }
}
