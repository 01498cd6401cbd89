using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Attachments;
using Jingkai.Platform.Cases.Kinds;
using Jingkai.Platform.Cases.Rules;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Jingkai.Platform.Meetings;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Cases;

/// <summary>Does what a move says, once the rules allow it. Everything happens in the caller's transaction, under the case's row.</summary>
internal sealed partial class CaseMover(JingkaiDbContext db, CasePeople people, CaseTargets targets, CaseTimes times, CaseNews news, IClocks clocks, IMeetings meetings)
{
    private static readonly TimeSpan UrgePause = TimeSpan.FromHours(1);

    public async Task<Result> MoveAsync(CaseBoard board, CaseActor actor, CaseMoveInput input, CancellationToken cancel)
    {
        var (row, move) = (board.Case, input.Move!);
        var required = move is CaseVerb.Return or CaseVerb.Progress or CaseVerb.Extend or CaseVerb.Hold or CaseVerb.Lift or CaseVerb.Escalate or CaseVerb.Answer or CaseVerb.Reopen or CaseVerb.FollowUp or CaseVerb.Comment or CaseVerb.AddPart
            || (move == CaseVerb.Confirm && !actor.Asks && !actor.Everybody) || (move == CaseVerb.Withdraw && !actor.Asks);
        if (!CaseInputReader.Note(input.Note, required).Try(out var words, out var error)) return error;
        if (!(await EvidenceAsync(row, input.Evidence, cancel)).Try(out var evidence, out error)) return error;
        var note = words.Length == 0 ? null : words;
        var entry = new CaseEvent { Verb = move, Note = note, Evidence = evidence, ForId = actor.For(row.TurnMemberId) ?? actor.For(row.ResponsibleId) };
        var done = await DoAsync(board, actor, input with { Note = note }, entry, cancel);
        if (!done.IsOk) return done;
        if (move is CaseVerb.Confirm or CaseVerb.Rate && input.Grade is { } grade) entry.About = grade.ToString(CultureInfo.InvariantCulture);
        var before = (row.Turn, row.TurnMemberId, row.TurnUnitId);
        board.SetTurn((await people.AskersAsync(row, cancel)).Count > 0);
        await WaitAsync(board, before != (row.Turn, row.TurnMemberId, row.TurnUnitId), move, cancel);
        await TellAsync(row, move, note, cancel);
        Write(row, entry);
        return Result.Ok();
    }

    /// <summary>Writes an entry of the timeline.</summary>
    public void Write(Case row, CaseEvent entry)
    {
        (entry.ZoneId, entry.CaseId, entry.At, entry.MemberId, entry.State) = (db.ZoneId, row.Id, times.Now, db.Actor.MemberId, row.State);
        // Asked anew each time, under the case's row: a number remembered from a command that is repeated, or from an earlier batch of the sweep, would be wrong.
        var waiting = db.ChangeTracker.Entries<CaseEvent>().Where(e => e.Entity.CaseId == row.Id).Select(e => e.Entity.Number).DefaultIfEmpty(0).Max();
        entry.Number = Math.Max(waiting, db.Set<CaseEvent>().Where(e => e.CaseId == row.Id).Max(e => (int?)e.Number) ?? 0) + 1;
        db.Add(entry);
    }

    /// <summary>The unit of a member.</summary>
    public async Task<Guid?> UnitOfAsync(Guid? member, CancellationToken cancel) =>
        member is { } id ? await db.Set<Member>().AsNoTracking().Where(m => m.Id == id).Select(m => m.UnitId).FirstOrDefaultAsync(cancel) : null;

