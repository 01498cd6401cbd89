using System.Text.RegularExpressions;
using Jingkai.Platform.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Jingkai.Platform.Api;

/// <summary>A query parameter that an endpoint reads from the request itself.</summary>
/// <param name="Name">Name in the address.</param>
/// <param name="Says">What it does.</param>
public sealed record QueryParameter(string Name, string Says);

/// <summary>What the description of the interface says beyond the signatures of the handlers: parameters of the address above an
/// endpoint, parameters read by hand, refusals, and how a caller proves who it is.</summary>
public static partial class InterfaceDescription
{
    private const string Token = "token";
    private const string Session = "session";

    /// <summary>Page and order of a list.</summary>
    public static IReadOnlyList<QueryParameter> Paging(IEnumerable<string> sorts) =>
    [
        new("sort", $"Order, with a minus in front for descending: {string.Join(", ", sorts)}."),
        new("page", "Page, from 1."),
        new("size", "Items a page, 1 to 200; 20 when absent."),
    ];

    /// <summary>Describes query parameters that the handler reads from the request.</summary>
    public static T WithQuery<T>(this T builder, params IEnumerable<QueryParameter> parameters) where T : IEndpointConventionBuilder => builder.WithMetadata([.. parameters]);

    internal static void AddInterfaceDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddOperationTransformer(Complete);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Jingkai", Version = "v1", Description = "Registers, ledgers and figures of a development zone. Refusals are problem+json with a stable code." };
            document.Components ??= new();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[Token] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API token." };
            document.Components.SecuritySchemes[Session] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "jingkai",
                Description = "The cookie of a signed-in browser; unsafe methods also send X-CSRF-Token, which GET /api/v1/session gives.",
            };
            document.Security =
            [
                new() { [new OpenApiSecuritySchemeReference(Token, document)] = [] },
                new() { [new OpenApiSecuritySchemeReference(Session, document)] = [] },
            ];
            return Task.CompletedTask;
        });
    });

    private static async Task Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        operation.Parameters ??= [];
        // Handlers take the zone from the address through the actor, so the framework does not see the parameter.
        foreach (var name in Braces().Matches(context.Description.RelativePath ?? "").Select(m => m.Groups[1].Value))
        {
            if (operation.Parameters.Any(p => p.In == ParameterLocation.Path && p.Name == name)) continue;
            operation.Parameters.Insert(0, Text(name, ParameterLocation.Path, name == "zone" ? "Code of the zone." : null));
        }

        foreach (var said in context.Description.ActionDescriptor.EndpointMetadata.OfType<QueryParameter>())
            if (operation.Parameters.All(p => p.Name != said.Name)) operation.Parameters.Add(Text(said.Name, ParameterLocation.Query, said.Says));

        if (context.Document is not { } document) return;
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<AnonymousAttribute>().Any())
        {
            operation.Security = [];
            return;
        }

        if (document.Components?.Schemas?.ContainsKey(nameof(Problem)) != true)
            document.AddComponent(nameof(Problem), await context.GetOrCreateSchemaAsync(typeof(Problem), null, cancel));
        operation.Responses ??= [];
        operation.Responses.TryAdd("default", new OpenApiResponse
        {
            Description = "Refused.",
            Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(nameof(Problem), document) } },
        });
    }

    private static OpenApiParameter Text(string name, ParameterLocation place, string? says) => new()
    {
        Name = name, In = place, Required = place == ParameterLocation.Path, Description = says, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    [GeneratedRegex(@"\{([A-Za-z]+)(?::[^}]*)?\}")]
    private static partial Regex Braces();
}
