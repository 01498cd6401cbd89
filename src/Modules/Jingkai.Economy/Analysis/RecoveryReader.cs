using System.Text.Json.Serialization;
using Jingkai.Economy.Figures;
using Jingkai.Economy.Indicators;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Jingkai.Platform.Zones;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Economy.Analysis;

/// <summary>One point of a course.</summary>
internal sealed record CoursePoint(string Period, decimal? Growth, bool Withheld, string? Trace, [property: JsonIgnore] Period At, [property: JsonIgnore] string? Ref);

/// <summary>The fall and rise of a course in numbers; growth rates in per cent, differences in points, durations in months.</summary>
internal sealed record FallView(
    CoursePoint? Before, CoursePoint FellAt, CoursePoint Trough, CoursePoint? Recovered, decimal Depth, int MonthsDown, int? MonthsUp, CoursePoint Latest, decimal Rebound, decimal FromZero, decimal? FromBefore);

/// <summary>A course of growth with its fall; <c>fall</c> is null when growth never was below zero.</summary>
internal sealed record Course(IReadOnlyList<CoursePoint> Points, FallView? Fall);

/// <summary>The courses of one zone.</summary>
internal sealed record ZoneCourse(string Zone, string ZoneName, Course Month, Course Ytd);

/// <summary>The recovery view: the own zone first, then those it is compared with.</summary>
internal sealed record RecoveryView(string Indicator, string Name, string Subject, string From, string To, IReadOnlyList<ZoneCourse> Items, [property: JsonIgnore] Indicator About, [property: JsonIgnore] Subject On);

/// <summary>What is asked.</summary>
internal sealed record RecoveryAsk(string? Indicator, string? Subject, string? From, string? To, IReadOnlyList<string> Zones);

/// <summary>Reads growth over time in the zone and in others, each as the account's own member there.</summary>
internal sealed class RecoveryReader(Actor actor, JingkaiDbContext db, IndicatorCatalog indicators, SubjectFinder subjects, LatestFigures latest, FigureSeries series, ZoneService zones, ZoneVisit visit)
{
    public async Task<Result<RecoveryView>> ReadAsync(RecoveryAsk ask, CancellationToken cancel = default)
    {
        if (string.IsNullOrWhiteSpace(ask.Indicator)) return FigureErrors.Missing("indicator");
        var indicator = await indicators.FindAsync(ask.Indicator, cancel);
        if (!indicator.IsOk) return indicator.Error;
        var subject = await subjects.FindAsync(ask.Subject, cancel);
        if (!subject.IsOk) return subject.Error;
        // Groups and parks are the zone's own; industries every zone has.
        if (ask.Zones.Count > 0 && subject.Value.Kind is SubjectKind.Group or SubjectKind.Park) return ApiErrors.BadFilter("subject", subject.Value.Text);
        var to = MonthOf(ask.To, "to");
        if (!to.IsOk) return to.Error;
        var from = MonthOf(ask.From, "from");
        if (!from.IsOk) return from.Error;
        var known = await latest.ReadAsync(null, cancel);
        var newest = (known.Of(indicator.Value.Code, subject.Value.Text) ?? known.Of(indicator.Value.Code))?.Period.End ?? db.Today;
        var last = to.Value ?? Period.MonthOf(newest);
        var first = from.Value ?? Period.Month(last.Year - 1, 1);
        var names = (await zones.ListAsync(cancel)).ToDictionary(z => z.Code, z => z.ShortName, StringComparer.Ordinal);
        var items = new List<ZoneCourse> { await CourseAsync(series, indicator.Value, subject.Value, first, last, actor.ZoneCode, names.GetValueOrDefault(actor.ZoneCode, actor.ZoneCode), cancel) };
        foreach (var code in ask.Zones.Where(z => z != actor.ZoneCode).Distinct())
        {
            if (!names.TryGetValue(code, out var name)) return ApiErrors.BadFilter("zones", code);
            var course = await visit.InAsync(actor, code, FigureEndpoints.Permission, async services =>
                await CourseAsync(services.GetRequiredService<FigureSeries>(), indicator.Value, subject.Value, first, last, code, name, cancel), cancel);
            if (course is not null) items.Add(course);
        }

        return new RecoveryView(indicator.Value.Code, new Text(indicator.Value.NameZh, indicator.Value.NameEn).Current, subject.Value.Text, first.ToString(), last.ToString(), items, indicator.Value, subject.Value);
    }

    private static async Task<ZoneCourse> CourseAsync(FigureSeries series, Indicator indicator, Subject subject, Period from, Period to, string zone, string name, CancellationToken cancel)
    {
        if (from > to) return new(zone, name, new([], null), new([], null));
        var month = await series.ReadAsync(indicator, subject, from, to, ytd: false, cancel);
        var ytd = indicator.Stock ? [] : await series.ReadAsync(indicator, subject, from, to, ytd: true, cancel);
        return new(zone, name, Read(month), Read(ytd));
    }

    private static Course Read(IReadOnlyList<SeriesPoint> series)
    {
        var points = series.Select(p => new CoursePoint(p.Period, p.Growth, p.Figure!.Withheld, p.Figure.Trace, Period.Parse(p.Period).Value, p.Figure.Ref)).ToList();
        if (Recovery.Of([.. points.Select(p => new GrowthPoint(p.At, p.Growth))]) is not { } fall) return new(points, null);
        CoursePoint At(GrowthPoint point) => points.First(p => p.At == point.Period);
        return new(points, new(
            fall.Before is { } before ? At(before) : null, At(fall.FellAt), At(fall.Trough), fall.Recovered is { } back ? At(back) : null,
            -fall.Trough.Growth!.Value, fall.MonthsDown, fall.MonthsUp, At(fall.Latest), fall.Rebound, fall.FromZero, fall.FromBefore));
    }

    private static Result<Period?> MonthOf(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text)) return (Period?)null;
        var period = Period.Parse(text.Trim());
        return period.IsOk ? (Period?)Period.MonthOf(period.Value.End) : period.Error.At(field);
    }
}
