using Jingkai.Platform.Data;

namespace Jingkai.Enterprises.Domain;

/// <summary>Somebody says that a field is wrong and what it should be. It stays open until answered, and stays in the history of the
/// file for ever. What its proposer may decide alone is accepted the moment it is made.</summary>
internal sealed class Correction : EnterprisePart, IVersioned
{
    public int Version { get; set; } = 1;

    public string Field { get; set; } = "";

    /// <summary>What is wrong, in the proposer's words.</summary>
    public string Reason { get; set; } = "";

    /// <summary>What stood there when it was proposed.</summary>
    [Personal]
    public string? Seen { get; set; }

    /// <summary>What should stand there; null: nothing.</summary>
    [Personal]
    public string? Value { get; set; }

    /// <summary>The day the new value describes.</summary>
    public DateOnly AsOf { get; set; }

    public CorrectionSide From { get; set; }

    public Guid? ById { get; set; }

    public string ByName { get; set; } = "";

    public DateTime At { get; set; }

    public CorrectionState State { get; set; }

    /// <summary>The member it was handed to; null: whose it is follows from the liaisons.</summary>
    public Guid? HandedToId { get; set; }

    public Guid? AnsweredById { get; set; }

    public string? AnsweredBy { get; set; }

    public DateTime? AnsweredAt { get; set; }

    public string? Answer { get; set; }

    public override string AuditLabel => Field;
}

/// <summary>Who proposes.</summary>
internal enum CorrectionSide
{
    Office,
    Liaison,
    Enterprise,
}

internal enum CorrectionState
{
    Open,
    Accepted,
    Refused,
    Withdrawn,
}
