using System.Numerics;

namespace Jingkai.DemoMaker;

/// <summary>
/// 临平's invented enterprises and reports. All amounts are whole numbers of the smallest unit written (output and revenue
/// 0.1 万元 = 千元, tax 0.01 万元, electricity 0.01 万千瓦时), so the records sum exactly to the published totals.
/// </summary>
internal sealed partial class Linping
{
    static readonly string[] Groups = ["equipment", "biomedicine", "other"];
    static readonly int[] HalfShape = [278, 171, 176, 184];     // ‰ of the half-year's prior in 1–2月, 3, 4, 5月; June is the rest
    static readonly int[][] Pulse = [[820, 990, 1280, 1400], [1160, 1330, 1500, 1600], [660, 810, 890, 920]];  // 2020 in ‰ of the prior
    static readonly long[][] LateIn2019 = [[3_950_000, 3_900_000, 4_100_000, 4_600_000], [670_000, 660_000, 700_000, 780_000], [1_250_000, 1_240_000, 1_280_000, 1_360_000]];
    static readonly string[] Parks = ["东渠装备园", "澄湖产业园", "南溪智造园", "北苑工业园", "望山产业园"];

    readonly List<Firm> firms = [];
    readonly List<Report> reports = [];
    readonly Firm pharmaMachinery, repair;
    readonly Dictionary<(string Group, int Month), (long Value, long Prior)> plan = Plan();

    public Linping(Registry registry)
    {
        foreach (var kind in (string[])["equipment", "biomedicine", "other", "belowScale", "services", "smallServices"])
        {
            foreach (var (trade, count) in registry.Words.Industries[kind])
            {
                firms.AddRange(Enumerable.Range(0, count).Select(k => new Firm(registry.Register(
                    trade, "杭州", kind is "equipment" or "biomedicine" && k == 0 && count >= 6 ? "股份有限公司" : "有限公司"), kind)));
            }
        }

        pharmaMachinery = firms.First(f => f.Enterprise.Trade.Code == "3544");
        repair = firms.First(f => f.Enterprise.Trade.Code == "4320");
        Rank();
        LiveAndDie();
        Produce();
        Describe(registry);
        Report();
    }

    public IEnumerable<Enterprise> Enterprises => firms.Select(f => f.Enterprise);

    string GroupOf(Firm f) => f == pharmaMachinery ? "biomedicine" : f == repair ? "equipment" : f.Kind;

    /// <summary>Totals of each group and month of 2020 in 千元, so that they add up to the article's figures.</summary>
    static Dictionary<(string Group, int Month), (long Value, long Prior)> Plan()
    {
        // S0-06, S0-09, S0-10, S0-13: values as published, priors the nearest 千元 to value ÷ (1 + growth).
        long[] value = [28_219_000, 5_282_000, 40_187_000 - 28_219_000 - 5_282_000];
        long[] prior = [Near(28_219_000_000, 1190), Near(5_282_000_000, 1456), 0];
        prior[2] = Near(40_187_000_000, 1142) - prior[0] - prior[1];
        long[] julyPrior = [3_790_000, 640_000, Near(7_404_000_000, 1309) - 3_790_000 - 640_000];
        long[] july = [3_790_000 * 137 / 100, 640_000 * 162 / 100, 7_404_000 - (3_790_000 * 137 / 100) - (640_000 * 162 / 100)];
        (long Value, long Prior)[] august = [(5_093_900, 3_830_000), (1_007_500, 650_000), (1_184_600, 1_215_000)];

        var plan = new Dictionary<(string, int), (long, long)>();
        for (var g = 0; g < 3; g++)
        {
            var (restValue, restPrior) = (value[g] - july[g], prior[g] - julyPrior[g]);
            var half = restPrior;
            for (var k = 0; k < 4; k++)
            {
                var p = half * HalfShape[k] / 1000;
                plan[(Groups[g], k + 2)] = (p * Pulse[g][k] / 1000, p);
                (restValue, restPrior) = (restValue - (p * Pulse[g][k] / 1000), restPrior - p);
            }

            plan[(Groups[g], 6)] = (restValue, restPrior);
            plan[(Groups[g], 7)] = (july[g], julyPrior[g]);
            plan[(Groups[g], 8)] = august[g];
        }

        return plan;
    }

    static long Near(long value, long divisor) => ((value * 2) + divisor) / (2 * divisor);

    void Rank()
    {
        foreach (var group in firms.GroupBy(f => f.IsAboveIndustrial ? GroupOf(f) : f.Kind))
        {
            // The largest of each group is of the trade the group is known for; the next are of trades with large plants.
            var leader = group.FirstOrDefault(f => f.Enterprise.Trade is { Code: "3435" or "2720" or "1751" } t && f.Enterprise.Name.Contains(t.Words[0]));
            foreach (var (f, k) in group.OrderByDescending(f => f == leader)
                .ThenBy(f => Draw.Between(f.Enterprise.Trade.Large ? 0 : 200_000, 1_000_000, "rank", f.No)).Select((f, k) => (f, k)))
            {
                (f.Rank, f.Weight) = (k, 1_000_000L / (k + 2) * Draw.Between(88, 112, "weight", f.No) / 100);
            }
        }
    }

