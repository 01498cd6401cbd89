namespace Jingkai.Enterprises.Register;

/// <summary>Shape of a body, for the description of the interface only: bodies are read by <see cref="EnterpriseJson"/>, which tells
/// an absent field from null.</summary>
internal sealed record EnterpriseBody
{
    /// <summary>18 characters; required from the stage registered on.</summary>
    public string? CreditCode { get; init; }
    public string? Name { get; init; }
    /// <summary>invited, signed, registered, building, operating, suspended, moved-out, deregistered.</summary>
    public string? Stage { get; init; }
    /// <summary>both, registered-only, operating-only.</summary>
    public string? Presence { get; init; }
    /// <summary>enterprise, investor, operator, institute, bank, government.</summary>
    public IReadOnlyList<string>? Kinds { get; init; }
    /// <summary>Texts, or objects with name, from, until.</summary>
    public IReadOnlyList<string>? FormerNames { get; init; }
    public IReadOnlyList<string>? ShortNames { get; init; }
    /// <summary>GB/T 4754-2017: C, 36, 3612 or C3612.</summary>
    public string? IndustryCode { get; init; }
    public IReadOnlyList<IndustrySpan>? IndustryHistory { get; init; }
    /// <summary>Name; made when new.</summary>
    public string? Park { get; init; }
    public IReadOnlyList<ParkSpan>? ParkHistory { get; init; }
    /// <summary>From when a change of name, industry or park holds; today when absent.</summary>
    public DateOnly? EffectiveOn { get; init; }
    /// <summary>The name is corrected, not changed: no former name is kept.</summary>
    public bool? Correction { get; init; }
    public DateOnly? RegisteredOn { get; init; }
    public DateOnly? MovedInOn { get; init; }
    public DateOnly? MovedOutOn { get; init; }
    /// <summary>The kind follows the industry when absent.</summary>
    public IReadOnlyList<ListingView>? AboveScale { get; init; }
    public IReadOnlyList<QualificationBody>? Qualifications { get; init; }
    public decimal? LandMu { get; init; }
    public decimal? FloorAreaM2 { get; init; }
    public string? Address { get; init; }
    public string? Products { get; init; }
    /// <summary>As claimed, with scope and date.</summary>
    public string? MarketPosition { get; init; }
    public int? Staff { get; init; }
    /// <summary>Tonnes of coal equivalent in a year.</summary>
    public decimal? EnergyTce { get; init; }
    public string? Brands { get; init; }
    public string? Technologies { get; init; }
    /// <summary>Research and development in per cent of revenue.</summary>
    public decimal? RdSharePercent { get; init; }
    /// <summary>own, leased or mixed.</summary>
    public string? Premises { get; init; }
    public string? Landlord { get; init; }
    public DateOnly? LeaseEndsOn { get; init; }
    /// <summary>Idle floor that could be let.</summary>
    public decimal? IdleAreaM2 { get; init; }
    public int? ProductionLines { get; init; }
    public string? Equipment { get; init; }
    public string? Takt { get; init; }
    public decimal? AutomationPercent { get; init; }
    /// <summary>In words: 年产10万台.</summary>
    public string? Capacity { get; init; }
    public decimal? UtilisationPercent { get; init; }
    public IReadOnlyList<ContactBody>? Contacts { get; init; }
    /// <summary>Names, or objects with name or member.</summary>
    public IReadOnlyList<string>? Liaisons { get; init; }
    public IReadOnlyDictionary<string, ProvenanceView?>? Provenance { get; init; }
    /// <summary>Where the new values come from.</summary>
    public string? Source { get; init; }
    /// <summary>The day the new values describe; today when absent.</summary>
    public DateOnly? AsOf { get; init; }
    /// <summary>Accepts a credit code whose check character fails, for the reason given.</summary>
    public bool? AcceptWarning { get; init; }
    public string? Reason { get; init; }
}

internal sealed record QualificationBody(string Kind, string? Level, string? Issuer, DateOnly? From, DateOnly? To);

internal sealed record ContactBody(Guid? Id, string? Name, string? Phone, string? Post);
