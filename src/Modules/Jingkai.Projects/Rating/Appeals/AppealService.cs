using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Counting;
using Jingkai.Platform.Data;
using Jingkai.Platform.Numbering;
using Jingkai.Platform.RulePacks.Keeping;
using Jingkai.Platform.RulePacks.Verdicts;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Rating.Consequences;
using Jingkai.Projects.Rating.Facts;
using Jingkai.Projects.Rating.Rounds;
using Jingkai.Projects.Register;
using Jingkai.Rules;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Rating.Appeals;

/// <summary>How an appeal is decided.</summary>
internal static class AppealDecision
{
    /// <summary>The records were wrong and are corrected: the project is judged again by what they say now.</summary>
    public const string Rejudge = "rejudge";

    /// <summary>It could not be helped: the project is not rated in that round.</summary>
    public const string Excuse = "excuse";

    public const string Reject = "reject";

    public static IReadOnlyList<string> All { get; } = [Rejudge, Excuse, Reject];
}

/// <summary>Takes appeals against published flags and decides them. Numbers are never typed into a verdict: it is come to again from the corrected records, and the old one stays.</summary>
internal sealed class AppealService(JingkaiDbContext db, ProjectReader projects, PackLibrary library, VerdictBook book, ProjectFactReader facts, RoundHistory history, ConsequenceWriter consequences, ConsequenceEnds ends, TimeProvider clock)
{
    private const int LongestText = 2000;

    /// <summary>Appeals against the flag of a project in a published round, as long as the next round of the pack is not frozen.</summary>
    public Task<Result<Guid>> LodgeAsync(string code, string? project, string? why, CancellationToken cancel) => db.InTransactionAsync<Guid>(async () =>
    {
        if (db.Actor.MemberId is null) return LifeCycle.Errors.MembersOnly;
        await NumberSeries.HoldAsync(db, ProjectService.Series, cancel);
        if (await RoundService.FindAsync(db, code, cancel) is not { } round) return ApiErrors.NotFound;
        if (round.State != RoundState.Published) return Errors.NotPublished;
        if (await projects.IdOfAsync(project ?? "", cancel) is not { } id || await db.Set<RatingLine>().FirstOrDefaultAsync(l => l.RoundId == round.Id && l.ProjectId == id, cancel) is not { } line) return Errors.NotInRound;
        if (!await projects.MayAsync(id, ProjectsPermissions.Appeal, cancel)) return ApiErrors.NotPermitted;
        var reason = TextNormal.CleanLines(why);
        if (reason.Length == 0) return ApiErrors.Invalid([Register.Errors.ReasonRequired]);
        if (reason.Length > LongestText) return ApiErrors.Invalid([ApiErrors.TooLong("reason", LongestText)]);
        if (line.Flag is null) return Errors.NoFlag;
        if (await LaterAsync(round, cancel)) return Errors.AppealLate;
        if (await db.Set<RatingAppeal>().AnyAsync(a => a.RoundId == round.Id && a.ProjectId == id && a.State == AppealState.Open, cancel)) return Errors.AppealOpen;
        var appeal = new RatingAppeal { ZoneId = db.ZoneId, ProjectId = id, RoundId = round.Id, Reason = reason, ById = db.Actor.MemberId, At = Tally.Moment(db, clock), FlagBefore = line.Flag };
        db.Add(appeal);
        await TellAsync(id, "appealed", new { round = round.Code, reason }, cancel);
        using (db.SuppressAudit()) await db.SaveChangesAsync(cancel);
        return appeal.Id;
    }, cancel);

    /// <summary>Decides an appeal; never one's own.</summary>
    public Task<Result<Guid>> DecideAsync(string code, Guid id, string? decision, string? why, CancellationToken cancel) => db.InTransactionAsync<Guid>(async () =>
    {
        if (db.Actor.MemberId is null) return LifeCycle.Errors.MembersOnly;
        await ends.HoldAsync(cancel);
        await NumberSeries.HoldAsync(db, ProjectService.Series, cancel);
        if (await RoundService.FindAsync(db, code, cancel) is not { } round || await db.Set<RatingAppeal>().AsTracking().FirstOrDefaultAsync(a => a.Id == id && a.RoundId == round.Id, cancel) is not { } appeal) return ApiErrors.NotFound;
        if (!await projects.MayAsync(appeal.ProjectId, ProjectsPermissions.Confirm, cancel)) return ApiErrors.NotPermitted;
        if (appeal.State != AppealState.Open) return Errors.AppealDecided;
        if (appeal.ById is not null && appeal.ById == db.Actor.MemberId) return Errors.OwnAppeal;
        if (decision is null || !AppealDecision.All.Contains(decision)) return Errors.UnknownDecision(decision);
        var reason = TextNormal.CleanLines(why);
        if (reason.Length == 0) return ApiErrors.Invalid([Register.Errors.ReasonRequired]);
        if (reason.Length > LongestText) return ApiErrors.Invalid([ApiErrors.TooLong("reason", LongestText)]);
        var line = await db.Set<RatingLine>().AsTracking().SingleAsync(l => l.RoundId == round.Id && l.ProjectId == appeal.ProjectId, cancel);
        if (decision == AppealDecision.Rejudge && !(await RejudgeAsync(round, line, cancel)).Try(out _, out var error)) return error;
        if (decision == AppealDecision.Excuse) await ExcuseAsync(round, line, reason, cancel);
        (appeal.State, appeal.DecidedById, appeal.DecidedAt, appeal.Decision, appeal.Excused, appeal.FlagAfter) =
            (decision == AppealDecision.Reject ? AppealState.Rejected : AppealState.Upheld, db.Actor.MemberId, Tally.Moment(db, clock), reason, decision == AppealDecision.Excuse, line.Flag);
        await TellAsync(appeal.ProjectId, decision == AppealDecision.Reject ? "appeal-rejected" : "appeal-upheld", new { round = round.Code, before = appeal.FlagBefore, after = appeal.FlagAfter, reason }, cancel);
        using (db.SuppressAudit()) await db.SaveChangesAsync(cancel);
        return appeal.Id;
    }, cancel);

