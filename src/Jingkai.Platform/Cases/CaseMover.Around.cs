using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Cases.Rules;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Cases;

/// <summary>Parts, links to other cases, and whom a move is told.</summary>
internal sealed partial class CaseMover
{
    private async Task<Result> AddPartAsync(CaseBoard board, CaseMoveInput input, CaseEvent entry, CancellationToken cancel)
    {
        if (await targets.UnitAsync(input.To, cancel) is not { } unit) return ApiErrors.Invalid([string.IsNullOrWhiteSpace(input.To) ? CaseErrors.ToRequired : CaseErrors.UnknownTarget(input.To)]);
        if (input.After is { } after && board.Parts.All(p => p.Number != after || p.State == PartState.Cancelled)) return ApiErrors.Invalid([CaseErrors.UnknownPart]);
        var title = TextNormal.Clean(input.Note);
        if (title.Length > CaseInputReader.LongestTitle) return ApiErrors.Invalid([ApiErrors.TooLong("note", CaseInputReader.LongestTitle)]);
        if (!(await NewPartAsync(board, title, unit, input.After, cancel)).Try(out var part, out var error)) return error;
        (entry.ToUnitId, entry.Part) = (unit, part.Number);
        return Result.Ok();
    }

    private async Task<Result<CasePart>> NewPartAsync(CaseBoard board, string title, Guid unit, int? after, CancellationToken cancel)
    {
        var row = board.Case;
        var waits = after is { } first && board.Parts.First(p => p.Number == first).State != PartState.Done;
        var known = board.Parts.Select(p => p.Number).Concat(db.ChangeTracker.Entries<CasePart>().Where(e => e.Entity.CaseId == row.Id).Select(e => e.Entity.Number)).DefaultIfEmpty(0).Max();
        var part = new CasePart { ZoneId = db.ZoneId, CaseId = row.Id, Number = known + 1, Title = title, UnitId = unit, AfterPart = after, State = waits ? PartState.Waiting : PartState.Open };
        db.Add(part);
        if (!waits)
        {
            if (await times.StartPartAsync(row, part, board.Kind.Part, cancel) is { IsOk: false, Error: { } error }) return error;
            news.Tell(row, await people.HandlersAsync(unit, cancel), new($"请协办：{row.Code} {title}", $"To assist: {row.Code} {title}"));
        }

        return part;
    }

    /// <summary>A part is taken, done or taken back.</summary>
    public async Task<Result> MovePartAsync(CaseBoard board, CasePart part, CaseActor actor, string? move, string? note, IReadOnlyList<string>? evidence, CancellationToken cancel)
    {
        if (move is not ("accept" or "done" or "cancel")) return ApiErrors.Invalid([Error.Invalid("unknown-move", $"没有“{move}”这个操作，可用：accept、done、cancel。", $"There is no move \"{move}\"; use accept, done or cancel.", "move")]);
        var allowed = PartMoves(board, part, actor);
        if (!allowed.Contains(move)) return CaseErrors.NotAllowed(move, allowed);
        if (!CaseInputReader.Note(note, required: move != "accept").Try(out var words, out var error)) return error;
        var row = board.Case;
        if (!(await EvidenceAsync(row, evidence, cancel)).Try(out var files, out error)) return error;
        switch (move)
        {
            case "accept":
                part.MemberId = db.Actor.MemberId ?? (part.UnitId is { } unit ? (await people.HandlersAsync(unit, cancel)).Select(m => (Guid?)m).FirstOrDefault() : null);
                part.State = PartState.Accepted;
                await times.TakePartAsync(part, cancel);
                break;
            case "done":
                part.MemberId ??= db.Actor.MemberId;
                (part.State, part.Result, part.DoneAt) = (PartState.Done, words, times.Now);
                await times.StopPartAsync(part, cancel);
                news.TellResponsible(row, new($"协办已完成：{row.Code} {part.Title}", $"Assistance done: {row.Code} {part.Title}"), words);
                if (await FollowersAsync(board, part, cancel) is { IsOk: false, Error: { } refused }) return refused;
                break;
            default:
                (part.State, part.Result, part.DoneAt) = (PartState.Cancelled, words, times.Now);
                await times.StopPartAsync(part, cancel);
                // Nothing comes after a part that is taken back: what waited for it may begin.
                if (await FollowersAsync(board, part, cancel) is { IsOk: false, Error: { } no }) return no;
                break;
        }

        Write(row, new() { Verb = move switch { "accept" => CaseVerb.PartAccept, "done" => CaseVerb.PartDone, _ => CaseVerb.PartCancel }, Note = words.Length == 0 ? null : words, Part = part.Number, Evidence = files });
        return Result.Ok();
    }