    private Task<Result> DoAsync(CaseBoard board, CaseActor actor, CaseMoveInput input, CaseEvent entry, CancellationToken cancel) => input.Move switch
    {
        CaseVerb.Assign => AssignAsync(board, input, entry, cancel),
        CaseVerb.Accept => AcceptAsync(board, input, entry, cancel),
        CaseVerb.Return => Task.FromResult(Return(board.Case)),
        CaseVerb.HandOver => HandOverAsync(board.Case, input, entry, cancel),
        CaseVerb.Progress => Set(board.Case, CaseState.InHand),
        CaseVerb.Extend => ExtendAsync(board.Case, input, entry, cancel),
        CaseVerb.Hold => HoldAsync(board.Case, input, entry, cancel),
        CaseVerb.Resume => ResumeAsync(board.Case, cancel),
        CaseVerb.AddPart => AddPartAsync(board, input, entry, cancel),
        CaseVerb.SendOut => Task.FromResult(SendOut(board.Case, input, entry)),
        CaseVerb.Lift => LiftAsync(board.Case, input, entry, cancel),
        CaseVerb.Escalate => EscalateAsync(board.Case, input, cancel),
        CaseVerb.Answer => AnswerAsync(board, input, entry, cancel),
        CaseVerb.Confirm => ConfirmAsync(board, actor, input, cancel),
        CaseVerb.Reopen => ReopenAsync(board, cancel),
        CaseVerb.FollowUp => Task.FromResult(FollowUp(board.Case, input)),
        CaseVerb.Close => CloseAsync(board, cancel),
        CaseVerb.Rate => Task.FromResult(Rate(board.Case, input)),
        CaseVerb.Classify => ClassifyAsync(board, input, entry, cancel),
        CaseVerb.Duplicate => DuplicateAsync(board, input, entry, cancel),
        CaseVerb.Group => GroupAsync(board.Case, input, entry, cancel),
        CaseVerb.Urge => UrgeAsync(board.Case, input.Note, cancel),
        CaseVerb.Comment => Task.FromResult(Result.Ok()),
        CaseVerb.Withdraw => EndAsync(board, CaseState.Withdrawn, cancel),
        _ => throw new InvalidOperationException(input.Move),
    };

    private async Task<Result> AssignAsync(CaseBoard board, CaseMoveInput input, CaseEvent entry, CancellationToken cancel)
    {
        var row = board.Case;
        var errors = new List<Error>();
        if (!(await targets.FindAsync(string.IsNullOrWhiteSpace(input.To) && row.State == CaseState.Registered ? row.ProposedUnitId?.ToString() : input.To, cancel)).Try(out var target, out var error)) errors.Add(error);
        var level = CaseInputReader.Class(board.Kind, input.Class, errors);
        var assist = new List<Guid>();
        foreach (var name in input.Assist ?? [])
        {
            if (await targets.UnitAsync(name, cancel) is { } unit) assist.Add(unit);
            else errors.Add(CaseErrors.UnknownTarget(name).At("assist"));
        }

        if (errors.Count > 0) return ApiErrors.Invalid(errors);
        if (target!.Member is { } same && same == row.ResponsibleId && row.State is CaseState.Accepted or CaseState.InHand) return ApiErrors.Invalid([CaseErrors.SameHolder]);
        if (row.State == CaseState.Held) await times.ResumeAsync(row, cancel);
        (row.AssignedId, row.AssignedUnitId, row.ResumeState, row.HeldUntil) = (target.Member, target.Unit, null, null);
        (row.State, row.AssignedAt) = (CaseState.Assigned, row.AssignedAt ?? times.Now);
        (entry.ToId, entry.ToUnitId) = (target.Member, target.Unit);
        if (level is not null && level != row.Class && await ReclassAsync(board, level, cancel) is { IsOk: false, Error: { } refused }) return refused;
        foreach (var unit in assist.Where(u => u != target.Unit && board.Parts.All(p => p.UnitId != u || !PartState.IsOpen(p.State))).Distinct())
            if (await NewPartAsync(board, row.Title, unit, null, cancel) is { IsOk: false, Error: { } no }) return no;
        await news.PublishAsync(CaseNews.Assigned, row, cancel);
        return Result.Ok();
    }

