using Jingkai.Enterprises.Domain;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Living;

/// <summary>What one liaison carries.</summary>
/// <param name="Member">The member.</param>
/// <param name="Name">Name.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Active">False: has left, and the enterprises wait for another.</param>
/// <param name="Enterprises">Enterprises in the zone.</param>
/// <param name="StaleFields">Fields past their due day.</param>
/// <param name="Corrections">Open corrections in the inbox.</param>
internal sealed record LiaisonLoad(Guid Member, string Name, string? Unit, bool Active, int Enterprises, int StaleFields, int Corrections);

/// <summary>The load of a unit.</summary>
internal sealed record UnitLoad(string? Unit, int Liaisons, int Enterprises, decimal EnterprisesPerLiaison);

/// <summary>Who looks after how much, and what nobody looks after.</summary>
/// <param name="Enterprises">Enterprises in the zone; those that moved out or were struck off do not count.</param>
/// <param name="WithoutLiaison">Those that no member looks after today.</param>
/// <param name="Liaisons">By liaison, the heaviest load first; liaisons without enterprises last.</param>
/// <param name="Units">By unit.</param>
internal sealed record LoadView(int Enterprises, int WithoutLiaison, IReadOnlyList<LiaisonLoad> Liaisons, IReadOnlyList<UnitLoad> Units);

/// <summary>Reckons the load (M05).</summary>
internal sealed class LoadReader(JingkaiDbContext db, PermissionCatalog permissions, StaleList stale)
{
    public async Task<LoadView> ReadAsync(CancellationToken cancel)
    {
        var seats = await LiaisonBook.LoadAsync(db, cancel);
        var files = (await InZone(db).Select(e => e.Id).ToListAsync(cancel)).ToHashSet();
        var fields = (await stale.AllAsync(new(db.Today, null, null, null, null), cancel)).SelectMany(s => s.Seats.Select(l => (l.Member, s.View.Fields.Count))).ToLookup(s => s.Member, s => s.Count);
        var holders = await CorrectionHolders.LoadAsync(db, permissions, cancel);
        var open = (await db.Set<Correction>().AsNoTracking().Where(c => c.State == CorrectionState.Open).ToListAsync(cancel)).ToLookup(holders.Of);
        var held = seats.SelectMany(s => s).Where(s => files.Contains(s.Enterprise)).GroupBy(s => s.Member)
            .Select(g => new LiaisonLoad(g.Key, g.First().Name, g.First().Unit, g.First().Active, g.Select(s => s.Enterprise).Distinct().Count(), fields[g.Key].Sum(), open[g.Key].Count())).ToList();
        foreach (var idle in await LiaisonsAsync(cancel))
            if (held.TrueForAll(h => h.Member != idle.Id)) held.Add(new(idle.Id, idle.Name, idle.Unit, true, 0, 0, open[idle.Id].Count()));
        var units = held.GroupBy(h => h.Unit).Select(g => new UnitLoad(g.Key, g.Count(), g.Sum(h => h.Enterprises), Math.Round(g.Sum(h => h.Enterprises) / (decimal)g.Count(), 1, MidpointRounding.AwayFromZero)));
        return new(files.Count, files.Count(f => !seats[f].Any(s => s.Active)),
            [.. held.OrderByDescending(h => h.Enterprises).ThenBy(h => h.Name, StringComparer.Ordinal)], [.. units.OrderByDescending(u => u.EnterprisesPerLiaison).ThenBy(u => u.Unit, StringComparer.Ordinal)]);
    }

    /// <summary>Members who may look after enterprises.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name, string? Unit)>> LiaisonsAsync(CancellationToken cancel)
    {
        var roles = (await db.Set<MemberRole>().AsNoTracking().ToListAsync(cancel)).ToLookup(r => r.MemberId, r => r.Role);
        var members = await (from m in db.Set<Member>().AsNoTracking()
                             join u in db.Set<Unit>() on m.UnitId equals (Guid?)u.Id into units
                             from u in units.DefaultIfEmpty()
                             where m.Active
                             orderby m.Name
                             select new { m.Id, m.Name, Unit = u == null ? null : u.Name }).ToListAsync(cancel);
        return [.. members.Where(m => (permissions.Union(roles[m.Id]).GetValueOrDefault(EnterprisesPermissions.Confirm) & Scope.Assigned) != 0).Select(m => (m.Id, m.Name, (string?)m.Unit))];
    }

    /// <summary>Enterprises that somebody has to look after.</summary>
    public static IQueryable<Enterprise> InZone(JingkaiDbContext db) =>
        db.Set<Enterprise>().AsNoTracking().Where(e => e.VoidedAt == null && e.Stage != EnterpriseStage.MovedOut && e.Stage != EnterpriseStage.Deregistered);
}
