using Jingkai.Kernel;

namespace Jingkai.Projects.Promises;

/// <summary>A promise as it is answered. Values are in <see cref="ValueUnit"/>, exact.</summary>
internal sealed record PromiseView(string Code, string Project, string ProjectName, string Side, string SideName, string Item, string ItemName, string Text)
{
    public Guid Id { get; init; }

    public decimal? Value { get; init; }

    public string? ValueUnit { get; init; }

    /// <summary>The value is an upper limit.</summary>
    public bool AtMost { get; init; }

    public DateOnly? AgreedOn { get; init; }

    public DateOnly? DueOn { get; init; }

    /// <summary>The last day in time by the clock: pauses and days off move it; null while it stands still.</summary>
    public DateOnly? Ends { get; init; }

    /// <summary>Calendar days from today to the last one; negative when it is over; null when it is not running.</summary>
    public int? DaysLeft { get; init; }

    /// <summary>open, overdue, paused or waiting (for a second person); or its result; or voided.</summary>
    public string State { get; init; } = PromiseState.Open;

    public string? Unit { get; init; }

    public string? Owner { get; init; }

    /// <summary>Sign-in name of the owner, for forms.</summary>
    public Guid? OwnerId { get; init; }

    public string? Agreement { get; init; }

    public string? Source { get; init; }

    public string? Result { get; init; }

    public decimal? Achieved { get; init; }

    public DateOnly? ResultOn { get; init; }

    /// <summary>The attachment that shows it.</summary>
    public Guid? Evidence { get; init; }

    public string? EvidenceName { get; init; }

    public string? Remedy { get; init; }

    public string? ResultNote { get; init; }

    public string? EnteredBy { get; init; }

    public string? JudgedBy { get; init; }

    public DateTime? JudgedAt { get; init; }

    /// <summary>The sign-off of a result that waits.</summary>
    public string? SignOff { get; init; }

    public string? PauseReason { get; init; }

    public string? VoidReason { get; init; }

    public int Version { get; init; }

    /// <summary>It still waits to be kept.</summary>
    public bool IsOpen => State is PromiseState.Open or PromiseState.Overdue or PromiseState.Paused or PromiseState.Waiting;
}

/// <summary>Where a promise stands, beside its results.</summary>
internal static class PromiseState
{
    public const string Open = "open", Overdue = "overdue", Paused = "paused", Waiting = "waiting", Voided = "voided";

    /// <summary>What a list can be filtered by; open holds overdue, paused and waiting.</summary>
    public static IReadOnlyList<string> Filters { get; } = [Open, Overdue, Waiting, PromiseResult.Kept, PromiseResult.KeptLate, PromiseResult.Partly, PromiseResult.Broken, PromiseResult.Waived];
}

/// <summary>A result as somebody enters it.</summary>
/// <param name="Result">kept, kept-late, partly, broken or waived.</param>
/// <param name="Achieved">What was reached, in the unit of the promise.</param>
/// <param name="On">The day; today when absent.</param>
/// <param name="Evidence">Attachment of the project.</param>
/// <param name="Remedy">rectify, penalty, extension or none.</param>
/// <param name="Note">In words.</param>
internal sealed record ResultInput(string? Result, decimal? Achieved = null, DateOnly? On = null, string? Evidence = null, string? Remedy = null, string? Note = null);

/// <summary>How many promises of each side stand how.</summary>
internal sealed record PromiseCount(string Side, int Total, int Open, int Overdue, int Kept, int Broken);