    private async Task<Result> AcceptAsync(CaseBoard board, CaseMoveInput input, CaseEvent entry, CancellationToken cancel)
    {
        var row = board.Case;
        var holder = db.Actor.MemberId ?? row.AssignedId;
        if (holder is null)
        {
            // A program accepts in somebody's name, and says whose; otherwise the first of the unit.
            if (!string.IsNullOrWhiteSpace(input.To))
            {
                if (!(await targets.FindAsync(input.To, cancel)).Try(out var named, out var error)) return ApiErrors.Invalid([error]);
                holder = named.Member;
            }
            else if (row.AssignedUnitId is { } unit) holder = (await people.HandlersAsync(unit, cancel)).Select(m => (Guid?)m).FirstOrDefault();
            else holder = row.ResponsibleId;
            if (holder is null) return ApiErrors.Invalid([CaseErrors.ToRequired]);
        }

        // Who stands in for one who is away takes it for them; it is theirs.
        if (row.AssignedId is { } asked && db.Actor.MemberId != asked && db.Actor.MemberId is not null) holder = asked;
        (row.ResponsibleId, row.ResponsibleUnitId) = (holder, await UnitOfAsync(holder, cancel) ?? row.AssignedUnitId);
        (row.AssignedId, row.AssignedUnitId) = (null, null);
        (row.State, row.AcceptedAt) = (row.ResumeState ?? CaseState.Accepted, row.AcceptedAt ?? times.Now);
        row.ResumeState = null;
        entry.ToId = holder;
        await times.HandOverAsync(row, cancel);
        return Result.Ok();
    }

    private static Result Return(Case row)
    {
        if (row.ResumeState is { } before) (row.State, row.ResumeState) = (before, null);
        else (row.State, row.Returned) = (CaseState.Registered, row.Returned + 1);
        (row.AssignedId, row.AssignedUnitId) = (null, null);
        return Result.Ok();
    }

    private async Task<Result> HandOverAsync(Case row, CaseMoveInput input, CaseEvent entry, CancellationToken cancel)
    {
        if (!(await targets.FindAsync(input.To, cancel)).Try(out var target, out var error)) return ApiErrors.Invalid([error]);
        if (target.Member is { } member && member == row.ResponsibleId) return ApiErrors.Invalid([CaseErrors.SameHolder]);
        (row.AssignedId, row.AssignedUnitId, row.ResumeState, row.State) = (target.Member, target.Unit, row.State, CaseState.Assigned);
        (entry.ToId, entry.ToUnitId) = (target.Member, target.Unit);
        return Result.Ok();
    }

    private static Task<Result> Set(Case row, string state)
    {
        row.State = state;
        return Task.FromResult(Result.Ok());
    }

    private async Task<Result> ExtendAsync(Case row, CaseMoveInput input, CaseEvent entry, CancellationToken cancel)
    {
        if (input.Amount is not { } amount) return ApiErrors.Invalid([ApiErrors.Required("amount")]);
        if (!(await clocks.ExtendAsync(row.ClockId!.Value, amount, input.Note!, false, cancel)).Try(out var asked, out var error)) return error.Field == "reason" ? error.At("note") : error;
        entry.About = asked.SignOff;
        return Result.Ok();
    }

    private async Task<Result> HoldAsync(Case row, CaseMoveInput input, CaseEvent entry, CancellationToken cancel)
    {
        if (!DateOnly.TryParseExact(input.Until?.Trim(), "yyyy-MM-dd", out var until) || until <= db.Today || until > db.Today.AddYears(1)) return ApiErrors.Invalid([CaseErrors.BadReview]);
        (row.State, row.HeldUntil) = (CaseState.Held, until);
        entry.About = input.Until!.Trim();
        return await times.HoldAsync(row, until, input.Note!, cancel);
    }

    private async Task<Result> ResumeAsync(Case row, CancellationToken cancel)
    {
        await times.ResumeAsync(row, cancel);
        (row.State, row.HeldUntil) = (CaseState.InHand, null);
        return Result.Ok();
    }

    private static Result SendOut(Case row, CaseMoveInput input, CaseEvent entry)
    {
        var (system, number) = (TextNormal.Clean(input.To), TextNormal.Clean(input.Reference));
        if (system.Length is 0 or > 60 || number.Length is 0 or > 60) return ApiErrors.Invalid([CaseErrors.SystemRequired]);
        (row.OuterSystem, row.OuterNumber, row.State, entry.About) = (system, number, CaseState.InHand, $"{system} {number}");
        return Result.Ok();
    }

