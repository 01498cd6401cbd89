using Jingkai.Enterprises.Contracts;
using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Surveys;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.Events;
using Jingkai.Platform.Numbering;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Register;

/// <summary>What was written: enough to find it again.</summary>
internal sealed record Written(Guid Id, string Code, int Version);

/// <summary>A contact in full, after its revealing was logged.</summary>
internal sealed record RevealedContact(Guid Id, string Name, string? Phone);

/// <summary>Writes files of the register, one at a time: for page and interface alike. A file, its trail and what other modules
/// do with the event are one transaction.</summary>
internal sealed partial class RegisterService(JingkaiDbContext db, EventHub events, TimeProvider clock)
{
    /// <summary>Enters a new enterprise.</summary>
    public Task<Result<Written>> CreateAsync(EnterpriseInput input, CancellationToken cancel) => db.InTransactionAsync<Written>(async () =>
    {
        if (!db.SeesAll(EnterprisesPermissions.Write)) return ApiErrors.NotPermitted;
        // Before looking whether the credit code is free: of two that enter the same enterprise at once, one must see the other.
        await RegisterLock.TakeAsync(db, cancel);
        var now = clock.Now();
        var dossier = new Dossier(new Enterprise { ZoneId = db.ZoneId, CreatedAt = now }, true);
        var context = await RuleContext.LoadAsync(db, cancel);
        var outcome = EnterpriseRules.Apply(context, dossier, input);
        if (outcome.Errors.Count > 0) return ApiErrors.Invalid(outcome.Errors);
        if (await TakenAsync(dossier.File, cancel) is { } taken) return taken;
        dossier.File.Code = await RegisterCodes.NextAsync(db, cancel);
        await SaveAsync(dossier, context, "created", outcome, now, cancel);
        await events.PublishAsync(db, new EnterpriseChanged([dossier.Snapshot]), cancel);
        return Done(dossier);
    }, cancel);

    /// <summary>Changes what is set in the input.</summary>
    /// <param name="key">Permanent code or credit code.</param>
    /// <param name="input">The change.</param>
    /// <param name="version">The version the caller saw; null to change whatever is there.</param>
    /// <param name="cancel">Cancels.</param>
    public Task<Result<Written>> ChangeAsync(string key, EnterpriseInput input, int? version, CancellationToken cancel) => db.InTransactionAsync<Written>(async () =>
    {
        // A new park or another credit code must be seen by all who write one; a plain change waits for nobody but its file.
        if (input.CreditCode.IsSet || input.Park.IsSet || input.ParkHistory.IsSet) await RegisterLock.TakeAsync(db, cancel);
        if (!(await OpenAsync(key, cancel)).Try(out var dossier, out var refusal)) return refusal;
        if (!db.SeesAll(EnterprisesPermissions.Write) && !OnlyContacts(input)) return Errors.OnlyContacts;
        var was = dossier.Snapshot;
        var context = await RuleContext.LoadAsync(db, cancel);
        var outcome = EnterpriseRules.Apply(context, dossier, input);
        if (version is { } expected && expected != dossier.File.Version) return Stale(outcome);
        if (outcome.Errors.Count > 0) return ApiErrors.Invalid(outcome.Errors);
        if (!outcome.Changed) return Done(dossier);
        if (was.CreditCode != dossier.File.CreditCode && await TakenAsync(dossier.File, cancel) is { } taken) return taken;
        await SaveAsync(dossier, context, "changed", outcome, clock.Now(), cancel);
        var now = dossier.Snapshot;
        if (!Same(was, now)) await events.PublishAsync(db, new EnterpriseChanged([now]), cancel);
        return Done(dossier);
    }, cancel);

    /// <summary>Confirms the whole file as it stands: its fields are right as of today and due again as the terms of the zone say.</summary>
    public Task<Result<Written>> ConfirmAsync(string key, int? version, CancellationToken cancel) => db.InTransactionAsync<Written>(async () =>
    {
        if (!(await OpenAsync(key, cancel)).Try(out var dossier, out var refusal)) return refusal;
        var file = dossier.File;
        if (version is { } expected && expected != file.Version) return ApiErrors.Stale;
        (file.AsOf, file.ConfirmedBy, file.DueOn) = (db.Today, Signature, null);
        foreach (var own in dossier.Provenances) (own.AsOf, own.ConfirmedBy, own.DueOn) = (file.AsOf, Signature, null);
        await SaveAsync(dossier, null, "confirmed", new([], [], new FieldValues { ["confirmedBy"] = Me }), clock.Now(), cancel);
        return Done(dossier);
    }, cancel);

