using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Counting;
using Jingkai.Platform.Data;
using Jingkai.Projects.Domain;
using Jingkai.Projects.LifeCycle;
using Jingkai.Projects.Register;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Landing;

/// <summary>How long something took, or takes until today.</summary>
/// <param name="Days">Calendar days.</param>
/// <param name="Running">It has not ended: counted to today.</param>
internal sealed record Elapsed(int Days, bool Running);

/// <summary>A project on its way from agreement to completion.</summary>
internal sealed record LandingLine(string Code, string Name, string KindName, string StageName, string? Unit, DateOnly SignedOn, DateOnly? LandOn, DateOnly? StartedOn, DateOnly? CompletedOn, DateOnly? EndedOn)
{
    public Elapsed? ToLand { get; init; }

    public Elapsed? LandToStart { get; init; }

    public Elapsed? ToStart { get; init; }

    public Elapsed? ToCompletion { get; init; }

    /// <summary>拿地即开工.</summary>
    public bool StartedOnLand { get; init; }
}

/// <summary>Best and median of the times that ended.</summary>
internal sealed record LandingClock(string Code, int Ended, int Running, decimal? Median, int? Best, string? BestCode, string? BestName);

/// <summary>The elapsed-day table.</summary>
internal sealed record LandingView(DateOnly On, IReadOnlyList<LandingLine> Items, IReadOnlyList<LandingClock> Clocks, int OnLand, int OnLandDays);

/// <summary>落地时钟: days from the agreement to land, start and completion, project by project; clocks that run count to today.</summary>
internal sealed class LandingReader(JingkaiDbContext db, ProjectReader reader)
{
    private static readonly string[] Milestones = ["signed", "land", "started", "completed"];

    public async Task<LandingView> ReadAsync(ProjectFilter filter, CancellationToken cancel)
    {
        var book = await reader.BookAsync(cancel);
        var projects = await (await filter.ApplyAsync(db, book, cancel)).Select(p => new { p.Id, p.Code, p.Name, p.Kind, p.Stage, p.UnitId, p.EndedOn }).ToListAsync(cancel);
        var days = (await db.Set<ProjectNode>().AsNoTracking().Where(n => n.ReachedOn != null && Milestones.Contains(n.Milestone)).Select(n => new { n.ProjectId, n.Milestone, n.ReachedOn }).ToListAsync(cancel))
            .ToLookup(n => n.ProjectId, n => (n.Milestone, On: n.ReachedOn!.Value));
        var lines = new List<LandingLine>();
        foreach (var p in projects)
        {
            DateOnly? On(string milestone) => days[p.Id].Where(d => d.Milestone == milestone).Select(d => (DateOnly?)d.On).FirstOrDefault();
            if (On("signed") is not { } signed) continue;
            var (land, started, completed) = (On("land"), On("started"), On("completed"));
            // What was given up no longer runs; what went on without land is not waiting for it.
            var until = p.EndedOn is null ? db.Today : (DateOnly?)null;
            lines.Add(new(p.Code, p.Name, Ladder.KindOf(p.Kind)?.Name.Current ?? p.Kind, Ladder.StageOf(p.Stage)?.Name.Current ?? p.Stage, book.UnitName(p.UnitId), signed, land, started, completed, p.EndedOn)
            {
                ToLand = Between(signed, land, started is null && completed is null ? until : null), LandToStart = Between(land, started, completed is null ? until : null),
                ToStart = Between(signed, started, completed is null ? until : null), ToCompletion = Between(signed, completed, until),
                StartedOnLand = Amounts.Days(land, started) is { } quick && quick <= Amounts.StartOnLandDays,
            });
        }

        lines.Sort((a, b) => (b.SignedOn, a.Code).CompareTo((a.SignedOn, b.Code)));
        return new(db.Today, lines, [Clock("to-land", lines, l => l.ToLand), Clock("land-to-start", lines, l => l.LandToStart), Clock("to-start", lines, l => l.ToStart), Clock("to-completion", lines, l => l.ToCompletion)], lines.Count(l => l.StartedOnLand), Amounts.StartOnLandDays);
    }

    private static Elapsed? Between(DateOnly? from, DateOnly? to, DateOnly? until) =>
        to is not null ? Amounts.Days(from, to) is { } ended ? new(ended, false) : null : Amounts.Days(from, until) is { } running ? new(running, true) : null;

    private static LandingClock Clock(string code, List<LandingLine> lines, Func<LandingLine, Elapsed?> of)
    {
        var ended = lines.Where(l => of(l) is { Running: false }).OrderBy(l => of(l)!.Days).ThenBy(l => l.Code, StringComparer.Ordinal).ToList();
        var best = ended.FirstOrDefault();
        return new(code, ended.Count, lines.Count(l => of(l) is { Running: true }), Counted.Median(ended.Select(l => of(l)!.Days)).Value, best is null ? null : of(best)!.Days, best?.Code, best?.Name);
    }
}

/// <summary>The landing clocks for programs.</summary>
internal static class LandingEndpoints
{
    public static void Map(IEndpointRouteBuilder zone) => zone.MapGet("/landing", async (HttpRequest request, LandingReader reader, CancellationToken cancel) =>
            ProjectFilter.Parse(request.Query).Try(out var filter, out var error) ? TypedResults.Ok(await reader.ReadAsync(filter, cancel)) : ApiResults.Problem(error))
        .WithTags("projects").RequirePermission(ProjectsPermissions.Read).WithSummary("Days from agreement to land, start and completion by project, with best and median; the filters of projects. Clocks that run count to today.").Produces<LandingView>();
}
