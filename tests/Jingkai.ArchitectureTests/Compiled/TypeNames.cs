using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Jingkai.ArchitectureTests.Compiled;

/// <summary>Writes the types of a signature as documentation comments do.</summary>
internal sealed class TypeNames : ISignatureTypeProvider<string, CompiledAssembly>
{
    public static TypeNames Instance { get; } = new();

    public string GetPrimitiveType(PrimitiveTypeCode type) => $"System.{type}";

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte kind)
    {
        var type = reader.GetTypeReference(handle);
        var space = reader.GetString(type.Namespace);
        return space.Length == 0 ? reader.GetString(type.Name) : $"{space}.{reader.GetString(type.Name)}";
    }

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte kind) =>
        reader.GetString(reader.GetTypeDefinition(handle).Name);

    public string GetTypeFromSpecification(MetadataReader reader, CompiledAssembly assembly, TypeSpecificationHandle handle, byte kind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, assembly);

    public string GetSZArrayType(string element) => element + "[]";

    public string GetArrayType(string element, ArrayShape shape) => $"{element}[{new string(',', shape.Rank - 1)}]";

    public string GetByReferenceType(string element) => element + "@";

    public string GetPointerType(string element) => element + "*";

    public string GetPinnedType(string element) => element;

    public string GetFunctionPointerType(MethodSignature<string> signature) => "function";

    public string GetGenericInstantiation(string type, ImmutableArray<string> arguments) => $"{type.Split('`')[0]}{{{string.Join(',', arguments)}}}";

    public string GetGenericMethodParameter(CompiledAssembly assembly, int index) => $"``{index}";

    public string GetGenericTypeParameter(CompiledAssembly assembly, int index) => $"`{index}";

    public string GetModifiedType(string modifier, string unmodified, bool required) => unmodified;
}
