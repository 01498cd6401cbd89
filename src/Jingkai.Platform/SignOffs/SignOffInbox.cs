using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Inboxes;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.SignOffs;

/// <summary>Sign-offs in the inbox: to sign, signed, started by me, copied to me.</summary>
internal sealed class SignOffInbox(JingkaiDbContext db, SignOffStore store) : IInboxSource
{
    internal static readonly Dictionary<string, Text> States = new(StringComparer.Ordinal)
    {
        [SignOffState.Pending] = new("审批中", "Being signed"),
        [SignOffState.Returned] = new("已退回", "Returned"),
        [SignOffState.Approved] = new("已同意", "Approved"),
        [SignOffState.Withdrawn] = new("已撤回", "Withdrawn"),
    };

    public async Task<InboxPart> ReadAsync(string box, int take, CancellationToken cancel)
    {
        if (db.Actor.MemberId is not { } me) return InboxPart.Empty;
        return box == InboxBox.ToDo ? await ToDoAsync(me, take, cancel) : await OthersAsync(box, me, take, cancel);
    }

    /// <summary>The rules say who holds a place, so the candidates are read and asked; what waits for one person is never much.</summary>
    private async Task<InboxPart> ToDoAsync(Guid me, int take, CancellationToken cancel)
    {
        var away = await store.AbsencesAsync(cancel);
        var near = away.Where(a => a.StandInId == me).Select(a => a.MemberId).ToList();
        var asked = near.Concat(away.Where(a => a.StandInId is { } s && near.Contains(s)).Select(a => a.MemberId)).Append(me).Distinct().ToList();
        var open = await db.Set<SignOff>().AsNoTracking().Where(s =>
            (s.State == SignOffState.Returned && s.StarterId == me)
            || (s.State == SignOffState.Pending && db.Set<SignOffSigner>().Any(p => p.ZoneId == s.ZoneId && p.SignOffId == s.Id && p.Round == s.Round && p.State == SignerState.Open && asked.Contains(p.MemberId))))
            .OrderBy(s => s.SubmittedAt).ToListAsync(cancel);
        var mine = (await store.BoardsAsync(open, tracked: false, cancel)).Where(b => b.Holders.Contains(me)).ToList();
        var shown = mine.OrderByDescending(b => b.SignOff.UrgedAt > b.SignOff.SubmittedAt).ThenBy(b => b.SignOff.SubmittedAt).Take(take).ToList();
        var names = await NamesAsync(shown.Count == 0, cancel);
        return new([.. shown.Select(b => Item(b, b.SignOff.SubmittedAt, names) with
        {
            State = b.SignOff.State == SignOffState.Returned ? States[SignOffState.Returned] : null,
            Urged = b.SignOff.UrgedAt > b.SignOff.SubmittedAt,
            StandsInFor = b.PlaceOf(me) is { } place && place.MemberId != me ? names.GetValueOrDefault(place.MemberId) : null,
        })], mine.Count);
    }

    private async Task<InboxPart> OthersAsync(string box, Guid me, int take, CancellationToken cancel)
    {
        var all = db.Set<SignOff>().AsNoTracking();
        var query = box switch
        {
            InboxBox.Started => all.Where(s => s.StarterId == me),
            InboxBox.Done => all.Where(s => db.Set<SignOffMove>().Any(m => m.ZoneId == s.ZoneId && m.SignOffId == s.Id && m.MemberId == me && m.Step > 0)),
            _ => all.Where(s => db.Set<SignOffCopy>().Any(c => c.ZoneId == s.ZoneId && c.SignOffId == s.Id && c.MemberId == me)),
        };
        var total = await query.CountAsync(cancel);
        if (total == 0 || take == 0) return new([], total);
        var rows = await query.OrderByDescending(s => s.ClosedAt ?? s.SubmittedAt).ThenByDescending(s => s.Id).Take(take).ToListAsync(cancel);
        var names = await NamesAsync(false, cancel);
        return new([.. (await store.BoardsAsync(rows, tracked: false, cancel)).Select(b => Item(b, b.SignOff.ClosedAt ?? b.SignOff.SubmittedAt, names) with
        {
            State = States[b.SignOff.State],
            Orphaned = b.SignOff.State is SignOffState.Pending or SignOffState.Returned && (b.Holders.Count == 0 || b.Orphans.Count > 0),
        })], total);
    }

    private static InboxItem Item(SignOffBoard board, DateTime at, Dictionary<Guid, string> names) =>
        new("sign-off", board.SignOff.Code, new(board.SignOff.TitleZh, board.SignOff.TitleEn), $"sign-offs/{board.SignOff.Code}", at) { From = names.GetValueOrDefault(board.SignOff.StarterId) };

    private async Task<Dictionary<Guid, string>> NamesAsync(bool none, CancellationToken cancel) =>
        none ? [] : await db.Set<Member>().AsNoTracking().ToDictionaryAsync(m => m.Id, m => m.Name, cancel);
}
