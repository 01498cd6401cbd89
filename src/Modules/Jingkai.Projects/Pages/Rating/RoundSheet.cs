using Jingkai.Projects.Rating.Appeals;
using Jingkai.Projects.Rating.Consequences;
using Jingkai.Projects.Rating.Rounds;

namespace Jingkai.Projects.Pages.Rating;

/// <summary>What the parts of a round's page show.</summary>
internal sealed class RoundSheet
{
    public required RoundView Round { get; init; }

    public required string Zone { get; init; }

    /// <summary>The reader opens, freezes and publishes rounds.</summary>
    public required bool Rates { get; init; }

    /// <summary>The reader decides appeals.</summary>
    public required bool Decides { get; init; }

    public IReadOnlyList<RoundProgressView> Progress { get; set; } = [];

    public RoundVerdicts? Verdicts { get; set; }

    /// <summary>The table is what another pack makes of the same facts.</summary>
    public bool Compared { get; set; }

    /// <summary>Packs to look at the same facts with: name and title.</summary>
    public IReadOnlyList<(string Name, string Title)> Packs { get; set; } = [];

    public IReadOnlyList<ConsequenceView> Consequences { get; set; } = [];

    public IReadOnlyList<AppealView> Appeals { get; set; } = [];

    public required Func<string, string?> Posted { get; init; }
}
