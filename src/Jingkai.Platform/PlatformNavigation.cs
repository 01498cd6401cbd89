using Jingkai.Platform.Modules;
using Jingkai.Platform.RulePacks;

namespace Jingkai.Platform;

/// <summary>The platform's own entries: imports beside the ledgers, keeping of the zone at the end.</summary>
public sealed class PlatformNavigation : INavigationSource
{
    /// <summary>Key of the entry that carries the number of what waits.</summary>
    public const string InboxKey = "platform.nav.inbox";

    /// <summary>The group of one's own work.</summary>
    internal const string Work = "platform.nav.work";

    private const string Data = "platform.nav.data";
    private const string Keeping = "platform.nav.keeping";

    /// <inheritdoc />
    public IEnumerable<NavigationEntry> Entries =>
    [
        new(InboxKey, "inbox", "clipboard-check", "platform.inbox", 10, Work),
        new("platform.nav.sign-offs", "sign-offs", "checklist", "platform.sign-offs", 20, Work),
        new("platform.nav.cases", "cases", "message-circle", Cases.CasePermissions.Read, 15, Work),
        new("platform.nav.clocks", "clocks", "clock", "platform.clocks", 30, Work),
        new("platform.nav.meetings", "meetings", "calendar-event", "platform.meetings", 40, Work),
        new("platform.nav.meeting-tasks", "meeting-tasks", "list-check", "platform.meetings", 50, Work),
        new("platform.nav.documents", "documents", "report", Documents.DocumentsModel.ReadPermission, 60, Work),
        new("platform.nav.rules", "rules", "scale", RulePermissions.Read, 790, Data),
        new("platform.nav.imports", "imports", "file-import", "platform.imports", 800, Data),
        new("platform.nav.units", "admin/units", "sitemap", "platform.accounts", 910, Keeping),
        new("platform.nav.members", "admin/members", "users", "platform.members", 920, Keeping),
        new("platform.nav.audit", "audit", "shield-check", "platform.audit", 930, Keeping),
        new("platform.nav.outbox", "outbox", "send", "platform.outbox", 940, Keeping),
        new("platform.nav.webhooks", "webhooks", "plug", "platform.outbox", 950, Keeping),
        // Last, so that none of them is anybody's first page.
        new("platform.nav.map", "map", "map", "platform.zone", 970, Data),
        new("platform.nav.calendar", "calendar", "calendar", "platform.zone", 980, Data),
        new("platform.nav.profile", "profile", "building-community", "platform.zone", 990, Data),
    ];
}
