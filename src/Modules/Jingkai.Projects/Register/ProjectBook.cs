using Jingkai.Enterprises.Contracts;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Unit = Jingkai.Platform.Accounts.Unit;

namespace Jingkai.Projects.Register;

/// <summary>The words that fields of projects may name: units, parks, people. Enterprises are asked for one at a time.</summary>
internal sealed class ProjectBook
{
    private readonly Dictionary<string, Guid> units;
    private readonly IReadOnlyDictionary<Guid, string> unitNames;
    private readonly Dictionary<string, ParkRef> parks;
    private readonly ILookup<string, Guid> people;
    private readonly Dictionary<Guid, string> names;

    private ProjectBook(IReadOnlyDictionary<Guid, string> units, IReadOnlyList<ParkRef> parks, IReadOnlyList<(Guid Id, string UserName, string Name, bool Active)> members)
    {
        unitNames = units;
        this.units = units.GroupBy(u => TextNormal.SearchKey(u.Value)).ToDictionary(g => g.Key, g => g.First().Key, StringComparer.Ordinal);
        this.parks = parks.GroupBy(p => TextNormal.SearchKey(p.Name)).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        Parks = parks;
        people = members.Where(m => m.Active).SelectMany(m => new[] { (Key: m.UserName, m.Id), (Key: m.Name, m.Id), (Key: m.Id.ToString(), m.Id) }).Distinct().ToLookup(m => m.Key, m => m.Id, StringComparer.Ordinal);
        names = members.ToDictionary(m => m.Id, m => m.Name);
    }

    public IReadOnlyList<ParkRef> Parks { get; }

    public IReadOnlyDictionary<Guid, string> Units => unitNames;

    public static async Task<ProjectBook> LoadAsync(JingkaiDbContext db, IEnterpriseDirectory directory, CancellationToken cancel)
    {
        var units = await db.Set<Unit>().AsNoTracking().OrderBy(u => u.Position).ToDictionaryAsync(u => u.Id, u => u.Name, cancel);
        var members = await (from m in db.Set<Member>().AsNoTracking() join a in db.Users on m.AccountId equals a.Id select new { m.Id, a.UserName, m.Name, Active = m.Active && !a.Disabled }).ToListAsync(cancel);
        return new(units, await directory.ParksAsync(cancel), [.. members.Select(m => (m.Id, m.UserName ?? "", m.Name, m.Active))]);
    }

    public Guid? Unit(string text) => Guid.TryParse(text, out var id) && unitNames.ContainsKey(id) ? id : units.TryGetValue(TextNormal.SearchKey(text), out var found) ? found : null;

    public string? UnitName(Guid? id) => id is { } known ? unitNames.GetValueOrDefault(known) : null;

    public Guid? Park(string text) => parks.TryGetValue(TextNormal.SearchKey(text), out var park) ? park.Id : null;

    public string? ParkName(Guid? id) => id is { } known ? Parks.FirstOrDefault(p => p.Id == known)?.Name : null;

    /// <summary>Active members of a name or sign-in name.</summary>
    public IReadOnlyList<Guid> People(string text) => [.. people[text.Trim()].Distinct()];

    public string? NameOf(Guid? id) => id is { } known ? names.GetValueOrDefault(known) : null;
}
