using Jingkai.Platform.Data;

namespace Jingkai.Enterprises.Domain;

/// <summary>大摸底: chosen fields of chosen enterprises are to be confirmed until a day.</summary>
internal sealed class SurveyRound : ZoneEntity, IAudited
{
    /// <summary><c>M2026-0001</c>.</summary>
    public string Code { get; set; } = "";

    public string Title { get; set; } = "";

    /// <summary>Names of the fields, one per line.</summary>
    public string Fields { get; set; } = "";

    public bool AskLiaisons { get; set; }

    public bool AskEnterprises { get; set; }

    public DateOnly StartedOn { get; set; }

    /// <summary>The last day.</summary>
    public DateOnly UntilOn { get; set; }

    public Guid? StartedById { get; set; }

    public DateTime StartedAt { get; set; }

    public DateTime? ClosedAt { get; set; }

    public string? ClosedBy { get; set; }

    public string? CloseReason { get; set; }

    public string AuditLabel => Code;

    public IReadOnlyList<string> FieldList => Fields.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>One field of one enterprise in a round. It keeps who answered it first, whatever becomes of the field later.</summary>
internal sealed class SurveyItem : EnterprisePart
{
    public Guid RoundId { get; set; }

    public string Field { get; set; } = "";

    public SurveyState State { get; set; }

    public string? ByName { get; set; }

    public DateTime? At { get; set; }

    public override string AuditLabel => Field;
}

internal enum SurveyState
{
    Open,

    /// <summary>Said to be still true.</summary>
    Confirmed,

    /// <summary>Another value was written.</summary>
    Changed,

    /// <summary>Another value was proposed and waits for an answer.</summary>
    Proposed,
}
