using Jingkai.Kernel;
using Jingkai.Platform.Data;

namespace Jingkai.Platform.Notices;

/// <summary>What to tell a member.</summary>
/// <param name="Member">Who is told.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="Title">What happened.</param>
/// <param name="Path">Where it opens, below <c>/z/{zone}/</c>.</param>
public sealed record NewNotice(Guid Member, string Topic, Text Title, string? Path)
{
    /// <summary>Words of the person behind it.</summary>
    public string? Text { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTime At { get; init; }

    /// <summary>Outside the page it passes quiet hours where the zone allows it.</summary>
    public bool Urgent { get; init; }
}

/// <summary>Tells members something, in the caller's transaction: whoever is told of a change can rely on it having happened. The
/// save queues it also for the other ways that the member chose (<see cref="Outbox.Preferences.NoticePreference"/>).</summary>
public sealed class NoticeWriter
{
    /// <summary>Adds the notice to the context; the caller saves.</summary>
    public Notice Add(JingkaiDbContext db, NewNotice what)
    {
        var notice = new Notice
        {
            ZoneId = db.ZoneId, MemberId = what.Member, Topic = what.Topic, TitleZh = what.Title.Zh, TitleEn = what.Title.En, Text = what.Text, Path = what.Path, At = what.At, Urgent = what.Urgent,
        };
        db.Add(notice);
        return notice;
    }
}
