using System.Data.Common;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Jingkai.Host.Transfer;

/// <summary>A column of a table as it is read, carried and written.</summary>
internal sealed class TransferColumn
{
    private readonly ValueConverter? converter;
    private readonly Func<DbDataReader, int, object> read;

    public TransferColumn(IColumn column)
    {
        var mapping = column.PropertyMappings[0];
        var property = mapping.Property;
        Name = column.Name;
        // Without length: COPY names the bare type.
        StoreType = column.StoreType.Split('(')[0];
        IsGenerated = property.ValueGenerated != ValueGenerated.Never && Plain(property.ClrType) == typeof(int) && property.IsPrimaryKey();

        var conversion = ((RelationalTypeMapping)mapping.TypeMapping).Converter;
        var stored = Plain(conversion?.ProviderClrType ?? property.ClrType);
        var modelled = Plain(property.ClrType);
        // A value the archive knows goes as itself; any other as what both databases store of it (a word for an enumeration).
        converter = TransferValue.Knows(modelled) ? conversion : null;
        Carried = TransferValue.Knows(modelled) ? modelled : stored;
        if (!TransferValue.Knows(Carried)) throw new InvalidOperationException($"{column.Table.Name}.{Name} holds {stored.Name}, which an archive cannot carry.");
        read = typeof(TransferColumn).GetMethod(nameof(Typed), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(stored).CreateDelegate<Func<DbDataReader, int, object>>();
    }

    public string Name { get; }

    /// <summary>Type in the database, without length.</summary>
    public string StoreType { get; }

    /// <summary>Type of the values in an archive.</summary>
    public Type Carried { get; }

    /// <summary>The database numbers new rows by itself.</summary>
    public bool IsGenerated { get; }

    /// <summary>The value of the reader's row, as an archive carries it.</summary>
    public object? Read(DbDataReader reader, int index)
    {
        if (reader.IsDBNull(index)) return null;
        var stored = read(reader, index);
        return converter is null ? stored : converter.ConvertFromProvider(stored);
    }

    /// <summary>An archive's value as the database stores it.</summary>
    public object? Stored(object? value) => value is null || converter is null ? value : converter.ConvertToProvider(value);

    private static object Typed<T>(DbDataReader reader, int index) => reader.GetFieldValue<T>(index)!;

    private static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
