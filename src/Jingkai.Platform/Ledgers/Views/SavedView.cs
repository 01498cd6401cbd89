using Jingkai.Platform.Data;

namespace Jingkai.Platform.Ledgers.Views;

/// <summary>The state of a list's address under a name. It holds what was asked for, never what was found: whoever opens it sees
/// what their own scope shows.</summary>
public sealed class SavedView : ZoneEntity
{
    /// <summary>Code of the <see cref="LedgerPage"/>.</summary>
    public string Ledger { get; set; } = "";

    /// <summary>What its owner calls it; unique among the owner's views of the list.</summary>
    public string Name { get; set; } = "";

    /// <summary>Whose it is.</summary>
    public Guid MemberId { get; set; }

    /// <summary>Offered to the zone's officers too.</summary>
    public bool Shared { get; set; }

    /// <summary>The values, as they stand behind the question mark; known names only, in the order of the page.</summary>
    public string Query { get; set; } = "";

    /// <summary>When it was made.</summary>
    public DateTime CreatedAt { get; set; }
}

/// <summary>The view with which a list opens for a member.</summary>
public sealed class SavedViewDefault : IZoned
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>For whom.</summary>
    public Guid MemberId { get; set; }

    /// <summary>Code of the <see cref="LedgerPage"/>.</summary>
    public string Ledger { get; set; } = "";

    /// <summary>Which view.</summary>
    public Guid ViewId { get; set; }
}
