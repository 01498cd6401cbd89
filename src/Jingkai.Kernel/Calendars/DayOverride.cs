namespace Jingkai.Kernel;

/// <summary>One day that differs from the rule that Monday to Friday are worked.</summary>
/// <param name="Date">The day.</param>
/// <param name="IsWorkday">True for a make-up day, false for a day off.</param>
/// <param name="Name">The holiday it belongs to, e.g. <c>春节</c>.</param>
public readonly record struct DayOverride(DateOnly Date, bool IsWorkday, string Name);
