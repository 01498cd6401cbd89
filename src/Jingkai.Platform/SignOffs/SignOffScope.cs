using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.SignOffs;

/// <summary>Who reads a sign-off: its starter and owner, whoever was asked or decided, who stands in for them now, who was told,
/// and the zone's leaders. For everybody else it does not exist.</summary>
internal static class SignOffScope
{
    public const string Permission = "platform.sign-offs";

    public static void Configure(ModelBuilder model, JingkaiDbContext db) =>
        model.Entity<SignOff>().HasQueryFilter(JingkaiDbContext.ScopeFilter, s =>
            db.SeesAll(Permission)
            || s.StarterId == db.MemberId || s.OwnerId == db.MemberId
            || db.Set<SignOffSigner>().Any(p => p.ZoneId == s.ZoneId && p.SignOffId == s.Id && (p.MemberId == db.MemberId || p.DecidedById == db.MemberId
                || (p.State == SignerState.Open && db.Set<Absence>().Any(a => a.ZoneId == s.ZoneId && a.MemberId == p.MemberId && a.VoidedAt == null
                    && a.FromOn <= db.Today && a.UntilOn > db.Today && (a.StandInId == db.MemberId
                        // A stand-in who is away as well passes it on, once: SignOffBoard.LongestChain.
                        || db.Set<Absence>().Any(b => b.ZoneId == s.ZoneId && b.MemberId == a.StandInId && b.VoidedAt == null && b.FromOn <= db.Today && b.UntilOn > db.Today && b.StandInId == db.MemberId))))))
            || db.Set<SignOffCopy>().Any(c => c.ZoneId == s.ZoneId && c.SignOffId == s.Id && c.MemberId == db.MemberId));
}
