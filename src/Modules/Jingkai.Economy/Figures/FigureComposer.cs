using System.Numerics;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Indicators;
using Jingkai.Kernel;

namespace Jingkai.Economy.Figures;

/// <summary>Puts a figure together from what is stored. Pure: the rules of growth, share, completion and pace stand here and
/// nowhere else.</summary>
internal sealed class FigureComposer(Indicator indicator, FigureData data, string zoneCode)
{
    private readonly Measure? measure = Measures.Of(indicator.Code);
    private readonly Unit shown = indicator.Shown;
    private readonly Unit stored = indicator.Base;

    /// <summary>The figure, or null when nothing is stored.</summary>
    /// <param name="subject">What it is about.</param>
    /// <param name="period">Canonical period.</param>
    /// <param name="asked">The period as asked for.</param>
    /// <param name="told">What its reader is told of it.</param>
    /// <param name="whole">What its reader is told of the zone, which shares are taken of.</param>
    public Figure? Compose(Subject subject, Period period, string asked, Allowed told, Allowed whole)
    {
        var o = data.Observation(subject, period) ?? Difference(subject, period);
        var level = LevelOf(subject, period);
        var target = data.Target(subject, period.Year);
        if (o is null && level is null && target is null) return null;

        var reported = o is not null;
        // What an office delivered of another population must not be set beside the enterprises' sum, nor take its base from there.
        var beside = reported && measure is { Reconcilable: false } ? null : level;
        var summed = told.Growth ? beside : null;
        var hide = reported ? !told.Delivered : level is not null && !told.Sum;
        var value = hide ? null : reported ? Shown(o!.ValueE4) : level is { } l ? Shown(l.Sum) : null;
        var growth = hide || indicator.InPoints ? null : Percent(o?.GrowthE4);
        var computed = hide || indicator.RealGrowth || indicator.InPoints ? null : summed?.Growth;
        var (prior, priorBasis) = hide ? default : Prior(o, summed);
        var (share, shareChange) = hide ? default : Shares(subject, period, beside is not null, told.And(whole));
        var completion = FigurePeriods.Completion(indicator, period, Shown(target?.ValueE4), value);
        decimal? pace = target is null ? null : Rounding.Ratio(FigurePeriods.Elapsed(period), 12, 2, 100);
        var reference = new FigureRef(indicator.Code, subject.Text, period.ToString(), o?.Number ?? 0, At(subject, period, o)).Encode();
        var frozen = Frozen(period);
        var version = o?.Number ?? (level is null ? 0 : frozen ?? 0);
        return new()
        {
            Ref = reference,
            Indicator = indicator.Code,
            Name = indicator.NameZh,
            Subject = subject.Text,
            SubjectName = subject.Name,
            Period = asked,
            Value = value,
            Unit = indicator.Unit,
            Bound = hide ? null : o?.Bound,
            Growth = growth,
            GrowthBasis = growth is not null ? o!.GrowthBasis ?? indicator.UsualBasis : computed is not null ? "computed" : null,
            ChangePoints = hide ? null : Percent(o?.ChangeE4),
            ComputedGrowth = computed,
            Prior = prior,
            PriorBasis = priorBasis,
            Turn = hide || summed is not { BothCount: > 0 } t || (t.Prior.Sign > 0 && t.Both.Sign >= 0) ? null : Growth.Word(Growth.Describe(t.Both, t.Prior)).Current,
            Share = share,
            ShareChangePoints = shareChange,
            Target = target is null ? null : new(Shown(target.ValueE4), Percent(target.GrowthE4), indicator.Unit, target.Bound, target.Source),
            Completion = completion,
            Pace = pace,
            Behind = completion is not null && pace is not null ? completion < pace : null,
            Status = o is null && level is null ? "none" : frozen is not null && o?.Id != Guid.Empty ? "locked" : o?.Status ?? "computed",
            DeliveredStatus = o is null || o.Id == Guid.Empty ? null : o.Status,
            Frozen = frozen,
            Source = o?.Source,
            Wording = hide ? null : o?.Wording,
            PublishedOn = o?.PublishedOn,
            Version = version,
            Origin = o is { Id: var id } && id == Guid.Empty ? "derived" : reported ? "reported" : level is not null ? "rolledUp" : "reported",
            Withheld = hide,
            RolledUp = beside is { } sum ? RolledUp(subject, period, sum, reported && !hide ? value : null, told) : null,
            Trace = $"/api/v1/zones/{zoneCode}/figures/{reference}/trace",
        };
    }

    /// <summary>The frozen version a figure is told by, or null: of a difference of two levels only when both are frozen.</summary>
    private int? Frozen(Period period) =>
        measure is not null && LevelKey.Of(period, measure, indicator.Merged) is { Less: { } less } && data.FrozenNumber(less) is null ? null : data.FrozenNumber(period.YearMonth);

    /// <summary>The level of a period, or null.</summary>
    public Level? LevelOf(Subject subject, Period period) =>
        measure is not null && LevelKey.Of(period, measure, indicator.Merged) is { } key ? data.Level(subject, key) : null;

