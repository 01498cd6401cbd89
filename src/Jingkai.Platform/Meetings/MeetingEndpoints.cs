using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Platform.Meetings;

/// <summary>Meetings and their tasks over the interface.</summary>
internal static class MeetingEndpoints
{
    public static void Map(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/meetings", async (string? state, string? kind, string? mine, string? q, string? from, string? until, string? sort, string? page, string? size, MeetingReader reader, CancellationToken cancel) =>
            !PageRequest.Parse(page, size).Try(out var request, out var error) || !MeetingFilter.Parse(state, kind, mine, q, from, until, sort).Try(out var filter, out error)
                ? ApiResults.Problem(error) : TypedResults.Ok(await reader.ListAsync(filter, request, cancel)))
            .RequirePermission(MeetingsModel.ReadPermission).Produces<PagedList<MeetingSummary>>().WithSummary("Meetings that the reader has a part in, or all for leaders and the economy office: state (planned, held, written, minuted, cancelled, or open), kind, mine, q, from and until (days), sort (startsAt, code).");
        zone.MapPost("/meetings", async (MeetingInput body, MeetingKeeper keeper, MeetingReader reader, Actor actor, CancellationToken cancel) =>
            (await keeper.CallAsync(body, cancel)).Try(out var made, out var error) ? ApiResults.Created(await reader.FindAsync(made.Code, cancel), m => $"/api/v1/zones/{actor.ZoneCode}/meetings/{m.Code}") : ApiResults.Problem(error))
            .RequirePermission(MeetingsModel.CallPermission).WithIdempotency().Produces<MeetingView>(StatusCodes.Status201Created).WithSummary("Calls a meeting: kind, title, startsAt (local time), place, chair, recorder, attendees (member, or name and organisation), items (title, question, unit, reporter).");
        zone.MapGet("/meetings/{code}", async (string code, MeetingReader reader, CancellationToken cancel) => ApiResults.From(await reader.FindAsync(code, cancel)))
            .RequirePermission(MeetingsModel.ReadPermission).Produces<MeetingView>().WithSummary("A meeting with its agenda, who is there, its minutes and its moves.");
        zone.MapPatch("/meetings/{code}", async (string code, MeetingInput body, [FromHeader(Name = "If-Match")] string? ifMatch, MeetingKeeper keeper, MeetingReader reader, CancellationToken cancel) =>
            await AnswerAsync(await keeper.ChangeAsync(code, body, Seen(ifMatch), cancel), reader, cancel))
            .RequirePermission(MeetingsModel.ReadPermission).Produces<MeetingView>().WithSummary("Changes title, time, place, people while the meeting is planned or held; what is left out stays, an empty text clears; attendees replace the list.");
        zone.MapPost("/meetings/{code}/items", async (string code, ItemInput body, MeetingKeeper keeper, MeetingReader reader, Actor actor, CancellationToken cancel) =>
        {
            if (!(await keeper.AddAsync(code, body, cancel)).Try(out var item, out var error)) return ApiResults.Problem(error);
            return TypedResults.Created($"/api/v1/zones/{actor.ZoneCode}/meetings/{code}", new { item.Number, item.Position });
        }).RequirePermission(MeetingsModel.ReadPermission).WithIdempotency().WithSummary("Puts an item in words on the agenda: title, question, unit, reporter. Records come on an agenda from where they are kept.");
        zone.MapPatch("/meetings/{code}/items/{number:int}", async (string code, int number, ItemInput body, [FromHeader(Name = "If-Match")] string? ifMatch, MeetingKeeper keeper, MeetingReader reader, CancellationToken cancel) =>
            await AnswerAsync(await keeper.ChangeItemAsync(code, number, body, Seen(ifMatch), cancel), reader, cancel))
            .RequirePermission(MeetingsModel.ReadPermission).Produces<MeetingView>().WithSummary("Changes words or position of an item while the meeting is planned.");
        zone.MapDelete("/meetings/{code}/items/{number:int}", async (string code, int number, [FromHeader(Name = "If-Match")] string? ifMatch, MeetingKeeper keeper, MeetingReader reader, CancellationToken cancel) =>
            await AnswerAsync(await keeper.RemoveItemAsync(code, number, Seen(ifMatch), cancel), reader, cancel))
            .RequirePermission(MeetingsModel.ReadPermission).Produces<MeetingView>().WithSummary("Takes an item off the agenda while the meeting is planned.");
        zone.MapPut("/meetings/{code}/minutes", async (string code, MinutesInput body, [FromHeader(Name = "If-Match")] string? ifMatch, MinuteKeeper keeper, MeetingReader reader, CancellationToken cancel) =>
            await AnswerAsync(await keeper.WriteAsync(code, body, Seen(ifMatch), cancel), reader, cancel))
            .RequirePermission(MeetingsModel.ReadPermission).Produces<MeetingView>().WithSummary("Writes minutes of a meeting that was held: text; items with number, outcome and decisions (text, owner, unit, amount and per working-days or calendar-days, or dueOn).");
        zone.MapPost("/meetings/{code}/moves", async (string code, MeetingMoveInput body, [FromHeader(Name = "If-Match")] string? ifMatch, MeetingMover mover, MeetingReader reader, CancellationToken cancel) =>
            await AnswerAsync(await mover.MoveAsync(code, body, Seen(ifMatch), cancel), reader, cancel))
            .RequirePermission(MeetingsModel.ReadPermission).WithIdempotency().Produces<MeetingView>().WithSummary("Moves a meeting: hold (attendees), minute (to, where the chair wrote), confirm, return (note), cancel (note), correct (note).");
        MapTasks(zone);
    }

    private static void MapTasks(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/meeting-tasks", async (string? owner, string? state, string? late, string? meeting, string? page, string? size, MeetingTaskReader reader, CancellationToken cancel) =>
            !PageRequest.Parse(page, size).Try(out var request, out var error) || !MeetingTaskFilter.Parse(owner, state, late, meeting).Try(out var filter, out error)
                ? ApiResults.Problem(error) : TypedResults.Ok(await reader.ListAsync(filter, request, cancel)))
            .RequirePermission(MeetingsModel.ReadPermission).Produces<PagedList<MeetingTaskView>>().WithSummary("Tasks from meetings: owner mine, unit or accept (to be accepted by the reader); state open, done or accepted; late; meeting (code).");
        zone.MapGet("/meeting-tasks/{id:guid}", async (Guid id, MeetingTaskReader reader, CancellationToken cancel) => ApiResults.From(await reader.FindAsync(id, cancel)))
            .RequirePermission(MeetingsModel.ReadPermission).Produces<MeetingTaskDetail>().WithSummary("A task with its story and what the reader can do.");
        zone.MapPost("/meeting-tasks/{id:guid}/moves", async (Guid id, MeetingTaskMoveInput body, [FromHeader(Name = "If-Match")] string? ifMatch, MeetingTaskMover mover, MeetingTaskReader reader, CancellationToken cancel) =>
        {
            var moved = await mover.MoveAsync(id, body, Seen(ifMatch), cancel);
            return moved.IsOk ? ApiResults.From(await reader.FindAsync(id, cancel)) : ApiResults.Problem(moved.Error);
        }).RequirePermission(MeetingsModel.ReadPermission).WithIdempotency().Produces<MeetingTaskDetail>().WithSummary("Moves a task: done (note), accept, return (note), hand-over (to, note).");
    }

    /// <summary>A tag that was never given names no version.</summary>
    private static int? Seen(string? ifMatch) => IfMatch.TryRead(ifMatch, out var seen) ? seen : -1;

    private static async Task<IResult> AnswerAsync(Result<Meeting> done, MeetingReader reader, CancellationToken cancel)
    {
        if (!done.IsOk) return ApiResults.Problem(done.Error);
        // Whoever gave the chair away may have no part in it any more.
        var found = await reader.FindAsync(done.Value.Code, cancel);
        return found.IsOk ? TypedResults.Ok(found.Value) : TypedResults.NoContent();
    }
}
