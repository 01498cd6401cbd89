using Jingkai.Platform.Data;

namespace Jingkai.Enterprises.Domain;

/// <summary>A file of the register 一企一档. Industry and park here are those in force now; what was in force before stands in
/// <see cref="PastIndustry"/> and <see cref="PastPark"/>.</summary>
internal sealed class Enterprise : ZoneEntity, IAudited
{
    /// <summary>Permanent code, <c>E2026-0001</c>.</summary>
    public string Code { get; set; } = "";

    /// <summary>18 characters, unique in the zone; null before the stage registered.</summary>
    public string? CreditCode { get; set; }

    /// <summary>Why a credit code with a failing check character was accepted; registries have issued a few.</summary>
    public string? CheckException { get; set; }

    public string Name { get; set; } = "";

    /// <summary>Pinyin order of the name.</summary>
    public string SortKey { get; set; } = "";

    /// <summary>Everything the enterprise is searched by: names, former and short names, pinyin initials, codes; one per line.</summary>
    public string SearchKey { get; set; } = "";

    public EnterpriseStage Stage { get; set; } = EnterpriseStage.Operating;

    public Presence Presence { get; set; }

    public EnterpriseKinds Kinds { get; set; } = EnterpriseKinds.Enterprise;

    /// <summary>GB/T 4754-2017 without the section's letter, or the letter alone.</summary>
    public string? IndustryCode { get; set; }

    /// <summary>Letter of the section of <see cref="IndustryCode"/>, so that whole sections are found by index.</summary>
    public string? IndustrySection { get; set; }

    public Guid? ParkId { get; set; }

    /// <summary>Land in 1/30 000 m²: 1 亩 is 20 000 000.</summary>
    public long? LandUnits { get; set; }

    /// <summary>Floor of the factory buildings in 1/30 000 m².</summary>
    public long? FloorUnits { get; set; }

    /// <summary>Where it works, as one writes it on a letter.</summary>
    public string? Address { get; set; }

    /// <summary>主导产品.</summary>
    public string? Products { get; set; }

    /// <summary>市场地位, with its scope and date as claimed; a claim is words and never a number.</summary>
    public string? MarketPosition { get; set; }

    public int? Staff { get; set; }

    /// <summary>Energy of a year in 1/10 000 吨标准煤.</summary>
    public long? EnergyE4 { get; set; }

    public string? Brands { get; set; }

    public string? Technologies { get; set; }

    /// <summary>Share of research and development in revenue in 1/100 per cent.</summary>
    public int? RdShareE2 { get; set; }

    /// <summary>own, leased or mixed.</summary>
    public string? Premises { get; set; }

    public string? Landlord { get; set; }

    public DateOnly? LeaseEndsOn { get; set; }

    /// <summary>Idle floor that could be let, in 1/30 000 m².</summary>
    public long? IdleUnits { get; set; }

    public int? ProductionLines { get; set; }

    public string? Equipment { get; set; }

    public string? Takt { get; set; }

    public int? AutomationE2 { get; set; }

    /// <summary>What can be made in a year, in words: its unit is the product's.</summary>
    public string? Capacity { get; set; }

    public int? UtilisationE2 { get; set; }

    public DateOnly? RegisteredOn { get; set; }

    public DateOnly? MovedInOn { get; set; }

    /// <summary>First day no longer in the zone.</summary>
    public DateOnly? MovedOutOn { get; set; }

    /// <summary>Liaisons named in a file who have no account yet, one per line.</summary>
    public string? LiaisonNames { get; set; }

    /// <summary>Where the file as a whole comes from; single fields may differ, see <see cref="Provenance"/>.</summary>
    public string? Source { get; set; }

    /// <summary>The day the file as a whole describes.</summary>
    public DateOnly? AsOf { get; set; }

    /// <summary>Who confirmed it; null: not confirmed yet.</summary>
    public string? ConfirmedBy { get; set; }

    /// <summary>When it is to be confirmed again, where somebody said so; otherwise the terms of the zone tell, see <see cref="FieldTerms"/>.</summary>
    public DateOnly? DueOn { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>Set with every change of the file or its parts, so that the version counts up with them.</summary>
    public DateTime UpdatedAt { get; set; }

    public DateTime? VoidedAt { get; set; }

    public string? VoidedBy { get; set; }

    public string? VoidReason { get; set; }

    /// <summary>The file this one became part of. It is void like others, but leads there.</summary>
    public Guid? MergedIntoId { get; set; }

    public string AuditLabel => Code;

    /// <summary>Provenance of the file as a whole.</summary>
    internal Register.ProvenanceView Whole => new(Source, AsOf, ConfirmedBy, DueOn);
}

/// <summary>Where an enterprise stands on its way. Above scale and stock-listed are dated facts of their own and no stages.</summary>
internal enum EnterpriseStage
{
    Invited,
    Signed,
    Registered,
    Building,
    Operating,
    Suspended,
    MovedOut,
    Deregistered,
}

/// <summary>What of the enterprise is in the zone.</summary>
internal enum Presence
{
    Both,
    RegisteredOnly,
    OperatingOnly,
}

[Flags]
internal enum EnterpriseKinds
{
    None = 0,
    Enterprise = 1,
    Investor = 2,
    Operator = 4,
    Institute = 8,
    Bank = 16,
    Government = 32,
}
