using Jingkai.Enterprises.Domain;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Merging;

/// <summary>One of two files that may be the same enterprise.</summary>
internal sealed record DuplicateFile(string Code, string? CreditCode, string Name, string? Park);

/// <summary>Two files that may be the same enterprise.</summary>
/// <param name="First">The one entered earlier.</param>
/// <param name="Second">The other.</param>
/// <param name="Signs">same-name, former-name, same-address-phone.</param>
internal sealed record DuplicatePair(DuplicateFile First, DuplicateFile Second, IReadOnlyList<string> Signs);

/// <summary>Finds files that look like the same enterprise. Credit codes do not speak against it: one of them may be wrong, provisional or
/// missing; that is for people to see.</summary>
internal sealed class DuplicateFinder(JingkaiDbContext db)
{
    // So many files of one name or one telephone are a landlord or an agency, not one enterprise.
    private const int MostAlike = 6;

    private static readonly string[] LegalForms = ["集团股份有限公司", "集团有限公司", "有限责任公司", "股份有限公司", "有限公司", "集团公司", "公司", "集团"];

    /// <summary>All pairs but those marked as no duplicates, those with the most signs first.</summary>
    public async Task<IReadOnlyList<DuplicatePair>> FindAsync(CancellationToken cancel)
    {
        var files = await db.Set<Enterprise>().AsNoTracking().Where(e => e.VoidedAt == null).OrderBy(e => e.Code)
            .Select(e => new { e.Id, e.Code, e.CreditCode, e.Name, e.Address, e.ParkId }).ToListAsync(cancel);
        var parks = await db.Set<Park>().AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        var former = (await db.Set<EnterpriseName>().AsNoTracking().Where(n => n.Kind == NameKind.Former).Select(n => new { n.EnterpriseId, n.NameKey }).ToListAsync(cancel)).ToLookup(n => n.EnterpriseId, n => n.NameKey);
        var phones = (await db.Set<Contact>().AsNoTracking().Where(c => c.Phone != null).Select(c => new { c.EnterpriseId, c.Phone }).ToListAsync(cancel)).ToLookup(c => c.EnterpriseId, c => Digits(c.Phone!));
        var alike = new Dictionary<string, List<(int File, bool Former)>>(StringComparer.Ordinal);
        void Add(string key, int file, bool isFormer)
        {
            if (!alike.TryGetValue(key, out var list)) alike.Add(key, list = []);
            if (list.TrueForAll(l => l.File != file)) list.Add((file, isFormer));
        }

        for (var i = 0; i < files.Count; i++)
        {
            if (Core(TextNormal.SearchKey(files[i].Name)) is { Length: >= 2 } name) Add("n" + name, i, false);
            foreach (var key in former[files[i].Id])
                if (Core(key) is { Length: >= 2 } old) Add("n" + old, i, true);
            if (TextNormal.SearchKey(files[i].Address) is not { Length: > 0 } address) continue;
            foreach (var phone in phones[files[i].Id].Where(p => p.Length >= 7)) Add($"a{address}\n{phone}", i, false);
        }

        var marked = (await db.Set<DuplicateMark>().AsNoTracking().Where(m => m.WithdrawnAt == null).Select(m => new { m.FirstId, m.SecondId }).ToListAsync(cancel)).Select(m => (m.FirstId, m.SecondId)).ToHashSet();
        bool Parted(int a, int b) => marked.Contains((files[a].Id, files[b].Id)) || marked.Contains((files[b].Id, files[a].Id));
        var pairs = new SortedDictionary<(int, int), SortedSet<string>>();
        foreach (var (key, list) in alike.Where(a => a.Value.Count is > 1 and <= MostAlike))
        {
            for (var a = 0; a < list.Count; a++)
            {
                for (var b = a + 1; b < list.Count; b++)
                {
                    var pair = (Math.Min(list[a].File, list[b].File), Math.Max(list[a].File, list[b].File));
                    if (Parted(pair.Item1, pair.Item2)) continue;
                    if (!pairs.TryGetValue(pair, out var signs)) pairs.Add(pair, signs = new(StringComparer.Ordinal));
                    signs.Add(key[0] == 'a' ? "same-address-phone" : list[a].Former || list[b].Former ? "former-name" : "same-name");
                }
            }
        }

        DuplicateFile File(int i) => new(files[i].Code, files[i].CreditCode, files[i].Name, files[i].ParkId is { } park ? parks.GetValueOrDefault(park) : null);
        return [.. pairs.OrderByDescending(p => p.Value.Count).ThenBy(p => p.Key).Select(p => new DuplicatePair(File(p.Key.Item1), File(p.Key.Item2), [.. p.Value]))];
    }

    /// <summary>The name without its legal form, which files leave out or put in as they like.</summary>
    internal static string Core(string key)
    {
        foreach (var form in LegalForms)
            if (key.Length > form.Length && key.EndsWith(form, StringComparison.Ordinal)) return key[..^form.Length];
        return key;
    }

    private static string Digits(string text) => string.Concat(TextNormal.HalfWidth(text).Where(char.IsAsciiDigit));
}
