using Jingkai.Economy.Indicators;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Zones;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Economy.Figures;

/// <summary>A zone's figure beside those of others.</summary>
internal sealed record ZoneFigure(string Zone, string ZoneName, Figure? Figure);

/// <summary>One indicator in several zones.</summary>
internal sealed record ComparisonView(string Indicator, string Name, string Unit, string? Period, IReadOnlyList<ZoneFigure> Items);

/// <summary>Sets the same figure of several zones side by side, each read as the account's own member there.</summary>
internal sealed class ZoneComparison(Actor actor, ZoneService zones, ZoneVisit visit)
{
    public async Task<Result<ComparisonView>> ReadAsync(string? indicatorText, string? periodText, CancellationToken cancel = default)
    {
        if (string.IsNullOrWhiteSpace(indicatorText)) return FigureErrors.Missing("indicator");
        if (!string.IsNullOrWhiteSpace(periodText) && Period.Parse(periodText.Trim()) is { IsOk: false } bad) return bad.Error;
        Indicator? known = null;
        Error? unknown = null;
        var items = new List<ZoneFigure>();
        foreach (var zone in await zones.ListAsync(cancel))
        {
            var answer = await visit.InAsync(actor, zone.Code, FigureEndpoints.Permission, services => OneAsync(services, indicatorText, periodText, cancel), cancel);
            if (answer is null) continue;
            known ??= answer.Indicator;
            // An indicator one zone has made for itself is simply missing in the others.
            if (answer.Error is { Code: not ("no-figure" or "unknown-indicator") } refusal) return refusal;
            if (answer.Error is { Code: "unknown-indicator" } missing) unknown = missing;
            items.Add(new(zone.Code, zone.ShortName, answer.Figure));
        }

        if (items.Count == 0) return ApiErrors.NotPermitted;
        if (known is null) return unknown!;
        return new ComparisonView(known.Code, new Text(known.NameZh, known.NameEn).Current, known.Unit, string.IsNullOrWhiteSpace(periodText) ? null : periodText.Trim(), items);
    }

    /// <summary>The indicators that have a figure in at least one of the zones, in the order of the catalogue.</summary>
    public async Task<IReadOnlyList<Indicator>> IndicatorsAsync(CancellationToken cancel = default)
    {
        var found = new Dictionary<string, (Indicator Indicator, int Place, int Zones)>(StringComparer.Ordinal);
        foreach (var zone in await zones.ListAsync(cancel))
        {
            var seen = await visit.InAsync(actor, zone.Code, FigureEndpoints.Permission, async services =>
            {
                var all = await services.GetRequiredService<IndicatorCatalog>().AllAsync(cancel);
                var known = (await services.GetRequiredService<LatestFigures>().ReadAsync(null, cancel)).Periods.Where(p => p.Subject == "zone").Select(p => p.Indicator.Code).ToHashSet(StringComparer.Ordinal);
                return all.Select((i, place) => (Indicator: i, Place: place)).Where(i => i.Indicator.Counted is { } counted ? CountedReader.May(services.GetRequiredService<Actor>(), counted) : known.Contains(i.Indicator.Code)).ToList();
            }, cancel);
            foreach (var (indicator, place) in seen ?? [])
                found[indicator.Code] = found.TryGetValue(indicator.Code, out var before) ? before with { Zones = before.Zones + 1 } : (indicator, place, 1);
        }

        // What several zones have can be compared; that comes first.
        return [.. found.Values.OrderByDescending(f => f.Zones > 1).ThenBy(f => f.Place).ThenBy(f => f.Indicator.Code, StringComparer.Ordinal).Select(f => f.Indicator)];
    }

    private sealed record Answer(Indicator? Indicator, Figure? Figure, Error? Error);

    private static async Task<Answer> OneAsync(IServiceProvider services, string indicatorText, string? periodText, CancellationToken cancel)
    {
        var indicator = await services.GetRequiredService<IndicatorCatalog>().FindAsync(indicatorText, cancel);
        if (!indicator.IsOk) return new(null, null, indicator.Error);
        var period = periodText;
        if (string.IsNullOrWhiteSpace(period) && indicator.Value.Counted is not null) period = FigurePeriods.Running(indicator.Value, services.GetRequiredService<Actor>().Today).ToString();
        if (string.IsNullOrWhiteSpace(period)) period = (await services.GetRequiredService<LatestFigures>().ReadAsync(null, cancel)).Of(indicator.Value.Code)?.Period.ToString();
        if (period is null) return new(indicator.Value, null, null);
        var figure = await services.GetRequiredService<FigureReader>().ReadAsync(indicatorText, period, null, null, cancel);
        return figure.IsOk ? new(indicator.Value, figure.Value, null) : new(indicator.Value, null, figure.Error);
    }
}
