using Jingkai.Enterprises.Contracts;
using Jingkai.Enterprises.Domain;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Register;

/// <content>Field by field: what is still true, and what others found to be wrong.</content>
internal sealed partial class RegisterService
{
    /// <summary>Says of fields that they are still true, as of today. What they hold and where it came from stays.</summary>
    /// <param name="key">Permanent code or credit code.</param>
    /// <param name="fields">Names of the fields.</param>
    /// <param name="version">The version the caller saw; null: any.</param>
    /// <param name="cancel">Cancels.</param>
    public Task<Result<Written>> ConfirmFieldsAsync(string key, IReadOnlyList<string> fields, int? version, CancellationToken cancel) => db.InTransactionAsync<Written>(async () =>
    {
        if (!(await OpenToConfirmAsync(key, cancel)).Try(out var dossier, out var refusal)) return refusal;
        if (fields.Count == 0) return Errors.NothingToConfirm;
        if (fields.FirstOrDefault(f => !ProvenanceFields.All.Contains(f)) is { } unknown) return Errors.NotOfList("fields", "unknown-field", unknown, ProvenanceFields.All);
        if (version is { } expected && expected != dossier.File.Version) return ApiErrors.Stale;
        var filled = FilledFields.Of(dossier);
        if (fields.FirstOrDefault(f => !filled.Contains(f)) is { } empty) return Errors.EmptyField(empty);
        var chosen = fields.Distinct(StringComparer.Ordinal).ToList();
        EnterpriseRules.Confirm(dossier, chosen, db.Today, Signature);
        await SaveAsync(dossier, null, "confirmed", new([], [], new FieldValues { ["confirmedFields"] = chosen }), clock.Now(), cancel);
        return Done(dossier);
    }, cancel);

    /// <summary>The file for saying what is true of it, locked until the transaction ends.</summary>
    internal async Task<Result<Dossier>> OpenToConfirmAsync(string key, CancellationToken cancel)
    {
        if (!(await LockAsync(key, cancel)).Try(out var dossier, out var refusal)) return refusal;
        var id = dossier.File.Id;
        return await db.Set<Enterprise>().AsNoTracking().Where(RegisterScope.Of(db, EnterprisesPermissions.Confirm)).AnyAsync(e => e.Id == id, cancel) ? dossier : ApiErrors.NotPermitted;
    }

    /// <summary>Writes a change into a file that is open, in the caller's transaction.</summary>
    /// <param name="dossier">The file, locked.</param>
    /// <param name="input">The change.</param>
    /// <param name="confirmed">The field that stands confirmed by the caller afterwards; null: the change waits to be confirmed.</param>
    /// <param name="cancel">Cancels.</param>
    internal async Task<Result> WriteAsync(Dossier dossier, EnterpriseInput input, string? confirmed, CancellationToken cancel)
    {
        var was = dossier.Snapshot;
        var context = await RuleContext.LoadAsync(db, cancel);
        var outcome = EnterpriseRules.Apply(context, dossier, input);
        if (outcome.Errors.Count > 0) return ApiErrors.Invalid(outcome.Errors);
        if (was.CreditCode != dossier.File.CreditCode && await TakenAsync(dossier.File, cancel) is { } taken) return taken;
        if (confirmed is not null) EnterpriseRules.Confirm(dossier, [confirmed], input.AsOf ?? db.Today, Signature);
        await SaveAsync(dossier, context, "changed", outcome, clock.Now(), cancel);
        var now = dossier.Snapshot;
        if (!Same(was, now)) await events.PublishAsync(db, new EnterpriseChanged([now]), cancel);
        return Result.Ok();
    }

    /// <summary>Held before a file is opened, when credit code or park may change.</summary>
    internal Task HoldAsync(CancellationToken cancel) => RegisterLock.TakeAsync(db, cancel);

    /// <summary>Who confirms, as it stands beside the field: of an enterprise's own account it says so.</summary>
    private string Signature => db.SeesBy(EnterprisesPermissions.Confirm, Scope.Enterprise) && !db.SeesAll(EnterprisesPermissions.Confirm) ? $"{Me}（企业）" : Me;

    private static IReadOnlyCollection<string> Answers(string action, Dossier dossier, Outcome outcome) => action switch
    {
        "confirmed" => outcome.After.TryGetValue("confirmedFields", out var fields) ? (IReadOnlyCollection<string>)fields : [.. FilledFields.Of(dossier)],
        "changed" => [.. outcome.Before.Keys.Union(outcome.After.Keys, StringComparer.Ordinal)],
        _ => [],
    };
}
