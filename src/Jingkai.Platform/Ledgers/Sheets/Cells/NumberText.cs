using System.Globalization;
using System.Text.RegularExpressions;
using Jingkai.Kernel;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>Numbers as people type them: <c>１，２３４.５</c>, <c>-12.5%</c>, <c>1 234万元</c>.</summary>
internal static partial class NumberText
{
    // Longer ones do not fit a decimal exactly.
    private const int MostDigits = 28;

    public static Reading<(decimal Value, Unit? Unit)> Read(string text)
    {
        var match = Form().Match(TextNormal.HalfWidth(text));
        if (!match.Success)
        {
            return CellErrors.BadNumber;
        }

        if (match.Groups["exp"].Success)
        {
            return CellErrors.RoundedDisplay;
        }

        var whole = match.Groups["whole"].Value;
        if (whole.AsSpan().ContainsAny(',', ' ') && !Grouped().IsMatch(whole))
        {
            return CellErrors.BadGrouping;
        }

        Unit? unit = null;
        if (match.Groups["unit"] is { Length: > 0 } written)
        {
            unit = HeadingText.KnownUnit(written.Value);
            if (unit is null)
            {
                return CellErrors.BadNumber;
            }
        }

        var digits = string.Concat(whole.Where(char.IsAsciiDigit)) + match.Groups["fraction"].Value;
        if (digits.Count(char.IsAsciiDigit) > MostDigits)
        {
            return CellErrors.BadNumber;
        }

        var value = decimal.Parse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return (match.Groups["sign"].Value is "" or "+" ? value : -value, unit);
    }

    [GeneratedRegex(
        @"^(?<sign>[-+−–]?)\s?(?:(?<whole>[0-9][0-9, ]*)(?<fraction>\.[0-9]*)?|(?<whole>)(?<fraction>\.[0-9]+))(?<exp>[Ee][-+]?[0-9]+)?\s?(?<unit>\D*)$")]
    private static partial Regex Form();

    [GeneratedRegex("^[0-9]{1,3}(?:,[0-9]{3})+ ?$|^[0-9]{1,3}(?: [0-9]{3})+ ?$|^[0-9]+ ?$")]
    private static partial Regex Grouped();
}
