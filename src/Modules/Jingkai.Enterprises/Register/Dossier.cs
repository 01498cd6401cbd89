using Jingkai.Enterprises.Contracts;
using Jingkai.Enterprises.Domain;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Register;

/// <summary>An enterprise with all its parts in memory, as rules and ledgers work on it.</summary>
internal sealed class Dossier(Enterprise file, bool isNew)
{
    private readonly List<EnterprisePart> stored = [];

    public Enterprise File { get; } = file;

    public bool IsNew { get; } = isNew;

    public List<EnterpriseName> Names { get; private set; } = [];

    public List<PastIndustry> Industries { get; private set; } = [];

    public List<PastPark> Parks { get; private set; } = [];

    public List<AboveScaleListing> Listings { get; private set; } = [];

    public List<Qualification> Qualifications { get; private set; } = [];

    public List<Contact> Contacts { get; private set; } = [];

    public List<Provenance> Provenances { get; private set; } = [];

    /// <summary>Liaisons in force, and those that the present change ended.</summary>
    public List<Assignment> Liaisons { get; private set; } = [];

    /// <summary>Assignments made by the present change.</summary>
    public List<Assignment> NewLiaisons { get; } = [];

    public IEnumerable<EnterprisePart> Parts =>
        [.. Names, .. Industries, .. Parks, .. Listings, .. Qualifications, .. Contacts, .. Provenances];

    public IReadOnlyList<ClassificationSpan> Spans => Classification.Spans(File, Industries, Parks, Listings);

    /// <summary>What other modules copy; a voided file gives its credit code back.</summary>
    public EnterpriseSnapshot Snapshot => new(File.Id, File.Code, File.VoidedAt is null ? File.CreditCode : null, File.Name, File.SortKey, Spans);

    /// <summary>Reads the files of a query with their parts, in order of id; eight statements however many they are.</summary>
    public static async Task<List<Dossier>> LoadAsync(JingkaiDbContext db, IQueryable<Enterprise> files, bool track, CancellationToken cancel)
    {
        var rows = await Tracked(files, track).OrderBy(e => e.Id).ToListAsync(cancel);
        if (rows.Count == 0) return [];
        var dossiers = rows.Select(row => new Dossier(row, false)).ToList();
        var byId = dossiers.ToDictionary(d => d.File.Id);
        var ids = rows.ConvertAll(r => r.Id);
        foreach (var group in await PartsOf<EnterpriseName>(db, ids, track, cancel)) byId[group.Key].Names = [.. group.OrderBy(n => n.Position)];
        foreach (var group in await PartsOf<PastIndustry>(db, ids, track, cancel)) byId[group.Key].Industries = [.. group.OrderBy(p => p.UntilOn)];
        foreach (var group in await PartsOf<PastPark>(db, ids, track, cancel)) byId[group.Key].Parks = [.. group.OrderBy(p => p.UntilOn)];
        foreach (var group in await PartsOf<AboveScaleListing>(db, ids, track, cancel)) byId[group.Key].Listings = [.. group.OrderBy(l => l.Since)];
        foreach (var group in await PartsOf<Qualification>(db, ids, track, cancel)) byId[group.Key].Qualifications = [.. group.OrderBy(q => q.Position)];
        foreach (var group in await PartsOf<Contact>(db, ids, track, cancel)) byId[group.Key].Contacts = [.. group.OrderBy(c => c.Position)];
        foreach (var group in await PartsOf<Provenance>(db, ids, track, cancel)) byId[group.Key].Provenances = [.. group.OrderBy(p => p.Field, StringComparer.Ordinal)];
        var today = db.Today;
        var liaisons = await Tracked(db.Set<Assignment>(), track)
            .Where(a => a.SubjectKind == RegisterScope.EnterpriseKind && a.Role == AssignmentRoles.Liaison && ids.Contains(a.SubjectId)
                && (a.UntilOn == null || a.UntilOn > today))
            .OrderBy(a => a.Id).ToListAsync(cancel);
        foreach (var group in liaisons.GroupBy(a => a.SubjectId)) byId[group.Key].Liaisons = [.. group];
        foreach (var dossier in dossiers) dossier.stored.AddRange(dossier.Parts);
        return dossiers;
    }

    /// <summary>Hands parts that came or went since loading to the context.</summary>
    public void Track(JingkaiDbContext db)
    {
        var now = Parts.ToHashSet();
        db.RemoveRange(stored.Where(part => !now.Contains(part)));
        db.AddRange(now.Except(stored));
        db.AddRange(NewLiaisons);
    }

    /// <summary>Leaves a file in which nothing changed out of what the context will save.</summary>
    public void Forget(JingkaiDbContext db)
    {
        db.Entry(File).State = EntityState.Detached;
        foreach (var part in stored) db.Entry(part).State = EntityState.Detached;
        foreach (var seat in Liaisons) db.Entry(seat).State = EntityState.Detached;
    }

    /// <summary>A new part of this file.</summary>
    public T New<T>(T part) where T : EnterprisePart
    {
        (part.ZoneId, part.EnterpriseId) = (File.ZoneId, File.Id);
        return part;
    }

    private static async Task<IEnumerable<IGrouping<Guid, T>>> PartsOf<T>(JingkaiDbContext db, List<Guid> ids, bool track, CancellationToken cancel) where T : EnterprisePart =>
        // The files were read within the reader's scope; asking again for each part would only cost.
        (await Tracked(db.Set<T>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]), track).Where(p => ids.Contains(p.EnterpriseId)).ToListAsync(cancel)).GroupBy(p => p.EnterpriseId);

    private static IQueryable<T> Tracked<T>(IQueryable<T> query, bool track) where T : class => track ? query.AsTracking() : query.AsNoTracking();
}