    private async Task<Result> LiftAsync(Case row, CaseMoveInput input, CaseEvent entry, CancellationToken cancel)
    {
        var code = TextNormal.Clean(input.To);
        if (code.Length == 0)
        {
            if (!(await meetings.CallAsync(new("problem-solving", $"协调解难会：{row.Title}", null, null, null, db.Actor.MemberId), cancel)).Try(out var called, out var no)) return no;
            code = called.Code;
        }

        var words = $"{row.Code} {row.Title}";
        var added = await meetings.AddAsync(code, new(CaseTimes.Subject, row.Id.ToString(), new(words, words), $"cases/{row.Code}"), input.Note, cancel);
        if (!added.IsOk) return added.Error;
        (row.Meeting, entry.About) = (code, code);
        return Result.Ok();
    }

    private async Task<Result> EscalateAsync(Case row, CaseMoveInput input, CancellationToken cancel)
    {
        row.EscalatedAt = times.Now;
        news.Tell(row, await people.LeadersAsync(cancel), new($"提请关注：{row.Code} {row.Title}", $"Brought to you: {row.Code} {row.Title}"), input.Note, urgent: true);
        return Result.Ok();
    }

    private async Task<Result> AnswerAsync(CaseBoard board, CaseMoveInput input, CaseEvent entry, CancellationToken cancel)
    {
        var row = board.Case;
        if (board.Kind.AnswerNeedsEvidence && entry.Evidence is null) return ApiErrors.Invalid([CaseErrors.EvidenceRequired]);
        await times.StopAnswerAsync(row, cancel);
        var now = times.Now;
        (row.State, row.Answer, row.AnsweredAt, row.FirstAnsweredAt, row.Reminded) = (CaseState.Answered, input.Note, now, row.FirstAnsweredAt ?? now, 0);
        await news.PublishAsync(CaseNews.Answered, row, cancel);
        return Result.Ok();
    }

    private async Task<Result> ConfirmAsync(CaseBoard board, CaseActor actor, CaseMoveInput input, CancellationToken cancel)
    {
        var row = board.Case;
        if (input.Grade is { } grade && Grade(row, grade, input.Note) is { } bad) return ApiErrors.Invalid([bad]);
        (row.State, row.SettledAt, row.SettledBy) = (CaseState.Confirmed, times.Now, board.Kind.Closing.By == Settlement.Recheck ? Settlement.Recheck : actor.Asks || actor.Everybody ? Settlement.Asker : Settlement.CallBack);
        await news.PublishAsync(CaseNews.Settled, row, cancel);
        if (!board.Kind.Closing.StrikeOff && row.FollowUp != FollowUpState.Open) return await CloseAsync(board, cancel);
        return Result.Ok();
    }

    private async Task<Result> ReopenAsync(CaseBoard board, CancellationToken cancel)
    {
        var row = board.Case;
        (row.Reopened, row.AnsweredAt, row.SettledAt, row.SettledBy, row.EndedAt, row.AnswerDueAt) = (row.Reopened + 1, null, null, null, null, null);
        // The grade was of an answer that does not stand any more.
        (row.Grade, row.GradeNote, row.GradedAt, row.FollowUp, row.FollowedUpAt) = (null, null, null, FollowUpState.None, null);
        await times.StopWaitAsync(row, cancel);
        row.State = row.ResponsibleId is null ? CaseState.Registered : CaseState.InHand;
        await news.PublishAsync(CaseNews.Reopened, row, cancel);
        return await times.StartAnswerAsync(row, board.Kind, times.Now, null, cancel);
    }

    private Result FollowUp(Case row, CaseMoveInput input)
    {
        if (input.Valid is not { } valid) return ApiErrors.Invalid([ApiErrors.Required("valid")]);
        (row.FollowUp, row.FollowedUpAt) = (valid ? FollowUpState.Valid : FollowUpState.NotValid, times.Now);
        return Result.Ok();
    }

    private async Task<Result> CloseAsync(CaseBoard board, CancellationToken cancel)
    {
        var row = board.Case;
        if (row.SettledAt is null) (row.SettledAt, row.SettledBy) = (times.Now, Settlement.Decision);
        await news.PublishAsync(CaseNews.Closed, row, cancel);
        return await EndAsync(board, CaseState.Closed, cancel);
    }

