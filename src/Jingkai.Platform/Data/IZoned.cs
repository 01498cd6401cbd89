namespace Jingkai.Platform.Data;

/// <summary>A row that belongs to one zone. Its key begins with <c>zone_id</c>, reads are filtered by the zone of the
/// context, and writes into any other zone are refused by <see cref="ZoneGuard"/>.</summary>
public interface IZoned
{
    /// <summary>The zone's 32-bit number; first column of every key.</summary>
    int ZoneId { get; set; }
}

/// <summary>A row whose version grows with every change, so that a lost update can be refused.</summary>
public interface IVersioned
{
    /// <summary>1 when created, then one more with each change.</summary>
    int Version { get; set; }
}

/// <summary>A business record: every change is written to the audit trail in the same transaction.</summary>
public interface IAudited
{
    /// <summary>What people call the record in the trail (a code or a name), never a personal value.</summary>
    string AuditLabel { get; }
}

/// <summary>The usual business record of a zone: keyed <c>(zone_id, id)</c> with an application-managed version.</summary>
public abstract class ZoneEntity : IZoned, IVersioned
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>Version 7 UUID, set in code.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <inheritdoc />
    public int Version { get; set; } = 1;
}

/// <summary>Marks a value that identifies a person: the audit trail keeps it by reference so that it can be erased.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PersonalAttribute : Attribute;
