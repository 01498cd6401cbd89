using System.Text.Json.Serialization;
using Jingkai.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Platform.Api;

/// <summary>A refusal as RFC 9457 problem+json.</summary>
public sealed record Problem
{
    /// <summary>A relative address that names the kind of problem.</summary>
    public required string Type { get; init; }

    /// <summary>Short name of the problem.</summary>
    public required string Title { get; init; }

    /// <summary>HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>Stable kebab-case code that programs may rely on.</summary>
    public required string Code { get; init; }

    /// <summary>What is wrong and what to do.</summary>
    public required string Detail { get; init; }

    /// <summary>One entry per field, for input.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FieldProblem>? Errors { get; init; }

    /// <summary>For a refused move: what is open instead.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Allowed { get; init; }
}

/// <summary>What is wrong with one field.</summary>
/// <param name="Field">Name of the field or parameter.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Message">What to do.</param>
public sealed record FieldProblem(string Field, string Code, string Message);

/// <summary>Turns results into HTTP answers, always the same way.</summary>
public static class ApiResults
{
    /// <summary>200 with the value, or the problem.</summary>
    public static IResult From<T>(Result<T> result) => result.IsOk ? TypedResults.Ok(result.Value) : Problem(result.Error!);

    /// <summary>204, or the problem.</summary>
    public static IResult From(Result result) => result.IsOk ? TypedResults.NoContent() : Problem(result.Error!);

    /// <summary>201 with a location, or the problem.</summary>
    public static IResult Created<T>(Result<T> result, Func<T, string> location) =>
        result.IsOk ? TypedResults.Created(location(result.Value), result.Value) : Problem(result.Error!);

    /// <summary>The problem of an error.</summary>
    public static IResult Problem(Error error) => TypedResults.Json(Of(error), statusCode: StatusOf(error.Kind), contentType: "application/problem+json");

    /// <summary>A list that is never cut into pages, in the shape of every other list.</summary>
    public static IResult Whole<T>(IReadOnlyList<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return TypedResults.Ok(new PagedList<T>(items, items.Count, 1, Math.Max(items.Count, 1)));
    }

    /// <summary>The same, or why there is none.</summary>
    public static IResult Whole<T>(Result<IReadOnlyList<T>> found) => found.Try(out var items, out var error) ? Whole(items) : Problem(error);

    /// <summary>Answers a call of the interface that no endpoint takes: 404, or 405 with the methods that are there, or 415.</summary>
    internal static async Task Unrouted(HttpContext http, Endpoint? endpoint)
    {
        // Routing stands in with an endpoint of its own where the address is right and only the method or the content is not.
        if (endpoint is not (null or RouteEndpoint)) await endpoint.RequestDelegate!(http);
        var problem = http.Response.StatusCode switch
        {
            StatusCodes.Status405MethodNotAllowed => Of(ApiErrors.NoMethod) with { Status = StatusCodes.Status405MethodNotAllowed, Title = new Text("不支持该方法", "Method not allowed").Current },
            StatusCodes.Status415UnsupportedMediaType => Of(ApiErrors.Unsupported),
            _ => Of(ApiErrors.NoEndpoint),
        };
        await TypedResults.Json(problem, statusCode: problem.Status, contentType: "application/problem+json").ExecuteAsync(http);
    }

    /// <summary>The problem's body.</summary>
    public static Problem Of(Error error)
    {
        var status = StatusOf(error.Kind);
        var fields = error.Details is { Count: > 0 } details
            ? details.Select(d => new FieldProblem(d.Field ?? "", d.Code, d.Message.Current)).ToList()
            : error.Field is { } field ? [new FieldProblem(field, error.Code, error.Message.Current)] : null;
        return new() { Type = $"/problems/{error.Code}", Title = TitleOf(error.Kind), Status = status, Code = error.Code, Detail = error.Message.Current, Errors = fields, Allowed = error.Allowed };
    }

    /// <summary>The HTTP status of a kind of error.</summary>
    public static int StatusOf(ErrorKind kind) => kind switch
    {
        ErrorKind.Malformed => 400,
        ErrorKind.Unauthenticated => 401,
        ErrorKind.Forbidden => 403,
        ErrorKind.NotFound => 404,
        ErrorKind.Conflict => 409,
        ErrorKind.Stale => 412,
        ErrorKind.TooLarge => 413,
        ErrorKind.Unsupported => 415,
        ErrorKind.Invalid => 422,
        ErrorKind.TooMany => 429,
        ErrorKind.Unavailable => 503,
        _ => 500,
    };

    private static string TitleOf(ErrorKind kind) => new Text(
        kind switch
        {
            ErrorKind.Malformed => "请求有误",
            ErrorKind.Unauthenticated => "需要登录",
            ErrorKind.Forbidden => "没有权限",
            ErrorKind.NotFound => "未找到",
            ErrorKind.Conflict => "冲突",
            ErrorKind.Stale => "已被他人修改",
            ErrorKind.TooLarge => "内容过大",
            ErrorKind.Unsupported => "格式不支持",
            ErrorKind.Invalid => "不符合规则",
            ErrorKind.TooMany => "请求过多",
            _ => "暂时不可用",
        },
        kind switch
        {
            ErrorKind.Malformed => "Malformed request",
            ErrorKind.Unauthenticated => "Sign-in required",
            ErrorKind.Forbidden => "Not permitted",
            ErrorKind.NotFound => "Not found",
            ErrorKind.Conflict => "Conflict",
            ErrorKind.Stale => "Changed by someone else",
            ErrorKind.TooLarge => "Too large",
            ErrorKind.Unsupported => "Unsupported format",
            ErrorKind.Invalid => "Against a rule",
            ErrorKind.TooMany => "Too many requests",
            _ => "Unavailable",
        }).Current;
}
