using Jingkai.Platform.Calendars;
using Jingkai.Platform.Data;
using Jingkai.Platform.Events;
using Jingkai.Platform.Zones;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jingkai.Platform.Clocks;

/// <summary>Gives the points that have come. Takes only clocks whose next point is due, in batches of one transaction each; on PostgreSQL rows
/// that another process is at are left to it. The row of a point is written with its notices, so none is told twice.</summary>
internal sealed class ClockSweep(JingkaiDbContext db, WorkDays days, Clocks clocks, ClockPeople people, IEnumerable<IClockSubject> kinds, EventHub events, TimeProvider time, ILogger<ClockSweep> log)
{
    internal const int Batch = 100;

    private readonly Dictionary<string, IClockSubject> subjects = kinds.ToDictionary(k => k.Kind, StringComparer.Ordinal);
    // Clocks that could not be told in this sweep, or whose subject somebody is at.
    private readonly List<Guid> left = [];

    /// <summary>The sweep of one zone.</summary>
    /// <returns>How many points were given.</returns>
    public async Task<int> RunAsync(CancellationToken cancel = default)
    {
        await AnnouncedAsync(cancel);
        var (given, size) = (0, Batch);
        for (; ; )
        {
            var ids = new List<Guid>();
            try
            {
                // The days are read anew for each batch: they may have changed since the last.
                days.Forget();
                var done = await db.InTransactionAsync<(int Clocks, int Points)>(async () => await BatchAsync(ids, size, cancel), cancel);
                db.ChangeTracker.Clear();
                given += done.Value.Points;
                if (done.Value.Clocks == 0) return given;
            }
            catch (Exception error) when (!cancel.IsCancellationRequested && ids.Count > 0 && !Conflicts.IsBusy(error))
            {
                // One clock that cannot be told must not keep the others waiting: it is found by taking them one by one.
                db.ChangeTracker.Clear();
                if (size == 1)
                {
                    left.Add(ids[0]);
                    log.LogError(error, "The points of clock {Clock} could not be given; they are tried again in the next round", ids[0]);
                }

                size = 1;
            }
        }
    }

    internal async Task<(int Clocks, int Points)> BatchAsync(List<Guid> ids, int size, CancellationToken cancel)
    {
        var now = ClockTime.Now(db, time);
        var until = ClockTime.Instant(now);
        ids.Clear();
        ids.AddRange(db.Provider == Provider.Postgres
            ? await db.Database.SqlQuery<Guid>($"SELECT id AS \"Value\" FROM platform_clocks WHERE zone_id = {db.ZoneId} AND next_point_at <= {until} AND NOT (id = ANY({left})) ORDER BY next_point_at, id LIMIT {size} FOR UPDATE SKIP LOCKED").ToListAsync(cancel)
            : await db.Set<Clock>().Where(c => c.NextPointAt <= until && !left.Contains(c.Id)).OrderBy(c => c.NextPointAt).ThenBy(c => c.Id).Take(size).Select(c => c.Id).ToListAsync(cancel));
        if (ids.Count == 0) return (0, 0);
        var due = await db.Set<Clock>().AsTracking().Where(c => ids.Contains(c.Id)).OrderBy(c => c.NextPointAt).ThenBy(c => c.Id).ToListAsync(cancel);
        var (parts, rules, points) = (await clocks.PartsAsync(ids, cancel), await days.DeadlineAsync(cancel), 0);
        using (db.SuppressAudit())
        {
            foreach (var clock in due) points += await GiveAsync(clock, parts.Of(clock.Id), rules, now, time.Now(), cancel);
            await db.SaveChangesAsync(cancel);
        }

        return (due.Count, points);
    }

    private async Task<int> GiveAsync(Clock clock, ClockPart parts, Kernel.Deadline rules, DateTime now, DateTime at, CancellationToken cancel)
    {
        // Counted once more: a clock that started while the calendar was being changed may have been counted by the old one.
        Clocks.Count(clock, rules, parts.Standstills, parts.Extensions, parts.Given);
        var count = ClockCount.Of(rules, clock, parts.Standstills, parts.Extensions);
        var (given, fresh) = (parts.Given.ToList(), new List<ClockPoint>());
        while (count.Next(given) is { } next && next.At <= now)
        {
            var row = new ClockPoint { ZoneId = db.ZoneId, ClockId = clock.Id, Point = next.Point, Generation = clock.Generation, At = ClockTime.Instant(next.At), GivenAt = ClockTime.Instant(now) };
            given.Add(row);
            fresh.Add(row);
        }

        if (fresh.Count > 0)
        {
            // Who did not sweep for a while tells the last of what came meanwhile, not all of it.
            var last = fresh[^1];
            if (await TellAsync(new(clock, last.Point, at), cancel) is not { } told)
            {
                left.Add(clock.Id);
                return 0;
            }

            last.Told = told;
        }

        var ahead = clock.State == ClockState.Running ? count.Next(given) : null;
        (clock.NextPoint, clock.NextPointAt) = (ahead?.Point, ClockTime.Instant(ahead?.At));
        db.AddRange(fresh);
        return fresh.Count;
    }

    private async Task<int?> TellAsync(ClockSignal signal, CancellationToken cancel)
    {
        if (!subjects.TryGetValue(signal.Clock.SubjectKind, out var kind)) return await people.TellAsync(signal, null, cancel);
        if (await kind.TellAsync(db, signal, cancel) is not { } told) return null;
        if (told.Over) clocks.Finish(signal.Clock);
        return told.Told + (told.ForOwner is { } words ? await people.TellAsync(signal, words, cancel) : 0);
    }

    /// <summary>A new version of the program may bring the notice of a year that ends were counted into by the week: as if the zone had entered it.</summary>
    private async Task AnnouncedAsync(CancellationToken cancel)
    {
        var open = await db.Set<Clock>().AsNoTracking().Where(c => c.Provisional && c.State == ClockState.Running).Select(c => new { c.DueAt, c.LegalDueAt }).ToListAsync(cancel);
        if (open.Count == 0) return;
        var calendar = await days.CalendarAsync(cancel);
        bool Known(DateTime? at) => at is not { } end || calendar.IsPublished(ClockTime.Local(end).Year);
        if (open.Exists(c => Known(c.DueAt) && Known(c.LegalDueAt)))
            await db.InTransactionAsync<int>(async () =>
            {
                await events.PublishAsync(db, new WorkDaysChanged(), cancel);
                return 0;
            }, cancel);
        db.ChangeTracker.Clear();
    }
}

/// <summary>Sweeps all zones every few minutes while the server runs (<c>Clocks:SweepMinutes</c>, 5; 0: never).</summary>
internal sealed class ClockSweeper(IServiceScopeFactory scopes, IZoneCalendar calendar, IConfiguration configuration, TimeProvider clock, ILogger<ClockSweeper> log)
    : ZoneSweep(scopes, calendar, configuration, clock, log, "Clocks:SweepMinutes", 5)
{
    protected override Task SweepAsync(IServiceProvider services, CancellationToken cancel) => services.GetRequiredService<ClockSweep>().RunAsync(cancel);
}
