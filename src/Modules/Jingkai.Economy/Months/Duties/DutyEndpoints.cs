using System.Text.Json.Nodes;
using Jingkai.Economy.Domain;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Economy.Months.Duties;

/// <summary>Duties over the interface.</summary>
internal static class DutyEndpoints
{
    public static void Map(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/report-duties", async (string? state, string? late, string? month, string? task, string? enterprise, string? q, string? page, string? size, DutyReader reader, CancellationToken cancel) =>
        {
            if (!PageRequest.Parse(page, size).Try(out var request, out var bad)) return ApiResults.Problem(bad);
            if (!string.IsNullOrEmpty(state) && !DutyState.All.Contains(state)) return ApiResults.Problem(ApiErrors.BadFilter("state", state));
            if (late is not (null or "" or "true" or "false")) return ApiResults.Problem(ApiErrors.BadFilter("late", late));
            int? at = null;
            if (!string.IsNullOrEmpty(month))
            {
                if (!MonthService.Parse(month).Try(out var m, out var error)) return ApiResults.Problem(error);
                at = m;
            }

            return TypedResults.Ok(await reader.ListAsync(new(Set(state), late is "true" ? true : late is "false" ? false : null, at, Set(task), Set(enterprise), q), request, cancel));
        }).RequirePermission(MonthsModel.DutyPermission);
        zone.MapGet("/report-duties/{id:guid}", async (Guid id, DutySheet sheet, CancellationToken cancel) => ApiResults.From(await sheet.ReadAsync(id, cancel))).RequirePermission(MonthsModel.DutyPermission);
        zone.MapPost("/report-duties/{id:guid}/draft", async (Guid id, FormBody body, [FromHeader(Name = "If-Match")] string? ifMatch, DutyService duties, DutySheet sheet, CancellationToken cancel) =>
            await Answer(await duties.SaveAsync(id, task => DutyForm.Read(body.Values, body.Note, task), Seen(ifMatch), cancel), sheet, cancel)).RequirePermission(DutyService.SubmitPermission);
        zone.MapPost("/report-duties/{id:guid}/submit", async (Guid id, FormBody body, [FromHeader(Name = "If-Match")] string? ifMatch, DutyService duties, DutySheet sheet, CancellationToken cancel) =>
            await Answer(await duties.SubmitAsync(id, task => DutyForm.Read(body.Values, body.Note, task), Seen(ifMatch), cancel), sheet, cancel)).RequirePermission(DutyService.SubmitPermission);
        zone.MapPost("/report-duties/{id:guid}/confirm", async (Guid id, [FromHeader(Name = "If-Match")] string? ifMatch, DutyService duties, DutySheet sheet, CancellationToken cancel) =>
            await Answer(await duties.ConfirmAsync(id, Seen(ifMatch), cancel), sheet, cancel)).RequirePermission(DutyService.ConfirmPermission);
        zone.MapPost("/report-duties/{id:guid}/return", async (Guid id, NoteBody body, [FromHeader(Name = "If-Match")] string? ifMatch, DutyService duties, DutySheet sheet, CancellationToken cancel) =>
            await Answer(await duties.ReturnAsync(id, body.Note, Seen(ifMatch), cancel), sheet, cancel)).RequirePermission(DutyService.ConfirmPermission);
        zone.MapPost("/report-duties/{id:guid}/remind", async (Guid id, TextBody body, DutyReader reader, Reminders reminders, CancellationToken cancel) =>
            await reader.FindAsync(id, cancel) is { } duty
                ? ApiResults.From((await reminders.RemindAsync(duty.Task, [id], body.Text, cancel)).Map(n => new { reminded = n })) : ApiResults.Problem(ApiErrors.NotFound)).RequirePermission(MonthEndpoints.WritePermission);
    }

    private static async Task<IResult> Answer(Result<Guid> moved, DutySheet sheet, CancellationToken cancel) =>
        moved.IsOk ? ApiResults.From(await sheet.ReadAsync(moved.Value, cancel)) : ApiResults.Problem(moved.Error);

    private static int? Seen(string? ifMatch) => int.TryParse(ifMatch?.Trim('"', 'W', '/'), out var version) ? version : ifMatch is null or "*" ? null : -1;

    private static string? Set(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <param name="Values">Of an enterprise by measure: <c>{ "IND_GOV": { "value": 12.5, "prior": 11, "ytd": 80, "ytdPrior": 75 } }</c>, numbers or texts,
    /// <c>"-"</c> for not reported. Of an office the columns of its ledger. Left out: the draft is submitted.</param>
    /// <param name="Note">What there is to say to them.</param>
    private sealed record FormBody(JsonObject? Values, string? Note);

    /// <param name="Note">The reason.</param>
    private sealed record NoteBody(string? Note);

    /// <param name="Text">A word with the reminder.</param>
    private sealed record TextBody(string? Text);
}
