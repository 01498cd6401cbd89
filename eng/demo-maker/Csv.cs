using System.Globalization;
using System.Text;

namespace Jingkai.DemoMaker;

internal static class Csv
{
    public static string Number(long? value, int digits)
    {
        if (value is not { } v)
        {
            return "";
        }

        var unit = (long)Math.Pow(10, digits);
        var rest = (v % unit).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0').TrimEnd('0');
        return (v / unit).ToString(CultureInfo.InvariantCulture) + (rest.Length == 0 ? "" : "." + rest);
    }

    public static string Enterprises(IEnumerable<Enterprise> enterprises)
    {
        var csv = new StringBuilder("统一社会信用代码,企业名称,曾用名,行业代码,所属园区,注册日期,规上入库日期,规上退出日期,资质,占地面积(亩),联系人,联系电话,联企干部\n");
        foreach (var e in enterprises)
        {
            csv.AppendJoin(',', e.Code, e.Name, e.FormerName, e.Trade.Code, e.Park, Day(e.Registered), Day(e.Since), Day(e.Until), e.Qualifications,
                Number(e.LandCentiMu, 2), e.Contact, e.Phone, e.Liaison).Append('\n');
        }

        return csv.ToString();
    }

    static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
