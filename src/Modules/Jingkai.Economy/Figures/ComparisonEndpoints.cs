using Jingkai.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Economy.Figures;

/// <summary>Zones side by side, over the interface. Open to every account: each zone answers only to its own members.</summary>
internal static class ComparisonEndpoints
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/compare", async (string? indicator, string? period, ZoneComparison comparison, CancellationToken cancel) =>
            ApiResults.From((await comparison.ReadAsync(indicator, period, cancel)).Map(view => new
            {
                view.Indicator, view.Name, view.Unit, view.Period, view.Items, total = view.Items.Count, page = 1, size = Math.Max(1, view.Items.Count),
            }))).RequireSignIn();
}
