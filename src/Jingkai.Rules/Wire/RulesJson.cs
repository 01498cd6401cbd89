using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.Kernel;

namespace Jingkai.Rules;

/// <summary>Verdicts and problems as programs receive them.</summary>
public static class RulesJson
{
    /// <summary>A verdict: verdict, amount, score, grade, pack, version, on, conditions, items, unknown, because, reason, consequences, hash.</summary>
    public static JsonObject Of(Verdict verdict, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var json = new JsonObject { ["verdict"] = verdict.Value };
        if (verdict.Amount is { } amount) json["amount"] = Plain(amount);
        if (verdict.Score is { } score) json["score"] = Plain(score);
        if (verdict.Grade is { } grade) json["grade"] = grade;
        json["pack"] = verdict.Pack;
        json["version"] = verdict.Version is { } version ? Day(version) : null;
        json["on"] = Day(verdict.On);
        json["conditions"] = new JsonArray([.. verdict.Conditions.Select(c => (JsonNode)Condition(c, culture))]);
        if (verdict.Items.Count > 0) json["items"] = new JsonArray([.. verdict.Items.Select(i => (JsonNode)Item(i, culture))]);
        json["unknown"] = new JsonArray([.. verdict.Unknown.Select(u => JsonValue.Create(u))]);
        if (verdict.Because is { } because) json["because"] = because.For(culture);
        if (verdict.Reason is { } reason) json["reason"] = reason;
        if (verdict.Consequences.Count > 0) json["consequences"] = new JsonArray([.. verdict.Consequences.Select(c => (JsonNode)Consequence(c, culture))]);
        json["hash"] = verdict.Hash;
        return json;
    }

    /// <summary>A problem: file, line, column, code, message, remedy.</summary>
    public static JsonObject Of(PackProblem problem, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new()
        {
            ["file"] = problem.File,
            ["line"] = problem.At.Line,
            ["column"] = problem.At.Column,
            ["code"] = problem.Code,
            ["message"] = problem.Message.For(culture),
            ["remedy"] = problem.Remedy.For(culture),
        };
    }

    /// <summary>A check: ok, errors, warnings, tests.</summary>
    public static JsonObject Of(PackCheck check, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(check);
        return new()
        {
            ["ok"] = check.Ok,
            ["errors"] = new JsonArray([.. check.Errors.Select(p => (JsonNode)Of(p, culture))]),
            ["warnings"] = new JsonArray([.. check.Problems.Where(p => p.IsWarning).Select(p => (JsonNode)Of(p, culture))]),
            ["tests"] = new JsonObject { ["passed"] = check.Passed, ["failed"] = check.Failed },
        };
    }

    /// <summary>The rounds before: flags, or <c>{ flag, facts }</c>, the oldest first.</summary>
    /// <returns>The rounds, or <c>bad-history</c> (422).</returns>
    public static Result<IReadOnlyList<Round>> History(RulePack pack, JsonElement json)
    {
        if (json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return Result.Ok<IReadOnlyList<Round>>([]);
        if (json.ValueKind != JsonValueKind.Array) return BadHistory;
        var rounds = new List<Round>();
        foreach (var item in json.EnumerateArray())
        {
            switch (item.ValueKind)
            {
                case JsonValueKind.String or JsonValueKind.Null:
                    rounds.Add(new(item.GetString()));
                    break;
                case JsonValueKind.Object:
                    var flag = item.TryGetProperty("flag", out var f) && f.ValueKind == JsonValueKind.String ? f.GetString() : null;
                    var facts = FactsJson.Read(pack, item.TryGetProperty("facts", out var then) ? then : default);
                    if (!facts.IsOk) return facts.Error;
                    rounds.Add(new(flag, facts.Value));
                    break;
                default:
                    return BadHistory;
            }
        }

        return Result.Ok<IReadOnlyList<Round>>(rounds);
    }

    private static Error BadHistory => Error.Invalid("bad-history", "history 应当是旗帜的列表，最早的在前", "history is a list of flags, the oldest first", "history");

    private static JsonObject Condition(ConditionResult condition, CultureInfo culture)
    {
        var json = new JsonObject
        {
            ["id"] = condition.Id,
            ["text"] = condition.Told.For(culture),
            ["result"] = condition.Result switch { true => VerdictWords.Yes, false => VerdictWords.No, null => VerdictWords.Unknown },
            ["values"] = Values(condition.Values),
        };
        if (condition.Lacking is { } lacking) json["lacking"] = lacking;
        return json;
    }

    private static JsonObject Consequence(ConsequenceResult consequence, CultureInfo culture)
    {
        var json = new JsonObject
        {
            ["id"] = consequence.Id, ["kind"] = consequence.Kind, ["text"] = consequence.Told.For(culture),
            ["result"] = consequence.Result switch { true => VerdictWords.Yes, false => VerdictWords.No, null => VerdictWords.Unknown },
        };
        if (consequence.Days is { } days) json["days"] = days;
        if (consequence.Factors.Count > 0) json["factors"] = new JsonArray([.. consequence.Factors.Select(f => JsonValue.Create(f))]);
        if (consequence.Release is { } release) json["release"] = release.For(culture);
        if (consequence.Because is { } because) json["because"] = because.For(culture);
        return json;
    }

    private static JsonObject Item(ItemResult item, CultureInfo culture) => new()
    {
        ["id"] = item.Id,
        ["text"] = item.Told.For(culture),
        ["score"] = item.Points is { } points ? Plain(points) : null,
        ["average"] = item.IsAverage,
        ["values"] = Values(item.Values),
    };

    private static JsonObject Values(IReadOnlyList<UsedFact> values)
    {
        var json = new JsonObject();
        foreach (var used in values)
        {
            json[used.Fact.Code] = Fact(used.Fact, used.Cell, used.Note);
        }

        return json;
    }

    internal static JsonObject Fact(FactDeclaration fact, Evaluating.Cell value, FactNote note) => new()
    {
        ["value"] = Value(value, fact),
        ["source"] = note.Source,
        ["asOf"] = note.AsOf is { } day ? Day(day) : null,
    };

    /// <summary>A value as it was delivered: numbers in the declared unit.</summary>
    private static JsonNode? Value(Evaluating.Cell cell, FactDeclaration fact) => cell.Kind switch
    {
        ValueType.Number => Plain(Packs.ValueReader.Delivered(cell.Number, fact.Unit)),
        ValueType.Text => cell.Text,
        ValueType.Date => Day(cell.Date),
        ValueType.Bool => cell.IsTrue,
        ValueType.List => new JsonArray([.. cell.Items.Select(i => Value(i, fact))]),
        _ => null,
    };

    // Trailing zeros are no information.
    private static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
