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
        app.UseExceptionHandler(handler => handler.Run(AnswerException));
        app.Use(SecurityHeaders);
        app.UseWhen(http => !http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal), pages => pages.UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true));
        app.Use(ReadStatusPage);
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
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

    private static async Task AnswerException(HttpContext http)
    {
        var error = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        var answer = error switch
        {
            BadHttpRequestException { StatusCode: 413 } => ApiErrors.TooLarge,
            BadHttpRequestException { StatusCode: 415 } => ApiErrors.Unsupported,
            BadHttpRequestException => ApiErrors.BadJson,
            InvalidDataException { Message: var message } when message.Contains("length limit", StringComparison.Ordinal) => ApiErrors.TooLarge,
            DbUpdateConcurrencyException => ApiErrors.Stale,
            // Two entered the same at once, and the other was quicker than the look whether it exists.
            not null when Conflicts.IsDuplicate(error) => ApiErrors.JustTaken,
            not null when Conflicts.IsBusy(error) => ApiErrors.Busy,
            _ => ApiErrors.Unexpected,
        };
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
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(self), geolocation=(self), microphone=()";
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

    /// <summary>The framework answers a stale form with an empty 400 that no status page catches; under Turbo the user would see nothing.</summary>
    private static Task AnswerStaleForm(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false } || http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)) return next(http);
        http.Response.Redirect($"/status/expired?back={Uri.EscapeDataString(http.Request.Path + http.Request.QueryString.ToString())}");
        return Task.CompletedTask;
    }
}
