using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.Platform.Api;
using Jingkai.Rules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Platform.RulePacks;

/// <summary>A pack to check.</summary>
internal sealed record PackInput(string? Pack);

/// <summary>A pack to evaluate on the facts of a subject.</summary>
internal sealed record EvaluationInput(string? Pack, JsonElement Facts, DateOnly? On, JsonElement History, JsonElement Group);

/// <summary>Rule packs over the interface. They come with the request: nothing of a zone is read or kept.</summary>
internal static class RulesEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/rules/check", (PackInput input) => input.Pack is { } pack
                ? TypedResults.Ok(RulesJson.Of(PackReader.Check(pack), CultureInfo.CurrentUICulture))
                : ApiResults.Problem(ApiErrors.Required("pack")))
            .RequireSignIn().WithSummary("Checks a rule pack given as YAML and runs its tests: ok, errors with line, column, code and remedy, tests. A broken pack is an answer (200).");
        api.MapPost("/rules/evaluate", Evaluate)
            .RequireSignIn().WithSummary("The verdict of a rule pack on facts, on a day, with every condition told, what is lacking and which unknown facts matter. history: flags, the oldest first; group: the facts of the group. 422 with the errors of a broken pack.");
    }

    private static IResult Evaluate(EvaluationInput input)
    {
        if (input.Pack is not { } text) return ApiResults.Problem(ApiErrors.Required("pack"));
        if (input.On is not { } on) return ApiResults.Problem(ApiErrors.Required("on"));
        var check = PackReader.Check(text);
        if (check.Pack is not { } pack) return Broken(check);
        if (!FactsJson.Read(pack, input.Facts).Try(out var facts, out var error)) return ApiResults.Problem(error);
        if (!RulesJson.History(pack, input.History).Try(out var history, out error)) return ApiResults.Problem(error);
        List<FactSet>? group = null;
        if (input.Group.ValueKind == JsonValueKind.Array)
        {
            group = [];
            foreach (var member in input.Group.EnumerateArray())
            {
                if (!FactsJson.Read(pack, member).Try(out var one, out error)) return ApiResults.Problem(error);
                group.Add(one);
            }
        }

        return TypedResults.Ok(RulesJson.Of(PackEvaluator.Evaluate(pack, facts, on, history, group), CultureInfo.CurrentUICulture));
    }

    internal static IResult Broken(PackCheck check)
    {
        var error = Kernel.Error.Invalid("bad-pack", "规则包有错误", "the rule pack is broken", "pack");
        var problem = ApiResults.Of(error);
        return TypedResults.Json(new JsonObject
        {
            ["type"] = problem.Type,
            ["title"] = problem.Title,
            ["status"] = problem.Status,
            ["code"] = problem.Code,
            ["detail"] = problem.Detail,
            ["errors"] = new JsonArray([.. check.Errors.Select(p => (JsonNode)RulesJson.Of(p, CultureInfo.CurrentUICulture))]),
        }, statusCode: StatusCodes.Status422UnprocessableEntity, contentType: "application/problem+json");
    }
}
