using System.Collections.Frozen;
using System.Text;

namespace Jingkai.Platform.Zones;

/// <summary>Names of provinces and cities as in the list of administrative divisions (GB/T 2260).</summary>
internal static class Divisions
{
    private static readonly Lazy<(FrozenSet<string> Provinces, FrozenSet<string> Cities)> Names = new(Read);

    public static bool IsProvince(string name) => Names.Value.Provinces.Contains(name);

    /// <summary>Whether a city (or, in a municipality, the municipality itself or its district) lies in the province.</summary>
    public static bool IsCityOf(string city, string province) =>
        Names.Value.Cities.Contains($"{province}/{city}") || (city == province && IsProvince(province));

    private static (FrozenSet<string> Provinces, FrozenSet<string> Cities) Read()
    {
        var provinces = new Dictionary<string, string>(StringComparer.Ordinal);
        var rows = new List<(string Code, string Name, string Level)>();
        using var reader = new StreamReader(typeof(Divisions).Assembly.GetManifestResourceStream("Jingkai.Platform.divisions-cn.csv")!, Encoding.UTF8);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            if (cells[2] == "省级") provinces[cells[0][..2]] = cells[1];
            else if (cells[2] is "地级" or "县级") rows.Add((cells[0], cells[1], cells[2]));
        }

        var cities = rows.Where(r => provinces.ContainsKey(r.Code[..2])).Select(r => $"{provinces[r.Code[..2]]}/{r.Name}");
        return (provinces.Values.ToFrozenSet(StringComparer.Ordinal), cities.ToFrozenSet(StringComparer.Ordinal));
    }
}
