using Jingkai.Enterprises.Register;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Copies;

/// <summary>Copies of years for programs.</summary>
internal static class YearEndpoints
{
    public static void Map(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/register-years", async (YearCopies copies, CancellationToken cancel) =>
        {
            var items = await copies.YearsAsync(cancel);
            return TypedResults.Ok(new { items, total = items.Count, page = 1, size = Math.Max(items.Count, 1) });
        }).RequirePermission(EnterprisesPermissions.Read).WithTags("enterprises").WithSummary("Years of which the register is kept as a copy.");
        zone.MapPost("/register-years", async (YearBody body, Actor actor, YearCopies copies, CancellationToken cancel) =>
            (await copies.FreezeAsync(body.Year, cancel)).Try(out var made, out var error)
                ? TypedResults.Created($"/api/v1/zones/{actor.ZoneCode}/register-years", made) : ApiResults.Problem(error))
            .RequirePermission(EnterprisesPermissions.Survey).WithIdempotency().WithTags("enterprises").WithSummary("Freezes the register as the copy of a year that is over; once, and for ever.").Produces<YearFreezeView>(StatusCodes.Status201Created);
        zone.MapGet("/enterprises/{key}/years", async (string key, JingkaiDbContext db, YearCopies copies, CancellationToken cancel) =>
        {
            if (await EnterpriseKey.Find(db, key).Select(e => (Guid?)e.Id).FirstOrDefaultAsync(cancel) is not { } id) return ApiResults.Problem(ApiErrors.NotFound);
            var items = await copies.OfAsync(id, cancel);
            return TypedResults.Ok(new { items, total = items.Count, page = 1, size = Math.Max(items.Count, 1) });
        }).RequirePermission(EnterprisesPermissions.Read).WithTags("enterprises").WithSummary("A file as it stood in the copies of years, by the keys of the ledger's columns.");
    }

    private sealed record YearBody(int? Year);
}
