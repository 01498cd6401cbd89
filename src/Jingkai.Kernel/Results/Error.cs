namespace Jingkai.Kernel;

/// <summary>An expected refusal. Bugs are exceptions; what a user or a caller can put right is one of these.</summary>
/// <param name="Kind">The class of the refusal.</param>
/// <param name="Code">The stable code in kebab-case, e.g. <c>bad-period</c>. Programs rely on it.</param>
/// <param name="Message">What is wrong and, where known, what would be right.</param>
/// <param name="Field">The input field it belongs to, or null when it concerns the whole.</param>
/// <param name="Details">The single errors, when several fields are wrong at once.</param>
public sealed record Error(
    ErrorKind Kind,
    string Code,
    Text Message,
    string? Field = null,
    IReadOnlyList<Error>? Details = null)
{
    /// <summary>For a refused move: the moves that are open now, perhaps none; null for every other error.</summary>
    public IReadOnlyList<string>? Allowed { get; init; }

    /// <summary>A refusal of something that cannot be read (400).</summary>
    public static Error Malformed(string code, string zh, string en, string? field = null) =>
        new(ErrorKind.Malformed, code, new Text(zh, en), field);

    /// <summary>A refusal of something readable that breaks a rule (422).</summary>
    public static Error Invalid(string code, string zh, string en, string? field = null) =>
        new(ErrorKind.Invalid, code, new Text(zh, en), field);

    /// <summary>A refusal because the thing does not exist for this reader (404).</summary>
    public static Error NotFound(string code, string zh, string en, string? field = null) =>
        new(ErrorKind.NotFound, code, new Text(zh, en), field);

    /// <summary>A refusal because the present state does not allow the move (409).</summary>
    public static Error Conflict(string code, string zh, string en, string? field = null) =>
        new(ErrorKind.Conflict, code, new Text(zh, en), field);

    /// <summary>The same error, said of a named input field.</summary>
    public Error At(string field) => this with { Field = field };
}
