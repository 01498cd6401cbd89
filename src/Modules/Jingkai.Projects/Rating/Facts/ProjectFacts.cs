using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.Kernel;
using Jingkai.Projects.Domain;
using Jingkai.Projects.LifeCycle;
using Jingkai.Projects.Progress;
using Jingkai.Projects.Register;
using Jingkai.Rules;

namespace Jingkai.Projects.Rating.Facts;

/// <summary>What rule packs may know of a project on a day. Pure: dates and numbers in, facts out; nothing is rounded.</summary>
internal static class ProjectFacts
{
    private const decimal Whole = 100;

    // The list whose projects are the planned major ones (重大项目).
    private const string Major = "重大";

    private static readonly Unit Months = Unit.Find("月").Value, Pieces = Unit.Find("个").Value, Days = Unit.Find("天").Value, Yuan = Unit.Find("元").Value;

    /// <summary>Codes of the facts, of the shipped catalogue.</summary>
    public static IReadOnlyList<string> Offers { get; } =
    [
        "name", "code", "investment", "progress", "planned_progress", "start_overdue_months", "finish_overdue_months", "overdue_nodes", "longest_overdue", "months_not_in_library", "started", "preparation_late",
        "progress_late", "major_behind", "accident", "funds_below_rule", "rank", "ranked",
    ];

    /// <summary>The facts of one project; its place among others comes with <see cref="Rank"/>.</summary>
    /// <param name="file">The project.</param>
    /// <param name="course">Its planned course.</param>
    /// <param name="entry">The progress that counts; null: none was entered.</param>
    /// <param name="told">Who entered and checked it.</param>
    /// <param name="on">The evaluation day: what was reached later is not known.</param>
    public static Dictionary<string, GivenFact> Of(ProjectFile file, IReadOnlyList<PlanPoint> course, ProgressEntry? entry, string? told, DateOnly on)
    {
        var facts = new Dictionary<string, GivenFact>(StringComparer.Ordinal) { ["name"] = GivenFact.Of(file.Project.Name, Note("项目台账")) };
        if (file.Project.NationalCode is { } code) facts["code"] = GivenFact.Of(code, Note("项目台账"));
        if (file.Project.InvestmentFen is { } fen) facts["investment"] = GivenFact.Of(fen / 100m, Yuan, Note("项目台账"));
        DateOnly? Reached(string milestone) => file.Milestone(milestone)?.ReachedOn is { } day && day <= on ? day : null;
        var (started, completed) = (Reached("started"), Reached("completed"));
        var (toStart, toFinish) = (file.Milestone("started")?.PlannedOn, file.Milestone("completed")?.PlannedOn);
        facts["started"] = GivenFact.Of(started is not null, Note("节点", started));

        var progress = completed is not null ? Whole : started is null ? 0 : entry is not null ? entry.PercentE4 / 10_000m : (decimal?)null;
        var planned = PlannedCourse.On(course, toStart ?? file.Milestone("started")?.ReachedOn, toFinish, on);
        var gap = progress - planned;
        if (progress is { } stands) facts["progress"] = GivenFact.Of(stands, Unit.Percent, completed is not null || started is null ? Note("节点", completed) : Note(told ?? "形象进度", entry!.Day));
        if (planned is { } meant) facts["planned_progress"] = GivenFact.Of(meant, Unit.Percent, Note("计划进度", on));

        if (started is not null || toStart is not null) facts["start_overdue_months"] = GivenFact.Of(started is not null ? 0 : Overdue(toStart!.Value, on), Months, Note("计划开工", toStart));
        if (completed is not null || toFinish is not null) facts["finish_overdue_months"] = GivenFact.Of(completed is not null ? 0 : Overdue(toFinish!.Value, on), Months, Note("计划竣工", toFinish));
        var late = file.Nodes.Where(n => n.PlannedOn < on && !(n.ReachedOn <= on)).ToList();
        facts["overdue_nodes"] = GivenFact.Of(late.Count, Pieces, Note("节点", on));
        facts["longest_overdue"] = GivenFact.Of(late.Count == 0 ? 0 : late.Max(n => on.DayNumber - n.PlannedOn!.Value.DayNumber), Days, Note("节点", on));
        facts["preparation_late"] = GivenFact.Of(started is null && late.Exists(n => Ladder.IsPreparation(n.Milestone)), Note("节点", on));
        var library = Reached("library");
        facts["months_not_in_library"] = GivenFact.Of(started is null || library is not null ? 0 : Full(started.Value, on), Months, Note("入库", library ?? on));

        // Whatever began may fall behind its course; without a course nobody can say.
        bool? behind = started is null || completed is not null ? false : gap is { } points ? points < 0 || late.Exists(n => Ladder.IsWorks(n.Milestone)) : null;
        if (behind is { } isLate) facts["progress_late"] = GivenFact.Of(isLate, Note("形象进度", entry?.Day ?? on));
        if (!file.Tags.Exists(t => t.Tag.Contains(Major, StringComparison.Ordinal))) facts["major_behind"] = GivenFact.Of(false, Note("清单"));
        else if (gap is { } of) facts["major_behind"] = GivenFact.Of(of < 0, Note("清单、形象进度", entry?.Day ?? on));
        if (entry?.Accident is { } accident) facts["accident"] = GivenFact.Of(accident, Note(told ?? "填报", entry.Day));
        if (entry?.FundsBelowRule is { } funds) facts["funds_below_rule"] = GivenFact.Of(funds, Note(told ?? "填报", entry.Day));
        return facts;
    }

    /// <summary>The place of each by its lead on the plan, the best first; equal leads share a place. Those whose lead is not known have none.</summary>
    public static void Rank(IReadOnlyList<Dictionary<string, GivenFact>> all)
    {
        var leads = all.Select(f => f.GetValueOrDefault("progress")?.Number - f.GetValueOrDefault("planned_progress")?.Number).ToList();
        var known = leads.OfType<decimal>().ToList();
        foreach (var (facts, lead) in all.Zip(leads))
        {
            facts["ranked"] = GivenFact.Of(known.Count, null, Note("本轮"));
            if (lead is { } own) facts["rank"] = GivenFact.Of(known.Count(l => l > own) + 1, null, Note("本轮"));
        }
    }

    /// <summary>Months by which a day is overdue: full months, and one as soon as its calendar month is over.</summary>
    public static int Overdue(DateOnly planned, DateOnly on)
    {
        if (on <= planned) return on == planned && on.AddDays(1).Day == 1 ? 1 : 0;
        var monthIsOver = on.AddDays(1) is var next && (next.Year * 12) + next.Month > (planned.Year * 12) + planned.Month;
        return Math.Max(Full(planned, on), monthIsOver ? 1 : 0);
    }

    /// <summary>Facts as they are kept.</summary>
    public static string Keep(IReadOnlyDictionary<string, GivenFact> facts) => new JsonObject([.. facts.Select(f => KeyValuePair.Create<string, JsonNode?>(f.Key, f.Value.Keep()))]).ToJsonString(Plain);

    /// <summary>Facts as they were kept.</summary>
    public static Dictionary<string, GivenFact> Kept(string? json)
    {
        if (json is null) return [];
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => GivenFact.Kept(p.Value), StringComparer.Ordinal);
    }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static int Full(DateOnly since, DateOnly on) => ((on.Year - since.Year) * 12) + on.Month - since.Month - (on < since.AddMonths(((on.Year - since.Year) * 12) + on.Month - since.Month) ? 1 : 0);

    private static FactNote Note(string source, DateOnly? asOf = null) => new(source, asOf);
}
