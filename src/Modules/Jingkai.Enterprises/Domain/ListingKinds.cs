namespace Jingkai.Enterprises.Domain;

/// <summary>The libraries an enterprise above designated size may stand in (依据《统计上大中小微型企业划分办法》的行业口径).</summary>
internal static class ListingKinds
{
    public const string Industry = "工业";
    public const string Construction = "建筑业";
    public const string Wholesale = "批发业";
    public const string Retail = "零售业";
    public const string Lodging = "住宿业";
    public const string Catering = "餐饮业";
    public const string RealEstate = "房地产业";
    public const string Services = "服务业";

    public static IReadOnlyList<string> All { get; } = [Industry, Construction, Wholesale, Retail, Lodging, Catering, RealEstate, Services];

    /// <summary>The kind meant by a text: 批发 is 批发业, 规上工业 is 工业; null when it is none.</summary>
    public static string? Find(string text)
    {
        var plain = text.StartsWith("规上", StringComparison.Ordinal) || text.StartsWith("限上", StringComparison.Ordinal) ? text[2..] : text;
        return All.FirstOrDefault(kind => kind == plain || kind == plain + "业");
    }

    /// <summary>The library an enterprise of an industry is entered in when nothing is said.</summary>
    public static string Of(string? industry) => Kernel.IndustryCode.SectionOf(industry) switch
    {
        "E" => Construction,
        "F" => Kernel.IndustryCode.IsWithin(industry, "52") ? Retail : Wholesale,
        "H" => Kernel.IndustryCode.IsWithin(industry, "62") ? Catering : Lodging,
        "K" => RealEstate,
        null or "B" or "C" or "D" => Industry,
        _ => Services,
    };
}
