using System.Globalization;
using Jingkai.Economy.Formulas;
using Jingkai.Economy.Indicators;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Economy.Figures;

/// <summary>The figure interface of CONTRACTS §6.</summary>
internal static class FigureEndpoints
{
    public const string Permission = "figures.read";

    public static void Map(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/indicators", async (string? counted, IndicatorCatalog catalog, Actor actor, CancellationToken cancel) =>
        {
            // The catalogue is what can be delivered; whoever delivers all of it must not meet what is counted.
            if (counted is not (null or "" or "true" or "false")) return ApiResults.Problem(ApiErrors.BadFilter("counted", counted));
            var items = (await catalog.AllAsync(cancel)).Where(i => counted == "true" ? i.Counted is { } source && CountedReader.May(actor, source) : i.Counted is null).Select(i => new
            {
                i.Code, i.NameZh, i.Aliases, i.NameEn, i.Unit, i.Frequency, i.Aggregation, i.GrowthBasis, i.JanFeb, i.Better, i.SourceDept, i.Definition, i.DefinitionEn, Counted = i.Counted is not null,
            }).ToList();
            return TypedResults.Ok(new { items, total = items.Count, page = 1, size = items.Count });
        }).RequirePermission(Permission).WithSummary("The catalogue and the zone's own indicators; counted=true: what is counted from records instead.");

        zone.MapGet("/figures", async (string? indicator, string? period, string? subject, string? asOf, FigureReader reader, CancellationToken cancel) =>
        {
            var at = Instant(asOf);
            return at.IsOk ? ApiResults.From(await reader.ReadAsync(indicator, period, subject, at.Value, cancel)) : ApiResults.Problem(at.Error);
        }).RequirePermission(Permission).Produces<Figure>()
            .WithSummary("One figure. indicator: code, name or alias; period: 2020-07, 2020-01/2020-07, 2020-Q2, 2020-H1, 2020, 2020-01-01/2020-09-09, ../2022-04; subject: zone, industry:36, group:NAME, park:NAME; asOf: an instant.");

        zone.MapGet("/figures/series", async (string? indicator, string? subject, string? from, string? to, string? kind, FigureSeries series, CancellationToken cancel) =>
            ApiResults.From((await series.ReadAsync(indicator, subject, from, to, kind, cancel)).Map(points => new SeriesView(points)))).RequirePermission(Permission).Produces<SeriesView>()
            .WithSummary("A figure over time, from one month to another; kind is month (of stocks and monthly indicators) or ytd.");

        zone.MapGet("/figures/formula", async (string? expression, FormulaService formulas, CancellationToken cancel) =>
            ApiResults.From(await formulas.ComputeAsync(expression, cancel))).RequirePermission(Permission)
            .WithSummary("Computes an expression over figures: IND_GOV@2020-01/2020-07 - IND_GOV@2020-07. A reference is indicator[subject]@period.field; + - * / ** and brackets.");

        zone.MapGet("/figures/consistency", async (string? period, Consistency consistency, CancellationToken cancel) =>
            ApiResults.From((await consistency.CheckAsync(period, cancel)).Map(items => new { items, total = items.Count, page = 1, size = Math.Max(1, items.Count) }))).RequirePermission(Permission).Produces<PagedList<BrokenRelation>>()
            .WithSummary("Relations of a period that do not hold, each with its figures and the difference.");

        zone.MapGet("/figures/{reference}/trace", async (string reference, string? page, string? size, Tracer tracer, CancellationToken cancel) =>
        {
            var request = PageRequest.Parse(page, size);
            return request.IsOk ? ApiResults.From(await tracer.TraceAsync(reference, request.Value, cancel)) : ApiResults.Problem(request.Error);
        }).RequirePermission(Permission).Produces<TraceView>().WithSummary("What stands behind the figure and version a reference names: definition, formula, inputs, a page of records.");
    }

    private static Result<DateTime?> Instant(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return (DateTime?)null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? (DateTime?)at.UtcDateTime : FigureErrors.BadInstant(text);
    }
}
