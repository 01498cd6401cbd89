using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Jingkai.Platform.Api;

/// <summary>Says who may call an endpoint. Every endpoint and page carries exactly one of these; a test walks them all.</summary>
public static class EndpointAccess
{
    /// <summary>Asks for a permission in the zone of the address.</summary>
    public static T RequirePermission<T>(this T builder, string code) where T : IEndpointConventionBuilder =>
        builder.WithMetadata(new PermissionAttribute(code));

    /// <summary>Asks only for a signed-in account.</summary>
    public static T RequireSignIn<T>(this T builder) where T : IEndpointConventionBuilder => builder.WithMetadata(new SignedInAttribute());

    /// <summary>Asks for the administrator of the installation.</summary>
    public static T RequireInstallation<T>(this T builder) where T : IEndpointConventionBuilder => builder.WithMetadata(new InstallationAttribute());

    /// <summary>Open to anyone.</summary>
    public static T AllowAnyone<T>(this T builder) where T : IEndpointConventionBuilder => builder.WithMetadata(new AnonymousAttribute());

    /// <summary>Whether an endpoint says who may call it.</summary>
    public static bool IsDeclared(Endpoint? endpoint) =>
        endpoint is not null && endpoint.Metadata.Any(m => m is PermissionAttribute or SignedInAttribute or InstallationAttribute or AnonymousAttribute);

    /// <summary>What stands between the actor and the endpoint; null when nothing does. An endpoint that says nothing is closed.</summary>
    public static Error? Refusal(Endpoint endpoint, Actor actor)
    {
        if (endpoint.Metadata.GetMetadata<AnonymousAttribute>() is not null) return null;
        if (!actor.IsSignedIn) return ApiErrors.SignInRequired;
        if (endpoint.Metadata.GetMetadata<InstallationAttribute>() is not null)
            return actor.IsInstallationAdministrator ? null : ApiErrors.NotPermitted;
        if (endpoint.Metadata.GetMetadata<SignedInAttribute>() is not null) return null;
        var permissions = endpoint.Metadata.GetOrderedMetadata<PermissionAttribute>();
        return permissions.Count > 0 && permissions.All(p => actor.May(p.Code)) ? null : ApiErrors.NotPermitted;
    }
}
