using Jingkai.Enterprises.Contracts;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.Ledgers;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Register;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Exchange;

/// <summary>The projects that are there already, by every key a file may name them by.</summary>
internal sealed class KnownProjects
{
    private readonly Dictionary<string, Guid> byCode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> byNational = new(StringComparer.Ordinal);
    private readonly ILookup<string, Guid> byName;
    private readonly Dictionary<Guid, ProjectFile> files;

    private KnownProjects(ILookup<string, Guid> byName, Dictionary<Guid, ProjectFile> files) => (this.byName, this.files) = (byName, files);

    public static async Task<KnownProjects> LoadAsync(JingkaiDbContext db, CancellationToken cancel)
    {
        var ids = await db.Set<InvestmentProject>().AsNoTracking().Where(p => p.VoidedAt == null).Select(p => p.Id).ToListAsync(cancel);
        var files = (await ProjectFile.LoadAsync(db, ids, track: false, cancel)).ToDictionary(f => f.Project.Id);
        var rows = files.Values.Select(f => f.Project).ToList();
        // A name of its own goes before what another is also called.
        var names = rows.Select(r => (Key: TextNormal.SearchKey(r.Name), r.Id)).ToList();
        var own = names.Select(n => n.Key).ToHashSet(StringComparer.Ordinal);
        var other = rows.SelectMany(r => r.AliasList.Select(a => (Key: TextNormal.SearchKey(a), r.Id))).Where(n => n.Key.Length > 0 && !own.Contains(n.Key));
        var known = new KnownProjects(names.Concat(other).Distinct().ToLookup(n => n.Key, n => n.Id, StringComparer.Ordinal), files);
        foreach (var row in rows)
        {
            known.byCode[row.Code] = row.Id;
            if (row.NationalCode is { } code) known.byNational[code] = row.Id;
        }

        return known;
    }

    /// <summary>The project as it stood when the import began; rows are judged beside it.</summary>
    public ProjectFile File(Guid id) => files[id];

    public Guid? Coded(string code) => byCode.TryGetValue(TextNormal.HalfWidth(code).Trim().ToUpperInvariant(), out var id) ? id : null;

    public Guid? National(string? code) => code is not null && byNational.TryGetValue(code, out var id) ? id : null;

    /// <summary>The project that a file names as the whole of a part.</summary>
    public ParentProject? Whole(string key) => (Coded(key) ?? National(key) ?? (Named(key) is [var only] ? only : null)) is { } id ? new(id, files[id].Project.Code, files[id].Project.Name) : null;

    /// <summary>Sub-projects and what they are parts of.</summary>
    public Dictionary<Guid, Guid> Parts() => files.Values.Where(f => f.Project.ParentId is not null).ToDictionary(f => f.Project.Id, f => f.Project.ParentId!.Value);

    /// <summary>The project a row is about, by its code or its project code, else by its name; null: it is refused, or has neither.</summary>
    public Guid? Of(LedgerRow row, string codeColumn, string nameColumn)
    {
        if (row[codeColumn] is { HasValue: true, Text: { } code })
        {
            if ((Coded(code) ?? National(code)) is { } coded) return coded;
            row.Reject(codeColumn, Errors.UnknownProject(code));
            return null;
        }

        if (row[nameColumn] is not { HasValue: true, Text: { } name }) return null;
        if (Named(name) is [var only]) return only;
        row.Reject(nameColumn, Named(name).Count == 0 ? Errors.UnknownProject(name) : Errors.AmbiguousProject(name));
        return null;
    }

    public IReadOnlyList<Guid> Named(string name) => [.. byName[TextNormal.SearchKey(name)]];
}

/// <summary>Every name of an enterprise of the register, for files whose rows name project companies.</summary>
internal static class CompanyNames
{
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<EnterpriseRef>>> LoadAsync(IEnterpriseDirectory directory, CancellationToken cancel)
    {
        var found = new Dictionary<string, List<EnterpriseRef>>(StringComparer.Ordinal);
        void Add(string? key, EnterpriseRef company)
        {
            if (string.IsNullOrEmpty(key)) return;
            if (!found.TryGetValue(key, out var list)) found.Add(key, list = []);
            if (!list.Contains(company)) list.Add(company);
        }

        await foreach (var batch in directory.SnapshotsAsync(cancel))
        {
            var readable = await directory.ByIdsAsync([.. batch.Select(b => b.Id)], cancel);
            foreach (var company in readable.Values)
            {
                Add(company.Code, company);
                Add(company.CreditCode, company);
                Add(company.Name, company);
            }
        }

        return found.ToDictionary(f => f.Key, f => (IReadOnlyList<EnterpriseRef>)f.Value, StringComparer.Ordinal);
    }
}
