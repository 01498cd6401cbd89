using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Jingkai.Enterprises.Domain;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Jingkai.Enterprises.Register;

/// <summary>A line of the register.</summary>
internal sealed record EnterpriseSummary(
    string Code, string? CreditCode, string Name, string Stage, string Presence, string? IndustryCode, string? IndustryName, string? Park,
    bool AboveScale, decimal? LandMu, DateOnly? RegisteredOn, DateOnly? MovedInOn, DateOnly? MovedOutOn);

/// <summary>The register as a list: one statement for the number, one for the page.</summary>
internal static class EnterpriseList
{
    private static readonly ConditionalWeakTable<IModel, PlainRegister> Compiled = [];

    public static async Task<PagedList<EnterpriseSummary>> ReadAsync(JingkaiDbContext db, EnterpriseFilter filter, PageRequest page, CancellationToken cancel)
    {
        if (filter.IsPlain && db.SeesAll(EnterprisesPermissions.Read)) return await Compiled.GetValue(db.Model, _ => new()).ReadAsync(db, page);
        var files = await filter.ApplyAsync(db, cancel);
        var total = await files.LongCountAsync(cancel);
        if (page.Skip >= total) return new([], total, page.Page, page.Size);
        var rows = await filter.Order(db, files).Skip(page.Skip).Take(page.Size).Select(Line(db, db.Today)).ToListAsync(cancel);
        return new([.. rows.Select(Summary)], total, page.Page, page.Size);
    }

    private static EnterpriseSummary Summary(Row e) => new(
        e.Code, e.CreditCode, e.Name, Kebab.Of(e.Stage), Kebab.Of(e.Presence), e.IndustryCode, IndustryNames.Of(e.IndustryCode), e.Park,
        e.AboveScale, Land.Mu(e.LandUnits), e.RegisteredOn, e.MovedInOn, e.MovedOutOn);

    private static Expression<Func<Enterprise, Row>> Line(JingkaiDbContext db, DateOnly today) => e => new Row
    {
        Code = e.Code,
        CreditCode = e.CreditCode,
        Name = e.Name,
        Stage = e.Stage,
        Presence = e.Presence,
        IndustryCode = e.IndustryCode,
        Park = db.Set<Park>().Where(p => p.Id == e.ParkId).Select(p => p.Name).FirstOrDefault(),
        AboveScale = db.Set<AboveScaleListing>().Any(l => l.EnterpriseId == e.Id && l.Since <= today && (l.UntilOn == null || l.UntilOn > today)),
        LandUnits = e.LandUnits,
        RegisteredOn = e.RegisteredOn,
        MovedInOn = e.MovedInOn,
        MovedOutOn = e.MovedOutOn,
    };

    private sealed class Row
    {
        public string Code { get; init; } = "";

        public string? CreditCode { get; init; }

        public string Name { get; init; } = "";

        public EnterpriseStage Stage { get; init; }

        public Presence Presence { get; init; }

        public string? IndustryCode { get; init; }

        public string? Park { get; init; }

        public bool AboveScale { get; init; }

        public long? LandUnits { get; init; }

        public DateOnly? RegisteredOn { get; init; }

        public DateOnly? MovedInOn { get; init; }

        public DateOnly? MovedOutOn { get; init; }
    }

    /// <summary>The register as it opens, for readers of the whole zone: by far the most asked-for page, so its two statements
    /// are compiled once for each model (one for each database).</summary>
    private sealed class PlainRegister
    {
        private readonly Func<JingkaiDbContext, Task<long>> count = EF.CompileAsyncQuery((JingkaiDbContext db) =>
            db.Set<Enterprise>().IgnoreQueryFilters(new[] { JingkaiDbContext.ScopeFilter }).LongCount(e => e.VoidedAt == null));

        private readonly Func<JingkaiDbContext, DateOnly, int, int, IAsyncEnumerable<Row>> rows = EF.CompileAsyncQuery((JingkaiDbContext db, DateOnly today, int skip, int take) =>
            db.Set<Enterprise>().IgnoreQueryFilters(new[] { JingkaiDbContext.ScopeFilter }).AsNoTracking().Where(e => e.VoidedAt == null)
                .OrderBy(e => e.SortKey).ThenBy(e => e.Id).Skip(skip).Take(take)
                .Select(e => new Row
                {
                    Code = e.Code,
                    CreditCode = e.CreditCode,
                    Name = e.Name,
                    Stage = e.Stage,
                    Presence = e.Presence,
                    IndustryCode = e.IndustryCode,
                    Park = db.Set<Park>().Where(p => p.Id == e.ParkId).Select(p => p.Name).FirstOrDefault(),
                    AboveScale = db.Set<AboveScaleListing>().IgnoreQueryFilters(new[] { JingkaiDbContext.ScopeFilter })
                        .Any(l => l.EnterpriseId == e.Id && l.Since <= today && (l.UntilOn == null || l.UntilOn > today)),
                    LandUnits = e.LandUnits,
                    RegisteredOn = e.RegisteredOn,
                    MovedInOn = e.MovedInOn,
                    MovedOutOn = e.MovedOutOn,
                }));

        public async Task<PagedList<EnterpriseSummary>> ReadAsync(JingkaiDbContext db, PageRequest page)
        {
            // Both statements on one open connection.
            await db.Database.OpenConnectionAsync();
            try
            {
                var total = await count(db);
                if (page.Skip >= total) return new([], total, page.Page, page.Size);
                var items = new List<EnterpriseSummary>(page.Size);
                await foreach (var row in rows(db, db.Today, page.Skip, page.Size)) items.Add(Summary(row));
                return new(items, total, page.Page, page.Size);
            }
            finally
            {
                await db.Database.CloseConnectionAsync();
            }
        }
    }
}
