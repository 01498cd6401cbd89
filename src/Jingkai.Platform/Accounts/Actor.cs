using Jingkai.Kernel;

namespace Jingkai.Platform.Accounts;

/// <summary>Who acts in the present request, job or command: an account, its place in the zone of the address, and its
/// grants. Filled once by the middleware (or the job runner); everything else only asks.</summary>
public sealed class Actor
{
    private IReadOnlyDictionary<string, Scope> grants = new Dictionary<string, Scope>();

    /// <summary>The account, when someone is signed in.</summary>
    public Guid? AccountId { get; private set; }

    /// <summary>Sign-in name.</summary>
    public string UserName { get; private set; } = "";

    /// <summary>Name to show.</summary>
    public string DisplayName { get; private set; } = "";

    /// <summary>The member of the zone; null for installation accounts.</summary>
    public Guid? MemberId { get; private set; }

    /// <summary>The unit of the member.</summary>
    public Guid? UnitId { get; private set; }

    /// <summary>The enterprise the account speaks for.</summary>
    public Guid? EnterpriseId { get; private set; }

    /// <summary>Role codes held in the zone.</summary>
    public IReadOnlyList<string> Roles { get; private set; } = [];

    /// <summary>Role for the whole installation, if any.</summary>
    public string? InstallationRole { get; private set; }

    /// <summary>The zone of the address; null outside zones.</summary>
    public int? ZoneId { get; private set; }

    /// <summary>Code of that zone.</summary>
    public string ZoneCode { get; private set; } = "";

    /// <summary>Business date in the zone.</summary>
    public DateOnly Today { get; private set; }

    /// <summary>How the actor came: page, api, job or cli. Written to the trail.</summary>
    public string Via { get; private set; } = "system";

    /// <summary>Remote address, where there is one.</summary>
    public string? RemoteAddress { get; private set; }

    /// <summary>The sign-in the request came by; null for tokens, jobs and commands.</summary>
    public Guid? SessionId { get; private set; }

    /// <summary>True for the administrator of the whole installation.</summary>
    public bool IsInstallationAdministrator => InstallationRole == InstallationRoles.Administrator;

    /// <summary>True when somebody is signed in.</summary>
    public bool IsSignedIn => AccountId is not null;

    /// <summary>Whether the actor holds a permission in the zone of the address.</summary>
    public bool May(string permission) => IsInstallationAdministrator || grants.ContainsKey(permission);

    /// <summary>How far the permission reaches for this actor.</summary>
    public Scope ScopeOf(string permission) =>
        IsInstallationAdministrator ? Scope.AllZones : grants.GetValueOrDefault(permission);

    /// <summary>Sets who is signed in.</summary>
    public void SignIn(Guid account, string userName, string displayName, string? installationRole, string via, string? remote) =>
        (AccountId, UserName, DisplayName, InstallationRole, Via, RemoteAddress) = (account, userName, displayName, installationRole, via, remote);

    /// <summary>Sets by which sign-in the actor came.</summary>
    public void CameBy(Guid session) => SessionId = session;

    /// <summary>Places the actor in a zone.</summary>
    public void Enter(int zone, string code, DateOnly today) => (ZoneId, ZoneCode, Today) = (zone, code, today);

    /// <summary>Leaves the zone.</summary>
    public void Leave() => (ZoneId, ZoneCode) = (null, "");

    /// <summary>Sets the membership and what it grants.</summary>
    public void Hold(Guid? member, Guid? unit, Guid? enterprise, IReadOnlyList<string> roles, IReadOnlyDictionary<string, Scope> granted) =>
        (MemberId, UnitId, EnterpriseId, Roles, grants) = (member, unit, enterprise, roles, granted);

    /// <summary>Acts as the system itself in a zone (sealer, sweeps, command line).</summary>
    public void ActAsSystem(int zone, string code, DateOnly today, string via)
    {
        (InstallationRole, DisplayName, Via) = (InstallationRoles.Administrator, "system", via);
        Enter(zone, code, today);
    }
}
