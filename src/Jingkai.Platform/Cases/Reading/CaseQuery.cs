using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Jingkai.Platform.SignOffs;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Cases.Reading;

/// <summary>The usual lists of a reader, the same in inbox, page and interface.</summary>
public static class CaseLists
{
    /// <summary>Name and filter of each list that makes sense for somebody.</summary>
    public static IEnumerable<(string Name, CaseFilter Filter)> Of(Actor actor)
    {
        if (actor.EnterpriseId is not null)
        {
            yield return ("mine", new() { Whose = "mine" });
            yield return ("open", new() { State = "open" });
            yield return ("all", new());
            yield break;
        }

        if (actor.MemberId is not null) yield return ("mine", new() { Whose = "mine" });
        if (actor.May(CasePermissions.Desk)) yield return ("desk", new() { Whose = "desk" });
        if (actor.UnitId is not null && actor.May(CasePermissions.Handle)) yield return ("unit", new() { Whose = "unit", State = "open" });
        yield return ("late", new() { When = "late" });
        yield return ("week", new() { When = "week" });
        yield return ("open", new() { State = "open" });
        yield return ("all", new());
    }
}

/// <summary>Turns a filter into a query.</summary>
internal sealed class CaseQuery(JingkaiDbContext db, TimeProvider time)
{
    private static readonly string[] Groups = ["open", "unanswered", "settled", "over"];

