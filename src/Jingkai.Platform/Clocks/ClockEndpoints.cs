using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Platform.Clocks;

/// <summary>Time limits and clocks over the interface.</summary>
internal static class ClockEndpoints
{
    public static void Map(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/time-limits", async (string? on, LimitReader limits, JingkaiDbContext db, CancellationToken cancel) =>
        {
            var day = db.Today;
            if (!string.IsNullOrEmpty(on) && !DayBounds.TryRead(on, out day)) return ApiResults.Problem(ApiErrors.BadFilter("on", on));
            var items = (await limits.InForceAsync(day, cancel)).Select(LimitView.Of).ToList();
            return TypedResults.Ok(new PagedList<LimitView>(items, items.Count, 1, Math.Max(items.Count, 1)));
        }).RequirePermission("platform.zone").Produces<PagedList<LimitView>>().WithSummary("The time limits in force today, or on a day.");
        zone.MapGet("/time-limits/examples", () => TypedResults.Ok(new PagedList<LimitInput>(LimitKeeper.Examples, LimitKeeper.Examples.Count, 1, LimitKeeper.Examples.Count)))
            .RequirePermission("platform.zone").Produces<PagedList<LimitInput>>().WithSummary("Limits found in rules of other zones, to take over.");
        zone.MapGet("/time-limits/{code}", async (string code, LimitReader limits, CancellationToken cancel) =>
        {
            var items = (await limits.VersionsAsync(code, cancel)).Select(LimitView.Of).ToList();
            return items.Count == 0 ? ApiResults.Problem(ApiErrors.NotFound) : TypedResults.Ok(new PagedList<LimitView>(items, items.Count, 1, items.Count));
        }).RequirePermission("platform.zone").Produces<PagedList<LimitView>>().WithSummary("All versions of a time limit, newest first.");
        zone.MapPut("/time-limits/{code}", async (string code, LimitInput body, LimitKeeper keeper, CancellationToken cancel) =>
            (await keeper.SetAsync(body with { Code = code }, cancel)).Try(out var rule, out var error) ? TypedResults.Ok(LimitView.Of(rule)) : ApiResults.Problem(error))
            .RequirePermission(LimitKeeper.Permission).Produces<LimitView>().WithSummary("Enters a time limit, or its next version from a day on; running true gives it to running clocks too.");
        zone.MapPost("/time-limits/adoption", async (AdoptionBody body, LimitKeeper keeper, CancellationToken cancel) =>
            (await keeper.AdoptAsync(body.Codes, cancel)).Try(out var adopted, out var error) ? TypedResults.Ok(new { adopted }) : ApiResults.Problem(error))
            .RequirePermission(LimitKeeper.Permission).WithSummary("Takes over examples that the zone does not have: those named, or all.");
        zone.MapGet("/clocks", async (string? whose, string? when, string? state, string? limit, string? page, string? size, ClockReader reader, CancellationToken cancel) =>
            !PageRequest.Parse(page, size).Try(out var request, out var error) || !ClockFilter.Parse(whose, when, state, limit).Try(out var filter, out error)
                ? ApiResults.Problem(error) : TypedResults.Ok(await reader.ListAsync(filter, request, cancel)))
            .RequirePermission(ClocksModel.ReadPermission).Produces<PagedList<ClockView>>().WithSummary("Clocks of one's scope, the most pressing first: whose mine or unit; when late or week; state running, paused or stopped (open ones when left out); limit. Local times of the zone.");
        zone.MapPost("/clocks", async (ClockInput body, ClockKeeper keeper, ClockReader reader, Actor actor, CancellationToken cancel) =>
            (await keeper.StartAsync(body, cancel)).Try(out var clock, out var error) ? ApiResults.Created(await reader.FindAsync(clock.Id, cancel), c => $"/api/v1/zones/{actor.ZoneCode}/clocks/{c.Clock.Id}") : ApiResults.Problem(error))
            .RequirePermission(ClockKeeper.Permission).WithIdempotency().Produces<ClockDetail>(StatusCodes.Status201Created).WithSummary("Starts the clock of a matter: title, limit (code), start (local time; now when left out), owner.");
        zone.MapGet("/clocks/{id:guid}", async (Guid id, ClockReader reader, CancellationToken cancel) => ApiResults.From(await reader.FindAsync(id, cancel)))
            .RequirePermission(ClocksModel.ReadPermission).Produces<ClockDetail>().WithSummary("A clock with its pauses, extensions, points and moves.");
        zone.MapPost("/clocks/{id:guid}/moves", async (Guid id, ClockMoveInput body, ClockKeeper keeper, ClockReader reader, CancellationToken cancel) =>
        {
            var moved = await keeper.MoveAsync(id, body, cancel);
            if (!moved.IsOk) return ApiResults.Problem(moved.Error);
            // Handed on, it may have left the reader's scope.
            var found = await reader.FindAsync(id, cancel);
            return found.IsOk ? TypedResults.Ok(found.Value) : TypedResults.NoContent();
        }).RequirePermission(ClockKeeper.Permission).WithIdempotency().Produces<ClockDetail>().WithSummary("Moves a clock: pause (reason), resume, ask (amount, reason, legal), hand-over (to, reason), stop, reopen.");
    }

    /// <param name="Codes">Codes of examples; all when null.</param>
    private sealed record AdoptionBody(IReadOnlyList<string>? Codes);
}
