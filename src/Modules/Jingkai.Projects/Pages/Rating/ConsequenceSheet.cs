using Jingkai.Projects.Rating.Consequences;

namespace Jingkai.Projects.Pages.Rating;

/// <summary>Consequences for a table of them.</summary>
internal sealed record ConsequenceSheet(string Zone, IReadOnlyList<ConsequenceView> Items);
