using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Rules;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.RulePacks.Keeping;

/// <summary>A pack of the list.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">Its title.</param>
/// <param name="Kind">eligibility, rating, score or alert.</param>
/// <param name="Subject">The kind of subject.</param>
/// <param name="State">adopted: a text is in force today; proposed: only proposed so far; shipped: offered, not adopted.</param>
/// <param name="From">Since when the text in force is.</param>
/// <param name="Hash">The text in force; of a pack not adopted, the one offered.</param>
/// <param name="Pending">Code of the sign-off of a text that waits.</param>
/// <param name="Differs">The text in force was shipped, and the program now ships another.</param>
public sealed record PackSummary(string Name, Text Title, string Kind, string Subject, string State, DateOnly? From, string Hash, string? Pending, bool Differs);

/// <summary>A text of a pack.</summary>
/// <param name="Hash">Its SHA-256.</param>
/// <param name="State">adopted, proposed, withdrawn or shipped.</param>
/// <param name="From">The first day it is in force.</param>
/// <param name="Shipped">It ships, or shipped, with the program.</param>
/// <param name="Reason">Why it was proposed.</param>
/// <param name="ProposedBy">Who proposed it.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="SignOff">Code of the sign-off.</param>
/// <param name="AdoptedBy">The second person.</param>
/// <param name="AdoptedAt">When.</param>
public sealed record PackText(
    string Hash, string State, DateOnly? From, bool Shipped, string? Reason, string? ProposedBy, DateTime? ProposedAt, string? SignOff, string? AdoptedBy, DateTime? AdoptedAt)
{
    /// <summary>The YAML text.</summary>
    public required string Source { get; init; }
}

/// <summary>Reads the packs of a zone: those it adopted or proposed, and those that ship.</summary>
public sealed class PackLibrary(JingkaiDbContext db, PackShelf shelf)
{
    /// <summary>What was adopted is in force from its day until a later one is; asked of a day before the first, nothing is.</summary>
    internal static ZonePack? InForce(IEnumerable<ZonePack> texts, DateOnly on) =>
        texts.Where(t => t.State == PackState.Adopted && t.FromOn <= on).OrderByDescending(t => t.FromOn).ThenByDescending(t => t.AdoptedAt).FirstOrDefault();

    /// <summary>All packs, in order of kind and name.</summary>
    public async Task<IReadOnlyList<PackSummary>> ListAsync(CancellationToken cancel = default)
    {
        var own = await db.Set<ZonePack>().AsNoTracking().ToListAsync(cancel);
        var names = own.Where(p => p.State != PackState.Withdrawn).Select(p => p.Name).Union(shelf.Shipped.Keys);
        return [.. names.Select(n => Summary(n, [.. own.Where(p => p.Name == n)])).OfType<PackSummary>().OrderBy(p => p.Kind, StringComparer.Ordinal).ThenBy(p => p.Name, StringComparer.Ordinal)];
    }

    /// <summary>The texts of a pack: in force first, then what waits, what is offered, what was.</summary>
    public async Task<IReadOnlyList<PackText>> TextsAsync(string name, CancellationToken cancel = default)
    {
        var own = await db.Set<ZonePack>().AsNoTracking().Where(p => p.Name == name).ToListAsync(cancel);
        var people = own.SelectMany(p => new[] { p.ProposedById, p.AdoptedById }).OfType<Guid>().Distinct().ToList();
        var names = people.Count == 0 ? [] : await db.Set<Member>().AsNoTracking().Where(m => people.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Name, cancel);
        string? Person(Guid? id) => id is { } known ? names.GetValueOrDefault(known) : null;
        var current = InForce(own, db.Today);
        var texts = own.OrderByDescending(p => p == current).ThenByDescending(p => p.State == PackState.Proposed).ThenByDescending(p => p.ProposedAt)
            .Select(p => new PackText(p.TextHash, p.State, p.FromOn, p.Shipped, p.Reason, Person(p.ProposedById), p.ProposedAt, p.SignOff, Person(p.AdoptedById), p.AdoptedAt) { Source = p.Source }).ToList();
        if (shelf.Shipped.GetValueOrDefault(name) is { } shipped && shelf.Check(shipped).Pack is { } pack && texts.All(t => t.Hash != pack.Hash || t.State == PackState.Withdrawn))
            texts.Add(new(pack.Hash, "shipped", null, true, null, null, null, null, null, null) { Source = shipped });
        return texts;
    }

    /// <summary>A text of a pack, by hash; without one, that in force today, else that proposed, else that offered.</summary>
    /// <returns>The text and the pack; <c>unknown-pack</c>.</returns>
    public async Task<Result<(PackText Text, RulePack Pack)>> FindAsync(string name, string? hash, CancellationToken cancel = default)
    {
        var texts = await TextsAsync(name, cancel);
        var text = hash is { Length: > 0 } ? texts.FirstOrDefault(t => t.Hash == hash) : texts.FirstOrDefault(t => t.State != PackState.Withdrawn);
        return text is not null && shelf.Check(text.Source).Pack is { } pack ? (text, pack) : PackErrors.Unknown;
    }

    /// <summary>The text in force on a day.</summary>
    /// <returns>The pack; <c>unknown-pack</c>, <c>pack-not-in-force</c>.</returns>
    public async Task<Result<(ZonePack Text, RulePack Pack)>> InForceAsync(string name, DateOnly on, CancellationToken cancel = default)
    {
        var own = await db.Set<ZonePack>().AsNoTracking().Where(p => p.Name == name).ToListAsync(cancel);
        if (InForce(own, on) is { } text && shelf.Check(text.Source).Pack is { } pack) return (text, pack);
        return own.Count > 0 || shelf.Shipped.ContainsKey(name) ? PackErrors.NotInForce : PackErrors.Unknown;
    }

    private PackSummary? Summary(string name, IReadOnlyList<ZonePack> own)
    {
        var shipped = shelf.Shipped.GetValueOrDefault(name) is { } text ? shelf.Check(text).Pack : null;
        var (current, waiting) = (InForce(own, db.Today), own.FirstOrDefault(p => p.State == PackState.Proposed));
        if ((current ?? waiting ?? own.FirstOrDefault(p => p.State == PackState.Adopted)) is { } row)
            return new(name, new(row.TitleZh, row.TitleEn), row.Kind, row.Subject, current is not null ? PackState.Adopted : row.State, current?.FromOn ?? row.FromOn, row.TextHash, waiting?.SignOff,
                row.Shipped && shipped is not null && shipped.Hash != row.TextHash);
        return shipped is null ? null : new(name, shipped.Title, KindOf(shipped), shipped.Subject, "shipped", null, shipped.Hash, null, false);
    }

    internal static string KindOf(RulePack pack) => pack.Kind switch
    {
        PackKind.Eligibility => "eligibility",
        PackKind.Rating => "rating",
        PackKind.Score => "score",
        _ => "alert",
    };
}
