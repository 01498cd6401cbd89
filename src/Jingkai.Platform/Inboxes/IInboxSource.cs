using Jingkai.Kernel;

namespace Jingkai.Platform.Inboxes;

/// <summary>The four boxes of every officer.</summary>
public static class InboxBox
{
    /// <summary>待办: waits for this member.</summary>
    public const string ToDo = "todo";

    /// <summary>已办: this member did something to it.</summary>
    public const string Done = "done";

    /// <summary>我发起: started by this member.</summary>
    public const string Started = "started";

    /// <summary>抄送: told to this member.</summary>
    public const string Copied = "copied";

    /// <summary>All boxes in order.</summary>
    public static IReadOnlyList<string> All { get; } = [ToDo, Done, Started, Copied];
}

/// <summary>One line of a box.</summary>
/// <param name="Source">Code of the source: <c>sign-off</c>, <c>report-task</c> …</param>
/// <param name="Key">What people call it; with the source it names the item.</param>
/// <param name="Title">What is to be done, or was.</param>
/// <param name="Path">Where it opens, below <c>/z/{zone}/</c>.</param>
/// <param name="At">When it came to this box; newest first.</param>
public sealed record InboxItem(string Source, string Key, Text Title, string Path, DateTime At)
{
    /// <summary>From whom it comes.</summary>
    public string? From { get; init; }

    /// <summary>How it stands, in a word.</summary>
    public Text? State { get; init; }

    /// <summary>The last day in time.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>Somebody waits impatiently.</summary>
    public bool Urged { get; init; }

    /// <summary>For whom, when the member stands in.</summary>
    public string? StandsInFor { get; init; }

    /// <summary>Nobody holds it: its starter has to name someone.</summary>
    public bool Orphaned { get; init; }
}

/// <summary>What a source has in one box.</summary>
/// <param name="Items">The newest, as many as were asked for; in <see cref="InboxBox.ToDo"/> the most pressing.</param>
/// <param name="Total">All of them.</param>
public sealed record InboxPart(IReadOnlyList<InboxItem> Items, int Total)
{
    /// <summary>Nothing.</summary>
    public static InboxPart Empty { get; } = new([], 0);
}

/// <summary>Contributes what waits for a person. Whoever shows the inbox never knows which sources exist.</summary>
public interface IInboxSource
{
    /// <summary>What the actor has in a box, most pressing first, at most <paramref name="take"/>.</summary>
    Task<InboxPart> ReadAsync(string box, int take, CancellationToken cancel);
}
