namespace Jingkai.Kernel;

/// <summary>What longitude and latitude are counted from. Maps in China are not of one mind, and the same pair of numbers lies up to
/// 1.2 km apart in two of them; the numbers alone never tell which one they are of.</summary>
public enum Datum
{
    /// <summary>CGCS2000 (国家大地坐标系, GB 22021): surveys, planning, 天地图. WGS 84 of satellite receivers agrees with it to within
    /// centimetres and is read as the same.</summary>
    Cgcs2000,

    /// <summary>GCJ-02: 高德, 腾讯 and most telephone applications within China.</summary>
    Gcj02,

    /// <summary>BD-09: 百度, an offset on top of GCJ-02.</summary>
    Bd09,
}

/// <summary>Datums by the names programs and offices use.</summary>
public static class Datums
{
    /// <summary>All of them, CGCS2000 first.</summary>
    public static IReadOnlyList<Datum> All { get; } = [Datum.Cgcs2000, Datum.Gcj02, Datum.Bd09];

    /// <summary>The name in the interface: <c>cgcs2000</c>, <c>gcj-02</c>, <c>bd-09</c>.</summary>
    public static string Code(this Datum datum) => datum switch
    {
        Datum.Cgcs2000 => "cgcs2000",
        Datum.Gcj02 => "gcj-02",
        Datum.Bd09 => "bd-09",
        _ => throw new ArgumentOutOfRangeException(nameof(datum)),
    };

    /// <summary>Reads a name: the codes, with or without hyphen and in any case; <c>wgs84</c> (<c>wgs-84</c>, <c>epsg:4326</c>, <c>epsg:4490</c>)
    /// is read as CGCS2000. Offices also name the map: 高德, 腾讯, 百度, 天地图. Nothing said is CGCS2000.</summary>
    /// <returns>The datum, or the error <c>unknown-datum</c> (422).</returns>
    public static Result<Datum> Parse(string? text)
    {
        var plain = TextNormal.SearchKey(text);
        return plain switch
        {
            "" or "cgcs2000" or "wgs84" or "epsg4326" or "epsg4490" or "国家2000" or "国家大地坐标系" or "2000国家大地坐标系" or "天地图" => Datum.Cgcs2000,
            "gcj02" or "火星坐标" or "火星坐标系" or "高德" or "高德地图" or "腾讯" or "腾讯地图" => Datum.Gcj02,
            "bd09" or "bd09ll" or "百度" or "百度地图" or "百度坐标系" => Datum.Bd09,
            _ => Error.Invalid("unknown-datum",
                $"坐标系应为 {string.Join("、", All.Select(Code))} 之一",
                $"a datum is one of {string.Join(", ", All.Select(Code))}", "datum"),
        };
    }

    /// <summary>A position of any datum as CGCS2000, to within a decimetre. Outside of mainland China nothing is shifted.</summary>
    /// <param name="datum">What the position is of.</param>
    /// <param name="point">The position.</param>
    public static GeoPoint ToCgcs2000(this Datum datum, GeoPoint point) => datum switch
    {
        Datum.Cgcs2000 => point,
        Datum.Gcj02 => DatumShift.FromGcj02(point),
        Datum.Bd09 => DatumShift.FromGcj02(DatumShift.FromBd09(point)),
        _ => throw new ArgumentOutOfRangeException(nameof(datum)),
    };

    /// <summary>A position of CGCS2000 as it stands on a map of another datum. Outside of mainland China nothing is shifted.</summary>
    /// <param name="datum">What the answer is of.</param>
    /// <param name="point">The position in CGCS2000.</param>
    public static GeoPoint FromCgcs2000(this Datum datum, GeoPoint point) => datum switch
    {
        Datum.Cgcs2000 => point,
        Datum.Gcj02 => DatumShift.ToGcj02(point),
        Datum.Bd09 => DatumShift.ToBd09(DatumShift.ToGcj02(point)),
        _ => throw new ArgumentOutOfRangeException(nameof(datum)),
    };
}
