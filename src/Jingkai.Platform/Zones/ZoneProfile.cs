using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Zones;

/// <summary>A fact to enter.</summary>
public sealed record NewZoneFact(string? Kind, string? Title, string? Issuer, string? Grade, int? Year, DateOnly? On, DateOnly? Until, string? Source);

/// <summary>A fact as it is shown.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Kind.</param>
/// <param name="Title">What is said.</param>
/// <param name="Issuer">Who gave it.</param>
/// <param name="Grade">Its grade.</param>
/// <param name="Year">The year assessed.</param>
/// <param name="On">The day of the award or the founding.</param>
/// <param name="Until">Last day it holds.</param>
/// <param name="InForce">It holds today.</param>
/// <param name="NameThen">The zone's name on that day, where the day is known and the name was another.</param>
/// <param name="Source">Where it is written.</param>
public sealed record ZoneFactView(Guid Id, string Kind, string Title, string? Issuer, string? Grade, int? Year, DateOnly? On, DateOnly? Until, bool InForce, string? NameThen, string Source);

/// <summary>The profile of a zone.</summary>
/// <param name="Zone">Names, level and place.</param>
/// <param name="Founded">The day of founding.</param>
/// <param name="Age">Years since the year of founding, as anniversaries count.</param>
/// <param name="Facts">Facts by kind, then the newest first.</param>
public sealed record ZoneProfileView(ZoneView Zone, DateOnly? Founded, int? Age, IReadOnlyList<ZoneFactView> Facts);

/// <summary>Reads and keeps what is said of the zone itself (M01).</summary>
public sealed class ZoneProfile(JingkaiDbContext db, ZoneService zones, TimeProvider clock)
{
    /// <summary>Who keeps the profile; everyone of the zone reads it.</summary>
    public const string Permission = "platform.zone-profile";

    /// <summary>The profile of the zone of the context.</summary>
    public async Task<ZoneProfileView> ReadAsync(CancellationToken cancel = default)
    {
        var zone = (await zones.ListAsync(cancel)).First(z => z.Code == db.Actor.ZoneCode);
        var facts = await db.Set<ZoneFact>().AsNoTracking().Where(f => f.VoidedAt == null).ToListAsync(cancel);
        var founded = facts.Where(f => f.Kind == ZoneFactKinds.Founded).Min(f => f.OnDay);
        return new(zone, founded, founded is { } day && day <= db.Today ? db.Today.Year - day.Year : null,
            [.. facts.OrderBy(f => Order(f.Kind)).ThenByDescending(f => f.OnDay?.Year ?? f.Year).ThenByDescending(f => f.OnDay).ThenBy(f => f.Title, StringComparer.Ordinal).Select(f => View(f, zone))]);
    }

    /// <summary>Enters a fact.</summary>
    public Task<Result<Guid>> AddAsync(NewZoneFact input, CancellationToken cancel = default) => db.InTransactionAsync<Guid>(async () =>
    {
        var errors = new List<Error>();
        string? Text(string field, string? value, int longest, bool required = false)
        {
            var text = TextNormal.Clean(value);
            if (text.Length > longest) errors.Add(Error.Invalid("too-long", $"不能超过{longest}个字符", $"at most {longest} characters", field));
            if (text.Length == 0 && required) errors.Add(ApiErrors.Required(field));
            return text.Length == 0 ? null : text;
        }

        var fact = new ZoneFact
        {
            ZoneId = db.ZoneId,
            Kind = input.Kind ?? "",
            Title = Text("title", input.Title, 200, required: true) ?? "",
            Issuer = Text("issuer", input.Issuer, 100),
            Grade = Text("grade", input.Grade, 50),
            Year = input.Year,
            OnDay = input.On,
            UntilOn = input.Until,
            Source = Text("source", input.Source, 200, required: true) ?? "",
        };
        if (!ZoneFactKinds.All.Contains(fact.Kind)) errors.Add(Error.Invalid("unknown-kind", $"应为 {string.Join("、", ZoneFactKinds.All)} 之一", $"one of {string.Join(", ", ZoneFactKinds.All)} is expected", "kind"));
        if (fact is { Kind: ZoneFactKinds.Founded, OnDay: null }) errors.Add(ApiErrors.Required("on"));
        if (fact is { Kind: ZoneFactKinds.Positioning, Year: null }) errors.Add(ApiErrors.Required("year"));
        if (fact is { Kind: ZoneFactKinds.Honour, Year: null, OnDay: null }) errors.Add(ApiErrors.Required("year"));
        if (fact.Year is < 1949 or > 2200) errors.Add(Error.Invalid("bad-number", "应为四位年份", "a year of four digits is expected", "year"));
        if (fact.UntilOn < fact.OnDay) errors.Add(Error.Invalid("date-order", "不能早于授予日期", "must not be before the day of the award", "until"));
        if (errors.Count > 0) return ApiErrors.Invalid(errors);
        db.Add(fact);
        await db.SaveChangesAsync(cancel);
        return fact.Id;
    }, cancel);

    /// <summary>Voids a fact that should not stand; it stays in the trail.</summary>
    public Task<Result<Guid>> VoidAsync(Guid id, string? reason, CancellationToken cancel = default) => db.InTransactionAsync<Guid>(async () =>
    {
        var why = TextNormal.Clean(reason);
        if (why.Length is 0 or > 500) return Error.Invalid("reason-required", "请说明理由，不超过500字", "give a reason of at most 500 characters", "reason");
        if (await db.Set<ZoneFact>().AsTracking().FirstOrDefaultAsync(f => f.Id == id && f.VoidedAt == null, cancel) is not { } fact) return ApiErrors.NotFound;
        (fact.VoidedAt, fact.VoidedBy, fact.VoidReason) = (clock.GetUtcNow().UtcDateTime, db.Actor.DisplayName.Length > 0 ? db.Actor.DisplayName : db.Actor.UserName, why);
        await db.SaveChangesAsync(cancel);
        return fact.Id;
    }, cancel);

    private ZoneFactView View(ZoneFact fact, ZoneView zone)
    {
        var name = fact.OnDay is { } day ? zone.Names.FirstOrDefault(n => !(n.From > day) && !(n.To <= day))?.Name : null;
        return new(fact.Id, fact.Kind, fact.Title, fact.Issuer, fact.Grade, fact.Year, fact.OnDay, fact.UntilOn, !(fact.OnDay > db.Today) && !(fact.UntilOn < db.Today), name == zone.Name ? null : name, fact.Source);
    }

    private static int Order(string kind)
    {
        for (var i = 0; i < ZoneFactKinds.All.Count; i++)
            if (ZoneFactKinds.All[i] == kind) return i;
        return int.MaxValue;
    }
}
