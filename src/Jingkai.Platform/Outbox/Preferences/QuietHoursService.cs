using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Outbox.Preferences;

/// <summary>The quiet hours of a zone. Times are <c>22:00</c>, in Asia/Shanghai.</summary>
/// <param name="Active">False: messages leave at any time.</param>
/// <param name="From">First quiet minute.</param>
/// <param name="Until">First minute no longer quiet; before <paramref name="From"/>: of the next day.</param>
/// <param name="DaysOff">Days off are quiet as a whole.</param>
/// <param name="UrgentPasses">Urgent messages pass.</param>
public sealed record QuietHoursView(bool Active, string? From, string? Until, bool DaysOff, bool UrgentPasses);

/// <summary>Reads and sets the quiet hours of the zone.</summary>
public sealed class QuietHoursService(JingkaiDbContext db)
{
    /// <summary>The quiet hours in force.</summary>
    public async Task<QuietHoursView> ReadAsync(CancellationToken cancel = default) => View(await db.Set<QuietHours>().AsNoTracking().FirstOrDefaultAsync(cancel) ?? new());

    /// <summary>Sets them; or <c>bad-time</c>.</summary>
    public async Task<Result<QuietHoursView>> SetAsync(QuietHoursView input, CancellationToken cancel = default)
    {
        var errors = new List<Error>();
        var from = Minute(input.From, "from", errors);
        var until = Minute(input.Until, "until", errors);
        if (errors.Count > 0) return ApiErrors.Invalid(errors);
        var kept = await db.Set<QuietHours>().AsTracking().FirstOrDefaultAsync(cancel);
        var quiet = kept ?? new() { ZoneId = db.ZoneId };
        (quiet.Active, quiet.FromMinute, quiet.UntilMinute, quiet.DaysOff, quiet.UrgentPasses) = (input.Active, from, until, input.DaysOff, input.UrgentPasses);
        if (kept is null) db.Add(quiet);
        await db.SaveChangesAsync(cancel);
        return View(quiet);
    }

    private static int Minute(string? text, string field, List<Error> errors)
    {
        if (TimeOnly.TryParseExact(text?.Trim(), ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return (time.Hour * 60) + time.Minute;
        errors.Add(string.IsNullOrWhiteSpace(text) ? ApiErrors.Required(field) : OutboxErrors.BadTime(field));
        return 0;
    }

    private static QuietHoursView View(QuietHours q) => new(q.Active, Text(q.FromMinute), Text(q.UntilMinute), q.DaysOff, q.UrgentPasses);

    private static string Text(int minute) => $"{minute / 60:00}:{minute % 60:00}";
}
