using Jingkai.Economy.Figures;
using Jingkai.Economy.Indicators;
using Jingkai.Kernel;
using Jingkai.Platform.Ledgers;

namespace Jingkai.Economy.Exchange;

/// <summary>What observation and target rows have in common: an indicator, a subject, a number with its unit.</summary>
internal sealed class DeliveredRow(IReadOnlyList<Indicator> indicators, IReadOnlyDictionary<string, Subject> groupsAndParks)
{
    private readonly Dictionary<string, Indicator> byName = Names(indicators);

    /// <summary>The indicator, or null when it is refused or (refused already) missing.</summary>
    public Indicator? Indicator(LedgerRow row)
    {
        var (code, name) = (row["indicator"], row["indicatorName"]);
        var key = code.HasValue ? "indicator" : "indicatorName";
        var text = code.HasValue ? code.Text : name.HasValue ? name.Text : null;
        if (text is null) return null;
        if (byName.TryGetValue(TextNormal.SearchKey(text), out var found)) return found;
        row.Reject(key, FigureErrors.UnknownIndicator(text, Nearest.To(text, indicators.Select(i => i.NameZh))));
        return null;
    }

    /// <summary>The canonical text of the subject, or null when it is refused.</summary>
    public string? Subject(LedgerRow row)
    {
        var cell = row["subject"];
        if (!cell.HasValue) return Figures.Subject.Zone.Text;
        var found = SubjectTexts.Find(cell.Text!, groupsAndParks);
        if (found.IsOk) return found.Value.Text;
        row.Reject("subject", found.Error);
        return null;
    }

    /// <summary>The number in ten-thousandths of the indicator's base unit.</summary>
    public static long? Value(LedgerRow row, string key, Indicator indicator)
    {
        var cell = row[key];
        if (!cell.HasValue) return null;
        var unit = cell.Unit;
        if (unit is null && row["unit"] is { HasValue: true, Text: { } symbol })
        {
            var named = Unit.Find(symbol);
            if (!named.IsOk)
            {
                row.Reject("unit", named.Error);
                return null;
            }

            unit = named.Value;
        }

        if (unit is null)
        {
            row.Reject("unit", EconomyImportErrors.UnitMissing);
            return null;
        }

        var scaled = unit.ToScaled(cell.Number, indicator.Base, 4);
        if (scaled.IsOk) return scaled.Value;
        row.Reject(scaled.Error.Code == "unit-mismatch" ? "unit" : key, scaled.Error);
        return null;
    }

    /// <summary>A per cent or points cell in ten-thousandths.</summary>
    public static long? Percent(LedgerRow row, string key)
    {
        var cell = row[key];
        if (!cell.HasValue) return null;
        var scaled = Unit.Percent.ToScaled(cell.Number, Unit.Percent, 4);
        if (scaled.IsOk) return scaled.Value;
        row.Reject(key, scaled.Error);
        return null;
    }

    /// <summary>A word of a closed list, as its code.</summary>
    public static string? Word(LedgerRow row, string key, Func<string, Result<string>> find)
    {
        var cell = row[key];
        if (!cell.HasValue) return null;
        var found = find(cell.Text!);
        if (found.IsOk) return found.Value;
        row.Reject(key, found.Error);
        return null;
    }

    private static Dictionary<string, Indicator> Names(IReadOnlyList<Indicator> indicators)
    {
        var names = new Dictionary<string, Indicator>(StringComparer.Ordinal);
        foreach (var i in indicators)
            foreach (var name in new[] { i.Code, i.NameZh }.Concat(i.Aliases)) names.TryAdd(TextNormal.SearchKey(name), i);
        return names;
    }
}
