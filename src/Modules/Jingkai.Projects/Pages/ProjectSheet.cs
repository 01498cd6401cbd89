using Jingkai.Platform.Maps;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Extensions;
using Jingkai.Projects.LifeCycle;
using Jingkai.Projects.Phases;
using Jingkai.Projects.Plan;
using Jingkai.Projects.Progress;
using Jingkai.Projects.Promises;
using Jingkai.Projects.Rating;
using Jingkai.Projects.Register;
using Jingkai.Ui;

namespace Jingkai.Projects.Pages;

/// <summary>What the parts of a project's page show.</summary>
internal sealed class ProjectSheet
{
    public required ProjectView View { get; init; }

    /// <summary>The business day.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Code of the zone, for addresses.</summary>
    public required string Zone { get; init; }

    /// <summary>The reader may change the project.</summary>
    public required bool MayWrite { get; init; }

    public GateView? Gate { get; set; }

    public IReadOnlyList<StageMoveView> Moves { get; set; } = [];

    /// <summary>Files to choose evidence from.</summary>
    public IReadOnlyList<SelectOption> Files { get; set; } = [];

    /// <summary>Milestones and nodes of its own plan, for the chart of its stages.</summary>
    public IReadOnlyList<ProjectNode> Chart { get; set; } = [];

    /// <summary>Its point upon the map, and the layers of the zone that hold today.</summary>
    public MapPointSet? Point { get; set; }

    public IReadOnlyList<MapLayerView> Layers { get; set; } = [];

    public IReadOnlyList<MonthView> Months { get; set; } = [];

    public IReadOnlyList<ProgressView> Progress { get; set; } = [];

    /// <summary>Planned progress today in per cent.</summary>
    public decimal? Planned { get; set; }

    /// <summary>Open rounds that ask for its progress.</summary>
    public IReadOnlyList<RatingRound> OpenRounds { get; set; } = [];

    /// <summary>Flags, consequences and appeals.</summary>
    public Rating.ProjectRating? Rating { get; set; }

    public IReadOnlyList<PlanNode> Nodes { get; set; } = [];

    public PhasesView? Phases { get; set; }

    public IReadOnlyList<ExtensionLine> Extensions { get; set; } = [];

    public IReadOnlyList<PromiseView> Promises { get; set; } = [];

    public IReadOnlyList<HistoryView> History { get; set; } = [];

    /// <summary>What was posted.</summary>
    public required Func<string, string?> Posted { get; init; }

    /// <summary>Objection to a field.</summary>
    public required Func<string, string?> ErrorOf { get; init; }
}
