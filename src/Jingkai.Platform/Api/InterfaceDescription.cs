using System.Text.Json.Nodes;
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

/// <summary>A field of a body that an endpoint reads from the request itself. Each may be null.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it holds; a list holds texts.</param>
/// <param name="Says">What it means.</param>
public sealed record BodyField(string Name, JsonSchemaType Type, string Says)
{
    /// <summary>How a text is written: date.</summary>
    public string? Format { get; init; }

    /// <summary>Longest text taken.</summary>
    public int? MaxLength { get; init; }
}

/// <summary>A body that an endpoint reads from the request itself.</summary>
/// <param name="MediaTypes">What it is sent as.</param>
/// <param name="Fields">What it may hold.</param>
/// <param name="Required">What it must hold.</param>
internal sealed record BodyDescription(IReadOnlyList<string> MediaTypes, IReadOnlyList<BodyField> Fields, IReadOnlyList<string> Required);

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

    /// <summary>Describes a body of a new record that the handler reads from the request.</summary>
    public static T WithBody<T>(this T builder, IEnumerable<BodyField> fields, params string[] required) where T : IEndpointConventionBuilder => builder.WithMetadata(new BodyDescription(["application/json"], [.. fields], required));

    /// <summary>Describes a merge patch that the handler reads from the request: what is absent stays, null clears.</summary>
    public static T WithPatch<T>(this T builder, IEnumerable<BodyField> fields) where T : IEndpointConventionBuilder => builder.WithMetadata(new BodyDescription(["application/merge-patch+json", "application/json"], [.. fields], []));

    internal static void AddInterfaceDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        // It is read by a converter of ours, which tells the framework nothing of its shape.
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonTypeInfo.Type == typeof(JsonObject)) schema.Type ??= JsonSchemaType.Object;
            return Task.CompletedTask;
        });
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

        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<BodyDescription>().FirstOrDefault() is { } body) operation.RequestBody ??= Body(body);
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

    private static OpenApiRequestBody Body(BodyDescription body)
    {
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = body.Required.Count == 0 ? null : body.Required.ToHashSet(StringComparer.Ordinal),
            Properties = body.Fields.ToDictionary(f => f.Name, f => (IOpenApiSchema)new OpenApiSchema
            {
                Type = f.Type | JsonSchemaType.Null, Format = f.Format, MaxLength = f.MaxLength, Description = f.Says, Items = f.Type == JsonSchemaType.Array ? new OpenApiSchema { Type = JsonSchemaType.String } : null,
            }, StringComparer.Ordinal),
        };
        return new() { Required = true, Content = body.MediaTypes.ToDictionary(t => t, _ => new OpenApiMediaType { Schema = schema }, StringComparer.Ordinal) };
    }

    [GeneratedRegex(@"\{([A-Za-z]+)(?::[^}]*)?\}")]
    private static partial Regex Braces();
}
