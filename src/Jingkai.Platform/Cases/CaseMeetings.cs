using Jingkai.Kernel;
using Jingkai.Platform.Cases.Groups;
using Jingkai.Platform.Data;
using Jingkai.Platform.Meetings;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Cases;

/// <summary>What a meeting decided about a case stands in the case's timeline, and who answers for it is told.</summary>
internal sealed class CaseMeetings(CaseStore store, CaseMover mover, CaseNews news) : IMeetingSubject
{
    public string Kind => CaseTimes.Subject;

    public async Task MinutedAsync(JingkaiDbContext db, MeetingNews told, CancellationToken cancel)
    {
        if (await store.TakeAsync(Guid.Parse(told.Item.SubjectId!), cancel) is not { } board) return;
        var lines = told.Decisions.Select(d => d.Text).Prepend(told.Item.Outcome).Where(l => !string.IsNullOrWhiteSpace(l));
        var note = string.Join('\n', lines);
        mover.Write(board.Case, new() { Verb = CaseVerb.Minuted, Note = note.Length == 0 ? null : note, About = told.Meeting.Code });
        news.TellResponsible(board.Case, new($"专题会已议：{board.Case.Code} {board.Case.Title}", $"Decided at a meeting: {board.Case.Code} {board.Case.Title}"), note);
        await db.SaveChangesAsync(cancel);
    }

    public async Task DroppedAsync(JingkaiDbContext db, Meeting meeting, AgendaItem item, string? reason, CancellationToken cancel)
    {
        if (await store.TakeAsync(Guid.Parse(item.SubjectId!), cancel) is not { } board || board.Case.Meeting != meeting.Code) return;
        board.Case.Meeting = null;
        mover.Write(board.Case, new() { Verb = CaseVerb.Dropped, Note = reason, About = meeting.Code });
        await db.SaveChangesAsync(cancel);
    }
}

/// <summary>The same of a common problem: what was settled for all its cases.</summary>
internal sealed class CaseGroupMeetings : IMeetingSubject
{
    public string Kind => CaseGroups.Subject;

    public async Task MinutedAsync(JingkaiDbContext db, MeetingNews told, CancellationToken cancel)
    {
        if (await FindAsync(db, told.Item, cancel) is not { } group) return;
        group.Outcome = string.Join('\n', told.Decisions.Select(d => d.Text).Prepend(told.Item.Outcome).Where(l => !string.IsNullOrWhiteSpace(l)));
        await db.SaveChangesAsync(cancel);
    }

    public async Task DroppedAsync(JingkaiDbContext db, Meeting meeting, AgendaItem item, string? reason, CancellationToken cancel)
    {
        if (await FindAsync(db, item, cancel) is not { } group || group.Meeting != meeting.Code) return;
        group.Meeting = null;
        await db.SaveChangesAsync(cancel);
    }

    private static async Task<CaseGroup?> FindAsync(JingkaiDbContext db, AgendaItem item, CancellationToken cancel)
    {
        var id = Guid.Parse(item.SubjectId!);
        if (db.Provider == Provider.Postgres) await db.Database.ExecuteSqlAsync($"SELECT 1 FROM platform_case_groups WHERE zone_id = {db.ZoneId} AND id = {id} FOR UPDATE", cancel);
        return await db.Set<CaseGroup>().AsTracking().FirstOrDefaultAsync(g => g.Id == id && g.SettledAt == null, cancel);
    }
}
