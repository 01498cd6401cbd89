using Jingkai.Ui;

namespace Jingkai.Economy.Pages.Shared;

/// <summary>
/// A unit as a reader counts in it. Chinese counts in 万 and 亿, English in thousands, millions and billions: 401.87亿元 are
/// CNY 40.187 bn. The factor is a power of ten and the decimals grow with it, so that nothing is lost.
/// </summary>
/// <param name="Name">What stands in a heading or behind a number.</param>
/// <param name="Factor">What a value is multiplied by.</param>
/// <param name="More">Decimals that this adds.</param>
internal readonly record struct ShownUnit(string Name, decimal Factor, int More)
{
    /// <summary>Units that English counts otherwise; each has a word <c>economy.scaled.…</c>.</summary>
    public static IReadOnlyDictionary<string, (decimal Factor, int More)> Scales { get; } = new Dictionary<string, (decimal, int)>(StringComparer.Ordinal)
    {
        ["亿元"] = (0.1m, 1),
        ["万元"] = (0.01m, 2),
        ["亿美元"] = (0.1m, 1),
        ["万美元"] = (0.01m, 2),
        ["万千瓦时"] = (0.01m, 2),
        ["万平方米"] = (10_000, 0),
        ["万吨标准煤"] = (10_000, 0),
        ["万元/亩"] = (10_000, 0),
        ["万元/人"] = (10_000, 0),
        ["万元/吨"] = (10_000, 0),
        ["万元/吨标煤"] = (10_000, 0),
    };

    public decimal? Of(decimal? value) => value * Factor;

    /// <summary>A number with the decimals that two of the unit itself become.</summary>
    public string Text(decimal? value, int digits = 2) => Format.Number(Of(value), digits + More);
}
