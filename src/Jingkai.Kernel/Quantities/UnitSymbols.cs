using System.Collections.Frozen;
using System.Numerics;
using System.Text;

namespace Jingkai.Kernel;

/// <summary>The symbols of units that zone offices write, and how they are put together.</summary>
internal static class UnitSymbols
{
    // Longer text is no unit anybody writes; taking it apart stroke by stroke could exhaust the stack.
    internal const int LongestKnown = 64;

    // symbol and synonyms | dimension | factor to the base unit
    private const string Table = """
        元,人民币元,元人民币,CNY,RMB|money.cny|1
        角|money.cny|1/10
        分|money.cny|1/100
        美元,USD,美金|money.usd|1
        欧元,EUR|money.eur|1
        港元,港币,HKD|money.hkd|1
        日元,JPY|money.jpy|1
        英镑,GBP|money.gbp|1
        平方米,平米,m2,M2|area|1
        亩|area|2000/3
        公顷,ha|area|10000
        平方公里,平方千米,km2,KM2|area|1000000
        立方米,m3|volume|1
        升,L|volume|1/1000
        米,m|length|1
        公里,千米,km|length|1000
        千瓦时,度,kWh,KWH,kwh|energy.electric|1
        兆瓦时,MWh,MWH|energy.electric|1000
        千瓦,kW,KW,kw|power|1
        兆瓦,MW|power|1000
        吨标准煤,tce,TCE|energy.coal-equivalent|1
        吨标煤|energy.coal-equivalent|1
        吨,t|mass|1000
        千克,公斤,kg|mass|1
        克,g|mass|1/1000
        毫克,mg|mass|1/1000000
        微克,μg|mass|1/1000000000
        %,百分比|percent|1
        ‰|percent|1/10
        个百分点,百分点,pp|percentage-points|1
        倍|number|1
        -|number|1
        人,名|count.person|1
        人次|count.person-time|1
        家|count.enterprise|1
        家次|count.enterprise-time|1
        户|count.household|1
        个|count.item|1
        项|count.matter|1
        件|count.piece|1
        起|count.incident|1
        场|count.event|1
        次|count.time|1
        台|count.machine|1
        辆|count.vehicle|1
        套|count.set|1
        年|time.year|1
        个月,月|time.month|1
        天,日|time.day|1
        工作日,个工作日|time.working-day|1
        小时,h|time.hour|1
        分钟|time.hour|1/60
        """;

    private static readonly FrozenDictionary<string, Unit> Base = Load();

    private static readonly (char Word, int Factor)[] Multipliers =
        [('亿', 100_000_000), ('万', 10_000), ('千', 1_000), ('百', 100), ('十', 10)];

    /// <summary>Half width, composed (㎡ is m2), no blanks. Letters keep their case: mg and MW differ.</summary>
    internal static string Normalise(string? symbol)
    {
        var clean = TextNormal.Clean(symbol);
        return clean.Normalize(NormalizationForm.FormKC).Replace(" ", string.Empty, StringComparison.Ordinal);
    }

    /// <summary>The unit of a normalised symbol; opaque when nothing is known of it.</summary>
    internal static Unit Resolve(string plain)
    {
        if (Simple(plain) is { } simple)
        {
            return simple;
        }

        // 元/平方米/月 is (元/平方米)/月, hence the last stroke.
        var stroke = plain.LastIndexOf('/');
        if (stroke <= 0 || stroke == plain.Length - 1 || plain.Length > LongestKnown)
        {
            return new Unit(plain, new Dimension("other:" + plain), 1, 1);
        }

        var (over, under) = (Resolve(plain[..stroke]), Resolve(plain[(stroke + 1)..]));
        return new Unit(
            $"{over.Symbol}/{under.Symbol}",
            new Dimension($"{over.Dimension}/{under.Dimension}"),
            over.Numerator * under.Denominator,
            over.Denominator * under.Numerator);
    }

    private static Unit? Simple(string plain)
    {
        if (Base.TryGetValue(plain, out var known))
        {
            return known;
        }

        // 万千瓦时 and 百万元: multipliers before a unit that is known by itself.
        var (factor, rest, words) = (BigInteger.One, plain, 0);
        while (rest.Length > 0 && Array.Find(Multipliers, m => m.Word == rest[0]) is { Factor: > 0 } multiplier)
        {
            (factor, rest, words) = (factor * multiplier.Factor, rest[1..], words + 1);
            if (words > 3)
            {
                return null;
            }

            if (rest.Length == 0)
            {
                return new Unit(plain, Dimension.Number, factor, 1);
            }

            if (Base.TryGetValue(rest, out known))
            {
                return known.Dimension == Dimension.Number || known.Dimension == Dimension.Percent || known.Dimension == Dimension.Points
                    ? null
                    : new Unit(plain[..words] + known.Symbol, known.Dimension, factor * known.Numerator, known.Denominator);
            }
        }

        return null;
    }

    private static FrozenDictionary<string, Unit> Load()
    {
        var units = new Dictionary<string, Unit>(StringComparer.Ordinal);
        foreach (var line in Table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split('|');
            var symbols = parts[0].Split(',');
            var factor = parts[2].Split('/');
            var culture = System.Globalization.CultureInfo.InvariantCulture;
            var unit = new Unit(
                symbols[0],
                new Dimension(parts[1]),
                BigInteger.Parse(factor[0], culture),
                factor.Length > 1 ? BigInteger.Parse(factor[1], culture) : BigInteger.One);
            foreach (var symbol in symbols)
            {
                units.Add(Normalise(symbol), unit);
            }
        }

        return units.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
