using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Ledgers;
using Jingkai.Platform.Localization;
using Jingkai.Projects.Register;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Projects.Promises;

/// <summary>The ledger of promises for programs, <c>/api/v1/zones/{zone}/promises</c>.</summary>
internal static class PromiseEndpoints
{
    private const long LargestBody = 50_000;

    // Told in an answer, not to be set here.
    private static readonly HashSet<string> Shown = new(StringComparer.Ordinal)
    {
        "id", "projectName", "sideName", "itemName", "atMost", "ends", "daysLeft", "state", "ownerId", "result", "achieved", "resultOn", "evidence", "evidenceName", "remedy", "resultNote", "enteredBy", "judgedBy", "judgedAt", "signOff",
        "pauseReason", "voidReason", "version", "isOpen",
    };

    private static readonly QueryParameter[] Filters =
    [
        new("q", "Part of a code, of what was promised, or of a project."),
        new("project", "Code of a project."),
        new("side", "investor or zone."),
        new("item", "What is promised: investment, intensity, plot-ratio, tax, output, energy, emission, start, completion, production, capacity, jobs; land, roads, agency, policy, finance; other."),
        new("state", "open, overdue, waiting, kept, kept-late, partly, broken or waived."),
        new("due", "Open ones whose clock ends on or before this day."),
        new("unit", "Responsible unit, name or id."),
        new("owner", "Name or sign-in name of who answers; me is the caller."),
    ];

    // What the name of a field does not tell.
    private static readonly Dictionary<string, string> Told = new(StringComparer.Ordinal)
    {
        [PromiseColumns.Project] = "Code of the project; it does not change", [PromiseColumns.Side] = $"Who promised: {string.Join(" or ", PromiseSide.All.Select(s => s.Code))}", [PromiseColumns.Item] = $"What is promised: {string.Join(", ", PromiseItems.All.Select(i => i.Code))}",
        [PromiseColumns.Text] = "It in words; the name of the item otherwise", [PromiseColumns.Value] = "Promised value; none where a day is promised", [PromiseColumns.ValueUnit] = "Unit of the value; that of the item otherwise", [PromiseColumns.AgreedOn] = "Day on which it was promised",
        [PromiseColumns.DueOn] = "Last day on which it is kept in time", [PromiseColumns.Unit] = "Responsible unit, name or id", [PromiseColumns.Owner] = "Who answers for it, name or sign-in name",
    };

