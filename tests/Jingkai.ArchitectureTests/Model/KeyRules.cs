using System.Reflection;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Jingkai.ArchitectureTests.Model;

/// <summary>Tables, keys and references of the model. The database of a province is divided by zone, so every key of a zone's
/// row begins with the zone.</summary>
internal static class KeyRules
{
    /// <summary>Tables whose name does not begin with the code of the module that owns them.</summary>
    public static IEnumerable<string> Prefixes(IModel model, IReadOnlyDictionary<Assembly, string> codes) =>
        from type in Tables(model)
        let code = codes.GetValueOrDefault(type.ClrType.Assembly, "platform")
        where !type.GetTableName()!.StartsWith(code + "_", StringComparison.Ordinal)
        select $"{type.GetTableName()} of {type.ClrType.FullName} does not begin with {code}_";

    /// <summary>Primary, alternate and unique keys of zone rows that do not begin with the zone.</summary>
    public static IEnumerable<string> Keys(IModel model)
    {
        foreach (var type in Tables(model).Where(IsZoned))
        {
            foreach (var key in type.GetKeys().Where(k => !BeginsWithZone(k.Properties)))
                yield return $"{type.GetTableName()}: key ({Columns(key.Properties)}) does not begin with zone_id";
            foreach (var index in type.GetIndexes().Where(i => i.IsUnique && !BeginsWithZone(i.Properties)))
                yield return $"{type.GetTableName()}: unique index ({Columns(index.Properties)}) does not begin with zone_id";
        }
    }

    /// <summary>References between zone rows that do not begin with the zone: one zone's row could point into another zone.</summary>
    public static IEnumerable<string> References(IModel model) =>
        from foreign in Tables(model).Where(IsZoned).SelectMany(t => t.GetForeignKeys())
        where IsZoned(foreign.PrincipalEntityType)
            && !(BeginsWithZone(foreign.Properties) && BeginsWithZone(foreign.PrincipalKey.Properties))
        select $"{Label(foreign)} does not begin with zone_id on both sides";

    /// <summary>References into the tables of another module; the platform's own may be referred to.</summary>
    public static IEnumerable<string> AcrossModules(IModel model) =>
        from foreign in Tables(model).SelectMany(t => t.GetForeignKeys())
        let target = PrefixOf(foreign.PrincipalEntityType)
        where target != "platform" && target != PrefixOf(foreign.DeclaringEntityType)
        select $"{Label(foreign)} crosses modules";

    /// <summary>References that remove or empty rows by themselves: business records are never deleted.</summary>
    public static IEnumerable<string> DeleteBehaviours(IModel model) =>
        from foreign in Tables(model).SelectMany(t => t.GetForeignKeys())
        where foreign.DeleteBehavior != DeleteBehavior.Restrict
        select $"{Label(foreign)} is {foreign.DeleteBehavior}, not Restrict";

    /// <summary>Tables of the installation that are not on the closed list, and entries of the list without a table.</summary>
    public static IEnumerable<string> InstallationTables(IModel model, IReadOnlySet<string> list)
    {
        var found = Tables(model).Where(t => !IsZoned(t)).Select(t => t.GetTableName()!).ToHashSet(StringComparer.Ordinal);
        return found.Except(list).Select(f => $"{f} has no zone_id and is not on the list of installation tables")
            .Concat(list.Except(found).Select(l => $"{l} is on the list of installation tables and is none"));
    }

    internal static IEnumerable<IEntityType> Tables(IModel model) => model.GetEntityTypes().Where(t => t.GetTableName() is not null && !t.IsOwned());

    internal static bool IsZoned(IReadOnlyTypeBase type) => typeof(IZoned).IsAssignableFrom(type.ClrType);

    private static bool BeginsWithZone(IReadOnlyList<IReadOnlyProperty> properties) => properties[0].Name == nameof(IZoned.ZoneId);

    private static string PrefixOf(IReadOnlyEntityType type) => type.GetTableName()!.Split('_')[0];

    private static string Columns(IEnumerable<IReadOnlyProperty> properties) => string.Join(", ", properties.Select(p => p.GetColumnName()));

    private static string Label(IForeignKey foreign) =>
        $"{foreign.DeclaringEntityType.GetTableName()} ({Columns(foreign.Properties)}) → {foreign.PrincipalEntityType.GetTableName()}";
}
