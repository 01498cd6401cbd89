using Jingkai.Platform.Accounts;

namespace Jingkai.Projects;

/// <summary>Who may do what with investment projects.</summary>
internal sealed class ProjectsPermissions : IPermissionSource
{
    /// <summary>Reads projects; how far, says the scope.</summary>
    public const string Read = "projects.read";

    /// <summary>Enters and changes projects and claims their stages.</summary>
    public const string Write = "projects.write";

    /// <summary>Imports the ledger.</summary>
    public const string Import = "projects.import";

    /// <summary>Confirms stages; never one's own claim.</summary>
    public const string Confirm = "projects.confirm";

    /// <summary>Adds evidence and other files.</summary>
    public const string Attach = "projects.attach";

    /// <summary>Opens, freezes and publishes rounds, records talks.</summary>
    public const string Rate = "projects.rate";

    /// <summary>Appeals against a flag.</summary>
    public const string Appeal = "projects.appeal";

    public IEnumerable<Permission> Permissions =>
    [
        Permission.For(Read, Scope.Zone, Roles.Leader, Roles.Economy, Roles.Promotion, Roles.Projects, Roles.Department)
            .And(Scope.Assigned, Roles.Liaison).And(Scope.Park, Roles.Operator).And(Scope.Enterprise, Roles.Enterprise),
        Permission.For(Write, Scope.Zone, Roles.Economy, Roles.Promotion, Roles.Projects).And(Scope.Unit, Roles.Department),
        Permission.For(Import, Scope.Zone, Roles.Economy, Roles.Promotion, Roles.Projects),
        Permission.For(Confirm, Scope.Zone, Roles.Leader, Roles.Economy),
        Permission.For(Rate, Scope.Zone, Roles.Economy, Roles.Projects),
        Permission.For(Appeal, Scope.Zone, Roles.Economy, Roles.Promotion, Roles.Projects).And(Scope.Unit, Roles.Department).And(Scope.Assigned, Roles.Liaison).And(Scope.Enterprise, Roles.Enterprise),
        Permission.For(Attach, Scope.Zone, Roles.Economy, Roles.Promotion, Roles.Projects).And(Scope.Unit, Roles.Department).And(Scope.Assigned, Roles.Liaison).And(Scope.Enterprise, Roles.Enterprise),
    ];
}
