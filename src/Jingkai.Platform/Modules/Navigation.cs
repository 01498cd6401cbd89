namespace Jingkai.Platform.Modules;

/// <summary>One entry of the side navigation.</summary>
/// <param name="Key">Resource key of the label.</param>
/// <param name="Path">Path below <c>/z/{zone}</c>, empty for the cockpit.</param>
/// <param name="Icon">Name of the icon in the sprite.</param>
/// <param name="Permission">Only those who hold it see the entry.</param>
/// <param name="Order">Smaller comes first.</param>
/// <param name="Group">Resource key of the group heading.</param>
public sealed record NavigationEntry(string Key, string Path, string Icon, string Permission, int Order, string Group);

/// <summary>Contributes entries to the side navigation; pages never know which modules exist.</summary>
public interface INavigationSource
{
    /// <summary>The module's entries.</summary>
    IEnumerable<NavigationEntry> Entries { get; }
}
