namespace Jingkai.DemoMaker;

/// <summary>One measure of a report: in-month, its prior, cumulative, its prior; null is not reported.</summary>
internal readonly record struct Four(long? InMonth, long? Prior, long? Cumulative, long? CumulativePrior);

internal sealed record Report(Firm Firm, int Year, int Month, Four Output, Four Revenue, Four Tax, Four Power, long Staff);
