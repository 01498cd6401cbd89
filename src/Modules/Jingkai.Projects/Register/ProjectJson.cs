using System.Globalization;
using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Ledgers;
using Jingkai.Projects.Exchange;

namespace Jingkai.Projects.Register;

/// <summary>Reads a JSON merge patch as what somebody types into the columns of the ledger: what is absent stays, null clears. What an answer only shows is
/// passed over, so that it can be sent back; what nobody knows is refused.</summary>
internal static class ProjectJson
{
    // Empties a cell, as a person writes it into a file.
    private const string Cleared = "清空";

    // Told in an answer, not to be set here.
    private static readonly HashSet<string> Shown = new(StringComparer.Ordinal)
    {
        "id", "version", "kindName", "stageName", "onWall", "yearCompleted", "completed", "milestones", "years", "enterpriseName", "daysToStart", "daysToCompletion", "startedOnLand", "enteredDatum", "parentName", "endedOn", "endReason",
        "voidedAt", "voidedBy", "voidReason",
    };

    public static Result<IReadOnlyDictionary<string, string?>> Read(JsonElement json, bool isNew) => Read(json, ProjectColumns.All, Shown, isNew);

    /// <summary>Reads into the columns of a ledger of the module; the column <c>code</c> is in the address.</summary>
    public static Result<IReadOnlyDictionary<string, string?>> Read(JsonElement json, IReadOnlyList<LedgerColumn> columns, IReadOnlySet<string> shown, bool isNew)
    {
        if (json.ValueKind != JsonValueKind.Object || PlainText.IsBroken(json)) return ApiErrors.BadJson;
        var (typed, errors) = (new Dictionary<string, string?>(StringComparer.Ordinal), new List<Error>());
        foreach (var property in json.EnumerateObject())
        {
            if (columns.FirstOrDefault(c => c.Key == property.Name) is not { } column)
            {
                if (!shown.Contains(property.Name)) errors.Add(Errors.UnknownField(property.Name.Length <= 60 ? property.Name : property.Name[..60]));
                continue;
            }

            // The code is in the address; a new project gets one.
            if (column.Key == ProjectColumns.Code) continue;
            if (Typed(property.Value, column.Kind) is { } text) typed[column.Key] = text.Length == 0 && !isNew ? Cleared : text;
            else errors.Add(Error.Invalid("bad-type", "字段类型不符", "the field has the wrong type", column.Key));
        }

        return errors.Count == 0 ? typed : ApiErrors.Invalid(errors);
    }

    private static string? Typed(JsonElement value, ColumnKind kind) => (value.ValueKind, kind) switch
    {
        (JsonValueKind.Null, _) => "",
        (JsonValueKind.String, _) => value.GetString()!.Trim(),
        (JsonValueKind.Number, ColumnKind.Number) => value.TryGetDecimal(out var number) ? number.ToString(CultureInfo.InvariantCulture) : null,
        (JsonValueKind.Array, ColumnKind.List) => value.EnumerateArray().All(i => i.ValueKind == JsonValueKind.String) ? string.Join('、', value.EnumerateArray().Select(i => i.GetString()!.Trim())) : null,
        _ => null,
    };
}
