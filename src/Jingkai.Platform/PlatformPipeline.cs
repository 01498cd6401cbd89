using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Jingkai.Platform.Ledgers.Views;
using Jingkai.Platform.Modules;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jingkai.Platform;

/// <summary>The order in which a request passes the house.</summary>
public static class PlatformPipeline
{
    /// <summary>Strict: no inline script or style. The hash is that of the progress-bar style Turbo inserts.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-WAyOw4V+FqDc35lQPyRADLBWbuNK8ahvYEaQIYF1+Ps='; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

    /// <summary>Everything before the endpoints.</summary>
    public static void UseJingkaiPlatform(this WebApplication app)
    {
        // First, so that a refusal made of an exception speaks the reader's language too.
        app.UseRequestLocalization(options =>
        {
            options.SetDefaultCulture("zh-CN").AddSupportedCultures("zh-CN", "en").AddSupportedUICultures("zh-CN", "en");
            options.RequestCultureProviders = [new LanguageProvider()];
        });
        // Around the handler of failures, so that also a failure has its headers and its page.
        app.Use(SecurityHeaders);
        app.UseWhen(http => !http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal), pages => pages.UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true));
        // A request that cannot be read is no failure of ours and fills no log.
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = AnswerException, SuppressDiagnosticsCallback = failed => RefusalOf(failed.Exception).Kind is ErrorKind.Malformed or ErrorKind.Invalid or ErrorKind.TooLarge or ErrorKind.Unsupported });
        app.Use(ReadStatusPage);
        app.Use(RefuseBrokenText);
        app.UseRouting();
        app.Use(LimitBody);
        app.UseAuthentication();
        // After the token is known: who makes up tokens is counted by address.
        app.UseRateLimiter();
        app.UseMiddleware<ActorMiddleware>();
        app.Use(CheckCsrf);
        app.UseAntiforgery();
        app.Use(AnswerStaleForm);
        app.UseMiddleware<SavedViewMiddleware>();
    }

    /// <summary>The platform's and the modules' endpoints.</summary>
    public static void MapJingkaiApi(this WebApplication app)
    {
        app.MapGet("/healthz", () => TypedResults.Text("ok")).AllowAnyone().WithSummary("200 while the process lives.").Produces<string>(contentType: "text/plain");
        app.MapGet("/readyz", Ready).AllowAnyone().WithSummary("200 when the installation can serve; 503 with the reasons when not.")
            .Produces<string>(contentType: "text/plain").Produces<NotReady>(StatusCodes.Status503ServiceUnavailable);
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnyone();
        var api = app.MapGroup("/api/v1");
        PlatformEndpoints.MapInstallation(api);
        var zone = api.MapGroup("/zones/{zone}");
        PlatformEndpoints.MapZone(zone);
        foreach (var module in app.Services.GetRequiredService<ModuleCatalog>().All)
        {
            module.MapInstallation(api);
            module.MapEndpoints(zone);
        }
    }

    private static async Task<IResult> Ready(JingkaiDbContext db, Migrator migrator, CancellationToken cancel)
    {
        var reasons = new List<string>();
        try
        {
            if (!await db.Database.CanConnectAsync(cancel)) reasons.Add("database does not answer");
            else if (await migrator.PendingAsync(cancel) is { Count: > 0 } pending) reasons.Add($"migrations pending: {string.Join(", ", pending)}");
        }
        catch (System.Data.Common.DbException)
        {
            reasons.Add("database does not answer");
        }

        return reasons.Count == 0 ? TypedResults.Text("ready") : TypedResults.Json(new NotReady(reasons), statusCode: 503);
    }

    private sealed record NotReady(IReadOnlyList<string> Reasons);

    private static Error RefusalOf(Exception? error) => error switch
    {
        not null when TooLarge(error) => ApiErrors.TooLarge,
        BadHttpRequestException { StatusCode: 415 } => ApiErrors.Unsupported,
        BadHttpRequestException { InnerException: RefusedJsonException refused } => refused.Refusal,
        BadHttpRequestException => ApiErrors.BadJson,
        DbUpdateConcurrencyException => ApiErrors.Stale,
        // Two entered the same at once, and the other was quicker than the look whether it exists.
        not null when Conflicts.IsDuplicate(error) => ApiErrors.JustTaken,
        not null when Conflicts.IsBusy(error) => ApiErrors.Busy,
        _ => ApiErrors.Unexpected,
    };

    private static async Task AnswerException(HttpContext http)
    {
        var answer = RefusalOf(http.Features.Get<IExceptionHandlerFeature>()?.Error);
        if (!http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            http.Response.StatusCode = answer == ApiErrors.Unexpected ? 500 : ApiResults.StatusOf(answer.Kind);
            return;
        }

        if (answer == ApiErrors.Unexpected)
            await TypedResults.Json(ApiResults.Of(answer) with { Status = 500 }, statusCode: 500, contentType: "application/problem+json").ExecuteAsync(http);
        else
            await ApiResults.Problem(answer).ExecuteAsync(http);
    }

    private static Task SecurityHeaders(HttpContext http, RequestDelegate next)
    {
        // Last of all: a failure takes back the headers that were set before it.
        http.Response.OnStarting(static state =>
        {
            var headers = ((HttpContext)state).Response.Headers;
            // What is sent as somebody's file has a stricter one of its own.
            if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(self), geolocation=(self), microphone=()";
            return Task.CompletedTask;
        }, http);
        return next(http);
    }

    /// <summary>The page that stands for an empty answer is read, whatever the method of the request was: posted to, it would ask
    /// for a proof of its own and hide the refusal behind "the form has expired".</summary>
    private static Task ReadStatusPage(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<IStatusCodeReExecuteFeature>() is not null) http.Request.Method = HttpMethods.Get;
        return next(http);
    }

    /// <summary>A browser that changes something through the interface proves that the request came from our pages.</summary>
    private static async Task CheckCsrf(HttpContext http, RequestDelegate next)
    {
        var unsafeMethod = !(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method));
        var byCookie = http.Request.Headers.Authorization.Count == 0;
        if (unsafeMethod && byCookie && http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            && !await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
        {
            await ApiResults.Problem(ApiErrors.BadCsrf).ExecuteAsync(http);
            return;
        }

        await next(http);
    }

    private static Task RefuseBrokenText(HttpContext http, RequestDelegate next)
    {
        if (!PlainText.IsBroken(http.Request)) return next(http);
        if (http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)) return ApiResults.Problem(PlainText.Refusal).ExecuteAsync(http);
        // The status page must not stumble over the same address.
        http.Request.QueryString = default;
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }

    /// <summary>Bodies are small unless the endpoint says otherwise: only files are large.</summary>
    private static async Task LimitBody(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is null && http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = LargestBody;
        await next(http);
        // Reading JSON beyond the limit the framework answers with the bare status.
        if (http.Response is { StatusCode: StatusCodes.Status413PayloadTooLarge, HasStarted: false } && http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
            await ApiResults.Problem(ApiErrors.TooLarge).ExecuteAsync(http);
    }

    private const long LargestBody = 1_000_000;

    /// <summary>The framework answers a stale form with an empty 400 that no status page catches; under Turbo the user would see nothing.</summary>
    private static Task AnswerStaleForm(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<IStatusCodeReExecuteFeature>() is not null || http.Features.Get<IAntiforgeryValidationFeature>() is not { } form || http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)) return next(http);
        // What could not be read had no proof to find: the reason is its size.
        if (form is { IsValid: false, Error: { } error } && TooLarge(error))
        {
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return Task.CompletedTask;
        }

        // Nor in one that is no form at all, as with a NUL in it.
        if (form is { IsValid: false, Error.InnerException: InvalidDataException or IOException or InvalidOperationException })
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }

        if (form.IsValid)
        {
            if (!http.Request.HasFormContentType || !PlainText.IsBroken(http.Request.Form)) return next(http);
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }

        http.Response.Redirect($"/status/expired?back={Uri.EscapeDataString(http.Request.Path + http.Request.QueryString.ToString())}");
        return Task.CompletedTask;
    }

    private static bool TooLarge(Exception error) =>
        error is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } || (error is InvalidDataException && error.Message.Contains("length limit", StringComparison.Ordinal))
        || (error.InnerException is { } inner && TooLarge(inner));
}