    /// <summary>Voids a file that should not exist. It stays readable and keeps its code; it no longer counts anywhere.</summary>
    public Task<Result<Written>> VoidAsync(string key, string? reason, int? version, CancellationToken cancel) => db.InTransactionAsync<Written>(async () =>
    {
        if (!db.SeesAll(EnterprisesPermissions.Write)) return ApiErrors.NotPermitted;
        var why = TextNormal.Clean(reason);
        if (why.Length is 0 or > 500) return why.Length == 0 ? Errors.ReasonRequired : Errors.TooLong("reason", 500);
        // It gives its credit code back: an import that found the code stored must not lose the file under its feet.
        await RegisterLock.TakeAsync(db, cancel);
        if (!(await OpenAsync(key, cancel)).Try(out var dossier, out var refusal)) return refusal;
        var file = dossier.File;
        if (version is { } expected && expected != file.Version) return ApiErrors.Stale;
        var now = clock.Now();
        (file.VoidedAt, file.VoidedBy, file.VoidReason) = (now, Me, why);
        await SaveAsync(dossier, null, "voided", new([], [], new FieldValues { ["voidReason"] = why }), now, cancel);
        await events.PublishAsync(db, new EnterpriseChanged([dossier.Snapshot]), cancel);
        return Done(dossier);
    }, cancel);

    /// <summary>Shows a contact in full and logs that it was shown.</summary>
    public async Task<Result<RevealedContact>> RevealAsync(string key, Guid contact, CancellationToken cancel)
    {
        var file = await EnterpriseKey.Find(db, key).AsNoTracking().Where(RegisterScope.Of(db, EnterprisesPermissions.Contacts)).FirstOrDefaultAsync(cancel);
        if (file is null) return await EnterpriseKey.Find(db, key).AnyAsync(cancel) ? ApiErrors.NotPermitted : ApiErrors.NotFound;
        var found = await db.Set<Contact>().AsNoTracking().FirstOrDefaultAsync(c => c.EnterpriseId == file.Id && c.Id == contact, cancel);
        if (found is null) return ApiErrors.NotFound;
        AuditTrail.Record(db, clock.Now(), "revealed", RegisterTrail.FileType, file.Id.ToString(), file.Code, null, new { contact = found.Id });
        await db.SaveChangesAsync(cancel);
        return new RevealedContact(found.Id, found.Name, found.Phone);
    }

    /// <summary>The file for writing, locked until the transaction ends.</summary>
    private async Task<Result<Dossier>> OpenAsync(string key, CancellationToken cancel)
    {
        if (!(await LockAsync(key, cancel)).Try(out var dossier, out var refusal)) return refusal;
        var own = db.SeesBy(EnterprisesPermissions.Write, Scope.Enterprise) && dossier.File.Id == db.EnterpriseId;
        return own || db.SeesAll(EnterprisesPermissions.Write) ? dossier : ApiErrors.NotPermitted;
    }

    private async Task<Result<Dossier>> LockAsync(string key, CancellationToken cancel)
    {
        var id = await EnterpriseKey.Find(db, key).Select(e => (Guid?)e.Id).FirstOrDefaultAsync(cancel);
        if (id is null) return await EnterpriseKey.GoneAsync(db, key, cancel) is { } gone ? Merging.Errors.MergedInto(await FollowAsync(db, gone, cancel)) : ApiErrors.NotFound;
        if (db.Provider == Provider.Postgres)
            await db.Database.ExecuteSqlAsync($"SELECT 1 FROM enterprises_enterprises WHERE zone_id = {db.ZoneId} AND id = {id.Value} FOR UPDATE", cancel);
        var dossier = (await Dossier.LoadAsync(db, db.Set<Enterprise>().Where(e => e.Id == id), track: true, cancel)).FirstOrDefault();
        if (dossier is null) return ApiErrors.NotFound;
        if (dossier.File.MergedIntoId is not null) return Merging.Errors.MergedInto(await FollowAsync(db, dossier.File, cancel));
        return dossier.File.VoidedAt is not null ? Errors.Voided : dossier;
    }

    private async Task SaveAsync(Dossier dossier, RuleContext? context, string action, Outcome outcome, DateTime at, CancellationToken cancel)
    {
        EnterpriseRules.Index(dossier);
        dossier.File.UpdatedAt = at;
        foreach (var park in context?.Parks.Added ?? [])
        {
            db.Add(park);
            RegisterTrail.RecordPark(db, at, park);
        }

        if (dossier.IsNew) db.Add(dossier.File);
        dossier.Track(db);
        RegisterTrail.Record(db, at, action, dossier.File, outcome.Before, outcome.After);
        if (Answers(action, dossier, outcome) is { Count: > 0 } answered)
            await SurveyMarks.AnswerAsync(db, dossier.File.Id, answered, action == "changed" ? SurveyState.Changed : SurveyState.Confirmed, Me, at, cancel);
        using (db.SuppressAudit()) await db.SaveChangesAsync(cancel);
    }

