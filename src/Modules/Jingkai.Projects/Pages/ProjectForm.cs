using System.Globalization;
using Jingkai.Platform.Ledgers;
using Jingkai.Projects.Exchange;
using Jingkai.Projects.Register;
using Microsoft.AspNetCore.Http;

namespace Jingkai.Projects.Pages;

/// <summary>The form of a project: by column, what was typed. It posts every column it shows; an empty field clears.</summary>
internal static class ProjectForm
{
    private const string Cleared = "清空";

    /// <summary>Columns a form shows; a stage is asked for only when a project is entered.</summary>
    public static IReadOnlyList<LedgerColumn> Columns(bool isNew) => [.. ProjectColumns.All.Where(c => c.Key != ProjectColumns.Code && (isNew || c.Key is not (ProjectColumns.Stage or ProjectColumns.StageOn)))];

    /// <summary>Name of the field of a column.</summary>
    public static string NameOf(string column) => $"Input.{char.ToUpperInvariant(column[0])}{column[1..]}";

    /// <summary>What was posted.</summary>
    public static Dictionary<string, string?> Read(IFormCollection form, bool isNew)
    {
        var typed = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var column in Columns(isNew))
        {
            if (!form.TryGetValue(NameOf(column.Key), out var values)) continue;
            var text = values.ToString().Trim();
            if (text.Length > 0) typed[column.Key] = text;
            // A name that was emptied is told as missing, not cleared.
            else if (!isNew && !column.Required) typed[column.Key] = Cleared;
            else if (column.Required) typed[column.Key] = "";
        }

        return typed;
    }

    /// <summary>A project as its form shows it.</summary>
    public static Dictionary<string, string?> Of(ProjectView view)
    {
        var shown = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [ProjectColumns.Name] = view.Name, [ProjectColumns.Aliases] = string.Join('、', view.Aliases), [ProjectColumns.Kind] = view.Kind, [ProjectColumns.NationalCode] = view.NationalCode, [ProjectColumns.Investor] = view.Investor,
            [ProjectColumns.Enterprise] = view.Enterprise, [ProjectColumns.Industry] = view.IndustryCode, [ProjectColumns.Park] = view.Park, [ProjectColumns.Chain] = view.Chain, [ProjectColumns.Unit] = view.Unit,
            [ProjectColumns.Investment] = Number(view.TotalInvestment), [ProjectColumns.InvestmentBound] = view.InvestmentBound, [ProjectColumns.Land] = Number(view.LandMu), [ProjectColumns.LandBound] = view.LandBound,
            [ProjectColumns.YearPlan] = Number(view.YearPlan), [ProjectColumns.Content] = view.Content, [ProjectColumns.Capacity] = view.Capacity, [ProjectColumns.Address] = view.Address, [ProjectColumns.Longitude] = Number(view.Longitude),
            [ProjectColumns.Latitude] = Number(view.Latitude), [ProjectColumns.Datum] = view.Datum, [ProjectColumns.Tags] = string.Join('、', view.Tags), [ProjectColumns.Sponsor] = view.Sponsor, [ProjectColumns.Attendant] = view.Attendant,
            [ProjectColumns.WallFrom] = Day(view.WallFrom), [ProjectColumns.WallUntil] = Day(view.WallUntil), [ProjectColumns.Source] = view.Source, [ProjectColumns.Parent] = view.Parent,
        };
        foreach (var (column, (milestone, day)) in ProjectColumns.Days)
        {
            var found = view.Milestone(milestone);
            shown[column] = Day(day switch { NodeDay.Planned => found?.PlannedOn, NodeDay.Promised => found?.PromisedOn, _ => found?.ReachedOn });
        }

        return shown;
    }

    private static string? Number(decimal? number) => number?.ToString("0.##########", CultureInfo.InvariantCulture);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
