using Jingkai.Platform.Data;

namespace Jingkai.Platform.Zones;

/// <summary>A development zone: a tenant of the installation.</summary>
public sealed class Zone
{
    /// <summary>32-bit number, first column of every key.</summary>
    public int Id { get; set; }

    /// <summary>Short lower-case code in addresses.</summary>
    public string Code { get; set; } = "";

    /// <summary>Official name now.</summary>
    public string Name { get; set; } = "";

    /// <summary>Name used in text.</summary>
    public string ShortName { get; set; } = "";

    /// <summary>国家级, 省级 or 市级.</summary>
    public string Level { get; set; } = "";

    /// <summary>Province, as in the division list.</summary>
    public string Province { get; set; } = "";

    /// <summary>City, as in the division list.</summary>
    public string City { get; set; } = "";

    /// <summary>A fixed business date, in the demo only.</summary>
    public DateOnly? DemoToday { get; set; }

    /// <summary>When the zone was set up here.</summary>
    public DateTime CreatedAt { get; set; }
}

/// <summary>A name the zone bore, with its dates; a fact keeps the name used at the time.</summary>
public sealed class ZoneName : ZoneEntity, IAudited
{
    /// <summary>The name.</summary>
    public string Name { get; set; } = "";

    /// <summary>First day in force; null: from the beginning.</summary>
    public DateOnly? FromOn { get; set; }

    /// <summary>First day no longer in force; null: in force.</summary>
    public DateOnly? UntilOn { get; set; }

    /// <inheritdoc />
    public string AuditLabel => Name;
}
