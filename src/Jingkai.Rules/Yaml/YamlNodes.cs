namespace Jingkai.Rules.Yaml;

/// <summary>How a scalar was written.</summary>
internal enum ScalarStyle
{
    Empty,
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Block,
}

/// <summary>A node of the tree of a YAML text.</summary>
internal abstract class YamlNode(Place at)
{
    public Place At { get; } = at;
}

/// <summary>A text with the places of its characters.</summary>
internal sealed class YamlScalar(Place at, string value, ScalarStyle style, IReadOnlyList<ScalarRun> runs) : YamlNode(at)
{
    public string Value { get; } = value;

    public ScalarStyle Style { get; } = style;

    public bool IsQuoted => Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted;

    public bool IsNull => Style == ScalarStyle.Empty || (Style == ScalarStyle.Plain && Value is "~" or "null");

    /// <summary>Where a character of the value stands in the pack.</summary>
    public Place PlaceOf(int offset)
    {
        var (low, high) = (0, runs.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (runs[middle].Offset <= offset) low = middle;
            else high = middle - 1;
        }

        return runs.Count == 0 ? At : new(runs[low].At.Line, runs[low].At.Column + Math.Max(0, offset - runs[low].Offset));
    }
}

/// <summary>From this offset of the value on, characters stand one after another from this place.</summary>
internal readonly record struct ScalarRun(int Offset, Place At);

/// <summary>Keys with values, in order; each key once.</summary>
internal sealed class YamlMap(Place at) : YamlNode(at)
{
    public List<(YamlScalar Key, YamlNode Value)> Entries { get; } = [];

    public YamlNode? this[string key] => Entries.FirstOrDefault(e => e.Key.Value == key).Value;

    public Place PlaceOf(string key) => Entries.FirstOrDefault(e => e.Key.Value == key).Key?.At ?? At;
}

/// <summary>Items in order.</summary>
internal sealed class YamlList(Place at) : YamlNode(at)
{
    public List<YamlNode> Items { get; } = [];
}
