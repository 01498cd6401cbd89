using Jingkai.Platform.Accounts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Platform.Ledgers.Views;

/// <summary>The views of the list that the present page shows; empty on every other page. Filled before the page is rendered, so
/// that its parts find it without asking the database.</summary>
public sealed class SavedViewState
{
    /// <summary>The list; null on a page that shows none.</summary>
    public LedgerAddress? Page { get; private set; }

    /// <summary>Address of the list, without its values.</summary>
    public string Path { get; private set; } = "";

    /// <summary>The reader's views and those shared with them.</summary>
    public IReadOnlyList<SavedViewInfo> Items { get; private set; } = [];

    /// <summary>Whether the reader can keep views.</summary>
    public bool MaySave { get; private set; }

    /// <summary>Whether the reader can share them.</summary>
    public bool MayShare { get; private set; }

    /// <summary>Whether the reader has a unit to share with.</summary>
    public bool HasUnit { get; private set; }

    /// <summary>With whom the reader can share, narrowest first; their own use always is.</summary>
    public IReadOnlyList<string> Audiences => !MayShare ? [ViewAudience.Own] : HasUnit ? ViewAudience.All : [ViewAudience.Own, ViewAudience.Zone];

    /// <summary>The view with which the list opens for the reader.</summary>
    public SavedViewInfo? Default => Items.FirstOrDefault(v => v.IsDefault);

    internal void Fill(LedgerAddress page, string path, IReadOnlyList<SavedViewInfo> items, bool maySave, bool mayShare, bool hasUnit) =>
        (Page, Path, Items, MaySave, MayShare, HasUnit) = (page, path, items, maySave, mayShare, hasUnit);
}

/// <summary>Fills <see cref="SavedViewState"/> for pages with a list, and opens a list without any value in its address with the
/// reader's default. <c>view=all</c> is such a value: everything, on purpose.</summary>
internal sealed class SavedViewMiddleware(RequestDelegate next, IEnumerable<LedgerAddress> pages)
{
    private readonly Dictionary<string, LedgerAddress> byPath = pages.ToDictionary(p => p.Path, StringComparer.Ordinal);

    public async Task InvokeAsync(HttpContext context)
    {
        var actor = context.RequestServices.GetRequiredService<Actor>();
        var home = $"/z/{actor.ZoneCode}/";
        var path = context.Request.Path.Value ?? "";
        if (actor is { IsSignedIn: true, ZoneId: not null } && path.StartsWith(home, StringComparison.Ordinal)
            && byPath.TryGetValue(path[home.Length..], out var page) && actor.May(page.Permission))
        {
            var listed = await context.RequestServices.GetRequiredService<SavedViews>().ListAsync(page.Code, context.RequestAborted);
            var state = context.RequestServices.GetRequiredService<SavedViewState>();
            if (listed.IsOk) state.Fill(page, path, listed.Value, actor.MemberId is not null, actor.May(SavedViews.Share), actor.UnitId is not null);
            if (HttpMethods.IsGet(context.Request.Method) && context.Request.Query.Count == 0 && state.Default is { } chosen)
            {
                context.Response.Redirect(chosen.Path);
                return;
            }
        }

        await next(context);
    }
}
