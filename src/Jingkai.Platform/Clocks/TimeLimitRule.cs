using Jingkai.Kernel;
using Jingkai.Platform.Calendars;
using Jingkai.Platform.Data;

namespace Jingkai.Platform.Clocks;

/// <summary>A time limit of the zone, from a day on. A change is a further row: what was promised when a clock started stays readable.</summary>
public sealed class TimeLimitRule : ZoneEntity, IAudited
{
    /// <summary>Stable code: <c>ticket.answer</c>.</summary>
    public string Code { get; set; } = "";

    /// <summary>First day it is in force.</summary>
    public DateOnly FromOn { get; set; }

    /// <summary>Name in Chinese.</summary>
    public string NameZh { get; set; } = "";

    /// <summary>Name in English.</summary>
    public string NameEn { get; set; } = "";

    /// <summary>The event it runs from, in words.</summary>
    public string StartZh { get; set; } = "";

    /// <summary>The same in English.</summary>
    public string StartEn { get; set; } = "";

    /// <summary>What the zone promises.</summary>
    public int Amount { get; set; }

    /// <summary>What it is counted in: <see cref="LimitUnits"/>.</summary>
    public string Unit { get; set; } = "";

    /// <summary>What the law gives, where it says anything.</summary>
    public int? LegalAmount { get; set; }

    /// <summary>What that is counted in.</summary>
    public string? LegalUnit { get; set; }

    /// <summary>Warning points in percent: <c>50,80,100</c>.</summary>
    public string Points { get; set; } = WarningPoints.Usual;

    /// <summary>Role that usually holds such a matter; null: whoever it is given to.</summary>
    public string? OwnerRole { get; set; }

    /// <summary>The paper it comes from.</summary>
    public string? Source { get; set; }

    /// <summary>Why it was changed.</summary>
    public string? Reason { get; set; }

    /// <summary>When the row was entered.</summary>
    public DateTime EnteredAt { get; set; }

    /// <summary>Who entered it.</summary>
    public Guid? EnteredById { get; set; }

    /// <inheritdoc />
    public string AuditLabel => Code;

    /// <summary>The limit in words.</summary>
    internal Text Limit => TimeLimit.Of(Amount, LimitUnits.Find(Unit).Value).Value.InWords();

    /// <summary>The legal limit in words.</summary>
    internal Text? Legal => LegalAmount is { } amount ? TimeLimit.Of(amount, LimitUnits.Find(LegalUnit).Value).Value.InWords() : null;
}
