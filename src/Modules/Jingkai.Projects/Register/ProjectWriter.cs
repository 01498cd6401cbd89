using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Exchange;
using Jingkai.Projects.Extensions;
using Jingkai.Projects.LifeCycle;
using Jingkai.Projects.Rating;

namespace Jingkai.Projects.Register;

/// <summary>Puts a judged change into a project. What depends on what is stored is judged here, for page, interface and file alike; nothing is saved.</summary>
/// <param name="db">The context.</param>
/// <param name="limits">Limits on extensions in force: what an extension would move, nobody moves by hand meanwhile.</param>
internal sealed class ProjectWriter(JingkaiDbContext db, IReadOnlyDictionary<Guid, LimitInForce>? limits = null)
{
    private static readonly string[] PeopleColumns = [ProjectColumns.Sponsor, ProjectColumns.Attendant];

    private static readonly (string Earlier, string Later)[] Ordered =
    [
        ("startedOn", "completedOn"), ("startedOn", "productionOn"), ("productionOn", "capacityOn"), ("plannedStartOn", "plannedCompletionOn"), ("promisedStartOn", "promisedCompletionOn"), ("signedOn", "landOn"), ("signedOn", "startedOn"),
    ];

    /// <summary>A project that is not there yet.</summary>
    public ProjectFile New(DateTime now) => new(new() { ZoneId = db.ZoneId, ById = db.Actor.MemberId }) { Entered = now };

    /// <summary>Applies a change.</summary>
    /// <returns>Everything that is wrong, by column; empty: it was applied.</returns>
    public IReadOnlyList<(string Column, Error Error)> Apply(ProjectFile file, ProjectChange change, bool isNew)
    {
        var (project, wrong) = (file.Project, new List<(string, Error)>());
        project.Name = change.Or(ProjectColumns.Name, project.Name) ?? "";
        if (project.Name.Length == 0) wrong.Add((ProjectColumns.Name, Platform.Api.ApiErrors.Required(ProjectColumns.Name)));
        Kind(file, change, isNew, wrong);
        project.NationalCode = change.Or(ProjectColumns.NationalCode, project.NationalCode);
        project.Investor = change.Or(ProjectColumns.Investor, project.Investor);
        project.EnterpriseId = change.Or(ProjectColumns.Enterprise, project.EnterpriseId);
        project.IndustryCode = change.Or(ProjectColumns.Industry, project.IndustryCode);
        project.ParkId = change.Or(ProjectColumns.Park, project.ParkId);
        project.Chain = change.Or(ProjectColumns.Chain, project.Chain);
        project.UnitId = change.Or(ProjectColumns.Unit, project.UnitId);
        project.InvestmentFen = change.Or(ProjectColumns.Investment, project.InvestmentFen);
        project.InvestmentBound = change.Or(ProjectColumns.InvestmentBound, project.InvestmentBound);
        project.LandUnits = change.Or(ProjectColumns.Land, project.LandUnits);
        project.LandBound = change.Or(ProjectColumns.LandBound, project.LandBound);
        project.Content = change.Or(ProjectColumns.Content, project.Content);
        project.Capacity = change.Or(ProjectColumns.Capacity, project.Capacity);
        project.Address = change.Or(ProjectColumns.Address, project.Address);
        project.Source = change.Or(ProjectColumns.Source, project.Source);
        if (change.Has(ProjectColumns.Parent))
        {
            file.Parent = change.Or<ParentProject>(ProjectColumns.Parent, null);
            project.ParentId = file.Parent?.Id;
            if (project.ParentId == project.Id) wrong.Add((ProjectColumns.Parent, Errors.OwnPart));
        }

        if (ProjectPlace.Enter(project, change) is { } misplaced) wrong.Add(misplaced);
        project.WallFrom = change.Or(ProjectColumns.WallFrom, project.WallFrom);
        project.WallUntil = change.Or(ProjectColumns.WallUntil, project.WallUntil);
        if (project.WallUntil is { } until && (project.WallFrom is null || until <= project.WallFrom)) wrong.Add((ProjectColumns.WallUntil, Errors.WallOrder));
        if (change.Has(ProjectColumns.Aliases)) project.Aliases = change.Or<List<string>>(ProjectColumns.Aliases, null) is { Count: > 0 } names ? string.Join('\n', names) : null;
        if (wrong.Count > 0) return wrong;
        Days(file, change, isNew, wrong);
        if (wrong.Count > 0) return wrong;
        Parts(file, change);
        project.Index();
        return [];
    }

