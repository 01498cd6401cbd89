namespace Jingkai.Enterprises.Register;

/// <summary>A field of a change: left out, or set (also to nothing).</summary>
internal readonly record struct Optional<T>(T Value)
{
    public bool IsSet { get; } = true;

    public static implicit operator Optional<T>(T value) => new(value);
}

/// <summary>What page, interface and import ask to be changed in a file. What is not set stays; lists are replaced whole.
/// Values are as given: <see cref="EnterpriseRules"/> reads and judges them.</summary>
internal sealed record EnterpriseInput
{
    public Optional<string?> CreditCode { get; init; }

    public Optional<string?> Name { get; init; }

    public Optional<string?> Stage { get; init; }

    public Optional<string?> Presence { get; init; }

    public Optional<IReadOnlyList<string>?> Kinds { get; init; }

    public Optional<IReadOnlyList<NameInput>?> FormerNames { get; init; }

    public Optional<IReadOnlyList<NameInput>?> ShortNames { get; init; }

    public Optional<string?> IndustryCode { get; init; }

    public Optional<IReadOnlyList<SpanInput>?> IndustryHistory { get; init; }

    public Optional<string?> Park { get; init; }

    public Optional<IReadOnlyList<SpanInput>?> ParkHistory { get; init; }

    /// <summary>From when a change of name, industry or park holds; today when not set. May lie in the past.</summary>
    public DateOnly? EffectiveOn { get; init; }

    /// <summary>The name is corrected, not changed: no former name is kept.</summary>
    public bool Correction { get; init; }

    public Optional<DateOnly?> RegisteredOn { get; init; }

    public Optional<DateOnly?> MovedInOn { get; init; }

    public Optional<DateOnly?> MovedOutOn { get; init; }

    public Optional<LandInput?> Land { get; init; }

    public Optional<LandInput?> Floor { get; init; }

    public Optional<string?> Address { get; init; }

    public Optional<string?> Products { get; init; }

    public Optional<string?> MarketPosition { get; init; }

    public Optional<int?> Staff { get; init; }

    /// <summary>吨标准煤 in a year.</summary>
    public Optional<decimal?> Energy { get; init; }

    /// <summary>The fields of <see cref="Domain.PlainFields"/> that are set, by name.</summary>
    public IReadOnlyDictionary<string, Domain.PlainInput> Plain { get; init; } = new Dictionary<string, Domain.PlainInput>();

    public Optional<IReadOnlyList<ListingInput>?> AboveScale { get; init; }

    public Optional<IReadOnlyList<QualificationInput>?> Qualifications { get; init; }

    public Optional<IReadOnlyList<ContactInput>?> Contacts { get; init; }

    public Optional<IReadOnlyList<LiaisonInput>?> Liaisons { get; init; }

    /// <summary>Provenance by field name; null takes the field's own provenance away.</summary>
    public IReadOnlyDictionary<string, ProvenanceInput?> Provenance { get; init; } = new Dictionary<string, ProvenanceInput?>();

    /// <summary>Where the new values come from; the way of entry when not set.</summary>
    public string? Source { get; init; }

    /// <summary>The day the new values describe; today when not set.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>The warning about the check character is accepted, for <see cref="Reason"/>.</summary>
    public bool AcceptWarning { get; init; }

    public string? Reason { get; init; }
}

internal sealed record NameInput(string? Name, DateOnly? From = null, DateOnly? Until = null);

/// <summary>A span of a history: until when a value was in force; the last has no end.</summary>
internal sealed record SpanInput(string? Value, DateOnly? Until);

/// <summary>An area in a unit.</summary>
internal sealed record LandInput(decimal Value, Kernel.Unit Unit);

internal sealed record ListingInput(string? Kind, DateOnly? Since, DateOnly? Until);

internal sealed record QualificationInput(string? Kind, string? Level = null, string? Issuer = null, DateOnly? From = null, DateOnly? To = null);

/// <param name="Id">The stored contact that is meant; needed where name and number come masked.</param>
internal sealed record ContactInput(string? Name, string? Phone, string? Post = null, Guid? Id = null);

/// <param name="Name">A member's name, or that of somebody without an account.</param>
/// <param name="Member">The member, when known.</param>
internal sealed record LiaisonInput(string? Name, Guid? Member = null);

internal sealed record ProvenanceInput(string? Source, DateOnly? AsOf, string? ConfirmedBy, DateOnly? DueOn);
