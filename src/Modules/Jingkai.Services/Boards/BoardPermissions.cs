using Jingkai.Platform.Accounts;
using Jingkai.Platform.Modules;

namespace Jingkai.Services.Boards;

/// <summary>Who sees how requests are dealt with.</summary>
internal sealed class BoardPermissions : IPermissionSource
{
    /// <summary>Reads boards and counted figures of requests, as far as the reader reads the requests. An enterprise does not: how often offices return a case is
    /// not its business.</summary>
    public const string Read = "services.boards";

    /// <summary>Names the leaders behind enterprises.</summary>
    public const string Sponsor = "services.sponsors";

    public IEnumerable<Permission> Permissions =>
    [
        Permission.For(Sponsor, Scope.Zone, Roles.Economy, Roles.Projects),
        Permission.For(Read, Scope.Zone, Roles.Leader, Roles.Economy, Roles.Projects).And(Scope.Unit, Roles.Promotion, Roles.Department).And(Scope.Assigned, Roles.Liaison),
    ];
}