    /// <summary>Who was listed, left, closed, started, stood idle or reports late; always small or middling enterprises.</summary>
    void LiveAndDie()
    {
        foreach (var f in firms.Where(f => f.IsAboveIndustrial || f.Kind == "services"))
        {
            f.Enterprise.Registered = new DateOnly(Draw.Between(1996, 2013, "year", f.No), Draw.Between(1, 12, "month", f.No), Draw.Between(1, 28, "day", f.No));
            f.Enterprise.Since = new DateOnly(Draw.Between(f.Enterprise.Registered.Year + 3, 2018, "since", f.No), 1, 1);
            f.ReportsOutput = f.Enterprise.IsIndustrial;
        }

        foreach (var f in firms.Where(f => f.Enterprise.Since is null))
        {
            f.Enterprise.Registered = new DateOnly(Draw.Between(2009, 2017, "year", f.No), Draw.Between(1, 12, "month", f.No), Draw.Between(1, 28, "day", f.No));
            f.ReportsOutput = f.Enterprise.IsIndustrial && Draw.Percent(55, "reports output", f.No);
        }

        var others = new Queue<Firm>(firms.Where(f => f.IsAboveIndustrial && f.Rank >= 14 && f != pharmaMachinery && f != repair).OrderBy(f => Draw.Bits("life", f.No)));
        void Take(int count, Action<Firm, int> change) => Enumerable.Range(0, count).ToList().ForEach(k => change(others.Dequeue(), k));
        void List(Firm f, DateOnly since) => (f.Enterprise.Since, f.Enterprise.Registered) = (since, since.AddDays(-Draw.Between(420, 1300, "registered", f.No)));
        void Begin(Firm f, int year, int month) { List(f, new DateOnly(year, month, 1)); f.Start = (year, month); }

        Take(2, (f, _) => (f.Enterprise.Until, f.Last) = (new DateOnly(2019, 7, 20), (2019, 6)));     // moved away
        Take(8, (f, k) => (f.Enterprise.Until, f.Last) = (new DateOnly(2020, 1, 1), k < 5 ? (2020, 8) : (2019, 12)));  // yearly review; five report on
        Take(2, (f, _) => (f.Enterprise.Until, f.Last) = (new DateOnly(2020, 3, 20), (2019, 12)));    // closed: expected in 1–2月, received no more
        Take(2, (f, _) => Begin(f, 2019, 5));
        Take(2, (f, _) => Begin(f, 2019, 9));
        Take(1, (f, _) => Begin(f, 2020, 4));
        Take(2, (f, _) => Begin(f, 2020, 6));
        Take(1, (f, _) => Begin(f, 2020, 8));
        Take(14, (f, k) => { List(f, new DateOnly(2019, 1, 1)); f.PriorUnknown2019 = k < 5; });
        Take(13, (f, _) => List(f, new DateOnly(2020, 1, 1)));
        Take(6, (f, k) => f.IdleUntil = k < 3 ? 3 : 2);
        Take(6, (f, _) => f.RevenuePriorUnknown2020 = true);
        Take(14, (f, _) => f.LateForAugust = true);
    }

    void Produce()
    {
        foreach (var ((group, month), (value, prior)) in plan)
        {
            var members = firms.Where(f => f.IsAboveIndustrial && GroupOf(f) == group && f.Enterprise.Until is null && f.Produces(2020, month)).ToArray();
            Share(members, value, f => f.IdleUntil >= month ? 0 : f.Weight * Draw.Between(780, 1250, "trend", f.No) / 1000 * Draw.Between(930, 1070, "2020", f.No, month),
                (f, v) => f.Output[2020][month] = v);
            Share(members, prior, f => f.Produces(2019, month) ? f.Weight * Draw.Between(945, 1055, "2019", f.No, month) : 0,
                (f, v) => f.Comparable2019[month] = v);
        }

        for (var k = 0; k < 4; k++)
        {
            var month = 9 + k;
            for (var g = 0; g < 3; g++)
            {
                Share(firms.Where(f => f.IsAboveIndustrial && GroupOf(f) == Groups[g] && f.Enterprise.Until is null && f.Produces(2019, month)).ToArray(),
                    LateIn2019[g][k], f => f.Weight * Draw.Between(945, 1055, "2019", f.No, month), (f, v) => f.Output[2019][month] = v);
            }
        }

        foreach (var f in firms)
        {
            // What was reported in 2019 differs from the comparable prior of 2020 where the scope was restated.
            var restated = f is { IsAboveIndustrial: true, Rank: >= 5 } && Draw.Percent(8, "restated", f.No) ? Draw.Between(920, 1090, "restated by", f.No) : 1000;
            if (f.IsAboveIndustrial && f.Enterprise.Until is null)
            {
                for (var m = 2; m <= 8; m++)
                {
                    f.Output[2019][m] = f.Comparable2019[m] * restated / 1000;
                }
            }
            else
            {
                Invent(f);
            }

            var growth = Draw.Between(1010, 1130, "2019 growth", f.No);
            for (var m = 2; m <= 12; m++)
            {
                f.Output[2018][m] = f.Start.Year < 2019 ? f.Output[2019][m] * 1000 / growth : 0;
            }
        }
    }

