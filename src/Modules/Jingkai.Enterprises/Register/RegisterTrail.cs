using Jingkai.Enterprises.Domain;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;

namespace Jingkai.Enterprises.Register;

/// <summary>The trail of the register: one entry per change of a file with all its parts, in the words of the interface, so
/// that it can be read. An import writes one entry per batch.</summary>
internal static class RegisterTrail
{
    /// <summary>Kind of record of the entries of single files; <c>EntityId</c> is the enterprise's id.</summary>
    public const string FileType = nameof(Enterprise);

    /// <summary>Kind of record of the entries of imports; the files concerned stand inside, by code.</summary>
    public const string BatchType = "EnterpriseImport";

    public static void Record(JingkaiDbContext db, DateTime at, string action, Enterprise file, FieldValues before, FieldValues after) =>
        AuditTrail.Record(db, at, action, FileType, file.Id.ToString(), file.Code, Json(db, before), Json(db, after));

    public static void RecordPark(JingkaiDbContext db, DateTime at, Park park) =>
        AuditTrail.Record(db, at, "created", nameof(Park), park.Id.ToString(), park.Name, null, new SortedDictionary<string, object?> { ["name"] = park.Name });

    /// <summary>A batch of an import: codes of new files, and of changed ones the fields that changed.</summary>
    public static void RecordBatch(JingkaiDbContext db, DateTime at, Guid batch, IReadOnlyList<string> created, IReadOnlyList<(string Code, Outcome Outcome)> changed)
    {
        if (created.Count == 0 && changed.Count == 0) return;
        var before = changed.Count == 0 ? null : changed.ToDictionary(c => c.Code, c => Json(db, c.Outcome.Before));
        AuditTrail.Record(db, at, "imported", BatchType, batch.ToString(), $"+{created.Count} ~{changed.Count}",
            before is null ? null : new { changed = before },
            new { created, changed = changed.ToDictionary(c => c.Code, c => Json(db, c.Outcome.After)) });
    }

    /// <summary>The values with personal ones by reference; null when there are none.</summary>
    private static SortedDictionary<string, object>? Json(JingkaiDbContext db, FieldValues values)
    {
        if (values.Count == 0) return null;
        var json = new SortedDictionary<string, object>(values, StringComparer.Ordinal);
        if (values.TryGetValue("contacts", out var stored) && stored is IReadOnlyList<ContactValue> contacts)
            json["contacts"] = contacts.Select(c => new { name = Refer(db, c.Name), phone = Refer(db, c.Phone), post = c.Post }).ToList();
        return json;
    }

    private static string? Refer(JingkaiDbContext db, string? value) => string.IsNullOrEmpty(value) ? null : AuditTrail.Personal(db, value);
}
