using Microsoft.EntityFrameworkCore;
using System.Text;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Jingkai.Platform.Data;

/// <summary>The one convention for names in the database: snake_case of the C# name.</summary>
internal static class SnakeCase
{
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (char.IsUpper(c))
            {
                var boundary = i > 0 && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
                if (boundary && text.Length > 0 && text[^1] != '_') text.Append('_');
                text.Append(char.ToLowerInvariant(c));
            }
            else
            {
                text.Append(c);
            }
        }

        return text.ToString();
    }

    public static void Apply(IMutableModel model)
    {
        foreach (var type in model.GetEntityTypes())
        {
            var table = type.GetTableName()!;
            foreach (var property in type.GetProperties()) property.SetColumnName(Of(property.Name));
            foreach (var key in type.GetKeys())
                key.SetName(key.IsPrimaryKey() ? $"pk_{table}" : $"ak_{table}_{Columns(key.Properties)}");
            foreach (var foreign in type.GetForeignKeys())
                foreign.SetConstraintName($"fk_{table}_{Columns(foreign.Properties)}");
            foreach (var index in type.GetIndexes())
                index.SetDatabaseName(index.Name ?? $"ix_{table}_{AnyZone(type, index)}{Columns(index.Properties)}");
        }
    }

    /// <summary>The zone is left out of names, so an index that really lacks it (of a reference to an installation table) says so.</summary>
    private static string AnyZone(IMutableEntityType type, IMutableIndex index) =>
        typeof(IZoned).IsAssignableFrom(type.ClrType) && index.Properties.All(p => p.Name != nameof(IZoned.ZoneId)) ? "any_zone_" : "";

    private static string Columns(IEnumerable<IMutableProperty> properties) =>
        string.Join('_', properties.Where(p => p.Name != nameof(IZoned.ZoneId)).Select(p => Of(p.Name)));
}
