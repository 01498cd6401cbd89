namespace Jingkai.Ui;

/// <summary>A choice of a list.</summary>
/// <param name="Value">What is sent.</param>
/// <param name="Text">What is read.</param>
/// <param name="Group">Heading under which neighbours of the same group stand.</param>
/// <param name="Keys">Other words to find it by in a searchable list, for example the initials of its pinyin.</param>
/// <param name="Disabled">Shown and not to be chosen.</param>
public sealed record SelectOption(string Value, string Text, string? Group = null, string? Keys = null, bool Disabled = false)
{
    /// <summary>For the searchable list, which reads more words of an option from this attribute.</summary>
    internal string? Data => Keys is null ? null : System.Text.Json.JsonSerializer.Serialize(new { keys = Keys });
}
