using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Projects.Register;

namespace Jingkai.Projects.Promises;

/// <summary>Puts a judged change, or a result, into a promise, for page, interface and file alike; nothing is saved.</summary>
internal static class PromiseWriter
{
    private const decimal Most = 1_000_000_000_000m;

    /// <summary>Applies what is entered with a promise.</summary>
    /// <returns>Everything that is wrong, by column; empty: it was applied.</returns>
    public static IReadOnlyList<(string Column, Error Error)> Apply(ProjectPromise promise, ProjectChange change)
    {
        var wrong = new List<(string, Error)>();
        promise.Side = change.Or(PromiseColumns.Side, promise.Side) ?? "";
        promise.Item = change.Or(PromiseColumns.Item, promise.Item) ?? "";
        if (promise.Side.Length == 0) wrong.Add((PromiseColumns.Side, ApiErrors.Required(PromiseColumns.Side)));
        if (promise.Item.Length == 0) wrong.Add((PromiseColumns.Item, ApiErrors.Required(PromiseColumns.Item)));
        if (PromiseItems.Find(promise.Item) is not { } item) return wrong;
        if (item.Side is { } side && promise.Side.Length > 0 && side != promise.Side) wrong.Add((PromiseColumns.Item, Errors.OtherSide(item)));
        var text = change.Or<string>(PromiseColumns.Text, promise.Text);
        promise.Text = string.IsNullOrEmpty(text) ? item.Zh : text;
        Value(promise, item, change, wrong);
        promise.AgreedOn = change.Or(PromiseColumns.AgreedOn, promise.AgreedOn);
        promise.DueOn = change.Or(PromiseColumns.DueOn, promise.DueOn);
        if (promise.DueOn is null && item.Milestone is not null) wrong.Add((PromiseColumns.DueOn, ApiErrors.Required(PromiseColumns.DueOn)));
        if (promise.DueOn is { } due && promise.AgreedOn is { } agreed && due <= agreed) wrong.Add((PromiseColumns.DueOn, Errors.BeforeAgreed));
        promise.UnitId = change.Or(PromiseColumns.Unit, promise.UnitId);
        promise.OwnerId = change.Or(PromiseColumns.Owner, promise.OwnerId);
        promise.Agreement = change.Or(PromiseColumns.Agreement, promise.Agreement);
        promise.Source = change.Or(PromiseColumns.Source, promise.Source);
        return wrong;
    }

    /// <summary>Sets the result.</summary>
    /// <param name="promise">An open promise.</param>
    /// <param name="result">What is said of it.</param>
    /// <param name="last">The last day in time; null: none, or its clock stands still.</param>
    /// <param name="reached">The day on which the milestone that it promises was reached, as the ledger of projects has it.</param>
    /// <param name="today">The business day.</param>
    public static IReadOnlyList<Error> Conclude(ProjectPromise promise, Conclusion result, DateOnly? last, DateOnly? reached, DateOnly today)
    {
        var (wrong, on, item) = (new List<Error>(), result.On ?? today, PromiseItems.Find(promise.Item)!);
        if (on > today) wrong.Add(Errors.InFuture);
        long? achieved = null;
        if (result.Achieved is { } number && Scaled(number, "achieved", wrong) is { } scaled) achieved = scaled;
        var kept = result.Result is PromiseResult.Kept or PromiseResult.KeptLate;
        if (promise.ValueE4 is { } promised)
        {
            if (achieved is null && result.Achieved is null && (kept || result.Result == PromiseResult.Partly)) wrong.Add(ApiErrors.Required("achieved"));
            var meets = achieved is { } got && (item.AtMost ? got <= promised : got >= promised);
            if (achieved is not null && kept && !meets) wrong.Add(Errors.Short);
            if (achieved is not null && !kept && result.Result != PromiseResult.Waived && meets && !(last < on)) wrong.Add(Errors.NotShort);
        }

        // That a milestone was reached, its gate confirms, not whoever enters the result.
        if (item.Milestone is not null && !PromiseResult.TakesTwo(result.Result))
        {
            if (reached is not { } milestone) wrong.Add(Errors.MilestoneNotReached(item));
            else if (on < milestone) wrong.Add(Errors.BeforeMilestone(item, milestone));
        }

        if (last is { } due && result.Result == PromiseResult.Kept && on > due) wrong.Add(Errors.Late(due));
        if (last is { } end && result.Result == PromiseResult.KeptLate && on <= end) wrong.Add(Errors.InTime(end));
        if (result.Result == PromiseResult.Broken && result.Remedy is null) wrong.Add(Errors.RemedyRequired);
        if (wrong.Count > 0) return wrong;
        (promise.Result, promise.AchievedE4, promise.ResultOn, promise.EvidenceId, promise.Remedy, promise.ResultNote) = (result.Result, achieved, on, result.Evidence, result.Remedy, result.Note);
        return [];
    }

    /// <summary>1/10 000 of a unit as the number it is.</summary>
    public static decimal? Number(long? e4) => e4 / 10_000m;

    private static void Value(ProjectPromise promise, PromiseItem item, ProjectChange change, List<(string, Error)> wrong)
    {
        var value = change.Or(PromiseColumns.Value, Number(promise.ValueE4));
        var unit = change.Or(PromiseColumns.ValueUnit, promise.ValueUnit);
        if (value is not { } number)
        {
            (promise.ValueE4, promise.ValueUnit) = (null, null);
            return;
        }

        if (item.Milestone is not null)
        {
            wrong.Add((PromiseColumns.Value, Errors.IsADay));
            return;
        }

        unit = string.IsNullOrEmpty(unit) ? item.Unit : unit;
        if (unit is null) wrong.Add((PromiseColumns.ValueUnit, Errors.UnitRequired));
        else if (item.Unit is { } own && !Unit.Find(unit).Value.Fits(Unit.Find(own).Value)) wrong.Add((PromiseColumns.ValueUnit, Errors.OtherUnit(unit, own)));
        var errors = new List<Error>();
        promise.ValueE4 = Scaled(number, PromiseColumns.Value, errors);
        promise.ValueUnit = unit;
        wrong.AddRange(errors.Select(e => (PromiseColumns.Value, e)));
    }

    private static long? Scaled(decimal number, string field, List<Error> wrong)
    {
        if (number is < 0 or > Most) wrong.Add(Errors.OutOfRange(field));
        else if (number * 10_000m != decimal.Truncate(number * 10_000m)) wrong.Add(Errors.TooPrecise(field));
        else return (long)(number * 10_000m);
        return null;
    }
}

/// <summary>A result as it is judged; kept in the sign-off where it takes a second person.</summary>
internal sealed record Conclusion(string Result, decimal? Achieved, DateOnly? On, Guid? Evidence, string? Remedy, string? Note);
