using Jingkai.Platform.Data;
using Jingkai.Projects.Domain;

namespace Jingkai.Projects.Extensions;

/// <summary>Where a request stands.</summary>
internal static class ExtensionAnswer
{
    public const string Asked = "asked", Granted = "granted", Refused = "refused";
}

/// <summary>延期: a request to put a day of a project off, decided by another than who asks. The day before and the day after stay on record.</summary>
internal sealed class ProjectExtension : ProjectPart, IAudited
{
    /// <summary>Code of an <see cref="ExtensionRule"/>.</summary>
    public string What { get; set; } = "";

    /// <summary>The day asked for.</summary>
    public DateOnly UntilOn { get; set; }

    /// <summary>The day that runs out.</summary>
    public DateOnly ExpiresOn { get; set; }

    /// <summary>The planned day before it was granted.</summary>
    public DateOnly? WasPlannedOn { get; set; }

    /// <summary>The promised day before it was granted.</summary>
    public DateOnly? WasPromisedOn { get; set; }

    public string Reason { get; set; } = "";

    /// <summary>The file of the project that goes with it.</summary>
    public Guid? AttachmentId { get; set; }

    /// <summary>Asked for later than it should have been.</summary>
    public bool IsLate { get; set; }

    public Guid? AskedById { get; set; }

    public DateOnly AskedOn { get; set; }

    /// <summary>Code of the sign-off.</summary>
    public string? SignOff { get; set; }

    /// <summary>The clock of the answer.</summary>
    public Guid? ClockId { get; set; }

    /// <summary><see cref="ExtensionAnswer"/>.</summary>
    public string State { get; set; } = ExtensionAnswer.Asked;

    public Guid? DecidedById { get; set; }

    public DateTime? DecidedAt { get; set; }

    /// <inheritdoc />
    public string AuditLabel => SignOff ?? What;
}
