using Jingkai.Platform.Data;

namespace Jingkai.Platform.Notices;

/// <summary>Something a member is told (站内通知). It asks for nothing by itself: what waits for a person is in the inbox.</summary>
public sealed class Notice : IZoned
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>Version 7 UUID: notices sort by time.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Who is told.</summary>
    public Guid MemberId { get; set; }

    /// <summary>What it is about: <c>sign-off</c>, <c>report-task</c> …</summary>
    public string Topic { get; set; } = "";

    /// <summary>What happened, in Chinese.</summary>
    public string TitleZh { get; set; } = "";

    /// <summary>What happened, in English.</summary>
    public string TitleEn { get; set; } = "";

    /// <summary>Words of the person behind it.</summary>
    public string? Text { get; set; }

    /// <summary>Where it opens, below <c>/z/{zone}/</c>.</summary>
    public string? Path { get; set; }

    /// <summary>When it happened.</summary>
    public DateTime At { get; set; }

    /// <summary>When it was read.</summary>
    public DateTime? ReadAt { get; set; }

    /// <summary>Outside the page it passes quiet hours where the zone allows it. Told, not kept.</summary>
    public bool Urgent { get; set; }
}
