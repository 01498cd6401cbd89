using Jingkai.Kernel;

namespace Jingkai.Projects.Rating;

/// <summary>What states and factors are called where a sentence needs them.</summary>
internal static class RoundWords
{
    private static readonly Dictionary<string, Text> States = new(StringComparer.Ordinal)
    {
        [RoundState.Open] = new("填报中", "open"), [RoundState.Frozen] = new("已冻结", "frozen"), [RoundState.Published] = new("已公布", "published"), [RoundState.Voided] = new("已作废", "voided"),
        [ConsequenceState.Issued] = new("已发出", "issued"), [ConsequenceState.Due] = new("待办理", "due"), [ConsequenceState.Held] = new("已约谈", "held"), [ConsequenceState.Settled] = new("已整改", "settled"),
        [ConsequenceState.Proposed] = new("待批准", "proposed"), [ConsequenceState.InForce] = new("约束中", "in force"), [ConsequenceState.Released] = new("已解除", "released"),
        [ConsequenceState.Refused] = new("未批准", "refused"), [ConsequenceState.Withdrawn] = new("已撤销", "withdrawn"),
    };

    private static readonly Dictionary<string, Text> FactorNames = new(StringComparer.Ordinal)
    {
        [Factors.Energy] = new("能耗指标", "energy quotas"), [Factors.Land] = new("土地指标", "land quotas"), [Factors.Extension] = new("土地延期", "land extensions"),
    };

    public static Text State(string state) => States.GetValueOrDefault(state, new(state, state));

    public static string StateName(string state) => State(state).Current;

    public static Text Factor(string factor) => FactorNames.GetValueOrDefault(factor, new(factor, factor));

    public static Text Join(IEnumerable<Text> words) => new(string.Join("、", words.Select(w => w.Zh)), string.Join(", ", words.Select(w => w.En)));
}
