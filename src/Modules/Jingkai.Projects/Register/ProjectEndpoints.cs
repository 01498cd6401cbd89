using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Ledgers;
using Jingkai.Platform.Localization;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Exchange;
using Jingkai.Projects.LifeCycle;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Projects.Register;

/// <summary>The ledger of projects for programs, <c>/api/v1/zones/{zone}/projects</c>. Money is in 万元, land in 亩, degrees in CGCS2000.</summary>
internal static class ProjectEndpoints
{
    private const long LargestBody = 200_000;

    private static readonly QueryParameter[] Filters =
    [
        new("q", "Part of a name, code, project code or investor, or pinyin initials."),
        new("kind", "industrial, services, upgrade, urban, government or science."),
        new("stage", "in-talks, signed, landed, filed, started, under-construction, completed, in-production or at-capacity."),
        new("band", "1, 10, 50 or 100: total investment of at least so many 亿元; a band includes those above it."),
        new("unit", "Responsible unit, name or id."),
        new("park", "Name of the park."),
        new("sponsor", "Name or sign-in name of the sponsoring leader; me is the caller."),
        new("chain", "Industrial chain."),
        new("tag", "A list the project stands in."),
        new("list", "no-land: signed, without land; not-started: land, not started; overdue: started, a planned day has passed."),
        new("wall", "true: on the wall today; false: not."),
        new("ended", "true: given up; false: not."),
        new("voided", "true: voided projects instead."),
    ];

    // What the name of a field does not tell.
    private static readonly Dictionary<string, string> Told = new(StringComparer.Ordinal)
    {
        [ProjectColumns.Kind] = $"Kind: {string.Join(", ", Ladder.Kinds.Select(k => k.Code))}", [ProjectColumns.Stage] = $"Stage of a project that is taken over, the first of its kind otherwise; later on it changes only through its gate: {string.Join(", ", Ladder.Stages.Select(s => s.Code))}",
        [ProjectColumns.StageOn] = "Day on which that stage was reached", [ProjectColumns.InvestmentBound] = $"How the total investment is stated: {string.Join(", ", Bounds.All)}; null: exact", [ProjectColumns.LandBound] = $"How the land is stated: {string.Join(", ", Bounds.All)}; null: exact",
        [ProjectColumns.Enterprise] = "Company of the register: name, credit code or id", [ProjectColumns.Unit] = "Responsible unit, name or id", [ProjectColumns.Park] = "Name of the park", [ProjectColumns.Sponsor] = "Sponsoring leader, name or sign-in name",
        [ProjectColumns.Attendant] = "Attendant, name or sign-in name", [ProjectColumns.YearPlan] = "Planned investment of the present year", [ProjectColumns.Parent] = "Code or name of the project that it is a part of", [ProjectColumns.Datum] = "Map that longitude and latitude come from: CGCS2000, WGS 84, GCJ-02 or BD-09",
    };

