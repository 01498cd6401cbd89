using System.Numerics;
using Jingkai.Kernel;
using Jingkai.Rules;

namespace Jingkai.Economy.Analysis;

/// <summary>Annual turnover from which enterprises of a sector are listed above scale.</summary>
/// <param name="Prefix">GB/T 4754 section or division.</param>
/// <param name="WanYuan">万元; null where turnover does not decide (a qualification, or any activity, does).</param>
internal sealed record SectorThreshold(string Prefix, string Kind, decimal? WanYuan);

/// <summary>What analysis judges by. Dated settings of the zone; these are the values until a zone sets its own.</summary>
/// <param name="Growth">A growth below it is an alert, in per cent.</param>
/// <param name="BehindPoints">Completion behind time progress by at least this, in points.</param>
/// <param name="OutlierMads">A month further from the median than so many median absolute deviations.</param>
/// <param name="OutlierFloor">And further than this share of the median, in per cent: steady enterprises have tiny deviations.</param>
/// <param name="OutlierLeast">And further than so much in the unit of the report (万元, 万千瓦时): of next to nothing, half is nothing.</param>
/// <param name="OutlierMonths">Months of history looked at.</param>
/// <param name="OutlierFewest">Fewest months with values to judge by.</param>
/// <param name="BelowPoints">Growth below the comparison zone's by more than this, in points.</param>
/// <param name="ComparisonZone">Code of the zone compared with; null: none.</param>
/// <param name="CandidateShare">Share of the threshold from which an enterprise below scale is a candidate, in per cent.</param>
internal sealed record AnalysisThresholds(
    decimal Growth = 0, decimal BehindPoints = 3, decimal OutlierMads = 5, decimal OutlierFloor = 50, decimal OutlierLeast = 10, int OutlierMonths = 12, int OutlierFewest = 6,
    decimal BelowPoints = 0, string? ComparisonZone = null, decimal CandidateShare = 80)
{
    /// <summary>Thresholds by sector, the longest prefix that fits decides.</summary>
    public IReadOnlyList<SectorThreshold> Sectors { get; init; } =
    [
        new("B", "工业", 2000), new("C", "工业", 2000), new("D", "工业", 2000), new("51", "批发业", 2000), new("52", "零售业", 500), new("61", "住宿业", 200), new("62", "餐饮业", 200),
        new("G", "服务业", 2000), new("I", "服务业", 2000), new("N", "服务业", 2000), new("84", "服务业", 2000),
        new("L", "服务业", 1000), new("M", "服务业", 1000), new("P", "服务业", 1000), new("702", "服务业", 1000), new("703", "服务业", 1000), new("704", "服务业", 1000), new("709", "服务业", 1000),
        new("O", "服务业", 500), new("R", "服务业", 500), new("85", "服务业", 500), new("E", "建筑业", null), new("701", "房地产业", null),
    ];
}

/// <summary>Why something is an alert.</summary>
/// <param name="Value">What was judged.</param>
/// <param name="Limit">What it was held against; null where a text of the zone's own decided, which says so itself.</param>
/// <param name="Reference">What is usual: the median, the other zone's growth, time progress.</param>
/// <param name="Because">What the zone's own text says.</param>
internal sealed record Judgement(decimal Value, decimal? Limit, decimal? Reference = null, Text? Because = null);

/// <summary>Judges numbers by the rule packs of the zone, or those that ship.</summary>
/// <param name="thresholds">What analysis judges by.</param>
/// <param name="packs">The packs; null: those that ship.</param>
/// <param name="on">The business date, which chooses the version; null: any after the beginning.</param>
/// <param name="isSet">The zone has set its thresholds: they are told to the packs and go before the standard.</param>
internal sealed class AlertRules(AnalysisThresholds thresholds, AlertPacks? packs = null, DateOnly? on = null, bool isSet = true)
{
    private static readonly Unit? Number = null;

    private readonly AlertPacks packs = packs ?? AlertPacks.Shipped;

    /// <summary>Growth below the limit.</summary>
    public Judgement? Growth(decimal? growth) =>
        growth is { } g && Holds(AlertPacks.Growth, out var because, ("growth", g, Unit.Percent), Set("threshold", thresholds.Growth, Unit.Percent)) ? Why(AlertPacks.Growth, new(g, thresholds.Growth, null, because)) : null;

    /// <summary>Completion behind time progress by at least the limit.</summary>
    public Judgement? Behind(decimal completion, decimal timeProgress) =>
        Holds(AlertPacks.Behind, out var because, ("completion", completion, Unit.Percent), ("time_progress", timeProgress, Unit.Percent), Set("threshold", thresholds.BehindPoints, Unit.Points))
            ? Why(AlertPacks.Behind, new(completion, timeProgress - thresholds.BehindPoints, timeProgress, because)) : null;

