using System.Globalization;
using System.Text;
using Npgsql;
using SQLitePCL;

namespace Jingkai.Platform.Data.Bulk;

/// <summary>One column of a bulk write.</summary>
/// <param name="property">Name of the property.</param>
/// <param name="name">Delimited name of the column.</param>
/// <param name="storeType">Type of the column in the database, without length.</param>
internal abstract class BulkColumn<T>(string property, string name, string storeType)
{
    public string Property { get; } = property;

    public string Name { get; } = name;

    public string StoreType { get; } = storeType;

    public abstract bool IsInteger { get; }

    /// <summary>Binds the row's value to the prepared statement's parameter, as the provider's own commands would.</summary>
    public abstract int Bind(sqlite3_stmt statement, int index, T row, byte[] buffer);

    /// <summary>Writes the row's value to a running <c>COPY</c>.</summary>
    public abstract void Copy(NpgsqlBinaryImporter copy, T row);

    /// <summary>The values of several rows as one array.</summary>
    public abstract Array Values(IReadOnlyList<T> rows);
}

/// <summary>A column whose stored values are of type <typeparamref name="TValue"/> (nullable where the column is).</summary>
internal sealed class BulkColumn<T, TValue>(string property, string name, string storeType, Func<T, TValue> get) : BulkColumn<T>(property, name, storeType)
{
    // Casts through object below vanish for value types: the comparison of types is decided when the method is compiled.
    private static readonly Type Plain = Nullable.GetUnderlyingType(typeof(TValue)) ?? typeof(TValue);

    public override bool IsInteger => Plain == typeof(long) || Plain == typeof(int) || Plain == typeof(short);

    public override int Bind(sqlite3_stmt statement, int index, T row, byte[] buffer)
    {
        var value = get(row);
        if (value is null) return raw.sqlite3_bind_null(statement, index);
        if (typeof(TValue) == typeof(long) || typeof(TValue) == typeof(long?)) return raw.sqlite3_bind_int64(statement, index, (long)(object)value);
        if (typeof(TValue) == typeof(int) || typeof(TValue) == typeof(int?)) return raw.sqlite3_bind_int64(statement, index, (int)(object)value);
        if (typeof(TValue) == typeof(string)) return BindText(statement, index, (string)(object)value, buffer);
        if (typeof(TValue) == typeof(byte[])) return raw.sqlite3_bind_blob(statement, index, (byte[])(object)value);
        if (typeof(TValue) == typeof(bool) || typeof(TValue) == typeof(bool?)) return raw.sqlite3_bind_int64(statement, index, (bool)(object)value ? 1 : 0);
        if (typeof(TValue) == typeof(short) || typeof(TValue) == typeof(short?)) return raw.sqlite3_bind_int64(statement, index, (short)(object)value);
        if (typeof(TValue) == typeof(byte) || typeof(TValue) == typeof(byte?)) return raw.sqlite3_bind_int64(statement, index, (byte)(object)value);
        if (typeof(TValue) == typeof(DateOnly) || typeof(TValue) == typeof(DateOnly?)) return BindDate(statement, index, (DateOnly)(object)value, buffer);
        throw new InvalidOperationException($"Column {Name} of {typeof(T).Name} holds {Plain.Name}, which a bulk write does not know.");
    }

    public override void Copy(NpgsqlBinaryImporter copy, T row)
    {
        var value = get(row);
        if (value is null) copy.WriteNull();
        else copy.Write(value, StoreType);
    }

    public override Array Values(IReadOnlyList<T> rows)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++) values[i] = get(rows[i]);
        return values;
    }

    private static int BindText(sqlite3_stmt statement, int index, string text, byte[] buffer) =>
        text.Length is > 0 and <= 1000
            ? raw.sqlite3_bind_text(statement, index, buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, buffer)))
            : raw.sqlite3_bind_text(statement, index, text);

    private static int BindDate(sqlite3_stmt statement, int index, DateOnly date, byte[] buffer)
    {
        date.TryFormat(buffer, out var written, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return raw.sqlite3_bind_text(statement, index, buffer.AsSpan(0, written));
    }
}
