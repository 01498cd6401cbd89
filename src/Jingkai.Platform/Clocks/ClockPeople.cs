using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Notices;
using Jingkai.Platform.SignOffs;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Clocks;

/// <summary>Whom a point of a clock concerns. The owner, and who stands in for one who is away; from 100 % on also the leaders of the owner's
/// unit, or of the nearest unit above that has any, or, where the zone has named none, all its leaders.</summary>
internal sealed class ClockPeople(JingkaiDbContext db, NoticeWriter notices)
{
    public const string Topic = "clock";

    private Zone? zone;

    /// <summary>Writes the notices of a point into the context.</summary>
    /// <param name="signal">The point.</param>
    /// <param name="words">What to say; null: what is usually said.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>How many were told.</returns>
    public async Task<int> TellAsync(ClockSignal signal, Text? words, CancellationToken cancel)
    {
        zone ??= await ReadAsync(cancel);
        var clock = signal.Clock;
        var own = zone.Own(clock.OwnerId).ToList();
        var above = signal.Point >= 100 || own.Count == 0 ? zone.Above(clock.UnitId, clock.OwnerId).Except(own).ToList() : [];
        var owner = clock.OwnerId is { } id ? zone.Names.GetValueOrDefault(id) : null;
        var title = words ?? Title(signal);
        foreach (var member in own) Add(member, signal, title);
        foreach (var member in above) Add(member, signal, owner is null ? title : new($"{title.Zh}（{owner}负责）", $"{title.En} (held by {owner})"));
        return own.Count + above.Count;
    }

    private void Add(Guid member, ClockSignal signal, Text title) =>
        notices.Add(db, new(member, Topic, title, signal.Clock.Path ?? $"clocks/{signal.Clock.Id}") { At = signal.At, Urgent = signal.Point >= 100 });

    private static Text Title(ClockSignal signal)
    {
        var (clock, due) = (signal.Clock, ClockTime.Local((signal.Point == ClockPoint.Legal ? signal.Clock.LegalDueAt : signal.Clock.DueAt)!.Value));
        var (zh, en) = clock.Limit.EndsWithDay ? ($"{due:MM-dd}", $"{due:yyyy-MM-dd}") : ($"{due:MM-dd HH:mm}", $"{due:yyyy-MM-dd HH:mm}");
        return signal.Point switch
        {
            ClockPoint.Legal => new($"已超法定时限（{zh}到期）：{clock.LabelZh}", $"Past the legal limit of {en}: {clock.LabelEn}"),
            100 => new($"已超时限（{zh}到期）：{clock.LabelZh}", $"Overdue since {en}: {clock.LabelEn}"),
            var percent => new($"时限已用{percent}%（{zh}到期）：{clock.LabelZh}", $"{percent} % of the time is used (due {en}): {clock.LabelEn}"),
        };
    }

    /// <summary>The offices of the zone, read once a sweep.</summary>
    private async Task<Zone> ReadAsync(CancellationToken cancel)
    {
        var members = await (from m in db.Set<Member>().AsNoTracking() join a in db.Users on m.AccountId equals a.Id where m.Active && !a.Disabled select new { m.Id, m.Name, m.UnitId }).ToListAsync(cancel);
        var leaders = (await db.Set<MemberRole>().AsNoTracking().Where(r => r.Role == Roles.Leader).Select(r => r.MemberId).ToListAsync(cancel)).ToHashSet();
        var away = await db.Set<Absence>().AsNoTracking().Where(a => a.VoidedAt == null && a.StandInId != null && a.FromOn <= db.Today && a.UntilOn > db.Today).ToListAsync(cancel);
        return new(
            members.ToDictionary(m => m.Id, m => m.Name),
            members.Where(m => leaders.Contains(m.Id)).Select(m => (m.Id, m.UnitId)).ToList(),
            await db.Set<Accounts.Unit>().AsNoTracking().ToDictionaryAsync(u => u.Id, u => u.ParentId, cancel),
            away.ToLookup(a => a.MemberId, a => a.StandInId!.Value));
    }

    private sealed record Zone(IReadOnlyDictionary<Guid, string> Names, IReadOnlyList<(Guid Id, Guid? Unit)> Leaders, IReadOnlyDictionary<Guid, Guid?> Parents, ILookup<Guid, Guid> StandIns)
    {
        public IEnumerable<Guid> Own(Guid? owner) => owner is { } id ? StandIns[id].Prepend(id).Where(Names.ContainsKey).Distinct() : [];

        public IReadOnlyList<Guid> Above(Guid? unit, Guid? owner)
        {
            // A tree that somebody tied into a ring would lead nowhere; nobody has more levels than this.
            for (var (at, level) = (unit, 0); at is { } id && level < 16; at = Parents.GetValueOrDefault(id), level++)
                if (Leaders.Where(l => l.Unit == id && l.Id != owner).Select(l => l.Id).ToList() is { Count: > 0 } found) return found;
            return [.. Leaders.Where(l => l.Id != owner).Select(l => l.Id)];
        }
    }
}
