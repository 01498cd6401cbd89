using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Cases;
using Jingkai.Platform.Cases.Kinds;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Counting;
using Jingkai.Platform.Data;
using Jingkai.Services.Requests;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Services.Figures;

/// <summary>Reads the requests within the reader's scope with what is counted of them: four queries, whatever is asked.</summary>
internal sealed class RequestBook(JingkaiDbContext db, CaseKinds kinds)
{
    /// <summary>Moves that change what is counted.</summary>
    private static readonly string[] Verbs =
        [CaseVerb.Answer, CaseVerb.Confirm, CaseVerb.Reopen, CaseVerb.Close, CaseVerb.Rate, CaseVerb.FollowUp, CaseVerb.Silence, CaseVerb.Return, CaseVerb.Withdraw, CaseVerb.Duplicate];

    private (Guid? Moment, DateTime Until, IReadOnlyList<RequestFact> Facts)? known;

    /// <summary>Requests raised before an instant.</summary>
    public async Task<IReadOnlyList<RequestFact>> ReadAsync(DateTime until, CancellationToken cancel)
    {
        // Several indicators of one page are read at one moment; outside of one the records may have moved on.
        if (known is { } kept && kept.Moment is not null && kept.Moment == db.MomentOf() && kept.Until >= until) return [.. kept.Facts.Where(f => f.Case.RaisedAt < until)];
        var requests = db.Set<Case>().AsNoTracking().Where(c => c.Kind == RequestKinds.Request && c.RaisedAt < until);
        var rows = await requests.ToListAsync(cancel);
        if (rows.Count == 0) return [];
        var moves = (await (from e in db.Set<CaseEvent>().AsNoTracking()
                            join c in requests on e.CaseId equals c.Id
                            where Verbs.Contains(e.Verb)
                            orderby e.CaseId, e.Number
                            select new { e.CaseId, e.Verb, e.State, e.At, e.About }).ToListAsync(cancel)).ToLookup(e => e.CaseId, e => new RequestMove(e.Verb, e.State, e.At, e.About));
        var runs = await RunsAsync([.. rows.Select(r => r.Id)], cancel);
        var facts = rows.Select(r => new RequestFact(r, [.. moves[r.Id]], [.. runs[r.Id]])).ToList();
        known = (db.MomentOf(), until, facts);
        return facts;
    }

    /// <summary>The clocks of answers. Who reads a case is shown when it is due, so the clocks' own scope does not matter here.</summary>
    private async Task<ILookup<Guid, AnswerRun>> RunsAsync(HashSet<Guid> cases, CancellationToken cancel)
    {
        var limits = (await kinds.AllAsync(cancel)).Where(k => k.Code == RequestKinds.Request).SelectMany(k => k.Classes).Select(c => c.Limit.Code).Distinct().ToList();
        var clocks = db.Set<Clock>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking().Where(k => k.SubjectKind == "case" && limits.Contains(k.LimitCode));
        var rows = (await clocks.Select(k => new { k.Id, k.SubjectId, k.StartedAt, k.StoppedAt, k.DueAt }).ToListAsync(cancel)).Where(k => cases.Contains(Guid.Parse(k.SubjectId, CultureInfo.InvariantCulture))).ToList();
        var pauses = (await (from p in db.Set<ClockStandstill>().AsNoTracking() join k in clocks on p.ClockId equals k.Id select new { p.ClockId, p.FromAt, p.UntilAt }).ToListAsync(cancel))
            .ToLookup(p => p.ClockId, p => new ClockPause(Tally.Wall(p.FromAt), p.UntilAt is { } end ? Tally.Wall(end) : null));
        return rows.ToLookup(k => Guid.Parse(k.SubjectId, CultureInfo.InvariantCulture), k => new AnswerRun(k.StartedAt, k.StoppedAt, k.DueAt, [.. pauses[k.Id]]));
    }
}
