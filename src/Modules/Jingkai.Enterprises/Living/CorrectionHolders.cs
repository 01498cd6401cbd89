using Jingkai.Enterprises.Domain;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Living;

/// <summary>Whose inbox an open correction lies in: exactly one, reckoned from who is liaison today, so that nothing is left with one
/// who is gone. Handed over, it is the receiver's; else the liaison's, of fields that a visit settles; else the office's.</summary>
internal sealed class CorrectionHolders
{
    private readonly Dictionary<Guid, (string Name, Scope Writes, Scope Confirms)> people;
    private readonly ILookup<Guid, LiaisonSeat> seats;
    private readonly List<Guid> offices;

    private CorrectionHolders(Dictionary<Guid, (string Name, Scope Writes, Scope Confirms)> people, ILookup<Guid, LiaisonSeat> seats)
    {
        (this.people, this.seats) = (people, seats);
        offices = [.. people.Where(p => (p.Value.Writes & Scope.Zone) != 0).Select(p => p.Key).Order()];
    }

    public static async Task<CorrectionHolders> LoadAsync(JingkaiDbContext db, PermissionCatalog permissions, CancellationToken cancel)
    {
        var members = await db.Set<Member>().AsNoTracking().Where(m => m.Active).Select(m => new { m.Id, m.Name }).ToListAsync(cancel);
        var roles = (await db.Set<MemberRole>().AsNoTracking().ToListAsync(cancel)).ToLookup(r => r.MemberId, r => r.Role);
        var people = members.ToDictionary(m => m.Id, m =>
        {
            var grants = permissions.Union(roles[m.Id]);
            return (m.Name, grants.GetValueOrDefault(EnterprisesPermissions.Write), grants.GetValueOrDefault(EnterprisesPermissions.Confirm));
        });
        return new(people, await LiaisonBook.LoadAsync(db, cancel));
    }

    /// <summary>The member in whose inbox it lies; null: visibly nobody's.</summary>
    public Guid? Of(Correction correction)
    {
        if (correction.State != CorrectionState.Open) return null;
        if (correction.HandedToId is { } handed && MayAnswer(handed, correction)) return handed;
        foreach (var seat in seats[correction.EnterpriseId])
            if (MayAnswer(seat.Member, correction)) return seat.Member;
        foreach (var office in offices)
            if (MayAnswer(office, correction)) return office;
        return null;
    }

    /// <summary>Not the proposer; the office for every field, the enterprise's liaison for those a visit settles.</summary>
    public bool MayAnswer(Guid member, Correction correction) => member != correction.ById && people.TryGetValue(member, out var who)
        && ((who.Writes & Scope.Zone) != 0
            || (FieldText.OfTheVisit.Contains(correction.Field) && (who.Confirms & Scope.Assigned) != 0 && seats[correction.EnterpriseId].Any(s => s.Member == member)));

    public string? NameOf(Guid? member) => member is { } id && people.TryGetValue(id, out var who) ? who.Name : null;

    /// <summary>Those it can be handed to.</summary>
    public IEnumerable<(Guid Id, string Name)> Candidates(Correction correction) =>
        people.Where(p => MayAnswer(p.Key, correction)).OrderBy(p => p.Value.Name, StringComparer.Ordinal).Select(p => (p.Key, p.Value.Name));
}