    /// <summary>Enterprises outside the calibrated population: left, below scale, services (whose output stands for revenue).</summary>
    static void Invent(Firm f)
    {
        long monthly = f.Kind switch
        {
            "belowScale" => Draw.Between(350, 1450, "size", f.No),
            "smallServices" => Draw.Between(120, 600, "size", f.No),
            "services" => (90_000 / (f.Rank + 2)) + Draw.Between(700, 1500, "size", f.No),
            _ => Draw.Between(1500, 5200, "size", f.No),
        };
        int[] path = [0, 0, 730, 910, 985, 1020, 1045, 1060, 1065];
        for (var m = 2; m <= 12; m++)
        {
            f.Output[2019][m] = monthly * (m == 2 ? 175 : 100) * Draw.Between(940, 1060, "2019", f.No, m) / 100_000;
            f.Output[2020][m] = m > 8 || f.Last.Year == 2019 ? 0 : f.Output[2019][m] * path[m] / 1000 * Draw.Between(920, 1080, "2020", f.No, m) / 1000;
            f.Comparable2019[m] = f.Output[2019][m];
        }
    }

    /// <summary>Divides a total in proportion to weights into whole numbers that add up to it (largest remainders).</summary>
    static void Share(Firm[] members, long total, Func<Firm, long> weight, Action<Firm, long> give)
    {
        var weights = members.Select(f => new BigInteger(weight(f))).ToArray();
        var sum = weights.Aggregate(BigInteger.Zero, (a, b) => a + b);
        var shares = weights.Select(w => (Floor: (long)(total * w / sum), Remainder: total * w % sum)).ToArray();
        var left = total - shares.Sum(s => s.Floor);
        var up = Enumerable.Range(0, members.Length).OrderByDescending(k => shares[k].Remainder).ThenBy(k => k).Take((int)left).ToHashSet();
        for (var k = 0; k < members.Length; k++)
        {
            give(members[k], shares[k].Floor + (up.Contains(k) ? 1 : 0));
        }
    }

    void Describe(Registry registry)
    {
        var liaisons = Enumerable.Range(0, 162).Select(k => registry.NewPerson("liaison", k)).ToArray();
        foreach (var f in firms)
        {
            var (e, n) = (f.Enterprise, f.No);
            var division = e.Trade.Code[..2];
            var yearly = f.Typical * 12 / 10_000;   // 千万元
            e.Park = !f.IsAboveIndustrial && !e.IsIndustrial ? (Draw.Percent(60, "park", n) ? "中轴数智园" : "新禾小微园")
                : f.Kind == "belowScale" ? (Draw.Percent(70, "park", n) ? "新禾小微园" : "北苑工业园")
                : f.Kind == "biomedicine" && Draw.Percent(75, "park", n) ? "临澜生命科学园"
                : division is "17" or "18" && Draw.Percent(65, "park", n) ? "绮云家纺园"
                : division is "39" or "40" && Draw.Percent(65, "park", n) ? "中轴数智园"
                : Parks[Draw.Between(0, Parks.Length - 1, "park", n, 1)];
            e.LandCentiMu = f.IsAboveIndustrial && e.Park != "中轴数智园" && Draw.Percent(88, "land", n)
                ? (int)(f.Typical * 12 * 10 / Draw.Between(260, 620, "per mu", n)) + Draw.Between(180, 900, "land", n, 1) : null;
            var quality = f.Kind switch { "equipment" => 46, "biomedicine" => 64, "other" => 18, "services" => 22, _ => 4 };
            e.Qualifications = string.Join('、', new[]
            {
                Draw.Percent(quality, "high-tech", n) ? "高新技术企业" : "",
                yearly < 40 && Draw.Percent(quality, "sme", n) ? "科技型中小企业" : "",
                f.IsAboveIndustrial && Draw.Percent(quality / 4, "srdi", n) ? "专精特新中小企业" : "",
            }.Where(q => q.Length > 0));
            e.FormerName = Draw.Percent(5, "former", n) ? e.Name.Replace("股份有限公司", "有限公司").Replace("杭州", "余杭") : "";
            e.Liaison = liaisons[n % liaisons.Length];
        }
    }
}
