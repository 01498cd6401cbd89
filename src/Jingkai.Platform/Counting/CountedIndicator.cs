using Jingkai.Kernel;

namespace Jingkai.Platform.Counting;

/// <summary>Something that is counted from records of the zone. It stands in the catalogue beside what offices deliver.</summary>
/// <param name="Code">Capital letters, digits and underscores; of no other indicator.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Unit">件, 家, %, 工作日 …</param>
/// <param name="Definition">What exactly is counted, by which day, and what is left out.</param>
public sealed record CountedIndicator(string Code, Text Name, string Unit, Text Definition)
{
    /// <summary>Other names it is found by.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Which way is good: up, down or neutral.</summary>
    public string Better { get; init; } = "up";

    /// <summary>A rate: it changes in percentage points, never in per cent.</summary>
    public bool InPoints { get; init; }

    /// <summary>It stands at the last day of its span instead of adding up over it.</summary>
    public bool AtEnd { get; init; }

    /// <summary>The middle of values: those of parts of a span do not add up to that of the span.</summary>
    public bool Median { get; init; }

    /// <summary>Of a <see cref="Median"/>, that the least value is meant instead of the middle one: the best of several.</summary>
    public bool Least { get; init; }

    /// <summary>The values of its records are added up instead of the records being counted; the base says how many there were.</summary>
    public bool Sum { get; init; }

    /// <summary>The measure word of its records.</summary>
    public string RecordUnit { get; init; } = "件";

    /// <summary>The records that are counted, as the catalogue groups by: 企业台账, 审批 …</summary>
    public Text SourceDept { get; init; } = new("业务记录", "records");

    /// <summary>Of a rate, what its numerator counts.</summary>
    public Text? PartName { get; init; }

    /// <summary>Of a rate or a median, what its base counts.</summary>
    public Text? BaseName { get; init; }

    /// <summary>What a reader must hold to have records counted; its reach decides which are. Null: whoever reads figures.</summary>
    public string? Permission { get; init; }
}
