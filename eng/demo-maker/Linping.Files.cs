using System.Globalization;
using System.Numerics;
using System.Text;

namespace Jingkai.DemoMaker;

internal sealed partial class Linping
{
    void Report()
    {
        foreach (var f in firms)
        {
            foreach (var year in (int[])[2019, 2020])
            {
                var (output, revenue, tax, power) = (new Running(), new Running(), new Running(), new Running());
                for (var month = 1; month <= (year == 2020 ? 8 : 12); month++)
                {
                    var comparable = year == 2020 ? f.Comparable2019 : f.Output[2018];
                    var value = f.Output[year][month];
                    var merged = month > 1;
                    var unknown = year == 2019 && f.PriorUnknown2019;
                    var o = output.Add(merged && f.ReportsOutput ? value : null, unknown ? null : comparable[month]);
                    var r = revenue.Add(merged ? f.Revenue(value, year, month) : null,
                        unknown || (year == 2020 && f.RevenuePriorUnknown2020) ? null : f.Revenue(comparable[month], year - 1, month));
                    var t = tax.Add(f.Tax(year, month), unknown ? null : f.Tax(year - 1, month));
                    var p = power.Add(f.Power(year, month), unknown ? null : f.Power(year - 1, month));
                    if (f.Reports(year, month))
                    {
                        reports.Add(new(f, year, month, o, r, t, p, f.Staff(year, month)));
                    }
                }
            }
        }
    }

    /// <summary>Keeps the cumulative values; a measure that is not reported leaves all four cells empty.</summary>
    sealed class Running
    {
        long value, prior;

        public Four Add(long? inMonth, long? inMonthPrior)
        {
            value += inMonth ?? 0;
            prior += inMonth is null ? 0 : inMonthPrior ?? 0;
            return inMonth is null ? default : new(inMonth, inMonthPrior, value, inMonthPrior is null ? null : prior);
        }
    }

    public string ReportsCsv()
    {
        var csv = new StringBuilder("统一社会信用代码,企业名称,报告期");
        foreach (var measure in (string[])["工业总产值(万元)", "营业收入(万元)", "税收(万元)", "用电量(万千瓦时)"])
        {
            csv.Append(CultureInfo.InvariantCulture, $",{measure}_本月,{measure}_上年同期,{measure}_累计,{measure}_上年同期累计");
        }

        csv.Append(",从业人员(人)\n");
        foreach (var r in reports.OrderBy(r => (r.Year, r.Month)).ThenBy(r => r.Firm.No))
        {
            csv.Append(CultureInfo.InvariantCulture, $"{r.Firm.Enterprise.Code},{r.Firm.Enterprise.Name},{r.Year}-{r.Month:00}");
            foreach (var (four, digits) in (ReadOnlySpan<(Four, int)>)[(r.Output, 1), (r.Revenue, 1), (r.Tax, 2), (r.Power, 2)])
            {
                csv.Append(',').AppendJoin(',', Csv.Number(four.InMonth, digits), Csv.Number(four.Prior, digits), Csv.Number(four.Cumulative, digits), Csv.Number(four.CumulativePrior, digits));
            }

            csv.Append(CultureInfo.InvariantCulture, $",{r.Staff}\n");
        }

        return csv.ToString();
    }

