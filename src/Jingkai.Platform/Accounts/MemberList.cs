using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Accounts;

/// <summary>A member with account, unit and roles.</summary>
public sealed record MemberView(Guid Id, string UserName, string Name, string? Post, string? Unit, IReadOnlyList<string> Roles, bool Active);

/// <summary>The members of the zone, as page and interface show them.</summary>
public static class MemberList
{
    /// <summary>All members in order of name.</summary>
    public static async Task<IReadOnlyList<MemberView>> ReadAsync(JingkaiDbContext db, CancellationToken cancel = default)
    {
        var rows = await (
            from member in db.Set<Member>().AsNoTracking()
            join account in db.Users on member.AccountId equals account.Id
            join unit in db.Set<Unit>() on member.UnitId equals (Guid?)unit.Id into units
            from unit in units.DefaultIfEmpty()
            orderby account.UserName
            select new { member.Id, account.UserName, member.Name, member.Post, Unit = unit.Name, member.Active }).ToListAsync(cancel);
        var roles = (await db.Set<MemberRole>().AsNoTracking().ToListAsync(cancel)).ToLookup(r => r.MemberId, r => r.Role);
        return [.. rows.Select(r => new MemberView(r.Id, r.UserName!, r.Name, r.Post, r.Unit, [.. roles[r.Id]], r.Active))];
    }
}
