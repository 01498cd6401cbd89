using Jingkai.Kernel;
using Jingkai.Platform.Data;

namespace Jingkai.Platform.Inboxes;

/// <summary>A line of the inbox as it is shown.</summary>
public sealed record InboxView(
    string Source, string Key, string Title, string Path, DateTime At, string? From, string? State, DateOnly? DueOn, bool Late, bool Urged, string? StandsInFor, bool Orphaned);

/// <summary>Puts the sources together.</summary>
public sealed class InboxReader(IEnumerable<IInboxSource> sources, JingkaiDbContext db)
{
    /// <summary>Most lines that a box shows; whoever has more works them off from the top.</summary>
    public const int Most = 1000;

    /// <summary>A page of a box: what is urged or late first, then by due day, then the newest.</summary>
    public async Task<PagedList<InboxView>> ReadAsync(string box, PageRequest page, CancellationToken cancel = default)
    {
        var take = Math.Min(page.Skip + page.Size, Most);
        var (items, total) = (new List<InboxItem>(), 0L);
        foreach (var source in sources)
        {
            var part = await source.ReadAsync(box, take, cancel);
            items.AddRange(part.Items);
            total += part.Total;
        }

        var ordered = box == InboxBox.ToDo ? items.OrderByDescending(i => i.Urged).ThenBy(i => i.DueOn ?? DateOnly.MaxValue).ThenBy(i => i.At) : items.OrderByDescending(i => i.At);
        return new([.. ordered.ThenBy(i => i.Source, StringComparer.Ordinal).ThenBy(i => i.Key, StringComparer.Ordinal).Skip(page.Skip).Take(page.Size).Select(View)], Math.Min(total, Most), page.Page, page.Size);
    }

    /// <summary>How many lines wait in 待办; for the navigation.</summary>
    public async Task<int> WaitingAsync(CancellationToken cancel = default)
    {
        var waiting = 0;
        foreach (var source in sources) waiting += (await source.ReadAsync(InboxBox.ToDo, 0, cancel)).Total;
        return waiting;
    }

    private InboxView View(InboxItem i) => new(
        i.Source, i.Key, i.Title.Current, $"/z/{db.Actor.ZoneCode}/{i.Path}", i.At, i.From, i.State?.Current, i.DueOn, i.DueOn < db.Today, i.Urged, i.StandsInFor, i.Orphaned);
}