    public static void Map(IEndpointRouteBuilder zone)
    {
        var words = zone.ServiceProvider.GetRequiredService<Localizer>();
        var fields = LedgerBody.Fields(PromiseColumns.All.Where(c => PromiseColumns.Entered.Contains(c.Key)), key => Told.GetValueOrDefault(key) ?? words.Both($"projects.promise.field.{key}").En).ToList();
        var promises = zone.MapGroup("/promises").WithTags("promises");
        promises.MapGet("", async (HttpRequest request, PromiseReader reader, CancellationToken cancel) =>
        {
            if (!PageRequest.Parse(request.Query["page"], request.Query["size"]).Try(out var page, out var error)) return ApiResults.Problem(error);
            return PromiseFilter.Parse(request.Query).Try(out var filter, out error) ? TypedResults.Ok(await reader.ListAsync(filter, page, cancel)) : ApiResults.Problem(error);
        }).RequirePermission(ProjectsPermissions.Read).WithSummary("Promises of investors and of the zone, of projects within the caller's scope; the most pressing first.").WithQuery(Filters).WithQuery(InterfaceDescription.Paging(PromiseFilter.Sorts)).Produces<PagedList<PromiseView>>();
        promises.MapPost("", async (HttpRequest request, Actor actor, PromiseService service, PromiseReader reader, CancellationToken cancel) =>
        {
            if (!(await BodyAsync(request, isNew: true, cancel)).Try(out var typed, out var error)) return ApiResults.Problem(error);
            if (!(await service.CreateAsync(typed, cancel)).Try(out var code, out error)) return ApiResults.Problem(error);
            var view = (await reader.FindAsync(code, cancel)).Value;
            request.HttpContext.Response.Headers.ETag = Tag(view.Version);
            return TypedResults.Created($"/api/v1/zones/{actor.ZoneCode}/promises/{code}", view);
        }).WithIdempotency().RequirePermission(ProjectsPermissions.Write).WithMetadata(new RequestSizeLimitAttribute(LargestBody)).WithSummary("Enters a promise: project, side, item, and value and unit or due day.").WithBody(fields, PromiseColumns.Project, PromiseColumns.Side, PromiseColumns.Item).Produces<PromiseView>(StatusCodes.Status201Created);
        promises.MapGet("/{code}", async (string code, HttpResponse response, PromiseReader reader, CancellationToken cancel) => Answer(response, await reader.FindAsync(code, cancel))).RequirePermission(ProjectsPermissions.Read).Produces<PromiseView>();
        promises.MapPatch("/{code}", async (string code, HttpRequest request, PromiseService service, PromiseReader reader, CancellationToken cancel) =>
        {
            if (!(await BodyAsync(request, isNew: false, cancel)).Try(out var typed, out var error)) return ApiResults.Problem(error);
            if (!IfMatch.TryRead(request.Headers.IfMatch, out var version)) return ApiResults.Problem(ApiErrors.Stale);
            return await AnswerAsync(request, await service.ChangeAsync(code, typed, version, cancel), reader, cancel);
        }).RequirePermission(ProjectsPermissions.Write).WithMetadata(new RequestSizeLimitAttribute(LargestBody)).WithSummary("Changes what is named of an open promise.").WithPatch(fields).Produces<PromiseView>();
        promises.MapPost("/{code}/result", async (string code, ResultInput body, HttpRequest request, PromiseService service, PromiseReader reader, CancellationToken cancel) =>
            await AnswerAsync(request, await service.ConcludeAsync(code, body, cancel), reader, cancel)).RequirePermission(ProjectsPermissions.Write).WithIdempotency()
            .WithSummary("What became of it: result, achieved, on, evidence, remedy, note. Broken and waived wait in a sign-off until another has agreed.").Produces<PromiseView>();
        promises.MapPost("/{code}/reopening", async (string code, ReasonBody body, HttpRequest request, PromiseService service, PromiseReader reader, CancellationToken cancel) =>
            await AnswerAsync(request, await service.ReopenAsync(code, body.Reason, cancel), reader, cancel)).RequirePermission(ProjectsPermissions.Confirm).WithSummary("Takes a result back that was a mistake: reason.").Produces<PromiseView>();
        promises.MapPost("/{code}/clock", async (string code, MoveBody body, HttpRequest request, PromiseService service, PromiseReader reader, CancellationToken cancel) =>
            await AnswerAsync(request, await service.PauseAsync(code, body.Move, body.Reason, cancel), reader, cancel)).RequirePermission(ProjectsPermissions.Write).WithSummary("Lets its time stand still or go on: move (pause, resume), reason.").Produces<PromiseView>();
        promises.MapPost("/{code}/voiding", async (string code, ReasonBody body, HttpRequest request, PromiseService service, PromiseReader reader, CancellationToken cancel) =>
            await AnswerAsync(request, await service.VoidAsync(code, body.Reason, cancel), reader, cancel)).RequirePermission(ProjectsPermissions.Write).WithSummary("Voids a promise entered by mistake: reason.").Produces<PromiseView>();
    }

    private static IResult Answer(HttpResponse response, Result<PromiseView> found)
    {
        if (!found.Try(out var view, out var error)) return ApiResults.Problem(error);
        response.Headers.ETag = Tag(view.Version);
        return TypedResults.Ok(view);
    }

    private static async Task<IResult> AnswerAsync(HttpRequest request, Result<string> done, PromiseReader reader, CancellationToken cancel) =>
        done.Try(out var code, out var error) ? Answer(request.HttpContext.Response, await reader.FindAsync(code, cancel)) : ApiResults.Problem(error);

    private static string Tag(int version) => FormattableString.Invariant($"\"{version}\"");

    private static async Task<Result<IReadOnlyDictionary<string, string?>>> BodyAsync(HttpRequest request, bool isNew, CancellationToken cancel)
    {
        var type = request.ContentType ?? "";
        if (!type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) && !type.StartsWith("application/merge-patch+json", StringComparison.OrdinalIgnoreCase)) return ApiErrors.Unsupported;
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, default, cancel);
            return ProjectJson.Read(document.RootElement, [.. PromiseColumns.All.Where(c => PromiseColumns.Entered.Contains(c.Key) || c.Key == PromiseColumns.Code)], Shown, isNew);
        }
        catch (JsonException)
        {
            return ApiErrors.BadJson;
        }
    }

    private sealed record ReasonBody(string? Reason);

    private sealed record MoveBody(string? Move, string? Reason = null);
}
