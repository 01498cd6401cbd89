using Jingkai.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Platform.Accounts;

/// <summary>One's own account over the interface: sign-ins and tokens.</summary>
internal static class AccountEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/account/sessions", async (SessionService sessions, CancellationToken cancel) => ApiResults.Whole(await sessions.ListAsync(cancel))).RequireSignIn();
        api.MapDelete("/account/sessions/{id:guid}", async (Guid id, SessionService sessions, CancellationToken cancel) => ApiResults.From(await sessions.EndAsync(id, cancel))).RequireSignIn();
        api.MapDelete("/account/sessions", async (SessionService sessions, CancellationToken cancel) => TypedResults.Ok(new { ended = await sessions.EndOthersAsync(cancel) })).RequireSignIn();
        api.MapGet("/account/tokens", async (TokenService tokens, CancellationToken cancel) => ApiResults.Whole(await tokens.ListAsync(cancel))).RequireSignIn();
        api.MapPost("/account/tokens", async (NewToken input, TokenService tokens, CancellationToken cancel) =>
        {
            var made = await tokens.CreateAsync(input.Name, input.Days, input.Scope, cancel);
            return made.IsOk
                ? TypedResults.Created("/api/v1/account/tokens", new { made.Value.View.Id, made.Value.View.Name, made.Value.View.Scope, made.Value.View.ExpiresAt, made.Value.Token })
                : ApiResults.Problem(made.Error);
        }).RequireSignIn();
        api.MapDelete("/account/tokens/{id:guid}", async (Guid id, TokenService tokens, CancellationToken cancel) => ApiResults.From(await tokens.RevokeAsync(id, cancel))).RequireSignIn();
    }

    /// <param name="Name">What the owner calls it.</param>
    /// <param name="Days">How long it works; null: without end.</param>
    /// <param name="Scope"><see cref="TokenScope"/>; <c>full</c> when null.</param>
    private sealed record NewToken(string? Name, int? Days, string? Scope);
}
