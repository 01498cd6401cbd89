using Jingkai.Platform.Data;
using Microsoft.AspNetCore.Identity;

namespace Jingkai.Platform.Accounts;

/// <summary>A person or program that signs in. An account is no one in a zone until it is a <see cref="Member"/> there.</summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>Name shown on pages and in the trail.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>Role for the whole installation: <see cref="InstallationRoles"/>; null for ordinary accounts.</summary>
    public string? InstallationRole { get; set; }

    /// <summary>When the account was made.</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>A disabled account cannot sign in and its tokens do not work.</summary>
    public bool Disabled { get; set; }
}

/// <summary>Roles that hold for the whole installation.</summary>
public static class InstallationRoles
{
    /// <summary>System, security and audit administrator at once, and the only account that may do everything; for set-up and for programs.</summary>
    public const string Administrator = "administrator";

    /// <summary>Reads every zone as its leader does: a province's or a group's desk.</summary>
    public const string Observer = "observer";
}

/// <summary>An API token; only its hash is stored.</summary>
public sealed class AccessToken
{
    /// <summary>Version 7 UUID.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Whom the token acts for.</summary>
    public Guid AccountId { get; set; }

    /// <summary>What the owner calls it.</summary>
    public string Name { get; set; } = "";

    /// <summary>SHA-256 of the token, hexadecimal.</summary>
    public string Hash { get; set; } = "";

    /// <summary>When it was made.</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>From when it is refused; null: never.</summary>
    public DateTime? ExpiresAt { get; set; }

    /// <summary>When it was withdrawn.</summary>
    public DateTime? RevokedAt { get; set; }

    /// <summary>How far it goes: <see cref="TokenScope"/>.</summary>
    public string Scope { get; set; } = TokenScope.Full;

    /// <summary>When it was last used, to within a few minutes; null: never.</summary>
    public DateTime? LastUsedAt { get; set; }
}

/// <summary>What a token may do with its account's rights.</summary>
public static class TokenScope
{
    /// <summary>Everything.</summary>
    public const string Full = "full";

    /// <summary>Only reading: every method that changes something is refused.</summary>
    public const string ReadOnly = "read-only";
}

/// <summary>An account's place in one zone.</summary>
public sealed class Member : ZoneEntity, IAudited
{
    /// <summary>The account that signs in.</summary>
    public Guid AccountId { get; set; }

    /// <summary>The office the member works in.</summary>
    public Guid? UnitId { get; set; }

    /// <summary>The enterprise an enterprise account speaks for.</summary>
    public Guid? EnterpriseId { get; set; }

    /// <summary>Name in this zone.</summary>
    public string Name { get; set; } = "";

    /// <summary>Post, as printed.</summary>
    public string? Post { get; set; }

    /// <summary>False when the member has left.</summary>
    public bool Active { get; set; } = true;

    /// <inheritdoc />
    public string AuditLabel => Name;
}

/// <summary>A role a member holds.</summary>
public sealed class MemberRole : IZoned, IAudited
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>Version 7 UUID.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Who holds it.</summary>
    public Guid MemberId { get; set; }

    /// <summary>Role code of <see cref="Roles"/>.</summary>
    public string Role { get; set; } = "";

    /// <inheritdoc />
    public string AuditLabel => Role;
}

/// <summary>An office of the administrative committee, a sub-district, a park company. A tree.</summary>
public sealed class Unit : ZoneEntity, IAudited
{
    /// <summary>Name, unique in the zone.</summary>
    public string Name { get; set; } = "";

    /// <summary>The unit above.</summary>
    public Guid? ParentId { get; set; }

    /// <summary>Position among its siblings.</summary>
    public int Position { get; set; }

    /// <inheritdoc />
    public string AuditLabel => Name;
}

/// <summary>A dated assignment of a member to a subject (联企干部, 挂钩领导, 第一书记, 链长, handlers, park operators). The one
/// table all modules use.</summary>
public sealed class Assignment : ZoneEntity, IAudited
{
    /// <summary>Who.</summary>
    public Guid MemberId { get; set; }

    /// <summary>As what: <see cref="AssignmentRoles"/>.</summary>
    public string Role { get; set; } = "";

    /// <summary>Kind of the subject: <c>enterprise</c>, <c>park</c>, <c>project</c> …</summary>
    public string SubjectKind { get; set; } = "";

    /// <summary>The subject's id.</summary>
    public Guid SubjectId { get; set; }

    /// <summary>First day in force.</summary>
    public DateOnly FromOn { get; set; }

    /// <summary>First day no longer in force; null: still in force.</summary>
    public DateOnly? UntilOn { get; set; }

    /// <inheritdoc />
    public string AuditLabel => Role;
}

/// <summary>Assignment roles in use.</summary>
public static class AssignmentRoles
{
    /// <summary>联企干部.</summary>
    public const string Liaison = "liaison";

    /// <summary>挂钩领导: the leader behind an enterprise or a project.</summary>
    public const string Sponsor = "sponsor";

    /// <summary>服务专员、代办员: who walks a project through its approvals.</summary>
    public const string Attendant = "attendant";

    /// <summary>园区运营.</summary>
    public const string Operator = "operator";
}
