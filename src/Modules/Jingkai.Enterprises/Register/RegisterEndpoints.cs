using System.Globalization;
using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Enterprises.Register;

/// <summary>The register for programs, <c>/api/v1/zones/{zone}/enterprises</c>.</summary>
internal static class RegisterEndpoints
{
    // A file with 200 of everything is far below; what is larger is no file.
    private const long LargestBody = 1_000_000;

    private static readonly QueryParameter[] Filters =
    [
        new("q", "Part of a name, former or short name, pinyin initials or a code."),
        new("industry", "Beginning of a GB/T 4754 code: 36, C, C36."),
        new("park", "Name of the park."),
        new("stage", "Stage."),
        new("presence", "both, registered-only or operating-only."),
        new("kind", "One of the kinds."),
        new("aboveScale", "true or false: an above-scale listing is in force today."),
        new("qualification", "Kind of a qualification in force today."),
        new("liaison", "Name, account name or id of a liaison; me is the caller."),
        new("staleOn", "Files with something due for confirmation on this day."),
        new("voided", "true: voided files instead."),
    ];

    public static void Map(IEndpointRouteBuilder zone)
    {
        var register = zone.MapGroup("/enterprises").WithTags("enterprises");
        register.MapGet("", List).RequirePermission(EnterprisesPermissions.Read)
            .WithSummary("The register.").WithQuery(Filters).WithQuery(InterfaceDescription.Paging(EnterpriseFilter.Sorts))
            .Produces<PagedList<EnterpriseSummary>>();
        register.MapPost("", Create).WithIdempotency().RequirePermission(EnterprisesPermissions.Write).WithMetadata(new RequestSizeLimitAttribute(LargestBody))
            .Accepts<EnterpriseBody>("application/json").Produces<EnterpriseView>(StatusCodes.Status201Created);
        register.MapGet("/{key}", Read).RequirePermission(EnterprisesPermissions.Read).Produces<EnterpriseView>();
        register.MapPatch("/{key}", Change).RequirePermission(EnterprisesPermissions.Write).WithMetadata(new RequestSizeLimitAttribute(LargestBody))
            .Accepts<EnterpriseBody>("application/merge-patch+json", "application/json").Produces<EnterpriseView>();
        zone.MapGet("/industries", Industries).RequirePermission(EnterprisesPermissions.Read).WithTags("enterprises")
            .WithSummary("Industries of GB/T 4754-2017 by beginning of the code, part of the name or pinyin initials; at most 50.");
        register.MapPost("/{key}/confirmation", Confirm).RequirePermission(EnterprisesPermissions.Write).Produces<EnterpriseView>();
        register.MapPost("/{key}/voiding", Void).RequirePermission(EnterprisesPermissions.Write).Produces<EnterpriseView>();
        register.MapPost("/{key}/contacts/{contact:guid}/reveal", async (string key, Guid contact, RegisterService register, CancellationToken cancel) =>
            ApiResults.From(await register.RevealAsync(key, contact, cancel))).RequirePermission(EnterprisesPermissions.Contacts).Produces<RevealedContact>();
    }

    private static IResult Industries(string? q)
    {
        var items = IndustryChoices.Find(q, 50);
        return TypedResults.Ok(new { items, total = items.Count, page = 1, size = 50 });
    }

    private static async Task<IResult> List(HttpRequest request, JingkaiDbContext db, EnterpriseList list, CancellationToken cancel)
    {
        if (!PageRequest.Parse(request.Query["page"], request.Query["size"]).Try(out var page, out var error)) return ApiResults.Problem(error);
        if (!EnterpriseFilter.Parse(request.Query).Try(out var filter, out error)) return ApiResults.Problem(error);
        return TypedResults.Ok(await list.ReadAsync(db, filter, page, cancel));
    }

    private static async Task<IResult> Read(string key, Actor actor, JingkaiDbContext db, HttpResponse response, CancellationToken cancel)
    {
        if (await EnterpriseView.FindAsync(db, key, cancel) is { } view) return Answer(response, view);
        return await RegisterService.LedAsync(db, key, cancel) is { } kept
            ? TypedResults.Redirect($"/api/v1/zones/{actor.ZoneCode}/enterprises/{kept}", permanent: false, preserveMethod: true) : ApiResults.Problem(ApiErrors.NotFound);
    }

    private static async Task<IResult> Create(HttpRequest request, Actor actor, JingkaiDbContext db, RegisterService register, CancellationToken cancel)
    {
        if (!(await Body(request, cancel)).Try(out var input, out var error)) return ApiResults.Problem(error);
        if (!(await register.CreateAsync(input, cancel)).Try(out var written, out error)) return ApiResults.Problem(error);
        var view = (await EnterpriseView.FindAsync(db, written.Code, cancel))!;
        request.HttpContext.Response.Headers.ETag = Tag(view.Version);
        return TypedResults.Created($"/api/v1/zones/{actor.ZoneCode}/enterprises/{view.Code}", view);
    }

    private static async Task<IResult> Change(string key, HttpRequest request, JingkaiDbContext db, RegisterService register, CancellationToken cancel)
    {
        if (!(await Body(request, cancel)).Try(out var input, out var error)) return ApiResults.Problem(error);
        if (!IfMatch.TryRead(request.Headers.IfMatch, out var version)) return ApiResults.Problem(ApiErrors.Stale);
        return await Answer(await register.ChangeAsync(key, input, version, cancel), request, db, cancel);
    }

    private static async Task<IResult> Confirm(string key, HttpRequest request, JingkaiDbContext db, RegisterService register, CancellationToken cancel)
    {
        if (!IfMatch.TryRead(request.Headers.IfMatch, out var version)) return ApiResults.Problem(ApiErrors.Stale);
        return await Answer(await register.ConfirmAsync(key, version, cancel), request, db, cancel);
    }

    private static async Task<IResult> Void(string key, VoidBody body, HttpRequest request, JingkaiDbContext db, RegisterService register, CancellationToken cancel)
    {
        if (!IfMatch.TryRead(request.Headers.IfMatch, out var version)) return ApiResults.Problem(ApiErrors.Stale);
        return await Answer(await register.VoidAsync(key, body.Reason, version, cancel), request, db, cancel);
    }

    private static async Task<IResult> Answer(Result<Written> result, HttpRequest request, JingkaiDbContext db, CancellationToken cancel) =>
        result.Try(out var written, out var error)
            ? Answer(request.HttpContext.Response, (await EnterpriseView.FindAsync(db, written.Code, cancel))!)
            : ApiResults.Problem(error);

    private static IResult Answer(HttpResponse response, EnterpriseView view)
    {
        response.Headers.ETag = Tag(view.Version);
        return TypedResults.Ok(view);
    }

    private static string Tag(int version) => FormattableString.Invariant($"\"{version}\"");

    private static async Task<Result<EnterpriseInput>> Body(HttpRequest request, CancellationToken cancel)
    {
        var type = request.ContentType ?? "";
        if (!type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) && !type.StartsWith("application/merge-patch+json", StringComparison.OrdinalIgnoreCase))
            return new Error(ErrorKind.Unsupported, "unsupported-media-type", new("请以 application/json 或 application/merge-patch+json 提交", "send application/json or application/merge-patch+json"));
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, default, cancel);
            return EnterpriseJson.Read(document.RootElement);
        }
        catch (JsonException)
        {
            return ApiErrors.BadJson;
        }
    }

    private sealed record VoidBody(string? Reason);
}
