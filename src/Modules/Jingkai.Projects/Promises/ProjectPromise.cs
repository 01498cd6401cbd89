using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Projects.Domain;

namespace Jingkai.Projects.Promises;

/// <summary>承诺: what one side of an agreement promised the other. The zone's own promises stand beside the investor's and run by the same clocks.</summary>
internal sealed class ProjectPromise : ProjectPart, IAudited
{
    /// <summary>What people call it: <c>PM2026-0001</c>.</summary>
    public string Code { get; set; } = "";

    /// <summary><see cref="PromiseSide"/>.</summary>
    public string Side { get; set; } = "";

    /// <summary>Code of a <see cref="PromiseItem"/>.</summary>
    public string Item { get; set; } = "";

    /// <summary>What was promised, in words.</summary>
    public string Text { get; set; } = "";

    /// <summary>The promised value in 1/10 000 of its unit.</summary>
    public long? ValueE4 { get; set; }

    /// <summary>The unit of promised and achieved value.</summary>
    public string? ValueUnit { get; set; }

    /// <summary>The day it was given; its clock runs from there.</summary>
    public DateOnly? AgreedOn { get; set; }

    /// <summary>The day by which it is to be kept.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>The unit that keeps it, or sees that it is kept.</summary>
    public Guid? UnitId { get; set; }

    /// <summary>The member who does.</summary>
    public Guid? OwnerId { get; set; }

    /// <summary>协议依据: agreement and clause.</summary>
    public string? Agreement { get; set; }

    public string? Source { get; set; }

    public Guid? ClockId { get; set; }

    /// <summary>One of <see cref="PromiseResult"/>; null while it is open.</summary>
    public string? Result { get; set; }

    public long? AchievedE4 { get; set; }

    /// <summary>The day it was kept, or was found not to be.</summary>
    public DateOnly? ResultOn { get; set; }

    /// <summary>The file of the project that shows it.</summary>
    public Guid? EvidenceId { get; set; }

    /// <summary>What follows: code of a remedy.</summary>
    public string? Remedy { get; set; }

    public string? ResultNote { get; set; }

    /// <summary>Who entered the result.</summary>
    public Guid? EnteredById { get; set; }

    /// <summary>Who judged it: another than who entered it where it is broken or waived.</summary>
    public Guid? JudgedById { get; set; }

    public DateTime? JudgedAt { get; set; }

    /// <summary>Code of the sign-off of a result that waits for a second person.</summary>
    public string? SignOff { get; set; }

    /// <summary>Code and words as they are searched.</summary>
    public string SearchKey { get; set; } = "";

    public Guid? ById { get; set; }

    public DateTime At { get; set; }

    public DateTime? VoidedAt { get; set; }

    public Guid? VoidedById { get; set; }

    public string? VoidReason { get; set; }

    /// <inheritdoc />
    public string AuditLabel => Code;

    public void Index() => SearchKey = string.Join('\n', ((string?[])[Code, Text, Agreement]).Where(t => !string.IsNullOrEmpty(t)).Select(TextNormal.SearchKey));
}
