using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Counting;
using Jingkai.Platform.Data;
using Jingkai.Platform.Numbering;
using Jingkai.Platform.RulePacks.Keeping;
using Jingkai.Projects.Domain;
using Jingkai.Projects.LifeCycle;
using Jingkai.Projects.Progress;
using Jingkai.Projects.Register;
using Jingkai.Rules;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Rating.Rounds;

/// <summary>Opens rounds and takes what units enter for them, up to the freeze.</summary>
internal sealed class RoundService(JingkaiDbContext db, PackLibrary library, ProjectReader projects, ProgressService progress, TimeProvider clock)
{
    /// <summary>The most projects of a round.</summary>
    public const int Most = 3000;

    private const int LongestTitle = 100, LongestReason = 500;

    /// <summary>Opens a round over the projects that stand on the wall on its days.</summary>
    /// <returns>Its code; what is wrong with the input; <c>pack-not-in-force</c>, <c>round-overlaps</c>, <c>nothing-to-rate</c>.</returns>
    public Task<Result<string>> OpenAsync(RoundInput input, CancellationToken cancel) => db.InTransactionAsync<string>(async () =>
    {
        if (db.Actor.MemberId is null) return LifeCycle.Errors.MembersOnly;
        await NumberSeries.HoldAsync(db, ProjectService.Series, cancel);
        var rounds = await db.Set<RatingRound>().AsNoTracking().Where(r => r.State != RoundState.Voided).OrderByDescending(r => r.EndsOn).ThenByDescending(r => r.Id).ToListAsync(cancel);
        var pack = TextNormal.Clean(input.Pack) is { Length: > 0 } named ? named : rounds.FirstOrDefault()?.Pack;
        if (pack is null) return ApiErrors.Required("pack");
        var last = rounds.Find(r => r.Pack == pack && r.ProjectKind == input.Kind);
        var cadence = input.Cadence ?? last?.Cadence ?? Cadence.HalfMonth;
        if (Cadence.Around(cadence, input.On ?? db.Today) is not var (start, end)) return Errors.UnknownCadence(input.Cadence);
        if (input.Kind is not null && Ladder.KindOf(input.Kind) is null) return Errors.UnknownKind(input.Kind);
        if (!(await library.InForceAsync(pack, end, cancel)).Try(out var found, out var error)) return error;
        if (found.Pack.Kind != PackKind.Rating || found.Pack.Subject != ProjectScope.Kind) return Errors.NotARating(pack);
        if (rounds.Find(r => r.Pack == pack && (r.ProjectKind is null || input.Kind is null || r.ProjectKind == input.Kind) && r.EndsOn >= start) is { } other) return Errors.Overlaps(other.Code);
        var title = TextNormal.Clean(input.Title);
        if (title.Length > LongestTitle) return ApiErrors.Invalid([ApiErrors.TooLong("title", LongestTitle)]);
        if (input.DueOn < start) return ApiErrors.Invalid([Errors.DueBeforeStart(start)]);
        var lines = await CandidatesAsync(input, start, end, cancel);
        if (!lines.Try(out var rated, out error)) return error;
        if (rated.Count == 0) return Errors.NothingToRate;
        if (rated.Count > Most) return Errors.TooMany(Most);
        var round = new RatingRound
        {
            ZoneId = db.ZoneId, Code = NumberSeries.Format("R", end.Year, await NumberSeries.ReserveAsync(db, $"R{end.Year}", 1, cancel)), Title = title.Length > 0 ? title : Titled(start, end, cadence, found.Pack.Title.Zh),
            Pack = pack, Cadence = cadence, ProjectKind = input.Kind, StartsOn = start, EndsOn = end, DueOn = input.DueOn ?? end, PhotoRequired = input.PhotoRequired ?? last?.PhotoRequired ?? true, OpenedById = db.Actor.MemberId, OpenedAt = Tally.Moment(db, clock),
        };
        db.Add(round);
        db.AddRange(rated.Select(p => new RatingLine { ZoneId = db.ZoneId, RoundId = round.Id, ProjectId = p.Id, UnitId = p.UnitId }));
        AuditTrail.Record(db, clock.Now(), "opened", nameof(RatingRound), round.Id.ToString(), round.Code, null, new { pack, cadence, start, end, projects = rated.Count });
        using (db.SuppressAudit()) await db.SaveChangesAsync(cancel);
        return round.Code;
    }, cancel);

    /// <summary>Enters progress of a project of an open round.</summary>
    public Task<Result<Guid>> EnterAsync(string code, RoundProgressInput input, CancellationToken cancel) => db.InTransactionAsync<Guid>(async () =>
    {
        if (!(await progress.TakeAsync(input.Project ?? "", ProjectsPermissions.Write, cancel)).Try(out var project, out var error)) return error.Code == ApiErrors.NotFound.Code ? Errors.NotInRound : error;
        if (await FindAsync(db, code, cancel) is not { } round) return ApiErrors.NotFound;
        if (round.State != RoundState.Open) return Errors.NotOpen(round.State);
        if (await db.Set<RatingLine>().FirstOrDefaultAsync(l => l.RoundId == round.Id && l.ProjectId == project.Id, cancel) is not { } line) return Errors.NotInRound;
        if (line.ExcusedAt is not null) return Errors.IsExcused;
        var day = input.On ?? (db.Today < round.EndsOn ? db.Today : round.EndsOn);
        if (day < round.StartsOn || day > round.EndsOn) return ApiErrors.Invalid([Errors.OutsideRound(round.StartsOn, round.EndsOn)]);
        if (!(await progress.AddAsync(project, input.ToProgress(day), cancel)).Try(out var entry, out error)) return error;
        await db.SaveChangesAsync(cancel);
        return entry.Id;
    }, cancel);

