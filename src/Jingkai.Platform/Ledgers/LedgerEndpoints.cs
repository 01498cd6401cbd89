using System.Text.Json.Nodes;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Jobs;
using Jingkai.Platform.Ledgers.Exporting;
using Jingkai.Platform.Ledgers.Importing;
using Jingkai.Platform.Ledgers.Uploads;
using Jingkai.Platform.Localization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace Jingkai.Platform.Ledgers;

/// <summary>Import, export and template of every ledger. Which ledger decides which permission is asked for.</summary>
internal static class LedgerEndpoints
{
    public static void Map(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/ledgers", (LedgerCatalog ledgers, Localizer words) =>
        {
            var items = ledgers.Readable.Select(l => new LedgerView(l.Code, words[l.TitleKey], [.. l.Columns.Select(c =>
                new ColumnView(c.Key, c.Title, c.Kind, c.Required, c.Alternative, c.Unit))])).ToList();
            return TypedResults.Ok(new { items, total = items.Count, page = 1, size = Math.Max(items.Count, 1) });
        }).RequirePermission("platform.zone");
        zone.MapPost("/imports/{ledger}", Import).RequirePermission("platform.zone").WithMetadata(new RequestSizeLimitAttribute(UploadStore.LargestRequest))
            .Produces<Accepted>(StatusCodes.Status202Accepted).AddOpenApiOperationTransformer((operation, _, _) => Describe(operation));
        zone.MapGet("/jobs/{id:guid}/report", Reasons).RequirePermission("platform.zone");
        zone.MapGet("/ledgers/{ledger}/export", Export).RequirePermission("platform.zone").WithSummary("The ledger as a file, format xlsx or csv, with the filters and the order of its list.");
        zone.MapGet("/ledgers/{ledger}/template", Template).RequirePermission("platform.zone").WithSummary("An empty file with the ledger's headings, format xlsx or csv.");
    }

    private static async Task<IResult> Import(string ledger, HttpContext http, LedgerCatalog ledgers, ImportService imports, UploadStore uploads, Actor actor, CancellationToken cancel)
    {
        if (!ledgers.ToWrite(ledger).Try(out var target, out var refusal)) return ApiResults.Problem(refusal);
        if (!ImportOptions.Parse(http.Request.Query, target).Try(out var options, out var malformed)) return ApiResults.Problem(malformed);
        Result<Job> started;
        if (http.Request.Query["upload"].ToString() is { Length: > 0 } upload)
        {
            started = Guid.TryParse(upload, out var id) ? await imports.StartAsync(ledger, id, options, cancel) : LedgerErrors.UploadGone;
        }
        else
        {
            if (http.Request.ContentLength > uploads.MaxBytes + MultipartOverhead) return ApiResults.Problem(ApiErrors.TooLarge);
            if (!http.Request.HasFormContentType) return ApiResults.Problem(LedgerErrors.NoFile);
            if (await FormAsync(http.Request, cancel) is not { } form || form.Files["file"] is not { } file) return ApiResults.Problem(LedgerErrors.NoFile);
            await using var content = file.OpenReadStream();
            started = await imports.StartAsync(ledger, content, file.FileName, options, cancel);
        }

        if (!started.Try(out var job, out var error)) return ApiResults.Problem(error);
        var address = $"/api/v1/zones/{actor.ZoneCode}/jobs/{job.Id}";
        return TypedResults.Accepted(address, new Accepted(address));
    }

    /// <summary>The form, or null when the body breaks off or is none.</summary>
    private static async Task<IFormCollection?> FormAsync(HttpRequest request, CancellationToken cancel)
    {
        try
        {
            return await request.ReadFormAsync(cancel);
        }
        catch (Exception error) when (error.GetType() == typeof(IOException)
            || (error is InvalidDataException && !error.Message.Contains("length limit", StringComparison.Ordinal)))
        {
            return null;
        }
    }

    private static async Task<IResult> Reasons(Guid id, JobBoard board, UploadStore uploads, Actor actor, Localizer words, CancellationToken cancel)
    {
        if (await board.FindAsync(id, cancel) is not { Job: { Kind: ImportJob.JobKind } job }) return ApiResults.Problem(ApiErrors.NotFound);
        var path = uploads.PathBeside(actor.ZoneId!.Value, job.Id, ImportJob.ReasonSuffix);
        if (!File.Exists(path)) return ApiResults.Problem(ApiErrors.NotFound);
        var name = Path.GetFileNameWithoutExtension(job.Result?["fileName"]?.GetValue<string>() ?? "file");
        return TypedResults.PhysicalFile(path, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{name}-{words["platform.import.reasons"]}.xlsx");
    }

    private static async Task<IResult> Export(string ledger, string? format, HttpContext http, LedgerCatalog ledgers, LedgerExport export, CancellationToken cancel)
    {
        if (!Prepare(ledgers.ToRead(ledger), format).Try(out var target, out var refusal)) return ApiResults.Problem(refusal);
        try
        {
            await export.WriteAsync(http, target, format ?? LedgerExport.Xlsx, cancel);
            return Results.Empty;
        }
        catch (LedgerRefusal refused) when (!http.Response.HasStarted)
        {
            return ApiResults.Problem(refused.Error);
        }
    }

    private static IResult Template(string ledger, string? format, HttpContext http, LedgerCatalog ledgers, LedgerExport export)
    {
        if (!Prepare(ledgers.ToRead(ledger), format).Try(out var target, out var refusal)) return ApiResults.Problem(refusal);
        export.WriteTemplate(http, target, format ?? LedgerExport.Xlsx);
        return Results.Empty;
    }

    /// <summary>The file and the parameters are read from the request itself, so the description is written by hand.</summary>
    private static Task Describe(OpenApiOperation operation)
    {
        OpenApiSchema Text(params string[] values) => new() { Type = JsonSchemaType.String, Enum = values.Length == 0 ? null : [.. values.Select(v => JsonValue.Create(v)!)] };
        (string Name, string Says, OpenApiSchema Schema)[] parameters =
        [
            ("mode", "all: commit only when no row is bad; good: commit all good rows", Text(ImportMode.All, ImportMode.Good)),
            ("dryRun", "only look, write nothing", Text("true", "false")),
            ("sheet", "name of the sheet, or its number from 1", Text()),
            ("headingRow", "last row of the headings", new() { Type = JsonSchemaType.Integer }),
            ("map", "column:key, for instance C:name; an empty key leaves the column out; repeatable", Text()),
            ("upload", "id of a file uploaded before, instead of the body", Text()),
        ];
        operation.Parameters ??= [];
        foreach (var (name, says, schema) in parameters) operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Query, Description = says, Schema = schema });
        var body = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } } };
        operation.RequestBody = new OpenApiRequestBody { Content = new Dictionary<string, OpenApiMediaType> { ["multipart/form-data"] = new() { Schema = body } } };
        return Task.CompletedTask;
    }

    private static Result<ILedger> Prepare(Result<ILedger> found, string? format) =>
        found.IsOk && format is not (null or LedgerExport.Xlsx or LedgerExport.Csv) ? LedgerErrors.BadFormat(format) : found;

    /// <summary>Boundaries and headers around a file of the largest size.</summary>
    private const long MultipartOverhead = 64 * 1024;

    private sealed record Accepted(string Job);

    private sealed record LedgerView(string Code, string Title, IReadOnlyList<ColumnView> Columns);

    private sealed record ColumnView(string Key, string Title, ColumnKind Kind, bool Required, string? Alternative, string? Unit);
}
