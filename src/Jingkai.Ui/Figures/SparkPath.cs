using System.Globalization;
using System.Text;
using Jingkai.Kernel;

namespace Jingkai.Ui;

/// <summary>The paths of a sparkline in a box of 100 × 32.</summary>
internal static class SparkPath
{
    private const decimal Top = 3, Bottom = 29, Floor = 32;

    public static (string Line, string Area, string End) Of(IReadOnlyList<decimal?> values)
    {
        if (values.Count(value => value is not null) < 2) return ("", "", "");
        var min = values.Min()!.Value;
        var max = values.Max()!.Value;
        var line = new StringBuilder();
        var area = new StringBuilder();
        var end = "";
        decimal? lastX = null;
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is not { } value)
            {
                Close();
                continue;
            }

            var x = 100m * i / (values.Count - 1);
            var y = max == min ? (Top + Bottom) / 2 : Bottom - ((Bottom - Top) * (value - min) / (max - min));
            line.Append(lastX is null ? 'M' : 'L').Append(Text(x)).Append(' ').Append(Text(y));
            area.Append(lastX is null ? $"M{Text(x)} {Text(Floor)}L" : "L").Append(Text(x)).Append(' ').Append(Text(y));
            end = $"M{Text(x)} {Text(y)}h0";
            lastX = x;
        }

        Close();
        return (line.ToString(), area.ToString(), end);

        void Close()
        {
            if (lastX is { } x) area.Append('L').Append(Text(x)).Append(' ').Append(Text(Floor)).Append('Z');
            lastX = null;
        }
    }

    private static string Text(decimal value) => Rounding.Display(value, 1).ToString("0.#", CultureInfo.InvariantCulture);
}
