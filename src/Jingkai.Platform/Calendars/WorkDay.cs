using Jingkai.Platform.Data;

namespace Jingkai.Platform.Calendars;

/// <summary>A day on which a zone works otherwise than the week says: of a yearly notice, or of the zone itself.</summary>
public sealed class WorkDay : ZoneEntity, IAudited
{
    /// <summary>The day.</summary>
    public DateOnly Date { get; set; }

    /// <summary>True: worked (a make-up day); false: a day off.</summary>
    public bool Worked { get; set; }

    /// <summary>The holiday it belongs to, or why: 春节, 台风停工.</summary>
    public string Name { get; set; } = "";

    /// <summary>The paper that says so.</summary>
    public string? Source { get; set; }

    /// <inheritdoc />
    public string AuditLabel => $"{Date:yyyy-MM-dd} {Name}";
}

/// <summary>When the zone's office is open; a zone without one keeps the usual hours.</summary>
public sealed class OfficeTimetable : ZoneEntity, IAudited
{
    /// <summary>The stretches: <c>08:30-12:00,13:30-17:30</c>.</summary>
    public string Hours { get; set; } = "";

    /// <inheritdoc />
    public string AuditLabel => Hours;
}
