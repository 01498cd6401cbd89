using Jingkai.Kernel;
using Jingkai.Projects.Domain;

namespace Jingkai.Projects.LifeCycle;

/// <summary>What the gates look at of a project.</summary>
/// <param name="Project">The project.</param>
/// <param name="Nodes">Its milestones.</param>
/// <param name="Invested">Investment was recorded by month.</param>
internal sealed record GateFacts(InvestmentProject Project, IReadOnlyList<ProjectNode> Nodes, bool Invested)
{
    public ProjectNode? Milestone(string code) => Nodes.FirstOrDefault(n => n.Milestone == code);

    /// <summary>Whether a fact is known.</summary>
    public bool Has(string fact) => fact switch
    {
        "investor" => Project.Investor is not null,
        "investment" => Project.InvestmentFen is not null,
        "unit" => Project.UnitId is not null,
        "enterprise" => Project.EnterpriseId is not null,
        "place" => Project.Address is not null || Project.LongitudeE7 is not null || Project.ParkId is not null,
        "national-code" => Project.NationalCode is not null,
        "planned-completion" => Milestone("completed")?.PlannedOn is not null,
        "land" => Project.LandUnits is not null,
        "month-investment" => Invested,
        "capacity" => Project.Capacity is not null,
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact, "Unknown fact of a gate."),
    };
}

/// <summary>Whether a project may go on to a stage, and what is lacking. Knows no database.</summary>
/// <param name="To">The stage.</param>
/// <param name="LackingFacts">Facts to be entered first.</param>
/// <param name="Evidence">Kinds of evidence that the claim must bring.</param>
internal sealed record Gate(Stage To, IReadOnlyList<string> LackingFacts, IReadOnlyList<string> Evidence)
{
    /// <summary>The gate to the next stage of a project; null after its last.</summary>
    public static Gate? Next(GateFacts facts) =>
        Ladder.KindOf(facts.Project.Kind) is { } kind && Ladder.StageOf(kind.After(facts.Project.Stage)) is { } next
            ? new(next, [.. kind.FactsOf(next).Where(f => !facts.Has(f))], next.Evidence ?? []) : null;

    /// <summary>Judges a claim that a project reached a stage.</summary>
    /// <param name="facts">The project.</param>
    /// <param name="to">The stage claimed.</param>
    /// <param name="on">The day.</param>
    /// <param name="evidence">Kinds of evidence brought.</param>
    /// <param name="today">The business day.</param>
    /// <returns>Every reason against it; empty: it may be handed in.</returns>
    public static IReadOnlyList<Error> Judge(GateFacts facts, string? to, DateOnly? on, IReadOnlyCollection<string> evidence, DateOnly today)
    {
        var project = facts.Project;
        if (Ladder.StageOf(to) is not { } stage) return [Errors.UnknownStage(to)];
        if (project.VoidedAt is not null) return [Errors.Voided];
        if (project.EndedOn is not null) return [Errors.Ended];
        if (Next(facts) is not { } gate) return [Errors.LastStage];
        if (gate.To.Code != stage.Code) return [Errors.OutOfOrder(stage, Ladder.StageOf(project.Stage)!, gate.To)];
        var wrong = new List<Error>();
        if (on is null) wrong.Add(Errors.DayRequired);
        else if (on > today) wrong.Add(Errors.InFuture);
        else if (project.StageOn is { } before && on < before) wrong.Add(Errors.BeforeStage(before));
        if (gate.LackingFacts.Count > 0) wrong.Add(Errors.MissingFacts(gate.LackingFacts));
        var lacking = gate.Evidence.Where(e => !evidence.Contains(e)).ToList();
        if (lacking.Count > 0) wrong.Add(Errors.MissingEvidence(lacking));
        return wrong;
    }
}
