using Jingkai.Platform.Accounts;

namespace Jingkai.Enterprises;

/// <summary>Who may do what with the register.</summary>
internal sealed class EnterprisesPermissions : IPermissionSource
{
    /// <summary>Reads files; contacts are masked.</summary>
    public const string Read = "enterprises.read";

    /// <summary>Changes files. An enterprise's own account changes only its contacts.</summary>
    public const string Write = "enterprises.write";

    /// <summary>Makes one file of two, and undoes it.</summary>
    public const string Merge = "enterprises.merge";

    /// <summary>Imports the ledger.</summary>
    public const string Import = "enterprises.import";

    /// <summary>Reveals a masked contact; every time is logged.</summary>
    public const string Contacts = "enterprises.contacts";

    /// <summary>Says that fields are still true and proposes what they should be. What a liaison or an enterprise may not decide waits for
    /// whoever may.</summary>
    public const string Confirm = "enterprises.confirm";

    /// <summary>Starts and closes survey rounds, sets the terms of fields, reassigns liaisons.</summary>
    public const string Survey = "enterprises.survey";

    /// <summary>Reads the files attached to an enterprise. Park operators do not: an enterprise hands its papers to the zone.</summary>
    public const string Files = "enterprises.files";

    /// <summary>Attaches files, and voids one's own; those who keep the register void any.</summary>
    public const string Attach = "enterprises.attach";

    public IEnumerable<Permission> Permissions =>
    [
        Permission.For(Read, Scope.Zone, Roles.Leader, Roles.Economy, Roles.Promotion, Roles.Projects, Roles.Department)
            .And(Scope.Assigned, Roles.Liaison).And(Scope.Park, Roles.Operator).And(Scope.Enterprise, Roles.Enterprise),
        Permission.For(Write, Scope.Zone, Roles.Economy).And(Scope.Enterprise, Roles.Enterprise),
        Permission.For(Confirm, Scope.Zone, Roles.Economy).And(Scope.Assigned, Roles.Liaison).And(Scope.Enterprise, Roles.Enterprise),
        Permission.For(Survey, Scope.Zone, Roles.Economy),
        Permission.For(Merge, Scope.Zone, Roles.Economy),
        Permission.For(Import, Scope.Zone, Roles.Economy),
        Permission.For(Contacts, Scope.Zone, Roles.Economy, Roles.Promotion, Roles.Projects).And(Scope.Assigned, Roles.Liaison).And(Scope.Enterprise, Roles.Enterprise),
        Permission.For(Files, Scope.Zone, Roles.Leader, Roles.Economy, Roles.Promotion, Roles.Projects, Roles.Department, Roles.Auditor)
            .And(Scope.Assigned, Roles.Liaison).And(Scope.Enterprise, Roles.Enterprise),
        Permission.For(Attach, Scope.Zone, Roles.Economy, Roles.Promotion, Roles.Projects).And(Scope.Assigned, Roles.Liaison).And(Scope.Enterprise, Roles.Enterprise),
    ];
}
