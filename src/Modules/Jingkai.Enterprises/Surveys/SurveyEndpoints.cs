using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Enterprises.Surveys;

/// <summary>Survey rounds for programs, <c>/api/v1/zones/{zone}/surveys</c>.</summary>
internal static class SurveyEndpoints
{
    public static void Map(IEndpointRouteBuilder zone)
    {
        var surveys = zone.MapGroup("/surveys").WithTags("surveys");
        surveys.MapGet("", async (string? page, string? size, SurveyReader reader, CancellationToken cancel) =>
            PageRequest.Parse(page, size).Try(out var request, out var error) ? TypedResults.Ok(await reader.ListAsync(request, cancel)) : ApiResults.Problem(error))
            .RequirePermission(EnterprisesPermissions.Read).WithSummary("Survey rounds (大摸底), the newest first.").Produces<PagedList<SurveyView>>();
        surveys.MapPost("", async (NewSurvey body, Actor actor, SurveyService service, SurveyReader reader, CancellationToken cancel) =>
            (await service.StartAsync(body, cancel)).Try(out var round, out var error)
                ? TypedResults.Created($"/api/v1/zones/{actor.ZoneCode}/surveys/{round.Code}", await reader.FindAsync(round.Code, cancel)) : ApiResults.Problem(error))
            .RequirePermission(EnterprisesPermissions.Survey).WithIdempotency().WithSummary("Starts a round.").Produces<SurveyView>(StatusCodes.Status201Created);
        surveys.MapGet("/{code}", async (string code, SurveyReader reader, CancellationToken cancel) =>
            await reader.FindAsync(code, cancel) is { } view ? TypedResults.Ok(view) : ApiResults.Problem(ApiErrors.NotFound))
            .RequirePermission(EnterprisesPermissions.Read).WithSummary("A round with its progress by liaison and unit.").Produces<SurveyView>();
        surveys.MapGet("/{code}/enterprises", async (string code, SurveyReader reader, CancellationToken cancel) =>
        {
            var items = await reader.TargetsAsync(code, cancel);
            return TypedResults.Ok(new { items, total = items.Count, page = 1, size = Math.Max(items.Count, 1) });
        }).RequirePermission(EnterprisesPermissions.Read).WithSummary("The enterprises of a round within the caller's scope, with what is left.");
        surveys.MapPost("/{code}/closing", async (string code, ClosingBody body, SurveyService service, SurveyReader reader, CancellationToken cancel) =>
            (await service.CloseAsync(code, body.Reason, cancel)).Try(out var round, out var error) ? TypedResults.Ok(await reader.FindAsync(round.Code, cancel)) : ApiResults.Problem(error))
            .RequirePermission(EnterprisesPermissions.Survey).WithSummary("Closes a round for good.").Produces<SurveyView>();
    }

    private sealed record ClosingBody(string? Reason);
}
