using System.Numerics;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Indicators;
using Jingkai.Kernel;
using Jingkai.Platform.Counting;

namespace Jingkai.Economy.Figures;

/// <summary>What was counted for one period.</summary>
/// <param name="Spans">The spans.</param>
/// <param name="Whole">The count.</param>
/// <param name="Compared">The count of the days compared.</param>
/// <param name="Prior">The count of the year before.</param>
internal sealed record CountedSet(CountedSpans Spans, Counted Whole, Counted? Compared, Counted? Prior);

/// <summary>Puts a counted figure together. Pure. Counts are comparable with themselves: the same rule over the same records, so growth is
/// computed against the same days of the year before; rates change in points.</summary>
internal sealed class CountedComposer(Indicator indicator, string zoneCode, bool wholeZone)
{
    // More decimals than a count or a median has.
    private const decimal Scale = 1_000_000m;

    /// <summary>The figure, or null when nothing had been recorded and no target is set.</summary>
    public Figure? Compose(Period period, string asked, CountedSet set, Target? target, DateOnly today)
    {
        if (!set.Whole.Known && target is null) return null;
        var aim = target?.ValueE4 is { } scaled ? Unit.FromScaled(scaled, 4, indicator.Base, indicator.Shown) : (decimal?)null;
        var growth = indicator.InPoints ? null : GrowthOf(set.Compared, set.Prior);
        var points = indicator.InPoints ? PointsOf(set.Compared, set.Prior) : null;
        var completion = FigurePeriods.Completion(indicator, period, aim, set.Whole.Value);
        decimal? pace = target is null ? null : Rounding.Ratio(FigurePeriods.Elapsed(set.Spans.Running && period.Kind is not PeriodKind.UpTo ? Period.Range(period.Start, today) : period), 12, 2, 100);
        var reference = new FigureRef(indicator.Code, Subject.Zone.Text, period.ToString(), 0) { Counted = Written(set.Whole.Value) }.Encode();
        return new()
        {
            Ref = reference,
            Indicator = indicator.Code,
            Name = indicator.NameZh,
            Subject = Subject.Zone.Text,
            SubjectName = Subject.Zone.Name,
            Period = asked,
            Value = set.Whole.Value,
            Unit = indicator.Unit,
            GrowthBasis = growth is null && points is null ? null : "computed",
            ChangePoints = points,
            ComputedGrowth = growth,
            Prior = set.Prior?.Value,
            PriorBasis = set.Prior?.Value is null ? null : "counted",
            Target = target is null ? null : new(aim, target.GrowthE4 / 10_000m, indicator.Unit, target.Bound, target.Source),
            Completion = completion,
            Pace = pace,
            Behind = completion is not null && pace is not null ? completion < pace : null,
            Status = set.Whole.Known ? "computed" : "none",
            Origin = "counted",
            Part = set.Whole.Part,
            Base = set.Whole.Base,
            Scope = wholeZone ? "zone" : "own",
            Compared = set.Compared?.Value,
            ComparedTo = set.Spans.Running ? today : null,
            Trace = $"/api/v1/zones/{zoneCode}/figures/{reference}/trace",
        };
    }

    /// <summary>A value as a reference carries it: 98.0 and 98 are one.</summary>
    public static string Written(decimal? value) => value is { } v ? (v / 1.0000000000000000000000000000m).ToString(System.Globalization.CultureInfo.InvariantCulture) : "";

    private static decimal? GrowthOf(Counted? now, Counted? prior) =>
        now?.Value is { } value && prior?.Value is { } before ? Growth.Percent(new BigInteger(value * Scale), new BigInteger(before * Scale)) : null;

    /// <summary>The change of a rate in points, one decimal, rounded once from the numbers it is made of.</summary>
    private static decimal? PointsOf(Counted? now, Counted? prior)
    {
        if (now is not { Part: { } part, Base: { } whole } || prior is not { Part: { } partBefore, Base: { } wholeBefore } || whole <= 0 || wholeBefore <= 0) return null;
        var (p, b, q, c) = (new BigInteger(part), new BigInteger(whole), new BigInteger(partBefore), new BigInteger(wholeBefore));
        return Rounding.Ratio((p * c) - (q * b), b * c, 1, 100);
    }
}
