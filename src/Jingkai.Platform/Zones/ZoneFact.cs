using Jingkai.Platform.Data;

namespace Jingkai.Platform.Zones;

/// <summary>Something said of the zone itself: an honour, its founding, a phrase of its positioning. Never deleted but voided.</summary>
public sealed class ZoneFact : ZoneEntity, IAudited
{
    /// <summary>One of <see cref="ZoneFactKinds"/>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>What is said: the honour's title, the phrase, the place.</summary>
    public string Title { get; set; } = "";

    /// <summary>Who gave it.</summary>
    public string? Issuer { get; set; }

    /// <summary>国家级, 五星级 …</summary>
    public string? Grade { get; set; }

    /// <summary>The year that was assessed; an honour of 2021 may be awarded in 2022.</summary>
    public int? Year { get; set; }

    /// <summary>The day of the award or the founding.</summary>
    public DateOnly? OnDay { get; set; }

    /// <summary>Last day it holds.</summary>
    public DateOnly? UntilOn { get; set; }

    /// <summary>Where it is written.</summary>
    public string Source { get; set; } = "";

    /// <summary>When it was voided.</summary>
    public DateTime? VoidedAt { get; set; }

    /// <summary>By whom.</summary>
    public string? VoidedBy { get; set; }

    /// <summary>Why.</summary>
    public string? VoidReason { get; set; }

    /// <inheritdoc />
    public string AuditLabel => Title;
}

/// <summary>Kinds of facts of a zone, in the order of its profile.</summary>
public static class ZoneFactKinds
{
    /// <summary>Founding, with its day.</summary>
    public const string Founded = "founded";

    /// <summary>Host district.</summary>
    public const string Host = "host";

    /// <summary>Location and area.</summary>
    public const string Location = "location";

    /// <summary>A phrase of positioning, with its year.</summary>
    public const string Positioning = "positioning";

    /// <summary>An honour.</summary>
    public const string Honour = "honour";

    /// <summary>Anything else worth opening a brief with.</summary>
    public const string Other = "other";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Founded, Host, Location, Positioning, Honour, Other];
}
