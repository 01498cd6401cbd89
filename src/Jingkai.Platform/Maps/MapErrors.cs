using System.Globalization;
using Jingkai.Kernel;

namespace Jingkai.Platform.Maps;

/// <summary>Refusals of maps and their layers.</summary>
internal static class MapErrors
{
    public static Error MembersOnly { get; } = new(ErrorKind.Forbidden, "members-only", new("地图图层须由本区成员维护，当前账号不是本区成员。", "Layers of the map are kept by members of the zone; this account is not one."));

    public static Error BadCode { get; } = Error.Invalid("bad-code", "代码用小写字母、数字和连字符，以字母开头，不超过40个字符，不能是 new。", "A code has lower-case letters, digits and hyphens, begins with a letter, has at most 40 characters and is not \"new\".", "code");

    public static Error ShapesRequired { get; } = Error.Invalid("required", "新图层须附 GeoJSON 文件或内容。", "A new layer needs its GeoJSON as a file or as text.", "geoJson");

    public static Error DateOrder { get; } = Error.Invalid("date-order", "不能早于起始日期。", "Must not be before the first day.", "until");

    public static Error TooManyLayers(int most) => Error.Conflict("too-many-layers", $"一个开发区最多 {most} 个图层，请先删去不用的。", $"A zone has at most {most} layers; remove one first.");

    public static Error MapTooLarge(int megabytes) => Error.Invalid("map-too-large", $"全区图层合计不超过 {megabytes} MB，请简化边界后再上传。", $"All layers together have at most {megabytes} MB; simplify the outlines first.", "geoJson");

    /// <summary>地图管理条例: a map that is shown in public carries the number under which it was reviewed.</summary>
    public static Error ReviewNumberMissing(IReadOnlyList<string> layers) => Error.Conflict("review-number-missing",
        $"向区外展示的地图须载明审图号，以下图层还没有：{string.Join("、", layers)}。请送自然资源主管部门审核后填写，或不对外展示这些图层。",
        $"A map shown outside carries its review number; these layers have none: {string.Join(", ", layers)}. Have them reviewed and enter the number, or do not show them.");

    public static Error TooLarge(int megabytes) => new(ErrorKind.TooLarge, "too-large", new($"GeoJSON 不超过 {megabytes} MB，请简化后再上传。", $"GeoJSON of at most {megabytes} MB is taken; simplify it first."), "geoJson");

    public static Error NotJson(long? line, long? place) => Bad(
        $"不是有效的 JSON{(line is null ? "" : string.Create(CultureInfo.InvariantCulture, $"（第 {line + 1} 行第 {place + 1} 字节）"))}，请从制图软件导出 UTF-8 编码的 GeoJSON。",
        $"This is not valid JSON{(line is null ? "" : string.Create(CultureInfo.InvariantCulture, $" (line {line + 1}, byte {place + 1})"))}; export GeoJSON in UTF-8 from the drawing program.");

    public static Error NotGeoJson(string? type) => Bad(
        $"最外层的 type 是“{type ?? "空"}”，应为 FeatureCollection、Feature 或几何类型。",
        $"The outermost type is \"{type ?? "nothing"}\"; FeatureCollection, Feature or a geometry is expected.");

    public static Error WrongSystem(string name) => Error.Invalid("wrong-crs",
        $"文件注明的坐标系是“{name}”，请导出为经纬度（CGCS2000 或 WGS 84），不要用投影坐标。",
        $"The file names the reference system \"{name}\"; export longitude and latitude (CGCS2000 or WGS 84), not projected metres.", "geoJson");

    public static Error NoFeatures { get; } = Error.Invalid("no-features", "没有任何要素。", "There is no feature in it.", "geoJson");

    public static Error TooMany(string code, int most, string zh, string en) => Error.Invalid(code, $"{zh}超过 {most} 个，请简化或分成几个图层。", $"More than {most} {en}; simplify it or make several layers.", "geoJson");

    private static Error Bad(string zh, string en) => Error.Invalid("bad-geojson", zh, en, "geoJson");
}
