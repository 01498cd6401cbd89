using Jingkai.Kernel;

namespace Jingkai.Rules;

/// <summary>What a pack decides.</summary>
public enum PackKind
{
    /// <summary>Conditions that all must hold: yes, no or unknown.</summary>
    Eligibility,

    /// <summary>A list of flags, the first that holds.</summary>
    Rating,

    /// <summary>Points by item, with grades.</summary>
    Score,

    /// <summary>One condition that calls for attention.</summary>
    Alert,
}

/// <summary>Where a rule comes from.</summary>
/// <param name="Document">The document's number.</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="Url">Where it can be read.</param>
/// <param name="Note">What else is to be said, for example that thresholds are ours.</param>
public sealed record PackBasis(string? Document, string? Issuer, string? Url, Text? Note);

/// <summary>A checked rule pack. Made by <see cref="PackReader"/>; never changes.</summary>
public sealed class RulePack
{
    /// <summary>The unique name in kebab-case.</summary>
    public required string Name { get; init; }

    /// <summary>What it decides.</summary>
    public required PackKind Kind { get; init; }

    /// <summary>What it is asked about: enterprise, project, carrier …</summary>
    public required string Subject { get; init; }

    /// <summary>The title.</summary>
    public required Text Title { get; init; }

    /// <summary>Where the rule comes from.</summary>
    public required PackBasis Basis { get; init; }

    /// <summary>The facts it may use; <see cref="FactDeclaration.Index"/> is the place in this list.</summary>
    public required IReadOnlyList<FactDeclaration> Facts { get; init; }

    /// <summary>The flags of a rating as they are called, the best first; empty where the pack does not name them.</summary>
    public IReadOnlyList<PackFlag> Flags { get; init; } = [];

    /// <summary>The versions, the oldest first.</summary>
    public required IReadOnlyList<PackVersion> Versions { get; init; }

    /// <summary>The tests that the pack carries.</summary>
    public required IReadOnlyList<PackTest> Tests { get; init; }

    /// <summary>The text it was read from.</summary>
    public required string Source { get; init; }

    /// <summary>The SHA-256 of the text in UTF-8, lower-case hexadecimal. A stored verdict names it.</summary>
    public required string Hash { get; init; }

    /// <summary>The facts that any of its versions looks at; what is declared or catalogued beyond them is not asked for.</summary>
    public IReadOnlyList<FactDeclaration> Used => field ??= [.. Versions.SelectMany(v => v.Nodes).Select(n => n.Fact).OfType<FactDeclaration>().DistinctBy(f => f.Index).OrderBy(f => f.Index)];

    /// <summary>The version in force on a day, or null.</summary>
    public PackVersion? VersionOn(DateOnly day) => Versions.LastOrDefault(v => v.From <= day) is { } version && (version.To is null || day <= version.To) ? version : null;

    /// <summary>What a flag is called; one the pack does not name goes by its code.</summary>
    public PackFlag FlagOf(string code) => Flags.FirstOrDefault(f => f.Code == code) ?? new(code, new(code, code), "grey");

    /// <summary>The fact of a code or Chinese name.</summary>
    public FactDeclaration? Fact(string name) => Facts.FirstOrDefault(f => f.Code == name) ?? Facts.FirstOrDefault(f => f.Zh == name);
}
