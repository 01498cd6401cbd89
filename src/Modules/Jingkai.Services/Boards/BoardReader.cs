using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Calendars;
using Jingkai.Platform.Cases.Groups;
using Jingkai.Platform.Cases.Kinds;
using Jingkai.Platform.Counting;
using Jingkai.Platform.Data;
using Jingkai.Services.Figures;
using Jingkai.Services.Requests;
using Microsoft.EntityFrameworkCore;
using Unit = Jingkai.Platform.Accounts.Unit;

namespace Jingkai.Services.Boards;

/// <summary>Boards of requests: the same hits as the counted figures, divided.</summary>
internal sealed class BoardReader(JingkaiDbContext db, RequestBook book, CaseKinds kinds, CaseGroups groups, WorkDays days, TimeProvider time)
{
    private const int MostProblems = 5;

    /// <summary>What each line shows.</summary>
    public static IReadOnlyList<string> Measures { get; } =
        [RequestMeasures.Raised, RequestMeasures.Open, RequestMeasures.Overdue, RequestMeasures.Answered, RequestMeasures.Settled, RequestMeasures.Days, RequestMeasures.OnTime, RequestMeasures.Satisfaction];

    private static Text Nobody { get; } = new("未分办", "not assigned");

    private static Text NoLiaison { get; } = new("没有联企干部", "no liaison");

    private static Text NoSponsor { get; } = new("没有挂钩领导", "no sponsor");

    private static Text Total { get; } = new("合计", "Total");

    /// <param name="by">One of <see cref="BoardBy.All"/>; by unit when empty.</param>
    /// <param name="period">A period; the running month when empty.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result<BoardView>> ReadAsync(string? by, string? period, CancellationToken cancel = default)
    {
        if (!Ask(by, period).Try(out var ask, out var error)) return error;
        await using var moment = await db.SnapshotAsync(cancel);
        var hits = await HitsAsync(ask, cancel);
        var names = await NamesAsync(ask.By, cancel);
        var keys = hits.SelectMany(h => h.Value).Select(h => names.Key(h.Fact)).Distinct().ToList();
        var lines = keys.Select(k => Line(k, names.Name(k), measure => [.. hits[measure].Where(h => names.Key(h.Fact) == k)]));
        lines = ask.By is BoardBy.Category or BoardBy.Class ? lines.OrderBy(l => names.Place(l.Key)) : lines.OrderBy(l => l.Key == BoardBy.None).ThenByDescending(l => l.Raised).ThenByDescending(l => l.Open).ThenBy(l => l.Name, StringComparer.Ordinal);
        var problems = await groups.ListAsync(settled: false, new(1, MostProblems), cancel);
        return new BoardView(ask.By, ask.Period.ToString(), db.SeesAll(BoardPermissions.Read) ? "zone" : "own", [.. lines], Line("all", Total.Current, measure => hits[measure]), [.. problems.Items.Where(p => p.Cases > 0)]) { At = ask.Period };
    }

    /// <summary>The requests behind a number.</summary>
    public async Task<Result<BoardRecords>> RecordsAsync(string? by, string? key, string? measure, string? period, PageRequest page, CancellationToken cancel = default)
    {
        if (!Ask(by, period).Try(out var ask, out var error)) return error;
        if (measure is null || !RequestMeasures.All.Contains(measure)) return ApiErrors.BadFilter("measure", measure ?? "");
        await using var moment = await db.SnapshotAsync(cancel);
        var names = await NamesAsync(ask.By, cancel);
        var whole = string.IsNullOrEmpty(key) || key == "all";
        var hits = (await HitsAsync(ask, cancel, measure))[measure].Where(h => whole || names.Key(h.Fact) == key).ToList();
        var items = hits.Skip(page.Skip).Take(page.Size)
            .Select(h => new BoardRecord(h.Fact.Case.Code, h.Fact.Case.Title, h.Fact.Case.SubjectName, h.At, (h.State ?? RequestMeasures.StateOf(h.Fact)).Current, h.Days, h.In)).ToList();
        return new BoardRecords(whole ? Total.Current : names.Name(key!), ask.Period, new(items, hits.Count, page.Page, page.Size));
    }

