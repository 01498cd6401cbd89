using Jingkai.Kernel;

namespace Jingkai.Platform.Maps;

/// <summary>Where in a file something is wrong, as a person counts: feature, part, ring and position from 1.</summary>
internal readonly record struct GeoJsonSpot(int? Feature, string? Name = null, int? Part = null, int? Ring = null, int? Position = null)
{
    public Text InWords()
    {
        var (zh, en) = (new List<string>(), new List<string>());
        if (Feature is { } feature) Add($"第{feature + 1}个要素{(Name is null ? "" : $"（{Name}）")}", $"feature {feature + 1}{(Name is null ? "" : $" ({Name})")}");
        if (Part is { } part) Add($"第{part + 1}部分", $"part {part + 1}");
        if (Ring is { } ring) Add(ring == 0 ? "外环" : $"第{ring}个内环", ring == 0 ? "outer ring" : $"hole {ring}");
        if (Position is { } position) Add($"第{position + 1}点", $"position {position + 1}");
        return new(string.Join("，", zh), string.Join(", ", en));

        void Add(string chinese, string english)
        {
            zh.Add(chinese);
            en.Add(english);
        }
    }

    /// <summary>The fault at this spot.</summary>
    public Error Fault(string code, string zh, string en)
    {
        var words = InWords();
        return Error.Invalid(code, words.Zh.Length == 0 ? zh : $"{words.Zh}：{zh}", words.En.Length == 0 ? en : $"{words.En}: {en}", "geoJson");
    }
}
