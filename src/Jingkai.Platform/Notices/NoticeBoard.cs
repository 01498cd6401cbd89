using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Notices;

/// <summary>A notice as its reader sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="Title">What happened, in the reader's language.</param>
/// <param name="Text">Words of the person behind it.</param>
/// <param name="Path">Where it opens, from the root; null when nowhere.</param>
/// <param name="At">When it happened.</param>
/// <param name="Read">Whether it was read.</param>
public sealed record NoticeView(Guid Id, string Topic, string Title, string? Text, string? Path, DateTime At, bool Read);

/// <summary>The notices of the member who asks; nobody reads another's.</summary>
public sealed class NoticeBoard(JingkaiDbContext db, TimeProvider clock)
{
    private IQueryable<Notice> Mine => db.Set<Notice>().Where(n => n.MemberId == db.MemberId);

    /// <summary>How many wait to be read.</summary>
    public Task<int> UnreadAsync(CancellationToken cancel = default) => Mine.CountAsync(n => n.ReadAt == null, cancel);

    /// <summary>A page of them, newest first.</summary>
    public async Task<PagedList<NoticeView>> ListAsync(bool unreadOnly, PageRequest page, CancellationToken cancel = default)
    {
        var query = Mine.AsNoTracking().Where(n => !unreadOnly || n.ReadAt == null);
        var total = await query.LongCountAsync(cancel);
        var rows = await query.OrderByDescending(n => n.At).ThenByDescending(n => n.Id).Skip(page.Skip).Take(page.Size).ToListAsync(cancel);
        var zone = db.Actor.ZoneCode;
        return new([.. rows.Select(n => new NoticeView(n.Id, n.Topic, new Text(n.TitleZh, n.TitleEn).Current, n.Text, PathOf(n.Path, zone), n.At, n.ReadAt is not null))], total, page.Page, page.Size);
    }

    /// <summary>Marks one as read.</summary>
    /// <returns>Where it opens, from the root; null when it is not the actor's or opens nowhere.</returns>
    public async Task<string?> OpenAsync(Guid id, CancellationToken cancel = default)
    {
        var path = PathOf(await Mine.Where(n => n.Id == id).Select(n => n.Path).FirstOrDefaultAsync(cancel), db.Actor.ZoneCode);
        if (path is not null) await ReadAsync([id], cancel);
        return path;
    }

    /// <summary>Marks them read: those named, or all when none is named.</summary>
    /// <returns>How many became read.</returns>
    public async Task<int> ReadAsync(IReadOnlyCollection<Guid>? ids, CancellationToken cancel = default)
    {
        var now = clock.Now();
        return await Mine.Where(n => n.ReadAt == null && (ids == null || ids.Contains(n.Id))).ExecuteUpdateAsync(n => n.SetProperty(x => x.ReadAt, now), cancel);
    }

    /// <summary>Most notices open in their zone; a path from the root opens outside it, as the page of one's own sign-ins does.</summary>
    private static string? PathOf(string? path, string? zone) => path is null or ['/', ..] ? path : $"/z/{zone}/{path}";
}
