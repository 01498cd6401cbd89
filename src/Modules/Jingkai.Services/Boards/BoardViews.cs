using System.Text.Json.Serialization;
using Jingkai.Kernel;
using Jingkai.Platform.Cases.Groups;
using Jingkai.Platform.Counting;

namespace Jingkai.Services.Boards;

/// <summary>By what a board divides the requests.</summary>
internal static class BoardBy
{
    public const string Unit = "unit", Category = "category", Liaison = "liaison", Sponsor = "sponsor", Class = "class";

    public static IReadOnlyList<string> All { get; } = [Unit, Category, Sponsor, Liaison, Class];

    /// <summary>The key of requests that nobody holds yet, or that have no liaison or sponsor.</summary>
    public const string None = "none";
}

/// <summary>A line of a board. Rates and median are counted over the same requests as everywhere.</summary>
/// <param name="Key">Code or id; <c>none</c> where there is none, <c>all</c> of the total.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Raised">Raised in the period.</param>
/// <param name="Open">Not settled at its end.</param>
/// <param name="Overdue">Not answered in time at its end.</param>
/// <param name="Answered">First answered in the period.</param>
/// <param name="Settled">Settled in the period.</param>
/// <param name="MedianDays">Median of the working days to the first answer.</param>
/// <param name="OnTime">Share of the first answers that were in time.</param>
/// <param name="Satisfaction">Share of the reviews that were satisfied.</param>
internal sealed record BoardLine(string Key, string Name, int Raised, int Open, int Overdue, int Answered, int Settled, decimal? MedianDays, BoardRate OnTime, BoardRate Satisfaction);

/// <summary>A rate in per cent with what it was made of; not rounded.</summary>
internal sealed record BoardRate(decimal? Value, decimal Part, decimal Base)
{
    public static BoardRate Of(Counted counted) => new(counted.Value, counted.Part ?? 0, counted.Base ?? 0);
}

/// <summary>A board.</summary>
/// <param name="By">One of <see cref="BoardBy.All"/>.</param>
/// <param name="Period">The period.</param>
/// <param name="Scope"><c>zone</c>, or <c>own</c> when only what the reader may read was counted.</param>
/// <param name="Items">The lines.</param>
/// <param name="Total">All of them together.</param>
/// <param name="CommonProblems">Common problems that are not settled, those with most requests first.</param>
internal sealed record BoardView(string By, string Period, string Scope, IReadOnlyList<BoardLine> Items, BoardLine Total, IReadOnlyList<CaseGroupView> CommonProblems)
{
    /// <summary>The period as a value.</summary>
    [JsonIgnore]
    public Period At { get; init; }
}

/// <summary>A request behind a number of a board.</summary>
/// <param name="Code">The case.</param>
/// <param name="Title">What is asked.</param>
/// <param name="Subject">Whose it is.</param>
/// <param name="At">The instant it is counted by.</param>
/// <param name="State">How it counts, or stands.</param>
/// <param name="Days">Of a median, its working days.</param>
/// <param name="Counts">Of a rate, whether it is in the numerator.</param>
internal sealed record BoardRecord(string Code, string Title, string? Subject, DateTime At, string? State, int? Days, bool? Counts);

/// <summary>The requests behind a number of a board.</summary>
internal sealed record BoardRecords(string Name, Period Period, PagedList<BoardRecord> Page);
