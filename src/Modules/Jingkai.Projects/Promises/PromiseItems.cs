using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Projects.LifeCycle;

namespace Jingkai.Projects.Promises;

/// <summary>Whose promise it is.</summary>
internal static class PromiseSide
{
    /// <summary>投资方.</summary>
    public const string Investor = "investor";

    /// <summary>开发区.</summary>
    public const string Zone = "zone";

    public static IReadOnlyList<Term> All { get; } = [new(Investor, "投资方", "Investor"), new(Zone, "开发区", "Zone")];

    public static Text NameOf(string side) => All.First(s => s.Code == side).Name;

    /// <summary>What an office writes.</summary>
    public static string? Named(string? word) => TextNormal.Clean(word) switch
    {
        "企业" or "投资人" or "项目方" or "企业方" => Investor,
        "政府" or "管委会" or "园区" or "我方" => Zone,
        var text => All.FirstOrDefault(s => string.Equals(s.Code, text, StringComparison.OrdinalIgnoreCase) || s.Zh == text || string.Equals(s.En, text, StringComparison.OrdinalIgnoreCase))?.Code,
    };
}

/// <summary>How a promise ended.</summary>
internal static class PromiseResult
{
    public const string Kept = "kept", KeptLate = "kept-late", Partly = "partly", Broken = "broken", Waived = "waived";

    /// <summary>These take a second person: they are held against somebody, or let somebody off.</summary>
    public static bool TakesTwo(string result) => result is Broken or Waived;
}

/// <summary>Something that can be promised.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Zh">Chinese name.</param>
/// <param name="En">English name.</param>
/// <param name="Side">Who promises it; null: either.</param>
/// <param name="Unit">Its usual unit; null: none, or any.</param>
/// <param name="UnitEn">What that unit is called in English.</param>
/// <param name="AtMost">The value is an upper limit.</param>
/// <param name="Milestone">The milestone it is; such a promise is a day and has no value.</param>
internal sealed record PromiseItem(string Code, string Zh, string En, string? Side, string? Unit, string? UnitEn, bool AtMost, string? Milestone)
{
    public Text Name => new(Zh, En);
}

/// <summary>What can be promised, how promises end and what follows, as data beside this file.</summary>
internal static class PromiseItems
{
    private static readonly Document Read = JsonSerializer.Deserialize<Document>(
        typeof(PromiseItems).Assembly.GetManifestResourceStream("Jingkai.Projects.promises.json")!, JsonSerializerOptions.Web)!;

    public static IReadOnlyList<PromiseItem> All => Read.Items;

    public static IReadOnlyList<Term> Results => Read.Results;

    public static IReadOnlyList<Term> Remedies => Read.Remedies;

    public static PromiseItem? Find(string? code) => Read.Items.FirstOrDefault(i => i.Code == code);

    public static PromiseItem? Named(string? word) => Find(word) ?? Read.Items.FirstOrDefault(i => Is(word, i.Zh, i.En));

    public static Term? ResultNamed(string? word) => Read.Results.FirstOrDefault(r => r.Code == word || Is(word, r.Zh, r.En));

    public static Term? RemedyNamed(string? word) => Read.Remedies.FirstOrDefault(r => r.Code == word || Is(word, r.Zh, r.En));

    private static bool Is(string? word, string zh, string en) => TextNormal.SearchKey(word) is { Length: > 0 } key && (TextNormal.SearchKey(zh) == key || TextNormal.SearchKey(en) == key);

    private sealed record Document(IReadOnlyList<PromiseItem> Items, IReadOnlyList<Term> Results, IReadOnlyList<Term> Remedies);
}
