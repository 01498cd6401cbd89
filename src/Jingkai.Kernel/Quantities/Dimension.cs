namespace Jingkai.Kernel;

/// <summary>What a unit measures. Only units of one dimension convert into one another.</summary>
/// <param name="Code">The stable name, e.g. <c>money.cny</c>, <c>area</c>, <c>money.cny/area</c>.</param>
public readonly record struct Dimension(string Code)
{
    /// <summary>Yuan; the base unit is 元.</summary>
    public static Dimension Yuan { get; } = new("money.cny");

    /// <summary>Area; the base unit is 平方米.</summary>
    public static Dimension Area { get; } = new("area");

    /// <summary>A pure number.</summary>
    public static Dimension Number { get; } = new("number");

    /// <summary>Per cent. Never converts into percentage points.</summary>
    public static Dimension Percent { get; } = new("percent");

    /// <summary>Percentage points: the difference of two percentages.</summary>
    public static Dimension Points { get; } = new("percentage-points");

    /// <inheritdoc/>
    public override string ToString() => Code;
}
