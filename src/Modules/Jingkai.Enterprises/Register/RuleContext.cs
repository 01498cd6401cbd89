using Jingkai.Enterprises.Domain;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Register;

/// <summary>What rules need to know besides the file: the day, the way of entry, parks and members of the zone.</summary>
internal sealed record RuleContext(int ZoneId, DateOnly Today, string Source, ParkBook Parks, MemberBook Members, FieldTerms Terms)
{
    /// <summary>Ways of entry, kept as the source of a field when the writer names none. Data of the zone, hence Chinese.</summary>
    public static string SourceOf(string via) => via switch { "api" => "接口写入", "job" => "Excel导入", "cli" => "命令行", _ => "人工录入" };

    public static async Task<RuleContext> LoadAsync(JingkaiDbContext db, CancellationToken cancel) =>
        new(db.ZoneId, db.Today, SourceOf(db.Actor.Via), await ParkBook.LoadAsync(db, cancel), await MemberBook.LoadAsync(db, cancel), await FieldTerms.LoadAsync(db, cancel));
}

/// <summary>The parks of the zone; a park named for the first time is made.</summary>
internal sealed class ParkBook
{
    private readonly Dictionary<string, Park> byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, Park> byId = [];
    private readonly int zone;

    private ParkBook(int zone, IEnumerable<Park> parks)
    {
        this.zone = zone;
        foreach (var park in parks) Keep(park);
    }

    /// <summary>Parks made since loading or since <see cref="Saved"/>.</summary>
    public List<Park> Added { get; } = [];

    public static async Task<ParkBook> LoadAsync(JingkaiDbContext db, CancellationToken cancel) =>
        new(db.ZoneId, await db.Set<Park>().AsNoTracking().ToListAsync(cancel));

    public static ParkBook Of(int zone, params IEnumerable<Park> parks) => new(zone, parks);

    public Park? Find(string name) => byKey.GetValueOrDefault(TextNormal.SearchKey(name));

    public string? NameOf(Guid? id) => id is { } known && byId.TryGetValue(known, out var park) ? park.Name : null;

    public Park FindOrAdd(string name)
    {
        if (Find(name) is { } known) return known;
        var park = new Park { ZoneId = zone, Name = name, NameKey = TextNormal.SearchKey(name), SortKey = TextNormal.SortKey(name) };
        Keep(park);
        Added.Add(park);
        return park;
    }

    public void Saved() => Added.Clear();

    private void Keep(Park park)
    {
        byKey[park.NameKey] = park;
        byId[park.Id] = park;
    }
}

/// <summary>The members of the zone by name and id.</summary>
internal sealed class MemberBook
{
    private readonly Dictionary<Guid, Member> byId;
    private readonly ILookup<string, Member> byName;

    private MemberBook(IReadOnlyCollection<Member> members)
    {
        byId = members.ToDictionary(m => m.Id);
        byName = members.Where(m => m.Active).ToLookup(m => TextNormal.SearchKey(m.Name), StringComparer.Ordinal);
    }

    public static async Task<MemberBook> LoadAsync(JingkaiDbContext db, CancellationToken cancel) =>
        new(await db.Set<Member>().AsNoTracking().ToListAsync(cancel));

    public static MemberBook Of(params IReadOnlyCollection<Member> members) => new(members);

    /// <summary>The one active member of a name; null when there is none, or when several bear it and the name does not tell.</summary>
    public Member? Named(string name) => byName[TextNormal.SearchKey(name)].ToList() is [var only] ? only : null;

    public Member? Find(Guid id) => byId.GetValueOrDefault(id);

    public string NameOf(Guid id) => byId.TryGetValue(id, out var member) ? member.Name : "";
}
