using Jingkai.Enterprises.Contracts;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Cases;
using Jingkai.Platform.Data;
using Jingkai.Platform.Numbering;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Services.Boards;

/// <summary>Who stands behind an enterprise.</summary>
/// <param name="Member">Id or sign-in name; empty: nobody any more.</param>
internal sealed record SponsorInput(string? Member);

/// <summary>A leader with the enterprises behind which he or she stands.</summary>
internal sealed record SponsorLine(Guid Member, string Name, IReadOnlyList<EnterpriseRef> Enterprises);

/// <summary>挂钩领导: dated assignments of leaders to enterprises, one at a time.</summary>
internal sealed class SponsorBook(JingkaiDbContext db, IEnterpriseDirectory enterprises, PermissionCatalog permissions)
{
    private const string EnterpriseKind = "enterprise";

    /// <summary>The leaders that can be named, in order of name.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> LeadersAsync(CancellationToken cancel = default) =>
        [.. (await Leaders.OrderBy(m => m.Name).Select(m => new { m.Id, m.Name }).ToListAsync(cancel)).Select(m => (m.Id, m.Name))];

    /// <summary>Leaders with their enterprises.</summary>
    public async Task<IReadOnlyList<SponsorLine>> ReadAsync(CancellationToken cancel = default)
    {
        var held = await (from a in InForce join m in db.Set<Member>() on a.MemberId equals m.Id select new { a.SubjectId, m.Id, m.Name }).ToListAsync(cancel);
        var known = await enterprises.ByIdsAsync([.. held.Select(h => h.SubjectId)], cancel);
        return [.. held.GroupBy(h => (h.Id, h.Name)).OrderBy(g => g.Key.Name, StringComparer.Ordinal)
            .Select(g => new SponsorLine(g.Key.Id, g.Key.Name, [.. g.Where(h => known.ContainsKey(h.SubjectId)).Select(h => known[h.SubjectId]).OrderBy(e => e.Name, StringComparer.Ordinal)]))];
    }

    /// <summary>Names the leader behind an enterprise; who did so before is that until today.</summary>
    /// <returns>Done; <c>not-found</c>, <c>unknown-sponsor</c>.</returns>
    public async Task<Result> PutAsync(string? enterprise, string? member, CancellationToken cancel = default)
    {
        if (db.Actor.MemberId is null && !db.Actor.IsInstallationAdministrator) return ApiErrors.NotPermitted;
        var done = await db.InTransactionAsync<bool>(async () =>
        {
            // Two who name somebody at once wait for each other: an enterprise has one.
            await NumberSeries.HoldAsync(db, "sponsors", cancel);
            if (string.IsNullOrWhiteSpace(enterprise)) return ApiErrors.Invalid([ApiErrors.Required("enterprise")]);
            if (await enterprises.FindAsync(enterprise, cancel) is not { } found) return ApiErrors.NotFound;
            Guid? to = null;
            if (!string.IsNullOrWhiteSpace(member))
            {
                var (id, name) = (Guid.TryParse(member, out var parsed) ? parsed : Guid.Empty, member.Trim());
                to = await (from m in Leaders join a in db.Users on m.AccountId equals a.Id where m.Id == id || a.UserName == name select (Guid?)m.Id).FirstOrDefaultAsync(cancel);
                if (to is null) return ApiErrors.Invalid([Error.Invalid("unknown-sponsor", $"没有领导“{member}”，挂钩领导须具有领导角色。", $"There is no leader \"{member}\"; a sponsor holds the role of a leader.", "member")]);
            }

            var now = await InForce.AsTracking().Where(a => a.SubjectId == found.Id).ToListAsync(cancel);
            foreach (var before in now.Where(a => a.MemberId != to)) before.UntilOn = db.Today;
            if (to is { } next && now.TrueForAll(a => a.MemberId != next))
                db.Add(new Assignment { ZoneId = db.ZoneId, MemberId = next, Role = AssignmentRoles.Sponsor, SubjectKind = EnterpriseKind, SubjectId = found.Id, FromOn = db.Today });
            await db.SaveChangesAsync(cancel);
            return true;
        }, cancel);
        return done.IsOk ? Result.Ok() : done.Error;
    }

    private IQueryable<Assignment> InForce => db.Set<Assignment>().AsNoTracking().Where(a => a.SubjectKind == EnterpriseKind && a.Role == AssignmentRoles.Sponsor && a.FromOn <= db.Today && (a.UntilOn == null || a.UntilOn > db.Today));

    private IQueryable<Member> Leaders
    {
        get
        {
            var roles = Roles.All.Where(r => permissions.Union([r]).ContainsKey(CasePermissions.Lead)).ToList();
            return db.Set<Member>().AsNoTracking().Where(m => m.Active && db.Set<MemberRole>().Any(r => r.ZoneId == m.ZoneId && r.MemberId == m.Id && roles.Contains(r.Role)));
        }
    }
}
