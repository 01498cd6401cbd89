using Jingkai.Kernel;
using Jingkai.Projects.Domain;
using Jingkai.Projects.LifeCycle;
using Jingkai.Projects.Register;

namespace Jingkai.Projects.Exchange;

/// <summary>A project as a row of its ledger: for the export, and for the trail, which tells what differs between two rows.</summary>
internal static class ProjectRow
{
    public static object?[] Of(ProjectFile file, ProjectBook book, string? company, int year) => [.. ProjectColumns.All.Select(c => Cell(c.Key, file, book, company, year))];

    /// <summary>The columns in which two rows differ, with what stood there; null: no difference.</summary>
    public static (Dictionary<string, object?> Before, Dictionary<string, object?> After)? Differences(object?[] before, object?[] after)
    {
        var (was, now) = (new Dictionary<string, object?>(StringComparer.Ordinal), new Dictionary<string, object?>(StringComparer.Ordinal));
        foreach (var (column, at) in ProjectColumns.All.Select((c, at) => (c.Key, at)))
        {
            if (Equals(before[at], after[at])) continue;
            (was[column], now[column]) = (before[at], after[at]);
        }

        return now.Count == 0 ? null : (was, now);
    }

    private static object? Cell(string column, ProjectFile file, ProjectBook book, string? company, int year)
    {
        var p = file.Project;
        if (ProjectColumns.Days.TryGetValue(column, out var day))
        {
            var node = file.Milestone(day.Milestone);
            return day.Day switch { NodeDay.Planned => node?.PlannedOn, NodeDay.Promised => node?.PromisedOn, _ => node?.ReachedOn };
        }

        return column switch
        {
            ProjectColumns.Code => p.Code,
            ProjectColumns.Name => p.Name,
            ProjectColumns.Aliases => Items(p.AliasList),
            ProjectColumns.Kind => Ladder.KindOf(p.Kind)?.Zh,
            ProjectColumns.Stage => Ladder.StageOf(p.Stage)?.Zh,
            ProjectColumns.StageOn => p.StageOn,
            ProjectColumns.NationalCode => p.NationalCode,
            ProjectColumns.Investor => p.Investor,
            ProjectColumns.Enterprise => company,
            ProjectColumns.Industry => p.IndustryCode,
            ProjectColumns.Park => book.ParkName(p.ParkId),
            ProjectColumns.Chain => p.Chain,
            ProjectColumns.Unit => book.UnitName(p.UnitId),
            ProjectColumns.Investment => Amounts.Wan(p.InvestmentFen),
            ProjectColumns.InvestmentBound => Word(p.InvestmentBound),
            ProjectColumns.Land => Amounts.Mu(p.LandUnits),
            ProjectColumns.LandBound => Word(p.LandBound),
            ProjectColumns.YearPlan => Amounts.Wan(file.YearPlans.Find(y => y.Year == year)?.PlannedFen),
            ProjectColumns.Content => p.Content,
            ProjectColumns.Capacity => p.Capacity,
            ProjectColumns.Address => p.Address,
            ProjectColumns.Longitude => Amounts.Degrees(p.LongitudeE7),
            ProjectColumns.Latitude => Amounts.Degrees(p.LatitudeE7),
            // What is stored is of one datum, however it was entered.
            ProjectColumns.Datum => p.LongitudeE7 is null ? null : "CGCS2000",
            ProjectColumns.Tags => Items(file.Tags.Select(t => t.Tag)),
            ProjectColumns.Sponsor => book.NameOf(file.Holder(ProjectColumns.Sponsor)),
            ProjectColumns.Attendant => book.NameOf(file.Holder(ProjectColumns.Attendant)),
            ProjectColumns.WallFrom => p.WallFrom,
            ProjectColumns.WallUntil => p.WallUntil,
            ProjectColumns.Source => p.Source,
            ProjectColumns.Parent => file.Parent?.Code,
            _ => throw new ArgumentOutOfRangeException(nameof(column), column, "Unknown column."),
        };
    }

    private static string? Items(IEnumerable<string> items) => string.Join('、', items) is { Length: > 0 } text ? text : null;

    private static string? Word(string? bound) => bound is null ? null : Bounds.NameOf(bound).Zh;
}
