using System.Text.RegularExpressions;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

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
    /// <summary>Makes an account of the installation.</summary>
    public async Task<Result<Account>> CreateAccountAsync(string? userName, string? displayName, string? password, string? installationRole = null)
    {
        var name = (userName ?? "").Trim();
        if (!UserNamePattern().IsMatch(name)) return AccountErrors.BadUserName;
        if (await users.FindByNameAsync(name) is not null) return AccountErrors.UserNameTaken(name);
        if (string.IsNullOrEmpty(password) || password.Length < 10 || password == name) return AccountErrors.WeakPassword;
        var account = new Account
        {
            Id = Guid.CreateVersion7(),
            UserName = name,
            DisplayName = TextNormal.Clean(displayName ?? name),
            InstallationRole = installationRole,
            CreatedAt = clock.Now(),
            LockoutEnabled = true,
        };
        var made = await users.CreateAsync(account, password);
        if (!made.Succeeded) return AccountErrors.WeakPassword;
        access.Forget();
        return account;
    }

    /// <summary>Adds a member to the zone, making the account when it does not exist.</summary>
    public async Task<Result<Member>> AddMemberAsync(NewMember input, CancellationToken cancel = default)
    {
        foreach (var role in input.Roles ?? [])
            if (!Roles.All.Contains(role)) return AccountErrors.UnknownRole(role);
        if (input.Roles is { Count: > 0 } && !db.Actor.May("platform.roles")) return AccountErrors.RolesNeedSecurity;

        Unit? unit = null;
        if (!string.IsNullOrWhiteSpace(input.Unit))
        {
            unit = await db.Set<Unit>().FirstOrDefaultAsync(u => u.Name == input.Unit.Trim(), cancel);
            if (unit is null) return AccountErrors.UnknownUnit(input.Unit);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var account = await users.FindByNameAsync(input.UserName ?? "");
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
            Post = input.Post,
        };
        db.Add(member);
        foreach (var role in (input.Roles ?? []).Distinct()) db.Add(new MemberRole { ZoneId = db.ZoneId, MemberId = member.Id, Role = role });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        access.Forget();
        return member;
    }

    /// <summary>Changes the password of the account that is signed in, and ends its other sign-ins.</summary>
    /// <returns>Done, or <c>wrong-password</c> or <c>weak-password</c> (422).</returns>
    public async Task<Result> ChangePasswordAsync(string? current, string? wanted, CancellationToken cancel = default)
    {
        if (await users.FindByIdAsync(db.Actor.AccountId?.ToString() ?? "") is not { } account) return ApiErrors.NotFound;
        if (!await users.CheckPasswordAsync(account, current ?? "")) return AccountErrors.WrongPassword;
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
    public async Task<Result> SetRolesAsync(Guid memberId, IReadOnlyList<string> roles, CancellationToken cancel = default)
    {
        foreach (var role in roles)
            if (!Roles.All.Contains(role)) return AccountErrors.UnknownRole(role);
        if (!await db.Set<Member>().AnyAsync(m => m.Id == memberId, cancel)) return ApiErrors.NotFound;
        var held = await db.Set<MemberRole>().Where(r => r.MemberId == memberId).ToListAsync(cancel);
        db.RemoveRange(held.Where(h => !roles.Contains(h.Role)));
        foreach (var role in roles.Distinct().Where(r => held.All(h => h.Role != r)))
            db.Add(new MemberRole { ZoneId = db.ZoneId, MemberId = memberId, Role = role });
        await db.SaveChangesAsync(cancel);
        access.Forget();
        return Result.Ok();
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{1,39}$")]
    private static partial Regex UserNamePattern();
}
