using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Calendars;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Clocks;

/// <summary>A clock in a list. Moments are of the zone's wall clock: <c>2025-10-10T17:30:00</c>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Subject">What it runs for, as people call it.</param>
/// <param name="Kind">Kind of the subject.</param>
/// <param name="Limit">Code of the limit.</param>
/// <param name="LimitName">Its name in the reader's language.</param>
/// <param name="Promised">The limit in words.</param>
/// <param name="Legal">The legal limit in words.</param>
/// <param name="Started">The event.</param>
/// <param name="Due">When it ends; null while it is paused.</param>
/// <param name="LegalDue">When the legal limit ends.</param>
/// <param name="Provisional">A year it reaches into has no holiday notice yet.</param>
/// <param name="Left">Working days after today up to the last; negative when it is over; null when it has none or is stopped.</param>
/// <param name="State"><see cref="ClockState"/>.</param>
/// <param name="Late">It is over, or was when it stopped.</param>
/// <param name="Owner">Who holds it.</param>
/// <param name="Unit">The unit that answers for it.</param>
/// <param name="Stopped">When it stopped.</param>
/// <param name="Path">Where the subject opens, below <c>/z/{zone}/</c>.</param>
/// <param name="Managed">Follows its subject, is not moved by hand.</param>
public sealed record ClockView(
    Guid Id, string Subject, string Kind, string Limit, string LimitName, string Promised, string? Legal, string? Started, string? Due, string? LegalDue, bool Provisional, int? Left, string State, bool Late,
    string? Owner, string? Unit, string? Stopped, string? Path, bool Managed);

/// <summary>A time that did not count.</summary>
public sealed record PauseView(string? From, string? Until, string Reason, string? By);

/// <summary>More time asked for.</summary>
public sealed record ExtensionView(string More, bool Legal, string Reason, string State, string? AskedBy, DateTime AskedAt, string? DecidedBy, DateTime? DecidedAt, string SignOff);

/// <summary>A point given.</summary>
public sealed record PointView(int Point, string? At, string? Given, int Told);

/// <summary>A move.</summary>
public sealed record ClockMoveView(string Verb, DateTime At, string? By, string? To, string? Note, string? Due);

/// <summary>A clock with its story and what the reader can do.</summary>
public sealed record ClockDetail(ClockView Clock, string? NextPointAt, int? NextPoint, IReadOnlyList<PauseView> Pauses, IReadOnlyList<ExtensionView> Extensions, IReadOnlyList<PointView> Points, IReadOnlyList<ClockMoveView> Moves, IReadOnlyList<string> Allowed);

