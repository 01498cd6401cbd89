using Jingkai.Kernel;

namespace Jingkai.Platform.Api;

/// <summary>Refusals that any endpoint may give.</summary>
public static class ApiErrors
{
    /// <summary>Nobody is signed in.</summary>
    public static Error SignInRequired { get; } = new(ErrorKind.Unauthenticated, "sign-in-required", new("请先登录，或提供有效的访问令牌。", "Sign in, or send a valid access token."));

    /// <summary>The token is unknown, expired or withdrawn.</summary>
    public static Error BadToken { get; } = new(ErrorKind.Unauthenticated, "bad-token", new("访问令牌无效、已过期或已停用。", "The access token is unknown, expired or withdrawn."));

    /// <summary>The account lacks the permission.</summary>
    public static Error NotPermitted { get; } = new(ErrorKind.Forbidden, "not-permitted", new("当前账号没有此项权限。", "This account does not hold the permission."));

    /// <summary>The zone does not exist or the account does not belong to it: one answer for both.</summary>
    public static Error NoZone { get; } = new(ErrorKind.NotFound, "no-zone", new("没有这个开发区，或当前账号不属于它。", "There is no such zone, or this account does not belong to it."));

    /// <summary>The record does not exist or lies outside the reader's scope: one answer for both.</summary>
    public static Error NotFound { get; } = new(ErrorKind.NotFound, "not-found", new("没有这条记录，或当前账号看不到它。", "There is no such record, or this account may not see it."));

    /// <summary>No endpoint at this address.</summary>
    public static Error NoEndpoint { get; } = new(ErrorKind.NotFound, "no-endpoint", new("没有这个接口地址。", "There is no endpoint at this address."));

    /// <summary>The address is right, the method is not.</summary>
    public static Error NoMethod { get; } = new(ErrorKind.NotFound, "method-not-allowed", new("这个接口地址不支持该请求方法，见 Allow。", "The endpoint does not take this method; see Allow."));

    /// <summary>Content of a type the endpoint does not read.</summary>
    public static Error Unsupported { get; } = new(ErrorKind.Unsupported, "unsupported-media-type", new("请求的内容类型不受支持。", "The content type of the request is not supported."));

    /// <summary>The record changed since the caller read it.</summary>
    public static Error Stale { get; } = new(ErrorKind.Stale, "stale", new("记录已被他人修改，请重新读取后再提交。", "The record has changed since it was read; read it again and repeat the change."));

    /// <summary>Another request entered the same record at the same moment.</summary>
    public static Error JustTaken { get; } = new(ErrorKind.Conflict, "just-taken", new("同样的记录刚刚由他人录入，请刷新后查看。", "Somebody has just entered the same record; read it again."));

    /// <summary>Other writers kept the database from serving; nothing was changed.</summary>
    public static Error Busy { get; } = new(ErrorKind.Unavailable, "busy", new("数据库正忙，未作任何更改，请稍后再试。", "The database is busy and nothing was changed; try again in a moment."));

    /// <summary>A cookie request that changes something without its CSRF token.</summary>
    public static Error BadCsrf { get; } = new(ErrorKind.Malformed, "bad-csrf-token", new("缺少或失效的 X-CSRF-Token，请从 /api/v1/session 取得后重试。", "X-CSRF-Token is missing or out of date; fetch it from /api/v1/session and try again."));

    /// <summary>The body is not JSON of the expected shape.</summary>
    public static Error BadJson { get; } = new(ErrorKind.Malformed, "bad-json", new("请求内容不是有效的 JSON，或字段类型不符。", "The body is not valid JSON or a field has the wrong type."));

    /// <summary>Too many requests from one token or address.</summary>
    public static Error TooMany { get; } = new(ErrorKind.TooMany, "too-many-requests", new("请求过于频繁，请稍后再试。", "Too many requests; try again in a while."));

    /// <summary>The body is larger than allowed.</summary>
    public static Error TooLarge { get; } = new(ErrorKind.TooLarge, "too-large", new("上传内容超过大小限制。", "The upload is larger than allowed."));

    /// <summary>An unexpected failure; the log has it under the request id.</summary>
    public static Error Unexpected { get; } = new(ErrorKind.Unavailable, "unexpected", new("系统内部错误，已记录。", "An internal error occurred and was logged."));

    /// <summary>Sorting by something the list does not sort by.</summary>
    public static Error BadSort(string sort, IEnumerable<string> known) => new(ErrorKind.Malformed, "bad-sort", new($"不能按“{sort}”排序，可用：{string.Join("、", known)}。", $"Cannot sort by \"{sort}\"; use one of: {string.Join(", ", known)}."), "sort");

    /// <summary>A filter with a value it cannot take.</summary>
    public static Error BadFilter(string field, string value) => new(ErrorKind.Malformed, "bad-filter", new($"筛选条件 {field} 的值“{value}”无法识别。", $"The filter {field} cannot take \"{value}\"."), field);

    /// <summary>Several fields are wrong.</summary>
    public static Error Invalid(IReadOnlyList<Error> fields) => new(ErrorKind.Invalid, fields.Count == 1 ? fields[0].Code : "invalid", fields.Count == 1 ? fields[0].Message : new("有字段不符合要求，详见各字段说明。", "Some fields are against the rules; see each field."), null, fields);

    /// <summary>A text is longer than the field takes.</summary>
    public static Error TooLong(string field, int most) => new(ErrorKind.Invalid, "too-long", new($"最多 {most} 个字。", $"At most {most} characters."), field);

    /// <summary>A required field is empty.</summary>
    public static Error Required(string field) => new(ErrorKind.Invalid, "required", new("必填。", "Required."), field);
}
