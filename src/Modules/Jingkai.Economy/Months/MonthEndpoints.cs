using Jingkai.Economy.Domain;
using Jingkai.Economy.Months.Citations;
using Jingkai.Economy.Months.Duties;
using Jingkai.Economy.Months.Reconciliation;
using Jingkai.Economy.Months.Tasks;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Economy.Months;

/// <summary>Months, tasks, plan and citations over the interface; duties have their own: <see cref="DutyEndpoints"/>.</summary>
internal static class MonthEndpoints
{
    public const string WritePermission = "reports.write";
    public const string CitePermission = "citations.write";

    public static void Map(IEndpointRouteBuilder zone)
    {
        MapMonths(zone);
        MapTasks(zone);
        MapCitations(zone);
        DutyEndpoints.Map(zone);
    }

    private static void MapMonths(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/months", async (string? page, string? size, MonthReader reader, CancellationToken cancel) =>
            PageRequest.Parse(page, size).Try(out var request, out var error) ? TypedResults.Ok(await reader.ListAsync(request, cancel)) : ApiResults.Problem(error)).RequirePermission(MonthsModel.DutyPermission);
        zone.MapGet("/months/{month}", async (string month, MonthReader reader, CancellationToken cancel) =>
            MonthService.Parse(month).Try(out var m, out var error) ? ApiResults.From(await reader.FindAsync(m, cancel)) : ApiResults.Problem(error)).RequirePermission(MonthsModel.DutyPermission);
        zone.MapPost("/months/{month}/lock", async (string month, LockBody body, MonthService months, MonthReader reader, CancellationToken cancel) =>
        {
            if (!MonthService.Parse(month).Try(out var m, out var error)) return ApiResults.Problem(error);
            var asked = await months.LockAsync(m, body.Reason, body.DespiteUnconfirmed == true, cancel);
            return asked.IsOk ? TypedResults.Json(new { signOff = asked.Value.Code, month = (await reader.FindAsync(m, cancel)).Value }, statusCode: 202) : ApiResults.Problem(asked.Error);
        }).RequirePermission(WritePermission);
        zone.MapPost("/months/{month}/unlock", async (string month, UnlockBody body, MonthService months, CitationReader citations, MonthReader reader, CancellationToken cancel) =>
        {
            if (!MonthService.Parse(month).Try(out var m, out var error)) return ApiResults.Problem(error);
            var asked = await months.UnlockAsync(m, body.Reason, cancel);
            return asked.IsOk
                ? TypedResults.Json(new { signOff = asked.Value.Code, citedBy = CitationReader.Papers(await citations.OfMonthAsync(m, cancel)), month = (await reader.FindAsync(m, cancel)).Value }, statusCode: 202)
                : ApiResults.Problem(asked.Error);
        }).RequirePermission(WritePermission);
        zone.MapGet("/months/{month}/changes", async (string month, MonthChanges changes, CancellationToken cancel) =>
        {
            if (!MonthService.Parse(month).Try(out var m, out var error)) return ApiResults.Problem(error);
            return await changes.ReadAsync(m, cancel) is { } found ? TypedResults.Ok(found) : ApiResults.Problem(ApiErrors.NotFound);
        }).RequirePermission("reports.read").WithSummary("What changed since the month was locked last: figures with old and new, and the values behind them with who and why.");
        zone.MapGet("/months/{month}/reconciliation", async (string month, Reconciler reconciler, CancellationToken cancel) =>
        {
            if (!MonthService.Parse(month).Try(out var m, out var error)) return ApiResults.Problem(error);
            var items = await reconciler.ReadAsync(m, cancel);
            return TypedResults.Ok(new { items, total = items.Count, page = 1, size = Math.Max(1, items.Count) });
        }).RequirePermission("reports.read").WithSummary("Delivered figures beside the sums of the enterprises' reports, and the enterprises that explain the difference.");
    }

    private static void MapTasks(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/report-tasks", async (string? month, TaskReader reader, MonthReader months, CancellationToken cancel) =>
        {
            IReadOnlyList<TaskView> items;
            if (string.IsNullOrEmpty(month)) items = [.. (await months.ListAsync(new(1, PageRequest.MaxSize), cancel)).Items.SelectMany(m => m.Tasks)];
            else if (MonthService.Parse(month).Try(out var m, out var error)) items = await reader.OfMonthsAsync([m], cancel);
            else return ApiResults.Problem(error);
            return TypedResults.Ok(new { items, total = items.Count, page = 1, size = Math.Max(1, items.Count) });
        }).RequirePermission(MonthsModel.DutyPermission);
        zone.MapPost("/report-tasks", async (OpenBody body, TaskOpener opener, TaskReader reader, Actor actor, CancellationToken cancel) =>
        {
            if (!MonthService.Parse(body.Month).Try(out var m, out var error)) return ApiResults.Problem(error);
            var opened = await opener.OpenAsync(m, cancel);
            if (!opened.IsOk) return ApiResults.Problem(opened.Error);
            var items = await reader.OfMonthsAsync([m], cancel);
            return TypedResults.Created($"/api/v1/zones/{actor.ZoneCode}/report-tasks?month={MonthKey.Text(m)}", new { opened = opened.Value.Tasks, duties = opened.Value.Duties, items, total = items.Count, page = 1, size = Math.Max(1, items.Count) });
        }).RequirePermission(WritePermission).WithIdempotency();
        zone.MapPost("/report-tasks/{code}/confirm", async (string code, ManyBody body, DutyService duties, CancellationToken cancel) =>
            ApiResults.From((await duties.ConfirmAllAsync(code, body.Ids, cancel)).Map(c => new { confirmed = c.Done, left = c.Left }))).RequirePermission(DutyService.ConfirmPermission);
        zone.MapPost("/report-tasks/{code}/remind", async (string code, ManyBody body, Reminders reminders, CancellationToken cancel) =>
            ApiResults.From((await reminders.RemindAsync(code, body.Ids, body.Text, cancel)).Map(n => new { reminded = n }))).RequirePermission(WritePermission);
        zone.MapGet("/report-plans", async (ReportPlans plans, CancellationToken cancel) =>
        {
            var items = await plans.ListAsync(cancel);
            return TypedResults.Ok(new { items, total = items.Count, page = 1, size = Math.Max(1, items.Count) });
        }).RequirePermission(WritePermission);
        zone.MapPost("/report-plans", async (NewPlanLine body, ReportPlans plans, Actor actor, CancellationToken cancel) =>
            (await plans.AddAsync(body, cancel)).Try(out var id, out var error) ? TypedResults.Created($"/api/v1/zones/{actor.ZoneCode}/report-plans", new { id }) : ApiResults.Problem(error)).RequirePermission(WritePermission).WithIdempotency();
        zone.MapDelete("/report-plans/{id:guid}", async (Guid id, ReportPlans plans, CancellationToken cancel) => ApiResults.From(await plans.RemoveAsync(id, cancel))).RequirePermission(WritePermission);
    }

    private static void MapCitations(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/citations", async (string? q, string? indicator, string? month, string? page, string? size, CitationReader reader, CancellationToken cancel) =>
        {
            if (!PageRequest.Parse(page, size).Try(out var request, out var bad)) return ApiResults.Problem(bad);
            int? at = null;
            if (!string.IsNullOrEmpty(month))
            {
                if (!MonthService.Parse(month).Try(out var m, out var error)) return ApiResults.Problem(error);
                at = m;
            }

            return TypedResults.Ok(await reader.ListAsync(q, string.IsNullOrEmpty(indicator) ? null : indicator, at, request, cancel));
        }).RequirePermission("figures.read");
        zone.MapPost("/citations", async (NewCitation body, CitationService citations, Actor actor, CancellationToken cancel) =>
            (await citations.AddAsync(body, cancel)).Try(out var n, out var error) ? TypedResults.Created($"/api/v1/zones/{actor.ZoneCode}/citations", new { recorded = n }) : ApiResults.Problem(error)).RequirePermission(CitePermission).WithIdempotency();
        zone.MapDelete("/citations/{id:guid}", async (Guid id, string? reason, CitationService citations, CancellationToken cancel) => ApiResults.From(await citations.VoidAsync(id, reason, cancel))).RequirePermission(CitePermission);
    }

    /// <param name="Reason">What the signer should know.</param>
    /// <param name="DespiteUnconfirmed">Says that unconfirmed duties stay behind; the request then lists them.</param>
    private sealed record LockBody(string? Reason, bool? DespiteUnconfirmed);

    /// <param name="Reason">Why the month has to be opened again.</param>
    private sealed record UnlockBody(string? Reason);

    /// <param name="Month">The month to open, <c>2020-08</c>.</param>
    private sealed record OpenBody(string? Month);

    /// <param name="Ids">The duties; all that fit when null.</param>
    /// <param name="Text">A word with the reminder.</param>
    private sealed record ManyBody(IReadOnlyCollection<Guid>? Ids, string? Text);
}
