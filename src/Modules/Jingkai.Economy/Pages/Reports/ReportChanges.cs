using Jingkai.Economy.Reports;

namespace Jingkai.Economy.Pages.Reports;

/// <summary>What changed between two versions of a report.</summary>
internal static class ReportChanges
{
    /// <returns>The end of the resource key of each changed number, with its value before and after.</returns>
    public static IEnumerable<(string Label, decimal? Before, decimal? After)> Of(ReportVersionView before, ReportVersionView after)
    {
        if (before.Value != after.Value) yield return ("month", before.Value, after.Value);
        if (before.Prior != after.Prior) yield return ("prior", before.Prior, after.Prior);
        if (before.Ytd != after.Ytd) yield return ("ytd", before.Ytd, after.Ytd);
        if (before.YtdPrior != after.YtdPrior) yield return ("ytd-prior", before.YtdPrior, after.YtdPrior);
    }
}