/// <summary>Which clocks.</summary>
/// <param name="Whose"><c>mine</c>, <c>unit</c> or all that the reader may see.</param>
/// <param name="When"><c>late</c>, <c>week</c> (due by the end of this week) or any.</param>
/// <param name="State">One state; open ones when null.</param>
/// <param name="Limit">Code of a limit.</param>
public sealed record ClockFilter(string? Whose, string? When, string? State, string? Limit)
{
    /// <summary>Reads a filter of an address.</summary>
    public static Result<ClockFilter> Parse(string? whose, string? when, string? state, string? limit)
    {
        (whose, when, state, limit) = (Given(whose), Given(when), Given(state), Given(limit));
        if (whose is not (null or "mine" or "unit")) return ApiErrors.BadFilter("whose", whose);
        if (when is not (null or "late" or "week")) return ApiErrors.BadFilter("when", when);
        return state is not null && !ClockState.All.Contains(state) ? ApiErrors.BadFilter("state", state) : new ClockFilter(whose, when, state, limit);
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

/// <summary>Clocks as page and interface show them, within the reader's scope.</summary>
public sealed class ClockReader(JingkaiDbContext db, WorkDays days, LimitReader limits, ClockKeeper keeper, TimeProvider time)
{
    /// <summary>A page of clocks, the most pressing first.</summary>
    public async Task<PagedList<ClockView>> ListAsync(ClockFilter filter, PageRequest page, CancellationToken cancel = default)
    {
        var query = Query(filter);
        var total = await query.LongCountAsync(cancel);
        var rows = await query.OrderBy(c => c.State == ClockState.Stopped).ThenBy(c => c.DueAt == null).ThenBy(c => c.DueAt).ThenBy(c => c.Id).Skip(page.Skip).Take(page.Size).ToListAsync(cancel);
        return new(await ViewAsync(rows, cancel), total, page.Page, page.Size);
    }

    /// <summary>How many clocks a filter finds.</summary>
    public Task<int> CountAsync(ClockFilter filter, CancellationToken cancel = default) => Query(filter).CountAsync(cancel);

    /// <summary>One clock with its story, or <c>not-found</c>.</summary>
    public async Task<Result<ClockDetail>> FindAsync(Guid id, CancellationToken cancel = default)
    {
        if (await db.Set<Clock>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancel) is not { } clock) return ApiErrors.NotFound;
        var view = (await ViewAsync([clock], cancel))[0];
        var names = await NamesAsync(cancel);
        string? Name(Guid? member) => member is { } known ? names.GetValueOrDefault(known) : null;
        var pauses = await db.Set<ClockStandstill>().AsNoTracking().Where(p => p.ClockId == id).OrderBy(p => p.FromAt).ToListAsync(cancel);
        var extensions = await db.Set<ClockExtension>().AsNoTracking().Where(e => e.ClockId == id).OrderBy(e => e.AskedAt).ToListAsync(cancel);
        var points = await db.Set<ClockPoint>().AsNoTracking().Where(p => p.ClockId == id).OrderBy(p => p.GivenAt).ThenBy(p => p.Point).ToListAsync(cancel);
        var moves = await db.Set<ClockMove>().AsNoTracking().Where(m => m.ClockId == id).OrderBy(m => m.Id).ToListAsync(cancel);
        return new ClockDetail(view, ClockTime.Text(clock.NextPointAt), clock.NextPoint,
            [.. pauses.Select(p => new PauseView(ClockTime.Text(p.FromAt), ClockTime.Text(p.UntilAt), p.Reason, Name(p.ById)))],
            [.. extensions.Select(e => new ExtensionView(TimeLimit.Of(e.Amount, clock.Limit.Unit).Value.InWords().Current, e.Legal, e.Reason, e.State, Name(e.AskedById), e.AskedAt, Name(e.DecidedById), e.DecidedAt, e.SignOff))],
            [.. points.Select(p => new PointView(p.Point, ClockTime.Text(p.At), ClockTime.Text(p.GivenAt), p.Told))],
            [.. moves.Select(m => new ClockMoveView(m.Verb, m.At, Name(m.MemberId), Name(m.ToId), m.Note, ClockTime.Text(m.DueAt)))],
            keeper.Allowed(clock));
    }

    private IQueryable<Clock> Query(ClockFilter filter)
    {
        var query = db.Set<Clock>().AsNoTracking();
        query = filter.State is { } state ? query.Where(c => c.State == state) : query.Where(c => c.State != ClockState.Stopped);
        if (filter.Whose == "mine") query = query.Where(c => c.OwnerId == db.MemberId);
        if (filter.Whose == "unit") query = query.Where(c => c.UnitId != null && c.UnitId == db.UnitId);
        if (filter.Limit is { } limit) query = query.Where(c => c.LimitCode == limit);
        var now = ClockTime.Now(db, time);
        if (filter.When == "late")
        {
            var instant = ClockTime.Instant(now);
            query = query.Where(c => c.DueAt < (c.StoppedAt ?? instant));
        }

        if (filter.When == "week")
        {
            // Up to the end of Sunday; what is late already is another matter.
            var (from, until) = (ClockTime.Instant(now), ClockTime.Instant(db.Today.AddDays(8 - (db.Today.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)db.Today.DayOfWeek)).ToDateTime(TimeOnly.MinValue)));
            query = query.Where(c => c.DueAt >= from && c.DueAt < until);
        }

        return query;
    }

    private async Task<IReadOnlyList<ClockView>> ViewAsync(IReadOnlyList<Clock> rows, CancellationToken cancel)
    {
        if (rows.Count == 0) return [];
        var (names, units) = (await NamesAsync(cancel), await db.Set<Accounts.Unit>().AsNoTracking().ToDictionaryAsync(u => u.Id, u => u.Name, cancel));
        var known = await limits.NamesAsync(cancel);
        var (rules, now) = (await days.DeadlineAsync(cancel), ClockTime.Now(db, time));
        return [.. rows.Select(c => new ClockView(
            c.Id, c.Label.Current, c.SubjectKind, c.LimitCode, known.TryGetValue(c.LimitCode, out var name) ? name.Current : c.LimitCode, c.Limit.InWords().Current, c.Legal?.InWords().Current,
            ClockTime.Text(c.StartedAt), ClockTime.Text(c.DueAt), ClockTime.Text(c.LegalDueAt), c.Provisional, Left(c, rules, now), c.State, c.DueAt < (c.StoppedAt ?? ClockTime.Instant(now)),
            c.OwnerId is { } owner ? names.GetValueOrDefault(owner) : null, c.UnitId is { } unit ? units.GetValueOrDefault(unit) : null, ClockTime.Text(c.StoppedAt), c.Path, c.Managed))];
    }

    private static int? Left(Clock clock, Deadline rules, DateTime now)
    {
        if (clock.State == ClockState.Stopped || clock.DueAt is not { } instant) return null;
        var (due, today) = (ClockTime.Local(instant), DateOnly.FromDateTime(now));
        var last = DateOnly.FromDateTime(due);
        return last >= today ? rules.Used(LimitUnit.WorkingDays, now, last).Days : -rules.Used(LimitUnit.WorkingDays, due, today).Days;
    }

    private Task<Dictionary<Guid, string>> NamesAsync(CancellationToken cancel) => db.Set<Member>().AsNoTracking().ToDictionaryAsync(m => m.Id, m => m.Name, cancel);
}
