using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Attachments;
using Jingkai.Platform.Attachments.Content;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Counting;
using Jingkai.Platform.Data;
using Jingkai.Platform.Numbering;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Rating;
using Jingkai.Projects.Register;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Progress;

/// <summary>Progress as it is entered.</summary>
/// <param name="On">The day; today when absent.</param>
/// <param name="Percent">Per cent of the whole, 0 to 100.</param>
/// <param name="Words">What stands.</param>
internal sealed record ProgressInput(DateOnly? On, decimal? Percent, string? Words = null)
{
    /// <summary>Files of the project that show it.</summary>
    public IReadOnlyList<string>? Photos { get; init; }

    /// <summary>Whether there was a safety or quality problem; null: not told.</summary>
    public bool? Accident { get; init; }

    /// <summary>Whether funds are below the rule; null: not told.</summary>
    public bool? FundsBelowRule { get; init; }
}

/// <summary>A point of the planned course.</summary>
internal sealed record CoursePoint(DateOnly? On, decimal? Percent);

/// <summary>Enters progress and has it checked by another; sets the planned course.</summary>
internal sealed class ProgressService(JingkaiDbContext db, ProjectReader reader, FactorLimits limits, TimeProvider clock)
{
    private const int LongestWords = 200, MostPoints = 200, LongestReason = 500;

    /// <summary>Enters how much of the whole stands.</summary>
    public Task<Result<Guid>> EnterAsync(string code, ProgressInput input, CancellationToken cancel) => db.InTransactionAsync<Guid>(async () =>
    {
        if (!(await TakeAsync(code, ProjectsPermissions.Write, cancel)).Try(out var project, out var error)) return error;
        if (!(await AddAsync(project, input, cancel)).Try(out var entry, out error)) return error;
        await db.SaveChangesAsync(cancel);
        return entry.Id;
    }, cancel);

    /// <summary>Enters progress of a project that the caller holds, in the caller's transaction; the caller saves.</summary>
    internal async Task<Result<ProgressEntry>> AddAsync(InvestmentProject project, ProgressInput input, CancellationToken cancel)
    {
        var wrong = new List<Error>();
        if (E4(input.Percent) is null) wrong.Add(Errors.BadPercent);
        else if (input.On > db.Today) wrong.Add(LifeCycle.Errors.InFuture);
        var words = TextNormal.Clean(input.Words);
        if (words.Length > LongestWords) wrong.Add(ApiErrors.TooLong("words", LongestWords));
        var photos = new List<Guid>();
        var subject = project.Id.ToString();
        foreach (var text in input.Photos ?? [])
        {
            if (Guid.TryParse(text, out var id) && await db.Set<Attachment>().AnyAsync(a => a.Id == id && a.SubjectKind == ProjectScope.Kind && a.SubjectId == subject && a.VoidedAt == null && FileKind.Pictures.Contains(a.Kind), cancel)) photos.Add(id);
            else wrong.Add(Errors.NotAPhoto(text));
        }

        if (wrong.Count > 0) return ApiErrors.Invalid(wrong);
        var day = input.On ?? db.Today;
        if ((await ProgressGround.LoadAsync(db, project.Id, cancel)).Refuses(project.Id, day, input.Percent!.Value, photos.Count > 0) is { } refused) return refused.Kind == ErrorKind.Conflict ? refused : ApiErrors.Invalid([refused]);
        var entry = new ProgressEntry
        {
            ZoneId = db.ZoneId, ProjectId = project.Id, Day = day, PercentE4 = E4(input.Percent)!.Value, Words = words.Length == 0 ? null : words, ById = db.Actor.MemberId, At = Tally.Moment(db, clock),
            Accident = input.Accident, FundsBelowRule = input.FundsBelowRule,
        };
        db.Add(entry);
        foreach (var photo in photos.Distinct()) db.Add(new ProgressPhoto { ZoneId = db.ZoneId, ProjectId = project.Id, EntryId = entry.Id, AttachmentId = photo });
        Tell(project, "progress", new { day = entry.Day, percent = input.Percent, words = entry.Words, photos = photos.Count == 0 ? (int?)null : photos.Count, accident = entry.Accident, fundsBelowRule = entry.FundsBelowRule });
        return entry;
    }

    /// <summary>Another than who entered it says that it is so.</summary>
    public Task<Result<Guid>> CheckAsync(string code, Guid id, CancellationToken cancel) => DecideAsync(code, id, (entry, now) =>
    {
        if (entry.ById is not null && entry.ById == db.Actor.MemberId) return Errors.OwnProgress;
        (entry.ConfirmedById, entry.ConfirmedAt) = (db.Actor.MemberId, now);
        return Result.Ok();
    }, "progress-checked", null, cancel);

    /// <summary>It is not so, or was a mistake; it stays on record and counts no more.</summary>
    public Task<Result<Guid>> RefuseAsync(string code, Guid id, string? why, CancellationToken cancel) => DecideAsync(code, id, (entry, now) =>
    {
        var reason = TextNormal.Clean(why);
        if (reason.Length == 0) return ApiErrors.Invalid([Register.Errors.ReasonRequired]);
        if (reason.Length > LongestReason) return ApiErrors.Invalid([Register.Errors.TooLong("reason", LongestReason)]);
        (entry.RefusedAt, entry.RefuseReason) = (now, reason);
        return Result.Ok();
    }, "progress-returned", why, cancel);