    private void Kind(ProjectFile file, ProjectChange change, bool isNew, List<(string, Error)> wrong)
    {
        var project = file.Project;
        var kind = Ladder.KindOf(change.Or(ProjectColumns.Kind, project.Kind));
        if (kind is null)
        {
            wrong.Add((ProjectColumns.Kind, Platform.Api.ApiErrors.Required(ProjectColumns.Kind)));
            return;
        }

        if (!isNew)
        {
            if (kind.Code != project.Kind && (project.Stage != kind.Stages[0] || file.Milestone(Ladder.StageOf(project.Stage)!.Milestone)?.ReachedOn is not null)) wrong.Add((ProjectColumns.Kind, Errors.KindFixed));
            project.Kind = kind.Code;
            // A file that repeats the stage says nothing new.
            if (change.Has(ProjectColumns.Stage) && change.Or<string>(ProjectColumns.Stage, null) != project.Stage) wrong.Add((ProjectColumns.Stage, Errors.StageOfExisting));
            return;
        }

        var stage = change.Or<string>(ProjectColumns.Stage, null) ?? kind.Stages[0];
        if (kind.IndexOf(stage) < 0) wrong.Add((ProjectColumns.Stage, Errors.StageOfOtherKind(kind, Ladder.StageOf(stage)!)));
        if (kind.IndexOf(stage) > 0 && !db.Actor.May(ProjectsPermissions.Import)) wrong.Add((ProjectColumns.Stage, Errors.TakeOver));
        (project.Kind, project.Stage) = (kind.Code, stage);
    }

    private void Days(ProjectFile file, ProjectChange change, bool isNew, List<(string, Error)> wrong)
    {
        var (project, kind) = (file.Project, Ladder.KindOf(file.Project.Kind)!);
        var reachable = kind.Stages.Take(kind.IndexOf(project.Stage) + 1).Select(s => Ladder.StageOf(s)!.Milestone).ToHashSet(StringComparer.Ordinal);
        var gated = kind.Stages.Select(s => Ladder.StageOf(s)!).ToDictionary(s => s.Milestone, StringComparer.Ordinal);
        foreach (var (column, (milestone, day)) in ProjectColumns.Days.Where(d => change.Has(d.Key)))
        {
            var (to, node) = (change.Or<DateOnly?>(column, null), file.Milestone(milestone));
            if (day == NodeDay.Reached && to != node?.ReachedOn && gated.TryGetValue(milestone, out var stage))
            {
                if (to is not null && !reachable.Contains(milestone)) wrong.Add((column, Errors.NotReached(stage, column)));
                else if (!isNew && !db.Actor.May(ProjectsPermissions.Confirm)) wrong.Add((column, Errors.ConfirmedDay(column)));
            }

            if (Limited(project.Id, milestone, day == NodeDay.Planned ? node?.PlannedOn : day == NodeDay.Promised ? node?.PromisedOn : null, to) is { } limit) wrong.Add((column, Extensions.Errors.Constrained(limit)));
            // What was reached stays reached: its day is corrected, not taken away.
            if (day == NodeDay.Reached && to is null && node?.ReachedOn is not null && reachable.Contains(milestone)) wrong.Add((column, Errors.DayOfStage(column)));
            if (node is null && to is null) continue;
            if (node is null) file.Nodes.Add(node = NewNode(file, milestone));
            if (day == NodeDay.Planned) node.PlannedOn = to;
            else if (day == NodeDay.Promised) node.PromisedOn = to;
            else node.ReachedOn = to;
        }

        var at = Ladder.StageOf(project.Stage)!.Milestone;
        if (isNew && change.Or<DateOnly?>(ProjectColumns.StageOn, null) is { } reached && file.Milestone(at)?.ReachedOn is null)
        {
            var node = file.Milestone(at);
            if (node is null) file.Nodes.Add(node = NewNode(file, at));
            node.ReachedOn = reached;
        }

        // The day of the stage is the day of its milestone: one fact, one place.
        project.StageOn = file.Milestone(at)?.ReachedOn;
        Order(file, change, wrong);
    }

