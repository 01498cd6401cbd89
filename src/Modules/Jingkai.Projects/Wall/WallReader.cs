using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Projects.Domain;
using Jingkai.Projects.LifeCycle;
using Jingkai.Projects.Progress;
using Jingkai.Projects.Rating;
using Jingkai.Projects.Register;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Wall;

/// <summary>Reads the wall within the reader's scope: the sums, lists and flags are of all lines, so all are read, each with no more than a line shows.</summary>
internal sealed class WallReader(JingkaiDbContext db, ProjectReader reader, FlagBook book)
{
    public async Task<WallView> ReadAsync(WallFilter filter, CancellationToken cancel)
    {
        var words = await reader.BookAsync(cancel);
        var rows = await (await filter.Projects.ApplyAsync(db, words, cancel)).OrderBy(p => p.SortKey).ThenBy(p => p.Id).Select(p => new WallRow(
            p.Id, p.ParentId, p.Code, p.Name, p.Kind, p.Stage, p.Chain, p.ParkId, p.UnitId, p.InvestmentFen, p.InvestmentBound, p.LongitudeE7, p.LatitudeE7, p.EnteredDatum, p.Address)).ToListAsync(cancel);
        var parts = await WallParts.LoadAsync(db, [.. rows.Select(r => r.Id)], cancel);
        var given = await book.LatestAsync([.. rows.Select(r => r.Id)], WallFlags.History, cancel);
        var wholes = await WholesAsync(rows, words, cancel);
        var all = Under(rows.ConvertAll(r => Line(r, words, parts, [.. given[r.Id]], r.ParentId is { } parent ? wholes.GetValueOrDefault(parent) : null)));
        var flags = Count(all.FindAll(Counts));
        var flagged = filter.Flag is { } flag ? all.FindAll(l => (l.Flag?.Flag ?? WallFilter.NoFlag) == flag) : all;
        var lines = filter.List is { } list ? flagged.FindAll(l => l.Lists.Contains(list)) : flagged;
        int In(string code) => flagged.Count(l => Counts(l) && l.Lists.Contains(code));
        var counted = lines.FindAll(Counts);
        return new(db.Today, lines, lines.Count, counted.Sum(l => l.TotalInvestment ?? 0), counted.Sum(l => l.YearPlan ?? 0), counted.Sum(l => l.YearCompleted ?? 0), counted.Count(l => l.Standing == "behind"), counted.Count(l => l.Problems.Count > 0))
        {
            Projects = counted.Count, Parts = lines.Count - counted.Count, Lists = new(In("no-land"), In("not-started"), In("overdue")), Flags = flags,
        };
    }

    private static bool Counts(WallLine line) => line.Whole is null;

    /// <summary>The wholes of sub-projects that are on the wall themselves, whatever is filtered by: they hold investment and land of their parts. A whole that is elsewhere, or
    /// out of the reader's sight, holds nothing here, and its part counts.</summary>
    private async Task<IReadOnlyDictionary<Guid, WallWhole>> WholesAsync(List<WallRow> rows, ProjectBook words, CancellationToken cancel)
    {
        var parents = rows.Select(r => r.ParentId).OfType<Guid>().Distinct().ToList();
        if (parents.Count == 0) return new Dictionary<Guid, WallWhole>();
        var wall = await new ProjectFilter { Wall = true, Ended = false }.ApplyAsync(db, words, cancel);
        return await wall.Where(p => EF.Parameter(parents).Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => new WallWhole(p.Code, p.Name), cancel);
    }

    /// <summary>Each part below its whole, where that is shown.</summary>
    private static List<WallLine> Under(List<WallLine> lines)
    {
        if (lines.TrueForAll(Counts)) return lines;
        var shown = lines.Where(Counts).Select(l => l.Code).ToHashSet(StringComparer.Ordinal);
        var parts = lines.Where(l => l.Whole is { } whole && shown.Contains(whole.Code)).ToLookup(l => l.Whole!.Code, StringComparer.Ordinal);
        return [.. lines.Where(l => l.Whole is null || !shown.Contains(l.Whole.Code)).SelectMany(l => parts[l.Code].Prepend(l))];
    }

