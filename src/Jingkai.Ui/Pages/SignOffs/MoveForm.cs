namespace Jingkai.Ui;

/// <summary>A move as the page posts it.</summary>
public sealed class MoveForm
{
    /// <summary>The verb of the button.</summary>
    public string? Verb { get; set; }

    /// <summary>Opinion or reason.</summary>
    public string? Note { get; set; }

    /// <summary>The person chosen.</summary>
    public Guid? To { get; set; }

    /// <summary>The version the page showed.</summary>
    public int? Version { get; set; }
}
