namespace Jingkai.DemoMaker;

/// <summary>A few invented enterprises, without reports, for the registers of the other three zones.</summary>
internal static class OtherZones
{
    // S2-51 … S2-53: 24 enterprises in the park, 6 of them high-tech and 7 above scale (two are both).
    public static IEnumerable<Enterprise> Shangyu(Registry r) => Make(r, "绍兴", 24, 2022, _ => "联东U谷·上虞智造科技谷",
        k => k < 7, k => k is >= 5 and < 11, "equipment", "biomedicine");

    public static IEnumerable<Enterprise> Yangzhou(Registry r) => Make(r, "扬州", 24, 2023, k => k % 2 == 0 ? "运河科创园" : "临江智造园",
        k => k < 16, k => k % 3 == 0, "equipment", "other");

    // S4-33: 15 enterprises in the park.
    public static IEnumerable<Enterprise> Qianjiang(Registry r) => Make(r, "杭州", 15, 2020, _ => "智能制造创业创新园",
        k => k < 3, k => k % 4 == 0, "equipment", "services");

    static List<Enterprise> Make(Registry registry, string city, int count, int year, Func<int, string> park,
        Func<int, bool> aboveScale, Func<int, bool> highTech, params string[] kinds)
    {
        var liaisons = Enumerable.Range(0, 6).Select(k => registry.NewPerson("liaison" + city + year, k)).ToArray();
        return [.. Enumerable.Range(0, count).Select(k =>
        {
            var trades = registry.Words.Industries[kinds[k % kinds.Length]];
            var e = registry.Register(trades[Draw.Between(0, trades.Length - 1, "trade" + city + year, k)].Trade, city);
            e.Registered = new DateOnly(Draw.Between(year - 9, year - 3, "year", e.No), Draw.Between(1, 12, "month", e.No), Draw.Between(1, 28, "day", e.No));
            (e.Since, e.Park, e.Liaison) = (aboveScale(k) ? new DateOnly(year - 1, 1, 1) : null, park(k), liaisons[k % 6]);
            e.Qualifications = highTech(k) ? "高新技术企业" : "";
            return e;
        })];
    }
}