    public async Task<Result<IQueryable<Case>>> ApplyAsync(CaseFilter filter, CancellationToken cancel)
    {
        var query = db.Set<Case>().AsNoTracking();
        if (Given(filter.State) is { } states)
        {
            var wanted = new HashSet<string>(StringComparer.Ordinal);
            foreach (var state in states.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (!CaseState.All.Contains(state) && !Groups.Contains(state)) return ApiErrors.BadFilter("state", state);
                wanted.UnionWith(state switch { "open" => CaseState.Open, "unanswered" => CaseState.Unanswered, "settled" => [CaseState.Confirmed, CaseState.Closed], "over" => CaseState.All.Where(CaseState.IsOver), _ => [state] });
            }

            var list = wanted.ToList();
            query = query.Where(c => list.Contains(c.State));
        }

        foreach (var (value, apply) in (ReadOnlySpan<(string?, Func<IQueryable<Case>, string, IQueryable<Case>>)>)
        [
            (filter.Kind, (q, v) => q.Where(c => c.Kind == v)), (filter.Category, (q, v) => q.Where(c => c.Category == v)),
            (filter.Class, (q, v) => q.Where(c => c.Class == v)), (filter.Source, (q, v) => q.Where(c => c.Source == v)),
            (filter.Group, (q, v) => q.Where(c => db.Set<CaseGroup>().Any(g => g.ZoneId == c.ZoneId && g.Id == c.GroupId && g.Code == v))),
        ])
            if (Given(value) is { } text) query = apply(query, text);
        if (filter.Subject is { } subject) query = query.Where(c => c.SubjectId == subject);
        if (Given(filter.Unit) is { } unit)
        {
            var id = Guid.TryParse(unit, out var parsed) ? parsed : await db.Set<Accounts.Unit>().Where(u => u.Name == unit).Select(u => u.Id).FirstOrDefaultAsync(cancel);
            query = query.Where(c => c.ResponsibleUnitId == id || c.AssignedUnitId == id);
        }

        if (Given(filter.Responsible) is { } who)
        {
            var id = Guid.TryParse(who, out var parsed) ? parsed : await (from m in db.Set<Member>() join a in db.Users on m.AccountId equals a.Id where a.UserName == who select m.Id).FirstOrDefaultAsync(cancel);
            query = query.Where(c => c.ResponsibleId == id);
        }

        if (Given(filter.Grade) is { } grade)
        {
            if (grade == "bad") query = query.Where(c => c.Grade <= 2);
            else if (int.TryParse(grade, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= Grades.Worst and <= Grades.Best) query = query.Where(c => c.Grade == number);
            else return ApiErrors.BadFilter("grade", grade);
        }

        if (filter.RaisedFrom is { } from)
        {
            var at = ClockTime.Instant(from.ToDateTime(TimeOnly.MinValue));
            query = query.Where(c => c.RaisedAt >= at);
        }

        if (filter.RaisedUntil is { } until)
        {
            var at = ClockTime.Instant(until.AddDays(1).ToDateTime(TimeOnly.MinValue));
            query = query.Where(c => c.RaisedAt < at);
        }

        if (Given(filter.Q) is { } q)
        {
            var text = TextNormal.Clean(q);
            query = query.Where(c => c.Code.Contains(text) || c.Title.Contains(text) || (c.SubjectName != null && c.SubjectName.Contains(text)) || (c.Text != null && c.Text.Contains(text)));
        }

        if (!(await WhoseAsync(query, Given(filter.Whose), cancel)).Try(out query, out var error)) return error;
        return When(query, Given(filter.When));
    }

    /// <summary>What waits for the actor: theirs and of those they stand in for, their unit's to take, and, at the desk, what waits there or for one who has left.</summary>
    public async Task<IQueryable<Case>> WaitingAsync(IQueryable<Case> query, bool withDesk, CancellationToken cancel)
    {
        if (db.Actor.EnterpriseId is { } enterprise) return query.Where(c => c.Turn == CaseTurn.Asker && c.SubjectKind == CasePeople.EnterpriseKind && c.SubjectId == enterprise);
        var (me, desk, unit) = (db.MemberId, withDesk && db.Actor.May(CasePermissions.Desk), db.Actor.May(CasePermissions.Handle) ? db.Actor.UnitId ?? Guid.Empty : Guid.Empty);
        var mine = await db.Set<Absence>().AsNoTracking().Where(a => a.StandInId == me && a.VoidedAt == null && a.FromOn <= db.Today && a.UntilOn > db.Today).Select(a => a.MemberId).ToListAsync(cancel);
        mine.Add(me);
        return query.Where(c => (c.Turn == CaseTurn.Member && mine.Contains(c.TurnMemberId!.Value)) || (c.Turn == CaseTurn.Unit && c.TurnUnitId == unit)
            || (desk && (c.Turn == CaseTurn.Desk || (c.Turn == CaseTurn.Member && db.Set<Member>().Any(m => m.ZoneId == c.ZoneId && m.Id == c.TurnMemberId && !m.Active)))));
    }

    private async Task<Result<IQueryable<Case>>> WhoseAsync(IQueryable<Case> query, string? whose, CancellationToken cancel)
    {
        var (me, unit) = (db.MemberId, db.UnitId);
        switch (whose)
        {
            case null: return Result.Ok(query);
            case "mine": return Result.Ok(await WaitingAsync(query, withDesk: false, cancel));
            case "desk": return Result.Ok(query.Where(c => c.Turn == CaseTurn.Desk || (c.Turn == CaseTurn.Member && db.Set<Member>().Any(m => m.ZoneId == c.ZoneId && m.Id == c.TurnMemberId && !m.Active))));
            case "unit": return Result.Ok(query.Where(c => c.ResponsibleUnitId == unit || c.AssignedUnitId == unit || db.Set<CasePart>().Any(p => p.ZoneId == c.ZoneId && p.CaseId == c.Id && p.UnitId == unit)));
            case "raised": return Result.Ok(query.Where(c => c.RaisedById == me));
            case "held": return Result.Ok(query.Where(c => c.ResponsibleId == me));
            default: return ApiErrors.BadFilter("whose", whose);
        }
    }

    private Result<IQueryable<Case>> When(IQueryable<Case> query, string? when)
    {
        if (when is null) return Result.Ok(query);
        if (when is not ("late" or "week")) return ApiErrors.BadFilter("when", when);
        var now = ClockTime.Now(db, time);
        // Late includes what was answered late only while it is open; a week ends on Sunday.
        var end = ClockTime.Instant(when == "late" ? now : now.Date.AddDays(7 - ((int)now.DayOfWeek + 6) % 7));
        return Result.Ok(query.Where(c => db.Set<ClockEnds>().Any(k => k.ZoneId == c.ZoneId && k.Id == c.ClockId && k.State == ClockState.Running && k.DueAt < end)));
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
