using System.Text.Json.Nodes;
using Jingkai.Enterprises.Domain;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Register;

/// <summary>Something that was done to a file.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="Action">created, changed, confirmed, voided, revealed.</param>
/// <param name="ByImport">By an import of the ledger.</param>
/// <param name="Changes">The fields that changed.</param>
internal sealed record HistoryEntry(DateTime At, string By, string Action, bool ByImport, IReadOnlyList<HistoryChange> Changes);

/// <summary>A field before and after; null where it was not set. Contacts are masked.</summary>
internal sealed record HistoryChange(string Field, string? Before, string? After);

/// <summary>Reads the trail of one file, also what imports did to it.</summary>
internal static class EnterpriseHistory
{
    /// <summary>How many entries are shown, newest first.</summary>
    public const int Most = 100;

    private const string Reference = "personal:";

    /// <summary>The entries of a file.</summary>
    /// <param name="db">Context in the zone.</param>
    /// <param name="id">The enterprise.</param>
    /// <param name="code">Its permanent code, by which imports name it.</param>
    /// <param name="word">Puts a stored value (stage, presence …) into words.</param>
    /// <param name="erased">Stands for a personal value that was erased.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<IReadOnlyList<HistoryEntry>> ReadAsync(
        JingkaiDbContext db, Guid id, string code, Func<string, string, string> word, string erased, CancellationToken cancel)
    {
        var entity = id.ToString();
        var quoted = $"\"{code}\"";
        var entries = await db.Set<AuditEntry>().AsNoTracking()
            .Where(e => (e.EntityType == RegisterTrail.FileType && e.EntityId == entity) || (e.EntityType == RegisterTrail.BatchType && e.After!.Contains(quoted)))
            .OrderByDescending(e => e.Id).Take(Most).ToListAsync(cancel);
        var read = entries.ConvertAll(e => (Entry: e, Before: Part(e, e.Before, code), After: Part(e, e.After, code)));
        var personal = await PersonalAsync(db, read.SelectMany(r => References(r.Before).Concat(References(r.After))), cancel);
        return [.. read.Select(r => new HistoryEntry(
            r.Entry.At, r.Entry.ActorName, ActionOf(r.Entry, r.After), r.Entry.EntityType == RegisterTrail.BatchType, Changes(r.Before, r.After, personal, word, erased)))];
    }

    /// <summary>The values of this file in an entry; of a batch only its own part.</summary>
    private static JsonObject? Part(AuditEntry entry, string? json, string code)
    {
        var root = json is null ? null : JsonNode.Parse(json) as JsonObject;
        return entry.EntityType == RegisterTrail.BatchType ? root?["changed"]?[code] as JsonObject : root;
    }

    private static string ActionOf(AuditEntry entry, JsonObject? after) =>
        entry.EntityType != RegisterTrail.BatchType ? entry.Action : after is null && entry.Before is null ? "created" : "changed";

    private static List<HistoryChange> Changes(JsonObject? before, JsonObject? after, Dictionary<Guid, string?> personal, Func<string, string, string> word, string erased)
    {
        string? Read(JsonObject? values, string field) => values?[field] is { } value ? Text(value, field, personal, word, erased) : null;
        var fields = (before?.Select(p => p.Key) ?? []).Union(after?.Select(p => p.Key) ?? []).Where(f => f is not ("contact" or "enterprises")).Order(StringComparer.Ordinal);
        return [.. fields.Select(field => new HistoryChange(field, Read(before, field), Read(after, field)))];
    }

    private static string Text(JsonNode value, string field, Dictionary<Guid, string?> personal, Func<string, string, string> word, string erased) => value switch
    {
        JsonArray list => string.Join("、", list.Where(i => i is not null).Select(item => Text(item!, field, personal, word, erased))),
        JsonObject contact => string.Join(' ', new[] { Masked(contact["name"], personal, Masks.Name, erased), Masked(contact["phone"], personal, Masks.Phone, erased), (string?)contact["post"] }.Where(t => !string.IsNullOrEmpty(t))),
        _ => word(field, value.ToString()),
    };

    private static string? Masked(JsonNode? value, Dictionary<Guid, string?> personal, Func<string, string?> mask, string erased)
    {
        if (Id(value) is not { } id) return null;
        return personal.GetValueOrDefault(id) is { } stored ? mask(stored) : erased;
    }

    private static IEnumerable<Guid> References(JsonObject? values) =>
        values?["contacts"] is JsonArray contacts ? contacts.SelectMany(c => new[] { Id(c?["name"]), Id(c?["phone"]) }).OfType<Guid>() : [];

    private static Guid? Id(JsonNode? value) =>
        value is JsonValue text && text.TryGetValue<string>(out var reference) && reference.StartsWith(Reference, StringComparison.Ordinal) && Guid.TryParse(reference.AsSpan(Reference.Length), out var id) ? id : null;

    private static async Task<Dictionary<Guid, string?>> PersonalAsync(JingkaiDbContext db, IEnumerable<Guid> references, CancellationToken cancel)
    {
        var ids = references.Distinct().ToList();
        return ids.Count == 0 ? [] : await db.Set<PersonalValue>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Value, cancel);
    }
}
