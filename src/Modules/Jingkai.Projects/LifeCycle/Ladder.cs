using System.Collections.Frozen;
using System.Text.Json;
using Jingkai.Kernel;

namespace Jingkai.Projects.LifeCycle;

/// <summary>A word of the life cycle with its code.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Zh">Chinese name.</param>
/// <param name="En">English name.</param>
internal sealed record Term(string Code, string Zh, string En)
{
    public Text Name => new(Zh, En);
}

/// <summary>A stage and what its gate asks for.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Zh">Chinese name.</param>
/// <param name="En">English name.</param>
/// <param name="Milestone">The milestone that is reached with it.</param>
/// <param name="Facts">Facts without which nobody reaches it.</param>
/// <param name="Evidence">Kinds of evidence without which nobody reaches it.</param>
internal sealed record Stage(string Code, string Zh, string En, string Milestone, IReadOnlyList<string>? Facts, IReadOnlyList<string>? Evidence)
{
    public Text Name => new(Zh, En);
}

/// <summary>A kind of project with the stages it goes through.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Zh">Chinese name.</param>
/// <param name="En">English name.</param>
/// <param name="Stages">Its stages in order.</param>
/// <param name="Spare">By stage, facts that this kind need not have.</param>
internal sealed record ProjectKind(string Code, string Zh, string En, IReadOnlyList<string> Stages, IReadOnlyDictionary<string, IReadOnlyList<string>>? Spare)
{
    public Text Name => new(Zh, En);

    /// <summary>Place of a stage in its order; -1: this kind does not have it.</summary>
    public int IndexOf(string stage) => Stages.Index().Where(s => s.Item == stage).Select(s => s.Index).FirstOrDefault(-1);

    /// <summary>The stage after one; null after the last.</summary>
    public string? After(string stage) => IndexOf(stage) is var at && at >= 0 && at + 1 < Stages.Count ? Stages[at + 1] : null;

    /// <summary>Facts the gate to a stage asks of this kind.</summary>
    public IReadOnlyList<string> FactsOf(Stage stage) => [.. (stage.Facts ?? []).Where(f => Spare is null || !Spare.TryGetValue(stage.Code, out var spared) || !spared.Contains(f))];
}

/// <summary>阶段与关口: kinds, stages, gates and milestones, as data beside this file. A kind goes through its stages one after another.</summary>
internal static class Ladder
{
    private static readonly Document Read = JsonSerializer.Deserialize<Document>(
        typeof(Ladder).Assembly.GetManifestResourceStream("Jingkai.Projects.life-cycle.json")!, JsonSerializerOptions.Web)!;

    private static readonly FrozenDictionary<string, Stage> StagesByCode = Read.Stages.ToFrozenDictionary(s => s.Code, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, ProjectKind> KindsByCode = Read.Kinds.ToFrozenDictionary(k => k.Code, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Term> Terms = Read.Milestones.Select(t => ("m", t)).Concat(Read.Evidence.Select(t => ("e", t))).Concat(Read.Facts.Select(t => ("f", t)))
        .ToFrozenDictionary(t => $"{t.Item1}:{t.t.Code}", t => t.t, StringComparer.Ordinal);

    public static IReadOnlyList<Stage> Stages => Read.Stages;

    public static IReadOnlyList<ProjectKind> Kinds => Read.Kinds;

    public static IReadOnlyList<Term> Milestones => Read.Milestones;

    public static IReadOnlyList<Term> Evidence => Read.Evidence;

    public static Stage? StageOf(string? code) => code is null ? null : StagesByCode.GetValueOrDefault(code);

    public static ProjectKind? KindOf(string? code) => code is null ? null : KindsByCode.GetValueOrDefault(code);

    private static readonly FrozenDictionary<string, int> Places = Read.Milestones.Select((m, at) => (m.Code, at)).ToFrozenDictionary(m => m.Code, m => m.at, StringComparer.Ordinal);

    /// <summary>Whether a milestone belongs to the preparation of the works: it comes before their start.</summary>
    public static bool IsPreparation(string? milestone) => milestone is not null && Places[milestone] < Places["started"];

    /// <summary>Whether a milestone belongs to the works themselves: after their start, up to acceptance, without entry in the statistics library. Nodes of a project's own plan do.</summary>
    public static bool IsWorks(string? milestone) => milestone is null || (milestone != "library" && Places[milestone] > Places["started"] && Places[milestone] <= Places["accepted"]);

    public static Text? MilestoneName(string? code) => Terms.GetValueOrDefault("m:" + code)?.Name;

    public static Text? EvidenceName(string? code) => Terms.GetValueOrDefault("e:" + code)?.Name;

    public static Text FactName(string code) => Terms["f:" + code].Name;

    /// <summary>A kind, a stage or a milestone by its code or by the name an office writes.</summary>
    public static ProjectKind? KindNamed(string? word) => KindOf(word) ?? Named(Read.Kinds, word, k => k.Zh, k => k.En);

    /// <inheritdoc cref="KindNamed" />
    public static Stage? StageNamed(string? word) => StageOf(word) ?? Named(Read.Stages, word, s => s.Zh, s => s.En);

    /// <inheritdoc cref="KindNamed" />
    public static Term? MilestoneNamed(string? word) => Terms.GetValueOrDefault("m:" + word) ?? Named(Read.Milestones, word, m => m.Zh, m => m.En);

    private static T? Named<T>(IReadOnlyList<T> all, string? word, Func<T, string> zh, Func<T, string> en) where T : class
    {
        var key = TextNormal.SearchKey(word);
        if (key.Length == 0) return null;
        return all.FirstOrDefault(t => TextNormal.SearchKey(zh(t)) == key || TextNormal.SearchKey(en(t)) == key)
            ?? (all.Where(t => TextNormal.SearchKey(zh(t)).StartsWith(key, StringComparison.Ordinal)).ToList() is [var only] && key.Length >= 2 ? only : null);
    }

    private sealed record Document(IReadOnlyList<Term> Milestones, IReadOnlyList<Term> Evidence, IReadOnlyList<Term> Facts, IReadOnlyList<Stage> Stages, IReadOnlyList<ProjectKind> Kinds);
}
