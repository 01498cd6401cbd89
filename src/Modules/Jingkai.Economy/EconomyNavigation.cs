using Jingkai.Platform.Modules;

namespace Jingkai.Economy;

/// <summary>The economy's place in the side navigation.</summary>
internal sealed class EconomyNavigation : INavigationSource
{
    private const string Group = "economy.nav.group";

    public IEnumerable<NavigationEntry> Entries =>
    [
        new("economy.nav.cockpit", "", "layout-dashboard", "figures.read", 100, Group),
        new("economy.nav.indicators", "indicators", "chart-line", "figures.read", 110, Group),
        new("economy.nav.reporting", "reporting", "calendar-due", "duties.read", 115, Group),
        new("economy.nav.reports", "reports", "report-analytics", "reports.read", 120, Group),
        new("economy.nav.observations", "observations", "database", "figures.read", 130, Group),
        new("economy.nav.targets", "targets", "target", "figures.read", 140, Group),
        new("economy.nav.consistency", "consistency", "scale", "figures.read", 150, Group),
    ];
}
