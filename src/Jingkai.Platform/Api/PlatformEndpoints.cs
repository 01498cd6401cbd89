using Jingkai.Platform.Accounts;
using Jingkai.Platform.Attachments;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Calendars;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Jingkai.Platform.Jobs;
using Jingkai.Platform.Inboxes;
using Jingkai.Platform.Ledgers;
using Jingkai.Platform.Ledgers.Views;
using Jingkai.Platform.Maps;
using Jingkai.Platform.Meetings;
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
        AccountEndpoints.Map(api);
        RulePacks.RulesEndpoints.Map(api);
    }

    public static void MapZone(IEndpointRouteBuilder zone)
    {
        zone.MapGet("", async (Actor actor, ZoneService zones, CancellationToken cancel) =>
            (await zones.ListAsync(cancel)).FirstOrDefault(z => z.Code == actor.ZoneCode) is { } view ? TypedResults.Ok(view) : ApiResults.Problem(ApiErrors.NoZone))
            .RequirePermission("platform.zone");
        zone.MapGet("/profile", async (ZoneProfile profile, CancellationToken cancel) => TypedResults.Ok(await profile.ReadAsync(cancel)))
            .RequirePermission("platform.zone").WithSummary("The zone itself: names with their dates, founding, positioning, honours.").Produces<ZoneProfileView>();
        zone.MapPost("/profile/facts", async (NewZoneFact body, ZoneProfile profile, Actor actor, CancellationToken cancel) =>
            (await profile.AddAsync(body, cancel)).Try(out var id, out var error) ? TypedResults.Created($"/api/v1/zones/{actor.ZoneCode}/profile", new { id }) : ApiResults.Problem(error))
            .RequirePermission(ZoneProfile.Permission).WithIdempotency().WithSummary("Enters a fact: founded, host, location, positioning, honour or other.");
        zone.MapPost("/profile/facts/{id:guid}/voiding", async (Guid id, FactVoiding body, ZoneProfile profile, CancellationToken cancel) =>
        {
            var voided = await profile.VoidAsync(id, body.Reason, cancel);
            return voided.IsOk ? TypedResults.NoContent() : ApiResults.Problem(voided.Error);
        }).RequirePermission(ZoneProfile.Permission).WithSummary("Voids a fact with a reason.");
        CalendarEndpoints.Map(zone);
        ClockEndpoints.Map(zone);
        MeetingEndpoints.Map(zone);
        MapEndpoints.Map(zone);
        Documents.DocumentEndpoints.Map(zone);
        Cases.CaseEndpoints.Map(zone);
        RulePacks.RulePackEndpoints.Map(zone);
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
        AttachmentEndpoints.Map(zone);
        OutboxEndpoints.Map(zone);
        SavedViewEndpoints.Map(zone);
    }

    private sealed record SessionView(string UserName, string Name, string? InstallationRole, string CsrfToken);

    private sealed record NewUnit(string? Name, string? Parent);

    private sealed record FactVoiding(string? Reason);
}
