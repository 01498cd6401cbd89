using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Jingkai.Platform.Meetings;
using Jingkai.Platform.Numbering;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Cases.Groups;

/// <summary>A common problem in a list.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Title">The problem.</param>
/// <param name="Note">What is known and proposed.</param>
/// <param name="Category">Category of most of its cases.</param>
/// <param name="Cases">Cases in it that the reader may see.</param>
/// <param name="Askers">Askers of these.</param>
/// <param name="Open">Those not over.</param>
/// <param name="Meeting">Code of the meeting it was lifted to.</param>
/// <param name="Outcome">What was settled for all.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="SettledAt">When it was settled.</param>
public sealed record CaseGroupView(string Code, string Title, string? Note, string? Category, int Cases, int Askers, int Open, string? Meeting, string? Outcome, DateTime OpenedAt, DateTime? SettledAt);

/// <summary>A common problem to open.</summary>
public sealed record CaseGroupInput(string? Title, string? Note, string? Category, IReadOnlyList<string>? Cases);

/// <summary>What is done with a common problem: lift (to a meeting), settle (with what was settled).</summary>
public sealed record CaseGroupMove(string? Move, string? Note, string? To);

/// <summary>共性问题: from one to one class.</summary>
public sealed class CaseGroups
{
    /// <summary>Kind of a common problem on an agenda.</summary>
    internal const string Subject = "case-group";

    private readonly JingkaiDbContext db;
    private readonly IMeetings meetings;
    private readonly CaseService cases;
    private readonly TimeProvider time;

    internal CaseGroups(JingkaiDbContext db, IMeetings meetings, CaseService cases, TimeProvider time) => (this.db, this.meetings, this.cases, this.time) = (db, meetings, cases, time);

    /// <summary>Common problems, those with most cases first; settled ones last.</summary>
    public async Task<PagedList<CaseGroupView>> ListAsync(bool settled, PageRequest page, CancellationToken cancel = default)
    {
        var query = db.Set<CaseGroup>().AsNoTracking().Where(g => settled || g.SettledAt == null);
        var total = await query.LongCountAsync(cancel);
        var rows = await query.OrderBy(g => g.SettledAt != null).ThenByDescending(g => db.Set<Case>().Count(c => c.ZoneId == g.ZoneId && c.GroupId == g.Id)).ThenByDescending(g => g.OpenedAt).ThenBy(g => g.Id).Skip(page.Skip).Take(page.Size).ToListAsync(cancel);
        return new(await ViewsAsync(rows, cancel), total, page.Page, page.Size);
    }

    /// <summary>One, or <c>not-found</c>.</summary>
    public async Task<Result<CaseGroupView>> FindAsync(string code, CancellationToken cancel = default) =>
        await db.Set<CaseGroup>().AsNoTracking().FirstOrDefaultAsync(g => g.Code == code, cancel) is { } row ? (await ViewsAsync([row], cancel))[0] : ApiErrors.NotFound;

    /// <summary>Opens one, and puts cases into it.</summary>
    public async Task<Result<CaseGroupView>> OpenAsync(CaseGroupInput input, CancellationToken cancel = default)
    {
        if (!Acts) return ApiErrors.NotPermitted;
        var (title, note) = (TextNormal.Clean(input.Title), TextNormal.CleanLines(input.Note ?? ""));
        var errors = new List<Error>();
        if (title.Length == 0) errors.Add(ApiErrors.Required("title"));
        if (title.Length > CaseInputReader.LongestTitle) errors.Add(ApiErrors.TooLong("title", CaseInputReader.LongestTitle));
        if (note.Length > CaseInputReader.LongestNote) errors.Add(ApiErrors.TooLong("note", CaseInputReader.LongestNote));
        var wanted = (input.Cases ?? []).Select(c => c.Trim()).Where(c => c.Length > 0).Distinct().ToList();
        var known = await db.Set<Case>().AsNoTracking().Where(c => wanted.Contains(c.Code)).Select(c => new { c.Code, c.Category }).ToListAsync(cancel);
        errors.AddRange(wanted.Except(known.Select(k => k.Code)).Select(c => CaseErrors.UnknownCase(c).At("cases")));
        if (errors.Count > 0) return ApiErrors.Invalid(errors);
        var category = TextNormal.Clean(input.Category) is { Length: > 0 } given ? given : known.GroupBy(k => k.Category).MaxBy(g => g.Count())?.Key;
        var made = await db.InTransactionAsync<CaseGroup>(async () =>
        {
            var group = new CaseGroup
            {
                ZoneId = db.ZoneId, Code = NumberSeries.Format("G", db.Today.Year, await NumberSeries.ReserveAsync(db, $"G{db.Today.Year}", 1, cancel)), Title = title, Note = note.Length == 0 ? null : note,
                Category = category, OpenedById = db.Actor.MemberId, OpenedAt = ClockTime.Instant(ClockTime.Now(db, time)),
            };
            db.Add(group);
            await db.SaveChangesAsync(cancel);
            return group;
        }, cancel);
        if (!made.IsOk) return made.Error;
        foreach (var code in wanted) await cases.MoveAsync(code, new(CaseVerb.Group, null, made.Value.Code), null, cancel);
        return await FindAsync(made.Value.Code, cancel);
    }

