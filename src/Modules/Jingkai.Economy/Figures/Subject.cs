using Jingkai.Economy.Domain;
using Jingkai.Economy.Rollups;
using Jingkai.Enterprises.Contracts;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

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
    private IReadOnlyList<GroupSetView>? sets;
    private IReadOnlyList<ParkRef>? parks;

    public async Task<IReadOnlyList<GroupSetView>> SetsAsync(CancellationToken cancel = default) => sets ??= await locks.GroupSetsAsync(db, cancel);

    public async Task<IReadOnlyList<ParkRef>> ParksAsync(CancellationToken cancel = default) => parks ??= await directory.ParksAsync(cancel);

    public async Task<Result<Subject>> FindAsync(string? text, CancellationToken cancel = default)
    {
        var clean = TextNormal.Clean(text ?? "").Replace('：', ':');
        if (clean.Length == 0 || clean is "zone" or "全区" or "全区合计") return Subject.Zone;
        if (clean == Subjects.Union) return Subject.Union;
        var cut = clean.IndexOf(':');
        var (kind, value) = cut < 0 ? ("", clean) : (clean[..cut], clean[(cut + 1)..].Trim());
        return kind switch
        {
            "industry" or "行业" => Industry(value),
            "group" or "主导产业" => await Group(value, cancel),
            "park" or "园区" => await Park(value, cancel),
            _ => FigureErrors.UnknownSubject(clean, ["zone", "industry:36", "group:" + Subjects.Union]),
        };
    }

    private static Result<Subject> Industry(string value)
    {
        var found = IndustryCode.Find(value);
        if (found.IsOk) return new Subject(SubjectKind.Industry, found.Value.Code, found.Value.Name);
        var byName = IndustryCode.All.FirstOrDefault(i => i.Name == value);
        if (byName is not null) return new Subject(SubjectKind.Industry, byName.Code, byName.Name);
        return FigureErrors.UnknownSubject("industry:" + value, Indicators.Nearest.To(value, IndustryCode.All.Where(i => i.Level <= 2).Select(i => $"industry:{i.Code} {i.Name}")));
    }

    private async Task<Result<Subject>> Group(string value, CancellationToken cancel)
    {
        if (value == Subjects.Union) return Subject.Union;
        var names = (await SetsAsync(cancel)).SelectMany(s => s.Groups).Select(g => g.Name).Distinct().ToList();
        return names.Contains(value) ? new Subject(SubjectKind.Group, value, value) : FigureErrors.UnknownSubject("group:" + value, [.. names.Select(n => "group:" + n)]);
    }

    private async Task<Result<Subject>> Park(string value, CancellationToken cancel)
    {
        var all = await ParksAsync(cancel);
        var key = TextNormal.SearchKey(value);
        var found = all.FirstOrDefault(p => p.Id.ToString("N") == value || p.Id.ToString() == value) ?? all.FirstOrDefault(p => TextNormal.SearchKey(p.Name) == key);
        return found is null
            ? FigureErrors.UnknownSubject("park:" + value, [.. Indicators.Nearest.To(value, all.Select(p => p.Name)).Select(n => "park:" + n)])
            : new Subject(SubjectKind.Park, found.Id.ToString("N"), found.Name);
    }
}
