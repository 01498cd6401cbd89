using System.Text.RegularExpressions;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Jingkai.Platform.Accounts;

/// <summary>A member to add to the zone of the address.</summary>
/// <param name="UserName">Sign-in name; a new account is made when it does not exist.</param>
/// <param name="Name">Name in the zone.</param>
/// <param name="Password">First password of a new account.</param>
/// <param name="Roles">Role codes.</param>
/// <param name="Unit">Name of the unit.</param>
/// <param name="Post">Post, as printed.</param>
/// <param name="EnterpriseId">The enterprise an enterprise account speaks for.</param>
public sealed record NewMember(string? UserName, string? Name, string? Password, IReadOnlyList<string>? Roles, string? Unit, string? Post = null, Guid? EnterpriseId = null);

/// <summary>Keeps accounts, units and members; used by pages, interface and command line alike.</summary>
public sealed partial class AccountService(JingkaiDbContext db, UserManager<Account> users, AccessReader access, SessionStore sessions, TimeProvider clock)
{
    private const int LongestName = 60;
    private const int LongestUnit = 100;
    private const int LongestPassword = 200;

    /// <summary>Makes an account of the installation.</summary>
    public async Task<Result<Account>> CreateAccountAsync(string? userName, string? displayName, string? password, string? installationRole = null)
    {
        var name = (userName ?? "").Trim();
        if (Together([.. Objections(name, password), .. Long(("name", displayName, LongestName))]) is { } wrong) return wrong;
        if (await users.FindByNameAsync(name) is not null) return AccountErrors.UserNameTaken(name);
        var account = new Account
        {
            Id = Guid.CreateVersion7(),
            UserName = name,
            DisplayName = TextNormal.Clean(displayName ?? name),
            InstallationRole = installationRole,
            CreatedAt = clock.Now(),
            LockoutEnabled = true,
        };
        var made = await users.CreateAsync(account, password!);
        if (!made.Succeeded) return AccountErrors.WeakPassword;
        access.Forget();
        return account;
    }

