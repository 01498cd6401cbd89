using System.Reflection;
using Jingkai.Platform.Accounts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace Jingkai.ArchitectureTests.Access;

/// <summary>Every page and every endpoint says who may come, once.</summary>
internal static class EndpointRules
{
    /// <summary>Stands in the list of anonymous endpoints for all files of the bundle.</summary>
    public const string StaticFiles = "(static files)";

    /// <summary>Pages that carry no access attribute, or several.</summary>
    public static IEnumerable<string> Pages(IEnumerable<Assembly> assemblies) =>
        from assembly in assemblies
        from type in assembly.GetTypes()
        where typeof(IComponent).IsAssignableFrom(type) && type.IsDefined(typeof(RouteAttribute), inherit: false)
        let access = type.GetCustomAttributes(inherit: false).Where(IsAccess).Select(NameOf).ToList()
        where access.Count != 1
        select access.Count == 0 ? $"{type.FullName} says nothing of who may read it" : $"{type.FullName} carries {string.Join(" and ", access)}";

    /// <summary>Endpoints that carry no access attribute, or several.</summary>
    /// <param name="endpoints">All endpoints.</param>
    /// <param name="closed">Endpoints of the framework that carry none and are therefore closed.</param>
    public static IEnumerable<string> Endpoints(IEnumerable<Endpoint> endpoints, IReadOnlySet<string> closed) =>
        from endpoint in endpoints
        where !closed.Contains(LabelOf(endpoint))
        let access = endpoint.Metadata.Where(IsAccess).Select(NameOf).ToList()
        where access.Count != 1
        select access.Count == 0 ? $"{LabelOf(endpoint)} says nothing of who may call it" : $"{LabelOf(endpoint)} carries {string.Join(" and ", access)}";

    /// <summary>Endpoints for anyone that are not on the closed list, and entries of the list that no endpoint has.</summary>
    public static IEnumerable<string> Anonymous(IEnumerable<Endpoint> endpoints, IReadOnlySet<string> list)
    {
        var found = endpoints.Where(e => e.Metadata.GetMetadata<AnonymousAttribute>() is not null).Select(LabelOf).ToHashSet(StringComparer.Ordinal);
        return found.Except(list).Select(f => $"{f} is open to anyone and not on the list")
            .Concat(list.Except(found).Select(l => $"{l} is on the list and does not exist or is not open"));
    }

    /// <summary>Permissions that are asked for and that nobody declares, so nobody can hold them.</summary>
    public static IEnumerable<string> UnknownPermissions(IEnumerable<Endpoint> endpoints, IReadOnlySet<string> declared) =>
        from endpoint in endpoints
        from permission in endpoint.Metadata.OfType<PermissionAttribute>()
        where !declared.Contains(permission.Code)
        select $"{LabelOf(endpoint)} asks for {permission.Code}, which nobody declares";

    /// <summary>Zone addresses without a zone permission: being signed in, or looking after the installation, is not enough to see a zone.</summary>
    public static IEnumerable<string> ZonesWithoutPermission(IEnumerable<Endpoint> endpoints) =>
        from endpoint in endpoints.OfType<RouteEndpoint>()
        where endpoint.RoutePattern.Parameters.Any(p => p.Name.Equals("zone", StringComparison.OrdinalIgnoreCase))
            && endpoint.Metadata.GetMetadata<PermissionAttribute>() is null
        select $"{LabelOf(endpoint)} lies in a zone and asks for no permission";

    /// <summary>How the tests name an endpoint: methods and pattern.</summary>
    public static string LabelOf(Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null) return StaticFiles;
        if (endpoint is not RouteEndpoint route) return endpoint.DisplayName ?? "?";
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
        var pattern = "/" + (route.RoutePattern.RawText ?? "").Trim('/');
        return methods.Count == 0 ? pattern : $"{string.Join(',', methods.Order(StringComparer.Ordinal))} {pattern}";
    }

    private static bool IsAccess(object metadata) => metadata is PermissionAttribute or SignedInAttribute or AnonymousAttribute or InstallationAttribute;

    private static string NameOf(object metadata) =>
        metadata is PermissionAttribute permission ? $"Permission({permission.Code})" : metadata.GetType().Name.Replace("Attribute", "", StringComparison.Ordinal);
}
