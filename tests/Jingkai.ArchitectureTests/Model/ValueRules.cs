using Microsoft.EntityFrameworkCore.Metadata;

namespace Jingkai.ArchitectureTests.Model;

/// <summary>What stands in the columns: whole numbers for quantities, UTC instants, no decimals in disguise.</summary>
internal static class ValueRules
{
    private static readonly HashSet<Type> NotExact = [typeof(decimal), typeof(double), typeof(float), typeof(Half)];

    private static readonly HashSet<Type> Whole = [typeof(long), typeof(int), typeof(short), typeof(byte), typeof(ulong), typeof(uint), typeof(ushort)];

    /// <summary>Properties of a type that is not exact in both databases.</summary>
    public static IEnumerable<string> InexactNumbers(IModel model) =>
        from property in Properties(model)
        where NotExact.Contains(Plain(property.ClrType))
        select $"{Label(property)} is {Plain(property.ClrType).Name}; quantities are whole numbers with their scale in the name";

    /// <summary>Converters that keep a decimal, or a value around one, as a whole number: sums and products in queries over such a
    /// column are silently wrong.</summary>
    public static IEnumerable<string> DecimalConverters(IModel model) =>
        from property in Properties(model)
        let converter = property.GetValueConverter() ?? property.FindTypeMapping()?.Converter
        where converter is not null && Whole.Contains(Plain(converter.ProviderClrType)) && HoldsDecimal(Plain(converter.ModelClrType))
        select $"{Label(property)} maps {Plain(converter.ModelClrType).Name} to {Plain(converter.ProviderClrType).Name}";

    /// <summary>Instants with an offset: the two databases keep and order them differently. The framework's own are its affair.</summary>
    public static IEnumerable<string> Offsets(IModel model) =>
        from property in Properties(model)
        where Plain(property.ClrType) == typeof(DateTimeOffset)
            && property.PropertyInfo?.DeclaringType?.Namespace?.StartsWith("Microsoft.", StringComparison.Ordinal) != true
        select $"{Label(property)} is DateTimeOffset; instants are UTC DateTime";

    private static IEnumerable<IProperty> Properties(IModel model) => KeyRules.Tables(model).SelectMany(t => t.GetProperties());

    private static bool HoldsDecimal(Type type) =>
        NotExact.Contains(type) || (type is { IsEnum: false, IsPrimitive: false, IsValueType: true } && type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true
            && type.GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public).Any(f => NotExact.Contains(Plain(f.FieldType))));

    private static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static string Label(IProperty property) => $"{property.DeclaringType.ClrType.Name}.{property.Name}";
}
