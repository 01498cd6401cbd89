using System.Linq.Expressions;
using Jingkai.Enterprises.Domain;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Register;

/// <summary>A line of the register.</summary>
internal sealed record EnterpriseSummary(
    string Code, string? CreditCode, string Name, string Stage, string Presence, string? IndustryCode, string? IndustryName, string? Park,
    bool AboveScale, decimal? LandMu, DateOnly? RegisteredOn, DateOnly? MovedInOn, DateOnly? MovedOutOn);

/// <summary>The register as a list: one statement for the number, one for the page. The list as it opens (nothing filtered, in
/// order of name, for a reader of the whole zone) is compiled once, because building those two statements anew cost more
/// than running them. Singleton: a compiled statement belongs to one database.</summary>
internal sealed class EnterpriseList
{
    private readonly Func<JingkaiDbContext, Task<long>> countAll = EF.CompileAsyncQuery((JingkaiDbContext db) =>
        db.Set<Enterprise>().IgnoreQueryFilters(new[] { JingkaiDbContext.ScopeFilter }).Where(e => e.VoidedAt == null).LongCount());

    private readonly Func<JingkaiDbContext, int, int, DateOnly, IAsyncEnumerable<Line>> pageOfAll = EF.CompileAsyncQuery((JingkaiDbContext db, int skip, int take, DateOnly today) =>
        db.Set<Enterprise>().IgnoreQueryFilters(new[] { JingkaiDbContext.ScopeFilter }).AsNoTracking().Where(e => e.VoidedAt == null)
            .OrderBy(e => e.SortKey).ThenBy(e => e.Id).Skip(skip).Take(take)
            .Select(e => new Line
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
            }));

    public async Task<PagedList<EnterpriseSummary>> ReadAsync(JingkaiDbContext db, EnterpriseFilter filter, PageRequest page, CancellationToken cancel)
    {
        // Both statements on one connection, opened once.
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            return filter.IsOpening && db.SeesAll(EnterprisesPermissions.Read) ? await OpeningAsync(db, page, cancel) : await FilteredAsync(db, filter, page, cancel);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task<PagedList<EnterpriseSummary>> OpeningAsync(JingkaiDbContext db, PageRequest page, CancellationToken cancel)
    {
        var total = await countAll(db);
        var items = new List<EnterpriseSummary>(page.Size);
        if (page.Skip < total)
            await foreach (var line in pageOfAll(db, page.Skip, page.Size, db.Today).WithCancellation(cancel)) items.Add(line.Summary());
        return new(items, total, page.Page, page.Size);
    }

    private static async Task<PagedList<EnterpriseSummary>> FilteredAsync(JingkaiDbContext db, EnterpriseFilter filter, PageRequest page, CancellationToken cancel)
    {
        var files = await filter.ApplyAsync(db, cancel);
        var total = await files.LongCountAsync(cancel);
        if (page.Skip >= total) return new([], total, page.Page, page.Size);
        var lines = await filter.Order(db, files).Skip(page.Skip).Take(page.Size).Select(Read(db, db.Today)).ToListAsync(cancel);
        return new([.. lines.Select(l => l.Summary())], total, page.Page, page.Size);
    }

    private static Expression<Func<Enterprise, Line>> Read(JingkaiDbContext db, DateOnly today) => e => new Line
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

    /// <summary>A line as the database gives it.</summary>
    private sealed class Line
    {
        public required string Code { get; init; }
        public required string? CreditCode { get; init; }
        public required string Name { get; init; }
        public required EnterpriseStage Stage { get; init; }
        public required Presence Presence { get; init; }
        public required string? IndustryCode { get; init; }
        public required string? Park { get; init; }
        public required bool AboveScale { get; init; }
        public required long? LandUnits { get; init; }
        public required DateOnly? RegisteredOn { get; init; }
        public required DateOnly? MovedInOn { get; init; }
        public required DateOnly? MovedOutOn { get; init; }

        public EnterpriseSummary Summary() => new(
            Code, CreditCode, Name, Kebab.Of(Stage), Kebab.Of(Presence), IndustryCode, IndustryNames.Of(IndustryCode), Park,
            AboveScale, Land.Mu(LandUnits), RegisteredOn, MovedInOn, MovedOutOn);
    }
}
