using System.Text.Encodings.Web;
using System.Text.Json;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Jingkai.Platform.Audit;

/// <summary>Writes entries of the trail into the context's transaction.</summary>
public static class AuditTrail
{
    private static readonly JsonSerializerOptions Canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Adds an entry for something that is not one tracked row: a batch, a revealed value, a sign-in.</summary>
    public static void Record(
        JingkaiDbContext db, DateTime at, string action, string entityType, string entityId, string label,
        object? before = null, object? after = null, bool installation = false) =>
        db.Add(Entry(db, at, action, entityType, entityId, label, Json(before), Json(after), installation));

    internal static AuditEntry Entry(
        JingkaiDbContext db, DateTime at, string action, string entityType, string entityId, string label, string? before, string? after, bool installation) => new()
        {
            ZoneId = installation || db.Actor.ZoneId is null ? AuditEntry.Installation : db.ZoneId,
            At = at,
            AccountId = db.Actor.AccountId,
            ActorName = db.Actor.DisplayName.Length > 0 ? db.Actor.DisplayName : db.Actor.UserName,
            Via = db.Actor.Via,
            RemoteAddress = db.Actor.RemoteAddress,
            Action = action,
            EntityType = entityType,
            EntityId = entityId,
            Label = label,
            Before = before,
            After = after,
        };

    internal static string? Json(object? value) => value is null ? null : JsonSerializer.Serialize(value, Canonical);

    /// <summary>The values of a tracked row that the trail keeps, in order of name, so that equal rows give equal text.</summary>
    internal static SortedDictionary<string, object?> Values(JingkaiDbContext db, EntityEntry entry, bool original, bool changedOnly)
    {
        var values = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in entry.Properties)
        {
            var name = property.Metadata.Name;
            if (name is nameof(IZoned.ZoneId) or "Id" or nameof(IVersioned.Version)) continue;
            if (changedOnly && (!property.IsModified || Equals(property.OriginalValue, property.CurrentValue))) continue;
            var value = original ? property.OriginalValue : property.CurrentValue;
            if (Secret.Contains(name)) continue;
            if (value is string text && text.Length > 0 && property.Metadata.PropertyInfo?.IsDefined(typeof(PersonalAttribute), true) == true)
                value = Personal(db, text);
            values.Add(JsonNamingPolicy.CamelCase.ConvertName(name), value);
        }

        return values;
    }

    private static readonly HashSet<string> Secret = new(StringComparer.Ordinal)
    {
        "PasswordHash", "Secret", "SecurityStamp", "ConcurrencyStamp", "Hash", "NormalizedUserName", "NormalizedEmail", "AccessFailedCount",
    };

    /// <summary>Keeps a value that identifies a person apart, so that it can be erased while the trail stays whole.</summary>
    /// <returns>The reference that stands for it in the trail: <c>personal:</c> and the id of a <see cref="PersonalValue"/>.</returns>
    public static string Personal(JingkaiDbContext db, string value)
    {
        var personal = new PersonalValue { ZoneId = db.ZoneId, Value = value };
        db.Add(personal);
        return $"personal:{personal.Id}";
    }
}
