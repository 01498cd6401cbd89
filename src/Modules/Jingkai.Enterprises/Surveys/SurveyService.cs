using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Living;
using Jingkai.Enterprises.Register;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Jingkai.Platform.Numbering;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;

namespace Jingkai.Enterprises.Surveys;

/// <summary>A round as it is started.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Fields">Fields to confirm.</param>
/// <param name="UntilOn">The last day.</param>
/// <param name="AskLiaisons">Ask the liaisons of the enterprises.</param>
/// <param name="AskEnterprises">Ask the enterprises themselves.</param>
/// <param name="Filter">Which enterprises, by the filters of the register: park, industry, aboveScale, liaison, q …; absent: all.</param>
/// <param name="Enterprises">Codes of single enterprises instead.</param>
internal sealed record NewSurvey(
    string? Title, IReadOnlyList<string>? Fields, DateOnly? UntilOn, bool AskLiaisons, bool AskEnterprises, IReadOnlyDictionary<string, string>? Filter, IReadOnlyList<string>? Enterprises);

/// <summary>Starts and closes rounds.</summary>
internal sealed class SurveyService(JingkaiDbContext db, TimeProvider clock)
{
    public Task<Result<SurveyRound>> StartAsync(NewSurvey wanted, CancellationToken cancel) => db.InTransactionAsync<SurveyRound>(async () =>
    {
        var title = TextNormal.Clean(wanted.Title);
        List<string> fields = [.. (wanted.Fields ?? []).Distinct(StringComparer.Ordinal)];
        var errors = new List<Error>();
        if (title.Length == 0) errors.Add(ApiErrors.Required("title"));
        if (title.Length > 100) errors.Add(Register.Errors.TooLong("title", 100));
        if (fields.Count == 0) errors.Add(Errors.NoFields);
        errors.AddRange(fields.Where(f => !ProvenanceFields.All.Contains(f)).Select(f => Register.Errors.NotOfList("fields", "unknown-field", f, ProvenanceFields.All)));
        if (wanted.UntilOn is null) errors.Add(ApiErrors.Required("untilOn"));
        if (wanted.UntilOn < db.Today) errors.Add(Errors.UntilPast);
        if (!wanted.AskLiaisons && !wanted.AskEnterprises) errors.Add(Errors.NobodyAsked);
        if (errors.Count > 0) return ApiErrors.Invalid(errors);
        if (!(await ChosenAsync(wanted, cancel)).Try(out var chosen, out var refusal)) return refusal;
        var now = clock.Now();
        var round = new SurveyRound
        {
            ZoneId = db.ZoneId,
            Code = NumberSeries.Format("M", db.Today.Year, await NumberSeries.ReserveAsync(db, FormattableString.Invariant($"M{db.Today.Year}"), 1, cancel)),
            Title = title,
            Fields = string.Join('\n', fields),
            AskLiaisons = wanted.AskLiaisons,
            AskEnterprises = wanted.AskEnterprises,
            StartedOn = db.Today,
            UntilOn = wanted.UntilOn!.Value,
            StartedById = db.Actor.MemberId,
            StartedAt = now,
        };
        var items = new List<SurveyItem>();
        foreach (var part in chosen.Chunk(500))
        {
            foreach (var dossier in await Dossier.LoadAsync(db, db.Set<Enterprise>().Where(e => part.Contains(e.Id)), track: false, cancel))
            {
                // What is empty and no line can tell is the office's to fill, and nobody on a visit can answer it.
                var filled = FilledFields.Of(dossier);
                items.AddRange(fields.Where(f => filled.Contains(f) || FieldText.All.Contains(f)).Select(f => dossier.New(new SurveyItem { RoundId = round.Id, Field = f })));
            }
        }

        if (items.Count == 0) return Errors.NoEnterprises;
        db.Add(round);
        await db.SaveChangesAsync(cancel);
        await BulkWriter.InsertAsync(db, items, cancel);
        return round;
    }, cancel);

    public Task<Result<SurveyRound>> CloseAsync(string code, string? reason, CancellationToken cancel) => db.InTransactionAsync<SurveyRound>(async () =>
    {
        var why = TextNormal.Clean(reason);
        if (why.Length is 0 or > 500) return why.Length == 0 ? Register.Errors.ReasonRequired : Register.Errors.TooLong("reason", 500);
        if (await db.Set<SurveyRound>().AsTracking().FirstOrDefaultAsync(r => r.Code == code, cancel) is not { } round) return ApiErrors.NotFound;
        if (round.ClosedAt is not null) return Errors.Closed;
        (round.ClosedAt, round.ClosedBy, round.CloseReason) = (clock.Now(), db.Actor.DisplayName.Length > 0 ? db.Actor.DisplayName : db.Actor.UserName, why);
        await db.SaveChangesAsync(cancel);
        return round;
    }, cancel);

    private async Task<Result<List<Guid>>> ChosenAsync(NewSurvey wanted, CancellationToken cancel)
    {
        IQueryable<Enterprise> files;
        if (wanted.Enterprises is { Count: > 0 } codes)
        {
            var found = await db.Set<Enterprise>().AsNoTracking().Where(e => codes.Contains(e.Code) || codes.Contains(e.CreditCode)).Select(e => new { e.Code, e.CreditCode }).ToListAsync(cancel);
            if (codes.FirstOrDefault(c => !found.Exists(f => f.Code == c || f.CreditCode == c)) is { } unknown) return Errors.UnknownEnterprise(unknown);
            files = db.Set<Enterprise>().AsNoTracking().Where(e => e.VoidedAt == null && (codes.Contains(e.Code) || codes.Contains(e.CreditCode)));
        }
        else
        {
            var query = new QueryCollection((wanted.Filter ?? new Dictionary<string, string>()).ToDictionary(f => f.Key, f => new StringValues(f.Value)));
            if (!EnterpriseFilter.Parse(query).Try(out var filter, out var error)) return error;
            files = await filter.ApplyAsync(db, cancel);
        }

        return await files.Where(e => e.VoidedAt == null && e.Stage != EnterpriseStage.MovedOut && e.Stage != EnterpriseStage.Deregistered)
            .OrderBy(e => e.SortKey).ThenBy(e => e.Id).Select(e => e.Id).ToListAsync(cancel);
    }
}
