using System.Text;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;

namespace Jingkai.Platform.Ledgers.Views;

/// <summary>A view as its reader sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Ledger">Code of the list.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Owner">The owner's name.</param>
/// <param name="Mine">It is the reader's own.</param>
/// <param name="Audience">Who sees it: <see cref="ViewAudience"/>.</param>
/// <param name="IsDefault">The list opens with it for the reader.</param>
/// <param name="Query">The values behind the question mark.</param>
/// <param name="Path">Where it opens, from the root.</param>
/// <param name="Version">Version of the row.</param>
public sealed record SavedViewInfo(Guid Id, string Ledger, string Name, string Owner, bool Mine, string Audience, bool IsDefault, string Query, string Path, int Version)
{
    /// <summary>Others see it too.</summary>
    public bool Shared => Audience != ViewAudience.Own;
}

/// <summary>A view to save.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Query">The values behind the question mark.</param>
/// <param name="Audience">Who sees it: <see cref="ViewAudience"/>; its owner only when null.</param>
/// <param name="IsDefault">Open the list with it.</param>
public sealed record NewSavedView(string? Name, string? Query, string? Audience = null, bool? IsDefault = null);

/// <summary>What of a view changes; null stays.</summary>
public sealed record SavedViewChange(string? Name = null, string? Query = null, string? Audience = null, bool? IsDefault = null);

/// <summary>Keeps views of ledgers; used by pages and interface alike.</summary>
public sealed class SavedViews(JingkaiDbContext db, IEnumerable<LedgerAddress> pages, TimeProvider clock)
{
    /// <summary>Permission to see what others share. Enterprises and operators do not: an office that shares a view thinks of its colleagues.</summary>
    public const string ReadShared = "platform.shared-views";

    /// <summary>Permission to share.</summary>
    public const string Share = "platform.share-views";

    /// <summary>Name of the view in the address: an id, or <see cref="Everything"/>.</summary>
    public const string Parameter = "view";

    /// <summary>Value of <see cref="Parameter"/> for the list without any view, the reader's default neither.</summary>
    public const string Everything = "all";

    private const int LongestName = 40;
    private const int LongestQuery = 1500;
    private const int MostViews = 50;

    /// <summary>The list of a code that the actor may open.</summary>
    /// <returns>It; <c>unknown-ledger</c> (404) or <c>not-permitted</c> (403).</returns>
    public Result<LedgerAddress> Page(string? code)
    {
        if (pages.FirstOrDefault(p => p.Code == code) is not { } page) return LedgerErrors.UnknownLedger(code ?? "");
        return db.Actor.May(page.Permission) ? page : ApiErrors.NotPermitted;
    }

    /// <summary>The actor's views of a list and those that are shared, each group in order of name.</summary>
    public async Task<Result<IReadOnlyList<SavedViewInfo>>> ListAsync(string? ledger, CancellationToken cancel = default)
    {
        if (!Page(ledger).Try(out var page, out var error)) return error;
        var rows = await (from v in Visible.AsNoTracking()
                          where v.Ledger == page.Code
                          join m in db.Set<Member>() on v.MemberId equals m.Id
                          select new { View = v, Owner = m.Name }).ToListAsync(cancel);
        var chosen = await DefaultOfAsync(page.Code, cancel);
        return Result.Ok<IReadOnlyList<SavedViewInfo>>([.. rows.Select(r => Info(r.View, r.Owner, page, chosen)).OrderByDescending(v => v.Mine).ThenBy(v => TextNormal.SortKey(v.Name), StringComparer.Ordinal).ThenBy(v => v.Id)]);
    }

