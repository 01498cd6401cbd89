namespace Jingkai.Kernel;

/// <summary>One entry of GB/T 4754-2017, with amendment 1 of 2019 where the published table has it.</summary>
/// <param name="Code">The letter of a section (门类), else 2 to 4 digits; the section's letter is not part of the number.</param>
/// <param name="Name">The official Chinese name.</param>
/// <param name="Level">1 门类, 2 大类, 3 中类, 4 小类.</param>
/// <param name="Section">The letter of its section, A to T.</param>
/// <param name="Parent">The code one level up; null for a section.</param>
public sealed record Industry(string Code, string Name, int Level, string Section, string? Parent)
{
    /// <summary>The name in English.</summary>
    public required string NameEn { get; init; }

    /// <summary>The name in the language of the current culture.</summary>
    public string Shown => new Text(Name, NameEn).Current;
}
