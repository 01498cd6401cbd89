namespace Jingkai.Ui;

/// <summary>An entry of the navigation.</summary>
/// <param name="Text">The words.</param>
/// <param name="Href">The address from the root.</param>
/// <param name="Icon">Icon name.</param>
/// <param name="Section">Heading under which neighbours with the same section stand.</param>
/// <param name="Count">What waits there; shown when above zero.</param>
/// <param name="Exact">Marked as current on this very address only, not on those below it.</param>
public sealed record NavItem(string Text, string Href, string? Icon = null, string? Section = null, int? Count = null, bool Exact = false);

/// <summary>A zone that the account may open.</summary>
public sealed record ZoneLink(string Code, string Name, string Href);

/// <summary>A message that one page leaves for the next.</summary>
public sealed record FlashMessage(Tone Tone, string Text, string? Title = null);

/// <summary>A step of the way to a page; without an address it is the page itself.</summary>
public sealed record Crumb(string Text, string? Href = null);

/// <summary>A tab: a link to a page or to the same page with another value.</summary>
public sealed record TabItem(string Text, string Href, bool Current = false, long? Count = null);