    /// <summary>A project is not rated in this round, for a reason that is shown; without a reason it is rated again.</summary>
    public Task<Result<string>> ExcuseAsync(string code, string? project, string? why, CancellationToken cancel) => db.InTransactionAsync<string>(async () =>
    {
        if (!(await TakeAsync(code, cancel)).Try(out var round, out var error)) return error;
        if (round.State != RoundState.Open) return Errors.NotOpen(round.State);
        var reason = TextNormal.Clean(why);
        if (reason.Length > LongestReason) return ApiErrors.Invalid([ApiErrors.TooLong("reason", LongestReason)]);
        if (await projects.IdOfAsync(project ?? "", cancel) is not { } id || await db.Set<RatingLine>().AsTracking().FirstOrDefaultAsync(l => l.RoundId == round.Id && l.ProjectId == id, cancel) is not { } line) return Errors.NotInRound;
        var excused = reason.Length > 0;
        (line.ExcuseReason, line.ExcusedById, line.ExcusedAt) = (excused ? reason : null, excused ? db.Actor.MemberId : null, excused ? Tally.Moment(db, clock) : null);
        AuditTrail.Record(db, clock.Now(), excused ? "excused" : "included", nameof(RatingRound), round.Id.ToString(), round.Code, null, new { project, reason = excused ? reason : null });
        using (db.SuppressAudit()) await db.SaveChangesAsync(cancel);
        return round.Code;
    }, cancel);

    /// <summary>A round opened by mistake, or frozen too early, counts nowhere; its progress stays with the projects.</summary>
    public Task<Result<string>> VoidAsync(string code, string? why, CancellationToken cancel) => db.InTransactionAsync<string>(async () =>
    {
        if (!(await TakeAsync(code, cancel)).Try(out var round, out var error)) return error;
        if (round.State is RoundState.Published) return Errors.AlreadyPublished;
        if (round.State is RoundState.Voided) return LifeCycle.Errors.Voided;
        var reason = TextNormal.Clean(why);
        if (reason.Length == 0) return ApiErrors.Invalid([Register.Errors.ReasonRequired]);
        if (reason.Length > LongestReason) return ApiErrors.Invalid([ApiErrors.TooLong("reason", LongestReason)]);
        (round.State, round.VoidReason) = (RoundState.Voided, reason);
        AuditTrail.Record(db, clock.Now(), "voided", nameof(RatingRound), round.Id.ToString(), round.Code, null, new { reason });
        using (db.SuppressAudit()) await db.SaveChangesAsync(cancel);
        return round.Code;
    }, cancel);

    /// <summary>A round, held until the transaction ends.</summary>
    public async Task<Result<RatingRound>> TakeAsync(string code, CancellationToken cancel)
    {
        if (db.Actor.MemberId is null) return LifeCycle.Errors.MembersOnly;
        await NumberSeries.HoldAsync(db, ProjectService.Series, cancel);
        return await FindAsync(db, code, cancel) is { } round ? round : ApiErrors.NotFound;
    }

    /// <summary>A round by code or id.</summary>
    public static Task<RatingRound?> FindAsync(JingkaiDbContext db, string code, CancellationToken cancel)
    {
        var id = Guid.TryParse(code, out var parsed) ? parsed : Guid.Empty;
        return db.Set<RatingRound>().AsTracking().FirstOrDefaultAsync(r => r.Code == code || r.Id == id, cancel);
    }

    private async Task<Result<List<Candidate>>> CandidatesAsync(RoundInput input, DateOnly start, DateOnly end, CancellationToken cancel)
    {
        var on = db.Set<InvestmentProject>().AsNoTracking().Where(p => p.VoidedAt == null && p.EndedOn == null && p.WallFrom <= end && (p.WallUntil == null || p.WallUntil > start)
            && !db.Set<ProjectNode>().Any(n => n.ProjectId == p.Id && n.Milestone == "completed" && n.ReachedOn < start));
        if (input.Kind is { } kind) on = on.Where(p => p.Kind == kind);
        var found = await on.OrderBy(p => p.SortKey).ThenBy(p => p.Id).Select(p => new Candidate(p.Id, p.Code, p.UnitId)).ToListAsync(cancel);
        if (input.Projects is not { } codes) return found;
        var chosen = found.FindAll(p => codes.Contains(p.Code));
        return codes.FirstOrDefault(c => chosen.TrueForAll(p => p.Code != c)) is { } unknown ? ApiErrors.Invalid([Register.Errors.NotRatable(unknown)]) : chosen;
    }

    private static string Titled(DateOnly start, DateOnly end, string cadence, string pack) => cadence switch
    {
        Cadence.HalfMonth => $"{end.Year}年{end.Month}月{(start.Day == 1 ? "上" : "下")}半月 {pack}",
        Cadence.Month => $"{end.Year}年{end.Month}月 {pack}",
        _ => $"{end.Year}年第{((end.Month - 1) / 3) + 1}季度 {pack}",
    };

    private sealed record Candidate(Guid Id, string Code, Guid? UnitId);
}
