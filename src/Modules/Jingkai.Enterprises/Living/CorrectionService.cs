using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Register;
using Jingkai.Enterprises.Surveys;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.Localization;
using Jingkai.Platform.Notices;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Living;

/// <summary>A correction as it is handed in.</summary>
/// <param name="Field">Name of the field.</param>
/// <param name="Value">What should stand there; null or empty: nothing.</param>
/// <param name="Reason">What is wrong and how one knows; whoever decides alone may leave it out.</param>
/// <param name="AsOf">The day the value describes; today when absent.</param>
internal sealed record NewCorrection(string? Field, string? Value, string? Reason, DateOnly? AsOf = null);

/// <param name="Move">accept, refuse, withdraw or hand-over.</param>
/// <param name="Note">Why; needed to refuse and to hand over.</param>
/// <param name="To">Id of the member it is handed to.</param>
internal sealed record CorrectionMove(string? Move, string? Note, Guid? To = null);

/// <summary>A proposed contact in full, after its revealing was logged.</summary>
internal sealed record RevealedCorrection(Guid Id, string? Value);

/// <summary>What was made of a correction: written at once, or waiting.</summary>
internal sealed record Corrected(Guid Id, string Enterprise, bool Written);

/// <summary>Takes corrections and answers to them. Whoever may decide about a field writes it at once; what others say waits for one
/// who may, and nothing but that answer ends it.</summary>
internal sealed class CorrectionService(
    JingkaiDbContext db, RegisterService register, PermissionCatalog permissions, NoticeWriter notices, Localizer words, TimeProvider clock)
{
    private const int Longest = 500;

    public Task<Result<Corrected>> CorrectAsync(string key, NewCorrection wanted, CancellationToken cancel) => db.InTransactionAsync<Corrected>(async () =>
    {
        var (field, reason) = (wanted.Field ?? "", TextNormal.Clean(wanted.Reason));
        if (field is "creditCode" or "park") await register.HoldAsync(cancel);
        if (!(await register.OpenToConfirmAsync(key, cancel)).Try(out var dossier, out var refusal)) return refusal;
        if (!FieldText.All.Contains(field)) return Errors.UnknownField(field);
        if (reason.Length > Longest) return Errors.TooLong("reason", Longest);
        if (wanted.AsOf > db.Today) return Register.Errors.EffectiveInFuture.At("asOf");
        var view = await ViewAsync(dossier, cancel);
        if (!FieldText.Read(view, field, wanted.Value).Try(out var input, out var unread)) return unread.At("value");
        var correction = dossier.New(new Correction
        {
            Field = field,
            Reason = reason,
            Seen = FieldText.Of(view, field),
            Value = TextNormal.Clean(wanted.Value) is { Length: > 0 } text ? PlainFields.Find(field)?.WordOf(text) ?? text : null,
            AsOf = wanted.AsOf ?? db.Today,
            From = Side,
            ById = db.Actor.MemberId,
            ByName = Me,
            At = clock.Now(),
        });
        if (correction.Value == correction.Seen) return Errors.SameValue;
        if (MayDecide(field))
        {
            var (id, code) = (dossier.File.Id, dossier.File.Code);
            var written = await register.WriteAsync(dossier, input with { AsOf = correction.AsOf, Source = SourceOf(correction.From, Me) }, null, cancel);
            if (!written.IsOk) return AtValue(written.Error);
            (correction.State, correction.AnsweredById, correction.AnsweredBy, correction.AnsweredAt) = (CorrectionState.Accepted, correction.ById, Me, correction.At);
            db.Add(correction);
            await db.SaveChangesAsync(cancel);
            return new Corrected(correction.Id, code, true);
        }

        if (reason.Length == 0) return Errors.ReasonRequired;
        if (await db.Set<Correction>().AnyAsync(c => c.EnterpriseId == correction.EnterpriseId && c.Field == field && c.ById == correction.ById && c.State == CorrectionState.Open, cancel)) return Errors.AlreadyOpen;
        // Tried on a copy: what could never be accepted is refused now, to the one who can still put it right.
        var copy = (await Dossier.LoadAsync(db, db.Set<Enterprise>().Where(e => e.Id == correction.EnterpriseId), track: false, cancel))[0];
        var tried = EnterpriseRules.Apply(await RuleContext.LoadAsync(db, cancel), copy, input);
        if (tried.Errors.Count > 0) return AtValue(ApiErrors.Invalid(tried.Errors));
        db.Add(correction);
        await SurveyMarks.AnswerAsync(db, correction.EnterpriseId, [field], SurveyState.Proposed, Me, correction.At, cancel);
        var holders = await CorrectionHolders.LoadAsync(db, permissions, cancel);
        Tell(holders.Of(correction), "enterprises.correction.notice-new", dossier.File, correction, reason);
        await db.SaveChangesAsync(cancel);
        return new Corrected(correction.Id, dossier.File.Code, false);
    }, cancel);

    public Task<Result<Corrected>> MoveAsync(string key, Guid id, CorrectionMove move, int? version, CancellationToken cancel) => db.InTransactionAsync<Corrected>(async () =>
    {
        var note = TextNormal.Clean(move.Note);
        await register.HoldAsync(cancel);
        if (!(await register.OpenToConfirmAsync(key, cancel)).Try(out var dossier, out var refusal)) return refusal;
        var correction = await db.Set<Correction>().AsTracking().FirstOrDefaultAsync(c => c.EnterpriseId == dossier.File.Id && c.Id == id, cancel);
        if (correction is null) return ApiErrors.NotFound;
        if (note.Length > Longest) return Errors.TooLong("note", Longest);
        if (move.Move is not ("accept" or "refuse" or "withdraw" or "hand-over")) return Errors.UnknownMove(move.Move);
        if (correction.State != CorrectionState.Open) return Errors.AlreadyAnswered;
        if (version is { } seen && seen != correction.Version) return ApiErrors.Stale;
        var holders = await CorrectionHolders.LoadAsync(db, permissions, cancel);
        var mine = correction.ById is { } by ? by == db.Actor.MemberId : db.Actor.MemberId is null;
        if (move.Move == "withdraw")
        {
            if (!mine) return ApiErrors.NotPermitted;
            (correction.State, correction.AnsweredById, correction.AnsweredBy, correction.AnsweredAt, correction.Answer) =
                (CorrectionState.Withdrawn, db.Actor.MemberId, Me, clock.Now(), note.Length == 0 ? null : note);
            await db.SaveChangesAsync(cancel);
            return new Corrected(correction.Id, dossier.File.Code, false);
        }

        if (mine) return Errors.OwnProposal;
        // The administrator of the whole installation is no member and may do what the office may.
        if (db.Actor.MemberId is { } me ? !holders.MayAnswer(me, correction) : !db.SeesAll(EnterprisesPermissions.Write)) return ApiErrors.NotPermitted;
        if (move.Move != "accept" && note.Length == 0) return Errors.NoteRequired;
        if (move.Move == "hand-over")
        {
            if (move.To is not { } to || !holders.MayAnswer(to, correction)) return Errors.CannotAnswer;
            correction.HandedToId = to;
            Tell(to, "enterprises.correction.notice-new", dossier.File, correction, note);
            await db.SaveChangesAsync(cancel);
            return new Corrected(correction.Id, dossier.File.Code, false);
        }

        if (move.Move == "accept")
        {
            if (!FieldText.Read(await ViewAsync(dossier, cancel), correction.Field, correction.Value).Try(out var input, out var unread)) return unread;
            var written = await register.WriteAsync(dossier, input with { AsOf = correction.AsOf, Source = SourceOf(correction.From, correction.ByName) }, correction.Value is null ? null : correction.Field, cancel);
            if (!written.IsOk) return written.Error;
        }

        (correction.State, correction.AnsweredById, correction.AnsweredBy, correction.AnsweredAt, correction.Answer) =
            (move.Move == "accept" ? CorrectionState.Accepted : CorrectionState.Refused, db.Actor.MemberId, Me, clock.Now(), note.Length == 0 ? null : note);
        Tell(correction.ById, move.Move == "accept" ? "enterprises.correction.notice-accepted" : "enterprises.correction.notice-refused", dossier.File, correction, note);
        await db.SaveChangesAsync(cancel);
        return new Corrected(correction.Id, dossier.File.Code, move.Move == "accept");
    }, cancel);

    /// <summary>Shows the contact that a correction names in full, before and after, and logs that it was shown.</summary>
    public async Task<Result<RevealedCorrection>> RevealAsync(string key, Guid id, CancellationToken cancel)
    {
        var file = await EnterpriseKey.Find(db, key).AsNoTracking().Where(RegisterScope.Of(db, EnterprisesPermissions.Contacts)).FirstOrDefaultAsync(cancel);
        if (file is null) return await EnterpriseKey.Find(db, key).AnyAsync(cancel) ? ApiErrors.NotPermitted : ApiErrors.NotFound;
        var correction = await db.Set<Correction>().AsNoTracking().FirstOrDefaultAsync(c => c.EnterpriseId == file.Id && c.Id == id && c.Field == "contacts", cancel);
        if (correction is null) return ApiErrors.NotFound;
        AuditTrail.Record(db, clock.Now(), "revealed", RegisterTrail.FileType, file.Id.ToString(), file.Code, null, new { contact = correction.Id });
        await db.SaveChangesAsync(cancel);
        return new RevealedCorrection(correction.Id, correction.Value);
    }

    /// <summary>Whether the actor writes the field without asking anyone.</summary>
    public bool MayDecide(string field) => db.SeesAll(EnterprisesPermissions.Write)
        || (Side == CorrectionSide.Liaison && FieldText.OfTheVisit.Contains(field))
        || (Side == CorrectionSide.Enterprise && field == "contacts");

    private CorrectionSide Side => db.SeesAll(EnterprisesPermissions.Write) ? CorrectionSide.Office
        : db.SeesBy(EnterprisesPermissions.Confirm, Scope.Assigned) ? CorrectionSide.Liaison : CorrectionSide.Enterprise;

    /// <summary>Data of the zone, hence Chinese.</summary>
    private static string? SourceOf(CorrectionSide side, string name) => side switch
    {
        CorrectionSide.Liaison => $"联企干部走访（{name}）",
        CorrectionSide.Enterprise => $"企业自报（{name}）",
        _ => null,
    };

    private static Error AtValue(Error error) => error.Details is { Count: > 0 } details ? error with { Details = [.. details.Select(d => d.At("value"))] } : error.At("value");

    private void Tell(Guid? member, string key, Enterprise file, Correction correction, string text)
    {
        if (member is not { } who || who == db.Actor.MemberId) return;
        var (said, field) = (words.Both(key), words.Both($"enterprises.field.{correction.Field}"));
        notices.Add(db, new NewNotice(who, "enterprises.correction", new(
            string.Format(System.Globalization.CultureInfo.InvariantCulture, said.Zh, file.Name, field.Zh), string.Format(System.Globalization.CultureInfo.InvariantCulture, said.En, file.Name, field.En)),
            $"enterprises/{file.Code}?tab=corrections")
        { Text = text.Length == 0 ? null : text, At = clock.Now() });
    }

    private async Task<EnterpriseView> ViewAsync(Dossier dossier, CancellationToken cancel) => EnterpriseView.Of(
        dossier, await ParkBook.LoadAsync(db, cancel), await MemberBook.LoadAsync(db, cancel), await FieldTerms.LoadAsync(db, cancel), db.Today);

    private string Me => db.Actor.DisplayName.Length > 0 ? db.Actor.DisplayName : db.Actor.UserName;
}
