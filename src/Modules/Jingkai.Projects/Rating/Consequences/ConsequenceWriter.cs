using Jingkai.Kernel;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Calendars;
using Jingkai.Platform.Counting;
using Jingkai.Platform.Data;
using Jingkai.Platform.Numbering;
using Jingkai.Platform.RulePacks.Keeping;
using Jingkai.Platform.RulePacks.Verdicts;
using Jingkai.Platform.SignOffs;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Rating.Facts;
using Jingkai.Projects.Rating.Rounds;
using Jingkai.Rules;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Rating.Consequences;

/// <summary>Lets the consequences of verdicts follow, in the caller's transaction.</summary>
internal sealed class ConsequenceWriter(JingkaiDbContext db, SignOffService signOffs, WorkDays days, TimeProvider clock)
{
    /// <summary>The steps of the verdicts' ladders that hold follow, except those that do already.</summary>
    /// <param name="round">The round.</param>
    /// <param name="judged">Its projects with their verdicts, in the order they are numbered.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>How many are new; <c>no-signer</c> when nobody may approve a constraint.</returns>
    public async Task<Result<int>> ImposeAsync(RatingRound round, IReadOnlyList<(Guid Project, Verdict Verdict)> judged, CancellationToken cancel)
    {
        var follows = judged.Select(j => (j.Project, j.Verdict, Steps: j.Verdict.Consequences.Where(c => c.Result == true).ToList())).Where(j => j.Steps.Count > 0).ToList();
        if (follows.Count == 0) return 0;
        var known = new List<Consequence>();
        foreach (var chunk in follows.Select(f => f.Project).Chunk(1000))
            known.AddRange(await db.Set<Consequence>().AsNoTracking().Where(c => chunk.Contains(c.ProjectId) && c.State != ConsequenceState.Withdrawn && (c.RoundId == round.Id || c.State == ConsequenceState.InForce || c.State == ConsequenceState.Proposed)).ToListAsync(cancel));
        var standing = known.ToLookup(c => c.ProjectId);
        // Of this round it stands already; a constraint that holds or waits is not put upon itself.
        var wanted = follows.SelectMany(f => f.Steps.Where(step => !standing[f.Project].Any(c => c.Step == step.Id && (c.RoundId == round.Id || c.Kind == ConsequenceKinds.Constraint))).Select(step => (f.Project, f.Verdict, Step: step))).ToList();
        if (wanted.Count == 0) return 0;
        var number = await NumberSeries.ReserveAsync(db, $"RC{db.Today.Year}", wanted.Count, cancel);
        var calendar = await days.CalendarAsync(cancel);
        var constraints = new List<Consequence>();
        foreach (var (project, verdict, step) in wanted)
        {
            var consequence = new Consequence
            {
                ZoneId = db.ZoneId, ProjectId = project, RoundId = round.Id, Code = NumberSeries.Format("RC", db.Today.Year, number++),
                Step = step.Id, Kind = step.Kind, TitleZh = step.Told.Zh, TitleEn = step.Told.En, Flag = verdict.Value, At = Tally.Moment(db, clock), PackHash = verdict.Hash, Factors = step.Factors.Count == 0 ? null : string.Join(',', step.Factors),
                ReleaseZh = step.Release?.Zh, ReleaseEn = step.Release?.En, DueOn = step.Days is { } within ? calendar.AddWorkdaysProvisionally(db.Today, within).Day : null,
                State = step.Kind == ConsequenceKinds.Constraint ? ConsequenceState.Proposed : step.Kind is ConsequenceKinds.Talk or ConsequenceKinds.Explanation ? ConsequenceState.Due : ConsequenceState.Issued,
            };
            db.Add(consequence);
            if (consequence.State == ConsequenceState.Proposed) constraints.Add(consequence);
            ConsequenceTrail.Tell(db, clock.Now(), consequence, "followed", new { consequence.Kind, consequence.Step, round = round.Code });
        }

        if (!(await AskAsync(round, constraints, cancel)).Try(out _, out var error)) return error;
        using (db.SuppressAudit()) await db.SaveChangesAsync(cancel);
        return wanted.Count;
    }

    private async Task<Result<int>> AskAsync(RatingRound round, IReadOnlyList<Consequence> constraints, CancellationToken cancel)
    {
        var named = new Dictionary<Guid, InvestmentProject>();
        foreach (var chunk in constraints.Select(c => c.ProjectId).Distinct().Chunk(1000))
            foreach (var project in await db.Set<InvestmentProject>().AsNoTracking().Where(p => chunk.Contains(p.Id)).ToListAsync(cancel)) named.Add(project.Id, project);
        foreach (var constraint in constraints)
        {
            var (project, factors) = (named[constraint.ProjectId], RoundWords.Join(constraint.Factors!.Split(',').Select(RoundWords.Factor)));
            using var quiet = db.SuppressAudit();
            var asked = await signOffs.StartAsync(new(ConstraintKind.KindCode, ProjectScope.Kind, project.Id.ToString(), new($"要素约束：{project.Name}（{factors.Zh}）", $"Constraint: {project.Name} ({factors.En})"), new ConstraintAsked(constraint.Id))
            {
                Reason = $"{round.Title}：{constraint.TitleZh}；解除条件：{constraint.ReleaseZh}", Path = $"projects/{project.Code}?tab=flags",
            }, cancel);
            if (!asked.Try(out var signOff, out var error)) return error;
            constraint.SignOff = signOff.Code;
        }

        return constraints.Count;
    }
}

/// <summary>Writes consequences into the story of their project.</summary>
internal static class ConsequenceTrail
{
    public static void Tell(JingkaiDbContext db, DateTime at, Consequence consequence, string action, object after) =>
        AuditTrail.Record(db, at, $"consequence-{action}", nameof(InvestmentProject), consequence.ProjectId.ToString(), consequence.Code, null, after);
}

/// <summary>What the sign-off of a constraint is about.</summary>
/// <param name="Consequence">The constraint.</param>
internal sealed record ConstraintAsked(Guid Consequence);