    /// <summary>What somebody can do with a part now.</summary>
    public static IReadOnlyList<string> PartMoves(CaseBoard board, CasePart part, CaseActor actor)
    {
        if (!CaseState.Unanswered.Contains(board.Case.State)) return [];
        var (own, leads) = (part.MemberId is { } member ? actor.Is(member) : actor.IsOf(part.UnitId), actor.Is(board.Case.ResponsibleId) || actor.Desk);
        return part.State switch
        {
            PartState.Open => [.. own ? ["accept", "done"] : (string[])[], .. leads ? ["cancel"] : (string[])[]],
            PartState.Accepted => [.. own ? ["done"] : (string[])[], .. leads ? ["cancel"] : (string[])[]],
            PartState.Waiting => leads ? ["cancel"] : [],
            _ => [],
        };
    }

    private async Task<Result> FollowersAsync(CaseBoard board, CasePart done, CancellationToken cancel)
    {
        foreach (var next in board.Parts.Where(p => p.AfterPart == done.Number && p.State == PartState.Waiting))
        {
            next.State = PartState.Open;
            if (await times.StartPartAsync(board.Case, next, board.Kind.Part, cancel) is { IsOk: false, Error: { } error }) return error;
            if (next.UnitId is { } unit) news.Tell(board.Case, await people.HandlersAsync(unit, cancel), new($"请协办：{board.Case.Code} {next.Title}", $"To assist: {board.Case.Code} {next.Title}"));
        }

        return Result.Ok();
    }

    private async Task<Result> DuplicateAsync(CaseBoard board, CaseMoveInput input, CaseEvent entry, CancellationToken cancel)
    {
        var (row, code) = (board.Case, TextNormal.Clean(input.To));
        if (code.Length == 0) return ApiErrors.Invalid([CaseErrors.ToRequired]);
        if (await db.Set<Case>().AsNoTracking().FirstOrDefaultAsync(c => c.Code == code, cancel) is not { } other) return ApiErrors.Invalid([CaseErrors.UnknownCase(code)]);
        // Another asker would be left without an answer: what several ask is a common problem.
        if (other.SubjectKind != row.SubjectKind || other.SubjectId != row.SubjectId) return ApiErrors.Invalid([CaseErrors.OtherAsker]);
        if (other.Id == row.Id || other.DuplicateOfId is not null || other.State == CaseState.Withdrawn || await db.Set<Case>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AnyAsync(c => c.DuplicateOfId == row.Id, cancel)) return ApiErrors.Invalid([CaseErrors.SameCase]);
        (row.DuplicateOfId, entry.About) = (other.Id, other.Code);
        return await EndAsync(board, CaseState.Duplicate, cancel);
    }

    private async Task<Result> GroupAsync(Case row, CaseMoveInput input, CaseEvent entry, CancellationToken cancel)
    {
        var code = TextNormal.Clean(input.To);
        if (code.Length == 0)
        {
            entry.About = row.GroupId is { } was ? await db.Set<CaseGroup>().Where(g => g.Id == was).Select(g => g.Code).FirstOrDefaultAsync(cancel) : null;
            row.GroupId = null;
            return Result.Ok();
        }

        if (await db.Set<CaseGroup>().AsNoTracking().FirstOrDefaultAsync(g => g.Code == code, cancel) is not { } group) return ApiErrors.Invalid([CaseErrors.UnknownGroup(code)]);
        if (group.SettledAt is not null) return CaseErrors.GroupSettled;
        (row.GroupId, entry.About) = (group.Id, group.Code);
        return Result.Ok();
    }

