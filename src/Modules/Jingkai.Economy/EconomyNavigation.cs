using Jingkai.Platform.Modules;

namespace Jingkai.Economy;

/// <summary>The economy's place in the side navigation.</summary>
internal sealed class EconomyNavigation : INavigationSource
{
    private const string Group = "economy.nav.group";
    private const string Analysis = "economy.nav.analysis";

    public IEnumerable<NavigationEntry> Entries =>
    [
        new("economy.nav.cockpit", "", "layout-dashboard", "figures.read", 100, Group),
        new("economy.nav.indicators", "indicators", "chart-line", "figures.read", 110, Group),
        new("economy.nav.reporting", "reporting", "calendar-due", "duties.read", 115, Group),
        new("economy.nav.reports", "reports", "report-analytics", "reports.read", 120, Group),
        new("economy.nav.observations", "observations", "database", "figures.read", 130, Group),
        new("economy.nav.targets", "targets", "target", "figures.read", 140, Group),
        new("economy.nav.consistency", "consistency", "scale", "figures.read", 150, Group),
        new("economy.nav.contributions", "analysis/contributions", "chart-bar", "figures.read", 160, Analysis),
        new("economy.nav.pace", "analysis/pace", "gauge", "figures.read", 170, Analysis),
        new("economy.nav.recovery", "analysis/recovery", "trending-up", "figures.read", 180, Analysis),
        new("economy.nav.alerts", "analysis/alerts", "bell", "figures.read", 155, Analysis),
        new("economy.nav.candidates", "analysis/candidates", "arrow-up-right", "reports.read", 190, Analysis),
        new("economy.nav.assessment", "analysis/assessment", "trophy", "figures.read", 195, Analysis),
    ];
}
