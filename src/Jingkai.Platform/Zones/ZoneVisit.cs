using Jingkai.Platform.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Platform.Zones;

/// <summary>Looks into several zones in one request, each as the account's own member there: its own scope of services, its own
/// context with the filters of that zone, the grants the account holds in it. What an account may not enter stays closed.</summary>
public sealed class ZoneVisit(IServiceScopeFactory scopes, ZoneDirectory zones, IZoneCalendar calendar, AccessReader access)
{
    /// <summary>Does something in a zone on behalf of an account.</summary>
    /// <param name="who">The actor of the request.</param>
    /// <param name="zone">Code of the zone.</param>
    /// <param name="permission">The permission needed there.</param>
    /// <param name="work">What to do with the services of the visit.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The answer; the default when the account is not of the zone or lacks the permission in it.</returns>
    public async Task<T?> InAsync<T>(Actor who, string zone, string permission, Func<IServiceProvider, Task<T>> work, CancellationToken cancel = default)
    {
        if (who.AccountId is not { } account || await zones.FindAsync(zone, cancel) is not { } found) return default;
        if (await access.PlaceAsync(account, who.InstallationRole, found.Id, cancel) is not { } place) return default;
        await using var scope = scopes.CreateAsyncScope();
        var actor = scope.ServiceProvider.GetRequiredService<Actor>();
        actor.SignIn(account, who.UserName, who.DisplayName, who.InstallationRole, who.Via, who.RemoteAddress);
        actor.Enter(found.Id, found.Code, calendar.Today(found));
        actor.Hold(place.Member, place.Unit, place.Enterprise, place.Roles, place.Grants);
        return actor.May(permission) ? await work(scope.ServiceProvider) : default;
    }
}
