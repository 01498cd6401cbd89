using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Jobs;
using Jingkai.Platform.Localization;
using Jingkai.Platform.Outbox.Preferences;
using Jingkai.Platform.Zones;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Outbox.Channels;

/// <summary>What a notice's message carries. No address: where a member is reached is looked up when it leaves.</summary>
internal sealed record NoticePayload(Guid Member, string TitleZh, string TitleEn, string? Text, string? Path)
{
    public string Write() => JsonSerializer.Serialize(this, JobQueue.Json);

    public static NoticePayload Read(string payload) => JsonSerializer.Deserialize<NoticePayload>(payload, JobQueue.Json)!;
}

/// <summary>A notice ready to be told to its member, in the member's language.</summary>
/// <param name="Zone">Short name of the zone.</param>
/// <param name="Title">What happened.</param>
/// <param name="Text">Words of the person behind it: for letters to the member alone, never for a group.</param>
/// <param name="Link">Where it opens; null when the platform's address is not set.</param>
/// <param name="English">The member reads English.</param>
/// <param name="To">Where the member is reached.</param>
internal sealed record Letter(string Zone, string Title, string? Text, Uri? Link, bool English, NoticePreference To)
{
    public string OpenWord => English ? "Open" : "打开";
}

/// <summary>Puts letters together.</summary>
internal sealed class LetterReader(JingkaiDbContext db, OutboxSettings settings)
{
    /// <summary>The letter; null when the member has left, or does not want to be told by this way any more.</summary>
    public async Task<Letter?> ReadAsync(OutboxDelivery message, string way, CancellationToken cancel)
    {
        var notice = NoticePayload.Read(message.Payload);
        var to = await (from p in db.Set<NoticePreference>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking()
                        join m in db.Set<Member>() on p.MemberId equals m.Id
                        join a in db.Users on m.AccountId equals a.Id
                        where p.MemberId == notice.Member && m.Active && !a.Disabled
                        select p).FirstOrDefaultAsync(cancel);
        if (to is null || !to.Wants(way, message.Topic)) return null;
        var zone = await db.Set<Zone>().AsNoTracking().Where(z => z.Id == db.ZoneId).Select(z => z.ShortName).FirstAsync(cancel);
        var english = to.Language == Localizer.English;
        var link = settings.Site is { } site && notice.Path is { } path ? new Uri(site, $"/z/{message.Zone}/{path}") : null;
        return new(zone, TextNormal.Clean(english ? notice.TitleEn : notice.TitleZh), notice.Text, link, english, to);
    }
}
