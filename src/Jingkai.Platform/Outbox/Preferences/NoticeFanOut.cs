using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Notices;
using Jingkai.Platform.Outbox.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Jingkai.Platform.Outbox.Preferences;

/// <summary>Whatever notices a save writes are queued in the same save for the ways their members chose: one query for all of them,
/// none when there is no notice or no way is set up. Its place is before the guard of zones, which checks what it adds.</summary>
internal sealed class NoticeFanOut(OutboxSettings settings, OutboxWriter outbox) : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData data, InterceptionResult<int> result)
    {
        if (Fresh(data.Context) is { } fresh) Queue(fresh, Preferences(fresh).ToList());
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData data, InterceptionResult<int> result, CancellationToken cancel = default)
    {
        if (Fresh(data.Context) is { } fresh) Queue(fresh, await Preferences(fresh).ToListAsync(cancel));
        return result;
    }

    private Batch? Fresh(DbContext? context)
    {
        if (context is not JingkaiDbContext db || db.Actor.ZoneId is null) return null;
        // A new row is tracked from the start: looking for changes in all others would cost a large save twice.
        var detects = db.ChangeTracker.AutoDetectChangesEnabled;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            var notices = db.ChangeTracker.Entries<Notice>().Where(e => e.State == EntityState.Added && e.Entity.ZoneId == db.ZoneId).Select(e => e.Entity).ToList();
            if (notices.Count == 0 || settings.WaysOf(db.Actor.ZoneCode) is not { Count: > 0 } ways) return null;
            // After a save that failed the messages are still there, and so are the notices.
            var queued = db.ChangeTracker.Entries<OutboxMessage>().Select(e => e.Entity.Key).ToHashSet(StringComparer.Ordinal);
            return new(db, notices, ways, queued);
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

    private static IQueryable<NoticePreference> Preferences(Batch batch)
    {
        var (db, members) = (batch.Db, batch.Notices.Select(n => n.MemberId).Distinct().ToList());
        return from p in db.Set<NoticePreference>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking()
               join m in db.Set<Member>() on p.MemberId equals m.Id
               where members.Contains(p.MemberId) && m.Active
               select p;
    }

    private void Queue(Batch batch, IReadOnlyList<NoticePreference> preferences)
    {
        var byMember = preferences.ToDictionary(p => p.MemberId);
        foreach (var notice in batch.Notices)
        {
            if (!byMember.TryGetValue(notice.MemberId, out var preference)) continue;
            var payload = new NoticePayload(notice.MemberId, notice.TitleZh, notice.TitleEn, notice.Text, notice.Path).Write();
            foreach (var way in batch.Ways)
            {
                var key = $"{notice.Id:N}-{way}";
                if (!preference.Wants(way, notice.Topic) || batch.Queued.Contains(key)) continue;
                // A group robot is one target for all of its members: it takes so many messages a minute and no more.
                var target = way is OutboxChannels.DingTalk or OutboxChannels.WeCom ? way : notice.MemberId.ToString();
                outbox.Add(batch.Db, new(way, target, settings.HostOf(way, batch.Db.Actor.ZoneCode), notice.Topic, payload) { Key = key, Urgent = notice.Urgent });
            }
        }
    }

    private sealed record Batch(JingkaiDbContext Db, IReadOnlyList<Notice> Notices, IReadOnlyList<string> Ways, IReadOnlySet<string> Queued);
}
