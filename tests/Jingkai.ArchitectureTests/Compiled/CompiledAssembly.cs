using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Jingkai.ArchitectureTests.Compiled;

/// <summary>A type of another assembly that an assembly refers to.</summary>
/// <param name="Assembly">Where the type is defined.</param>
/// <param name="Namespace">Its namespace; that of the outermost type for a nested one.</param>
/// <param name="Name">Its name, outer types first.</param>
internal sealed record TypeUse(string Assembly, string Namespace, string Name)
{
    public string FullName => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";
}

/// <summary>A member of another assembly that a method's code refers to.</summary>
/// <param name="Where">The method, with its type.</param>
/// <param name="Type">The type that has the member.</param>
/// <param name="Member">The member as documentation comments write it, without the type: <c>Round(System.Decimal)</c>.</param>
internal sealed record MemberUse(string Where, TypeUse Type, string Member);

/// <summary>What an assembly's own metadata and code say, without running it.</summary>
internal sealed class CompiledAssembly : IDisposable
{
    private readonly PEReader file;
    private readonly MetadataReader metadata;

    public CompiledAssembly(Assembly assembly)
    {
        file = new PEReader(File.OpenRead(assembly.Location));
        metadata = file.GetMetadataReader();
    }

    public void Dispose() => file.Dispose();

    /// <summary>Every type of other assemblies that is mentioned anywhere: in code, signatures, base types, attributes.</summary>
    public IEnumerable<TypeUse> Types() => metadata.TypeReferences.Select(TypeOf);

    /// <summary>Every member of other assemblies that the code of a method calls, reads or writes.</summary>
    public IEnumerable<MemberUse> Members()
    {
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress == 0) continue;
            var where = $"{NameOf(method.GetDeclaringType())}.{metadata.GetString(method.Name)}";
            foreach (var token in Instructions.Tokens(file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!))
                if (Find(token) is { } found) yield return new(where, found.Type, found.Member);
        }
    }

    private (TypeUse Type, string Member)? Find(EntityHandle token)
    {
        if (token.Kind == HandleKind.MethodSpecification) token = metadata.GetMethodSpecification((MethodSpecificationHandle)token).Method;
        if (token.Kind != HandleKind.MemberReference) return null;
        var member = metadata.GetMemberReference((MemberReferenceHandle)token);
        if (member.Parent.Kind != HandleKind.TypeReference) return null;
        var name = metadata.GetString(member.Name);
        if (member.GetKind() == MemberReferenceKind.Method)
        {
            var parameters = member.DecodeMethodSignature(TypeNames.Instance, this).ParameterTypes;
            name = name.Replace('.', '#') + (parameters.Length > 0 ? $"({string.Join(',', parameters)})" : "");
        }

        return (TypeOf((TypeReferenceHandle)member.Parent), name);
    }

    internal TypeUse TypeOf(TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var name = metadata.GetString(type.Name);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            var outer = TypeOf((TypeReferenceHandle)type.ResolutionScope);
            return outer with { Name = $"{outer.Name}.{name}" };
        }

        var assembly = type.ResolutionScope.Kind == HandleKind.AssemblyReference
            ? metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name) : "";
        return new(assembly, metadata.GetString(type.Namespace), name);
    }

    internal string NameOf(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = metadata.GetString(type.Name);
        if (!type.GetDeclaringType().IsNil) return $"{NameOf(type.GetDeclaringType())}.{name}";
        var space = metadata.GetString(type.Namespace);
        return space.Length == 0 ? name : $"{space}.{name}";
    }
}
