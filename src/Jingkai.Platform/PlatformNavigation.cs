using Jingkai.Platform.Modules;

namespace Jingkai.Platform;

/// <summary>The platform's own entries: imports beside the ledgers, keeping of the zone at the end.</summary>
internal sealed class PlatformNavigation : INavigationSource
{
    private const string Data = "platform.nav.data";
    private const string Keeping = "platform.nav.keeping";

    public IEnumerable<NavigationEntry> Entries =>
    [
        new("platform.nav.imports", "imports", "file-import", "platform.imports", 800, Data),
        new("platform.nav.units", "admin/units", "sitemap", "platform.accounts", 910, Keeping),
        new("platform.nav.members", "admin/members", "users", "platform.accounts", 920, Keeping),
        new("platform.nav.audit", "audit", "shield-check", "platform.audit", 930, Keeping),
        new("platform.nav.outbox", "outbox", "send", "platform.outbox", 940, Keeping),
        new("platform.nav.webhooks", "webhooks", "plug", "platform.outbox", 950, Keeping),
    ];
}