    private Result<(string By, Period Period)> Ask(string? by, string? period)
    {
        if (string.IsNullOrWhiteSpace(by)) by = BoardBy.Unit;
        if (!BoardBy.All.Contains(by)) return ApiErrors.BadFilter("by", by);
        if (string.IsNullOrWhiteSpace(period)) return (by, Period.MonthOf(db.Today));
        var read = Period.Parse(period.Trim());
        return read.IsOk ? (by, read.Value) : read.Error;
    }

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<Hit>>> HitsAsync((string By, Period Period) ask, CancellationToken cancel, string? only = null)
    {
        var span = new CountSpan(ask.Period.Kind == PeriodKind.UpTo ? null : ask.Period.Start, ask.Period.End);
        var facts = await book.ReadAsync(Tally.Instants(span).Until, cancel);
        var (now, rules) = (Tally.Moment(db, time), await days.DeadlineAsync(cancel));
        return (only is null ? Measures : [only]).ToDictionary(m => m, m => RequestMeasures.Of(m, facts, span, now, rules), StringComparer.Ordinal);
    }

    private static BoardLine Line(string key, string name, Func<string, IReadOnlyList<Hit>> of)
    {
        int Number(string measure) => of(measure).Count;
        Counted Sum(string measure) => RequestMeasures.Sum(measure, of(measure));
        return new(key, name, Number(RequestMeasures.Raised), Number(RequestMeasures.Open), Number(RequestMeasures.Overdue), Number(RequestMeasures.Answered), Number(RequestMeasures.Settled),
            Sum(RequestMeasures.Days).Value, BoardRate.Of(Sum(RequestMeasures.OnTime)), BoardRate.Of(Sum(RequestMeasures.Satisfaction)));
    }

    private async Task<Names> NamesAsync(string by, CancellationToken cancel)
    {
        var kind = (await kinds.FindAsync(RequestKinds.Request, cancel))!;
        switch (by)
        {
            case BoardBy.Category:
                return new(f => f.Case.Category, [.. kind.Categories.Select(c => (c.Code, c.Name.Text))], new(BoardBy.None, BoardBy.None));
            case BoardBy.Class:
                return new(f => f.Case.Class, [.. kind.Classes.Select(c => (c.Code, c.Name.Text))], new(BoardBy.None, BoardBy.None));
            case BoardBy.Unit:
                var units = (await db.Set<Unit>().AsNoTracking().Select(u => new { u.Id, u.Name }).ToListAsync(cancel)).Select(u => (Key(u.Id), new Text(u.Name, u.Name)));
                return new(f => Key(f.Case.ResponsibleUnitId ?? f.Case.AssignedUnitId), [.. units], Nobody);
            default:
                var (today, role) = (db.Today, by == BoardBy.Sponsor ? AssignmentRoles.Sponsor : AssignmentRoles.Liaison);
                var held = await (from a in db.Set<Assignment>().AsNoTracking()
                                  join m in db.Set<Member>() on a.MemberId equals m.Id
                                  where a.SubjectKind == "enterprise" && a.Role == role && a.FromOn <= today && (a.UntilOn == null || a.UntilOn > today)
                                  orderby a.FromOn, a.Id
                                  select new { a.SubjectId, m.Id, m.Name }).ToListAsync(cancel);
                var holders = held.GroupBy(h => h.SubjectId).ToDictionary(h => h.Key, h => h.First().Id);
                return new(f => f.Case.SubjectId is { } subject && holders.TryGetValue(subject, out var member) ? Key(member) : BoardBy.None, [.. held.DistinctBy(h => h.Id).Select(h => (Key(h.Id), new Text(h.Name, h.Name)))], by == BoardBy.Sponsor ? NoSponsor : NoLiaison);
        }
    }

    private static string Key(Guid? id) => id?.ToString("D", CultureInfo.InvariantCulture) ?? BoardBy.None;

    /// <summary>The key of a request in a board, and what the keys are called.</summary>
    private sealed class Names(Func<RequestFact, string> key, IReadOnlyList<(string Key, Text Name)> names, Text none)
    {
        private readonly Dictionary<string, (Text Name, int Place)> known = names.Select((n, place) => (n.Key, n.Name, place)).ToDictionary(n => n.Key, n => (n.Name, n.place), StringComparer.Ordinal);

        public string Key(RequestFact fact) => key(fact) is { Length: > 0 } found ? found : BoardBy.None;

        // A category the zone has dropped keeps its code.
        public string Name(string of) => known.TryGetValue(of, out var found) ? found.Name.Current : of == BoardBy.None ? none.Current : of;

        public int Place(string of) => known.TryGetValue(of, out var found) ? found.Place : int.MaxValue;
    }
}
