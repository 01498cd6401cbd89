namespace Jingkai.Platform.RulePacks;

/// <summary>Who may do what with rule packs.</summary>
public static class RulePermissions
{
    /// <summary>Reads packs, tries and compares. Facts that a reader may not see are unknown to the trial.</summary>
    public const string Read = "platform.rules";

    /// <summary>Reads recorded verdicts, with all facts they were made of.</summary>
    public const string Verdicts = "platform.rules.verdicts";

    /// <summary>Proposes texts and records verdicts.</summary>
    public const string Keep = "platform.rules.keep";

    /// <summary>Agrees to what another proposed.</summary>
    public const string Adopt = "platform.rules.adopt";
}
