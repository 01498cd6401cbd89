namespace Jingkai.Economy.Pages.Months;

/// <summary>What is posted from the page of a duty.</summary>
internal sealed class EntryForm
{
    public Guid? Id { get; set; }

    public int? Version { get; set; }

    public Dictionary<string, string?>? Values { get; set; }

    public string? Note { get; set; }

    public string? Verb { get; set; }
}
