using Jingkai.Kernel;

namespace Jingkai.Platform.Clocks;

/// <summary>A version of a time limit as it is shown.</summary>
/// <param name="Code">Its code.</param>
/// <param name="From">First day in force.</param>
/// <param name="Name">Name in the reader's language.</param>
/// <param name="Start">The event it runs from.</param>
/// <param name="Amount">What is promised.</param>
/// <param name="Unit">What it is counted in.</param>
/// <param name="Limit">The same in words.</param>
/// <param name="LegalAmount">What the law gives.</param>
/// <param name="LegalUnit">What that is counted in.</param>
/// <param name="Legal">The same in words.</param>
/// <param name="Points">Warning points in percent.</param>
/// <param name="OwnerRole">Role that usually holds such a matter.</param>
/// <param name="Source">The paper it comes from.</param>
/// <param name="Reason">Why it was changed.</param>
public sealed record LimitView(
    string Code, DateOnly From, string Name, string Start, int Amount, string Unit, string Limit, int? LegalAmount, string? LegalUnit, string? Legal, IReadOnlyList<int> Points, string? OwnerRole, string? Source, string? Reason)
{
    /// <summary>Of a stored row.</summary>
    public static LimitView Of(TimeLimitRule r) => new(
        r.Code, r.FromOn, new Text(r.NameZh, r.NameEn).Current, new Text(r.StartZh, r.StartEn).Current, r.Amount, r.Unit, r.Limit.Current, r.LegalAmount, r.LegalUnit, r.Legal?.Current, WarningPoints.Read(r.Points), r.OwnerRole, r.Source, r.Reason);
}
