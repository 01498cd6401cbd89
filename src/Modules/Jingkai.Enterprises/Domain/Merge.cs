using Jingkai.Platform.Data;

namespace Jingkai.Enterprises.Domain;

/// <summary>Two files of the register became one. It stays in the history of both for ever, also when it was undone.</summary>
internal sealed class Merge : ZoneEntity
{
    /// <summary>The file that is kept.</summary>
    public Guid KeptId { get; set; }

    /// <summary>The file that remains as a tombstone and leads to the other.</summary>
    public Guid GoneId { get; set; }

    public string Reason { get; set; } = "";

    public Guid? ById { get; set; }

    public string ByName { get; set; } = "";

    public DateTime At { get; set; }

    /// <summary>What each side was and what moved, as JSON: everything needed to undo it. Personal values by reference.</summary>
    public string Record { get; set; } = "";

    public DateTime? UndoneAt { get; set; }

    public string? UndoneBy { get; set; }

    public string? UndoReason { get; set; }
}
