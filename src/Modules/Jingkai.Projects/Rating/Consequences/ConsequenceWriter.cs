using Jingkai.Kernel;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Calendars;
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

/// <summary>Lets consequences follow from verdicts, end by their release condition, and fall when an appeal takes the flag away. All in the caller's transaction.</summary>
internal sealed class ConsequenceWriter(JingkaiDbContext db, PackLibrary library, RoundHistory history, SignOffService signOffs, WorkDays days, TimeProvider clock)
{
    /// <summary>The steps of a verdict's ladder that hold follow, except those that do already.</summary>
    /// <returns>How many are new; <c>no-signer</c> when nobody may approve a constraint.</returns>
    public async Task<Result<int>> ImposeAsync(RatingRound round, RatingLine line, Verdict verdict, CancellationToken cancel)
    {
        var follows = verdict.Consequences.Where(c => c.Result == true).ToList();
        if (follows.Count == 0) return 0;
        var known = await db.Set<Consequence>().AsTracking().Where(c => c.ProjectId == line.ProjectId && (c.RoundId == round.Id || c.State == ConsequenceState.InForce || c.State == ConsequenceState.Proposed)).ToListAsync(cancel);
        var made = 0;
        foreach (var step in follows)
        {
            // Of this round it stands already; a constraint that holds or waits is not put upon itself.
            if (known.Exists(c => c.Step == step.Id && c.State != ConsequenceState.Withdrawn && (c.RoundId == round.Id || c.Kind == ConsequenceKinds.Constraint))) continue;
            var consequence = new Consequence
            {
                ZoneId = db.ZoneId, ProjectId = line.ProjectId, RoundId = round.Id, Code = NumberSeries.Format("RC", db.Today.Year, await NumberSeries.ReserveAsync(db, $"RC{db.Today.Year}", 1, cancel)),
                Step = step.Id, Kind = step.Kind, TitleZh = step.Told.Zh, TitleEn = step.Told.En, Flag = verdict.Value, At = clock.Now(), PackHash = verdict.Hash, Factors = step.Factors.Count == 0 ? null : string.Join(',', step.Factors),
                ReleaseZh = step.Release?.Zh, ReleaseEn = step.Release?.En, DueOn = step.Days is { } within ? (await days.CalendarAsync(cancel)).AddWorkdaysProvisionally(db.Today, within).Day : null,
                State = step.Kind == ConsequenceKinds.Constraint ? ConsequenceState.Proposed : step.Kind is ConsequenceKinds.Talk or ConsequenceKinds.Explanation ? ConsequenceState.Due : ConsequenceState.Issued,
            };
            db.Add(consequence);
            if (consequence.State == ConsequenceState.Proposed && !(await AskAsync(round, consequence, cancel)).Try(out _, out var error)) return error;
            Tell(consequence, "followed", new { consequence.Kind, consequence.Step, round = round.Code });
            made++;
        }

        using (db.SuppressAudit()) await db.SaveChangesAsync(cancel);
        return made;
    }

    /// <summary>Ends the constraints of the pack whose release condition holds with this round.</summary>
    public async Task ReleaseAsync(RatingRound round, RatingLine line, CancellationToken cancel)
    {
        if (line.Flag is null or VerdictWords.Unknown) return;
        var running = await db.Set<Consequence>().AsTracking().Where(c => c.ProjectId == line.ProjectId && c.Kind == ConsequenceKinds.Constraint && (c.State == ConsequenceState.InForce || c.State == ConsequenceState.Proposed) && c.RoundId != round.Id).ToListAsync(cancel);
        if (running.Count == 0) return;
        var facts = ProjectFacts.Kept(line.Facts);
        List<PastRound> past = [.. (await history.BeforeAsync(round, [line.ProjectId], cancel))[line.ProjectId], new(line.Flag, facts)];
        foreach (var constraint in running)
        {
            var imposed = await db.Set<RatingRound>().AsNoTracking().SingleAsync(r => r.Id == constraint.RoundId, cancel);
            if (imposed.Pack != round.Pack || !(await library.FindAsync(imposed.Pack, constraint.PackHash, cancel)).Try(out var found, out _)) continue;
            IReadOnlyList<Round> counted = [.. past.Select(p => new Round(p.Flag, GivenFact.Read(found.Pack, p.Facts)))];
            if (PackEvaluator.Releases(found.Pack, imposed.EndsOn, constraint.Step, GivenFact.Read(found.Pack, facts), round.EndsOn, counted, await days.CalendarAsync(cancel)) != true) continue;
            var inForce = constraint.State == ConsequenceState.InForce;
            (constraint.State, constraint.EndedOn, constraint.EndRoundId) = (inForce ? ConsequenceState.Released : ConsequenceState.Withdrawn, db.Today, round.Id);
            Tell(constraint, inForce ? "released" : "withdrawn", new { round = round.Code });
        }

        using (db.SuppressAudit()) await db.SaveChangesAsync(cancel);
    }

    /// <summary>What followed from a flag that an appeal took away falls.</summary>
    /// <param name="round">The round.</param>
    /// <param name="line">The project in it.</param>
    /// <param name="stands">Steps that follow from the new flag.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task WithdrawAsync(RatingRound round, RatingLine line, IReadOnlySet<string> stands, CancellationToken cancel)
    {
        var standing = await db.Set<Consequence>().AsTracking().Where(c => c.ProjectId == line.ProjectId && c.RoundId == round.Id && c.State != ConsequenceState.Withdrawn).ToListAsync(cancel);
        foreach (var consequence in standing.Where(c => !stands.Contains(c.Step)))
        {
            (consequence.State, consequence.EndedOn, consequence.EndReason) = (ConsequenceState.Withdrawn, db.Today, "申诉成立");
            Tell(consequence, "withdrawn", new { round = round.Code });
        }

        using (db.SuppressAudit()) await db.SaveChangesAsync(cancel);
    }

    private void Tell(Consequence consequence, string action, object after) => ConsequenceTrail.Tell(db, clock.Now(), consequence, action, after);

    private async Task<Result<SignOff>> AskAsync(RatingRound round, Consequence constraint, CancellationToken cancel)
    {
        var project = await db.Set<InvestmentProject>().AsNoTracking().SingleAsync(p => p.Id == constraint.ProjectId, cancel);
        var factors = RoundWords.Join(constraint.Factors!.Split(',').Select(RoundWords.Factor));
        var asked = await signOffs.StartAsync(new(ConstraintKind.KindCode, ProjectScope.Kind, project.Id.ToString(), new($"要素约束：{project.Name}（{factors.Zh}）", $"Constraint: {project.Name} ({factors.En})"), new ConstraintAsked(constraint.Id))
        {
            Reason = $"{round.Title}：{constraint.TitleZh}；解除条件：{constraint.ReleaseZh}", Path = $"projects/{project.Code}?tab=flags",
        }, cancel);
        if (asked.IsOk) constraint.SignOff = asked.Value.Code;
        return asked;
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
