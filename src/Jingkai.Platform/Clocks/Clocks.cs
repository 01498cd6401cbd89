using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Calendars;
using Jingkai.Platform.Data;
using Jingkai.Platform.Notices;
using Jingkai.Platform.SignOffs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Platform.Clocks;

/// <summary>Runs clocks. A clock's row is taken before it is read, by every writer and the sweep, in order of id.</summary>
internal sealed class Clocks(JingkaiDbContext db, WorkDays days, LimitReader limits, NoticeWriter notices, IServiceProvider services, TimeProvider time) : IClocks
{
    private const int LongestReason = 500;

    public async Task<Result<Clock>> StartAsync(NewClock what, CancellationToken cancel = default)
    {
        var start = what.Start ?? ClockTime.Now(db, time);
        var rule = await limits.FindAsync(what.LimitCode, DateOnly.FromDateTime(start), cancel);
        if (rule is null && what.Limit is null) return ClockErrors.UnknownLimit(what.LimitCode);
        var (kind, id) = (what.Subject.Kind, what.Subject.Id);
        var last = await db.Set<Clock>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking()
            .Where(c => c.SubjectKind == kind && c.SubjectId == id && c.LimitCode == what.LimitCode).OrderByDescending(c => c.Run).FirstOrDefaultAsync(cancel);
        if (last is { State: not ClockState.Stopped }) return ClockErrors.Runs;
        var clock = new Clock
        {
            ZoneId = db.ZoneId, SubjectKind = kind, SubjectId = id, Run = (last?.Run ?? 0) + 1, LabelZh = what.Label.Zh, LabelEn = what.Label.En, Path = what.Path, LimitCode = what.LimitCode,
            Amount = what.Limit?.Amount ?? rule!.Amount, Unit = what.Limit is { } own ? LimitUnits.CodeOf(own.Unit) : rule!.Unit, LegalAmount = rule?.LegalAmount, LegalUnit = rule?.LegalUnit,
            Points = rule?.Points ?? what.Points ?? WarningPoints.Usual, StartedAt = ClockTime.Instant(start), OwnerId = what.Owner, UnitId = what.Unit ?? await UnitOfAsync(what.Owner, cancel), Managed = what.Managed,
        };
        db.Add(clock);
        var pauses = what.Instead is { } before ? (await db.Set<ClockStandstill>().AsNoTracking().Where(p => p.ClockId == before && p.UntilAt != null).ToListAsync(cancel))
            .ConvertAll(p => new ClockStandstill { ZoneId = db.ZoneId, ClockId = clock.Id, FromAt = p.FromAt, UntilAt = p.UntilAt, Reason = p.Reason, ById = p.ById, EndedById = p.EndedById }) : [];
        db.AddRange(pauses);
        Count(clock, await days.DeadlineAsync(cancel), pauses, [], []);
        clock.Generation = 1;
        Add(clock, ClockVerb.Start);
        await db.SaveChangesAsync(cancel);
        return clock;
    }

    public Task<Result<Clock>> PauseAsync(Guid id, string reason, CancellationToken cancel = default) => MoveAsync(id, ClockVerb.Pause, async (clock, parts) =>
    {
        if (!Words(reason).Try(out var why, out var error)) return error;
        var standstill = new ClockStandstill { ZoneId = db.ZoneId, ClockId = clock.Id, FromAt = ClockTime.Instant(ClockTime.Now(db, time)), Reason = why, ById = db.Actor.MemberId };
        db.Add(standstill);
        clock.State = ClockState.Paused;
        await RecountAsync(clock, parts with { Standstills = [.. parts.Standstills, standstill] }, cancel);
        Add(clock, ClockVerb.Pause, why);
        return Result.Ok();
    }, cancel);

    public Task<Result<Clock>> ResumeAsync(Guid id, CancellationToken cancel = default) => MoveAsync(id, ClockVerb.Resume, async (clock, parts) =>
    {
        var open = parts.Standstills.Single(p => p.UntilAt is null);
        (open.UntilAt, open.EndedById) = (Latest(open.FromAt, ClockTime.Instant(ClockTime.Now(db, time))), db.Actor.MemberId);
        clock.State = ClockState.Running;
        await RecountAsync(clock, parts, cancel);
        Add(clock, ClockVerb.Resume);
        return Result.Ok();
    }, cancel);

