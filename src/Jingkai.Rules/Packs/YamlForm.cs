using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Rules.Language;
using Jingkai.Rules.Yaml;

namespace Jingkai.Rules.Packs;

/// <summary>Reads the parts of a pack from its YAML tree and reports what is not as it should be.</summary>
internal sealed class YamlForm(ProblemList problems)
{
    // Words for the reader of the file, wherever they stand.
    private static readonly HashSet<string> Remarks = ["note", "notes", "description", "comment", "remark", "source"];

    public ProblemList Problems => problems;

    public void Syntax(Place at, string zh, string en, string remedyZh, string remedyEn) => problems.Add(at, ProblemCodes.Syntax, zh, en, remedyZh, remedyEn);

    /// <summary>Reports keys that mean nothing here: a misspelt one must not be passed over in silence.</summary>
    public void Only(YamlMap map, params string[] known)
    {
        foreach (var (key, _) in map.Entries)
        {
            if (known.Contains(key.Value) || Remarks.Contains(key.Value)) continue;
            var near = known.Where(k => Compiling.Distance.Between(k, key.Value) <= 2).FirstOrDefault();
            Syntax(key.At, $"这里没有“{key.Value}”这个键", $"unknown key `{key.Value}`", near is null ? $"可用：{string.Join('、', known)}" : $"是不是 {near}？",
                near is null ? $"use one of {string.Join(", ", known)}" : $"did you mean `{near}`?");
        }
    }

    public YamlMap? Map(YamlNode? node, string what)
    {
        if (node is null or YamlScalar { IsNull: true }) return null;
        if (node is YamlMap map) return map;
        Syntax(node.At, $"{what} 应当由“键: 值”组成", $"{what} consists of keys and values", "写成 键: 值", "write key: value");
        return null;
    }

    /// <summary>An item of a list: unlike a part that may be left out, it cannot be empty.</summary>
    public YamlMap? Item(YamlNode node, string what)
    {
        if (node is YamlScalar { IsNull: true }) Syntax(node.At, $"{what} 中有空的一项", $"an item of {what} is empty", "写上内容，或删去", "fill it in, or remove it");
        return Map(node, what);
    }

    /// <summary>Whether a part is left out or has nothing in it.</summary>
    public static bool IsEmpty(YamlMap map, string key) => map[key] is null or YamlScalar { IsNull: true } or YamlList { Items.Count: 0 };

    public IReadOnlyList<YamlNode> List(YamlMap map, string key)
    {
        if (map[key] is null or YamlScalar { IsNull: true }) return [];
        if (map[key] is YamlList list) return list.Items;
        Syntax(map[key]!.At, $"{key} 应当是列表", $"{key} is a list", "每项以“- ”开头", "begin each item with \"- \"");
        return [];
    }

    public YamlScalar? Scalar(YamlMap map, string key)
    {
        if (map[key] is null or YamlScalar { IsNull: true }) return null;
        if (map[key] is YamlScalar scalar) return scalar;
        Syntax(map[key]!.At, $"{key} 应当是一个值", $"{key} is a single value", "写在同一行", "write it on one line");
        return null;
    }

    public string? Word(YamlMap map, string key) => Scalar(map, key)?.Value.Trim();

    public YamlScalar? Required(YamlMap map, string key)
    {
        if (map[key] is not null and not YamlScalar { IsNull: true }) return Scalar(map, key);
        Missing(map, key);
        return null;
    }

    public void Missing(YamlMap map, string key) => Syntax(map.PlaceOf(key), $"缺少 {key}", $"{key} is missing", $"写上 {key}:", $"write {key}:");

    public DateOnly? Date(YamlMap map, string key)
    {
        if (Scalar(map, key) is not { } scalar) return null;
        if (DateOnly.TryParseExact(scalar.Value.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        Syntax(scalar.At, $"{key} 应当是日期", $"{key} is a date", "写成 2023-01-01", "write 2023-01-01");
        return null;
    }

    /// <summary>A text in two languages: <c>{ zh, en }</c>, or one text for both.</summary>
    public Text? Words(YamlNode? node)
    {
        if (node is YamlScalar { IsNull: false } plain) return new(plain.Value, plain.Value);
        if (node is not YamlMap map) return null;
        var (zh, en) = (Word(map, "zh"), Word(map, "en"));
        return zh is null && en is null ? null : new(zh ?? en!, en ?? zh!);
    }

    /// <summary>The tree of an expression that stands in a scalar.</summary>
    public Syntax Expression(YamlScalar scalar) => Parser.Read(scalar.Value, scalar.PlaceOf, problems);

    /// <summary>A name that expressions can write.</summary>
    public bool IsName(YamlScalar name, string what)
    {
        var word = name.Value;
        if (word.Length > 0 && !char.IsAsciiDigit(word[0]) && word.All(Lexer.IsNamePart) && Lexer.Read(word, name.PlaceOf, problems) is [{ Kind: TokenKind.Name }, _]) return true;
        Syntax(name.At, $"“{word}”不能作{what}的名称", $"`{word}` cannot be a name", "用字母、数字、下划线或汉字，不以数字开头，不用关键字", "use letters, digits, _ or Chinese characters; begin with no digit; use no keyword");
        return false;
    }
}