    /// <summary>A number in the catalogue's unit, not rounded.</summary>
    public decimal? Shown(BigInteger? scaled) => scaled is { } s ? Unit.FromScaled(s, 4, stored, shown) : null;

    private decimal? Shown(long? scaled) => scaled is { } s ? Unit.FromScaled(s, 4, stored, shown) : null;

    private static decimal? Percent(long? e4) => e4 is { } p ? p / 10_000m : null;

    /// <summary>A month, quarter or half as the difference of two delivered levels; computed, so without a growth of its own.</summary>
    private Observation? Difference(Subject subject, Period period)
    {
        if (!indicator.Cumulative || period.Kind is not (PeriodKind.Month or PeriodKind.Quarter or PeriodKind.Half) || period.Start.Month == 1) return null;
        var end = data.Observation(subject, Period.YearToDate(period.Year, period.End.Month));
        var start = data.Observation(subject, Period.YearToDate(period.Year, period.Start.Month - 1));
        if (end?.ValueE4 is not { } last || start?.ValueE4 is not { } first) return null;
        return new()
        {
            Id = Guid.Empty, ValueE4 = last - first, Status = "computed", Source = $"{end.Source}；{start.Source}", Number = 0,
            RecordedAt = end.RecordedAt > start.RecordedAt ? end.RecordedAt : start.RecordedAt,
        };
    }

    /// <summary>The instant that names a computed figure: when what it is computed from last changed.</summary>
    private DateTime? At(Subject subject, Period period, Observation? o)
    {
        if (o is { Number: > 0 }) return null;
        if (data.AsOf is { } asOf) return asOf;
        var summed = measure is not null && LevelKey.Of(period, measure, indicator.Merged) is { } key ? data.ChangedAt(subject, key) : null;
        return o is null || summed > o.RecordedAt ? summed : o.RecordedAt;
    }

    private (decimal?, string?) Prior(Observation? o, Level? level)
    {
        if (indicator.RealGrowth || indicator.InPoints) return default;
        if (level is { BothCount: > 0 } l) return (Shown(l.Prior), "comparable");
        if (o is not { ValueE4: { } value, GrowthE4: { } growth } || growth <= -1_000_000 || o.GrowthBasis == "real") return default;
        return (Shown(value)!.Value * 1_000_000m / (1_000_000m + growth), "implied");
    }

    /// <summary>Share of the zone and its change: numerator and denominator of the same origin, rounded once.</summary>
    private (decimal?, decimal?) Shares(Subject subject, Period period, bool summed, Allowed told)
    {
        if (subject.Kind == SubjectKind.Zone || indicator.Aggregation is "rate" or "avg") return default;
        var (part, whole) = summed && told.Sum ? (LevelOf(subject, period), LevelOf(Subject.Zone, period)) : default;
        var (o, total) = told.Delivered ? (data.Observation(subject, period), data.Observation(Subject.Zone, period)) : default;
        var share = o?.ValueE4 is { } a && total?.ValueE4 is { } b ? Rounding.Ratio(a, b, 2, 100)
            : part is { } p && whole is { } w ? Rounding.Ratio(p.Sum, w.Sum, 2, 100) : null;
        if (indicator.RealGrowth) return (share, null);
        if (told.Growth && part is { BothCount: > 0 } x && whole is { BothCount: > 0 } y) return (share, PointsOf(x.Both, y.Both, x.Prior, y.Prior));
        return (share, Implied(o, total));
    }

    /// <summary>Change of share from delivered values and growths: the comparable priors they imply.</summary>
    private static decimal? Implied(Observation? part, Observation? whole)
    {
        if (part is not { ValueE4: { } a, GrowthE4: { } g, GrowthBasis: not "real" } || whole is not { ValueE4: { } b, GrowthE4: { } h, GrowthBasis: not "real" }) return null;
        if (g <= -1_000_000 || h <= -1_000_000) return null;
        BigInteger pa = a, pb = b;
        return PointsOf(pa, pb, pa * (1_000_000 + h), pb * (1_000_000 + g));
    }

    /// <summary>100 × (part/whole − partPrior/wholePrior), one decimal, rounded once.</summary>
    private static decimal? PointsOf(BigInteger part, BigInteger whole, BigInteger partPrior, BigInteger wholePrior) =>
        whole.Sign <= 0 || wholePrior.Sign <= 0 ? null : Rounding.Ratio((part * wholePrior) - (partPrior * whole), whole * wholePrior, 1, 100);

    private RolledUpView RolledUp(Subject subject, Period period, Level level, decimal? delivered, Allowed told)
    {
        var sum = told.Sum ? Shown(level.Sum) : null;
        return new(
            sum,
            !told.Growth || indicator.RealGrowth || indicator.InPoints ? null : level.Growth,
            new(level.Count, data.Expected(subject, period.YearMonth)),
            sum - delivered,
            level.BothCount);
    }
}
