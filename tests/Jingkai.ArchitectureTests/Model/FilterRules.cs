using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Jingkai.ArchitectureTests.Model;

/// <summary>Reads stay inside the zone and inside the reader's scope by default, not by care.</summary>
internal static class FilterRules
{
    /// <summary>Zone rows without the zone filter.</summary>
    public static IEnumerable<string> Zone(IModel model) =>
        from type in KeyRules.Tables(model).Where(KeyRules.IsZoned)
        where !Has(type, JingkaiDbContext.ZoneFilter)
        select $"{type.ClrType.Name} has no zone filter";

    /// <summary>Zone rows that neither declare a scope filter nor stand on the list of what the whole zone may read, and entries of the
    /// list that are wrong.</summary>
    public static IEnumerable<string> Scope(IModel model, IReadOnlySet<string> zoneWide)
    {
        var zoned = KeyRules.Tables(model).Where(KeyRules.IsZoned).ToList();
        var open = zoned.Where(t => !Has(t, JingkaiDbContext.ScopeFilter)).Select(t => t.GetTableName()!).ToHashSet(StringComparer.Ordinal);
        return open.Except(zoneWide).Select(t => $"{t} declares no scope filter and is not on the list of zone-wide tables")
            .Concat(zoneWide.Except(open).Select(t => $"{t} is on the list of zone-wide tables and has a scope filter or does not exist"));
    }

    /// <summary>Rows with a version whose version does not refuse a lost update.</summary>
    public static IEnumerable<string> LostUpdates(IModel model) =>
        from type in KeyRules.Tables(model)
        where typeof(IVersioned).IsAssignableFrom(type.ClrType) && type.FindProperty(nameof(IVersioned.Version)) is { IsConcurrencyToken: false }
        select $"{type.ClrType.Name}.Version is no concurrency token";

    private static bool Has(IEntityType type, string filter) => type.GetDeclaredQueryFilters().Any(f => f.Key == filter);
}
