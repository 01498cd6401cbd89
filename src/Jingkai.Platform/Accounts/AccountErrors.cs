using Jingkai.Kernel;

namespace Jingkai.Platform.Accounts;

/// <summary>Refusals of account, unit and member keeping.</summary>
internal static class AccountErrors
{
    public static Error UserNameTaken(string name) => new(ErrorKind.Conflict, "user-name-taken", new($"账号“{name}”已存在。", $"The account \"{name}\" exists already."), "userName");

    public static Error BadUserName { get; } = new(ErrorKind.Invalid, "bad-user-name", new("账号由小写字母、数字和 . _ - 组成，2 至 40 位。", "An account name has 2 to 40 lower-case letters, digits and . _ -"), "userName");

    public static Error WeakPassword { get; } = new(ErrorKind.Invalid, "weak-password", new("密码至少 10 位，且不能与账号相同。", "A password has at least 10 characters and differs from the account name."), "password");

    public static Error WrongPassword { get; } = new(ErrorKind.Invalid, "wrong-password", new("当前密码不正确。", "The present password is wrong."), "current");

    public static Error UnknownRole(string role) => new(ErrorKind.Invalid, "unknown-role", new($"没有角色“{role}”。", $"There is no role \"{role}\"."), "roles");

    public static Error UnknownAccount(string name) => new(ErrorKind.NotFound, "unknown-account", new($"没有账号“{name}”。", $"There is no account \"{name}\"."), "userName");

    public static Error UnknownUnit(string unit) => new(ErrorKind.Invalid, "unknown-unit", new($"没有部门“{unit}”。", $"There is no unit \"{unit}\"."), "unit");

    public static Error UnitTaken(string unit) => new(ErrorKind.Conflict, "unit-taken", new($"部门“{unit}”已存在。", $"The unit \"{unit}\" exists already."), "name");

    public static Error MemberTaken(string name) => new(ErrorKind.Conflict, "member-taken", new($"账号“{name}”已是本区成员。", $"The account \"{name}\" is a member of this zone already."), "userName");

    public static Error RolesNeedSecurity { get; } = new(ErrorKind.Forbidden, "roles-need-security-administrator", new("角色由安全管理员授予。", "Roles are granted by the security administrator."), "roles");

    public static Error OwnRoles { get; } = new(ErrorKind.Forbidden, "own-roles", new("不能给自己增加角色，请由另一位安全管理员授予。", "Nobody grants roles to himself; another security administrator does."), "roles");

    public static Error RolesExclude { get; } = new(ErrorKind.Invalid, "roles-exclude", new("安全审计员不能兼任系统管理员或安全管理员（三员分立）。", "An auditor is neither system nor security administrator: three roles, three persons."), "roles");

    public static Error LastAdministrator(string role) => new(ErrorKind.Conflict, "last-administrator", new(
        $"这是本区最后一位{(role == Accounts.Roles.SystemAdministrator ? "系统管理员" : "安全管理员")}，请先授予另一位成员。",
        $"This is the zone's last {(role == Accounts.Roles.SystemAdministrator ? "system" : "security")} administrator; grant the role to another member first."), "roles");
}