    /// <summary>Adds a member to the zone, making the account when it does not exist.</summary>
    public async Task<Result<Member>> AddMemberAsync(NewMember input, CancellationToken cancel = default)
    {
        if (input.Roles is { Count: > 0 } && !db.Actor.May("platform.roles")) return AccountErrors.RolesNeedSecurity;

        // All that is wrong is told at once: whoever fills in the form puts it right in one go.
        var wrong = Long(("name", input.Name, LongestName), ("post", input.Post, LongestName), ("unit", input.Unit, LongestUnit));
        if (Check(input.Roles ?? []) is { } roles) wrong.Add(roles);
        if (input.Name is { } typed && TextNormal.Clean(typed).Length == 0) wrong.Add(ApiErrors.Required("name"));
        Unit? unit = null;
        if (!string.IsNullOrWhiteSpace(input.Unit) && input.Unit.Length <= LongestUnit)
        {
            unit = await db.Set<Unit>().FirstOrDefaultAsync(u => u.Name == input.Unit.Trim(), cancel);
            if (unit is null) wrong.Add(AccountErrors.UnknownUnit(input.Unit));
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var account = UserNamePattern().IsMatch(input.UserName ?? "") ? await users.FindByNameAsync(input.UserName!) : null;
        if (account is null) wrong.AddRange(Objections((input.UserName ?? "").Trim(), input.Password));
        if (Together(wrong) is { } refusal) return refusal;
        if (account is null)
        {
            var made = await CreateAccountAsync(input.UserName, input.Name, input.Password);
            if (!made.IsOk) return made.Error!;
            account = made.Value;
        }

        if (await db.Set<Member>().AnyAsync(m => m.AccountId == account.Id, cancel)) return AccountErrors.MemberTaken(account.UserName!);
        var member = new Member
        {
            ZoneId = db.ZoneId,
            AccountId = account.Id,
            UnitId = unit?.Id,
            EnterpriseId = input.EnterpriseId,
            Name = TextNormal.Clean(input.Name ?? account.DisplayName),
            Post = TextNormal.Clean(input.Post) is { Length: > 0 } post ? post : null,
        };
        db.Add(member);
        foreach (var role in (input.Roles ?? []).Distinct()) db.Add(new MemberRole { ZoneId = db.ZoneId, MemberId = member.Id, Role = role });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(CancellationToken.None);
        access.Forget();
        return member;
    }

    /// <summary>Changes the password of the account that is signed in, and ends its other sign-ins.</summary>
    /// <returns>Done, or <c>wrong-password</c> or <c>weak-password</c> (422).</returns>
    public async Task<Result> ChangePasswordAsync(string? current, string? wanted, CancellationToken cancel = default)
    {
        if (await users.FindByIdAsync(db.Actor.AccountId?.ToString() ?? "") is not { } account) return ApiErrors.NotFound;
        if (!await users.CheckPasswordAsync(account, current ?? "")) return AccountErrors.WrongPassword;
        if (Long(("password", wanted, LongestPassword)) is [var tooLong, ..]) return tooLong;
        if (string.IsNullOrEmpty(wanted) || wanted.Length < 10 || wanted == account.UserName) return AccountErrors.WeakPassword;
        var changed = await users.ChangePasswordAsync(account, current!, wanted);
        access.Forget();
        if (!changed.Succeeded) return AccountErrors.WeakPassword;
        var here = db.Actor.SessionId;
        await sessions.EndAsync(db, db.Set<AccountSession>().Where(s => s.AccountId == account.Id && s.Id != here), SessionEnd.Password, cancel);
        return Result.Ok();
    }

    /// <summary>Adds a unit to the zone.</summary>
    public async Task<Result<Unit>> AddUnitAsync(string? name, string? parent, CancellationToken cancel = default)
    {
        var clean = TextNormal.Clean(name ?? "");
        if (clean.Length == 0) return ApiErrors.Required("name");
        if (Together(Long(("name", clean, LongestUnit), ("parent", parent, LongestUnit))) is { } tooLong) return tooLong;
        if (await db.Set<Unit>().AnyAsync(u => u.Name == clean, cancel)) return AccountErrors.UnitTaken(clean);
        Unit? above = null;
        if (!string.IsNullOrWhiteSpace(parent))
        {
            above = await db.Set<Unit>().FirstOrDefaultAsync(u => u.Name == parent.Trim(), cancel);
            if (above is null) return AccountErrors.UnknownUnit(parent);
        }

        var unit = new Unit { ZoneId = db.ZoneId, Name = clean, ParentId = above?.Id, Position = await db.Set<Unit>().CountAsync(cancel) };
        db.Add(unit);
        await db.SaveChangesAsync(cancel);
        return unit;
    }

    /// <summary>Gives a member further roles or takes them away.</summary>
    /// <returns>Done, or <c>unknown-role</c>, <c>roles-exclude</c> (422), <c>own-roles</c> (403), <c>last-administrator</c> (409).</returns>
    public async Task<Result> SetRolesAsync(Guid memberId, IReadOnlyList<string> roles, CancellationToken cancel = default)
    {
        if (Check(roles) is { } refusal) return refusal;
        await using var transaction = await KeepingAsync(cancel);
        if (!await db.Set<Member>().AnyAsync(m => m.Id == memberId, cancel)) return ApiErrors.NotFound;
        var held = await db.Set<MemberRole>().Where(r => r.MemberId == memberId).ToListAsync(cancel);
        var gained = roles.Distinct().Where(r => held.All(h => h.Role != r)).ToList();
        if (gained.Count > 0 && memberId == db.Actor.MemberId && !db.Actor.IsInstallationAdministrator) return AccountErrors.OwnRoles;
        if (await IsLastAsync(memberId, [.. held.Select(h => h.Role).Except(roles)], cancel) is { } last) return AccountErrors.LastAdministrator(last);
        db.RemoveRange(held.Where(h => !roles.Contains(h.Role)));
        foreach (var role in gained) db.Add(new MemberRole { ZoneId = db.ZoneId, MemberId = memberId, Role = role });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(CancellationToken.None);
        access.Forget();
        return Result.Ok();
    }

    /// <summary>Lets a member leave the zone, or come back. Who leaves loses the roles: coming back is no way to regain them.</summary>
    /// <returns>Done, or <c>last-administrator</c> (409).</returns>
    public async Task<Result> SetActiveAsync(Guid memberId, bool active, CancellationToken cancel = default)
    {
        await using var transaction = await KeepingAsync(cancel);
        if (await db.Set<Member>().FirstOrDefaultAsync(m => m.Id == memberId, cancel) is not { } member) return ApiErrors.NotFound;
        if (!active)
        {
            var held = await db.Set<MemberRole>().Where(r => r.MemberId == memberId).ToListAsync(cancel);
            if (await IsLastAsync(memberId, [.. held.Select(h => h.Role)], cancel) is { } last) return AccountErrors.LastAdministrator(last);
            db.RemoveRange(held);
        }

        member.Active = active;
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(CancellationToken.None);
        access.Forget();
        return Result.Ok();
    }

    /// <summary>Closes an account, or opens it again: it cannot sign in, and its sessions and tokens do not work.</summary>
    public async Task<Result> SetDisabledAsync(string userName, bool disabled)
    {
        if (await users.FindByNameAsync(userName) is not { } account) return AccountErrors.UnknownAccount(userName);
        account.Disabled = disabled;
        await users.UpdateSecurityStampAsync(account);
        access.Forget();
        return Result.Ok();
    }

    private static List<Error> Long(params (string Field, string? Text, int Most)[] fields) =>
        [.. fields.Where(f => f.Text?.Length > f.Most).Select(f => ApiErrors.TooLong(f.Field, f.Most))];

    /// <summary>What is wrong with name and password of an account to be made.</summary>
    private static IEnumerable<Error> Objections(string name, string? password)
    {
        if (!UserNamePattern().IsMatch(name)) yield return AccountErrors.BadUserName;
        if (password?.Length > LongestPassword) yield return ApiErrors.TooLong("password", LongestPassword);
        else if (string.IsNullOrEmpty(password) || password.Length < 10 || password == name) yield return AccountErrors.WeakPassword;
    }

    /// <summary>One refusal of several objections; a single one stays as it is.</summary>
    private static Error? Together(IReadOnlyList<Error> wrong) => wrong switch { [] => null, [var only] => only, _ => ApiErrors.Invalid(wrong) };

    private static Error? Check(IReadOnlyList<string> roles)
    {
        if (roles.FirstOrDefault(r => !Roles.All.Contains(r)) is { } unknown) return AccountErrors.UnknownRole(unknown);
        // 三员分立: whoever reviews the trail does not write what stands in it.
        return roles.Contains(Roles.Auditor) && roles.Any(Roles.Administrators.Contains) ? AccountErrors.RolesExclude : null;
    }

    /// <summary>A transaction in which nobody else changes who keeps the zone: of two administrators who remove each other the
    /// second must see what the first did.</summary>
    private async Task<IDbContextTransaction> KeepingAsync(CancellationToken cancel)
    {
        var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (db.Provider == Provider.Postgres) await db.Database.ExecuteSqlAsync($"SELECT 1 FROM platform_zones WHERE id = {db.ZoneId} FOR UPDATE", cancel);
        return transaction;
    }

    /// <summary>The administrator's role that nobody else would hold if the member lost it: without it only the administrator of
    /// the installation could still help, so only he may take it away.</summary>
    private async Task<string?> IsLastAsync(Guid member, IReadOnlyList<string> lost, CancellationToken cancel)
    {
        if (db.Actor.IsInstallationAdministrator) return null;
        foreach (var role in Roles.Administrators.Intersect(lost))
        {
            if (!await db.Set<MemberRole>().AnyAsync(r => r.Role == role && r.MemberId != member && db.Set<Member>().Any(m => m.Id == r.MemberId && m.Active
                && db.Users.Any(a => a.Id == m.AccountId && !a.Disabled)), cancel)) return role;
        }

        return null;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{1,39}$")]
    private static partial Regex UserNamePattern();
}
