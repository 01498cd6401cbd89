using System.Text.Json.Serialization;

namespace Jingkai.Economy.Figures;

/// <summary>A figure as interface and pages give it. Values are in <see cref="Unit"/> and not rounded; per cents are in per
/// cent (14.2 means 14.2 %).</summary>
internal sealed record Figure
{
    public required string Ref { get; init; }

    public required string Indicator { get; init; }

    public required string Name { get; init; }

    public required string Subject { get; init; }

    public required string SubjectName { get; init; }

    public required string Period { get; init; }

    public decimal? Value { get; init; }

    public required string Unit { get; init; }

    /// <summary>约, 余, 近, 超 … as delivered.</summary>
    public string? Bound { get; init; }

    /// <summary>Exactly as delivered; never computed.</summary>
    public decimal? Growth { get; init; }

    /// <summary>real, comparable, nominal, or computed when only <see cref="ComputedGrowth"/> is set.</summary>
    public string? GrowthBasis { get; init; }

    public decimal? ChangePoints { get; init; }

    /// <summary>From the comparable prior, one decimal; never for an indicator with real growth.</summary>
    public decimal? ComputedGrowth { get; init; }

    public decimal? Prior { get; init; }

    /// <summary>comparable (reported by the enterprises), implied (可比同期(推算): from value and growth; never last year's
    /// published figure) or counted (the same days of the year before).</summary>
    public string? PriorBasis { get; init; }

    /// <summary>扭亏, 转亏 … where the prior is not above zero.</summary>
    public string? Turn { get; init; }

    public decimal? Share { get; init; }

    public decimal? ShareChangePoints { get; init; }

    public TargetView? Target { get; init; }

    public decimal? Completion { get; init; }

    public decimal? Pace { get; init; }

    /// <summary>True when the completion lies behind the share of the year elapsed.</summary>
    public bool? Behind { get; init; }

    /// <summary>flash, final, revised; computed for roll-ups; locked once the month of its end is.</summary>
    public required string Status { get; init; }

    /// <summary>flash, final or revised as delivered, also when the month is locked.</summary>
    public string? DeliveredStatus { get; init; }

    /// <summary>Number of the frozen version while the month is locked, or as of an earlier instant.</summary>
    public int? Frozen { get; init; }

    public string? Source { get; init; }

    public string? Wording { get; init; }

    public DateOnly? PublishedOn { get; init; }

    /// <summary>Number of the delivered version, or of the frozen one of a roll-up; 0 is the live roll-up.</summary>
    public int Version { get; init; }

    /// <summary>reported, rolledUp, counted or derived.</summary>
    public required string Origin { get; init; }

    public bool Withheld { get; init; }

    /// <summary>Of a counted rate its numerator.</summary>
    public decimal? Part { get; init; }

    /// <summary>Of a counted rate what it is a share of; of a counted median how many records it is the middle of.</summary>
    public decimal? Base { get; init; }

    /// <summary>Of a counted figure: zone when all records of the zone were counted, own when only those within the reader's scope.</summary>
    public string? Scope { get; init; }

    /// <summary>Of a counted figure of a running period the day up to which it is compared with the year before.</summary>
    public DateOnly? ComparedTo { get; init; }

    /// <summary>Of a counted figure what is compared: its value, of a running period the count of the days that have passed.</summary>
    [JsonIgnore]
    public decimal? Compared { get; init; }

    public RolledUpView? RolledUp { get; init; }

    public required string Trace { get; init; }
}

/// <summary>A yearly target in the figure's unit.</summary>
internal sealed record TargetView(decimal? Value, decimal? Growth, string Unit, string? Bound, string? Source);

/// <summary>What a counted figure was when its reference was made, where it is another now.</summary>
internal sealed record CountedThen(decimal? Then, decimal? Now);

/// <summary>What the enterprises' reports add up to.</summary>
/// <param name="Value">Their sum.</param>
/// <param name="Growth">Growth over the enterprises whose comparable prior is known too.</param>
/// <param name="Reporting">How many reported.</param>
/// <param name="Difference">Sum less the delivered value, so that the two can be reconciled.</param>
/// <param name="Comparable">How many enterprises the growth stands on.</param>
internal sealed record RolledUpView(decimal? Value, decimal? Growth, ReportingView Reporting, decimal? Difference, long Comparable);

/// <summary>How many of the expected reports are in.</summary>
internal sealed record ReportingView(long Received, long Expected);

/// <summary>A series as the interface gives it.</summary>
internal sealed record SeriesView(IReadOnlyList<SeriesPoint> Points);

/// <summary>One point of a series.</summary>
internal sealed record SeriesPoint(string Period, decimal? Value, decimal? Growth, string Status, [property: JsonIgnore] Figure? Figure);
