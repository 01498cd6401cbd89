using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Jingkai.Platform.Events;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Calendars;

/// <summary>The zone's days or hours are others than before: whoever counted an end by them counts it anew, in the same transaction.</summary>
public sealed record WorkDaysChanged : IEvent;

/// <summary>A day to arrange.</summary>
public sealed record WorkDayInput(bool? Worked, string? Name, string? Source);

/// <summary>Keeps the days and the office hours of a zone.</summary>
public sealed class WorkDayKeeper(JingkaiDbContext db, WorkDays days, EventHub events)
{
    /// <summary>Who keeps them; everyone of the zone reads them.</summary>
    public const string Permission = "platform.calendar";

    internal static readonly DateOnly First = new(2018, 1, 1), Last = new(2100, 12, 31);

    /// <summary>Arranges a day, or arranges it otherwise.</summary>
    public Task<Result<DateOnly>> SetAsync(DateOnly date, WorkDayInput input, CancellationToken cancel = default) => db.InTransactionAsync<DateOnly>(async () =>
    {
        var errors = new List<Error>();
        var (name, source) = (TextNormal.Clean(input.Name), TextNormal.Clean(input.Source));
        if (date < First || date > Last) errors.Add(CalendarErrors.OutOfRange);
        if (input.Worked is null) errors.Add(ApiErrors.Required("worked"));
        if (name.Length == 0) errors.Add(ApiErrors.Required("name"));
        if (name.Length > 40) errors.Add(ApiErrors.TooLong("name", 40));
        if (source.Length > 200) errors.Add(ApiErrors.TooLong("source", 200));
        if (errors.Count > 0) return ApiErrors.Invalid(errors);
        var day = await db.Set<WorkDay>().AsTracking().FirstOrDefaultAsync(d => d.Date == date, cancel);
        if (day is null) db.Add(day = new() { ZoneId = db.ZoneId, Date = date });
        (day.Worked, day.Name, day.Source) = (input.Worked!.Value, name, source.Length == 0 ? null : source);
        await db.SaveChangesAsync(cancel);
        await ChangedAsync(cancel);
        return date;
    }, cancel);

    /// <summary>Takes an arrangement back: the notice, or the week, says of the day again.</summary>
    public Task<Result<DateOnly>> RemoveAsync(DateOnly date, CancellationToken cancel = default) => db.InTransactionAsync<DateOnly>(async () =>
    {
        if (await db.Set<WorkDay>().AsTracking().FirstOrDefaultAsync(d => d.Date == date, cancel) is not { } day) return CalendarErrors.NothingKnown;
        db.Remove(day);
        await db.SaveChangesAsync(cancel);
        await ChangedAsync(cancel);
        return date;
    }, cancel);

    /// <summary>Sets the office hours.</summary>
    public Task<Result<string>> SetHoursAsync(string? text, CancellationToken cancel = default) => db.InTransactionAsync<string>(async () =>
    {
        if (!WorkDays.Parse(text).Try(out var hours, out var error)) return ApiErrors.Invalid([error]);
        var table = await db.Set<OfficeTimetable>().AsTracking().SingleOrDefaultAsync(cancel);
        if (table is null) db.Add(table = new() { ZoneId = db.ZoneId });
        table.Hours = WorkDays.Text(hours);
        await db.SaveChangesAsync(cancel);
        await ChangedAsync(cancel);
        return table.Hours;
    }, cancel);

    internal async Task ChangedAsync(CancellationToken cancel)
    {
        days.Forget();
        await events.PublishAsync(db, new WorkDaysChanged(), cancel);
    }
}
