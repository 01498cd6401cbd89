using System.Text.Json;
using Jingkai.Economy.Contracts;
using Jingkai.Economy.Groups;
using Jingkai.Economy.Indicators;
using Jingkai.Kernel;

namespace Jingkai.Economy.Setup;

internal sealed class EconomySetup(ZoneIndicators indicators, GroupService groups) : IEconomySetup
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public async Task<Result<int>> AddIndicatorsAsync(Stream json, CancellationToken cancel = default)
    {
        var inputs = await JsonSerializer.DeserializeAsync<List<IndicatorInput>>(json, Snake, cancel) ?? [];
        foreach (var input in inputs)
        {
            var added = await indicators.AddAsync(input, cancel);
            if (!added.IsOk) return added.Error;
        }

        return inputs.Count;
    }

    public async Task<Result<int>> DefineGroupsAsync(Stream json, CancellationToken cancel = default)
    {
        var sets = await JsonSerializer.DeserializeAsync<List<GroupSetInput>>(json, JsonSerializerOptions.Web, cancel) ?? [];
        foreach (var set in sets.OrderBy(s => s.From))
        {
            var made = await groups.DefineAsync(set, cancel);
            if (!made.IsOk) return made.Error;
        }

        return sets.Count;
    }
}
