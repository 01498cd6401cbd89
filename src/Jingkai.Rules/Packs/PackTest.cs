namespace Jingkai.Rules;

/// <summary>A test that a pack carries.</summary>
public sealed class PackTest
{
    /// <summary>Its name, or its number.</summary>
    public required string Name { get; init; }

    /// <summary>The evaluation day; null: the first day of the latest version.</summary>
    public DateOnly? On { get; init; }

    /// <summary>What is known of the subject.</summary>
    public required FactSet Given { get; init; }

    /// <summary>The rounds before, the oldest first.</summary>
    public IReadOnlyList<Round> History { get; init; } = [];

    /// <summary>The facts of the whole group; null: no group.</summary>
    public IReadOnlyList<FactSet>? Group { get; init; }

    internal Place At { get; init; }

    internal IReadOnlyList<Expectation> Expected { get; init; } = null!;
}

/// <summary>One line of what a test expects.</summary>
/// <param name="Key">verdict, amount, score, grade, unknown, reason, because, or the id of a condition or item behind its list.</param>
/// <param name="Part">The id within <c>conditions</c> or <c>items</c>.</param>
/// <param name="Values">The expected text, or texts.</param>
/// <param name="At">Where it stands.</param>
internal sealed record Expectation(string Key, string? Part, IReadOnlyList<string> Values, Place At);
