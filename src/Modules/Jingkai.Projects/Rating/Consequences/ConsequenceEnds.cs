using Jingkai.Platform.Calendars;
using Jingkai.Platform.Data;
using Jingkai.Platform.RulePacks.Keeping;
using Jingkai.Platform.RulePacks.Verdicts;
using Jingkai.Platform.SignOffs;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Rating.Facts;
using Jingkai.Projects.Rating.Rounds;
using Jingkai.Rules;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Rating.Consequences;

/// <summary>Lets constraints end by their release condition, and what followed fall when an appeal takes the flag away. All in the caller's transaction.</summary>
internal sealed class ConsequenceEnds(JingkaiDbContext db, PackLibrary library, RoundHistory history, SignOffService signOffs, WorkDays days, TimeProvider clock)
{
    /// <summary>Takes the constraints that wait for approval before anything else is taken: who approves one comes the same way.</summary>
    public async Task HoldAsync(CancellationToken cancel) =>
        await signOffs.HoldAsync(await db.Set<Consequence>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).Where(c => c.State == ConsequenceState.Proposed && c.SignOff != null).Select(c => c.SignOff!).ToListAsync(cancel), cancel);

    /// <summary>Ends the constraints of the pack whose release condition holds with this round.</summary>
    /// <param name="round">The round.</param>
    /// <param name="lines">Projects in it, with their flags and frozen facts.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task ReleaseAsync(RatingRound round, IReadOnlyList<RatingLine> lines, CancellationToken cancel)
    {
        var told = lines.Where(l => l.Flag is not (null or VerdictWords.Unknown)).ToDictionary(l => l.ProjectId);
        var running = (await db.Set<Consequence>().AsTracking().Where(c => c.Kind == ConsequenceKinds.Constraint && (c.State == ConsequenceState.InForce || c.State == ConsequenceState.Proposed) && c.RoundId != round.Id).OrderBy(c => c.Id).ToListAsync(cancel)).FindAll(c => told.ContainsKey(c.ProjectId));
        if (running.Count == 0) return;
        var origins = running.Select(c => c.RoundId).Distinct().ToList();
        var imposing = await db.Set<RatingRound>().AsNoTracking().Where(r => origins.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancel);
        var past = await history.BeforeAsync(round, [.. running.Select(c => c.ProjectId).Distinct()], cancel);
        var calendar = await days.CalendarAsync(cancel);
        foreach (var constraint in running)
        {
            var (imposed, line) = (imposing[constraint.RoundId], told[constraint.ProjectId]);
            if (imposed.Pack != round.Pack || !(await library.FindAsync(imposed.Pack, constraint.PackHash, cancel)).Try(out var found, out _)) continue;
            var facts = ProjectFacts.Kept(line.Facts);
            IReadOnlyList<Round> counted = [.. past[line.ProjectId].Append(new(line.Flag!, facts)).Select(p => new Round(p.Flag, GivenFact.Read(found.Pack, p.Facts)))];
            if (PackEvaluator.Releases(found.Pack, imposed.EndsOn, constraint.Step, GivenFact.Read(found.Pack, facts), round.EndsOn, counted, calendar) != true) continue;
            if (constraint.State == ConsequenceState.Proposed) await WithdrawAsync(round, constraint, "解除条件已满足", cancel);
            else
            {
                (constraint.State, constraint.EndedOn, constraint.EndRoundId) = (ConsequenceState.Released, db.Today, round.Id);
                ConsequenceTrail.Tell(db, clock.Now(), constraint, "released", new { round = round.Code });
            }
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
        var standing = await db.Set<Consequence>().AsTracking().Where(c => c.ProjectId == line.ProjectId && c.RoundId == round.Id && c.State != ConsequenceState.Withdrawn).OrderBy(c => c.Id).ToListAsync(cancel);
        foreach (var consequence in standing.Where(c => !stands.Contains(c.Step)))
        {
            consequence.EndReason = "申诉成立";
            await WithdrawAsync(round, consequence, consequence.EndReason, cancel);
        }

        using (db.SuppressAudit()) await db.SaveChangesAsync(cancel);
    }

    /// <summary>Nobody is asked any more to approve what fell.</summary>
    private async Task WithdrawAsync(RatingRound round, Consequence consequence, string why, CancellationToken cancel)
    {
        (consequence.State, consequence.EndedOn, consequence.EndRoundId) = (ConsequenceState.Withdrawn, db.Today, consequence.RoundId == round.Id ? null : round.Id);
        ConsequenceTrail.Tell(db, clock.Now(), consequence, "withdrawn", new { round = round.Code });
        using (db.SuppressAudit())
            if (consequence.SignOff is { } waiting) await signOffs.DropAsync(waiting, why, cancel);
    }
}
