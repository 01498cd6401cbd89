using Jingkai.Enterprises.Register;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Domain;

/// <summary>How long a zone lets a field stand before it is to be confirmed again, where it differs from what is usual.</summary>
internal sealed class FieldTerm : ZoneEntity, IAudited
{
    public string Field { get; set; } = "";

    public int Months { get; set; }

    public string AuditLabel => Field;
}

/// <summary>The terms of a zone. Due days are reckoned when they are read and not stored, so that a new term holds for every file at once.</summary>
internal sealed class FieldTerms(IReadOnlyDictionary<string, int> own)
{
    /// <summary>Contacts and staff change with people; all else is asked once a year.</summary>
    public static FieldTerms Usual { get; } = new(new Dictionary<string, int>());

    public static async Task<FieldTerms> LoadAsync(JingkaiDbContext db, CancellationToken cancel) =>
        new(await db.Set<FieldTerm>().AsNoTracking().ToDictionaryAsync(t => t.Field, t => t.Months, StringComparer.Ordinal, cancel));

    public int MonthsOf(string field) => own.TryGetValue(field, out var months) ? months : UsualMonths(field);

    public static int UsualMonths(string field) => field is "contacts" or "staff" ? 6 : 12;

    /// <summary>When a field as of a day is to be confirmed again; null when the day is not known. A day after which no months can be
    /// counted stays as it is.</summary>
    public DateOnly? DueOn(string field, DateOnly? asOf) => asOf is { Year: < 9000 } day ? day.AddMonths(MonthsOf(field)) : asOf;

    /// <summary>The latest day as of which any field can be due on a day. Months end early, so the end of a month counts whole.</summary>
    public DateOnly Cutoff(DateOnly day)
    {
        var cut = day.AddMonths(-ProvenanceFields.All.Min(MonthsOf));
        return day.AddDays(1).Day == 1 ? new DateOnly(cut.Year, cut.Month, DateTime.DaysInMonth(cut.Year, cut.Month)) : cut;
    }
}