    /// <summary>Whether nothing changed that other modules copy.</summary>
    internal static bool Same(EnterpriseSnapshot a, EnterpriseSnapshot b) =>
        a.CreditCode == b.CreditCode && a.Name == b.Name && a.SortKey == b.SortKey && a.Spans.SequenceEqual(b.Spans);

    private async Task<Error?> TakenAsync(Enterprise file, CancellationToken cancel)
    {
        if (file.CreditCode is not { } creditCode) return null;
        var others = db.Set<Enterprise>().AsNoTracking().Where(e => e.CreditCode == creditCode && e.VoidedAt == null && e.Id != file.Id);
        if (await others.Select(e => new { e.Code, e.Name }).FirstOrDefaultAsync(cancel) is { } seen) return Errors.CreditCodeTaken(seen.Code, seen.Name);
        if (await others.IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AnyAsync(cancel)) return Errors.CreditCodeTakenUnseen;
        // The code of a tombstone still means the enterprise it leads to.
        var gone = await db.Set<Enterprise>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking()
            .FirstOrDefaultAsync(e => e.MergedIntoId != null && e.CreditCode == creditCode && e.Id != file.Id && e.MergedIntoId != file.Id, cancel);
        return gone is null ? null : Errors.CreditCodeTaken(gone.Code, gone.Name);
    }

    /// <summary>An enterprise's own account keeps its contacts and nothing else.</summary>
    private static bool OnlyContacts(EnterpriseInput input) =>
        input.Provenance.Count == 0 && input.Plain.Count == 0
        && input with { Contacts = default, Source = null, AsOf = null } == new EnterpriseInput { Provenance = input.Provenance, Plain = input.Plain };

    private string Me => db.Actor.DisplayName.Length > 0 ? db.Actor.DisplayName : db.Actor.UserName;

    private static Result<Written> Done(Dossier dossier) => new Written(dossier.File.Id, dossier.File.Code, dossier.File.Version);

    private static Error Stale(Outcome outcome)
    {
        var fields = outcome.Before.Keys.Union(outcome.After.Keys).Order(StringComparer.Ordinal)
            .Select(field => Errors.StaleField(field, outcome.Before.Word(field), outcome.After.Word(field))).ToList();
        return fields.Count == 0 ? ApiErrors.Stale : ApiErrors.Stale with { Details = fields };
    }
}

/// <summary>How addresses name an enterprise.</summary>
internal static class EnterpriseKey
{
    /// <summary>The file of a permanent code or a credit code, within the reader's scope. A voided file is found by its code only.</summary>
    public static IQueryable<Enterprise> Find(JingkaiDbContext db, string key)
    {
        if (CreditCode.Parse(key).Try(out var credit, out _))
        {
            var value = credit.Value;
            return db.Set<Enterprise>().Where(e => e.CreditCode == value && e.VoidedAt == null);
        }

        var code = TextNormal.HalfWidth(key).Trim().ToUpperInvariant();
        return db.Set<Enterprise>().Where(e => e.Code == code);
    }

    /// <summary>The tombstone that a credit code belongs to when no live file has it.</summary>
    public static async Task<Enterprise?> GoneAsync(JingkaiDbContext db, string key, CancellationToken cancel)
    {
        if (!CreditCode.Parse(key).Try(out var credit, out _)) return null;
        var value = credit.Value;
        return await db.Set<Enterprise>().AsNoTracking().Where(e => e.MergedIntoId != null && e.CreditCode == value).OrderByDescending(e => e.VoidedAt).FirstOrDefaultAsync(cancel);
    }
}

/// <summary>Held by whoever enters enterprises, parks or credit codes into the zone, until their transaction ends: an import and
/// a page never make the same one twice.</summary>
internal static class RegisterLock
{
    public static Task TakeAsync(JingkaiDbContext db, CancellationToken cancel) => NumberSeries.HoldAsync(db, "enterprises", cancel);
}

/// <summary>Permanent codes, <c>E2026-0001</c>, by the zone's business year.</summary>
internal static class RegisterCodes
{
    public static async Task<string> NextAsync(JingkaiDbContext db, CancellationToken cancel) => (await ReserveAsync(db, 1, cancel))[0];

    public static async Task<IReadOnlyList<string>> ReserveAsync(JingkaiDbContext db, int count, CancellationToken cancel)
    {
        var year = db.Today.Year;
        var first = await NumberSeries.ReserveAsync(db, FormattableString.Invariant($"E{year}"), count, cancel);
        return [.. Enumerable.Range(0, count).Select(i => NumberSeries.Format("E", year, first + i))];
    }
}
