using Jingkai.Platform.Data;

namespace Jingkai.Platform.Ledgers.Views;

/// <summary>The state of a list's address under a name. It holds what was asked for, never what was found: whoever opens it sees
/// what their own scope shows.</summary>
public sealed class SavedView : ZoneEntity
{
    /// <summary>Code of the <see cref="LedgerAddress"/>.</summary>
    public string Ledger { get; set; } = "";

    /// <summary>What its owner calls it; unique among the owner's views of the list.</summary>
    public string Name { get; set; } = "";

    /// <summary>Whose it is.</summary>
    public Guid MemberId { get; set; }

    /// <summary>Who sees it: one of <see cref="ViewAudience"/>.</summary>
    public string Audience { get; set; } = ViewAudience.Own;

    /// <summary>The unit it is offered to; the owner's at the moment of sharing.</summary>
    public Guid? UnitId { get; set; }

    /// <summary>The values, as they stand behind the question mark; known names only, in the order of the page.</summary>
    public string Query { get; set; } = "";

    /// <summary>When it was made.</summary>
    public DateTime CreatedAt { get; set; }
}

/// <summary>Who sees a view.</summary>
public static class ViewAudience
{
    /// <summary>Its owner only.</summary>
    public const string Own = "own";

    /// <summary>The owner's unit.</summary>
    public const string Unit = "unit";

    /// <summary>The officers of the zone.</summary>
    public const string Zone = "zone";

    /// <summary>All of them, narrowest first.</summary>
    public static IReadOnlyList<string> All { get; } = [Own, Unit, Zone];
}

/// <summary>The view with which a list opens for a member.</summary>
public sealed class SavedViewDefault : IZoned
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>For whom.</summary>
    public Guid MemberId { get; set; }

    /// <summary>Code of the <see cref="LedgerAddress"/>.</summary>
    public string Ledger { get; set; } = "";

    /// <summary>Which view.</summary>
    public Guid ViewId { get; set; }
}
