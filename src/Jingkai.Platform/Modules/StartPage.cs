using Jingkai.Platform.Accounts;

namespace Jingkai.Platform.Modules;

/// <summary>Where somebody begins in a zone.</summary>
public static class StartPage
{
    private static readonly string[] Keepers = [Roles.SystemAdministrator, Roles.SecurityAdministrator, Roles.Auditor];

    /// <summary>The first page that is open to the actor. Leaders and those who only look in begin with the zone's figures, those who
    /// keep the zone with its keeping, officers and enterprises with what waits for them.</summary>
    /// <returns>Its path below <c>/z/{zone}</c>; empty for the cockpit.</returns>
    public static string Of(IEnumerable<INavigationSource> sources, Actor actor)
    {
        var elsewhere = actor.MemberId is null || actor.Roles.Contains(Roles.Leader) || actor.Roles.All(r => Keepers.Contains(r));
        return sources.SelectMany(s => s.Entries).Where(e => actor.May(e.Permission)).OrderBy(e => elsewhere && e.Group == PlatformNavigation.Work).ThenBy(e => e.Order).FirstOrDefault()?.Path ?? "";
    }
}
