using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Jingkai.Ui;

/// <summary>What every page has: words, the actor, and the ways a post ends: a redirect with a message, or 422 with objections.</summary>
public abstract class PageBase : ComponentBase
{
    private readonly List<(string? Field, string Message)> errors = [];

    /// <summary>The words.</summary>
    [Inject] protected Localizer L { get; set; } = null!;

    /// <summary>Who looks.</summary>
    [Inject] protected Actor Actor { get; set; } = null!;

    /// <summary>Leads on.</summary>
    [Inject] protected NavigationManager Navigation { get; set; } = null!;

    /// <summary>The request.</summary>
    [CascadingParameter] protected HttpContext Http { get; set; } = null!;

    /// <summary>Ends with the request.</summary>
    protected CancellationToken Cancel => Http.RequestAborted;

    /// <summary>Objections to what was posted, each with the label of its field.</summary>
    protected IReadOnlyList<FieldError> Errors =>
        [.. errors.Select(e => new FieldError(e.Field, e.Field is not null && Labels.TryGetValue(e.Field, out var label) ? $"{L[label]}{L["ui.colon"]}{e.Message}" : e.Message))];

    /// <summary>Name of a field → resource key of its label, for the list of objections above a form.</summary>
    protected virtual IReadOnlyDictionary<string, string> Labels { get; } = new Dictionary<string, string>();

    /// <summary>True when the page shows why it may not be used, and nothing else.</summary>
    protected bool IsRefused { get; private set; }

    /// <summary>A page of the zone.</summary>
    protected string ZonePath(string path) => $"/z/{Actor.ZoneCode}{(path.Length == 0 ? "" : "/" + path)}";

    /// <summary>An address of the zone in the interface for programs.</summary>
    protected string ApiPath(string path) => $"/api/v1/zones/{Actor.ZoneCode}/{path}";

    /// <summary>The first objection to a field.</summary>
    protected string? ErrorOf(string field) => errors.FirstOrDefault(e => e.Field == field).Message;

    /// <summary>Refuses what was posted: 422, and the objections beside their fields.</summary>
    /// <param name="error">The refusal; its details name fields.</param>
    /// <param name="model">Name of the form's model, which stands before the names of its fields.</param>
    protected void Refuse(Error error, string model = "Input")
    {
        foreach (var detail in error.Details is { Count: > 0 } details ? details : [error])
            errors.Add((detail.Field is { Length: > 0 } field ? $"{model}.{char.ToUpperInvariant(field[0])}{field[1..]}" : null, detail.Message.Current));
        if (!Http.Response.HasStarted) Http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
    }

    /// <summary>The page may not be used by this account.</summary>
    protected void Forbid(Error error)
    {
        if (error.Kind == ErrorKind.NotFound)
        {
            Navigation.NotFound();
            return;
        }

        IsRefused = true;
        if (!Http.Response.HasStarted) Http.Response.StatusCode = ApiResults.StatusOf(error.Kind);
    }

    /// <summary>Ends a post that was done: a redirect, and a message on the page that follows.</summary>
    protected void Done(string address, string? message = null, Tone tone = Tone.Success)
    {
        if (message is not null) FlashCookie.Leave(Http, tone, message);
        Navigation.NavigateTo(address);
    }
}
