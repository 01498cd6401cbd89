using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Platform.Calendars;

/// <summary>The calendar of a zone over the interface.</summary>
internal static class CalendarEndpoints
{
    public static void Map(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/calendar", async (string? year, CalendarReader reader, CancellationToken cancel) =>
                CalendarReader.Year(year).Try(out var wanted, out var error) ? TypedResults.Ok(await reader.ReadAsync(wanted, cancel)) : ApiResults.Problem(error))
            .RequirePermission("platform.zone").WithSummary("A year: days off, make-up days, the zone's own days, working days, office hours.").Produces<CalendarYear>();
        zone.MapGet("/calendar/due", async (string? start, string? amount, string? unit, WorkDays days, JingkaiDbContext db, CancellationToken cancel) =>
        {
            if (!CalendarReader.Limit(amount, unit).Try(out var limit, out var error) || !CalendarReader.Start(start, db.Today).Try(out var from, out error)) return ApiResults.Problem(error);
            var due = (await days.DeadlineAsync(cancel)).Due(limit, from);
            return TypedResults.Ok(new { start = Local(from), limit = limit.InWords().Current, due = due.At is { } at ? Local(at) : null, due.Provisional });
        }).RequirePermission("platform.zone").WithSummary("When a limit ends: start, amount and unit (working-days, calendar-days, months, hours, working-hours); local times of the zone.");
        zone.MapPut("/calendar/days/{date}", async (string date, WorkDayInput body, WorkDayKeeper keeper, CancellationToken cancel) =>
                Day(date).Try(out var day, out var error) ? Done(await keeper.SetAsync(day, body, cancel)) : ApiResults.Problem(error))
            .RequirePermission(WorkDayKeeper.Permission).WithSummary("Arranges a day of the zone: worked or off, with its name.");
        zone.MapDelete("/calendar/days/{date}", async (string date, WorkDayKeeper keeper, CancellationToken cancel) =>
                Day(date).Try(out var day, out var error) ? Done(await keeper.RemoveAsync(day, cancel)) : ApiResults.Problem(error))
            .RequirePermission(WorkDayKeeper.Permission).WithSummary("Takes the zone's arrangement of a day back.");
        zone.MapPut("/calendar/office-hours", async (HoursBody body, WorkDayKeeper keeper, CancellationToken cancel) => Done(await keeper.SetHoursAsync(body.Hours, cancel)))
            .RequirePermission(WorkDayKeeper.Permission).WithSummary("Sets the office hours: 08:30-12:00,13:30-17:30.");
    }

    // Moments of the zone's wall clock: no instant, so no Z.
    private static string Local(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    private static IResult Done<T>(Result<T> result) => result.IsOk ? TypedResults.NoContent() : ApiResults.Problem(result.Error);

    private static Result<DateOnly> Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : CalendarErrors.BadDate;

    /// <param name="Hours">The stretches.</param>
    private sealed record HoursBody(string? Hours);
}