    /// <summary>Works begin before they end, and production follows: days that were given must not say otherwise.</summary>
    private static void Order(ProjectFile file, ProjectChange change, List<(string, Error)> wrong)
    {
        foreach (var (earlier, later) in Ordered)
        {
            var (before, after) = (DayOf(file, earlier), DayOf(file, later));
            if (before is null || after is null || before <= after || !(change.Has(earlier) || change.Has(later))) continue;
            wrong.Add((change.Has(later) ? later : earlier, Errors.DayOrder(change.Has(later) ? later : earlier, HeadingOf(earlier), HeadingOf(later))));
        }
    }

    private static DateOnly? DayOf(ProjectFile file, string column)
    {
        var (milestone, day) = ProjectColumns.Days[column];
        var node = file.Milestone(milestone);
        return day == NodeDay.Planned ? node?.PlannedOn : day == NodeDay.Promised ? node?.PromisedOn : node?.ReachedOn;
    }

    private static string HeadingOf(string column) => ProjectColumns.All.First(c => c.Key == column).Heading;

    /// <summary>The limit that forbids to put a day off; null: none does.</summary>
    private LimitInForce? Limited(Guid project, string milestone, DateOnly? from, DateOnly? to) =>
        from is { } day && (to is null || to > day) && limits?.GetValueOrDefault(project) is { } limit && ExtensionRules.All.Any(r => r.Milestone == milestone) ? limit : null;

    private void Parts(ProjectFile file, ProjectChange change)
    {
        if (change.Has(ProjectColumns.Tags))
        {
            var wanted = change.Or<List<string>>(ProjectColumns.Tags, null) ?? [];
            foreach (var gone in file.Tags.Where(t => !wanted.Contains(t.Tag)).ToList())
            {
                file.Tags.Remove(gone);
                file.Gone.Add(gone);
            }

            file.Tags.AddRange(wanted.Where(w => !file.Tags.Exists(t => t.Tag == w)).Select(w => new ProjectTag { ZoneId = db.ZoneId, ProjectId = file.Project.Id, Tag = w }).ToList());
        }

        if (change.Has(ProjectColumns.YearPlan)) Plan(file, db.Today.Year, change.Or<long?>(ProjectColumns.YearPlan, null));
        foreach (var column in PeopleColumns.Where(change.Has)) Assign(file, column, change.Or<Guid?>(column, null));
    }

    /// <summary>Sets or clears the plan of a year.</summary>
    public void Plan(ProjectFile file, int year, long? fen)
    {
        var plan = file.YearPlans.Find(p => p.Year == year);
        if (fen is not { } amount)
        {
            if (plan is null) return;
            file.YearPlans.Remove(plan);
            file.Gone.Add(plan);
            return;
        }

        if (plan is null) file.YearPlans.Add(plan = new() { ZoneId = db.ZoneId, ProjectId = file.Project.Id, Year = year });
        plan.PlannedFen = amount;
    }

    /// <summary>Names who stands behind a project; who did so before does until today.</summary>
    private void Assign(ProjectFile file, string role, Guid? member)
    {
        var held = file.People.Where(a => a.Role == role).ToList();
        foreach (var before in held.Where(a => a.MemberId != member))
        {
            file.People.Remove(before);
            // Named and taken back on one day: it never was.
            if (before.FromOn == db.Today) file.Gone.Add(before);
            else before.UntilOn = db.Today;
        }

        if (member is { } to && held.TrueForAll(a => a.MemberId != to))
            file.People.Add(new() { ZoneId = db.ZoneId, MemberId = to, Role = role, SubjectKind = ProjectScope.Kind, SubjectId = file.Project.Id, FromOn = db.Today });
    }

    public ProjectNode NewNode(ProjectFile file, string milestone) => new()
    {
        ZoneId = db.ZoneId, ProjectId = file.Project.Id, Milestone = milestone, Position = Ladder.Milestones.Select((m, at) => (m.Code, at)).First(m => m.Code == milestone).at,
    };
}