    private static List<FlagCount> Count(List<WallLine> lines)
    {
        var flags = lines.Select(l => l.Flag).OfType<WallFlag>().GroupBy(f => f.Flag).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new FlagCount(g.Key, g.First().Name, g.First().Colour, g.Count())).ToList();
        if (flags.Count > 0 && lines.Count(l => l.Flag is null) is > 0 and var without) flags.Add(new(WallFilter.NoFlag, "", "grey", without));
        return flags;
    }

    private WallLine Line(WallRow p, ProjectBook words, WallParts parts, IReadOnlyList<GivenFlag> flags, WallWhole? whole)
    {
        IReadOnlyList<ProjectNode> nodes = [.. parts.Nodes[p.Id].OrderBy(n => n.Position).ThenBy(n => n.Id)];
        ProjectNode? Milestone(string code) => nodes.FirstOrDefault(n => n.Milestone == code);
        var (progress, completed) = (parts.Progress.GetValueOrDefault(p.Id), Milestone("completed"));
        var pace = Pace.On(nodes, [.. parts.Points[p.Id]], progress, db.Today);
        var current = nodes.Where(n => n.ReachedOn is not null).OrderBy(n => n.ReachedOn).ThenBy(n => n.Position).LastOrDefault();
        var next = nodes.Where(n => n.ReachedOn is null && n.PlannedOn is not null).OrderBy(n => n.PlannedOn).ThenBy(n => n.Position).FirstOrDefault();
        var late = next?.PlannedOn is { } due && due < db.Today ? db.Today.DayNumber - due.DayNumber : (int?)null;
        var (gap, money) = (pace.Gap, parts.Money.GetValueOrDefault(p.Id));
        return new(p.Code, p.Name, p.Kind, Ladder.KindOf(p.Kind)?.Name.Current ?? p.Kind, p.Stage, Ladder.StageOf(p.Stage)?.Name.Current ?? p.Stage)
        {
            Whole = whole, Chain = p.Chain, Park = words.ParkName(p.ParkId), Unit = words.UnitName(p.UnitId), Sponsor = words.NameOf(parts.Holder(p.Id, AssignmentRoles.Sponsor)), Attendant = words.NameOf(parts.Holder(p.Id, AssignmentRoles.Attendant)),
            TotalInvestment = Amounts.Wan(p.InvestmentFen), InvestmentBound = p.InvestmentBound, YearPlan = parts.Plans.TryGetValue(p.Id, out var plan) ? Amounts.Wan(plan) : null,
            YearCompleted = money?.Months > 0 ? Amounts.Wan(money.YearFen) : null, Completed = Amounts.Wan(money?.Fen),
            Progress = pace.Actual, Planned = pace.Planned, Gap = gap, ProgressWords = progress?.Words, ProgressOn = progress?.Day, ProgressChecked = progress?.ConfirmedAt is not null,
            TimeLimit = completed?.PlannedOn, Current = current is null ? null : new(NameOf(current), current.ReachedOn, null), Next = next is null ? null : new(NameOf(next), next.PlannedOn, late),
            Problems = [.. parts.Problems[p.Id]], Longitude = Amounts.Degrees(p.LongitudeE7), Latitude = Amounts.Degrees(p.LatitudeE7), Place = ProjectPlace.Of(p.LongitudeE7, p.LatitudeE7, p.EnteredDatum, p.Address),
            Standing = completed?.ReachedOn is not null ? "on-time" : late is not null || pace.IsSlow ? "behind" : gap > 0 ? "early" : gap is null ? next is null ? "unknown" : "on-time" : "on-time",
            Flag = flags.Where(f => f.Present).Select(WallFlags.Of).FirstOrDefault(), Flags = [.. flags.Select(WallFlags.Of)], Lists = ProjectLists.Of(nodes, pace.IsSlow, db.Today), Nodes = nodes,
        };
    }

    /// <summary>What a node is called.</summary>
    public static string NameOf(ProjectNode node) => node.Milestone is { } code ? Ladder.MilestoneName(code)!.Value.Current : node.Name ?? "";
}

/// <summary>What a line needs of a project itself.</summary>
internal sealed record WallRow(
    Guid Id, Guid? ParentId, string Code, string Name, string Kind, string Stage, string? Chain, Guid? ParkId, Guid? UnitId, long? InvestmentFen, string? InvestmentBound, int? LongitudeE7, int? LatitudeE7, string? EnteredDatum, string? Address);
