using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.SignOffs;

/// <summary>Reads sign-offs with what their rules need. Places, steps and moves are reached through a sign-off that the reader
/// may see.</summary>
internal sealed class SignOffStore(JingkaiDbContext db, PermissionCatalog permissions)
{
    /// <summary>The sign-off the actor may see, or null; locked until the transaction ends when one is open.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="cancel">Cancels.</param>
    /// <param name="beyond">Also one that the actor may not see: for the mechanism whose subject it is.</param>
    public async Task<SignOffBoard?> FindAsync(string code, CancellationToken cancel, bool beyond = false)
    {
        if (db.Database.CurrentTransaction is not null && db.Provider == Provider.Postgres)
            await db.Database.ExecuteSqlAsync($"SELECT 1 FROM platform_sign_offs WHERE zone_id = {db.ZoneId} AND code = {code} FOR UPDATE", cancel);
        var query = db.Set<SignOff>().AsTracking();
        if (beyond) query = query.IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]);
        var found = await query.FirstOrDefaultAsync(s => s.Code == code, cancel);
        return found is null ? null : (await BoardsAsync([found], tracked: db.Database.CurrentTransaction is not null, cancel))[0];
    }

    /// <summary>The rules over several sign-offs, with one query per table.</summary>
    public async Task<IReadOnlyList<SignOffBoard>> BoardsAsync(IReadOnlyList<SignOff> signOffs, bool tracked, CancellationToken cancel)
    {
        if (signOffs.Count == 0) return [];
        var ids = signOffs.Select(s => s.Id).ToList();
        var steps = (await db.Set<SignOffStep>().AsNoTracking().Where(s => ids.Contains(s.SignOffId)).OrderBy(s => s.Number).ToListAsync(cancel)).ToLookup(s => s.SignOffId);
        var query = db.Set<SignOffSigner>().Where(s => ids.Contains(s.SignOffId)).OrderBy(s => s.Round).ThenBy(s => s.Step).ThenBy(s => s.Id);
        var signers = (await (tracked ? query.AsTracking() : query.AsNoTracking()).ToListAsync(cancel)).ToLookup(s => s.SignOffId);
        var (members, absences) = (await MembersAsync(cancel), await AbsencesAsync(cancel));
        return [.. signOffs.Select(s => new SignOffBoard(s, [.. steps[s.Id]], [.. signers[s.Id]], absences, members, db.Today))];
    }

    /// <summary>Everyone of the zone with what their roles grant.</summary>
    public async Task<IReadOnlyDictionary<Guid, Signatory>> MembersAsync(CancellationToken cancel)
    {
        var roles = (await db.Set<MemberRole>().AsNoTracking().ToListAsync(cancel)).ToLookup(r => r.MemberId, r => r.Role);
        var members = await (from m in db.Set<Member>().AsNoTracking()
                             join a in db.Users on m.AccountId equals a.Id
                             select new { m.Id, Active = m.Active && !a.Disabled }).ToListAsync(cancel);
        return members.ToDictionary(m => m.Id, m => new Signatory(m.Id, m.Active, permissions.Union(roles[m.Id]).Keys.ToHashSet(StringComparer.Ordinal)));
    }

    /// <summary>Absences in force on the business date.</summary>
    public async Task<IReadOnlyList<Absence>> AbsencesAsync(CancellationToken cancel) =>
        await db.Set<Absence>().AsNoTracking().Where(a => a.VoidedAt == null && a.FromOn <= db.Today && a.UntilOn > db.Today).ToListAsync(cancel);

    /// <summary>Active members who hold a permission, but for those named; for the plans of <see cref="ISignOffKind"/>.</summary>
    public async Task<IReadOnlyList<Guid>> HoldersOfAsync(string permission, IReadOnlyCollection<Guid> except, CancellationToken cancel) =>
        [.. (await MembersAsync(cancel)).Values.Where(m => m.Active && m.Permissions.Contains(permission) && !except.Contains(m.Id)).Select(m => m.Id).Order()];
}
