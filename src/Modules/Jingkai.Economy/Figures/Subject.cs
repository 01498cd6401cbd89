using Jingkai.Economy.Domain;
using Jingkai.Economy.Rollups;
using Jingkai.Enterprises.Contracts;
using Jingkai.Kernel;
using Jingkai.Platform.Data;

namespace Jingkai.Economy.Figures;

/// <summary>What kind of thing a figure is about.</summary>
internal enum SubjectKind
{
    Zone,
    Industry,
    Group,
    Park,
}

/// <summary>What a figure is about.</summary>
/// <param name="Kind">Zone, industry, leading-industry group or park.</param>
/// <param name="Value">Code, name or id; empty for the zone.</param>
/// <param name="Name">What people read.</param>
internal sealed record Subject(SubjectKind Kind, string Value, string Name)
{
    public static Subject Zone { get; } = new(SubjectKind.Zone, "", "全区");

    public static Subject Union { get; } = new(SubjectKind.Group, Subjects.Union, Subjects.Union);

    /// <summary>Canonical text: how observations and targets are keyed and how the interface writes it.</summary>
    public string Text => Kind switch
    {
        SubjectKind.Zone => "zone",
        SubjectKind.Industry => "industry:" + Value,
        SubjectKind.Group => "group:" + Value,
        _ => "park:" + Value,
    };

    /// <summary>Subject of the roll-up for a month, or null when no group set was in force.</summary>
    public string? RollupKey(int month, IReadOnlyList<GroupSetView> sets) => Kind switch
    {
        SubjectKind.Group => sets.FirstOrDefault(s => s.Covers(MonthKey.LastDay(month))) is { } set ? Subjects.Group(set.Number, Value) : null,
        SubjectKind.Park => Guid.TryParse(Value, out var id) ? Subjects.Park(id) : null,
        _ => Text,
    };
}

/// <summary>Finds subjects by the forms of interface, ledger and page.</summary>
internal sealed class SubjectFinder(JingkaiDbContext db, EconomyLocks locks, IEnterpriseDirectory directory)
{
    private Guid? moment;
    private IReadOnlyList<GroupSetView>? sets;
    private IReadOnlyList<ParkRef>? parks;
    private IReadOnlyDictionary<string, Subject>? named;

    public async Task<IReadOnlyList<GroupSetView>> SetsAsync(CancellationToken cancel = default)
    {
        Forget();
        return sets ??= await locks.GroupSetsAsync(db, cancel);
    }

    public async Task<IReadOnlyList<ParkRef>> ParksAsync(CancellationToken cancel = default)
    {
        Forget();
        return parks ??= await directory.ParksAsync(cancel);
    }

    /// <summary>Finds a subject by any of its forms.</summary>
    public async Task<Result<Subject>> FindAsync(string? text, CancellationToken cancel = default) => SubjectTexts.Find(text, await NamedAsync(cancel));

    /// <summary>Groups and parks by the keys <see cref="SubjectTexts"/> looks for.</summary>
    public async Task<IReadOnlyDictionary<string, Subject>> NamedAsync(CancellationToken cancel = default)
    {
        Forget();
        if (named is not null) return named;
        var all = new Dictionary<string, Subject>(StringComparer.Ordinal);
        foreach (var name in (await SetsAsync(cancel)).SelectMany(s => s.Groups).Select(g => g.Name)) all.TryAdd("group:" + name, new(SubjectKind.Group, name, name));
        foreach (var park in await ParksAsync(cancel))
        {
            var subject = new Subject(SubjectKind.Park, park.Id.ToString("N"), park.Name);
            all.TryAdd("park:" + TextNormal.SearchKey(park.Name), subject);
            all.TryAdd("park:" + subject.Value, subject);
            all.TryAdd("park:" + TextNormal.SearchKey(park.Id.ToString()), subject);
        }

        return named = all;
    }

    /// <summary>Sums read at one moment must not be looked up by the groups of another: meanwhile they may have been redefined.</summary>
    private void Forget()
    {
        if (moment == db.MomentOf()) return;
        (moment, sets, parks, named) = (db.MomentOf(), null, null, null);
    }
}
