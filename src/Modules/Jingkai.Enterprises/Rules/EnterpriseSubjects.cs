using Jingkai.Enterprises.Domain;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.RulePacks.Facts;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Rules;

/// <summary>Enterprises as subjects of rule packs.</summary>
internal sealed class EnterpriseSubjects(JingkaiDbContext db) : ISubjectSource
{
    public const string Kind = "enterprise";

    private const int Batch = 1000;

    private IQueryable<Enterprise> Files => db.Set<Enterprise>().AsNoTracking().Where(e => e.VoidedAt == null && e.Kinds.HasFlag(EnterpriseKinds.Enterprise));

    public string Subject => Kind;

    public Text Name { get; } = new("企业", "enterprises");

    public string Permission => EnterprisesPermissions.Read;

    public async Task<IReadOnlyList<RuleSubject>> AllAsync(CancellationToken cancel) => await Subjects(Files).ToListAsync(cancel);

    public async Task<IReadOnlyList<RuleSubject>> FindAsync(IReadOnlyCollection<string> codes, CancellationToken cancel)
    {
        var found = new List<RuleSubject>();
        foreach (var chunk in codes.Chunk(Batch)) found.AddRange(await Subjects(Files.Where(e => chunk.Contains(e.Code))).ToListAsync(cancel));
        return found;
    }

    public async Task<IReadOnlyList<RuleSubject>> SuggestAsync(string text, int most, CancellationToken cancel)
    {
        var key = TextNormal.SearchKey(text);
        return await Subjects(Files.Where(e => e.SearchKey.Contains(key))).Take(most).ToListAsync(cancel);
    }

    public string PathOf(RuleSubject subject) => $"enterprises/{subject.Code}";

    private static IQueryable<RuleSubject> Subjects(IQueryable<Enterprise> files) => files.OrderBy(e => e.SortKey).ThenBy(e => e.Id).Select(e => new RuleSubject(e.Id, e.Code, e.Name));
}