    /// <summary>Sets the planned course; no points: even from planned start to planned completion.</summary>
    public Task<Result<string>> PlanAsync(string code, IReadOnlyList<CoursePoint>? points, CancellationToken cancel) => db.InTransactionAsync<string>(async () =>
    {
        if (!(await TakeAsync(code, ProjectsPermissions.Write, cancel)).Try(out var project, out var error)) return error;
        if (points is { Count: > MostPoints }) return ApiErrors.Invalid([Errors.TooManyPoints]);
        var (course, wrong) = (new List<PlanPoint>(), new List<Error>());
        foreach (var (point, at) in (points ?? []).Select((p, at) => (p, at)))
        {
            if (point.On is { } on && E4(point.Percent) is { } percent && (course.Count == 0 || (on > course[^1].Day && percent >= course[^1].PercentE4)))
                course.Add(new() { ZoneId = db.ZoneId, ProjectId = project.Id, Day = on, PercentE4 = percent });
            else wrong.Add(Errors.BadCourse(string.Create(CultureInfo.InvariantCulture, $"points[{at}]")));
        }

        if (wrong.Count > 0) return ApiErrors.Invalid(wrong);
        var before = await db.Set<PlanPoint>().AsTracking().Where(p => p.ProjectId == project.Id).OrderBy(p => p.Day).ToListAsync(cancel);
        if (await limits.OnAsync(project.Id, Factors.Extension, cancel) is { } limit && await SlackensAsync(project.Id, before, course, cancel)) return Extensions.Errors.Constrained(limit);
        db.RemoveRange(before);
        await db.SaveChangesAsync(cancel);
        db.AddRange(course);
        Tell(project, "planned", new { course = string.Join("、", course.Select(p => $"{p.Day:yyyy-MM-dd} {p.PercentE4 / 10_000m:0.####}%")) }, new { course = string.Join("、", before.Select(p => $"{p.Day:yyyy-MM-dd} {p.PercentE4 / 10_000m:0.####}%")) });
        await db.SaveChangesAsync(cancel);
        return project.Code;
    }, cancel);

    /// <summary>On some day less is to stand by the new course than by the old one.</summary>
    private async Task<bool> SlackensAsync(Guid project, IReadOnlyList<PlanPoint> before, IReadOnlyList<PlanPoint> course, CancellationToken cancel)
    {
        var nodes = await db.Set<ProjectNode>().AsNoTracking().Where(n => n.ProjectId == project && (n.Milestone == "started" || n.Milestone == "completed")).ToDictionaryAsync(n => n.Milestone!, cancel);
        var (start, completion) = (nodes.GetValueOrDefault("started") is { } started ? started.PlannedOn ?? started.ReachedOn : null, nodes.GetValueOrDefault("completed")?.PlannedOn);
        // Both are straight between these days, so nowhere else can one fall below the other first.
        var days = before.Concat(course).Select(p => p.Day).Concat(((DateOnly?[])[start, completion]).OfType<DateOnly>()).Append(db.Today).Distinct();
        return days.Any(day => (PlannedCourse.On(course, start, completion, day) ?? 0) < (PlannedCourse.On(before, start, completion, day) ?? 0));
    }

    private Task<Result<Guid>> DecideAsync(string code, Guid id, Func<ProgressEntry, DateTime, Result> decide, string action, string? why, CancellationToken cancel) => db.InTransactionAsync<Guid>(async () =>
    {
        if (!(await TakeAsync(code, ProjectsPermissions.Write, cancel)).Try(out var project, out var error)) return error;
        if (await db.Set<ProgressEntry>().AsTracking().FirstOrDefaultAsync(p => p.Id == id && p.ProjectId == project.Id, cancel) is not { } entry) return ApiErrors.NotFound;
        if (entry.ConfirmedAt is not null || entry.RefusedAt is not null) return Errors.Decided;
        var done = decide(entry, Tally.Moment(db, clock));
        if (!done.IsOk) return done.Error;
        Tell(project, action, new { day = entry.Day, percent = entry.PercentE4 / 10_000m, reason = TextNormal.Clean(why) is { Length: > 0 } reason ? reason : null });
        await db.SaveChangesAsync(cancel);
        return entry.Id;
    }, cancel);

    /// <summary>A project, held until the transaction ends.</summary>
    internal async Task<Result<InvestmentProject>> TakeAsync(string code, string permission, CancellationToken cancel)
    {
        if (db.Actor.MemberId is null) return LifeCycle.Errors.MembersOnly;
        await NumberSeries.HoldAsync(db, ProjectService.Series, cancel);
        if (await reader.IdOfAsync(code, cancel) is not { } id) return ApiErrors.NotFound;
        if (await db.Set<InvestmentProject>().Where(ProjectScope.Of(db, permission)).FirstOrDefaultAsync(p => p.Id == id, cancel) is not { } project) return ApiErrors.NotPermitted;
        return project.VoidedAt is not null ? LifeCycle.Errors.Voided : project.EndedOn is not null ? LifeCycle.Errors.Ended : project;
    }

    private void Tell(InvestmentProject project, string action, object after, object? before = null) => AuditTrail.Record(db, clock.Now(), action, nameof(InvestmentProject), project.Id.ToString(), project.Code, before, after);

    /// <summary>1/10 000 of a per cent; null: it is no progress.</summary>
    internal static int? E4(decimal? percent) => percent is { } p && p is >= 0 and <= 100 && p * 10_000m == decimal.Truncate(p * 10_000m) ? (int)(p * 10_000m) : null;
}
