namespace Jingkai.Platform.Accounts;

/// <summary>How far a permission reaches; a member's roles are merged as a union.</summary>
[Flags]
public enum Scope
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>What the member started.</summary>
    Own = 1,

    /// <summary>What is assigned to the member (enterprises, projects, chains).</summary>
    Assigned = 2,

    /// <summary>The member's unit and those below it.</summary>
    Unit = 4,

    /// <summary>The parks the member answers for.</summary>
    Park = 8,

    /// <summary>The enterprise the account speaks for.</summary>
    Enterprise = 16,

    /// <summary>The whole zone.</summary>
    Zone = 32,

    /// <summary>Every zone of the installation.</summary>
    AllZones = 64,
}

/// <summary>Role codes. A role is held by a member of a zone; its grants come from the modules' permissions.</summary>
public static class Roles
{
    /// <summary>管委会领导: reads everything of the zone.</summary>
    public const string Leader = "leader";

    /// <summary>经济发展部门: keeps the register and the figures.</summary>
    public const string Economy = "economy";

    /// <summary>招商部门.</summary>
    public const string Promotion = "promotion";

    /// <summary>项目服务部门.</summary>
    public const string Projects = "projects";

    /// <summary>其他职能部门.</summary>
    public const string Department = "department";

    /// <summary>联企干部: the enterprises assigned to them.</summary>
    public const string Liaison = "liaison";

    /// <summary>企业联系人: one enterprise.</summary>
    public const string Enterprise = "enterprise";

    /// <summary>园区、载体运营机构: their parks.</summary>
    public const string Operator = "operator";

    /// <summary>安全审计员: reads the trail, and nothing else.</summary>
    public const string Auditor = "auditor";

    /// <summary>系统管理员: accounts and units, no business data.</summary>
    public const string SystemAdministrator = "system-administrator";

    /// <summary>安全管理员: roles and scopes; makes no accounts.</summary>
    public const string SecurityAdministrator = "security-administrator";

    /// <summary>The roles that keep a zone: without one of them it cannot be kept.</summary>
    public static IReadOnlyList<string> Administrators { get; } = [SystemAdministrator, SecurityAdministrator];

    /// <summary>All role codes in display order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Leader, Economy, Promotion, Projects, Department, Liaison, Enterprise, Operator, Auditor, SystemAdministrator, SecurityAdministrator,
    ];
}

/// <summary>What a role receives of a permission.</summary>
/// <param name="Role">Role code.</param>
/// <param name="Scope">How far it reaches.</param>
public sealed record Grant(string Role, Scope Scope);

/// <summary>A capability that endpoints and pages ask for.</summary>
/// <param name="Code">Module and verb: <c>enterprises.read</c>.</param>
/// <param name="Grants">Who holds it, and how far.</param>
public sealed record Permission(string Code, params Grant[] Grants)
{
    /// <summary>The same scope for several roles.</summary>
    public static Permission For(string code, Scope scope, params string[] roles) =>
        new(code, [.. roles.Select(role => new Grant(role, scope))]);

    /// <summary>Adds further roles with another scope.</summary>
    public Permission And(Scope scope, params string[] roles) =>
        this with { Grants = [.. Grants, .. roles.Select(role => new Grant(role, scope))] };
}

/// <summary>Contributes a module's permissions.</summary>
public interface IPermissionSource
{
    /// <summary>The module's permissions with the roles that hold them.</summary>
    IEnumerable<Permission> Permissions { get; }
}

/// <summary>All permissions of the installation, by role.</summary>
public sealed class PermissionCatalog
{
    private readonly Dictionary<string, Dictionary<string, Scope>> byRole = new(StringComparer.Ordinal);

    /// <summary>Collects the permissions of all sources.</summary>
    public PermissionCatalog(IEnumerable<IPermissionSource> sources)
    {
        foreach (var permission in sources.SelectMany(s => s.Permissions))
        {
            Codes.Add(permission.Code);
            foreach (var grant in permission.Grants)
            {
                if (!byRole.TryGetValue(grant.Role, out var grants)) byRole.Add(grant.Role, grants = new(StringComparer.Ordinal));
                grants[permission.Code] = grants.GetValueOrDefault(permission.Code) | grant.Scope;
            }
        }
    }

    /// <summary>Every permission code.</summary>
    public SortedSet<string> Codes { get; } = new(StringComparer.Ordinal);

    /// <summary>The union of the grants of several roles.</summary>
    public IReadOnlyDictionary<string, Scope> Union(IEnumerable<string> roles)
    {
        var union = new Dictionary<string, Scope>(StringComparer.Ordinal);
        foreach (var role in roles)
        {
            if (!byRole.TryGetValue(role, out var grants)) continue;
            foreach (var (code, scope) in grants) union[code] = union.GetValueOrDefault(code) | scope;
        }

        return union;
    }
}

/// <summary>Asked of an endpoint or a page: the caller must hold this permission in the zone of the address.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class PermissionAttribute(string code) : Attribute
{
    /// <summary>The permission asked for.</summary>
    public string Code { get; } = code;
}

/// <summary>An endpoint or page for everyone who is signed in; it shows nothing of a zone the reader is not a member of.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SignedInAttribute : Attribute;

/// <summary>An endpoint or page for anyone. The closed list of these is kept in the tests.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AnonymousAttribute : Attribute;

/// <summary>An endpoint or page for the administrator of the whole installation.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class InstallationAttribute : Attribute;
