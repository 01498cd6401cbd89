using Jingkai.Enterprises.Domain;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Register;

/// <summary>A line of the register.</summary>
internal sealed record EnterpriseSummary(
    string Code, string? CreditCode, string Name, string Stage, string Presence, string? IndustryCode, string? IndustryName, string? Park,
    bool AboveScale, decimal? LandMu, DateOnly? RegisteredOn, DateOnly? MovedInOn, DateOnly? MovedOutOn);

/// <summary>The register as a list: one statement for the number, one for the page.</summary>
internal static class EnterpriseList
{
    public static async Task<PagedList<EnterpriseSummary>> ReadAsync(JingkaiDbContext db, EnterpriseFilter filter, PageRequest page, CancellationToken cancel)
    {
        var today = db.Today;
        var files = await filter.ApplyAsync(db, cancel);
        var total = await files.LongCountAsync(cancel);
        if (page.Skip >= total) return new([], total, page.Page, page.Size);
        var rows = await filter.Order(db, files).Skip(page.Skip).Take(page.Size).Select(e => new
        {
            e.Code,
            e.CreditCode,
            e.Name,
            e.Stage,
            e.Presence,
            e.IndustryCode,
            Park = db.Set<Park>().Where(p => p.Id == e.ParkId).Select(p => p.Name).FirstOrDefault(),
            AboveScale = db.Set<AboveScaleListing>().Any(l => l.EnterpriseId == e.Id && l.Since <= today && (l.UntilOn == null || l.UntilOn > today)),
            e.LandUnits,
            e.RegisteredOn,
            e.MovedInOn,
            e.MovedOutOn,
        }).ToListAsync(cancel);
        return new([.. rows.Select(e => new EnterpriseSummary(
            e.Code, e.CreditCode, e.Name, Kebab.Of(e.Stage), Kebab.Of(e.Presence), e.IndustryCode, IndustryNames.Of(e.IndustryCode), e.Park,
            e.AboveScale, Land.Mu(e.LandUnits), e.RegisteredOn, e.MovedInOn, e.MovedOutOn))], total, page.Page, page.Size);
    }
}