    public async Task<Result<ClockExtension>> ExtendAsync(Guid id, int amount, string reason, bool legal, CancellationToken cancel = default)
    {
        ClockExtension? asked = null;
        var moved = await MoveAsync(id, ClockVerb.Ask, async (clock, parts) =>
        {
            if (!Words(reason).Try(out var why, out var error)) return error;
            if (!TimeLimit.Of(amount, clock.Limit.Unit).Try(out var more, out error)) return error;
            if (!TimeLimit.Of(clock.Amount + amount + parts.Extensions.Where(e => e.State == ExtensionState.Granted).Sum(e => e.Amount), clock.Limit.Unit).IsOk) return ClockErrors.TooLong;
            if (parts.Extensions.Any(e => e.State == ExtensionState.Asked)) return ClockErrors.Pending;
            if (db.Actor.MemberId is not { } me) return SignOffErrors.MembersOnly;
            asked = new() { ZoneId = db.ZoneId, ClockId = clock.Id, Amount = amount, Legal = legal && clock.LegalAmount is not null, Reason = why, AskedById = me, AskedAt = time.Now() };
            var words = more.InWords();
            // Asked for late: what others sign may itself run by clocks.
            var started = await services.GetRequiredService<SignOffService>().StartAsync(new(ClockExtensionKind.KindCode, "clock", clock.Id.ToString(), new($"延期{words.Zh}：{clock.LabelZh}", $"{words.En} more: {clock.LabelEn}"), new ExtensionRequest(clock.Id, asked.Id))
            {
                Reason = why, Path = $"clocks/{clock.Id}", Owner = clock.OwnerId,
            }, cancel);
            if (!started.IsOk) return started.Error;
            asked.SignOff = started.Value.Code;
            db.Add(asked);
            Add(clock, ClockVerb.Ask, $"{words.Zh}：{why}");
            return Result.Ok();
        }, cancel);
        return moved.IsOk ? asked! : moved.Error;
    }

    /// <summary>What a second person decided of an extension, in the transaction of the decision.</summary>
    internal async Task<Result> DecideAsync(ExtensionRequest request, bool granted, IReadOnlyCollection<Guid> deciders, CancellationToken cancel)
    {
        if (await TakeAsync(request.Clock, cancel) is not { } clock) return ApiErrors.NotFound;
        var parts = await PartsAsync([clock.Id], cancel);
        var extension = parts.Of(clock.Id).Extensions.Single(e => e.Id == request.Extension);
        if (granted && clock.State == ClockState.Stopped) return ClockErrors.NotAllowed(ClockVerb.Extend, clock.State, []);
        // The matter may have been handed to one of those who were asked.
        if (granted && clock.OwnerId is { } owner && deciders.Contains(owner)) return ClockErrors.OwnExtension;
        (extension.State, extension.DecidedById, extension.DecidedAt) = (granted ? ExtensionState.Granted : ExtensionState.Refused, deciders.LastOrDefault() is { } last && last != Guid.Empty ? last : null, time.Now());
        if (granted) await RecountAsync(clock, parts.Of(clock.Id), cancel);
        Add(clock, granted ? ClockVerb.Extend : ClockVerb.Refuse);
        await db.SaveChangesAsync(cancel);
        return Result.Ok();
    }

    public Task<Result<Clock>> StopAsync(Guid id, CancellationToken cancel = default) => MoveAsync(id, ClockVerb.Stop, async (clock, parts) =>
    {
        // A pause that lasted until the end is part of the story; it ends with it.
        var now = ClockTime.Instant(ClockTime.Now(db, time));
        foreach (var open in parts.Standstills.Where(p => p.UntilAt is null)) (open.UntilAt, open.EndedById) = (Latest(open.FromAt, now), db.Actor.MemberId);
        await RecountAsync(clock, parts, cancel);
        (clock.State, clock.StoppedAt, clock.NextPoint, clock.NextPointAt) = (ClockState.Stopped, now, null, null);
        Add(clock, ClockVerb.Stop);
        return Result.Ok();
    }, cancel);

    public Task<Result<Clock>> ReopenAsync(Guid id, CancellationToken cancel = default) => MoveAsync(id, ClockVerb.Reopen, async (clock, parts) =>
    {
        (clock.State, clock.StoppedAt) = (ClockState.Running, null);
        await RecountAsync(clock, parts, cancel);
        Add(clock, ClockVerb.Reopen);
        return Result.Ok();
    }, cancel);

