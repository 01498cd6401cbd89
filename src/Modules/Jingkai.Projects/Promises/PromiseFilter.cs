using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Register;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Promises;

/// <summary>Filter of the ledger of promises as it stands in an address; one for list, page and export.</summary>
internal sealed record PromiseFilter
{
    public static IReadOnlyList<string> Names { get; } = ["q", "project", "side", "item", "state", "due", "unit", "owner"];

    public static IReadOnlyList<string> Sorts { get; } = ["due", "code"];

    public string? Text { get; private init; }
    public string? Project { get; init; }
    public string? Side { get; init; }
    public string? Item { get; private init; }
    public string? State { get; init; }
    public DateOnly? Due { get; private init; }
    public string? Unit { get; private init; }
    public string? Owner { get; private init; }
    public string Sort { get; private init; } = "due";
    public bool Descending { get; private init; }

    public static Result<PromiseFilter> Parse(IQueryCollection query)
    {
        string? Value(string name) => TextNormal.Clean(query[name].FirstOrDefault()) is { Length: > 0 } text ? text : null;
        Error? error = null;
        string? Of(string name, Func<string, bool> known)
        {
            if (Value(name) is not { } text || known(text)) return Value(name);
            error ??= ApiErrors.BadFilter(name, Shown(text));
            return null;
        }

        var sort = Value("sort") ?? "due";
        if (!Sorts.Contains(sort.TrimStart('-'))) error = ApiErrors.BadSort(Shown(sort), Sorts);
        DateOnly day = default;
        var due = Of("due", t => DayBounds.TryRead(t, out day));
        var filter = new PromiseFilter
        {
            Text = TextNormal.SearchKey(Value("q")) is { Length: > 0 } wanted ? wanted : null,
            Project = Value("project"),
            Side = Of("side", s => s is PromiseSide.Investor or PromiseSide.Zone),
            Item = Of("item", i => PromiseItems.Find(i) is not null),
            State = Of("state", PromiseState.Filters.Contains),
            Due = due is null ? null : day,
            Unit = Value("unit"),
            Owner = Value("owner"),
            Sort = sort.TrimStart('-'),
            Descending = sort.StartsWith('-'),
        };
        return error is null ? filter : error;
    }

    /// <summary>The promises that pass, of projects that are not voided, within the reader's scope.</summary>
    public IQueryable<ProjectPromise> Apply(JingkaiDbContext db, ProjectBook book)
    {
        var (beginning, ends) = (ClockEnds.Beginning(db.Today), db.Set<ClockEnds>());
        var projects = db.Set<InvestmentProject>().Where(p => p.VoidedAt == null);
        if (Project is { } code)
        {
            var id = Guid.TryParse(code, out var parsed) ? parsed : Guid.Empty;
            projects = projects.Where(p => p.Code == code || p.Id == id || p.NationalCode == code);
        }

        var promises = db.Set<ProjectPromise>().AsNoTracking().Where(p => p.VoidedAt == null && projects.Any(j => j.ZoneId == p.ZoneId && j.Id == p.ProjectId));
        if (Text is { } text) promises = promises.Where(p => p.SearchKey.Contains(text) || projects.Any(j => j.ZoneId == p.ZoneId && j.Id == p.ProjectId && j.SearchKey.Contains(text)));
        if (Side is { } side) promises = promises.Where(p => p.Side == side);
        if (Item is { } item) promises = promises.Where(p => p.Item == item);
        // A name that nobody bears finds nothing.
        if (Unit is { } unit) promises = promises.Where(p => p.UnitId == (book.Unit(unit) ?? Guid.Empty));
        if (Owner is { } owner)
        {
            var people = owner == "me" ? [db.MemberId] : book.People(owner);
            promises = promises.Where(p => p.OwnerId != null && people.Contains(p.OwnerId.Value));
        }

        if (Due is { } due)
        {
            var end = ClockEnds.Beginning(due.AddDays(1));
            promises = promises.Where(p => p.Result == null && ends.Any(k => k.ZoneId == p.ZoneId && k.Id == p.ClockId && k.DueAt < end));
        }

        return State switch
        {
            null => promises,
            PromiseState.Open => promises.Where(p => p.Result == null),
            PromiseState.Waiting => promises.Where(p => p.Result == null && p.SignOff != null),
            PromiseState.Overdue => promises.Where(p => p.Result == null && ends.Any(k => k.ZoneId == p.ZoneId && k.Id == p.ClockId && k.DueAt < beginning)),
            var result => promises.Where(p => p.Result == result),
        };
    }

    /// <summary>Open ones before judged ones, the most pressing first.</summary>
    public IQueryable<ProjectPromise> Order(JingkaiDbContext db, IQueryable<ProjectPromise> promises)
    {
        if (Sort == "code") return Descending ? promises.OrderByDescending(p => p.Code) : promises.OrderBy(p => p.Code);
        var rows = from p in promises join k in db.Set<ClockEnds>() on new { p.ZoneId, Id = p.ClockId } equals new { k.ZoneId, Id = (Guid?)k.Id } into clocks from k in clocks.DefaultIfEmpty() select new { Promise = p, Due = k == null ? null : k.DueAt };
        return (Descending
            ? rows.OrderBy(r => r.Promise.Result != null).ThenBy(r => r.Promise.DueOn == null).ThenByDescending(r => r.Due).ThenByDescending(r => r.Promise.DueOn).ThenBy(r => r.Promise.Code)
            : rows.OrderBy(r => r.Promise.Result != null).ThenBy(r => r.Promise.DueOn == null).ThenBy(r => r.Due == null).ThenBy(r => r.Due).ThenByDescending(r => r.Promise.DueOn).ThenBy(r => r.Promise.Code)).Select(r => r.Promise);
    }

    private static string Shown(string text) => text.Length <= 40 ? text : text[..40];
}
