using System.Globalization;
using Jingkai.Economy.Figures;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Economy.Analysis;

/// <summary>An assessment scheme with the year it holds from.</summary>
/// <param name="Version">Version of what was set, for <c>If-Match</c>; null: as shipped.</param>
internal sealed record SchemeView(int? From, AssessmentScheme? Scheme, int? Version = null);

/// <summary>Analysis of figures over the interface.</summary>
internal static class AnalysisEndpoints
{
    public static void Map(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/figures/contributions", async (
            string? indicator, string? period, string? subject, string? by, string? sort, string? page, string? size, ContributionReader reader, CancellationToken cancel) =>
        {
            var request = PageRequest.Parse(page, size);
            return request.IsOk ? ApiResults.From(await reader.ReadAsync(new(indicator, period, subject, by, sort), request.Value, cancel)) : ApiResults.Problem(request.Error);
        }).RequirePermission(FigureEndpoints.Permission).Produces<ContributionView>()
            .WithSummary("Contribution (rate, per cent of the change) and pull (percentage points) of the parts of a growth, over enterprises with value and comparable prior. by: industry, group, park, enterprise (readers of every enterprise only); sort: pull, -pull. What the items leave of the whole is the line of kind rest.");

        zone.MapGet("/figures/pace", async (string? year, string? indicator, string? subject, PaceReader reader, CancellationToken cancel) =>
        {
            var asked = YearOf(year);
            if (!asked.IsOk) return ApiResults.Problem(asked.Error);
            return ApiResults.From((await reader.ReadAsync(asked.Value, indicator, subject, cancel)).Map(items => new PagedList<PaceLine>(items, items.Count, 1, Math.Max(1, items.Count))));
        }).RequirePermission(FigureEndpoints.Permission).Produces<PagedList<PaceLine>>()
            .WithSummary("Targets of a year with completion against time progress, what is missing, and the monthly average and growth the remaining months need; the most behind first.");

        zone.MapGet("/figures/recovery", async (string? indicator, string? subject, string? from, string? to, string? zones, RecoveryReader reader, CancellationToken cancel) =>
            ApiResults.From(await reader.ReadAsync(new(indicator, subject, from, to, (zones ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)), cancel)))
            .RequirePermission(FigureEndpoints.Permission).Produces<RecoveryView>()
            .WithSummary("Growth by month and year to date with the deepest fall below zero: trough, depth in points, months down and up, where it stands now. zones: codes of other zones to set beside.");

        zone.MapGet("/alerts", async (string? kind, string? state, string? indicator, string? q, string? page, string? size, AlertReader reader, CancellationToken cancel) =>
        {
            var request = PageRequest.Parse(page, size);
            return request.IsOk ? ApiResults.From(await reader.ReadAsync(new(kind, state, indicator, q), request.Value, cancel)) : ApiResults.Problem(request.Error);
        }).RequirePermission(FigureEndpoints.Permission).Produces<PagedList<AlertView>>()
            .WithSummary("Alerts with what triggered them, as the figures stand now. kind: growth, behind, below, outlier, late; state: open (also those whose value changed after a note), acknowledged, all.");

        zone.MapPost("/alerts/notes", async (AlertNoteInput input, AlertReader reader, CancellationToken cancel) => ApiResults.From(await reader.NoteAsync(input, cancel)))
            .RequirePermission("alerts.write").Produces<AlertView>().WithSummary("Takes note of an alert as it stands: key, note, and the value that was seen.");

        zone.MapGet("/analysis-settings", async (AnalysisSettings settings, CancellationToken cancel) =>
        {
            var items = await settings.AllAsync(cancel);
            return TypedResults.Ok(new { now = await settings.NowAsync(cancel), items, total = items.Count, page = 1, size = Math.Max(1, items.Count) });
        }).RequirePermission(FigureEndpoints.Permission).WithSummary("The thresholds of alerts and candidates, by the day they hold from.");

        zone.MapPut("/analysis-settings", async (SettingsInput input, [FromHeader(Name = "If-Match")] string? ifMatch, AnalysisSettings settings, CancellationToken cancel) =>
            ApiResults.From(await settings.SetAsync(input, IfMatch.TryRead(ifMatch, out var version) ? version : -1, cancel)))
            .RequirePermission("alerts.write").Produces<SettingsView>().WithSummary("Sets the thresholds from a day on; If-Match takes the version of what is set for that day, \"0\" where nothing may be.");

        zone.MapGet("/assessment", async (HttpRequest http, string? year, AssessmentReader reader, CancellationToken cancel) =>
        {
            var asked = YearOf(year);
            return asked.IsOk ? ApiResults.From(await reader.ReadAsync(asked.Value, [.. http.Query["set"].OfType<string>()], cancel)) : ApiResults.Problem(asked.Error);
        }).RequirePermission(FigureEndpoints.Permission).Produces<AssessmentView>()
            .WithSummary("What the assessment of a year would give: score, rank among the zones whose values were entered, and what is missing. set=ITEM=VALUE tries a value out, several times if wanted.").WithQuery(new QueryParameter("set", "ITEM=VALUE to try out."));

        zone.MapGet("/assessment-scheme", async (string? year, AssessmentReader reader, Jingkai.Platform.Data.JingkaiDbContext db, CancellationToken cancel) =>
        {
            var asked = YearOf(year);
            if (!asked.IsOk) return ApiResults.Problem(asked.Error);
            return TypedResults.Ok(await reader.SchemeAsync(asked.Value ?? db.Today.Year, cancel));
        }).RequirePermission(FigureEndpoints.Permission).Produces<SchemeView>().WithSummary("The assessment scheme of a year; from is null while it is the shipped one.");

        zone.MapPut("/assessment-scheme", async (SchemeView input, [FromHeader(Name = "If-Match")] string? ifMatch, AssessmentReader reader, CancellationToken cancel) =>
            ApiResults.From(await reader.SetAsync(input.From, input.Scheme, IfMatch.TryRead(ifMatch, out var version) ? version : -1, cancel)))
            .RequirePermission("alerts.write").Produces<SchemeView>().WithSummary("Sets the assessment scheme from a year on; If-Match takes the version of what is set for that year, \"0\" where nothing may be.");

        zone.MapGet("/above-scale-candidates", async (string? status, string? q, string? page, string? size, CandidateReader reader, CancellationToken cancel) =>
        {
            var request = PageRequest.Parse(page, size);
            return request.IsOk ? ApiResults.From(await reader.ReadAsync(status, q, request.Value, cancel)) : ApiResults.Problem(request.Error);
        }).RequirePermission(SmallCells.Permission).Produces<CandidateList>()
            .WithSummary("Enterprises not listed above scale whose revenue of twelve months comes near their sector's threshold, with what is missing.");
    }

    /// <summary>A year of four digits; null when none is given.</summary>
    internal static Result<int?> YearOf(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return (int?)null;
        return int.TryParse(TextNormal.HalfWidth(text), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1949 and <= 2200 ? (int?)year : ApiErrors.BadFilter("year", text);
    }
}
