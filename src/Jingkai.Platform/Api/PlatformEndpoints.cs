using Jingkai.Platform.Accounts;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.Jobs;
using Jingkai.Platform.Inboxes;
using Jingkai.Platform.Ledgers;
using Jingkai.Platform.Notices;
using Jingkai.Platform.Outbox;
using Jingkai.Platform.SignOffs;
using Jingkai.Platform.Zones;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Api;

/// <summary>The platform's own endpoints: session, zones, units, members.</summary>
internal static class PlatformEndpoints
{
    public static void MapInstallation(IEndpointRouteBuilder api)
    {
        api.MapGet("/session", (HttpContext http, Actor actor, IAntiforgery antiforgery) => TypedResults.Ok(new SessionView(
            actor.UserName, actor.DisplayName, actor.InstallationRole, antiforgery.GetAndStoreTokens(http).RequestToken!))).RequireSignIn();
        api.MapGet("/zones", async (ZoneService zones, CancellationToken cancel) =>
        {
            var items = await zones.ListAsync(cancel);
            return TypedResults.Ok(new { items, total = items.Count, page = 1, size = Math.Max(items.Count, 1) });
        }).RequireSignIn().Produces<Kernel.PagedList<ZoneView>>().WithSummary("The zones the account may enter.");
        api.MapPost("/zones", async (NewZone input, ZoneService zones, CancellationToken cancel) =>
            ApiResults.Created(await zones.CreateAsync(input, cancel: cancel), z => $"/api/v1/zones/{z.Code}")).RequireInstallation().Produces<ZoneView>(StatusCodes.Status201Created).WithSummary("Sets up a zone. level: 国家级, 省级 or 市级; province and city as in the division list.");
        api.MapGet("/account/tokens", async (TokenService tokens, CancellationToken cancel) =>
        {
            var items = await tokens.ListAsync(cancel);
            return TypedResults.Ok(new { items, total = items.Count, page = 1, size = Math.Max(items.Count, 1) });
        }).RequireSignIn();
        api.MapPost("/account/tokens", async (NewToken input, TokenService tokens, CancellationToken cancel) =>
        {
            var made = await tokens.CreateAsync(input.Name, input.Days, cancel);
            return made.IsOk ? TypedResults.Created("/api/v1/account/tokens", new { made.Value.View.Id, made.Value.View.Name, made.Value.View.ExpiresAt, made.Value.Token }) : ApiResults.Problem(made.Error);
        }).RequireSignIn();
        api.MapDelete("/account/tokens/{id:guid}", async (Guid id, TokenService tokens, CancellationToken cancel) =>
            ApiResults.From(await tokens.RevokeAsync(id, cancel))).RequireSignIn();
    }

    public static void MapZone(IEndpointRouteBuilder zone)
    {
        zone.MapGet("", async (Actor actor, ZoneService zones, CancellationToken cancel) =>
            (await zones.ListAsync(cancel)).FirstOrDefault(z => z.Code == actor.ZoneCode) is { } view ? TypedResults.Ok(view) : ApiResults.Problem(ApiErrors.NoZone))
            .RequirePermission("platform.zone");
        zone.MapGet("/units", async (JingkaiDbContext db, CancellationToken cancel) =>
        {
            var items = await db.Set<Unit>().AsNoTracking().OrderBy(u => u.Position).Select(u => new { u.Id, u.Name, u.ParentId }).ToListAsync(cancel);
            return TypedResults.Ok(new { items, total = items.Count, page = 1, size = Math.Max(items.Count, 1) });
        }).RequirePermission("platform.zone");
        zone.MapPost("/units", async (NewUnit input, AccountService accounts, Actor actor, CancellationToken cancel) =>
        {
            var made = await accounts.AddUnitAsync(input.Name, input.Parent, cancel);
            return made.IsOk ? TypedResults.Created($"/api/v1/zones/{actor.ZoneCode}/units", new { made.Value.Id, made.Value.Name }) : ApiResults.Problem(made.Error!);
        }).RequirePermission("platform.accounts").WithIdempotency();
        zone.MapGet("/members", async (JingkaiDbContext db, CancellationToken cancel) =>
        {
            var items = await MemberList.ReadAsync(db, cancel);
            return TypedResults.Ok(new { items, total = items.Count, page = 1, size = Math.Max(items.Count, 1) });
        }).RequirePermission("platform.members");
        zone.MapPost("/members", async (NewMember input, AccountService accounts, Actor actor, CancellationToken cancel) =>
        {
            var made = await accounts.AddMemberAsync(input, cancel);
            return made.IsOk ? TypedResults.Created($"/api/v1/zones/{actor.ZoneCode}/members", new { made.Value.Id, made.Value.Name }) : ApiResults.Problem(made.Error!);
        }).RequirePermission("platform.accounts").WithIdempotency();
        zone.MapPut("/members/{id:guid}/roles", async (Guid id, string[] roles, AccountService accounts, CancellationToken cancel) =>
            ApiResults.From(await accounts.SetRolesAsync(id, roles, cancel))).RequirePermission("platform.roles");
        zone.MapPut("/members/{id:guid}/active", async (Guid id, [FromBody] bool active, AccountService accounts, CancellationToken cancel) =>
            ApiResults.From(await accounts.SetActiveAsync(id, active, cancel))).RequirePermission("platform.accounts");
        JobEndpoints.Map(zone);
        LedgerEndpoints.Map(zone);
        AuditEndpoints.Map(zone);
        InboxEndpoints.Map(zone);
        SignOffEndpoints.Map(zone);
        NoticeEndpoints.Map(zone);
        OutboxEndpoints.Map(zone);
    }

    private sealed record SessionView(string UserName, string Name, string? InstallationRole, string CsrfToken);

    private sealed record NewToken(string? Name, int? Days);

    private sealed record NewUnit(string? Name, string? Parent);
}
