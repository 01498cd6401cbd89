using Jingkai.Platform.Data;

namespace Jingkai.Enterprises.Domain;

/// <summary>Part of an enterprise's file. The trail of the register is kept per file: see <c>RegisterTrail</c>.</summary>
internal abstract class EnterprisePart : IZoned, IAudited
{
    public int ZoneId { get; set; }

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid EnterpriseId { get; set; }

    public abstract string AuditLabel { get; }
}

/// <summary>A former or short name.</summary>
internal sealed class EnterpriseName : EnterprisePart
{
    public NameKind Kind { get; set; }

    public string Name { get; set; } = "";

    /// <summary>Normalised, for finding an enterprise by any of its names.</summary>
    public string NameKey { get; set; } = "";

    public int Position { get; set; }

    public DateOnly? FromOn { get; set; }

    /// <summary>First day no longer borne.</summary>
    public DateOnly? UntilOn { get; set; }

    public override string AuditLabel => Name;
}

internal enum NameKind
{
    Former,
    Short,
}

/// <summary>An industry that was in force until a day. The one before it ended where this begins; after the last of them the
/// industry of the enterprise itself is in force. So spans can neither overlap nor leave a gap.</summary>
internal sealed class PastIndustry : EnterprisePart
{
    public string? IndustryCode { get; set; }

    /// <summary>First day no longer in force.</summary>
    public DateOnly UntilOn { get; set; }

    public override string AuditLabel => IndustryCode ?? "";
}

/// <summary>A park the enterprise was in until a day; read like <see cref="PastIndustry"/>.</summary>
internal sealed class PastPark : EnterprisePart
{
    public Guid? ParkId { get; set; }

    /// <summary>First day no longer in it.</summary>
    public DateOnly UntilOn { get; set; }

    public override string AuditLabel => "";
}

/// <summary>An entry in the statistical library of enterprises above designated size (规上入库): listed with its dates, never
/// computed from revenue.</summary>
internal sealed class AboveScaleListing : EnterprisePart
{
    /// <summary>One of <see cref="ListingKinds"/>.</summary>
    public string Kind { get; set; } = ListingKinds.Industry;

    public DateOnly Since { get; set; }

    /// <summary>First day no longer listed.</summary>
    public DateOnly? UntilOn { get; set; }

    public override string AuditLabel => Kind;

    public bool InForceOn(DateOnly day) => Since <= day && (UntilOn is not { } until || day < until);
}

/// <summary>A dated recognition: 高新技术企业, 专精特新, 上市 …</summary>
internal sealed class Qualification : EnterprisePart
{
    public string Kind { get; set; } = "";

    public string? Level { get; set; }

    public string? Issuer { get; set; }

    public int Position { get; set; }

    public DateOnly? FromOn { get; set; }

    /// <summary>Last valid day, as certificates print it (有效期至).</summary>
    public DateOnly? ToOn { get; set; }

    public override string AuditLabel => Kind;

    /// <summary>As one cell of a ledger writes it.</summary>
    public string Title => Level is null ? Kind : $"{Kind}（{Level}）";

    public bool InForceOn(DateOnly day) => !(FromOn > day) && !(ToOn < day);
}

/// <summary>A person to speak to. Names and numbers are shown masked; revealing is logged.</summary>
internal sealed class Contact : EnterprisePart
{
    [Personal]
    public string Name { get; set; } = "";

    [Personal]
    public string? Phone { get; set; }

    public string? Post { get; set; }

    /// <summary>0 is the first contact, the one a ledger carries.</summary>
    public int Position { get; set; }

    public override string AuditLabel => Post ?? "";
}

/// <summary>Where a single field comes from, when it differs from the file as a whole.</summary>
internal sealed class Provenance : EnterprisePart
{
    /// <summary>Name of the field in the interface for programs: <c>industryCode</c>.</summary>
    public string Field { get; set; } = "";

    public string? Source { get; set; }

    public DateOnly? AsOf { get; set; }

    public string? ConfirmedBy { get; set; }

    /// <summary>When it is to be confirmed again, where somebody said so; otherwise the terms of the zone tell, see <see cref="FieldTerms"/>.</summary>
    public DateOnly? DueOn { get; set; }

    public override string AuditLabel => Field;
}

/// <summary>A park (园区) of the zone. Made when first named.</summary>
internal sealed class Park : ZoneEntity, IAudited
{
    public string Name { get; set; } = "";

    /// <summary>Normalised name, unique in the zone: blanks, width and case do not make another park.</summary>
    public string NameKey { get; set; } = "";

    public string SortKey { get; set; } = "";

    public string AuditLabel => Name;
}
