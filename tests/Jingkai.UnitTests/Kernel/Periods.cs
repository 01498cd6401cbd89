using FsCheck;
using FsCheck.Fluent;
using Jingkai.Kernel;

namespace Jingkai.UnitTests.Kernel;

/// <summary>Generators of periods and of near-misses of their wordings.</summary>
internal static class Periods
{
    public static Arbitrary<Period> Any { get; } = Gen.OneOf(
        Of(12, Period.Month),
        Of(12, Period.YearToDate),
        Of(4, Period.Quarter),
        Of(2, Period.Half),
        Of(12, Period.UpTo),
        Of(1, (y, _) => Period.WholeYear(y)),
        Ranges()).ToArbitrary();

    public static Arbitrary<string> Noise { get; } =
        Gen.Elements("2024", "1", "7", "12", "99", "年", "月", "-", "—", "至", "/", ".", "Q", "H", "季度", "半年", "上", "前", "三", "十", "第", "截", "日", "累计", " ", "００", "٣", "\ud800", ":", "全")
            .ListOf().Select(string.Concat).ToArbitrary();

    private static Gen<Period> Of(int most, Func<int, int, Period> make) =>
        from year in Gen.Choose(1901, 2998)
        from index in Gen.Choose(1, most)
        select make(year, index);

    private static Gen<Period> Ranges() =>
        from start in Gen.Choose(new DateOnly(1950, 1, 1).DayNumber, new DateOnly(2080, 1, 1).DayNumber)
        from length in Gen.Choose(0, 1000)
        select Period.Range(DateOnly.FromDayNumber(start), DateOnly.FromDayNumber(start + length));
}