    private Result Rate(Case row, CaseMoveInput input) =>
        input.Grade is not { } grade ? ApiErrors.Invalid([ApiErrors.Required("grade")]) : Grade(row, grade, input.Note) is { } bad ? ApiErrors.Invalid([bad]) : Result.Ok();

    private Error? Grade(Case row, int grade, string? words)
    {
        if (grade is < Grades.Worst or > Grades.Best) return CaseErrors.BadGrade;
        if (Grades.IsBad(grade) && words is null) return CaseErrors.NoteRequired;
        (row.Grade, row.GradeNote, row.GradedAt, row.FollowUp) = (grade, words, times.Now, Grades.IsBad(grade) ? FollowUpState.Open : FollowUpState.None);
        return null;
    }

    private async Task<Result> ClassifyAsync(CaseBoard board, CaseMoveInput input, CaseEvent entry, CancellationToken cancel)
    {
        var (row, errors) = (board.Case, new List<Error>());
        var category = string.IsNullOrWhiteSpace(input.Category) ? null : CaseInputReader.Category(board.Kind, input.Category, errors);
        var level = CaseInputReader.Class(board.Kind, input.Class, errors);
        if (category is null && level is null && errors.Count == 0) errors.Add(ApiErrors.Required("class"));
        if (errors.Count > 0) return ApiErrors.Invalid(errors);
        entry.About = string.Join(' ', new[] { category is not null && category != row.Category ? $"{row.Category}→{category}" : null, level is not null && level != row.Class ? $"{row.Class}→{level}" : null }.OfType<string>());
        if (category is not null) row.Category = category;
        return level is null || level == row.Class ? Result.Ok() : await ReclassAsync(board, level, cancel);
    }

    /// <summary>Another class is another limit, which has run since the case was raised or last reopened.</summary>
    private async Task<Result> ReclassAsync(CaseBoard board, string level, CancellationToken cancel)
    {
        var row = board.Case;
        var (paused, since, before) = (row.State == CaseState.Held, row.RaisedAt, row.ClockId);
        if (before is { } id && await clocks.HoldAsync(id, cancel) is { } clock) since = clock.StartedAt;
        await times.StopAnswerAsync(row, cancel);
        (row.Class, row.AnswerDueAt) = (level, null);
        if (await times.StartAnswerAsync(row, board.Kind, since, before, cancel) is { IsOk: false, Error: { } error }) return error;
        return paused && row.ClockId is { } fresh && await clocks.PauseAsync(fresh, "挂起", cancel) is { IsOk: false, Error: { } refused } ? refused : Result.Ok();
    }

    private async Task<Result> EndAsync(CaseBoard board, string state, CancellationToken cancel)
    {
        var row = board.Case;
        await times.EndAsync(row, cancel);
        foreach (var part in board.Parts.Where(p => PartState.IsOpen(p.State)))
        {
            (part.State, part.DoneAt) = (PartState.Cancelled, times.Now);
            await times.StopPartAsync(part, cancel);
        }

        (row.State, row.EndedAt, row.HeldUntil, row.AssignedId, row.AssignedUnitId, row.ResumeState) = (state, times.Now, null, null, null, null);
        return Result.Ok();
    }

    private async Task<Result<string?>> EvidenceAsync(Case row, IReadOnlyList<string>? ids, CancellationToken cancel)
    {
        if (ids is null || ids.Count == 0) return (string?)null;
        var subject = row.Id.ToString();
        var own = (await db.Set<Attachment>().AsNoTracking().Where(a => a.SubjectKind == CaseTimes.Subject && a.SubjectId == subject && a.VoidedAt == null).Select(a => a.Id).ToListAsync(cancel)).ToHashSet();
        var errors = ids.Where(i => !Guid.TryParse(i, out var id) || !own.Contains(id)).Select(CaseErrors.UnknownEvidence).ToList();
        return errors.Count > 0 ? ApiErrors.Invalid(errors) : string.Join(' ', ids.Select(Guid.Parse).Distinct());
    }
}
