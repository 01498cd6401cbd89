using Jingkai.Kernel;

namespace Jingkai.Rules;

/// <summary>A place in a pack's text.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1; inside a block scalar it counts from the scalar's indent.</param>
public readonly record struct Place(int Line, int Column);

/// <summary>Something wrong with a pack.</summary>
/// <param name="File">The file, or what stands for it.</param>
/// <param name="At">Where.</param>
/// <param name="Code">The stable code (<see cref="ProblemCodes"/>).</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What would be right.</param>
/// <param name="IsWarning">True when the pack is sound all the same.</param>
public sealed record PackProblem(string File, Place At, string Code, Text Message, Text Remedy, bool IsWarning = false)
{
    /// <summary>One line for a terminal: file, place, code, message, remedy.</summary>
    public string Line(System.Globalization.CultureInfo culture) =>
        $"{File}:{At.Line}:{At.Column}: {Code}: {Message.For(culture)} → {Remedy.For(culture)}";
}

/// <summary>The codes of what can be wrong with a pack; stable.</summary>
public static class ProblemCodes
{
    /// <summary>A name that is neither fact, parameter nor definition.</summary>
    public const string UnknownFact = "unknown-fact";

    /// <summary>A function outside the closed set.</summary>
    public const string UnknownFunction = "unknown-function";

    /// <summary>Quantities of different dimensions are added or compared.</summary>
    public const string DimensionMismatch = "dimension-mismatch";

    /// <summary>A quotient stands beside a percentage.</summary>
    public const string RatioBesidePercent = "ratio-beside-percent";

    /// <summary>A value of the wrong type.</summary>
    public const string TypeMismatch = "type-mismatch";

    /// <summary>A word behind a number that is no unit.</summary>
    public const string BadUnit = "bad-unit";

    /// <summary>The text does not follow the grammar.</summary>
    public const string Syntax = "syntax";

    /// <summary>Two versions are in force on one day.</summary>
    public const string OverlappingVersions = "overlapping-versions";

    /// <summary>A verdict that no subject can get.</summary>
    public const string UnreachableVerdict = "unreachable-verdict";

    /// <summary>A test of the pack does not come out.</summary>
    public const string TestFailed = "test-failed";

    /// <summary>Nested deeper than 64.</summary>
    public const string TooDeep = "too-deep";

    /// <summary>More than 256 KiB, or tests that would never end.</summary>
    public const string TooLarge = "too-large";

    /// <summary>A key or name given twice.</summary>
    public const string DuplicateKey = "duplicate-key";

    /// <summary>Not the YAML that packs are written in.</summary>
    public const string BadYaml = "bad-yaml";

    /// <summary>Definitions that need one another.</summary>
    public const string Cycle = "cycle";

    /// <summary>A parameter or definition that nothing uses; a warning.</summary>
    public const string UnusedName = "unused-name";
}