    private async Task<Result> UrgeAsync(Case row, string? note, CancellationToken cancel)
    {
        var now = times.Now;
        if (row.UrgedAt > now - UrgePause) return CaseErrors.UrgedRecently;
        row.UrgedAt = now;
        var words = new Text($"催办：{row.Code} {row.Title}", $"Urged: {row.Code} {row.Title}");
        await news.TellTurnAsync(row, words, note, urgent: true, cancel);
        if (row.TurnMemberId != row.ResponsibleId) news.TellResponsible(row, words, note, urgent: true);
        return Result.Ok();
    }

    /// <summary>Starts or stops what is waited for beside the answer, as the new turn says.</summary>
    private async Task WaitAsync(CaseBoard board, bool turned, string move, CancellationToken cancel)
    {
        var (row, kind) = (board.Case, board.Kind);
        // A held case waits for its day; its clock was started by the move.
        if (row.State == CaseState.Held || (!turned && move is not (CaseVerb.Assign or CaseVerb.FollowUp or CaseVerb.Rate or CaseVerb.Reopen))) return;
        var (subject, limit, owner, unit) = row.State switch
        {
            CaseState.Assigned => (CaseTimes.Subject, kind.Accept, row.AssignedId, row.AssignedUnitId),
            CaseState.Answered when row.Turn == CaseTurn.Asker => (CaseTimes.Silence, kind.Closing.Silence, (Guid?)null, (Guid?)null),
            CaseState.Answered => (CaseTimes.Subject, kind.Closing.CallBack, row.TurnMemberId, null),
            CaseState.Confirmed or CaseState.Closed when row.FollowUp == FollowUpState.Open => (CaseTimes.Subject, kind.Closing.FollowUp, null, null),
            _ => (CaseTimes.Subject, null, null, null),
        };
        // A limit that cannot start would be the kind's fault, and kinds are checked when they are written.
        if (await times.WaitAsync(row, subject, limit, owner, unit, cancel) is { IsOk: false, Error: { } error }) throw new InvalidOperationException($"{row.Code}: {error.Code}");
    }

    private async Task TellAsync(Case row, string move, string? note, CancellationToken cancel)
    {
        Text Say(string zh, string en) => new($"{zh}：{row.Code} {row.Title}", $"{en}: {row.Code} {row.Title}");
        switch (move)
        {
            case CaseVerb.Assign or CaseVerb.HandOver: await news.TellTurnAsync(row, Say("请签收", "To accept"), note, false, cancel); break;
            case CaseVerb.Accept: await news.TellAskerAsync(row, Say("已签收", "Accepted"), null, cancel); break;
            case CaseVerb.Return:
                await news.TellTurnAsync(row, Say("已退回，请重新分办", "Returned, to assign again"), note, false, cancel);
                news.TellResponsible(row, Say("已退回", "Returned"), note);
                break;
            case CaseVerb.Progress: await news.TellAskerAsync(row, Say("办理进展", "Progress"), note, cancel); break;
            case CaseVerb.Answer:
                await news.TellAskerAsync(row, Say("已答复，请确认", "Answered, please confirm"), note, cancel);
                if (row.Turn != CaseTurn.Asker) await news.TellTurnAsync(row, Say("请回访确认", "Ask the asker to confirm"), note, false, cancel);
                break;
            case CaseVerb.Confirm: news.TellResponsible(row, Say(Grades.IsBad(row.Grade ?? Grades.Best) ? "已确认，评价不满意" : "已确认", Grades.IsBad(row.Grade ?? Grades.Best) ? "Confirmed, with a bad review" : "Confirmed"), note); break;
            case CaseVerb.Reopen:
                news.TellResponsible(row, Say("企业不满意，请重办", "Not satisfied, to be done again"), note, urgent: true);
                if (row.Turn == CaseTurn.Desk) await news.TellTurnAsync(row, Say("企业不满意，请重办", "Not satisfied, to be done again"), note, true, cancel);
                break;
            case CaseVerb.Close: await news.TellAskerAsync(row, Say("已销号", "Closed"), note, cancel); break;
            case CaseVerb.Duplicate: await news.TellAskerAsync(row, Say("已并入同一事项办理", "Handled together with the same request"), note, cancel); break;
            case CaseVerb.Withdraw: news.TellResponsible(row, Say("已撤回", "Withdrawn"), note); break;
            case CaseVerb.Rate when row.FollowUp == FollowUpState.Open: await news.TellTurnAsync(row, Say("差评待回访", "A bad review to follow up"), note, false, cancel); break;
        }
    }
}
