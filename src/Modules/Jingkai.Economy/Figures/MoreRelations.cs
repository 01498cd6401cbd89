using System.Globalization;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Indicators;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Figures;

/// <summary>Relations between what offices delivered: parts that are more than their whole, growth that two levels contradict, changes in
/// points that two shares contradict. What is rounded may differ by its rounding; nothing more.</summary>
internal sealed class MoreRelations(JingkaiDbContext db, SubjectFinder subjects, FigureReader reader)
{
    public async Task CheckAsync(Indicator indicator, Period period, Figure whole, List<BrokenRelation> broken, CancellationToken cancel)
    {
        await PartsAsync(indicator, period, whole, broken, cancel);
        if (period.Kind is PeriodKind.Range or PeriodKind.UpTo) return;
        var prior = period.PriorYear();
        var delivered = (await db.Set<Observation>().AsNoTracking().Where(o => o.Current && o.Indicator == indicator.Code && o.Subject == "zone" && (o.Period == period.ToString() || o.Period == prior.ToString())).ToListAsync(cancel))
            .ToDictionary(o => o.Period, StringComparer.Ordinal);
        if (!delivered.TryGetValue(period.ToString(), out var now) || !delivered.TryGetValue(prior.ToString(), out var before)) return;
        if (indicator.InPoints) Points(indicator, period, now, before, broken);
        else Growth(indicator, period, now, before, broken);
    }

    /// <summary>Delivered parks, and delivered industries of one level, are not more than the delivered whole.</summary>
    private async Task PartsAsync(Indicator indicator, Period period, Figure whole, List<BrokenRelation> broken, CancellationToken cancel)
    {
        if (indicator.Aggregation is "rate" or "avg" || indicator.Code == "IND_PROFIT" || whole is not { Origin: "reported", Value: { } value }) return;
        var texts = await db.Set<Observation>().AsNoTracking().Where(o => o.Current && o.Indicator == indicator.Code && o.Period == period.ToString() && o.Subject != "zone" && o.ValueE4 != null).Select(o => o.Subject).ToListAsync(cancel);
        // Groups are held against the whole where enterprises report them; here the other divisions, and groups nobody sums.
        foreach (var family in texts.Where(t => Measures.Of(indicator.Code) is null || !t.StartsWith("group:", StringComparison.Ordinal)).GroupBy(FamilyOf).Where(f => f.Key is not null && f.Count() > 1).OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            var about = new List<Subject>();
            foreach (var text in family)
                if (await subjects.FindAsync(text, cancel) is { IsOk: true } subject && subject.Value.Value != Rollups.Subjects.Union) about.Add(subject.Value);
            var parts = (await reader.ReadAsync(indicator, about, [period], null, cancel)).Select(r => r[0]).Where(f => f is { Origin: "reported", Withheld: false }).OfType<Figure>().ToList();
            // A part that is more than the whole by itself is named already.
            if (parts.Any(p => p.Value > value)) continue;
            var sum = parts.Sum(p => p.Value ?? 0);
            // Each part and the whole may have been rounded by half a unit of its last decimal.
            if (sum - value <= (parts.Sum(p => Half(p.Value)) + Half(value))) continue;
            broken.Add(new("parts-and-whole", new Text("分项合计大于全区", "The parts add up to more than the zone").Current, indicator.Code, period.ToString(), sum, value, sum - value, indicator.Unit, [whole.Ref, .. parts.Select(p => p.Ref)]));
        }
    }

    /// <summary>Growth of an indicator at current prices as published follows from its two published levels. Real growth and growth on a
    /// comparable population do not: nothing is said of them.</summary>
    private static void Growth(Indicator indicator, Period period, Observation now, Observation before, List<BrokenRelation> broken)
    {
        if (indicator.RealGrowth || (now.GrowthBasis ?? indicator.UsualBasis) != "nominal") return;
        if (now is not { ValueE4: { } value, GrowthE4: { } told } || before.ValueE4 is not { } base_ || base_ <= 0) return;
        decimal v = value, b = base_;
        var computed = ((v / b) - 1) * 100m;
        var growth = told / 10_000m;
        var (roundedV, roundedB) = (HalfE4(now, indicator), HalfE4(before, indicator));
        var tolerance = Half(growth) + (100m * ((roundedV / b) + (v * roundedB / (b * b))));
        if (Math.Abs(computed - growth) <= tolerance) return;
        broken.Add(new("growth-and-levels", new Text("公布增速与两年公布数推算的增速不一致（现价口径）", "The published growth differs from the one that the two published levels give (current prices)").Current,
            indicator.Code, period.ToString(), growth, Rounding.Display(computed, 1), growth - Rounding.Display(computed, 1), "%", [Ref(now), Ref(before)]));
    }

    /// <summary>A change in points is the difference of the two published shares.</summary>
    private static void Points(Indicator indicator, Period period, Observation now, Observation before, List<BrokenRelation> broken)
    {
        if (now is not { ValueE4: { } value, ChangeE4: { } told } || before.ValueE4 is not { } base_) return;
        var (change, difference) = (told / 10_000m, (value - base_) / 10_000m);
        if (Math.Abs(difference - change) <= Half(change) + Half(value / 10_000m) + Half(base_ / 10_000m)) return;
        broken.Add(new("share-in-points", new Text("公布的增减百分点与两年公布值之差不一致", "The published change in points differs from the two published values").Current,
            indicator.Code, period.ToString(), change, difference, change - difference, new Text("百分点", "points").Current, [Ref(now), Ref(before)]));
    }

    private static string? FamilyOf(string subject) => subject.Split(':') switch
    {
        ["park", _] => "park",
        ["group", _] => "group",
        ["industry", var code] => FormattableString.Invariant($"industry{code.Length}"),
        _ => null,
    };

    private static string Ref(Observation o) => new FigureRef(o.Indicator, o.Subject, o.Period, o.Number).Encode();

    /// <summary>Half a unit of the last decimal a number is written with.</summary>
    private static decimal Half(decimal? number) => number is { } n ? 0.5m / Power(Scale(n)) : 0;

    /// <summary>The same for a delivered number, in ten-thousandths of the base unit.</summary>
    private static decimal HalfE4(Observation o, Indicator indicator)
    {
        if (!decimal.TryParse(o.Delivered, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) || Unit.Find(o.DeliveredUnit ?? indicator.Unit) is not { IsOk: true } unit) return 0;
        return Half(number) * Unit.FromScaled(10_000, 4, unit.Value, indicator.Base) * 10_000m;
    }

    /// <summary>Decimals that say something: trailing zeros do not.</summary>
    private static int Scale(decimal number) => (number / 1.000000000000000000000000000000000m).Scale;

    private static decimal Power(int digits)
    {
        var power = 1m;
        for (var i = 0; i < digits; i++) power *= 10m;
        return power;
    }
}
