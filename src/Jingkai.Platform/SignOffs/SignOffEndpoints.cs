using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.SignOffs;

/// <summary>Sign-offs and absences over the interface.</summary>
internal static class SignOffEndpoints
{
    private static readonly string[] States = [SignOffState.Pending, SignOffState.Returned, SignOffState.Approved, SignOffState.Withdrawn];

    public static void Map(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/sign-offs", async (string? state, string? subject, bool? orphaned, string? page, string? size, SignOffReader reader, CancellationToken cancel) =>
        {
            if (!PageRequest.Parse(page, size).Try(out var request, out var error)) return ApiResults.Problem(error);
            return state is not null && !States.Contains(state) ? ApiResults.Problem(ApiErrors.BadFilter("state", state)) : TypedResults.Ok(await reader.ListAsync(state, orphaned == true, subject, request, cancel));
        }).RequirePermission("platform.inbox");
        zone.MapGet("/sign-offs/{code}", async (string code, SignOffReader reader, CancellationToken cancel) => ApiResults.From(await reader.FindAsync(code, cancel))).RequirePermission("platform.inbox");
        zone.MapPost("/sign-offs", StartAsync).RequirePermission("platform.sign-offs").WithIdempotency();
        zone.MapPost("/sign-offs/{code}/moves", MoveAsync).RequirePermission("platform.inbox").WithIdempotency();
        zone.MapGet("/absences", async (AbsenceService absences, CancellationToken cancel) =>
        {
            var items = await absences.ListAsync(cancel);
            return TypedResults.Ok(new { items, total = items.Count, page = 1, size = Math.Max(items.Count, 1) });
        }).RequirePermission("platform.inbox");
        zone.MapPost("/absences", async (NewAbsence body, AbsenceService absences, Actor actor, CancellationToken cancel) =>
            (await absences.AddAsync(body, cancel)).Try(out var made, out var error)
                ? TypedResults.Created($"/api/v1/zones/{actor.ZoneCode}/absences", new { made.Id, from = made.FromOn, until = made.UntilOn }) : ApiResults.Problem(error)).RequirePermission("platform.inbox").WithIdempotency();
        zone.MapDelete("/absences/{id:guid}", async (Guid id, AbsenceService absences, CancellationToken cancel) => ApiResults.From(await absences.VoidAsync(id, cancel))).RequirePermission("platform.inbox");
    }

    private static async Task<IResult> StartAsync(NewSignOff body, GeneralSignOffs general, SignOffReader reader, Actor actor, CancellationToken cancel)
    {
        var started = await general.StartAsync(body, cancel);
        return started.IsOk ? ApiResults.Created(await reader.FindAsync(started.Value.Code, cancel), v => $"/api/v1/zones/{actor.ZoneCode}/sign-offs/{v.Code}") : ApiResults.Problem(started.Error);
    }

    private static async Task<IResult> MoveAsync(string code, MoveBody body, [FromHeader(Name = "If-Match")] string? ifMatch, JingkaiDbContext db, SignOffService signOffs, SignOffReader reader, CancellationToken cancel)
    {
        Guid? to = null;
        if (!string.IsNullOrWhiteSpace(body.To))
        {
            var id = Guid.TryParse(body.To, out var parsed) ? parsed : Guid.Empty;
            to = await (from m in db.Set<Member>() join a in db.Users on m.AccountId equals a.Id where m.Id == id || a.UserName == body.To select (Guid?)m.Id).FirstOrDefaultAsync(cancel);
            if (to is null) return ApiResults.Problem(SignOffErrors.UnknownMember(body.To, "to"));
        }

        // A tag that was never given names no version.
        if (!IfMatch.TryRead(ifMatch, out var seen)) seen = -1;
        var moved = await signOffs.MoveAsync(code, new(body.Move ?? "", body.Note, to, seen), cancel);
        return moved.IsOk ? ApiResults.From(await reader.FindAsync(code, cancel)) : ApiResults.Problem(moved.Error);
    }

    /// <param name="Move">One of <see cref="SignOffVerb.Moves"/>.</param>
    /// <param name="Note">Opinion or reason.</param>
    /// <param name="To">Id or sign-in name of the member it is handed to, or who is added.</param>
    private sealed record MoveBody(string? Move, string? Note, string? To);
}
