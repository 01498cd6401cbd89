using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Jingkai.Kernel;

namespace Jingkai.Platform.Api;

/// <summary>JSON that is well formed and of the right kind, but says something that no endpoint takes: it is refused with its reason and its
/// place, before a handler sees it.</summary>
internal sealed partial class RefusedJsonException : JsonException
{
    private readonly Error error;
    private readonly int? at;

    /// <param name="error">Why.</param>
    /// <param name="at">Place in the list that is being read; null: it is the value itself.</param>
    public RefusedJsonException(Error error, int? at = null) => (this.error, this.at) = (error, at);

    public RefusedJsonException() => error = ApiErrors.BadJson;

    public RefusedJsonException(string message) : base(message) => error = ApiErrors.BadJson;

    public RefusedJsonException(string message, Exception inner) : base(message, inner) => error = ApiErrors.BadJson;

    /// <summary>The refusal with the field as other refusals name it: <c>evidence[0]</c>.</summary>
    public Error Refusal
    {
        get
        {
            var place = Path is { Length: > 1 } path ? path[1..].TrimStart('.') : "";
            // The reader counts on when it has read an item, so at the end of a list it says how long the list is, or no longer stands in it.
            if (at is { } item) place = FormattableString.Invariant($"{Counter().Replace(place, "")}[{item}]");
            return ApiErrors.Invalid([error.At(place)]);
        }
    }

    [GeneratedRegex(@"\[[0-9]+\]$")]
    private static partial Regex Counter();
}

/// <summary>Lists of records and texts hold records and texts: a null among them is refused, so that no handler has to think of it.</summary>
internal static class WholeLists
{
    private static readonly Error Empty = Error.Invalid("null-item", "列表中不能有空项。", "A list must not hold null.");

    /// <summary>To be added to the resolver of the options that read bodies.</summary>
    public static void Require(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Enumerable || type.ElementType is not { IsValueType: false }) return;
        type.OnDeserialized = static list =>
        {
            var at = 0;
            foreach (var item in (IEnumerable)list)
            {
                if (item is null) throw new RefusedJsonException(Empty, at);
                at++;
            }
        };
    }
}