    public static void Map(IEndpointRouteBuilder zone)
    {
        var words = zone.ServiceProvider.GetRequiredService<Localizer>();
        var fields = LedgerBody.Fields(ProjectColumns.All.Where(c => c.Key != ProjectColumns.Code), key => Told.GetValueOrDefault(key) ?? words.Both($"projects.field.{key}").En).ToList();
        var projects = zone.MapGroup("/projects").WithTags("projects");
        projects.MapGet("", async (HttpRequest request, ProjectReader reader, CancellationToken cancel) =>
        {
            if (!PageRequest.Parse(request.Query["page"], request.Query["size"]).Try(out var page, out var error)) return ApiResults.Problem(error);
            return ProjectFilter.Parse(request.Query).Try(out var filter, out error) ? TypedResults.Ok(await reader.ListAsync(filter, page, cancel)) : ApiResults.Problem(error);
        }).RequirePermission(ProjectsPermissions.Read).WithSummary("Investment projects within the caller's scope.").WithQuery(Filters).WithQuery(InterfaceDescription.Paging(ProjectFilter.Sorts)).Produces<PagedList<ProjectSummary>>();
        projects.MapPost("", async (HttpRequest request, Actor actor, ProjectService service, ProjectReader reader, CancellationToken cancel) =>
        {
            if (!(await BodyAsync(request, isNew: true, cancel)).Try(out var typed, out var error)) return ApiResults.Problem(error);
            if (!(await service.CreateAsync(typed, cancel)).Try(out var code, out error)) return ApiResults.Problem(error);
            var view = (await reader.FindAsync(code, cancel)).Value;
            request.HttpContext.Response.Headers.ETag = Tag(view.Version);
            return TypedResults.Created($"/api/v1/zones/{actor.ZoneCode}/projects/{code}", view);
        }).WithIdempotency().RequirePermission(ProjectsPermissions.Write).WithMetadata(new RequestSizeLimitAttribute(LargestBody)).WithSummary("Enters a project: name and kind, and what is known of it.").WithBody(fields, ProjectColumns.Name, ProjectColumns.Kind).Produces<ProjectView>(StatusCodes.Status201Created);
        projects.MapGet("/{code}", async (string code, HttpResponse response, ProjectReader reader, CancellationToken cancel) => Answer(response, await reader.FindAsync(code, cancel))).RequirePermission(ProjectsPermissions.Read).Produces<ProjectView>();
        projects.MapPatch("/{code}", async (string code, HttpRequest request, ProjectService service, ProjectReader reader, CancellationToken cancel) =>
        {
            if (!(await BodyAsync(request, isNew: false, cancel)).Try(out var typed, out var error)) return ApiResults.Problem(error);
            if (!IfMatch.TryRead(request.Headers.IfMatch, out var version)) return ApiResults.Problem(ApiErrors.Stale);
            return await AnswerAsync(request, await service.ChangeAsync(code, typed, version, cancel), reader, cancel);
        }).RequirePermission(ProjectsPermissions.Write).WithMetadata(new RequestSizeLimitAttribute(LargestBody)).WithSummary("Changes what is named. A stage is not changed here but through its gate.").WithPatch(fields).Produces<ProjectView>();
        projects.MapPost("/{code}/end", async (string code, EndBody body, HttpRequest request, ProjectService service, ProjectReader reader, CancellationToken cancel) =>
            IfMatch.TryRead(request.Headers.IfMatch, out var version) ? await AnswerAsync(request, await service.EndAsync(code, body.On, body.Reason, version, cancel), reader, cancel) : ApiResults.Problem(ApiErrors.Stale))
            .RequirePermission(ProjectsPermissions.Write).WithSummary("The project is given up: on, reason.").Produces<ProjectView>();
        projects.MapPost("/{code}/resumption", async (string code, ReasonBody body, HttpRequest request, ProjectService service, ProjectReader reader, CancellationToken cancel) =>
            IfMatch.TryRead(request.Headers.IfMatch, out var version) ? await AnswerAsync(request, await service.ResumeAsync(code, body.Reason, version, cancel), reader, cancel) : ApiResults.Problem(ApiErrors.Stale))
            .RequirePermission(ProjectsPermissions.Write).WithSummary("A project that was given up goes on: reason.").Produces<ProjectView>();
        projects.MapPost("/{code}/voiding", async (string code, ReasonBody body, HttpRequest request, ProjectService service, ProjectReader reader, CancellationToken cancel) =>
            IfMatch.TryRead(request.Headers.IfMatch, out var version) ? await AnswerAsync(request, await service.VoidAsync(code, body.Reason, version, cancel), reader, cancel) : ApiResults.Problem(ApiErrors.Stale))
            .RequirePermission(ProjectsPermissions.Write).WithSummary("Voids a project entered by mistake: reason.").Produces<ProjectView>();
        projects.MapPut("/{code}/year-plans/{year:int}", async (string code, int year, AmountBody body, HttpRequest request, ProjectService service, ProjectReader reader, CancellationToken cancel) =>
            await AnswerAsync(request, await service.PlanAsync(code, year, body.Amount, cancel), reader, cancel)).RequirePermission(ProjectsPermissions.Write).WithSummary("Planned investment of a year in 万元; null takes it back.").Produces<ProjectView>();
        projects.MapPut("/{code}/investments/{month}", async (string code, string month, AmountBody body, HttpRequest request, ProjectService service, ProjectReader reader, CancellationToken cancel) =>
            Period.Parse(month).Try(out var period, out var error) && period.Kind == PeriodKind.Month
                ? await AnswerAsync(request, await service.InvestAsync(code, period, body.Amount, body.Source, cancel), reader, cancel)
                : ApiResults.Problem(error ?? ApiErrors.BadFilter("month", month.Length <= 20 ? month : month[..20])))
            .RequirePermission(ProjectsPermissions.Write).WithSummary("Investment completed in a month (2022-07) in 万元; null takes it back.").Produces<ProjectView>();
    }

    /// <summary>A project with its version as tag.</summary>
    public static IResult Answer(HttpResponse response, Result<ProjectView> found)
    {
        if (!found.Try(out var view, out var error)) return ApiResults.Problem(error);
        response.Headers.ETag = Tag(view.Version);
        return TypedResults.Ok(view);
    }

    private static async Task<IResult> AnswerAsync(HttpRequest request, Result<string> done, ProjectReader reader, CancellationToken cancel) =>
        done.Try(out var code, out var error) ? Answer(request.HttpContext.Response, await reader.FindAsync(code, cancel)) : ApiResults.Problem(error);

    private static string Tag(int version) => FormattableString.Invariant($"\"{version}\"");

    private static async Task<Result<IReadOnlyDictionary<string, string?>>> BodyAsync(HttpRequest request, bool isNew, CancellationToken cancel)
    {
        var type = request.ContentType ?? "";
        if (!type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) && !type.StartsWith("application/merge-patch+json", StringComparison.OrdinalIgnoreCase)) return ApiErrors.Unsupported;
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, default, cancel);
            return ProjectJson.Read(document.RootElement, isNew);
        }
        catch (JsonException)
        {
            return ApiErrors.BadJson;
        }
    }

    private sealed record EndBody(DateOnly? On, string? Reason);

    private sealed record ReasonBody(string? Reason);

    private sealed record AmountBody(decimal? Amount, string? Source = null);
}
