using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Counting;
using Jingkai.Platform.Data;
using Jingkai.Platform.Numbering;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Register;
using Jingkai.Rules;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Rating.Consequences;

/// <summary>A talk that was held, or an explanation that was given.</summary>
internal sealed record TalkInput(DateOnly? On, string? Minutes, string? Plan, DateOnly? PlanDueOn);

/// <summary>Records talks, confirms rectification, lifts constraints by hand.</summary>
internal sealed class ConsequenceService(JingkaiDbContext db, TimeProvider clock)
{
    private const int LongestText = 4000, LongestReason = 500;

    /// <summary>The talk was held: its minutes, the rectification plan and by when.</summary>
    public Task<Result<string>> HoldAsync(string code, TalkInput input, CancellationToken cancel) => DoAsync(code, ProjectsPermissions.Rate, [ConsequenceState.Due], consequence =>
    {
        var wrong = new List<Error>();
        var (minutes, plan) = (TextNormal.CleanLines(input.Minutes), TextNormal.CleanLines(input.Plan));
        if (input.On is null) wrong.Add(Errors.DayRequired("on"));
        else if (input.On > db.Today) wrong.Add(LifeCycle.Errors.InFuture);
        else if (Tally.Day(consequence.At) is var followed && input.On < followed) wrong.Add(Errors.BeforeConsequence(followed));
        if (minutes.Length == 0) wrong.Add(Errors.Required("minutes"));
        if (minutes.Length > LongestText) wrong.Add(ApiErrors.TooLong("minutes", LongestText));
        if (plan.Length > LongestText) wrong.Add(ApiErrors.TooLong("plan", LongestText));
        if (consequence.Kind == ConsequenceKinds.Talk)
        {
            if (plan.Length == 0) wrong.Add(Errors.Required("plan"));
            if (input.PlanDueOn is null) wrong.Add(Errors.DayRequired("planDueOn"));
            else if (input.PlanDueOn < input.On) wrong.Add(Error.Invalid("before-talk", "整改期限不能早于约谈日期", "the plan cannot be due before the talk", "planDueOn"));
        }

        if (wrong.Count > 0) return ApiErrors.Invalid(wrong);
        (consequence.State, consequence.HeldOn, consequence.HeldById, consequence.Minutes, consequence.Plan, consequence.PlanDueOn) =
            (ConsequenceState.Held, input.On, db.Actor.MemberId, minutes, plan.Length == 0 ? null : plan, input.PlanDueOn);
        ConsequenceTrail.Tell(db, clock.Now(), consequence, "held", new { on = input.On, minutes, plan, planDueOn = input.PlanDueOn });
        return Result.Ok();
    }, cancel);

    /// <summary>Another than who recorded the talk confirms that its plan was carried out.</summary>
    public Task<Result<string>> SettleAsync(string code, DateOnly? on, string? outcome, CancellationToken cancel) => DoAsync(code, ProjectsPermissions.Rate, [ConsequenceState.Held], consequence =>
    {
        if (consequence.HeldById is not null && consequence.HeldById == db.Actor.MemberId) return Errors.OwnTalk;
        var (wrong, text) = (new List<Error>(), TextNormal.CleanLines(outcome));
        if (on > db.Today) wrong.Add(LifeCycle.Errors.InFuture);
        else if (consequence.HeldOn is { } held && (on ?? db.Today) < held) wrong.Add(Errors.BeforeTalk(held));
        if (text.Length == 0) wrong.Add(Errors.Required("outcome"));
        if (text.Length > LongestText) wrong.Add(ApiErrors.TooLong("outcome", LongestText));
        if (wrong.Count > 0) return ApiErrors.Invalid(wrong);
        (consequence.State, consequence.SettledOn, consequence.SettledById, consequence.Outcome) = (ConsequenceState.Settled, on ?? db.Today, db.Actor.MemberId, text);
        ConsequenceTrail.Tell(db, clock.Now(), consequence, "settled", new { on = consequence.SettledOn, outcome = text });
        return Result.Ok();
    }, cancel);

    /// <summary>A constraint ends before its release condition holds: by decision of whoever may approve one.</summary>
    public Task<Result<string>> LiftAsync(string code, string? why, CancellationToken cancel) => DoAsync(code, ProjectsPermissions.Confirm, [ConsequenceState.InForce], consequence =>
    {
        var reason = TextNormal.Clean(why);
        if (reason.Length == 0) return ApiErrors.Invalid([Register.Errors.ReasonRequired]);
        if (reason.Length > LongestReason) return ApiErrors.Invalid([ApiErrors.TooLong("reason", LongestReason)]);
        (consequence.State, consequence.EndedOn, consequence.EndReason) = (ConsequenceState.Released, db.Today, reason);
        ConsequenceTrail.Tell(db, clock.Now(), consequence, "lifted", new { reason });
        return Result.Ok();
    }, cancel);

    private Task<Result<string>> DoAsync(string code, string permission, IReadOnlyList<string> states, Func<Consequence, Result> work, CancellationToken cancel) => db.InTransactionAsync<string>(async () =>
    {
        if (db.Actor.MemberId is null) return LifeCycle.Errors.MembersOnly;
        await NumberSeries.HoldAsync(db, ProjectService.Series, cancel);
        if (await db.Set<Consequence>().AsTracking().FirstOrDefaultAsync(c => c.Code == code, cancel) is not { } consequence) return ApiErrors.NotFound;
        if (!await db.Set<InvestmentProject>().Where(ProjectScope.Of(db, permission)).AnyAsync(p => p.Id == consequence.ProjectId, cancel)) return ApiErrors.NotPermitted;
        if (!states.Contains(consequence.State)) return Errors.WrongState(consequence.State);
        var done = work(consequence);
        if (!done.IsOk) return done.Error;
        using (db.SuppressAudit()) await db.SaveChangesAsync(cancel);
        return consequence.Code;
    }, cancel);
}
