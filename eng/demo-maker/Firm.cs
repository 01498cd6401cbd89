namespace Jingkai.DemoMaker;

/// <summary>An enterprise of 临平 with its output (千元) by year and month; February holds January and February together.</summary>
internal sealed class Firm(Enterprise enterprise, string kind)
{
    public Enterprise Enterprise => enterprise;
    public string Kind => kind;
    public int No => enterprise.No;
    public bool IsAboveIndustrial => kind is "equipment" or "biomedicine" or "other";
    public int Rank { get; set; }
    public long Weight { get; set; }
    public (int Year, int Month) Start { get; set; } = (1990, 1);
    public (int Year, int Month) Last { get; set; } = (2020, 8);
    public int IdleUntil { get; set; }                       // the last month of 2020 without production
    public bool LateForAugust { get; set; }
    public bool PriorUnknown2019 { get; set; }
    public bool RevenuePriorUnknown2020 { get; set; }
    public bool ReportsOutput { get; set; } = true;
    public Dictionary<int, long[]> Output { get; } = new() { [2018] = new long[13], [2019] = new long[13], [2020] = new long[13] };
    public long[] Comparable2019 { get; set; } = new long[13];  // the prior values in the rows of 2020

    public bool Produces(int year, int month) => (year, month).CompareTo(Start) >= 0;
    public bool Reports(int year, int month) =>
        Produces(year, month) && (year, month).CompareTo(Last) <= 0 && !(LateForAugust && (year, month) == (2020, 8));

    public long Typical => Math.Max(Output[2019].Sum() / 12, Output[2020].Max() / (Start.Year == 2020 ? 1 : 3));

    public long InMonth(int year, int month)
    {
        var january = Output[year][2] * (year switch { 2018 => 54, 2019 => 56, _ => 63 }) / 100;
        return month switch { 1 => january, 2 => Output[year][2] - january, _ => Output[year][month] };
    }

    public long Revenue(long output, int year, int month) =>
        output * Draw.Between(900, 1030, "revenue", No) / 1000 * Draw.Between(970, 1030, "revenue month", No, year * 100 + month) / 1000;

    /// <summary>Tax in 0.01 万元: a rate per enterprise, higher after each quarter, relief in spring 2020.</summary>
    public long Tax(int year, int month) =>
        Revenue(InMonth(year, month), year, month) * 10 * Draw.Between(20, 62, "tax", No) / 1000
        * (month is 1 or 4 or 7 or 10 ? 1260 : 880) / 1000 * (year == 2020 && month is >= 2 and <= 6 ? 790 : 1000) / 1000;

    /// <summary>Electricity in 0.01 万千瓦时: three tenths do not depend on output.</summary>
    public long Power(int year, int month) => !Produces(year, month) ? 0
        : (InMonth(year, month) * 7 + Typical * 3) / 10 * enterprise.Trade.KwhPer10k / 1000 * Draw.Between(960, 1040, "power", No, year * 100 + month) / 1000;

    public long Staff(int year, int month) => Math.Max(8, Typical * 12 / (enterprise.Trade.OutputPerHead * 10L)
        * (Draw.Between(980, 1020, "staff", No, year * 100 + month) - ((year, month) is (2020, 2) ? 35 : 0)) / 1000);
}
