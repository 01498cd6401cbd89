using Jingkai.Platform.Accounts;
using Jingkai.Platform.Cases.Rules;
using Jingkai.Platform.Data;
using Jingkai.Platform.SignOffs;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Cases;

/// <summary>Who stands before a case and whom its moves concern.</summary>
internal sealed class CasePeople(JingkaiDbContext db, PermissionCatalog permissions)
{
    private IReadOnlyList<Guid>? members;

    /// <summary>The actor as the rules of one case see them.</summary>
    public async Task<CaseActor> ActorAsync(Case row, CancellationToken cancel)
    {
        var actor = db.Actor;
        if (actor.MemberId is not { } me)
        {
            // The installation's administrator acts in everybody's place; who only looks in does nothing.
            return actor.IsInstallationAdministrator ? new([], null, true, true, true, true, Everybody: true) : new([], null, false, false, false, false);
        }

        members ??= [me, .. await db.Set<Absence>().AsNoTracking().Where(a => a.StandInId == me && a.VoidedAt == null && a.FromOn <= db.Today && a.UntilOn > db.Today).Select(a => a.MemberId).ToListAsync(cancel)];
        return new(members, actor.UnitId, actor.May(CasePermissions.Handle), actor.May(CasePermissions.Desk), actor.May(CasePermissions.Lead), Asks(row));
    }

    /// <summary>The actor signs in for what the case is about.</summary>
    public bool Asks(Case row) => db.Actor.EnterpriseId is { } enterprise && row.SubjectKind == EnterpriseKind && row.SubjectId == enterprise;

    /// <summary>Members of the zone who sign in for what the case is about.</summary>
    public async Task<IReadOnlyList<Guid>> AskersAsync(Case row, CancellationToken cancel) => row.SubjectKind != EnterpriseKind || row.SubjectId is not { } subject ? [] :
        await (from m in db.Set<Member>().AsNoTracking() join a in db.Users on m.AccountId equals a.Id where m.EnterpriseId == subject && m.Active && !a.Disabled select m.Id).ToListAsync(cancel);

    /// <summary>The liaison of what a case is about, who receives it first.</summary>
    public async Task<Guid?> LiaisonAsync(string? kind, Guid? subject, CancellationToken cancel) => kind is null || subject is null ? null :
        await (from a in db.Set<Assignment>().AsNoTracking()
               join m in db.Set<Member>() on a.MemberId equals m.Id
               where a.SubjectKind == kind && a.SubjectId == subject && a.Role == AssignmentRoles.Liaison && a.FromOn <= db.Today && (a.UntilOn == null || a.UntilOn > db.Today) && m.Active
               orderby a.FromOn, a.Id
               select (Guid?)m.Id).FirstOrDefaultAsync(cancel);

    /// <summary>Active members of a unit who handle cases.</summary>
    public Task<List<Guid>> HandlersAsync(Guid unit, CancellationToken cancel) => Holding(CasePermissions.Handle).Where(m => m.UnitId == unit).OrderBy(m => m.Id).Select(m => m.Id).ToListAsync(cancel);

    /// <summary>Active members at the desk.</summary>
    public Task<List<Guid>> DeskAsync(CancellationToken cancel) => Holding(CasePermissions.Desk).OrderBy(m => m.Id).Select(m => m.Id).ToListAsync(cancel);

    /// <summary>Active leaders.</summary>
    public Task<List<Guid>> LeadersAsync(CancellationToken cancel) => Holding(CasePermissions.Lead).OrderBy(m => m.Id).Select(m => m.Id).ToListAsync(cancel);

    /// <summary>Whether a member may handle cases.</summary>
    public Task<bool> HandlesAsync(Guid member, CancellationToken cancel) => Holding(CasePermissions.Handle).AnyAsync(m => m.Id == member, cancel);

    /// <summary>Active members whose roles grant a permission.</summary>
    internal IQueryable<Member> Holding(string permission)
    {
        var roles = Roles.All.Where(r => permissions.Union([r]).ContainsKey(permission)).ToList();
        return db.Set<Member>().AsNoTracking().Where(m => m.Active && db.Set<MemberRole>().Any(r => r.ZoneId == m.ZoneId && r.MemberId == m.Id && roles.Contains(r.Role)) && db.Users.Any(a => a.Id == m.AccountId && !a.Disabled));
    }

    /// <summary>Kind of the subjects that have accounts of their own.</summary>
    internal const string EnterpriseKind = "enterprise";
}
