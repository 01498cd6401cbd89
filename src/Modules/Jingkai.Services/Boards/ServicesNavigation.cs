using Jingkai.Platform.Modules;

namespace Jingkai.Services.Boards;

/// <summary>The module's place in the side navigation.</summary>
internal sealed class ServicesNavigation : INavigationSource
{
    public IEnumerable<NavigationEntry> Entries => [new("services.nav.boards", "services/boards", "chart-donut", BoardPermissions.Read, 260, "services.nav.group")];
}
