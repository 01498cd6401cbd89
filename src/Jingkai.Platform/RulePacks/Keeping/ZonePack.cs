using Jingkai.Platform.Data;

namespace Jingkai.Platform.RulePacks.Keeping;

/// <summary>Where a text stands.</summary>
public static class PackState
{
    /// <summary>Waits for a second person.</summary>
    public const string Proposed = "proposed";

    /// <summary>Adopted; in force from its day until a later one is.</summary>
    public const string Adopted = "adopted";

    /// <summary>Withdrawn by who proposed it.</summary>
    public const string Withdrawn = "withdrawn";
}

/// <summary>A text of a rule pack that a zone proposed or adopted. The text never changes: another text is another row.</summary>
public sealed class ZonePack : ZoneEntity, IAudited
{
    /// <summary>The pack's name, <c>rd-subsidy</c>.</summary>
    public string Name { get; set; } = "";

    /// <summary>eligibility, rating, score or alert.</summary>
    public string Kind { get; set; } = "";

    /// <summary>The kind of subject.</summary>
    public string Subject { get; set; } = "";

    /// <summary>The title in Chinese.</summary>
    public string TitleZh { get; set; } = "";

    /// <summary>The title in English.</summary>
    public string TitleEn { get; set; } = "";

    /// <summary>SHA-256 of the text in UTF-8, lower-case hexadecimal; verdicts name it.</summary>
    public string TextHash { get; set; } = "";

    /// <summary>The YAML text.</summary>
    public string Source { get; set; } = "";

    /// <summary>The text is one that ships with the program.</summary>
    public bool Shipped { get; set; }

    /// <summary><see cref="PackState"/>.</summary>
    public string State { get; set; } = PackState.Proposed;

    /// <summary>The first evaluation day that goes by this text.</summary>
    public DateOnly FromOn { get; set; }

    /// <summary>The text that was in force when this one was proposed; null: none.</summary>
    public string? InPlaceOf { get; set; }

    /// <summary>Why, in the words of who proposed it.</summary>
    public string? Reason { get; set; }

    /// <summary>Who proposed it.</summary>
    public Guid? ProposedById { get; set; }

    /// <summary>When.</summary>
    public DateTime ProposedAt { get; set; }

    /// <summary>Code of the sign-off.</summary>
    public string? SignOff { get; set; }

    /// <summary>The second person.</summary>
    public Guid? AdoptedById { get; set; }

    /// <summary>When it was adopted.</summary>
    public DateTime? AdoptedAt { get; set; }

    /// <inheritdoc />
    public string AuditLabel => Name;
}
