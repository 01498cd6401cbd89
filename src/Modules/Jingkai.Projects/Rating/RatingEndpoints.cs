using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Projects.Progress;
using Jingkai.Projects.Rating.Appeals;
using Jingkai.Projects.Rating.Consequences;
using Jingkai.Projects.Rating.Rounds;
using Jingkai.Rules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Projects.Rating;

/// <summary>The contest for programs: rounds, what is entered, verdicts, appeals and consequences.</summary>
internal static class RatingEndpoints
{
    public static void Map(IEndpointRouteBuilder zone)
    {
        var rounds = zone.MapGroup("/rating-rounds").WithTags("rating");
        rounds.MapGet("", async (string? state, string? pack, string? page, string? size, RoundReader reader, CancellationToken cancel) =>
            Unknown("state", state, RoundState.All) is { } refused ? ApiResults.Problem(refused)
            : PageRequest.Parse(page, size).Try(out var wanted, out var error) ? TypedResults.Ok(await reader.ListAsync(Given(state), Given(pack), wanted, cancel)) : ApiResults.Problem(error))
            .RequirePermission(ProjectsPermissions.Read).WithSummary("Rounds, the latest first. state: open, frozen, published or voided; pack.").Produces<PagedList<RoundView>>();
        rounds.MapPost("", async (RoundInput body, Actor actor, RoundService service, RoundReader reader, CancellationToken cancel) =>
            (await service.OpenAsync(body, cancel)).Try(out var code, out var error) ? TypedResults.Created($"/api/v1/zones/{actor.ZoneCode}/rating-rounds/{code}", (await reader.FindAsync(code, cancel)).Value) : ApiResults.Problem(error))
            .RequirePermission(ProjectsPermissions.Rate).WithIdempotency().WithSummary("Opens a round over the projects on the wall: pack, cadence (half-month, month, quarter), on (a day of it), title, kind, dueOn, photoRequired, projects (codes; without them all).").Produces<RoundView>(StatusCodes.Status201Created);
        rounds.MapGet("/{id}", async (string id, RoundReader reader, CancellationToken cancel) => ApiResults.From(await reader.FindAsync(id, cancel)))
            .RequirePermission(ProjectsPermissions.Read).WithSummary("A round by code or id.").Produces<RoundView>();
        rounds.MapGet("/{id}/progress", async (string id, RoundReader reader, CancellationToken cancel) => ApiResults.Whole(await reader.ProgressAsync(id, cancel)))
            .RequirePermission(ProjectsPermissions.Read).WithSummary("What was entered of each project, by whom, when and who checked it; what is missing.");
        rounds.MapPost("/{id}/progress", async (string id, RoundProgressInput body, Actor actor, RoundService service, CancellationToken cancel) =>
            (await service.EnterAsync(id, body, cancel)).Try(out var entry, out var error) ? TypedResults.Created($"/api/v1/zones/{actor.ZoneCode}/rating-rounds/{id}/progress", new { id = entry }) : ApiResults.Problem(error))
            .RequirePermission(ProjectsPermissions.Write).WithIdempotency().WithSummary("Enters progress: project, percent, on, words, photos (files of the project), accident, fundsBelowRule. Another checks it: POST projects/{code}/progress/{entry}/check.");
        rounds.MapPost("/{id}/excuses", async (string id, ExcuseBody body, RoundService service, CancellationToken cancel) => Done(await service.ExcuseAsync(id, body.Project, body.Reason, cancel)))
            .RequirePermission(ProjectsPermissions.Rate).WithSummary("A project is not rated in this round: project, reason; without a reason it is rated again.");
        rounds.MapPost("/{id}/freeze", async (string id, RoundFreezer freezer, RoundReader reader, CancellationToken cancel) => await AnswerAsync(await freezer.FreezeAsync(id, cancel), reader, cancel))
            .RequirePermission(ProjectsPermissions.Rate).WithSummary("Takes down the facts and judges them. 409 progress-missing with the projects whose progress is missing or not checked.").Produces<RoundView>();
        rounds.MapPost("/{id}/publish", async (string id, RoundPublisher publisher, RoundReader reader, CancellationToken cancel) => await AnswerAsync(await publisher.PublishAsync(id, cancel), reader, cancel))
            .RequirePermission(ProjectsPermissions.Rate).WithSummary("Publishes a frozen round: consequences follow, constraints whose release condition holds end.").Produces<RoundView>();
        rounds.MapPost("/{id}/voiding", async (string id, ReasonBody body, RoundService service, RoundReader reader, CancellationToken cancel) => await AnswerAsync(await service.VoidAsync(id, body.Reason, cancel), reader, cancel))
            .RequirePermission(ProjectsPermissions.Rate).WithSummary("Voids a round that is not published: reason.").Produces<RoundView>();
        rounds.MapGet("/{id}/verdicts", async (string id, string? pack, VerdictReader reader, CancellationToken cancel) => ApiResults.From(await reader.ReadAsync(id, pack, cancel)))
            .RequirePermission(ProjectsPermissions.Read).WithSummary("Every project with its flag, reasons, counters, consequences and what was changed after the freeze. pack: what another pack makes of the same frozen facts.").Produces<RoundVerdicts>();
        rounds.MapGet("/{id}/appeals", async (string id, AppealReader reader, CancellationToken cancel) => ApiResults.Whole(await reader.OfRoundAsync(id, cancel)))
            .RequirePermission(ProjectsPermissions.Read).WithSummary("Appeals against flags of a round, those that wait first.");
        rounds.MapPost("/{id}/appeals", async (string id, ExcuseBody body, Actor actor, AppealService service, CancellationToken cancel) =>
            (await service.LodgeAsync(id, body.Project, body.Reason, cancel)).Try(out var appeal, out var error) ? TypedResults.Created($"/api/v1/zones/{actor.ZoneCode}/rating-rounds/{id}/appeals", new { id = appeal }) : ApiResults.Problem(error))
            .RequirePermission(ProjectsPermissions.Appeal).WithIdempotency().WithSummary("Appeals against the flag of a published round: project, reason.");
        rounds.MapPost("/{id}/appeals/{appeal:guid}/decision", async (string id, Guid appeal, DecisionBody body, AppealService service, CancellationToken cancel) => Done(await service.DecideAsync(id, appeal, body.Decision, body.Reason, cancel)))
            .RequirePermission(ProjectsPermissions.Confirm).WithSummary("Decides an appeal: decision (rejudge from the corrected records, excuse, reject), reason.");

        var consequences = zone.MapGroup("/consequences").WithTags("rating");
        consequences.MapGet("", async (string? project, string? round, string? kind, string? state, string? unit, string? page, string? size, ConsequenceReader reader, CancellationToken cancel) =>
            (Unknown("kind", kind, ConsequenceKinds.All) ?? Unknown("state", state, [.. ConsequenceState.All, ConsequenceFilter.Running])) is { } refused ? ApiResults.Problem(refused)
            : PageRequest.Parse(page, size).Try(out var wanted, out var error) ? TypedResults.Ok(await reader.ListAsync(new(Given(project), Given(round), Given(kind), Given(state), Given(unit)), wanted, cancel)) : ApiResults.Problem(error))
            .RequirePermission(ProjectsPermissions.Read).WithSummary($"What followed from flags: what is still to be done first. kind: {string.Join(", ", ConsequenceKinds.All)}; state: {string.Join(", ", ConsequenceState.All)}, or {ConsequenceFilter.Running}.").Produces<PagedList<ConsequenceView>>();
        consequences.MapGet("/{code}", async (string code, ConsequenceReader reader, CancellationToken cancel) => ApiResults.From(await reader.FindAsync(code, cancel)))
            .RequirePermission(ProjectsPermissions.Read).Produces<ConsequenceView>();
        consequences.MapPost("/{code}/talk", async (string code, TalkInput body, ConsequenceService service, ConsequenceReader reader, CancellationToken cancel) => await AnswerAsync(await service.HoldAsync(code, body, cancel), reader, cancel))
            .RequirePermission(ProjectsPermissions.Rate).WithSummary("Records a talk or an explanation: on, minutes, plan, planDueOn.").Produces<ConsequenceView>();
        consequences.MapPost("/{code}/settlement", async (string code, OutcomeBody body, ConsequenceService service, ConsequenceReader reader, CancellationToken cancel) => await AnswerAsync(await service.SettleAsync(code, body.On, body.Outcome, cancel), reader, cancel))
            .RequirePermission(ProjectsPermissions.Rate).WithSummary("Another than who recorded the talk confirms that its plan was carried out: on, outcome.").Produces<ConsequenceView>();
        consequences.MapPost("/{code}/lifting", async (string code, ReasonBody body, ConsequenceService service, ConsequenceReader reader, CancellationToken cancel) => await AnswerAsync(await service.LiftAsync(code, body.Reason, cancel), reader, cancel))
            .RequirePermission(ProjectsPermissions.Confirm).WithSummary("Ends a constraint before its release condition holds: reason.").Produces<ConsequenceView>();
    }

    private static async Task<IResult> AnswerAsync(Result<string> done, RoundReader reader, CancellationToken cancel) => done.Try(out var code, out var error) ? ApiResults.From(await reader.FindAsync(code, cancel)) : ApiResults.Problem(error);

    private static async Task<IResult> AnswerAsync(Result<string> done, ConsequenceReader reader, CancellationToken cancel) => done.Try(out var code, out var error) ? ApiResults.From(await reader.FindAsync(code, cancel)) : ApiResults.Problem(error);

    /// <summary>Refuses a value that a filter cannot have; none, or an empty one, filters nothing.</summary>
    private static Error? Unknown(string name, string? value, IEnumerable<string> known) => Given(value) is { } given && !known.Contains(given) ? ApiErrors.BadFilter(name, given.Length <= 40 ? given : given[..40]) : null;

    private static string? Given(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static IResult Done<T>(Result<T> done) => done.IsOk ? TypedResults.NoContent() : ApiResults.Problem(done.Error);

    private sealed record ReasonBody(string? Reason);

    private sealed record ExcuseBody(string? Project, string? Reason);

    private sealed record DecisionBody(string? Decision, string? Reason);

    private sealed record OutcomeBody(DateOnly? On, string? Outcome);
}
