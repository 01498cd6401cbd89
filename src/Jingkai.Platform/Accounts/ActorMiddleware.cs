using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Modules;
using Jingkai.Platform.Zones;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Platform.Accounts;

/// <summary>Fills the <see cref="Actor"/> of a request from its credentials and the zone in its address, and refuses what
/// the endpoint does not allow. A zone is never taken from the session.</summary>
internal sealed class ActorMiddleware(RequestDelegate next, ZoneDirectory zones, IZoneCalendar calendar, AccessReader access, LastUse uses)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        var api = context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);
        if (api && !EndpointAccess.IsDeclared(endpoint))
        {
            await ApiResults.Unrouted(context, endpoint);
            return;
        }

        // Nothing there, or only for another method: the status page says so.
        if (endpoint is not RouteEndpoint)
        {
            await next(context);
            return;
        }

        var actor = context.RequestServices.GetRequiredService<Actor>();
        await SignIn(context, actor, api);

        var refusal = ReadOnlyRefusal(context, endpoint);
        if (refusal is null && context.GetRouteValue("zone") is string code && endpoint.Metadata.GetMetadata<AnonymousAttribute>() is null && actor.IsSignedIn)
            refusal = await Enter(actor, code, context.RequestAborted);
        refusal ??= EndpointAccess.Refusal(endpoint, actor);
        if (refusal is null) await next(context);
        else await Refuse(context, refusal, api);
    }

    private async Task SignIn(HttpContext context, Actor actor, bool api)
    {
        if (!Principals.TryAccount(context.User, out var id)) return;
        var account = await access.AccountAsync(id, context.RequestAborted);
        if (account is null || account.Disabled || !Principals.StampHolds(context.User, account)) return;
        if (Principals.TokenScopeOf(context.User) is null && !await BySession(context, actor, id)) return;
        actor.SignIn(id, account.UserName, account.DisplayName, account.InstallationRole, api ? "api" : "page", Principals.AddressOf(context));
    }

    /// <summary>A cookie counts as long as its session does.</summary>
    private async Task<bool> BySession(HttpContext context, Actor actor, Guid account)
    {
        if (SessionCookie.KeyOf(context.User) is not { } key || await access.SessionAsync(key, context.RequestAborted) is not { } session || session.AccountId != account) return false;
        uses.Note(session);
        actor.CameBy(session.Id);
        return true;
    }

    private static Error? ReadOnlyRefusal(HttpContext context, Endpoint endpoint) =>
        Principals.TokenScopeOf(context.User) == TokenScope.ReadOnly && endpoint.Metadata.GetMetadata<AnonymousAttribute>() is null
        && !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || HttpMethods.IsOptions(context.Request.Method)) ? ApiErrors.TokenReadOnly : null;

    private async Task<Error?> Enter(Actor actor, string code, CancellationToken cancel)
    {
        var zone = await zones.FindAsync(code, cancel);
        if (zone is null) return ApiErrors.NoZone;
        var place = await access.PlaceAsync(actor.AccountId!.Value, actor.InstallationRole, zone.Id, cancel);
        if (place is null) return ApiErrors.NoZone;
        actor.Enter(zone.Id, zone.Code, calendar.Today(zone));
        actor.Hold(place.Member, place.Unit, place.Enterprise, place.Roles, place.Grants);
        return null;
    }

    private static async Task Refuse(HttpContext context, Error refusal, bool api)
    {
        if (api)
        {
            if (refusal.Kind == ErrorKind.Unauthenticated)
            {
                context.Response.Headers.WWWAuthenticate = "Bearer";
                if (context.Request.Headers.Authorization.Count > 0) refusal = ApiErrors.BadToken;
            }

            await ApiResults.Problem(refusal).ExecuteAsync(context);
            return;
        }

        if (refusal.Kind == ErrorKind.Unauthenticated)
        {
            var back = HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString.ToString() : "/";
            context.Response.Redirect("/sign-in?returnUrl=" + Uri.EscapeDataString(back));
            return;
        }

        if (refusal.Kind == ErrorKind.Forbidden && Landing(context) is { } landing) context.Response.Redirect(landing);
        else context.Response.StatusCode = ApiResults.StatusOf(refusal.Kind);
    }

    /// <summary>The front page of a zone is its cockpit. Whoever keeps the zone and sees no figures is led to the first page of
    /// the navigation that he may read, instead of standing before a closed door after signing in.</summary>
    private static string? Landing(HttpContext context)
    {
        var actor = context.RequestServices.GetRequiredService<Actor>();
        if (actor.ZoneId is null || !HttpMethods.IsGet(context.Request.Method) || context.Request.Path != $"/z/{actor.ZoneCode}") return null;
        var first = StartPage.Of(context.RequestServices.GetServices<INavigationSource>(), actor);
        return first.Length == 0 ? null : $"/z/{actor.ZoneCode}/{first}";
    }
}