    /// <summary>Lifts it to a meeting, or settles it.</summary>
    public async Task<Result<CaseGroupView>> MoveAsync(string code, CaseGroupMove move, CancellationToken cancel = default)
    {
        if (!Acts) return ApiErrors.NotPermitted;
        var done = await db.InTransactionAsync<CaseGroup>(async () =>
        {
            if (db.Provider == Provider.Postgres) await db.Database.ExecuteSqlAsync($"SELECT 1 FROM platform_case_groups WHERE zone_id = {db.ZoneId} AND code = {code} FOR UPDATE", cancel);
            if (await db.Set<CaseGroup>().AsTracking().FirstOrDefaultAsync(g => g.Code == code, cancel) is not { } group) return ApiErrors.NotFound;
            IReadOnlyList<string> allowed = group.SettledAt is null ? ["lift", "settle"] : [];
            if (move.Move is not ("lift" or "settle")) return ApiErrors.Invalid([Error.Invalid("unknown-move", $"没有“{move.Move}”这个操作，可用：lift、settle。", $"There is no move \"{move.Move}\"; use lift or settle.", "move")]);
            if (!allowed.Contains(move.Move)) return CaseErrors.NotAllowed(move.Move, allowed);
            if (!CaseInputReader.Note(move.Note, required: true).Try(out var note, out var error)) return error;
            if (move.Move == "settle") (group.Outcome, group.SettledAt) = (note, ClockTime.Instant(ClockTime.Now(db, time)));
            else
            {
                var meeting = TextNormal.Clean(move.To);
                if (meeting.Length == 0)
                {
                    if (!(await meetings.CallAsync(new("problem-solving", $"共性问题：{group.Title}", null, null, null, db.Actor.MemberId), cancel)).Try(out var called, out error)) return error;
                    meeting = called.Code;
                }

                var words = $"{group.Code} {group.Title}";
                if (await meetings.AddAsync(meeting, new(Subject, group.Id.ToString(), new(words, words), $"case-groups/{group.Code}"), note, cancel) is { IsOk: false, Error: { } refused }) return refused;
                group.Meeting = meeting;
            }

            await db.SaveChangesAsync(cancel);
            return group;
        }, cancel);
        return done.IsOk ? await FindAsync(code, cancel) : done.Error;
    }

    // Who looks at several zones reads as a leader reads, and does nothing.
    private bool Acts => db.Actor.MemberId is not null || db.Actor.IsInstallationAdministrator;

    private async Task<IReadOnlyList<CaseGroupView>> ViewsAsync(IReadOnlyList<CaseGroup> rows, CancellationToken cancel)
    {
        var ids = rows.Select(r => r.Id).ToList();
        var cases = (await db.Set<Case>().AsNoTracking().Where(c => c.GroupId != null && ids.Contains(c.GroupId.Value)).Select(c => new { Group = c.GroupId!.Value, c.SubjectId, c.State }).ToListAsync(cancel)).ToLookup(c => c.Group);
        return [.. rows.Select(g => new CaseGroupView(g.Code, g.Title, g.Note, g.Category, cases[g.Id].Count(), cases[g.Id].Select(c => c.SubjectId).OfType<Guid>().Distinct().Count(), cases[g.Id].Count(c => !CaseState.IsOver(c.State)), g.Meeting, g.Outcome, g.OpenedAt, g.SettledAt))];
    }
}