    public string GroupsJson() => $$"""
        [
          {
            "from": "2019-01-01",
            "source": "《主要经济指标“V”字型反弹 余杭开发区夺取“经济高分报表”》2020-09-09 [S0-08]",
            "note": "名称出自文章;行业范围和点名企业为演示设定",
            "groups": [
              { "name": "装备制造", "prefixes": ["33", "34", "351", "352", "353", "354", "355", "356", "357", "359", "36", "37", "38", "39", "40"], "plus": ["{{repair.Enterprise.Code}}"], "minus": ["{{pharmaMachinery.Enterprise.Code}}"] },
              { "name": "生物医药", "prefixes": ["27", "358"], "plus": ["{{pharmaMachinery.Enterprise.Code}}"], "minus": [] }
            ]
          },
          {
            "from": "2023-01-01",
            "source": "《临平区国家级经开区:抢先机契机 提速度进度 扩存量增量 全力拼经济 奋战开门红》2023-02-14 [S1-25]",
            "note": "名称出自文章(同文另处称智能制造与生物医药两大主导产业 [S1-14]);行业范围和点名企业为演示设定",
            "groups": [
              { "name": "高端装备制造", "prefixes": ["33", "342", "343", "344", "345", "346", "347", "348", "349", "351", "352", "353", "354", "355", "356", "357", "359", "36", "37", "381", "383", "385", "386", "387", "389", "39", "40"], "plus": ["{{repair.Enterprise.Code}}"], "minus": ["{{pharmaMachinery.Enterprise.Code}}"] },
              { "name": "生物医药", "prefixes": ["27", "358"], "plus": ["{{pharmaMachinery.Enterprise.Code}}"], "minus": [] },
              { "name": "新材料新能源", "prefixes": ["265", "266", "28", "306", "341", "382", "384"], "plus": [], "minus": [] },
              { "name": "时尚布艺", "prefixes": ["17", "18"], "plus": [], "minus": [] }
            ]
          }
        ]

        """;

    /// <summary>Rolled up from the report rows themselves, the way the product does it: listed on the last day, sections B, C, D.</summary>
    (long Value, long Prior, int Received, int Expected) RollUp(int year, int month, bool cumulative, params string[] groups)
    {
        var day = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
        bool Counts(Firm f) => f.Enterprise.IsIndustrial && f.Enterprise.ListedOn(day) && (groups.Length == 0 || groups.Contains(GroupOf(f)));
        var rows = reports.Where(r => (r.Year, r.Month) == (year, month) && Counts(r.Firm)).ToArray();
        return (rows.Sum(r => (cumulative ? r.Output.Cumulative : r.Output.InMonth)!.Value),
            rows.Sum(r => (cumulative ? r.Output.CumulativePrior : r.Output.Prior) ?? 0), rows.Length, firms.Count(Counts));
    }

    public string CheckTable()
    {
        var table = new StringBuilder("| 期间 | 范围 | 合计(万元) | 可比同期(万元) | 同比 % | 已报/应报 |\n|---|---|---:|---:|---:|---:|\n");
        void Line(int month, bool cumulative, string name, params string[] groups)
        {
            var (value, prior, received, expected) = RollUp(2020, month, cumulative, groups);
            var tenths = new BigInteger(value - prior) * 2000;
            tenths = (tenths + (tenths.Sign * prior)) / (2 * prior);   // half away from zero
            var label = month == 2 ? "1–2月" : cumulative ? $"1–{month}月" : $"{month}月";
            table.Append(CultureInfo.InvariantCulture, $"| 2020年{label} | {name} | {Csv.Number(value, 1)} | {Csv.Number(prior, 1)} | {(tenths.Sign < 0 ? "-" : "")}{BigInteger.Abs(tenths) / 10}.{BigInteger.Abs(tenths) % 10} | {received}/{expected} |\n");
        }

        Line(7, true, "全区");
        Line(7, true, "装备制造", "equipment");
        Line(7, true, "生物医药", "biomedicine");
        Line(7, true, "两大主导产业", "equipment", "biomedicine");
        Line(7, true, "其余行业", "other");
        Line(6, true, "全区");
        Line(3, true, "全区");
        Line(2, true, "全区");
        for (var month = 3; month <= 8; month++)
        {
            Line(month, false, "全区");
        }

        var (zone, lead) = (RollUp(2020, 7, true), RollUp(2020, 7, true, "equipment", "biomedicine"));
        static string Percent(long part, long whole) => (Near(part * 1_000_000, whole) / 10_000m).ToString("0.0000", CultureInfo.InvariantCulture);
        table.Append(CultureInfo.InvariantCulture, $"\n主导产业占比 {Percent(lead.Value, zone.Value)} %,上年同期 {Percent(lead.Prior, zone.Prior)} %\n");
        return table.ToString();
    }
}
