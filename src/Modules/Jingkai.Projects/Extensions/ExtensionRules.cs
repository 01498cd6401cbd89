using System.Text.Json;
using Jingkai.Kernel;

namespace Jingkai.Projects.Extensions;

/// <summary>What may be put off, how often, how far, and how early it must be asked for.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Zh">Chinese name.</param>
/// <param name="En">English name.</param>
/// <param name="Milestone">The milestone whose day moves.</param>
/// <param name="Most">How many may be granted a project; null: any number.</param>
/// <param name="MostMonths">How far the day may move at once.</param>
/// <param name="AskWorkingDays">So many working days before the day is over it must be asked for.</param>
/// <param name="Late">refuse: asked later it is refused; mark: it is told to whoever decides.</param>
/// <param name="ValidFrom">Without a planned day: the milestone from which an approval holds.</param>
/// <param name="ValidMonths">How long it holds.</param>
internal sealed record ExtensionRule(string Code, string Zh, string En, string Milestone, int? Most, int MostMonths, int AskWorkingDays, string Late, string? ValidFrom, int? ValidMonths)
{
    public Text Name => new(Zh, En);

    public bool RefusesLate => Late == "refuse";
}

/// <summary>The rules of extensions, as data beside this file.</summary>
internal static class ExtensionRules
{
    private static readonly Document Read = JsonSerializer.Deserialize<Document>(
        typeof(ExtensionRules).Assembly.GetManifestResourceStream("Jingkai.Projects.extensions.json")!, JsonSerializerOptions.Web)!;

    public static IReadOnlyList<ExtensionRule> All => Read.Rules;

    /// <summary>Within so many working days it is answered, where the zone has set no limit of its own.</summary>
    public static int AnswerWorkingDays => Read.AnswerWorkingDays;

    public static ExtensionRule? Find(string? code) => Read.Rules.FirstOrDefault(r => r.Code == code);

    private sealed record Document(int AnswerWorkingDays, IReadOnlyList<ExtensionRule> Rules);
}