    private async Task<Result<bool>> RejudgeAsync(RatingRound round, RatingLine line, CancellationToken cancel)
    {
        if (!(await library.FindAsync(round.Pack, round.PackHash, cancel)).Try(out var found, out var error)) return error;
        var project = await db.Set<InvestmentProject>().AsNoTracking().SingleAsync(p => p.Id == line.ProjectId, cancel);
        var others = await db.Set<RatingLine>().AsNoTracking().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).Where(l => l.RoundId == round.Id && l.Id != line.Id && l.Facts != null).Select(l => l.Facts).ToListAsync(cancel);
        var now = (await facts.ReadAsync([line.ProjectId], round.EndsOn, round.StartsOn, cancel))[0];
        // Its place is found anew among the others as they were published; theirs stays.
        ProjectFacts.Rank([now, .. others.Select(ProjectFacts.Kept)]);
        var past = (await history.BeforeAsync(round, [line.ProjectId], cancel))[line.ProjectId];
        var one = new FrozenCase(new(project.Id, project.Code, project.Name), now, past);
        var verdict = (await book.JudgeAsync(found.Pack, round.EndsOn, [one], cancel))[0];
        if (verdict.Value == line.Flag) return Errors.NothingChanged;
        if (verdict.Value == VerdictWords.Unknown) return Errors.AppealWorse(FlagWords.Of(found.Pack, verdict.Value));
        if (Place(found.Pack, verdict.Value) is { } after && Place(found.Pack, line.Flag) is { } before && after > before) return Errors.AppealWorse(FlagWords.Of(found.Pack, verdict.Value));
        var recorded = (await book.RecordAsync(found.Pack, round.EndsOn, [one], cancel)).Verdicts[0];
        (line.FlagBefore, line.VerdictBeforeId, line.Flag, line.VerdictId, line.Facts) = (line.FlagBefore ?? line.Flag, line.VerdictBeforeId ?? line.VerdictId, verdict.Value, recorded.Id, ProjectFacts.Keep(now));
        await ends.WithdrawAsync(round, line, verdict.Consequences.Where(c => c.Result == true).Select(c => c.Id).ToHashSet(StringComparer.Ordinal), cancel);
        await ends.ReleaseAsync(round, [line], cancel);
        return (await consequences.ImposeAsync(round, [(line.ProjectId, verdict)], cancel)).Try(out _, out error) ? true : error;
    }

    private async Task ExcuseAsync(RatingRound round, RatingLine line, string reason, CancellationToken cancel)
    {
        (line.FlagBefore, line.VerdictBeforeId, line.Flag, line.VerdictId) = (line.FlagBefore ?? line.Flag, line.VerdictBeforeId ?? line.VerdictId, null, null);
        (line.ExcuseReason, line.ExcusedById, line.ExcusedAt) = (reason, db.Actor.MemberId, Tally.Moment(db, clock));
        await ends.WithdrawAsync(round, line, new HashSet<string>(), cancel);
    }

    private Task<bool> LaterAsync(RatingRound round, CancellationToken cancel) => db.Set<RatingRound>().AnyAsync(r => r.Pack == round.Pack && r.StartsOn > round.EndsOn && (r.State == RoundState.Frozen || r.State == RoundState.Published)
        && (r.ProjectKind == null || round.ProjectKind == null || r.ProjectKind == round.ProjectKind), cancel);

    private async Task TellAsync(Guid project, string action, object after, CancellationToken cancel)
    {
        var code = await db.Set<InvestmentProject>().Where(p => p.Id == project).Select(p => p.Code).SingleAsync(cancel);
        AuditTrail.Record(db, clock.Now(), action, nameof(InvestmentProject), project.ToString(), code, null, after);
    }

    /// <summary>The place of a flag, 0 the best; null: the pack does not say, or it is none.</summary>
    private static int? Place(RulePack pack, string? flag) => pack.Flags.Select((f, at) => (f.Code, At: (int?)at)).FirstOrDefault(f => f.Code == flag).At;
}