    /// <summary>Saves a view.</summary>
    /// <param name="ledger">Code of the list.</param>
    /// <param name="input">The view.</param>
    /// <param name="strict">A name the list does not know is refused; otherwise it is left out.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>It; <c>members-only</c>, <c>may-not-share</c> (403), <c>required</c>, <c>too-long</c>, <c>unknown-parameter</c> (422),
    /// <c>view-name-taken</c>, <c>too-many-views</c> (409), or what <see cref="Page"/> refuses.</returns>
    public async Task<Result<SavedViewInfo>> AddAsync(string? ledger, NewSavedView input, bool strict, CancellationToken cancel = default)
    {
        if (!Page(ledger).Try(out var page, out var error)) return error;
        if (db.Actor.MemberId is not { } me) return SavedViewErrors.MembersOnly;
        var audience = input.Audience ?? ViewAudience.Own;
        if (MaySee(audience) is { } closed) return closed;
        if (!Named(input.Name).Try(out var name, out error) || !Query(page, input.Query, strict).Try(out var query, out error)) return error;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await TakenAsync(page.Code, name, me, Guid.Empty, cancel)) return SavedViewErrors.NameTaken(name);
        if (await db.Set<SavedView>().CountAsync(v => v.MemberId == me && v.Ledger == page.Code, cancel) >= MostViews) return SavedViewErrors.TooManyViews(MostViews);
        var view = new SavedView { ZoneId = db.ZoneId, Ledger = page.Code, Name = name, MemberId = me, Audience = audience, UnitId = UnitOf(audience), Query = query, CreatedAt = clock.Now() };
        db.Add(view);
        if (audience != ViewAudience.Own) Record(view, "shared");
        await db.SaveChangesAsync(cancel);
        if (input.IsDefault == true) await SetDefaultAsync(view, me, cancel);
        await transaction.CommitAsync(CancellationToken.None);
        return await InfoAsync(view, page, cancel);
    }

    /// <summary>Changes a view: its owner anything; whoever sees it, whether it is their default.</summary>
    /// <returns>It; <c>not-found</c>, <c>not-your-view</c> (403), <c>stale</c> (412), or what <see cref="AddAsync"/> refuses.</returns>
    public async Task<Result<SavedViewInfo>> ChangeAsync(Guid id, SavedViewChange change, bool strict, int? seenVersion = null, CancellationToken cancel = default)
    {
        if (db.Actor.MemberId is not { } me) return SavedViewErrors.MembersOnly;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await Visible.AsTracking().FirstOrDefaultAsync(v => v.Id == id, cancel) is not { } view) return ApiErrors.NotFound;
        if (!Page(view.Ledger).Try(out var page, out _)) return ApiErrors.NotFound;
        if (seenVersion is { } seen && seen != view.Version) return ApiErrors.Stale;
        if (change is not { Name: null, Query: null, Audience: null } && await EditAsync(view, page, change, me, strict, cancel) is { } refusal) return refusal;
        if (change.IsDefault == true) await SetDefaultAsync(view, me, cancel);
        if (change.IsDefault == false) await db.Set<SavedViewDefault>().Where(d => d.MemberId == me && d.ViewId == id).ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(CancellationToken.None);
        return await InfoAsync(view, page, cancel);
    }

    /// <summary>Deletes a view: a setting, no record. What was shared is noted in the trail.</summary>
    /// <returns>Done; <c>not-found</c> or <c>not-your-view</c> (403).</returns>
    public async Task<Result> DeleteAsync(Guid id, CancellationToken cancel = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await Visible.AsTracking().FirstOrDefaultAsync(v => v.Id == id, cancel) is not { } view) return ApiErrors.NotFound;
        if (view.MemberId != db.Actor.MemberId) return SavedViewErrors.NotYours;
        await db.Set<SavedViewDefault>().Where(d => d.ViewId == id).ExecuteDeleteAsync(cancel);
        if (view.Audience != ViewAudience.Own) Record(view, "removed");
        db.Remove(view);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(CancellationToken.None);
        return Result.Ok();
    }

    /// <summary>The values of a request with those of the view it names: what the request says itself goes before the view.</summary>
    /// <param name="ledger">Code of the list.</param>
    /// <param name="query">The request's values; unchanged when they name no view.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>All values, without the arrangement of a page; <c>not-found</c> when the actor sees no such view of the list.</returns>
    public async Task<Result<IQueryCollection>> OpenAsync(string ledger, IQueryCollection query, CancellationToken cancel = default)
    {
        var named = query[Parameter].ToString();
        if (named is "" or Everything) return Result.Ok(query);
        if (!Guid.TryParse(named, out var id) || await Visible.AsNoTracking().FirstOrDefaultAsync(v => v.Id == id && v.Ledger == ledger, cancel) is not { } view) return ApiErrors.NotFound;
        var values = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in QueryHelpers.ParseQuery(view.Query).Concat(query)) values[name] = value;
        foreach (var name in (string[])["cols", "size", "page", Parameter]) values.Remove(name);
        return Result.Ok<IQueryCollection>(new QueryCollection(values));
    }

    private IQueryable<SavedView> Visible
    {
        get
        {
            var (me, unit, shared) = (db.MemberId, db.Actor.UnitId, db.Actor.May(ReadShared));
            return db.Set<SavedView>().Where(v => v.MemberId == me || (shared && (v.Audience == ViewAudience.Zone || (v.Audience == ViewAudience.Unit && unit != null && v.UnitId == unit))));
        }
    }

    private async Task<Error?> EditAsync(SavedView view, LedgerAddress page, SavedViewChange change, Guid me, bool strict, CancellationToken cancel)
    {
        if (view.MemberId != me) return SavedViewErrors.NotYours;
        if (change.Audience is { } wanted && wanted != view.Audience && MaySee(wanted) is { } closed) return closed;
        if (change.Name is not null)
        {
            if (!Named(change.Name).Try(out var name, out var error)) return error;
            if (await TakenAsync(page.Code, name, me, view.Id, cancel)) return SavedViewErrors.NameTaken(name);
            view.Name = name;
        }

        if (change.Query is not null)
        {
            if (!Query(page, change.Query, strict).Try(out var query, out var error)) return error;
            view.Query = query;
        }

        if (change.Audience is { } audience && audience != view.Audience)
        {
            (view.Audience, view.UnitId) = (audience, UnitOf(audience));
            // Those who opened their list with it open it with everything again.
            if (audience == ViewAudience.Own) await db.Set<SavedViewDefault>().Where(d => d.ViewId == view.Id && d.MemberId != me).ExecuteDeleteAsync(cancel);
            Record(view, audience == ViewAudience.Own ? "unshared" : "shared");
        }
        else if (view.Audience != ViewAudience.Own)
        {
            Record(view, "changed");
        }

        await db.SaveChangesAsync(cancel);
        return null;
    }

    private async Task SetDefaultAsync(SavedView view, Guid me, CancellationToken cancel)
    {
        await db.Set<SavedViewDefault>().Where(d => d.MemberId == me && d.Ledger == view.Ledger).ExecuteDeleteAsync(cancel);
        db.Add(new SavedViewDefault { ZoneId = db.ZoneId, MemberId = me, Ledger = view.Ledger, ViewId = view.Id });
        await db.SaveChangesAsync(cancel);
    }

    private Task<Guid?> DefaultOfAsync(string ledger, CancellationToken cancel) =>
        db.Set<SavedViewDefault>().Where(d => d.MemberId == db.MemberId && d.Ledger == ledger).Select(d => (Guid?)d.ViewId).FirstOrDefaultAsync(cancel);

    private Task<bool> TakenAsync(string ledger, string name, Guid me, Guid except, CancellationToken cancel) =>
        db.Set<SavedView>().AnyAsync(v => v.MemberId == me && v.Ledger == ledger && v.Name == name && v.Id != except, cancel);

    private async Task<SavedViewInfo> InfoAsync(SavedView view, LedgerAddress page, CancellationToken cancel) => Info(
        view, await db.Set<Member>().Where(m => m.Id == view.MemberId).Select(m => m.Name).FirstAsync(cancel), page, await DefaultOfAsync(page.Code, cancel));

    private SavedViewInfo Info(SavedView v, string owner, LedgerAddress page, Guid? chosen) => new(
        v.Id, v.Ledger, v.Name, owner, v.MemberId == db.Actor.MemberId, v.Audience, v.Id == chosen, v.Query,
        $"/z/{db.Actor.ZoneCode}/{page.Path}?{(v.Query.Length > 0 ? v.Query + "&" : "")}{Parameter}={v.Id}", v.Version);

    private void Record(SavedView view, string action) =>
        AuditTrail.Record(db, clock.Now(), action, nameof(SavedView), view.Id.ToString(), view.Name, after: new { ledger = view.Ledger, query = view.Query, audience = view.Audience });

    private Error? MaySee(string audience) =>
        !ViewAudience.All.Contains(audience) ? SavedViewErrors.BadAudience
        : audience == ViewAudience.Own ? null
        : !db.Actor.May(Share) ? SavedViewErrors.MayNotShare
        : audience == ViewAudience.Unit && db.Actor.UnitId is null ? SavedViewErrors.NoUnit : null;

    private Guid? UnitOf(string audience) => audience == ViewAudience.Unit ? db.Actor.UnitId : null;

    private static Result<string> Named(string? name)
    {
        var clean = TextNormal.Clean(name);
        return clean.Length == 0 ? ApiErrors.Required("name") : clean.Length > LongestName ? SavedViewErrors.NameTooLong : clean;
    }

    /// <summary>What of an address belongs to the list, in its own order. Page number and view are left out in silence: they say
    /// where one stands, not what one wants to see.</summary>
    private static Result<string> Query(LedgerAddress page, string? query, bool strict)
    {
        var values = QueryHelpers.ParseQuery(query?.TrimStart('?') ?? "");
        var unknown = values.Keys.FirstOrDefault(k => k is not ("page" or Parameter) && !page.Names.Contains(k, StringComparer.OrdinalIgnoreCase));
        if (strict && unknown is not null) return SavedViewErrors.UnknownParameter(unknown, page.Names);
        var text = new StringBuilder();
        foreach (var name in page.Names)
        {
            foreach (var value in values.Where(v => string.Equals(v.Key, name, StringComparison.OrdinalIgnoreCase)).SelectMany(v => v.Value.ToArray()).Select(TextNormal.Clean).Where(v => v.Length > 0))
                text.Append(text.Length == 0 ? "" : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return text.Length > LongestQuery ? SavedViewErrors.TooLong : text.ToString();
    }
}
