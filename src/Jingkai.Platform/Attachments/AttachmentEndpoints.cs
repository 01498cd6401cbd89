using Microsoft.AspNetCore.Mvc;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Attachments.Content;
using Jingkai.Platform.Uploads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace Jingkai.Platform.Attachments;

/// <summary>Attachments over the interface. Who may do what is asked of the record, so the endpoints themselves ask only for a place
/// in the zone.</summary>
internal static class AttachmentEndpoints
{
    /// <summary>Also a file that a browser were to show could load nothing and run nothing.</summary>
    private const string Policy = "default-src 'none'; frame-ancestors 'none'; sandbox";

    public static void Map(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/attachments", async (string? subject, string? page, string? size, AttachmentReader reader, CancellationToken cancel) =>
            PageRequest.Parse(page, size).Try(out var request, out var error) ? ApiResults.From(await reader.ListAsync(subject, request, cancel)) : ApiResults.Problem(error))
            .RequirePermission("platform.zone");
        zone.MapPost("/attachments", AddAsync).RequirePermission("platform.zone").WithIdempotency().WithMetadata(new RequestSizeLimitAttribute(UploadStore.LargestRequest))
            .Produces<AttachmentView>(StatusCodes.Status201Created).AddOpenApiOperationTransformer((operation, _, _) => Describe(operation));
        zone.MapGet("/attachments/{id:guid}", async (Guid id, AttachmentReader reader, CancellationToken cancel) => ApiResults.From(await reader.FindAsync(id, cancel))).RequirePermission("platform.zone");
        zone.MapGet("/attachments/{id:guid}/content", async (Guid id, HttpContext http, AttachmentReader reader, CancellationToken cancel) => Send(http, await reader.OriginalAsync(id, cancel), download: true)).RequirePermission("platform.zone");
        zone.MapGet("/attachments/{id:guid}/preview", async (Guid id, HttpContext http, AttachmentReader reader, CancellationToken cancel) => Send(http, await reader.PreviewAsync(id, cancel), download: false)).RequirePermission("platform.zone");
        zone.MapPost("/attachments/{id:guid}/void", async (Guid id, VoidRequest body, AttachmentService attachments, CancellationToken cancel) =>
            ApiResults.From(await attachments.VoidAsync(id, body.Reason, cancel))).RequirePermission("platform.zone");
    }

    private static async Task<IResult> AddAsync(string? subject, HttpContext http, AttachmentService attachments, AttachmentLimits limits, CancellationToken cancel)
    {
        if (!(await UploadForm.ReadAsync(http, limits.MaxBytes + CleanPicture.MostBytes, cancel)).Try(out var form, out var malformed)) return ApiResults.Problem(malformed);
        if (form.Files["file"] is not { } file) return ApiResults.Problem(UploadErrors.NoFile);
        await using var content = file.OpenReadStream();
        await using var preview = form.Files["preview"]?.OpenReadStream();
        var added = await attachments.AddAsync(subject ?? form["subject"], new(content, file.FileName) { Note = form["note"], Preview = preview }, cancel);
        if (!added.Try(out var outcome, out var error)) return ApiResults.Problem(error);
        var address = $"{http.Request.Path}/{outcome.View.Id}";
        return outcome.Duplicate ? TypedResults.Ok(outcome.View) : TypedResults.Created(address, outcome.View);
    }

    private static IResult Send(HttpContext http, Result<AttachmentFile> found, bool download)
    {
        if (!found.Try(out var file, out var error)) return ApiResults.Problem(error);
        var headers = http.Response.Headers;
        // Asked for anew each time, so that whoever lost the right to see it loses the copy, and the next account at this screen never had it.
        headers.CacheControl = "private, no-cache";
        headers.ContentSecurityPolicy = Policy;
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return TypedResults.Stream(file.Content, file.MediaType, download ? file.Name : null, entityTag: new EntityTagHeaderValue($"\"{file.Sha256}\""), enableRangeProcessing: true);
    }

    /// <summary>The form is read from the request itself, so its description is written by hand.</summary>
    private static Task Describe(OpenApiOperation operation)
    {
        OpenApiSchema Binary() => new() { Type = JsonSchemaType.String, Format = "binary" };
        OpenApiSchema Text() => new() { Type = JsonSchemaType.String };
        var body = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "file" },
            Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = Binary(), ["preview"] = Binary(), ["note"] = Text(), ["subject"] = Text() },
        };
        operation.RequestBody = new OpenApiRequestBody { Content = new Dictionary<string, OpenApiMediaType> { ["multipart/form-data"] = new() { Schema = body } } };
        return Task.CompletedTask;
    }

    /// <param name="Reason">Why it is voided.</param>
    private sealed record VoidRequest(string? Reason);
}
