using Microsoft.AspNetCore.Components;

namespace Jingkai.Ui;

/// <summary>What every form field has. Fields are plain inputs; the server validates and passes the message in.</summary>
public abstract class FieldBase : ComponentBase
{
    /// <summary>Field name in the form.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    /// <summary>Label.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>What to write, in a few words under the field.</summary>
    [Parameter] public string? Hint { get; set; }

    /// <summary>The server's objection.</summary>
    [Parameter] public string? Error { get; set; }

    /// <summary>Marked as required. The browser does not check; the server does.</summary>
    [Parameter] public bool Required { get; set; }

    /// <summary>Cannot be changed and is not sent.</summary>
    [Parameter] public bool Disabled { get; set; }

    /// <summary>Over the whole width of the form.</summary>
    [Parameter] public bool Wide { get; set; }

    /// <summary>Id of the input; made from the name when not given.</summary>
    [Parameter] public string? Id { get; set; }

    /// <summary>More attributes of the input.</summary>
    [Parameter(CaptureUnmatchedValues = true)] public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    /// <summary>The id in use.</summary>
    protected string InputId => Id ?? FieldId.Of(Name);

    /// <summary>Ids of hint and error, for <c>aria-describedby</c>.</summary>
    protected string? DescribedBy => (Hint, Error) switch
    {
        (null, null) => null,
        (_, null) => InputId + "-hint",
        (null, _) => InputId + "-error",
        _ => $"{InputId}-hint {InputId}-error",
    };

    /// <summary>For <c>aria-invalid</c>.</summary>
    protected string? Invalid => Error is null ? null : "true";

    /// <summary>For <c>aria-required</c>.</summary>
    protected string? MustFill => Required ? "true" : null;

    /// <summary>The class of the input with the mark of an error.</summary>
    protected string Css(string name) => Error is null ? name : name + " is-invalid";
}

/// <summary>The id of the input of a field name.</summary>
public static class FieldId
{
    /// <summary><c>M.Name</c> gives <c>f-m-name</c>.</summary>
    public static string Of(string name) => "f-" + string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')).Trim('-');
}
