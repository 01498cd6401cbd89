using System.Globalization;
using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Register;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Living;

/// <summary>What of the stale list is asked for; the same for page, interface and export.</summary>
internal sealed record StaleFilter(DateOnly On, string? Text, string? Liaison, string? Unit, string? Field)
{
    /// <summary>The parameters read here.</summary>
    public static IReadOnlyList<QueryParameter> Parameters { get; } =
    [
        new("on", "Day by which fields are due; today when absent."),
        new("q", "Part of a name or code."),
        new("liaison", "Name or id of a liaison; me is the caller; none: without liaison."),
        new("unit", "Name of the liaison's unit."),
        new("field", "One field."),
    ];

    public static Result<StaleFilter> Parse(IQueryCollection query, DateOnly today)
    {
        string? Value(string name) => TextNormal.Clean(query[name].FirstOrDefault()) is { Length: > 0 } text ? text : null;
        var day = today;
        if (Value("on") is { } on && !DayBounds.TryRead(on, out day)) return ApiErrors.BadFilter("on", Shown(on));
        if (Value("field") is { } field && !ProvenanceFields.All.Contains(field)) return ApiErrors.BadFilter("field", Shown(field));
        return new StaleFilter(day, TextNormal.SearchKey(Value("q")) is { Length: > 0 } text ? text : null, Value("liaison"), Value("unit"), Value("field"));
    }

    private static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";
}

/// <summary>An enterprise with its stale fields and who looks after it; liaisons who are named in the file without an account come last.</summary>
internal sealed record StaleView(string Code, string Name, IReadOnlyList<string> Liaisons, IReadOnlyList<string> Units, IReadOnlyList<StaleFieldView> Fields);

/// <param name="Field">Name of the field.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="AsOf">The day it describes.</param>
/// <param name="ConfirmedBy">Who confirmed it last.</param>
/// <param name="DueOn">When it was due.</param>
/// <param name="DaysOver">Days since then.</param>
internal sealed record StaleFieldView(string Field, string? Source, DateOnly? AsOf, string? ConfirmedBy, DateOnly DueOn, int DaysOver);

/// <summary>How much waits with one liaison.</summary>
internal sealed record StaleShare(string? Liaison, string? Unit, int Enterprises, int Fields);

internal sealed record StaleListView(IReadOnlyList<StaleView> Items, long Total, int Page, int Size, int Fields, IReadOnlyList<StaleShare> Shares);

/// <summary>The stale list: fields past their due day, by enterprise, liaison and unit, within the reader's scope.</summary>
internal sealed class StaleList(JingkaiDbContext db)
{
    public async Task<StaleListView> PageAsync(StaleFilter filter, PageRequest page, CancellationToken cancel)
    {
        var all = await AllAsync(filter, cancel);
        var shares = all.SelectMany(s => s.View.Liaisons.Count == 0 ? [(Name: (string?)null, Unit: (string?)null, s.View)]
                : s.View.Liaisons.Select(name => (Name: (string?)name, s.Seats.FirstOrDefault(l => l.Name == name)?.Unit, s.View)))
            .GroupBy(s => (s.Name, s.Unit)).Select(g => new StaleShare(g.Key.Name, g.Key.Unit, g.Count(), g.Sum(s => s.View.Fields.Count)))
            .OrderByDescending(s => s.Fields).ThenBy(s => s.Liaison, StringComparer.Ordinal).ToList();
        return new([.. all.Skip(page.Skip).Take(page.Size).Select(s => s.View)], all.Count, page.Page, page.Size, all.Sum(s => s.View.Fields.Count), shares);
    }

    public async Task<List<(StaleView View, IReadOnlyList<LiaisonSeat> Seats)>> AllAsync(StaleFilter filter, CancellationToken cancel)
    {
        IQueryable<Enterprise> files = db.Set<Enterprise>();
        if (filter.Text is { } text) files = files.Where(e => e.SearchKey.Contains(text));
        var stale = await StaleFiles.ReadAsync(db, files, filter.On, cancel);
        var seats = await LiaisonBook.LoadAsync(db, cancel);
        var found = new List<(StaleView, IReadOnlyList<LiaisonSeat>)>();
        foreach (var file in stale)
        {
            List<LiaisonSeat> own = [.. seats[file.File.Id]];
            if (!Passes(filter, own, file.File.UnboundLiaisons)) continue;
            List<StaleFieldView> due = [.. file.Due.Where(f => filter.Field is null || f.Field == filter.Field).Select(f => View(f, filter.On))];
            if (due.Count > 0) found.Add((new(file.File.Code, file.File.Name, [.. own.Select(s => s.Name), .. file.File.UnboundLiaisons], [.. own.Select(s => s.Unit).OfType<string>().Distinct()], due), own));
        }

        return found;
    }

    private bool Passes(StaleFilter filter, List<LiaisonSeat> seats, IReadOnlyList<string> unbound) =>
        (filter.Liaison is not { } liaison || (liaison == "none" ? seats.Count == 0 && unbound.Count == 0
            : unbound.Contains(liaison) || seats.Exists(s => liaison == "me" ? s.Member == db.MemberId : s.Name == liaison || s.Member.ToString() == liaison)))
        && (filter.Unit is not { } unit || seats.Exists(s => s.Unit == unit));

    private static StaleFieldView View(StaleField field, DateOnly day)
    {
        var due = field.Standing.DueOn!.Value;
        return new(field.Field, field.Standing.Source, field.Standing.AsOf, field.Standing.ConfirmedBy, due, day.DayNumber - due.DayNumber);
    }
}
