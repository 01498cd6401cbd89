using System.Globalization;
using System.Text.RegularExpressions;

namespace Jingkai.Kernel;

public readonly partial record struct GeoPoint
{
    /// <summary>More than any writing of a position has, little enough that nothing can be made slow by it.</summary>
    private const int LongestWriting = 120;

    // Longitudes and latitudes of China do not overlap (73 to 136, 3 to 54 degrees), so a pair within it tells its order.
    private static readonly (decimal From, decimal To) ChinaEast = (73, 136), ChinaNorth = (3, 54);

    private enum Axis
    {
        None,
        Longitude,
        Latitude,
    }

    /// <summary>
    /// Reads what offices paste from maps, surveys and papers: <c>120.3012,30.4211</c>, <c>30.4211N 120.3012E</c>,
    /// <c>东经120°18′4.3″ 北纬30°25′16″</c>, <c>经度：120.3 纬度：30.4</c>, <c>120度18分4.3秒，30度25分16秒</c>; full-width characters too.
    /// Where no axis is named the order is taken from the numbers: beyond 90 is a longitude, and in China the two ranges do not overlap. A pair that
    /// could be either is refused, not guessed.
    /// </summary>
    /// <returns>The position, or an error (422): <c>bad-place</c> (cannot be read), <c>place-order</c> (either order fits),
    /// <c>place-out-of-range</c>.</returns>
    public static Result<GeoPoint> Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > LongestWriting)
        {
            return Bad(text);
        }

        if (Angles(Normalise(text)) is not [var first, var second])
        {
            return Bad(text);
        }

        if (first.Axis == Axis.Latitude || second.Axis == Axis.Longitude)
        {
            return OfDegrees(second.Degrees, first.Degrees);
        }

        if (first.Axis == Axis.Longitude || second.Axis == Axis.Latitude)
        {
            return OfDegrees(first.Degrees, second.Degrees);
        }

        return InOrder(first.Degrees, second.Degrees);
    }

    private static Result<GeoPoint> InOrder(decimal first, decimal second)
    {
        if (Within(first, ChinaEast) && Within(second, ChinaNorth))
        {
            return OfDegrees(first, second);
        }

        if (Within(first, ChinaNorth) && Within(second, ChinaEast))
        {
            return OfDegrees(second, first);
        }

        if (Math.Abs(first) > 90)
        {
            return OfDegrees(first, second);
        }

        return Math.Abs(second) > 90
            ? OfDegrees(second, first)
            : Error.Invalid("place-order",
                "无法判断哪个是经度、哪个是纬度，请写明，例如：东经120.3012 北纬30.4211",
                "it cannot be told which number is the longitude; write it out, e.g. 120.3012E 30.4211N");
    }

    private static bool Within(decimal value, (decimal From, decimal To) range) => value >= range.From && value <= range.To;

    /// <summary>One writing for each sign: axes as E, W, N, S and (without a direction) 经, 纬; degrees, minutes, seconds as <c>° ' "</c>.</summary>
    private static string Normalise(string text)
    {
        var plain = TextNormal.Clean(TextNormal.HalfWidth(text)).ToUpperInvariant();
        plain = Words().Replace(plain, match => match.Value switch
        {
            "东经" or "EAST" => "E",
            "西经" or "WEST" => "W",
            "北纬" or "NORTH" => "N",
            "南纬" or "SOUTH" => "S",
            "经度" or "LONGITUDE" or "LNG" or "LON" or "LONG" => "经",
            "坐标" => " ",
            _ => "纬",
        });
        return Minutes().Replace(Seconds().Replace(Degrees().Replace(plain, "°"), "\""), "'");
    }

    /// <summary>The two angles of a writing; null when it is none.</summary>
    private static Angle[]? Angles(string plain)
    {
        var found = new List<Angle>();
        var waiting = new List<char>();
        var (before, apart, at) = (false, true, 0);
        foreach (Match token in Tokens().Matches(plain))
        {
            // Tokens that do not touch have something between them that is none.
            if (token.Index != at)
            {
                return null;
            }

            at += token.Length;
            if (token.Groups["axis"].Success)
            {
                // Whether axes stand before or after their numbers shows in the first one.
                before |= found.Count == 0;
                if (before)
                {
                    waiting.Add(token.Value[0]);
                }
                else if (!found[^1].Name(token.Value[0]))
                {
                    return null;
                }

                apart = true;
            }
            else if (token.Groups["number"] is { Success: true, Value: var number })
            {
                var mark = token.Groups["mark"].Value;
                if (mark is "" or "°")
                {
                    found.Add(new());
                }

                // A sign that nothing sets apart from the number before it is as likely a dash.
                if (found.Count is 0 or > 2 || (!apart && !char.IsAsciiDigit(number[0])) || !found[^1].Add(number, mark)
                    || waiting.Exists(axis => !found[^1].Name(axis)))
                {
                    return null;
                }

                waiting.Clear();
                apart = false;
            }
            else
            {
                apart = true;
            }
        }

        var sound = at == plain.Length && waiting.Count == 0 && found is [{ IsSound: true } first, { IsSound: true } second]
            && (first.Axis == Axis.None || first.Axis != second.Axis);
        return sound ? [.. found] : null;
    }

    private static Error Bad(string? text) => Error.Invalid("bad-place",
        $"无法识别的坐标“{TextNormal.Excerpt(text)}”，请写成 120.3012,30.4211 或 东经120°18′4.3″ 北纬30°25′16″",
        $"\"{TextNormal.Excerpt(text)}\" is not a position; write 120.3012,30.4211 or 120°18′4.3″E 30°25′16″N");

    [GeneratedRegex("东经|西经|北纬|南纬|经度|纬度|坐标|EAST|WEST|NORTH|SOUTH|LONGITUDE|LATITUDE|LONG|LNG|LON|LAT", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex("[度º˚]", RegexOptions.CultureInvariant)]
    private static partial Regex Degrees();

    [GeneratedRegex("秒|[″”“]|['′’‘]{2}", RegexOptions.CultureInvariant)]
    private static partial Regex Seconds();

    [GeneratedRegex("[分′’‘]", RegexOptions.CultureInvariant)]
    private static partial Regex Minutes();

    [GeneratedRegex("""(?<number>[+−-]?[0-9]{1,3}(?:\.[0-9]{1,20})?)(?![0-9.])\ ?(?<mark>[°'"]?)|(?<axis>[EWNS经纬])|[ ,;:、/|=()\[\]。]""", RegexOptions.CultureInvariant)]
    private static partial Regex Tokens();

    /// <summary>An angle while it is read: degrees, perhaps minutes and seconds, perhaps an axis.</summary>
    private sealed class Angle
    {
        private decimal degrees;
        private decimal minutes;
        private decimal seconds;
        private bool negative;
        private char direction;
        private int parts;

        public Axis Axis { get; private set; }

        // A sign and a direction together say the same twice, or contradict each other.
        public bool IsSound => parts > 0 && !(negative && direction != default);

        public decimal Degrees
        {
            get
            {
                var size = degrees + (((minutes * 60) + seconds) / 3600);
                return negative || direction is 'W' or 'S' ? -size : size;
            }
        }

        public bool Add(string number, string mark)
        {
            var signed = number[0] is '-' or '−' or '+';
            var value = decimal.Parse(signed ? number[1..] : number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
            // Only the last part may have decimals; minutes and seconds stay below 60 and have no sign.
            var place = mark switch { "" or "°" => 0, "'" => 1, _ => 2 };
            if (place > 0 && (signed || value >= 60 || parts == 0 || place < parts || HasDecimals(degrees) || HasDecimals(minutes)))
            {
                return false;
            }

            switch (place)
            {
                case 0:
                    (degrees, negative) = (value, number[0] is '-' or '−');
                    break;
                case 1:
                    minutes = value;
                    break;
                default:
                    seconds = value;
                    break;
            }

            parts = place + 1;
            return true;
        }

        public bool Name(char axis)
        {
            var named = axis is 'E' or 'W' or '经' ? Axis.Longitude : Axis.Latitude;
            if (Axis != Axis.None && Axis != named)
            {
                return false;
            }

            Axis = named;
            if (axis is '经' or '纬')
            {
                return true;
            }

            var free = direction == default;
            direction = axis;
            return free;
        }

        private static bool HasDecimals(decimal value) => value != decimal.Truncate(value);
    }
}
