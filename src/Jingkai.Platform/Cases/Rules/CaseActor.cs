namespace Jingkai.Platform.Cases.Rules;

/// <summary>Who stands before a case: what the rules need to know of them.</summary>
/// <param name="Members">The member and those the member stands in for today; empty for a program of the installation.</param>
/// <param name="Unit">The member's unit.</param>
/// <param name="Handles">May accept and handle.</param>
/// <param name="Desk">May assign, follow up and strike off.</param>
/// <param name="Leads">May assign, lift and urge as a leader.</param>
/// <param name="Asks">Speaks for what the case is about.</param>
/// <param name="Everybody">A program of the installation: acts in everybody's place, and nothing is its own work.</param>
internal sealed record CaseActor(IReadOnlyList<Guid> Members, Guid? Unit, bool Handles, bool Desk, bool Leads, bool Asks, bool Everybody = false)
{
    /// <summary>The member itself.</summary>
    public Guid? Me => Members.Count > 0 ? Members[0] : null;

    /// <summary>Whether a member is this one, or one it stands in for.</summary>
    public bool Is(Guid? member) => Everybody || (member is { } id && Members.Contains(id));

    /// <summary>Whether something that waits for a unit waits for this member too.</summary>
    public bool IsOf(Guid? unit) => Everybody || (Handles && unit is { } id && id == Unit);

    /// <summary>For whom it acts when it stands in.</summary>
    public Guid? For(Guid? member) => Everybody || member is not { } id || id == Me || !Members.Contains(id) ? null : id;
}
