using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Documents;

/// <summary>A member as papers know them.</summary>
/// <param name="Id">The member.</param>
/// <param name="UserName">Sign-in name.</param>
/// <param name="Name">Name in the zone.</param>
/// <param name="Post">Post, as printed.</param>
/// <param name="UnitId">The office.</param>
/// <param name="Reads">Active, and may read papers of the zone's offices.</param>
/// <param name="Issues">Active, and may issue them.</param>
internal sealed record DocumentPerson(Guid Id, string UserName, string Name, string? Post, Guid? UnitId, bool Reads, bool Issues);

/// <summary>The members and units of the zone, read once a command.</summary>
internal sealed class DocumentPeople(IReadOnlyList<DocumentPerson> all, IReadOnlyDictionary<Guid, string> units)
{
    private readonly Dictionary<Guid, DocumentPerson> byId = all.ToDictionary(p => p.Id);

    /// <summary>In order of name.</summary>
    public IReadOnlyList<DocumentPerson> All => all;

    /// <summary>Names of the units, in their order.</summary>
    public IReadOnlyDictionary<Guid, string> Units => units;

    public DocumentPerson? Of(Guid? id) => id is { } known ? byId.GetValueOrDefault(known) : null;

    public string? NameOf(Guid? id) => Of(id)?.Name;

    public string? UnitOf(Guid? id) => id is { } known ? units.GetValueOrDefault(known) : null;

    /// <summary>By id or sign-in name.</summary>
    public DocumentPerson? Find(string who) => Guid.TryParse(who, out var id) && byId.TryGetValue(id, out var person) ? person : all.FirstOrDefault(p => p.UserName == who);

    /// <summary>A unit by id or name.</summary>
    public Guid? FindUnit(string unit) => Guid.TryParse(unit, out var id) && units.ContainsKey(id) ? id : units.Where(u => u.Value == unit).Select(u => (Guid?)u.Key).FirstOrDefault();

    public static async Task<DocumentPeople> ReadAsync(JingkaiDbContext db, PermissionCatalog permissions, CancellationToken cancel)
    {
        var roles = (await db.Set<MemberRole>().AsNoTracking().ToListAsync(cancel)).ToLookup(r => r.MemberId, r => r.Role);
        var members = await (from m in db.Set<Member>().AsNoTracking()
                             join a in db.Users on m.AccountId equals a.Id
                             orderby m.Name, m.Id
                             select new { m.Id, a.UserName, m.Name, m.Post, m.UnitId, Active = m.Active && !a.Disabled }).ToListAsync(cancel);
        return new(
            [.. members.Select(m =>
            {
                var grants = permissions.Union(roles[m.Id]);
                var reads = m.Active && (grants.GetValueOrDefault(DocumentsModel.ReadPermission) & ~Scope.Enterprise) != 0;
                return new DocumentPerson(m.Id, m.UserName!, m.Name, m.Post, m.UnitId, reads, reads && grants.ContainsKey(DocumentsModel.IssuePermission));
            })],
            await db.Set<Unit>().AsNoTracking().OrderBy(u => u.Position).ToDictionaryAsync(u => u.Id, u => u.Name, cancel));
    }
}
