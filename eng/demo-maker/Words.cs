using System.Text.Json;

namespace Jingkai.DemoMaker;

internal sealed record Trade(string Code, string[] Words, int KwhPer10k, int OutputPerHead, bool Large);

internal sealed record Words(string[] ShopNames, string[] Avoided, string Surnames, string Given1, string Given2, string[] AvoidedPeople,
    IReadOnlyDictionary<string, (Trade Trade, int Count)[]> Industries)
{
    public static Words Load(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        var r = json.RootElement;
        return new(Strings(r, "shopNames"), Strings(r, "avoided"), r.GetProperty("surnames").GetString()!,
            r.GetProperty("givenFirst").GetString()!, r.GetProperty("givenSecond").GetString()!, Strings(r, "avoidedPeople"),
            r.GetProperty("industries").EnumerateObject().ToDictionary(g => g.Name, g => g.Value.EnumerateArray().Select(x => (
                new Trade(x.GetProperty("code").GetString()!, Strings(x, "words"),
                    x.GetProperty("kwhPer10k").GetInt32(), x.GetProperty("outputPerHead").GetInt32(), x.GetProperty("large").GetBoolean()),
                x.GetProperty("count").GetInt32())).ToArray()));
    }

    static string[] Strings(JsonElement from, string name) => [.. from.GetProperty(name).EnumerateArray().Select(x => x.GetString()!)];
}
