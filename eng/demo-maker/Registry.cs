using System.Globalization;
using Jingkai.Kernel;

namespace Jingkai.DemoMaker;

/// <summary>Names, codes and people that are given out once and never twice.</summary>
internal sealed class Registry(Words words)
{
    readonly HashSet<string> names = [], codes = [], people = [];
    int next;

    public Words Words => words;

    public Enterprise Register(Trade trade, string city, string legalForm = "有限公司")
    {
        var no = next++;
        return new Enterprise
        {
            No = no, Code = NewCode(no), Trade = trade, Name = NewName(no, city, trade, legalForm),
            Contact = NewPerson("contact", no), Phone = "154" + Draw.Between(0, 99_999_999, "phone", no).ToString("D8", CultureInfo.InvariantCulture),
        };
    }

    public string NewPerson(string purpose, int i)
    {
        for (var attempt = 0; ; attempt++)
        {
            string Pick(string from, string what) => from[Draw.Between(0, from.Length - 1, purpose + what, i, attempt)].ToString();
            var name = Pick(words.Surnames, "s") + (Draw.Percent(75, purpose + "long", i, attempt) ? Pick(words.Given1, "a") : "") + Pick(words.Given2, "b");
            if (!words.AvoidedPeople.Contains(name) && people.Add(name))
            {
                return name;
            }
        }
    }

    string NewName(int no, string city, Trade trade, string legalForm)
    {
        for (var attempt = 0; ; attempt++)
        {
            var shop = string.Concat(words.ShopNames.Select((pool, k) => pool[Draw.Between(0, pool.Length - 1, "shop" + k, no, attempt)]));
            var name = city + shop + trade.Words[Draw.Between(0, trade.Words.Length - 1, "trade", no)] + legalForm;
            if (!words.Avoided.Any(name.Contains) && names.Add(shop[..2]) && names.Add(shop))
            {
                return name;
            }
        }
    }

    /// <summary>A code no registry can have issued: division 330499 does not exist. Both check characters are right.</summary>
    string NewCode(int no)
    {
        for (var attempt = 0; ; attempt++)
        {
            var body = "MA" + string.Concat(Enumerable.Range(0, 6).Select(k => CreditCode.Alphabet[Draw.Between(0, 30, "code" + k, no, attempt)]));
            var code = CreditCode.Build("91330499" + body + CreditCode.OrganisationCheck(body));
            if (codes.Add(code))
            {
                return code;
            }
        }
    }
}
