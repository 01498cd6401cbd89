using Jingkai.Economy.Indicators;
using Jingkai.Kernel;
using Jingkai.Platform.Counting;
using Jingkai.Platform.Data;
using Jingkai.Platform.Localization;

namespace Jingkai.Economy.Figures;

/// <summary>Opens a counted figure down to the records that were counted.</summary>
internal sealed class CountedTrace(JingkaiDbContext db, CountedReader reader, CountedFigures counts, Localizer l)
{
    private static Text Before { get; } = new("上年同期", "Same days of the year before");

    public async Task<Result<TraceView>> TraceAsync(Indicator indicator, Subject subject, Period period, FigureRef reference, PageRequest page, CancellationToken cancel)
    {
        var counted = indicator.Counted!;
        if (reader.Refuse(counted, null) is { } refusal) return refusal;
        if ((await reader.ReadAsync(indicator, [subject], [period], null, null, cancel))[0][0] is not { } figure) return FigureErrors.NoFigure;
        var spans = CountedSpans.Of(indicator, period, db.Today);
        var records = await counts.RecordsAsync(indicator.Code, spans.Whole, page, cancel);
        var home = $"/z/{db.Actor.ZoneCode}/";
        var items = records.Items.Select(r => new TraceRecord(r.Code, null, null, r.Value, null, null, null, null, r.At == default ? null : r.At, null)
        {
            Label = r.Label.Current, Path = r.Path is null ? null : home + r.Path, State = r.State?.Current,
        }).ToList();
        var then = reference.Counted is not null && reference.Counted != CountedComposer.Written(figure.Value) ? new CountedThen(reference.CountedValue, figure.Value) : null;
        return new TraceView(
            DefinitionOf(indicator, figure), FormulaOf(counted, figure), Inputs(counted, figure), new(items, records.Total, records.Page, records.Size, null), figure, [], [], null, then);
    }

    private static string DefinitionOf(Indicator indicator, Figure figure) => figure.Scope == "own"
        ? indicator.DefinitionShown + new Text("只计当前账号可以查看的记录。", " Only records that this account may read are counted.").Current : indicator.DefinitionShown;

    private string FormulaOf(CountedIndicator counted, Figure figure)
    {
        var parts = new List<string>();
        var unit = l.Written(figure.Unit);
        if (counted.InPoints)
            parts.Add(figure.Value is { } rate ? Rated(figure.Part, figure.Base, rate) : new Text("没有可作分母的记录", "There is no record to take a share of").Current);
        else if (counted.Least && figure.Value is { } least)
            parts.Add(new Text(FormattableString.Invariant($"{figure.Base} {counted.RecordUnit}中最小的 = {least} {unit}"), FormattableString.Invariant($"Least of {figure.Base} = {least} {unit}")).Current);
        else if (counted.Sum && figure.Value is { } sum)
            parts.Add(new Text(FormattableString.Invariant($"下列 {figure.Base} {counted.RecordUnit}记录之和 = {sum} {unit}"), FormattableString.Invariant($"Sum of the {figure.Base} records below = {sum} {unit}")).Current);
        else if (counted.Median)
            parts.Add(figure.Value is { } middle
                ? new Text(FormattableString.Invariant($"{figure.Base} {counted.RecordUnit}的中位数 = {middle} {unit}"), FormattableString.Invariant($"Median of {figure.Base} = {middle} {unit}")).Current
                : new Text("没有可取中位数的记录", "There is no record to take the median of").Current);
        else if (figure.Value is { } count)
            parts.Add(new Text(FormattableString.Invariant($"下列记录计数 = {count} {unit}"), FormattableString.Invariant($"Records below, counted = {count} {unit}").TrimEnd()).Current);
        if (figure is { ComparedTo: { } day, Prior: not null })
            parts.Add(new Text(FormattableString.Invariant($"本期未结束，与上年同期都只比到 {day:M月d日}"), FormattableString.Invariant($"The period is not over: both years are compared up to {day:d MMMM}")).Current);
        if (figure is { ComputedGrowth: { } growth, Prior: { } prior })
            parts.Add(FormattableString.Invariant($"({figure.Compared} ÷ {prior} − 1) × 100 = {growth} %"));
        if (figure is { ChangePoints: { } points, Prior: { } before, Compared: { } now })
            parts.Add(new Text(FormattableString.Invariant($"{Shown(now)} − {Shown(before)} = {points} 个百分点"), FormattableString.Invariant($"{Shown(now)} − {Shown(before)} = {points} points")).Current);
        if (figure.Completion is { } completion) parts.Add(FormattableString.Invariant($"{Shown(figure.Value!.Value)} ÷ {figure.Target!.Value} × 100 = {completion} %"));
        return string.Join(Tracer.Between, parts);
    }

    private static string Rated(decimal? part, decimal? whole, decimal rate) =>
        FormattableString.Invariant($"{part} ÷ {whole} × 100 {(Rounding.Display(rate, 2) == rate ? "=" : "≈")} {Shown(rate)} %");

    /// <summary>Two decimals at most, none for show.</summary>
    private static string Shown(decimal value) => Rounding.Display(value, 2).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);

    private static List<TraceInput> Inputs(CountedIndicator counted, Figure figure)
    {
        var inputs = new List<TraceInput>();
        if (counted.InPoints && figure.Part is { } part) inputs.Add(new((counted.PartName ?? new("分子", "Numerator")).Current, part, counted.RecordUnit, null, null, null, null, null));
        if (figure.Base is { } whole) inputs.Add(new((counted.BaseName ?? new("分母", "Base")).Current, whole, counted.RecordUnit, null, null, null, null, null));
        if (figure.Target is { } target) inputs.Add(new(new Text("年度目标", "Target of the year").Current, target.Value, target.Unit, target.Source, null, null, null, null));
        if (figure.Prior is { } prior) inputs.Add(new(Before.Current, prior, figure.Unit, null, null, null, null, null));
        return inputs;
    }
}