    public Task<Result<Clock>> HandOverAsync(Guid id, Guid to, string? note, CancellationToken cancel = default) => MoveAsync(id, ClockVerb.HandOver, async (clock, _) =>
    {
        if (await db.Set<Member>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == to && m.Active, cancel) is not { } member) return ClockErrors.UnknownMember(to.ToString());
        if (clock.OwnerId == to) return ClockErrors.Same;
        if (!Words(note, required: false).Try(out var why, out var error)) return error;
        (clock.OwnerId, clock.UnitId) = (to, member.UnitId ?? clock.UnitId);
        Add(clock, ClockVerb.HandOver, why.Length == 0 ? null : why).ToId = to;
        if (to != db.Actor.MemberId)
            notices.Add(db, new(to, ClockPeople.Topic, new($"移交给您：{clock.LabelZh}", $"Handed to you: {clock.LabelEn}"), clock.Path ?? $"clocks/{clock.Id}") { At = time.Now(), Text = why.Length == 0 ? null : why });
        return Result.Ok();
    }, cancel);

    public async Task<int> RecomputeAsync(string? limitCode, CancellationToken cancel = default)
    {
        if (db.Provider == Provider.Postgres)
            await db.Database.ExecuteSqlAsync($"SELECT 1 FROM platform_clocks WHERE zone_id = {db.ZoneId} AND state <> 'stopped' AND ({limitCode}::text IS NULL OR limit_code = {limitCode}) ORDER BY id FOR UPDATE", cancel);
        var open = await db.Set<Clock>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsTracking()
            .Where(c => c.State != ClockState.Stopped && (limitCode == null || c.LimitCode == limitCode)).OrderBy(c => c.Id).ToListAsync(cancel);
        if (open.Count == 0) return 0;
        var (parts, rules, moved) = (await PartsAsync([.. open.Select(c => c.Id)], cancel), await days.DeadlineAsync(cancel), 0);
        foreach (var clock in open)
        {
            var of = parts.Of(clock.Id);
            if (!Count(clock, rules, of.Standstills, of.Extensions, of.Given)) continue;
            Add(clock, ClockVerb.Recount);
            moved++;
        }

        await db.SaveChangesAsync(cancel);
        return moved;
    }

    public Task<Clock?> HoldAsync(Guid id, CancellationToken cancel = default) => TakeAsync(id, cancel);

    public Task<Clock?> FindAsync(ClockSubject subject, CancellationToken cancel = default) => db.Set<Clock>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking()
        .Where(c => c.SubjectKind == subject.Kind && c.SubjectId == subject.Id).OrderByDescending(c => c.Run).FirstOrDefaultAsync(cancel);

    /// <summary>Ends a clock whose row is taken and tracked, with the matter that ended by its last point.</summary>
    internal void Finish(Clock clock)
    {
        (clock.State, clock.StoppedAt, clock.NextPoint, clock.NextPointAt) = (ClockState.Stopped, ClockTime.Instant(ClockTime.Now(db, time)), null, null);
        Add(clock, ClockVerb.Stop);
    }

    /// <summary>What can be done with a clock in a state.</summary>
    internal static IReadOnlyList<string> MovesOf(string state) => state switch
    {
        ClockState.Running => [ClockVerb.Pause, ClockVerb.Ask, ClockVerb.HandOver, ClockVerb.Stop],
        ClockState.Paused => [ClockVerb.Resume, ClockVerb.Ask, ClockVerb.HandOver, ClockVerb.Stop],
        _ => [ClockVerb.Reopen],
    };

    /// <summary>Sets ends and next point of a clock.</summary>
    /// <returns>Whether an end moved.</returns>
    internal static bool Count(Clock clock, Deadline rules, IEnumerable<ClockStandstill> standstills, IEnumerable<ClockExtension> extensions, IReadOnlyCollection<ClockPoint> given)
    {
        var count = ClockCount.Of(rules, clock, standstills, extensions);
        var (due, legal) = (ClockTime.Instant(count.Due.At), ClockTime.Instant(count.Legal?.At));
        var moved = (due, legal, count.Provisional) != (clock.DueAt, clock.LegalDueAt, clock.Provisional);
        if (due != clock.DueAt || legal != clock.LegalDueAt) clock.Generation++;
        (clock.DueAt, clock.LegalDueAt, clock.Provisional) = (due, legal, count.Provisional);
        var next = clock.State == ClockState.Running ? count.Next(given) : null;
        (clock.NextPoint, clock.NextPointAt) = (next?.Point, ClockTime.Instant(next?.At));
        return moved;
    }

    /// <summary>The rows of clocks that their count needs.</summary>
    internal async Task<ClockParts> PartsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancel) => new(
        (await db.Set<ClockStandstill>().AsTracking().Where(p => ids.Contains(p.ClockId)).ToListAsync(cancel)).ToLookup(p => p.ClockId),
        (await db.Set<ClockExtension>().AsTracking().Where(e => ids.Contains(e.ClockId)).ToListAsync(cancel)).ToLookup(e => e.ClockId),
        (await db.Set<ClockPoint>().AsNoTracking().Where(p => ids.Contains(p.ClockId)).ToListAsync(cancel)).ToLookup(p => p.ClockId));

    private async Task<Result<Clock>> MoveAsync(Guid id, string verb, Func<Clock, ClockPart, Task<Result>> move, CancellationToken cancel)
    {
        if (await TakeAsync(id, cancel) is not { } clock) return ApiErrors.NotFound;
        var allowed = MovesOf(clock.State);
        if (!allowed.Contains(verb)) return ClockErrors.NotAllowed(verb, clock.State, allowed);
        var done = await move(clock, (await PartsAsync([id], cancel)).Of(id));
        if (!done.IsOk) return done.Error;
        await db.SaveChangesAsync(cancel);
        return clock;
    }

    private async Task<Clock?> TakeAsync(Guid id, CancellationToken cancel)
    {
        if (db.Provider == Provider.Postgres) await db.Database.ExecuteSqlAsync($"SELECT 1 FROM platform_clocks WHERE zone_id = {db.ZoneId} AND id = {id} FOR UPDATE", cancel);
        var clock = await db.Set<Clock>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsTracking().FirstOrDefaultAsync(c => c.Id == id, cancel);
        // A row that this context tracked before it was taken may be older than what another writer left.
        if (clock is not null && db.Entry(clock).State == EntityState.Unchanged) await db.Entry(clock).ReloadAsync(cancel);
        return clock;
    }

    private async Task RecountAsync(Clock clock, ClockPart parts, CancellationToken cancel) =>
        Count(clock, await days.DeadlineAsync(cancel), parts.Standstills, parts.Extensions, parts.Given);

    private ClockMove Add(Clock clock, string verb, string? note = null)
    {
        var move = new ClockMove { ZoneId = db.ZoneId, ClockId = clock.Id, At = time.Now(), MemberId = db.Actor.MemberId, Verb = verb, Note = note, DueAt = clock.DueAt };
        db.Add(move);
        return move;
    }

    private async Task<Guid?> UnitOfAsync(Guid? member, CancellationToken cancel) =>
        member is { } id ? await db.Set<Member>().AsNoTracking().Where(m => m.Id == id).Select(m => m.UnitId).FirstOrDefaultAsync(cancel) : null;

    private static DateTime Latest(DateTime a, DateTime b) => a > b ? a : b;

    private static Result<string> Words(string? text, bool required = true)
    {
        var clean = TextNormal.Clean(text);
        if (required && clean.Length == 0) return ApiErrors.Invalid([ApiErrors.Required("reason")]);
        return clean.Length > LongestReason ? ApiErrors.Invalid([ApiErrors.TooLong("reason", LongestReason)]) : clean;
    }
}

/// <summary>The rows of one clock.</summary>
internal sealed record ClockPart(IReadOnlyList<ClockStandstill> Standstills, IReadOnlyList<ClockExtension> Extensions, IReadOnlyList<ClockPoint> Given);

/// <summary>The rows of several clocks.</summary>
internal sealed record ClockParts(ILookup<Guid, ClockStandstill> Standstills, ILookup<Guid, ClockExtension> Extensions, ILookup<Guid, ClockPoint> Given)
{
    public ClockPart Of(Guid clock) => new([.. Standstills[clock]], [.. Extensions[clock]], [.. Given[clock]]);
}
