using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Projects.Register;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Projects.Progress;

/// <summary>Progress, its planned course and completed investment of one project for programs.</summary>
internal static class ProgressEndpoints
{
    public static void Map(IEndpointRouteBuilder zone)
    {
        var projects = zone.MapGroup("/projects/{code}").WithTags("projects");
        projects.MapGet("/progress", async (string code, ProjectReader projects, ProgressReader reader, CancellationToken cancel) =>
            await projects.IdOfAsync(code, cancel) is { } id ? ApiResults.Whole(await reader.EntriesAsync(id, cancel)) : ApiResults.Problem(ApiErrors.NotFound))
            .RequirePermission(ProjectsPermissions.Read).WithSummary("What was entered, the newest first, with who checked or returned it.").Produces<PagedList<ProgressView>>();
        projects.MapPost("/progress", async (string code, ProgressInput body, Actor actor, ProgressService service, CancellationToken cancel) =>
            (await service.EnterAsync(code, body, cancel)).Try(out var id, out var error) ? TypedResults.Created($"/api/v1/zones/{actor.ZoneCode}/projects/{code}/progress", new { id }) : ApiResults.Problem(error))
            .RequirePermission(ProjectsPermissions.Write).WithIdempotency().WithSummary("Enters progress: on, percent, words, photos. It counts at once and says until it is checked that nobody else has.");
        projects.MapPost("/progress/{id:guid}/check", async (string code, Guid id, ProgressService service, CancellationToken cancel) => Done(await service.CheckAsync(code, id, cancel)))
            .RequirePermission(ProjectsPermissions.Write).WithSummary("Another than who entered it says that it is so.");
        projects.MapPost("/progress/{id:guid}/return", async (string code, Guid id, ReasonBody body, ProgressService service, CancellationToken cancel) => Done(await service.RefuseAsync(code, id, body.Reason, cancel)))
            .RequirePermission(ProjectsPermissions.Write).WithSummary("It is not so: reason. It stays on record and counts no more.");
        projects.MapGet("/course", async (string code, ProjectReader projects, ProgressReader reader, CancellationToken cancel) =>
            (await projects.FindAsync(code, cancel)).Try(out var view, out var error) ? TypedResults.Ok(new CourseView(await reader.PlannedAsync(view, cancel), await reader.CourseAsync(view.Id, cancel))) : ApiResults.Problem(error))
            .RequirePermission(ProjectsPermissions.Read).WithSummary("Planned progress today and the points of the planned course; none: even from planned start to planned completion.").Produces<CourseView>();
        projects.MapPut("/course", async (string code, CourseBody body, ProgressService service, CancellationToken cancel) =>
            (await service.PlanAsync(code, body.Points, cancel)).Try(out _, out var error) ? TypedResults.NoContent() : ApiResults.Problem(error))
            .RequirePermission(ProjectsPermissions.Write).WithSummary("The planned course: points (on, percent), rising; none: even from planned start to planned completion.");
        projects.MapGet("/investments", async (string code, ProjectReader reader, CancellationToken cancel) =>
            await reader.IdOfAsync(code, cancel) is { } id
                ? ApiResults.Whole<InvestmentView>([.. (await reader.MonthsAsync(id, cancel)).Select(m => new InvestmentView(string.Create(CultureInfo.InvariantCulture, $"{m.Month / 100}-{m.Month % 100:00}"), m.Completed, m.ToDate, m.Source))])
                : ApiResults.Problem(ApiErrors.NotFound))
            .RequirePermission(ProjectsPermissions.Read).WithSummary("Completed investment by month in 万元, the latest first, with the sum of its year up to the month.").Produces<PagedList<InvestmentView>>();
        projects.MapGet("/history", async (string code, ProjectReader reader, CancellationToken cancel) =>
            (await reader.FindAsync(code, cancel)).Try(out var view, out var error) ? ApiResults.Whole(await reader.HistoryAsync(view.Id, view.Code, cancel)) : ApiResults.Problem(error))
            .RequirePermission(ProjectsPermissions.Read).WithSummary("What was done to the project, the latest first: who, when, which fields from what to what.").Produces<PagedList<HistoryView>>();
    }

    private static IResult Done(Result<Guid> done) => done.IsOk ? TypedResults.NoContent() : ApiResults.Problem(done.Error);

    private sealed record ReasonBody(string? Reason);

    private sealed record CourseBody(IReadOnlyList<CoursePoint>? Points);

    /// <summary>The planned course.</summary>
    /// <param name="Planned">Planned progress today, per cent; null: nothing is planned.</param>
    /// <param name="Points">Its points.</param>
    private sealed record CourseView(decimal? Planned, IReadOnlyList<CoursePoint> Points);

    /// <summary>Completed investment of a month.</summary>
    /// <param name="Month">The month: 2022-07.</param>
    /// <param name="Completed">万元.</param>
    /// <param name="ToDate">万元 of the year up to it.</param>
    /// <param name="Source">Where it is from.</param>
    private sealed record InvestmentView(string Month, decimal Completed, decimal ToDate, string? Source);
}
