using Jingkai.Kernel;
using Jingkai.Platform.Localization;

namespace Jingkai.Economy.Figures;

/// <summary>Units as they stand in sentences.</summary>
internal static class UnitWords
{
    /// <summary>The symbol in Chinese; in English the unit's word in brackets, or nothing where a number needs none.</summary>
    public static string Written(this Localizer l, string unit) =>
        new Text(unit, l.Has("economy.unit." + unit) ? l["economy.unit." + unit] is { Length: > 0 } word ? $"({word})" : "" : unit).Current;
}
