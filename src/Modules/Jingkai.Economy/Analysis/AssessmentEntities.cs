using Jingkai.Platform.Data;

namespace Jingkai.Economy.Analysis;

/// <summary>The zone's assessment scheme from a year on.</summary>
internal sealed class AssessmentSetting : ZoneEntity, IAudited
{
    public int FromYear { get; set; }

    /// <summary><see cref="AssessmentScheme"/> as JSON.</summary>
    public string Definition { get; set; } = "{}";

    public string AuditLabel => FormattableString.Invariant($"from {FromYear}");
}

/// <summary>A value of a year: of another zone, or of the own one where no figure gives it.</summary>
internal sealed class AssessmentValue : ZoneEntity, IAudited
{
    public int Year { get; set; }

    /// <summary>Name of the zone assessed; empty for the own one.</summary>
    public string Participant { get; set; } = "";

    public string Item { get; set; } = "";

    /// <summary>Ten-thousandths of the item's unit.</summary>
    public long ValueE4 { get; set; }

    public string? Source { get; set; }

    public string AuditLabel => FormattableString.Invariant($"{Year} {Participant} {Item}");
}
