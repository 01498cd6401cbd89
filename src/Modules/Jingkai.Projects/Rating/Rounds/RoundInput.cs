namespace Jingkai.Projects.Rating.Rounds;

/// <summary>A round to open.</summary>
/// <param name="Pack">The rule pack that decides; null: that of the latest round.</param>
/// <param name="Cadence">half-month, month or quarter; null: that of the latest round of the pack, else half-month.</param>
/// <param name="On">A day of the round; null: today.</param>
internal sealed record RoundInput(string? Pack, string? Cadence, DateOnly? On)
{
    public string? Title { get; init; }

    /// <summary>Only projects of this kind.</summary>
    public string? Kind { get; init; }

    /// <summary>The day by which progress is to be entered; null: the last day of the round.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>Progress of a project under construction needs a photo; null: yes.</summary>
    public bool? PhotoRequired { get; init; }

    /// <summary>Codes of the projects to rate; null: all on the wall.</summary>
    public IReadOnlyList<string>? Projects { get; init; }
}

/// <summary>Progress of a project of a round.</summary>
internal sealed record RoundProgressInput(string? Project, decimal? Percent, DateOnly? On = null, string? Words = null)
{
    public IReadOnlyList<string>? Photos { get; init; }

    public bool? Accident { get; init; }

    public bool? FundsBelowRule { get; init; }

    public Progress.ProgressInput ToProgress(DateOnly on) => new(on, Percent, Words) { Photos = Photos, Accident = Accident, FundsBelowRule = FundsBelowRule };
}
