using Jingkai.Kernel;

namespace Jingkai.Economy.Contracts;

/// <summary>Sets up a zone's figures from files: the demo and an office's first day.</summary>
public interface IEconomySetup
{
    /// <summary>Adds the zone's own indicators from a JSON list (<c>code, name, aliases, name_en, unit, frequency, aggregation,
    /// growth_basis, jan_feb, better, source_dept, definition</c>).</summary>
    Task<Result<int>> AddIndicatorsAsync(Stream json, CancellationToken cancel = default);

    /// <summary>Defines dated sets of leading-industry groups from a JSON list (<c>from, groups: [{ name, prefixes, plus, minus }]</c>);
    /// enterprises are named by credit code.</summary>
    Task<Result<int>> DefineGroupsAsync(Stream json, CancellationToken cancel = default);
}
