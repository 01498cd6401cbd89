using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Jingkai.Platform.Data.Bulk;

/// <summary>How rows of one entity are written: built once per model from its metadata.</summary>
internal sealed class BulkPlan<T> where T : class
{
    private readonly ISqlGenerationHelper sql;

    private BulkPlan(IEntityType type, ISqlGenerationHelper sql)
    {
        this.sql = sql;
        Table = sql.DelimitIdentifier(type.GetTableName() ?? throw Refuse(type, "it has no table"), type.GetSchema());
        if (type.GetComplexProperties().Any() || type.GetDirectlyDerivedTypes().Any() || type.BaseType is not null)
            throw Refuse(type, "only plain entities of one table can be written in bulk");
        Columns = [.. type.GetProperties().Select(p => Column(type, p, sql))];
        Key = [.. type.FindPrimaryKey()!.Properties.Select(k => Columns.First(c => c.Property == k.Name))];
        Names = string.Join(", ", Columns.Select(c => c.Name));
        InsertSql = $"INSERT INTO {Table} ({Names}) VALUES ({string.Join(", ", Columns.Select((_, i) => $"?{i + 1}"))})";
    }

    /// <summary>Delimited name of the table.</summary>
    public string Table { get; }

    /// <summary>All columns.</summary>
    public IReadOnlyList<BulkColumn<T>> Columns { get; }

    /// <summary>Columns of the primary key, in its order.</summary>
    public IReadOnlyList<BulkColumn<T>> Key { get; }

    /// <summary>All delimited column names, separated by commas.</summary>
    public string Names { get; }

    /// <summary>Insert of one row with numbered parameters.</summary>
    public string InsertSql { get; }

    /// <summary>Delimited names of the key columns, separated by commas.</summary>
    public string KeyNames => string.Join(", ", Key.Select(k => k.Name));

    public static BulkPlan<T> Of(JingkaiDbContext db)
    {
        var type = db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not part of the model.");
        return type.GetOrAddRuntimeAnnotationValue("Jingkai:BulkPlan", static a => new BulkPlan<T>(a.Item1, a.Item2), (type, db.GetService<ISqlGenerationHelper>()));
    }

    public string UpsertSql(string[] update, bool add) => $"{InsertSql} {OnConflict(update, add)}";

    /// <summary>The clause that says what happens to a row whose key exists.</summary>
    public string OnConflict(string[] update, bool add)
    {
        var target = $"ON CONFLICT ({KeyNames})";
        if (update.Length == 0) return $"{target} DO NOTHING";
        var sets = update.Select(name =>
        {
            var column = Columns.FirstOrDefault(c => c.Property == name) ?? throw new ArgumentException($"{typeof(T).Name} has no column '{name}'.", nameof(update));
            return add && column.IsInteger ? $"{column.Name} = {Table}.{column.Name} + excluded.{column.Name}" : $"{column.Name} = excluded.{column.Name}";
        });
        return $"{target} DO UPDATE SET {string.Join(", ", sets)}";
    }

    /// <summary>A name for a temporary table beside this one.</summary>
    public string Temporary(string suffix) => sql.DelimitIdentifier($"bulk_{typeof(T).Name.ToLowerInvariant()}_{suffix}");

    private static BulkColumn<T> Column(IEntityType type, IProperty property, ISqlGenerationHelper sql)
    {
        var mapping = property.GetRelationalTypeMapping();
        var row = Expression.Parameter(typeof(T), "row");
        Expression value = property.PropertyInfo is { } member ? Expression.Property(row, member)
            : property.FieldInfo is { } field ? Expression.Field(row, field)
            : throw Refuse(type, $"'{property.Name}' exists only in the model");
        value = Convert(value, mapping.Converter?.ConvertToProviderExpression);
        return (BulkColumn<T>)Activator.CreateInstance(
            typeof(BulkColumn<,>).MakeGenericType(typeof(T), value.Type),
            property.Name, sql.DelimitIdentifier(property.GetColumnName()), mapping.StoreTypeNameBase, Expression.Lambda(value, row).Compile())!;
    }

    /// <summary>The stored form of a value. Converters never see null; value types become nullable where the property is.</summary>
    private static Expression Convert(Expression value, LambdaExpression? converter)
    {
        if (converter is null) return value;
        var plain = Nullable.GetUnderlyingType(value.Type);
        var taken = converter.Parameters[0].Type;
        Expression input = plain is not null && taken != value.Type ? Expression.Property(value, nameof(Nullable<int>.Value)) : value;
        if (input.Type != taken) input = Expression.Convert(input, taken);
        var stored = Inline.Call(converter, input);
        var absent = plain is not null || !value.Type.IsValueType;
        if (!absent) return stored;
        var target = stored.Type.IsValueType && Nullable.GetUnderlyingType(stored.Type) is null ? typeof(Nullable<>).MakeGenericType(stored.Type) : stored.Type;
        return Expression.Condition(
            Expression.Equal(value, Expression.Constant(null, value.Type)),
            Expression.Constant(null, target),
            target == stored.Type ? stored : Expression.Convert(stored, target));
    }

    private static InvalidOperationException Refuse(IEntityType type, string why) => new($"{type.ClrType.Name} cannot be written in bulk: {why}.");

    private sealed class Inline(ParameterExpression parameter, Expression argument) : ExpressionVisitor
    {
        public static Expression Call(LambdaExpression lambda, Expression argument) => new Inline(lambda.Parameters[0], argument).Visit(lambda.Body);

        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? argument : node;
    }
}