    /// <summary>Growth below that of the comparison zone by more than the limit.</summary>
    public Judgement? Below(decimal? own, decimal? other) =>
        own is { } a && other is { } b && Holds(AlertPacks.Below, out var because, ("growth", a, Unit.Percent), ("other_growth", b, Unit.Percent), Set("threshold", thresholds.BelowPoints, Unit.Points))
            ? Why(AlertPacks.Below, new(a, b - thresholds.BelowPoints, b, because)) : null;

    /// <summary>A month that is far from the median of the same enterprise's months before it. Numbers are integers of one scale; medians
    /// of an even count are exact halves.</summary>
    /// <param name="value">The month.</param>
    /// <param name="history">The months before it.</param>
    /// <param name="one">One of the report's unit in the scale of the numbers.</param>
    public Judgement? Outlier(BigInteger value, IReadOnlyList<BigInteger> history, BigInteger one)
    {
        if (history.Count == 0) return null;
        // Doubled, then doubled again: the median of even counts and that of deviations from it stay whole.
        var median = Doubled([.. history.Select(v => v * 2)]);
        var spread = Doubled([.. history.Select(v => BigInteger.Abs((v * 4) - median))]);
        var unit = (decimal)one;
        var holds = Holds(AlertPacks.Outlier, out var because, ("value", (decimal)value / unit, Number), ("median", (decimal)median / 4 / unit, Number), ("median_deviation", (decimal)spread / 8 / unit, Number),
            ("months", history.Count, Number), Set("set_fewest", thresholds.OutlierFewest, Number), Set("set_deviations", thresholds.OutlierMads, Number), Set("set_share", thresholds.OutlierFloor, Unit.Percent),
            Set("set_least", thresholds.OutlierLeast, Number));
        return holds ? Why(AlertPacks.Outlier, new((decimal)value, thresholds.OutlierFloor, (decimal)median / 4, because)) : null;
    }

    /// <summary>A report that is missing: owed after its due day, or of a month that nobody opened by one who reported before.</summary>
    public bool Late(bool asked) => asked ? Says(AlertPacks.Late, ("overdue", true), ("reported", false)) : Says(AlertPacks.Late, ("reported_before", true), ("operating", true), ("reported", false));

    /// <summary>Of a text of the zone's own only what it says itself is told.</summary>
    private Judgement Why(string pack, Judgement judged) => packs.IsOwn(pack) ? judged with { Limit = null } : judged with { Because = null };

    private (string Fact, decimal Value, Unit? Unit)? Set(string fact, decimal value, Unit? unit) => isSet ? (fact, value, unit) : null;

    private bool Holds(string pack, out Text? because, params (string Fact, decimal Value, Unit? Unit)?[] facts) =>
        Holds(pack, out because, facts.OfType<(string Fact, decimal Value, Unit? Unit)>().ToDictionary(f => f.Fact, f => GivenFact.Of(f.Value, f.Unit), StringComparer.Ordinal));

    private bool Says(string pack, params (string Fact, bool Value)[] facts) => Holds(pack, out _, facts.ToDictionary(f => f.Fact, f => GivenFact.Of(f.Value), StringComparer.Ordinal));

    private bool Holds(string name, out Text? because, IReadOnlyDictionary<string, GivenFact> facts)
    {
        var pack = packs[name];
        var verdict = PackEvaluator.Evaluate(pack, GivenFact.Read(pack, facts), on ?? DateOnly.MaxValue);
        because = verdict.Because;
        return verdict.Value == VerdictWords.Yes;
    }

    /// <summary>Twice the median.</summary>
    private static BigInteger Doubled(List<BigInteger> values)
    {
        values.Sort();
        var middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] * 2 : values[middle - 1] + values[middle];
    }

    /// <summary>The threshold of an industry, or null when none is known for it.</summary>
    public SectorThreshold? SectorOf(string? industry) => industry is null ? null
        : thresholds.Sectors.Where(s => IndustryCode.IsWithin(industry, s.Prefix)).OrderByDescending(s => char.IsAsciiLetter(s.Prefix[0]) ? 0 : s.Prefix.Length).FirstOrDefault();

    /// <summary>Whether a turnover is near enough to a threshold.</summary>
    public bool Candidate(decimal turnover, decimal threshold) => turnover * 100 >= thresholds.CandidateShare * threshold;
}
